"""What the readers of the transfer share: one sheet, one register, rows kept out where a quarter is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from vastgoed.sheet_rows import SheetRows, quarter_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.intake.fields import Field


@dataclass(frozen=True)
class TransferSheet:
    """A file that is one register of the transfer.

    Args:
        register: Where its rows go.
        headings: What it is recognised by.
        fields: Its columns; called late, since choices are read from `data/`.
        quarters: Fields that hold a quarter.
        blank: Fields of the key that may be left empty: an empty text then.
        tidy: Last changes to the good rows.
    """

    register: str
    headings: tuple[str, ...]
    fields: Callable[[], Sequence[Field]]
    quarters: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    tidy: Callable[[SheetRows], None] | None = None

    def recognise(self, head: FileHead) -> bool:
        """Whether some sheet has all headings."""
        return head.has(*self.headings)

    def read(self, head: FileHead, mapping: Mapping[str, str]) -> Intake:
        """Read the sheet.

        Args:
            head: The file.
            mapping: The user's saved heading -> field name.

        Raises:
            InputWrong: A required column is missing.
        """
        sheet = head.sheet_with(*self.headings) or head.sheets[0]
        rows = SheetRows.read(head, sheet, self.fields(), mapping)
        for name in self.quarters:
            if rows.has(name):
                wrong = pl.col(name).is_not_null() & quarter_text(name).is_null()
                rows.keep_out(wrong, "estate.quarter.invalid", name)
                rows.frame = rows.frame.with_columns(quarter_text(name))
        for name in self.blank:
            filled = pl.col(name).fill_null("") if rows.has(name) else pl.lit("")
            rows.frame = rows.frame.with_columns(filled.alias(name))
        if self.tidy is not None:
            self.tidy(rows)
        return Intake({self.register: rows.frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)

    def reader(self, kind: str, title: str, example: str, headings: tuple[str, ...]) -> Reader:
        """The reader of this file (see `kern.intake.contract.Reader`)."""
        return Reader(kind, title, self.recognise, self.read, example, headings, self.fields)
