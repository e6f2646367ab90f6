"""What a building takes of the room of a quarter, and what it waits for outside its own readiness.

Staff to absorb are the people who do the tasks that move. Where nobody wrote the tasks down they are estimated from
the buildings whose tasks are known, by the people housed; where no task is known at all the people housed stand in.
The one-off cost is estimated by floor area in the same way. An estimate is marked; what cannot be estimated is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = {"staff_fte": pl.Float64(), "one_off_cost_eur": pl.Float64()}
_DEPENDENCIES = {"dependency_quarter": pl.String(), "dependency": pl.String(), "dependency_open": pl.Boolean()}


def compute_sizes(buildings: pl.DataFrame) -> pl.DataFrame:
    """The sizes the planner sets against the room.

    Args:
        buildings: `asset_code`, `area_m2`, `fte` (housed, known or estimated) and as far as known `staff_fte` (who
            move), `one_off_cost_eur`.

    Returns:
        `asset_code`, `area_m2`, `absorbed_fte`, `absorbed_basis` (`tasks`, `estimated`, `housed`), `budget_eur`,
        `budget_is_estimated`.

    >>> frame = pl.DataFrame({"asset_code": ["A", "B"], "area_m2": [100.0, 50.0], "fte": [20.0, 10.0],
    ...     "staff_fte": [2.0, None], "one_off_cost_eur": [None, 500.0]})
    >>> compute_sizes(frame).rows()
    [('A', 100.0, 2.0, 'tasks', 1000.0, True), ('B', 50.0, 1.0, 'estimated', 500.0, False)]
    """
    frame = _completed(buildings, _NEEDED)
    staff, money = pl.col("staff_fte"), pl.col("one_off_cost_eur")
    per_head = _middle(frame.filter(pl.col("fte") > 0), staff / pl.col("fte"))
    per_m2 = _middle(frame.filter(pl.col("area_m2") > 0), money / pl.col("area_m2"))
    basis = pl.when(staff.is_not_null()).then(pl.lit("tasks"))
    return frame.select(
        "asset_code",
        pl.col("area_m2").cast(pl.Float64),
        absorbed_fte=pl.coalesce(staff, pl.col("fte") * (1.0 if per_head is None else per_head)),
        absorbed_basis=basis.otherwise(pl.lit("housed" if per_head is None else "estimated")),
        budget_eur=pl.coalesce(money, pl.col("area_m2") * pl.lit(per_m2, pl.Float64)),
        budget_is_estimated=money.is_null() & pl.lit(per_m2 is not None),
    )


def with_dependencies(readiness: pl.DataFrame, buildings: pl.DataFrame) -> pl.DataFrame:
    """Readiness with the dependencies of a building in it: it cannot move before the last of them is done.

    Args:
        readiness: Of `compute_readiness`.
        buildings: `asset_code` and as far as known `dependency_quarter` (first quarter in which nothing outside is
            waited for any more), `dependency` (which decides it), `dependency_open` (one has no day).

    Returns:
        The same columns; `earliest_quarter` and `waits_for` are those of the dependency where it comes later.

    >>> ready = pl.DataFrame({"asset_code": ["A"], "earliest_quarter": ["2027Q1"], "waits_for": ["staff"]})
    >>> waits = pl.DataFrame({"asset_code": ["A"], "dependency_quarter": ["2027Q3"], "dependency": ["decree"]})
    >>> with_dependencies(ready, waits).row(0)
    ('A', '2027Q3', 'decree')
    """
    known = _completed(buildings, _DEPENDENCIES).select("asset_code", *_DEPENDENCIES)
    later = (pl.col("dependency_quarter") > pl.col("earliest_quarter")).fill_null(False)
    opened = pl.col("dependency_open").fill_null(False)
    return (
        readiness.join(known, on="asset_code", how="left", maintain_order="left")
        .with_columns(
            earliest_quarter=pl.when(later).then("dependency_quarter").otherwise("earliest_quarter"),
            waits_for=pl.when(later | opened).then("dependency").otherwise("waits_for"),
        )
        .select(readiness.columns)
    )


def _completed(frame: pl.DataFrame, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in columns.items()
    )


def _middle(frame: pl.DataFrame, value: pl.Expr) -> float | None:
    found = frame.select(value.median()).item()
    return None if found is None else float(found)
