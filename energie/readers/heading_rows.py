"""Headings that take several rows: a merged group above, the name below it, and perhaps a row of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.intake.contract import Form, SheetHead
from kern.intake.table import csv_rows, open_workbook, packed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.intake.contract import FileHead

SAMPLE_ROWS = 400
BETWEEN = " / "


def first_rows(head: FileHead, sheet: str | None, separator: str | None) -> list[list[str]]:
    """The first rows of a table, cells without spaces around them.

    Args:
        head: The file.
        sheet: Name of the sheet of a workbook.
        separator: Separator of a CSV file.
    """
    if head.form is Form.XLSX:
        loaded = open_workbook(head).load_sheet(
            sheet, header_row=None, skip_rows=0, n_rows=SAMPLE_ROWS, dtypes="string"
        )
        rows = [[(cell or "").strip() for cell in row] for row in loaded.to_polars().rows()]
        mark = packed_rows(rows)
        if mark:
            return csv_rows("\n".join(row[0] for row in rows) + "\n", mark)
        return rows
    text = head.text if head.size_bytes <= len(head.text.encode()) + 3 else head.text[: head.text.rfind("\n") + 1]
    return [[cell.strip() for cell in row] for row in csv_rows(text, separator or ";")[:SAMPLE_ROWS]]


def headings_of(rows: Sequence[Sequence[str]], first: int, last: int) -> tuple[str, ...]:
    """One heading per column, unique, from one or more rows.

    Args:
        rows: From the top of the table.
        first: First row with headings, counted from 1; 0 when there are none.
        last: Last row with headings.

    >>> headings_of([["Datum", "Hoofdmeter", ""], ["", "Dag", "Nacht"]], 1, 2)
    ('Datum', 'Hoofdmeter / Dag', 'Hoofdmeter / Nacht')
    """
    width = max((len(row) for row in rows), default=0)
    if first == 0:
        return tuple(f"kolom {place}" for place in range(1, width + 1))
    block = [[*row, *[""] * (width - len(row))] for row in rows[first - 1 : last]]
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(block):
        group = ""
        for place, cell in enumerate(row):
            text = " ".join(cell.split())
            below = any(lower[place] for lower in block[depth + 1 :])
            group = text or (group if below else "")
            if group and group not in parts[place]:
                parts[place].append(group)
    names: list[str] = []
    for place, found in enumerate(parts, start=1):
        name = BETWEEN.join(found) or f"kolom {place}"
        names.append(name if name not in names else f"{name} ({place})")
    # A separator at the end of each row makes an empty last column.
    while names and not any(row[len(names) - 1] for row in rows if len(row) >= len(names)):
        names.pop()
    return tuple(names)


def sheet_of(name: str | None, rows: Sequence[Sequence[str]], first: int, last: int) -> SheetHead:
    """The table below these headings, as `kern.intake.table.read_text_table` wants it."""
    return SheetHead(name, headings_of(rows, first, last), last)
