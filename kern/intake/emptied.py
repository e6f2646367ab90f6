"""Cells that say something in the file and were read as empty, as lines beside the quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import REJECTED
from kern.language import N_

if TYPE_CHECKING:
    from kern.intake.contract import FileHead

CODE = "intake.formula.no_result"
_REASON = N_("The formula in this cell has no saved result, so it was read as empty.")
_REMEDY = N_("Open the workbook in a spreadsheet, save it and load it again.")


def emptied_cells(head: FileHead) -> pl.DataFrame:
    """One line per formula without a saved result, under the heading of its column.

    Args:
        head: An opened file.

    Returns:
        REJECTED schema; the value is empty, since the file holds none.
    """
    headings = {sheet.name: sheet.headings for sheet in head.sheets}
    lines = [
        {
            "sheet": cell.sheet,
            "row": cell.row,
            "column": names[cell.column - 1] if cell.column <= len(names := headings.get(cell.sheet, ())) else "",
            "code": CODE,
            "reason": _REASON,
            "remedy": _REMEDY,
        }
        for cell in head.emptied
    ]
    return pl.DataFrame(lines, schema=pl.Schema(REJECTED))
