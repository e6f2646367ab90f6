"""Meters that serve no asset of the portfolio: in no total, and never out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carriers
from energie.wording import pct
from kern.language import _
from kern.report import Column, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs

TABLE_KEY = "energie.verbruik.zonder_object"


def unplaced_pieces(inputs: EnergyInputs) -> pl.DataFrame:
    """Pieces that count of meters without an asset.

    Args:
        inputs: Readings, meters and portfolio.

    Returns:
        PIECES of `energie.rollup`.
    """
    placed = inputs.links.join(inputs.assets, on="asset_code", how="semi")
    return inputs.months.counted.join(placed, on="meter", how="anti")


def unplaced_table(inputs: EnergyInputs, until_year: int) -> Table | None:
    """What each meter without an asset took off and injected per year; None when there is no such meter.

    Args:
        inputs: Readings, meters and portfolio.
        until_year: The last year shown.
    """
    kwh = pl.col("consumption_kwh")
    valued = pl.col("covered_days") > 0
    years = (
        unplaced_pieces(inputs)
        .filter(pl.col("year") <= until_year)
        .group_by("meter", "carrier", "year")
        .agg(
            offtake_kwh=kwh.filter(pl.col("flow") == "offtake", valued).sum(),
            injection_kwh=kwh.filter(pl.col("flow") == "injection", valued).sum(),
            days=pl.col("covered_days").filter(pl.col("flow") == "offtake").sum(),
            estimated_kwh=pl.col("estimated_kwh").filter(pl.col("flow") == "offtake").sum(),
        )
        .sort("meter", "year", "carrier")
    )
    if years.is_empty():
        return None
    rows = [
        {
            "key": f"energie.verbruik.{row['year']}.meter.{row['meter']}",
            "meter": row["meter"],
            "carrier": carriers()[row["carrier"]].name,
            "year": row["year"],
            "offtake_kwh": row["offtake_kwh"],
            "injection_kwh": row["injection_kwh"],
            "days": row["days"],
            "estimated_pct": pct(row["estimated_kwh"] / row["offtake_kwh"] if row["offtake_kwh"] else 0.0),
        }
        for row in years.iter_rows(named=True)
    ]
    columns = [
        Column("key", _("Key")),
        Column("meter", _("Meter")),
        Column("carrier", _("Energy carrier")),
        Column("year", _("Year")),
        Column("offtake_kwh", _("Offtake"), "kWh", 3),
        Column("injection_kwh", _("Injection"), "kWh", 3),
        Column("days", _("Days with a value"), "", 1),
        Column("estimated_pct", _("Estimated"), "%", 1),
    ]
    note = _("These meters serve no asset of the portfolio, so their energy is in no total above.")
    return Table(TABLE_KEY, _("Meters without an asset"), columns, rows, note)
