"""Which IFC schema a file says it is, and with which schema it can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 64 << 10
READABLE = ("IFC2X3", "IFC4", "IFC4X3_ADD2")

_FILE_SCHEMA = re.compile(rb"FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'", re.IGNORECASE)

# Spellings that exporters use for a schema we read. Release candidates of IFC4X3 and the never finished
# IFC4X1 and IFC4X2 have other entities and are not among them.
_SAME_AS = (
    (re.compile(r"IFC2X3([_ ,].*)?"), "IFC2X3"),
    (re.compile(r"IFC4([_ ](ADD|TC|FINAL).*)?(,.*)?"), "IFC4"),
    (re.compile(r"IFC4X3([_ ](ADD|TC).*)?(,.*)?"), "IFC4X3_ADD2"),
)


def find_schema(header: bytes) -> str | None:
    """The schema the header declares, as written; None when it declares none.

    >>> find_schema(b"FILE_SCHEMA (('IFC4X3'));")
    'IFC4X3'
    """
    found = _FILE_SCHEMA.search(header)
    return found[1].decode("ascii", "replace").strip() if found else None


def readable_schema(declared: str) -> str | None:
    """The schema with which a file can be read, or None when there is none.

    >>> readable_schema("IFC4X3"), readable_schema("ifc2x3_final"), readable_schema("IFC4X3_RC2")
    ('IFC4X3_ADD2', 'IFC2X3', None)
    """
    for pattern, schema in _SAME_AS:
        if pattern.fullmatch(declared.upper()):
            return schema
    return None


def schema_of_file(path: Path) -> str:
    """The schema with which a file can be read; what its header says where that is none of them."""
    with path.open("rb") as file:
        declared = find_schema(file.read(HEAD_BYTES)) or ""
    return readable_schema(declared) or declared


def needs_rewriting(declared: str) -> bool:
    """Whether the header must name another schema before the parser takes the file.

    >>> needs_rewriting("IFC4"), needs_rewriting("IFC4X3")
    (False, True)
    """
    return declared.upper() not in READABLE


def rewrite_schema(header: bytes, schema: str) -> bytes:
    """The header with another schema in FILE_SCHEMA.

    >>> rewrite_schema(b"FILE_SCHEMA(('IFC4X3'));", "IFC4X3_ADD2")
    b"FILE_SCHEMA(('IFC4X3_ADD2'));"
    """
    found = _FILE_SCHEMA.search(header)
    if not found:
        return header
    return header[: found.start(1)] + schema.encode("ascii") + header[found.end(1) :]
