"""Rents per m² as a table of the section on the use of space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, translate
from kern.report import Block, Column, Table
from vastgoed.rents import compute_rents

if TYPE_CHECKING:
    from datetime import date

    import polars as pl


def rent_blocks(contracts: pl.DataFrame, day: date) -> list[Block]:
    """Mean, weighted mean and spread of the rents that run on a day; nothing when no rent is known.

    Args:
        contracts: Register `contract`.
        day: The day.
    """
    rents = compute_rents(contracts, day)
    if not rents.count:
        return []
    rows = [
        {"what": _("mean of the leases"), "rent": rents.mean_eur_m2},
        {"what": _("weighted by area"), "rent": rents.weighted_eur_m2},
        {"what": _("standard deviation"), "rent": rents.spread_eur_m2},
    ]
    note = translate(
        N_("Over {count} running leases with cost and area; {left_out} without."),
        {"count": rents.count, "left_out": rents.left_out},
    )
    columns = [Column("what", _("What")), Column("rent", _("Rent"), _("EUR/m² per year"), 1)]
    return [Table("vastgoed.ruimten.huurprijs", _("Rents"), columns, rows, note)]
