"""The criteria in force as a workbook that can be changed and loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koers.render.csv_out import guard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_WIDTHS = {"quantity_nl": 50, "quantity": 40, "note": 50, "condition": 24, "id": 11}


def write_criteria(path: Path, headings: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write the workbook.

    Args:
        path: Where.
        headings: Column of the criteria table -> heading in the workbook.
        rows: The criteria in force.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "criteria"
    sheet.append(list(headings.values()))
    for row in rows:
        sheet.append([guard(row.get(name) or "") or None for name in headings])
    for place, name in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 16)
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.creator = "Koers"
    book.save(path)
