"""A section as a workbook: its figures and each of its tables on a sheet of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from koers.render.csv_out import guard, tables_of
from koers.render.values import show_cell, sign_of

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section, Table

_WIDEST = 60
_NARROWEST = 9


def write_section(path: Path, section: Section) -> None:
    """Write the workbook; numbers stay numbers, and no text can run as a formula.

    Args:
        path: The .xlsx file.
        section: What to write.
    """
    from openpyxl import Workbook

    book = Workbook()
    first = book.worksheets[0]
    first.title = _sheet_name(section.title, set())
    first.append([guard(section.title)])
    first.append([guard(section.message)])
    first.column_dimensions["A"].width = 100
    for finding in section.findings:
        first.append([guard(str(finding))])
    used = {first.title}
    for table in tables_of(section).values():
        name = _sheet_name(table.title or table.key, used)
        used.add(name)
        _fill(book.create_sheet(name), table)
    book.properties.creator = "Koers"
    book.save(path)


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    headings = [f"{column.heading} ({column.unit})" if column.unit else column.heading for column in table.columns]
    sheet.append([guard(heading) for heading in headings])
    widths = [min(len(heading), 24) for heading in headings]
    for row in table.printed_rows():
        cells = []
        for place, column in enumerate(table.columns):
            value = row[column.name]
            if sign_of(value, column.name) is not None:
                value = show_cell(value, column)
            cells.append(guard(value))
            widths[place] = max(widths[place], min(len(str(value if value is not None else "")), _WIDEST))
        sheet.append(cells)
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(width + 2, _NARROWEST)
        heading = sheet.cell(1, place)
        heading.font = Font(bold=True)
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        if column.decimals is not None:
            digits = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
            for cell in sheet[letter][1:]:
                cell.number_format = digits
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = sheet.dimensions


def _sheet_name(title: str, used: set[str]) -> str:
    """A name Excel takes: at most 31 marks, without the forbidden ones, once.

    >>> _sheet_name("By storey: [all]", {"By storey all"})
    'By storey all 2'
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", title).split()).strip("'")[:31] or "-"
    name, number = plain, 1
    while name.lower() in {each.lower() for each in used}:
        number += 1
        name = f"{plain[: 30 - len(str(number))]} {number}"
    return name
