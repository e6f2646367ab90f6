"""Why assets came, left or were let in part, from which day: what the base year does with it stands in data/targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.history import Defect
from energie.portfolio_changes import change_words
from energie.readers.rows import SmallTable, sheet_with_fields
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Objectcode", "Wijziging", "Datum wijziging")
_NEEDED = ("asset_code", "change", "changed_on")


def fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Asset code"), required=True),
        Field("change", ("Wijziging", "Change"), "choice", required=True, choices=change_words()),
        Field("changed_on", ("Datum wijziging", "Changed on"), "date", required=True),
        Field("share_pct", ("Verhuurd aandeel (%)", "Share let (%)"), "number", minimum=0, maximum=100),
        Field("remark", ("Toelichting", "Remark")),
    )


_SHARE = Defect(
    "share_pct",
    "energy.portfolio_change.share",
    N_("Object {value} is let in part, but which part is not said."),
    N_("Fill in the part of the building's energy that is the tenant's from that day on, in percent."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file lists changes of the portfolio."""
    return sheet_with_fields(head, fields(), _NEEDED) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read changes of the portfolio.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    table = SmallTable.read(head, sheet_with_fields(head, fields(), _NEEDED), fields(), mapping)
    table.keep_out((pl.col("change") == "part_let") & pl.col("share_pct").is_null(), _SHARE, pl.col("asset_code"))
    table.rows = table.rows.with_columns(share=pl.col("share_pct") / 100).drop("share_pct")
    return table.intake("portfolio_change")


READER = Reader(
    kind="energy.portfolio_changes",
    title=N_("Changes of the portfolio"),
    recognise=recognise,
    read=read,
    example="energie/portefeuillewijzigingen.csv",
    headings=HEADINGS,
    fields=fields,
)
