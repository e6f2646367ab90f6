"""What the small tables of the room share: read a sheet, keep rows out with a reason, hand back the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from energie.history import Defect, FilePlace, rejections
from kern.intake.contract import FileHead, Intake
from kern.intake.fields import Field, ParsedTable, read_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.intake.contract import SheetHead

ORIGIN = ("source_sheet", "source_row")


def sheet_with_fields(head: FileHead, fields: Sequence[Field], needed: Sequence[str]) -> SheetHead | None:
    """The first sheet that has every one of the needed fields under one of its headings."""
    wanted = [one.headings for one in fields if one.name in needed]
    return next((sheet for sheet in head.sheets if all(any(sheet.has(h) for h in names) for names in wanted)), None)


@dataclass
class SmallTable:
    """A table being read.

    Args:
        table: As parsed.
        place: Its file.
        rows: What is good so far; every field has a column.
        rejected: What was kept out.
    """

    table: ParsedTable
    place: FilePlace
    rows: pl.DataFrame
    rejected: list[pl.DataFrame] = field(default_factory=list)

    @classmethod
    def read(
        cls, head: FileHead, sheet: SheetHead | None, fields: Sequence[Field], mapping: Mapping[str, str]
    ) -> SmallTable:
        """Parse the sheet."""
        table = read_sheet(head, sheet, fields, mapping)
        headings = {one.name: one.headings[0] for one in table.fields}
        return cls(table, FilePlace(head.shown_name, sheet.name if sheet else None, headings), table.complete())

    def keep_out(self, condition: pl.Expr, defect: Defect, value: pl.Expr) -> None:
        """Reject rows for which the condition holds; unknown does not."""
        bad = condition.fill_null(False)
        self.rejected.append(rejections(self.rows.filter(bad), defect, value.cast(pl.String), self.place))
        self.rows = self.rows.filter(~bad)

    def intake(self, table: str) -> Intake:
        """The rows for one register."""
        rejected = pl.concat([self.table.rejected, *self.rejected])
        return Intake({table: self.rows}, {}, rejected, list(self.table.findings), self.table.rows_read)
