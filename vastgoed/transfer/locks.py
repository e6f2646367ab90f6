"""Decisions that fix a building on a quarter, held against the room: those that cannot stand are said, not dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from vastgoed.transfer.problem import LIMITS, with_hair

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_locks(buildings: pl.DataFrame, sizes: pl.DataFrame, capacity: pl.DataFrame) -> pl.DataFrame:
    """Which decisions can stand.

    Args:
        buildings: `asset_code`, `locked_quarter`, `decided_on`, `is_transferred`.
        sizes: `asset_code`, `area_m2`, `absorbed_fte`, `budget_eur`.
        capacity: `quarter`, `buildings`, `area_m2`, `fte`, `budget_eur` (null: no limit).

    Returns:
        `asset_code`, `locked_quarter`, `broken`: `no_capacity` (the quarter has no capacity, or has passed) or
        `no_room` (with the decisions before it, the quarter is full; the last decision gives way); null when it stands.

    >>> frame = pl.DataFrame({"asset_code": ["A", "B", "C"], "locked_quarter": ["2027Q1", "2027Q1", "2020Q1"]})
    >>> sizes = pl.DataFrame({"asset_code": ["A", "B", "C"], "area_m2": [60.0, 60.0, 1.0]})
    >>> room = pl.DataFrame({"quarter": ["2027Q1"], "area_m2": [100.0]})
    >>> check_locks(frame, sizes, room).rows()
    [('A', '2027Q1', None), ('B', '2027Q1', 'no_room'), ('C', '2020Q1', 'no_capacity')]
    """
    room = {row["quarter"]: row for row in capacity.iter_rows(named=True)}
    taken: dict[str, list[float]] = {}
    rows = buildings.filter(pl.col("locked_quarter").is_not_null())
    if "is_transferred" in rows.columns:
        rows = rows.filter(~pl.col("is_transferred").fill_null(False))
    order = ["decided_on", "asset_code"] if "decided_on" in rows.columns else ["asset_code"]
    found = []
    for row in rows.join(sizes, on="asset_code", how="left").sort(order).iter_rows(named=True):
        quarter = row["locked_quarter"]
        broken = None
        if quarter not in room:
            broken = "no_capacity"
        else:
            used = taken.setdefault(quarter, [0.0] * len(LIMITS))
            if _fits(used, _uses(row), room[quarter]):
                taken[quarter] = [have + take for have, take in zip(used, _uses(row), strict=True)]
            else:
                broken = "no_room"
        found.append({"asset_code": row["asset_code"], "locked_quarter": quarter, "broken": broken})
    schema = {"asset_code": pl.String, "locked_quarter": pl.String, "broken": pl.String}
    return pl.DataFrame(found, schema=schema).sort("asset_code")


def _uses(row: Mapping[str, Any]) -> tuple[float, ...]:
    return (1.0, *(float(row.get(name) or 0.0) for name in ("area_m2", "absorbed_fte", "budget_eur")))


def _fits(used: list[float], uses: tuple[float, ...], room: Mapping[str, Any]) -> bool:
    return all(
        room.get(name) is None or have + take <= with_hair(float(room[name]))
        for name, have, take in zip(LIMITS, used, uses, strict=True)
    )
