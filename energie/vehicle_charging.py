"""Vehicles charged behind a building meter: their kWh move from the building's total to the fleet's.

The desk hands over what the fleet room knows of its charge points. In the building's consumption it becomes a negative
piece per meter and month, so that every total, target and explanation leaves it out, and it is shown apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.rollup import PIECES
from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

VEHICLE_CHARGING: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "meter": pl.String(),
    "year": pl.Int32(),
    "month": pl.Int8(),
    "charged_kwh": pl.Float64(),
    "sessions_count": pl.Int64(),
}
"""Charging per asset, meter it was drawn from (null: a connection of its own) and local month."""

MOVED = "vehicle_charging"
"""The `resolution` of pieces that take charging off a meter."""

_ROUNDING_KWH = 0.5


def moved_pieces(counted: pl.DataFrame, charging: pl.DataFrame) -> pl.DataFrame:
    """What comes off each meter.

    More than a meter took off the grid in a month cannot come off it: the rest was the building's own solar power, or
    the reading is missing.

    Args:
        counted: PIECES, each kilowatt-hour once.
        charging: VEHICLE_CHARGING.

    Returns:
        PIECES with negative `consumption_kwh`, at most what the meter took off in that month.
    """
    asked = (
        charging.filter(pl.col("meter").is_not_null(), pl.col("charged_kwh") > 0)
        .group_by("meter", "year", "month")
        .agg(pl.col("charged_kwh").sum(), pl.col("sessions_count").sum())
    )
    taken = (
        counted.filter(pl.col("flow") == "offtake")
        .group_by("meter", "year", "month")
        .agg(pl.col("carrier").first(), pl.col("consumption_kwh").sum().clip(lower_bound=0.0))
    )
    pieces = asked.join(taken, on=["meter", "year", "month"]).select(
        "meter",
        "carrier",
        "year",
        "month",
        flow=pl.lit("offtake"),
        resolution=pl.lit(MOVED),
        import_id=pl.lit(None, pl.Int64),
        source_row=pl.lit(None, pl.Int64),
        consumption_kwh=-pl.min_horizontal("charged_kwh", "consumption_kwh"),
        estimated_kwh=pl.lit(0.0),
        provisional_kwh=pl.lit(0.0),
        substituted_kwh=pl.lit(0.0),
        covered_days=pl.lit(0.0),
        interval_days=pl.lit(0.0),
        split=pl.lit("days"),
        rows_count=pl.lit(0, pl.Int64),
    )
    return (
        pieces.filter(pl.col("consumption_kwh") < 0).select(PIECES.names()).cast(PIECES).sort("meter", "year", "month")
    )


def charging_findings(counted: pl.DataFrame, charging: pl.DataFrame, meters: pl.DataFrame) -> list[Finding]:
    """Charging that could not come off a meter: the meter is not known, or took off less.

    Args:
        counted: Pieces that count, those of `moved_pieces` included.
        charging: VEHICLE_CHARGING.
        meters: The register of meters.
    """
    found = []
    asked = charging.filter(pl.col("meter").is_not_null())
    strange = asked.filter(~pl.col("meter").is_in(meters["code"].implode()))
    if strange.height:
        found.append(
            Finding(
                "energy.charging.unknown_meter",
                Severity.WARNING,
                N_("{kwh} kWh of vehicles was charged behind meters that are not in the register: {meters}."),
                {
                    "kwh": round(strange["charged_kwh"].sum()),
                    "meters": ", ".join(strange["meter"].unique().sort().head(5)),
                },
                remedy=N_("Correct the meter in the list of chargers, or load the meter; nothing was taken off."),
            )
        )
    known = asked.filter(pl.col("meter").is_in(meters["code"].implode()))
    moved = counted.filter(pl.col("resolution").cast(pl.String) == MOVED).group_by("meter", "year", "month")
    short = (
        known.group_by("meter", "year", "month")
        .agg(pl.col("charged_kwh").sum())
        .join(moved.agg(_moved=-pl.col("consumption_kwh").sum()), on=["meter", "year", "month"], how="left")
        .with_columns(rest=pl.col("charged_kwh") - pl.col("_moved").fill_null(0.0))
        .filter(pl.col("rest") > _ROUNDING_KWH)
    )
    if short.height:
        found.append(
            Finding(
                "energy.charging.above_offtake",
                Severity.INFO,
                N_(
                    "{kwh} kWh of vehicles charged behind {meters} meters is more than those meters took off the grid "
                    "in the month: own solar power or a missing reading. Only what was taken off moved to the fleet."
                ),
                {"kwh": round(short["rest"].sum()), "meters": short["meter"].n_unique()},
            )
        )
    return found
