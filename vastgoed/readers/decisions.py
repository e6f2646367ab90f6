"""Decisions that fix a building on a quarter or release it; `koers vastgoed inkanteling vast` writes them too."""

from __future__ import annotations

import polars as pl

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet
from vastgoed.sheet_rows import SheetRows


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("decided_on", ("Beslist op",), "date", required=True),
        Field("locked_quarter", ("Vast kwartaal",)),
        Field("decided_by", ("Beslist door",), required=True),
        Field("reason", ("Reden",), required=True),
    )


def _release(rows: SheetRows) -> None:
    """An empty quarter releases a building: that is said, also when every row says it."""
    if not rows.has("locked_quarter"):
        rows.frame = rows.frame.with_columns(pl.lit(None, pl.String).alias("locked_quarter"))


SHEET = TransferSheet(
    "transfer_decision", ("Vast kwartaal", "Beslist op"), _fields, quarters=("locked_quarter",), tidy=_release
)
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.decisions",
    N_("decisions on the transfer"),
    "vastgoed/inkanteling-besluiten.csv",
    ("VIM gebouwcode", "Beslist op", "Vast kwartaal", "Beslist door", "Reden"),
)
