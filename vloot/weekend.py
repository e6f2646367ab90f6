"""Refuelling at the weekend by use type: what the rules on private use should keep low."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _
from kern.report import Column, Table
from kern.times import ZONE
from vloot.words import use_type_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs

WEEKEND = (6, 7)


def weekend_shares(inputs: FleetInputs, year: int) -> pl.DataFrame:
    """Purchases of fuel per use type in a year: `use_type`, `vehicle_count`, `rows`, `weekend_share`."""
    day = pl.col("at_utc").dt.convert_time_zone(ZONE).dt.weekday()
    return (
        inputs.transactions.filter(pl.col("kind") == "fuel", pl.col("year") == year)
        .join(inputs.vehicles.lazy().select("vin", "use_type"), on="vin")
        .group_by("use_type")
        .agg(
            vehicle_count=pl.col("vin").n_unique(),
            rows=pl.len(),
            weekend_share=day.is_in(WEEKEND).mean(),
        )
        .collect(engine="streaming")
        .sort("use_type", nulls_last=True)
    )


def weekend_table(inputs: FleetInputs, year: int) -> Table:
    """The shares as a table."""
    return Table(
        key="vloot.controle.weekend",
        title=_("Refuelling at the weekend in {year}").format(year=year),
        columns=[
            Column("use_type", _("Use")),
            Column("vehicle_count", _("Vehicles")),
            Column("rows", _("Purchases")),
            Column("weekend_pct", _("At the weekend"), "%", 1),
        ],
        rows=[
            {
                "use_type": use_type_name(row["use_type"]),
                "vehicle_count": row["vehicle_count"],
                "rows": row["rows"],
                "weekend_pct": row["weekend_share"] * 100,
            }
            for row in weekend_shares(inputs, year).iter_rows(named=True)
        ],
        note=_("Two days of seven are 28.6 %. Technical vehicles on call may well refuel at the weekend."),
    )
