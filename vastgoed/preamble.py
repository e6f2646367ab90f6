"""What stands above a table: the building a form is about, and the day."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from kern.intake.contract import Form
from kern.intake.headings import normalise_heading
from kern.intake.table import csv_rows, open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kern.intake.contract import FileHead, SheetHead

LABELS = {
    "asset_code": ("gebouw", "gebouwcode", "vim gebouwcode", "objectcode", "code gebouw"),
    "audited_on": ("datum", "datum screening", "datum audit", "datum van de screening", "ingevuld op"),
}
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


def read_preamble(head: FileHead, sheet: SheetHead) -> dict[str, object]:
    """Building code and day that stand above the headings, as `label | value` or `label: value`.

    Args:
        head: The file.
        sheet: The sheet whose table lies below.

    Returns:
        `asset_code` and `audited_on`, as far as they are there.
    """
    found: dict[str, object] = {}
    for label, value in _pairs(_rows_above(head, sheet)):
        for name, labels in LABELS.items():
            if normalise_heading(label) in labels and name not in found:
                content = read_day(value) if name == "audited_on" else value
                if content:
                    found[name] = content
    return found


def read_day(text: str) -> date | None:
    """A day as people write it, or None.

    >>> read_day("5/6/2025"), read_day("2025-06-05 00:00:00"), read_day("juni")
    (datetime.date(2025, 6, 5), datetime.date(2025, 6, 5), None)
    """
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def _rows_above(head: FileHead, sheet: SheetHead) -> Sequence[Sequence[str | None]]:
    above = sheet.heading_row - 1
    if above < 1:
        return []
    if head.form is Form.XLSX:
        loaded = open_workbook(head).load_sheet(sheet.name, header_row=None, n_rows=above, dtypes="string")
        return list(loaded.to_polars().rows())
    return csv_rows(head.text, head.separator or ";")[:above]


def _pairs(rows: Sequence[Sequence[str | None]]) -> Iterable[tuple[str, str]]:
    for row in rows:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        for cell in cells:
            label, colon, value = cell.partition(":")
            if colon and value.strip():
                yield label, value.strip()
        for label, value in pairwise(cells):
            yield label.rstrip(":"), value
