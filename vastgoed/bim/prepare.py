"""Makes a file ready for the parser: unpacked, and with a header the parser takes. The original stays as it is."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_
from vastgoed.bim.schemas import HEAD_BYTES, needs_rewriting, rewrite_schema
from vastgoed.bim.sniff import FileKind, Sniffed, refuse_damaged, sniff_file

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED_BYTES = 8 << 30


@dataclass(frozen=True)
class Prepared:
    """A file the parser can open.

    Args:
        path: The file itself, or a temporary copy.
        sniffed: What was seen in the model (not in the zip around it).
    """

    path: Path
    sniffed: Sniffed


@contextmanager
def prepare_model(path: Path, shown_name: str, allow_damaged: bool = False) -> Iterator[Prepared]:
    """Give the parser a file it can open; temporary copies are gone afterwards.

    Args:
        path: An .ifc or .ifczip file.
        shown_name: The name the user knows.
        allow_damaged: Let a file that was cut off through; its totals must then be marked incomplete.

    Raises:
        InputWrong: It is not a whole, readable model.
    """
    with tempfile.TemporaryDirectory(prefix="koers-bim-") as folder:
        sniffed = sniff_file(path, shown_name)
        if sniffed.kind is FileKind.ZIP:
            refuse_damaged(sniffed)
            path = _unpack(path, sniffed.member or "", Path(folder), shown_name)
            sniffed = sniff_file(path, shown_name)
        if not (allow_damaged and _only_truncated(sniffed)):
            refuse_damaged(sniffed)
        if sniffed.starts_late or needs_rewriting(sniffed.schema_declared or ""):
            path = _rewrite(path, sniffed, Path(folder))
        yield Prepared(path, sniffed)


def _only_truncated(sniffed: Sniffed) -> bool:
    errors = {finding.code for finding in sniffed.findings if finding.severity == "error"}
    return errors <= {"bim.file.truncated"}


def _unpack(path: Path, member: str, folder: Path, shown_name: str) -> Path:
    target = folder / "model.ifc"
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(member).file_size > MAX_UNPACKED_BYTES:
                raise InputWrong(
                    N_("Zip file {file} unpacks to more than {limit_gb} GB. Split the model and load the parts."),
                    file=shown_name,
                    limit_gb=MAX_UNPACKED_BYTES >> 30,
                )
            with archive.open(member) as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1 << 20)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputWrong(
            N_("Zip file {file} cannot be unpacked. Copy or download it again completely."), file=shown_name
        ) from error
    return target


def _rewrite(path: Path, sniffed: Sniffed, folder: Path) -> Path:
    target = folder / "rewritten.ifc"
    with path.open("rb") as source, target.open("wb") as copy:
        head = source.read(HEAD_BYTES)[sniffed.starts_late :]
        copy.write(rewrite_schema(head, sniffed.schema_read or ""))
        shutil.copyfileobj(source, copy, 1 << 20)
    return target
