"""Writes a bundle of topics as a BCF file; the XML comes from the schema classes of bcf-client."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vastgoed.bim.bcf.topics import Bundle

VERSIONS = ("2.1", "3.0")
_DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the clock must not show in the bytes


def write_bcf(path: Path, bundle: Bundle, version: str = "2.1") -> None:
    """Write the issues; the file is complete or not there.

    Args:
        path: The .bcf file (.bcfzip is the older name of the same).
        bundle: The issues.
        version: `2.1`, which every viewer reads, or `3.0`.

    Raises:
        UsageWrong: No such version.
    """
    content = bcf_bytes(bundle, version)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def bcf_bytes(bundle: Bundle, version: str) -> bytes:
    """The BCF file as bytes.

    Raises:
        UsageWrong: No such version.
    """
    from vastgoed.bim.bcf.version_2_1 import files_2_1
    from vastgoed.bim.bcf.version_3_0 import files_3_0

    makers: dict[str, Callable[[Bundle], dict[str, Any]]] = {"2.1": files_2_1, "3.0": files_3_0}
    if version not in makers:
        raise UsageWrong(
            N_("BCF version {version} is not known. Allowed: {allowed}."), version=version, allowed=", ".join(makers)
        )
    from bcf.xml_parser import XmlParserSerializer

    xml = XmlParserSerializer()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in makers[version](bundle).items():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, xml.serialize(root).encode("utf-8"))
    return stream.getvalue()


def xml_time(bundle: Bundle) -> Any:
    """The bundle's date in UTC, as the schema classes want it."""
    from xsdata.models.datatype import XmlDateTime

    moment = bundle.created_at
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return XmlDateTime.from_datetime(moment.replace(microsecond=0))


def xml_text(text: str) -> str:
    r"""The text without what XML cannot hold; names in models hold anything.

    >>> xml_text("deur\x00 1")
    'deur 1'
    """
    return "".join(mark for mark in text if mark in "\n\t" or (mark.isprintable() and mark not in "\ufffe\uffff"))
