"""Opening a file by its content: what it is, whether it is whole, and the headings of its tables."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kern.errors import InputWrong, UsageWrong
from kern.intake.contract import FileHead, Form, SheetHead
from kern.intake.signatures import refuse_by_signature
from kern.intake.table import csv_rows, sheet_head
from kern.intake.workbook import open_workbook_head
from kern.language import N_

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 64 * 1024
_PIECE = 512 * 1024
_SNIFF_LINES = 120
_BOM = codecs.BOM_UTF8
_SEPARATORS = ";\t,|"


def open_file(
    path: Path, shown_name: str | None = None, encoding: str | None = None, workdir: Path | None = None
) -> FileHead:
    """Look into a plain file and say what it is; nothing is guessed from its name.

    Args:
        path: A file, not a folder or archive (see `kern.intake.archive`).
        shown_name: The name the user knows; the file's own name when left out.
        encoding: Encoding of a text file that is not UTF-8, as the user said it.
        workdir: A temporary folder where such a file, and one in UTF-16, is rewritten in UTF-8; else beside `path`.

    Raises:
        InputWrong: Empty, cut off, protected, of another kind than its name says, or not UTF-8.
        UsageWrong: The encoding the user said does not exist.
    """
    name = shown_name or path.name
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(HEAD_BYTES)
        file.seek(max(0, size - HEAD_BYTES))
        end = file.read()
    if not start.removeprefix(_BOM).strip(b" \t\r\n\0"):
        raise InputWrong(N_("File {file} is empty. Export it again, or leave it out."), file=name)
    refuse_by_signature(path, name, start)
    if start.startswith(b"PK\x03\x04"):
        sha256 = _digest(path, name, check_utf8=False)
        sheets, findings, emptied = open_workbook_head(path, name)
        return FileHead(path, name, Form.XLSX, "", None, sheets, sha256, size, findings, emptied)
    if start.lstrip(_BOM + b" \t\r\n").startswith(b"ISO-10303-21"):
        return _open_ifc(path, name, start, end, size)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    if encoding and _codec(encoding) not in ("utf-8", "ascii"):
        sha256 = _digest(path, name, check_utf8=False)
        return replace(open_file(_rewrite(path, name, encoding, workdir or path.parent), name), sha256=sha256)
    return _open_text(path, name, start, end, size)


def _open_ifc(path: Path, name: str, start: bytes, end: bytes, size: int) -> FileHead:
    if b"END-ISO-10303-21" not in end:
        raise InputWrong(
            N_("IFC file {file} is cut off: its last line END-ISO-10303-21 is missing. Export or copy it again."),
            file=name,
        )
    text = start.decode("utf-8", errors="replace")
    return FileHead(path, name, Form.IFC, text, None, (), _digest(path, name, check_utf8=False), size)


def _open_text(path: Path, name: str, start: bytes, end: bytes, size: int) -> FileHead:
    if b"\0" in start:
        raise InputWrong(
            N_("File {file} is neither text nor a workbook. Export it as CSV (UTF-8) or .xlsx."), file=name
        )
    sha256 = _digest(path, name, check_utf8=True)
    text = start.removeprefix(_BOM).decode("utf-8", errors="ignore")  # a mark cut in two at 64 kB
    if text.lstrip().startswith(("{", "[")):
        return FileHead(path, name, Form.JSON, text, None, (), sha256, size)
    layout = _layout(text)
    if layout is None:
        return FileHead(path, name, Form.TEXT, text, None, (), sha256, size)
    _refuse_cut_off(name, end, layout, at_start=size <= HEAD_BYTES)
    return FileHead(path, name, Form.CSV, text, layout.separator, (layout.sheet,), sha256, size)


@dataclass(frozen=True)
class _Layout:
    separator: str
    sheet: SheetHead


def _layout(text: str) -> _Layout | None:
    """The separator that gives the most rows of one width, and the headings under it."""
    best: tuple[int, _Layout] | None = None
    start = "".join(text.splitlines(keepends=True)[:_SNIFF_LINES])
    for separator in (mark for mark in _SEPARATORS if mark in start):
        try:
            rows = csv_rows(start, separator)
        except csv.Error:
            continue
        sheet = sheet_head(None, rows)
        if sheet is None or len(sheet.headings) < 2:
            continue
        width = len(rows[sheet.heading_row - 1])
        # A separator at the end of every row, but not of the headings, is still the same table.
        alike = sum(1 for row in rows if len(row) == width or (len(row) == width + 1 and not row[-1].strip()))
        if best is None or alike > best[0]:
            best = (alike, _Layout(separator, sheet))
    return best[1] if best else None


def _refuse_cut_off(name: str, end: bytes, layout: _Layout, at_start: bool) -> None:
    """A last line without line end and with too few cells: the rest of the file is missing."""
    if end.endswith(b"\n"):
        return
    text = end.decode("utf-8", errors="ignore")
    whole_lines = text if at_start else text.partition("\n")[2]
    rows = list(csv.reader(io.StringIO(whole_lines, newline=""), delimiter=layout.separator))
    if at_start and len(rows) <= layout.sheet.heading_row:
        return
    cells = rows[-1] if rows else []
    if len(cells) < len(layout.sheet.headings):
        raise InputWrong(
            N_(
                "File {file} is cut off: its last line has {got} of {expected} cells and no line end. "
                "Nothing was loaded. Export or copy it again."
            ),
            file=name,
            got=len(cells),
            expected=len(layout.sheet.headings),
        )


def _digest(path: Path, name: str, check_utf8: bool) -> str:
    """SHA-256 of the file, and in the same pass whether it is UTF-8. Small pieces stay in the processor's cache."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = memoryview(bytearray(_PIECE))
    at = 0
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(piece):
            chunk = piece[:size]
            digest.update(chunk)
            if check_utf8 and (decoder.getstate()[0] or not bytes(chunk).isascii()):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    raise _not_utf8(name, _line_at(path, at + error.start)) from error
            at += size
    return digest.hexdigest()


def _line_at(path: Path, offset: int) -> int:
    with path.open("rb") as file:
        return file.read(offset).count(b"\n") + 1


def _not_utf8(name: str, line: int) -> InputWrong:
    return InputWrong(
        N_(
            "File {file} is not in UTF-8 (line {line}); it is probably in Windows-1252 (Latin-1). Save it as "
            '"CSV UTF-8", or load it with --codering windows-1252.'
        ),
        file=name,
        line=line,
    )


def _codec(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UsageWrong(
            N_("Encoding {encoding} is not known. Use for instance utf-8, windows-1252 or utf-16."), encoding=encoding
        ) from error


def _rewrite(path: Path, name: str, encoding: str, folder: Path) -> Path:
    target = folder / f"{path.name}.{zlib.crc32(name.encode()):08x}.utf8"
    try:
        with (
            path.open("r", encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as out,
        ):
            while text := source.read(_PIECE):
                out.write(text)
    except UnicodeError as error:
        raise InputWrong(
            N_("File {file} is not in {encoding}. Save it as CSV in UTF-8."), file=name, encoding=encoding
        ) from error
    return target
