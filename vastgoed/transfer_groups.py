"""Where each building stands in the transfer: one row with all answers, and the group it counts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_

if TYPE_CHECKING:
    from vastgoed.transfer.assess import Transfer

GROUPS = ("transferred", "planned", "no_room", "kept_out", "undecided")
GROUP_NAMES = {
    "transferred": N_("managed by the agency, or closed"),
    "planned": N_("has a quarter in the plan"),
    "no_room": N_("may move, but has no quarter"),
    "kept_out": N_("kept out by a rule"),
    "undecided": N_("undecided or borderline"),
}
_GROUP_KEYS = {
    "transferred": "overgedragen",
    "planned": "gepland",
    "no_room": "zonder_kwartaal",
    "kept_out": "buiten_plan",
    "undecided": "onbeslist",
}
GROUP_OF_WORD = {word: group for group, word in _GROUP_KEYS.items()}
"""Word in a key -> group."""

_UNDECIDED = ("undecided_data", "borderline", "data_error")


def transfer_key(asset_code: str) -> str:
    """The key of a building's place in the transfer.

    >>> transfer_key("GB-0001")
    'vastgoed.inkanteling.GB-0001'
    """
    return f"vastgoed.inkanteling.{asset_code}"


def group_key(group: str, year: int, measure: str) -> str:
    """The key of a group's total.

    >>> group_key("planned", 2025, "m2")
    'vastgoed.inkanteling.2025.gepland.m2'
    """
    return f"vastgoed.inkanteling.{year}.{_GROUP_KEYS[group]}.{measure}"


def gathered(buildings: pl.DataFrame, transfer: Transfer) -> pl.DataFrame:
    """One row per building with all answers and the `group` it counts in.

    Returns:
        The columns of `transfer_buildings` with `scope` (the whole row as a struct), `readiness_pct`,
        `weakest_parts`, `missing_parts`, `codes`, `flags`, `doubts`, `outcome`, `may_be_planned`, `quarter`, `reason`,
        `earliest_quarter`, `latest_quarter`, `waits_for`, `full_on`, `value`, `area_m2`, `absorbed_fte`,
        `absorbed_basis`, `budget_eur`, `budget_is_estimated`, `locked_quarter` (that stands), `lock_broken`, `group`.
    """
    scope = transfer.scope.select("asset_code", scope=pl.struct(pl.all()))
    readiness = transfer.readiness.select(
        "asset_code", "readiness_pct", "weakest_parts", "missing_parts", "earliest_quarter", "waits_for"
    )
    joined = (
        buildings.drop("fte", "locked_quarter")
        .join(scope, on="asset_code")
        .join(readiness, on="asset_code")
        .join(transfer.rules, on="asset_code")
        .join(transfer.sizes.drop("area_m2"), on="asset_code")
        .join(_locks(transfer), on="asset_code", how="left")
        .join(transfer.values.select("asset_code", "fte", "fte_is_estimated", "value_basis"), on="asset_code")
    )
    if transfer.plan is None:
        placed = joined.select("asset_code", area_m2="internal_floor_area_m2").with_columns(
            pl.lit(None, pl.String).alias("quarter"),
            pl.lit(None, pl.String).alias("reason"),
            pl.lit(None, pl.String).alias("latest_quarter"),
            pl.lit(None, pl.List(pl.String)).alias("full_on"),
            pl.lit(None, pl.Float64).alias("value"),
        )
    else:
        placed = transfer.plan.rows.select(
            "asset_code", "area_m2", "quarter", "reason", "latest_quarter", "full_on", "value"
        )
    group = (
        pl.when("is_transferred")
        .then(pl.lit("transferred"))
        .when(pl.col("quarter").is_not_null())
        .then(pl.lit("planned"))
        .when(pl.col("outcome").is_in(_UNDECIDED))
        .then(pl.lit("undecided"))
        .when(~pl.col("may_be_planned"))
        .then(pl.lit("kept_out"))
        .otherwise(pl.lit("no_room"))
    )
    return joined.join(placed, on="asset_code").with_columns(group=group).sort("asset_code")


def _locks(transfer: Transfer) -> pl.DataFrame:
    stands = pl.col("broken").is_null()
    return transfer.locks.select(
        "asset_code", locked_quarter=pl.when(stands).then("locked_quarter"), lock_broken="broken"
    )


def of_group(rows: pl.DataFrame, group: str) -> pl.DataFrame:
    """The buildings of one group."""
    return rows.filter(pl.col("group") == group)
