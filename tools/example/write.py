"""Writing files that come out the same, byte for byte, every time."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

SEED = "koers-2025"
STAMP = (2026, 1, 15, 9, 0, 0)
"""The date that every archive and workbook carries."""

Cell = str | int | float | date | None
Row = Sequence[Cell]


def stream(name: str) -> random.Random:
    """The random numbers of one part, so that a change there moves nothing elsewhere."""
    return random.Random(f"{SEED}/{name}")


def dutch(value: float, digits: int) -> str:
    """A number with a decimal comma and no thousands separator.

    >>> dutch(1234.5, 2)
    '1234,50'
    """
    return f"{value:.{digits}f}".replace(".", ",")


def day(value: date | None) -> str:
    """A day as dd-mm-yyyy; nothing for no day."""
    return value.strftime("%d-%m-%Y") if value else ""


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    return str(cell)


def csv_text(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """A table with semicolons, one line per row."""
    lines = [";".join(headings)]
    lines += [";".join(_text(cell) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def write_text(path: Path, text: str) -> None:
    """A UTF-8 file with the line ends as they stand in the text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_gzip(path: Path, text: str) -> None:
    """A gzip file without name and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    """A zip archive with fixed times."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, compresslevel=9)


def write_workbook(path: Path, sheets: dict[str, tuple[Sequence[str], Sequence[Row]]]) -> None:
    """A workbook with a bold first row; days become spreadsheet days, texts stay texts.

    Args:
        path: Where it goes.
        sheets: Name -> headings and rows.
    """
    book = Workbook()
    book.remove(book.active) if book.active else None
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(headings))
        for row in rows:
            sheet.append(list(row))
        for column, heading in enumerate(headings, start=1):
            sheet.cell(1, column).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(column)].width = max(10, min(30, len(heading) + 2))
        sheet.freeze_panes = "A2"
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, date):
                    cell.number_format = "dd-mm-yyyy"
    book.properties.creator = "Koers, voorbeeld"
    book.properties.created = datetime(*STAMP)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as saved:
        members = {name: saved.read(name) for name in saved.namelist()}
    # Saving puts the present moment in the properties.
    stamp = datetime(*STAMP).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    core = "docProps/core.xml"
    members[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, members[core])
    write_zip(path, members)
