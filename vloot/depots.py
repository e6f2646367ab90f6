"""Charging at the home bases: which sessions drew on which building meter, and how many places there are.

The kWh of a charger behind a building meter are in the building's bill and in the session list. They belong to the
fleet: the desk hands what stands here to the energy room, which takes it off the building, so that each counts once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from vloot.netting import net_transactions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vloot.inputs import FleetInputs

DEPOT_CHARGING = pl.Schema(
    {
        "asset_code": pl.String(),
        "meter": pl.String(),
        "year": pl.Int32(),
        "month": pl.Int8(),
        "charged_kwh": pl.Float64(),
        "sessions_count": pl.Int64(),
    }
)


def point_parts(name: str) -> tuple[str, ...]:
    """The names under which a charge point may be registered, the narrowest first.

    A session names a connector; the list of chargers often only the station it is part of. Capitals and spaces do not
    matter, nor whether parts are set apart by a star or a dash.

    >>> point_parts("BE*KRS*EGB0072*2")
    ('be*krs*egb0072*2', 'be*krs*egb0072', 'be*krs')
    """
    parts = [part for part in name.strip().lower().replace("-", "*").split("*") if part]
    return tuple("*".join(parts[:count]) for count in range(len(parts), min(len(parts), 2) - 1, -1))


def _points_of_sessions(used: Sequence[str], listed: Sequence[str]) -> pl.DataFrame:
    """The listed charge point behind each name in the sessions: `charge_point`, `listed`."""
    known = {point_parts(name)[0]: name for name in listed if point_parts(name)}
    found = [(name, next((known[part] for part in point_parts(name) if part in known), None)) for name in used]
    return pl.DataFrame(found, schema={"charge_point": pl.String, "listed": pl.String}, orient="row").drop_nulls()


def depot_charging(inputs: FleetInputs) -> pl.DataFrame:
    """What was charged at the chargers of the list, per asset, meter and local month.

    Returns:
        `DEPOT_CHARGING`; `meter` is null for a charger with a connection of its own. Charging at home and at points
        that are not in the list is not in it.
    """
    points = inputs.charge_points
    if points.is_empty():
        return pl.DataFrame(schema=DEPOT_CHARGING)
    sessions = net_transactions(inputs.transactions.filter(pl.col("kind") == "charge")).filter(
        pl.col("charge_point").is_not_null(), ~pl.col("home_charging").fill_null(False), pl.col("quantity") > 0
    )
    used = sessions.select("charge_point").unique().collect(engine="streaming")["charge_point"].sort().to_list()
    names = _points_of_sessions(used, points["charge_point"].unique().sort().to_list())
    stands = points.select(
        "asset_code", "meter", "valid_from", "valid_until", listed="charge_point"
    ).lazy()  # a charger may move to another place: the day of the session decides
    placed = (
        sessions.join(names.lazy(), on="charge_point")
        .join(stands, on="listed")
        .filter(
            pl.col("day") >= pl.col("valid_from"),
            pl.col("valid_until").is_null() | (pl.col("day") < pl.col("valid_until")),
        )
    )
    return (
        placed.group_by("asset_code", "meter", pl.col("year"), pl.col("month").cast(pl.Int8))
        .agg(charged_kwh=pl.col("quantity").sum(), sessions_count=pl.len().cast(pl.Int64))
        .collect(engine="streaming")
        .sort("asset_code", "meter", "year", "month")
        .select(DEPOT_CHARGING.names())
        .cast(DEPOT_CHARGING)
    )


def charging_places(points: pl.DataFrame, years: Sequence[int]) -> dict[str, dict[int, float]]:
    """Vehicles that can charge at once at each home base on 31 December of each year.

    Args:
        points: Columns of `vloot.tables.ChargePoint`.
        years: Years of the plan.

    Returns:
        Asset -> year -> places. A base that never has a charger in the list is not in it: nothing is known of it.
    """
    found: dict[str, dict[int, float]] = {code: {} for code in points["asset_code"].unique().sort().to_list()}
    for year in years:
        day = date(year, 12, 31)
        there = points.filter(
            pl.col("valid_from") <= day, pl.col("valid_until").is_null() | (pl.col("valid_until") > day)
        )
        counts = dict(there.group_by("asset_code").agg(pl.col("places_count").sum()).rows())
        for code, places in found.items():
            places[year] = float(counts.get(code, 0))
    return found
