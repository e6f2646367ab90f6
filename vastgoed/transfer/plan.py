"""The transfer plan: every building gets a quarter with a reason, or the code that keeps it out.

Placed by value per share of capacity or by what a building is worth above the price of its room, whichever reaches
more; then improved by moves and swaps. Set beside "earliest ready goes first", which is costly as soon as capacity is
short, and beside a bound that no plan can beat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_
from vastgoed.transfer.optimal import solve
from vastgoed.transfer.prices import price_room
from vastgoed.transfer.problem import LIMITS, NOTHING, Problem, compute_objective, limits_broken, read_problem
from vastgoed.transfer.reasons import explain_placement, find_reason, show_limits
from vastgoed.transfer.search import Order, Places, improve, place_greedily

__all__ = ["Order", "Plan", "PlanOptions", "compare_orders", "compute_plan", "explain_placement", "list_changes"]

_COLUMNS: dict[str, pl.DataType] = {
    "asset_code": pl.String(),
    "entity_code": pl.String(),
    "area_m2": pl.Float64(),
    "fte": pl.Float64(),
    "earliest_quarter": pl.String(),
    "budget_eur": pl.Float64(),
    "latest_quarter": pl.String(),
    "locked_quarter": pl.String(),
    "previous_quarter": pl.String(),
    "waits_for": pl.String(),
    "outcome": pl.String(),
    "codes": pl.List(pl.String()),
    "may_be_planned": pl.Boolean(),
    "is_transferred": pl.Boolean(),
    "waits_open": pl.Boolean(),
    "declines": pl.Boolean(),
}


@dataclass(frozen=True)
class PlanOptions:
    """The parameters of the planner.

    Args:
        value: Which value column is weighed: `plan_value`, `low_plan_value` or `high_plan_value`.
        bundling_quarters: What each extra quarter of one entity costs in the objective: as much as so many quarters
            of delay of a middle building.
        change_quarters: What each building earns that keeps its quarter of the plan before, likewise.
        compare_with: The order the plan is set beside.
        solver_seconds: Also look with the solver for so long, and prove a bound; None leaves it out. [s]
    """

    value: str = "plan_value"
    bundling_quarters: float = 1.0
    change_quarters: float = 8.0
    compare_with: Order | str = Order.EARLIEST_READY
    solver_seconds: float | None = None


@dataclass(frozen=True)
class Plan:
    """A plan and how good it is.

    Args:
        rows: One row per building, by `asset_code`: `entity_code`, `area_m2`, `fte`, `value`, `quarter` (null when not
            planned), `reason` (a code that `explain_placement` puts in words), `earliest_quarter`, `latest_quarter`,
            `locked_quarter`, `previous_quarter`, `waits_for`, `full_on` (limits of the earliest quarter that had no
            room), `outcome`, `codes`. `fte` is what must be absorbed, `budget_eur` what the move costs once.
        use: One row per quarter: `quarter`, `buildings`, `area_m2`, `fte`, `budget_eur` and the same with `_limit`
            (null: none).
        objective: The objective reached.
        compared_objective: What the compared order reaches without improvement.
        order: The order of the first placing.
        value: The value column that was weighed.
        bound: What no plan can beat: proven by the prices of the room, closer when the solver was asked.
        bundling_weight: What an extra quarter of one entity cost, in the unit of value.
        change_weight: What a building earned that kept its quarter of the plan before, likewise.
    """

    rows: pl.DataFrame
    use: pl.DataFrame
    objective: float
    compared_objective: float
    order: str
    value: str
    bound: float
    bundling_weight: float = 0.0
    change_weight: float = 0.0

    @property
    def gap_share(self) -> float:
        """How far the plan can at most be from the best one."""
        return 1 - self.objective / self.bound if self.bound > 0 else 0.0

    @property
    def compared_share(self) -> float | None:
        """The compared order as a share of this plan; None when the plan is worth nothing."""
        return self.compared_objective / self.objective if self.objective > 0 else None


def compute_plan(
    candidates: pl.DataFrame,
    capacity: pl.DataFrame,
    options: PlanOptions | None = None,
    order: Order | str | None = None,
    improved: bool = True,
) -> Plan:
    """Plan all buildings that may be planned.

    Args:
        candidates: All buildings: `asset_code`, `entity_code`, `area_m2`, `fte` (to absorb), `budget_eur` (one-off
            cost), the value column of the options, `earliest_quarter`, `latest_quarter`, `locked_quarter`,
            `previous_quarter`, `waits_for` (see `compute_readiness`), `waits_open` (for something without a day),
            `declines` (its entity stays out), `outcome`, `codes`, `may_be_planned` (see `assess_rules`),
            `is_transferred`. Only `asset_code` and the value must be there. A size that is not known where a limit
            holds keeps a building out: it is never zero.
        capacity: `quarter`, `buildings`, `area_m2`, `fte`, `budget_eur` (null: no limit). Quarters that are absent
            take nothing.
        options: Value column, bundling, comparison.
        order: The order of the first placing; None takes the one that reaches most.
        improved: Improve by moves and swaps.

    Raises:
        InputWrong: A building stands twice, the value column is absent, a locked quarter is over capacity, or the
            capacity is not usable.

    >>> capacity = pl.DataFrame({"quarter": ["2027Q1", "2027Q2"], "buildings": [1, 1]})
    >>> offices = pl.DataFrame({"asset_code": ["A", "B"], "plan_value": [1.0, 2.0]})
    >>> compute_plan(offices, capacity).rows.select("asset_code", "quarter", "reason").rows()
    [('A', '2027Q2', 'plan.no_room_before'), ('B', '2027Q1', 'plan.ready')]
    """
    options = options or PlanOptions()
    if candidates["asset_code"].is_duplicated().any():
        raise InputWrong(N_("A building stands twice in the input of the plan. Keep one row per building."))
    if options.value not in candidates.columns:
        raise InputWrong(N_("The plan weighs {value}, but the buildings have no such value."), value=options.value)
    room = _with_limits(capacity)
    frame = _complete(candidates, options.value).with_columns(
        pl.when("is_transferred")
        .then(pl.lit("plan.transferred"))
        .when(~pl.col("may_be_planned"))
        .then(pl.lit("plan.rule"))
        .when("declines")
        .then(pl.lit("plan.entity_declines"))
        .when("waits_open")
        .then(pl.lit("plan.waits_open"))
        .when(
            pl.any_horizontal(pl.lit(False), *(pl.col(name).is_null() for name in LIMITS[1:] if room[name].count() > 0))
        )
        .then(pl.lit("plan.size_unknown"))
        .alias("left_out")
    )
    free = frame.filter(pl.col("left_out").is_null())
    middle = float(free.select(pl.col("value").filter(pl.col("value") > 0).median()).item() or 0.0)
    weights = options.bundling_quarters * middle, options.change_quarters * middle
    problem = read_problem(free, room, weights[0], "value", weights[1])
    first = place_greedily(problem, Order.VALUE_PER_CAPACITY)
    _check_locked(first)
    priced = price_room(problem, compute_objective(problem, first.place))
    tried = {name: place_greedily(problem, name, priced.prices) for name in Order}
    reached = {name: compute_objective(problem, made.place) for name, made in tried.items()}
    start = max(Order, key=lambda name: reached[name]) if order is None else Order(order)
    places, bound = tried[start], priced.bound
    if improved:
        improve(places)
        if order is None and start is not Order.AS_BEFORE and any(move.previous is not None for move in problem.moves):
            # From the plan before the search ends elsewhere, and where little changed it ends better.
            before = improve(tried[Order.AS_BEFORE])
            if compute_objective(problem, before.place) > compute_objective(problem, places.place):
                start, places = Order.AS_BEFORE, before
        if options.solver_seconds is not None:
            optimum = solve(problem, places, options.solver_seconds)
            places, bound = optimum.places, min(bound, optimum.bound)
    objective = compute_objective(problem, places.place)
    return Plan(
        rows=_explain(frame, problem, places),
        use=_use(problem, places),
        objective=objective,
        compared_objective=reached[Order(options.compare_with)],
        order=str(start),
        value=options.value,
        bound=max(bound, objective),
        bundling_weight=weights[0],
        change_weight=weights[1],
    )


def compare_orders(
    candidates: pl.DataFrame, capacity: pl.DataFrame, options: PlanOptions | None = None
) -> pl.DataFrame:
    """What each simple order reaches, beside the improved plan.

    Returns:
        `order` (the plan itself is `improved`), `objective`, `plan_share` (of the improved plan),
        best first.

    >>> capacity = pl.DataFrame({"quarter": ["2027Q1"], "buildings": [1]})
    >>> offices = pl.DataFrame({"asset_code": ["A", "B"], "plan_value": [1.0, 2.0]})
    >>> compare_orders(offices, capacity).row(0)
    ('improved', 2.0, 1.0)
    """
    best = compute_plan(candidates, capacity, options)
    reached = {"improved": best.objective}
    for order in Order:
        reached[str(order)] = compute_plan(candidates, capacity, options, order, improved=False).objective
    rows = [
        {"order": name, "objective": value, "plan_share": value / best.objective if best.objective > 0 else None}
        for name, value in reached.items()
    ]
    return pl.DataFrame(rows, schema={"order": pl.String, "objective": pl.Float64, "plan_share": pl.Float64}).sort(
        "objective", descending=True, maintain_order=True
    )


def list_changes(plan: Plan) -> pl.DataFrame:
    """What changed against the plan before, by building.

    Returns:
        `asset_code`, `previous_quarter`, `quarter`, `change` (`kept`, `earlier`, `later`, `added`, `dropped`), one row
        per building that has a quarter in either plan. Quarters compare as texts: 2027Q1 < 2027Q2.

    >>> frame = pl.DataFrame({"asset_code": ["A", "B"], "plan_value": [1.0, 9.0], "previous_quarter": ["2027Q1", None]})
    >>> capacity = pl.DataFrame({"quarter": ["2027Q1", "2027Q2"], "buildings": [1, 1]})
    >>> list_changes(compute_plan(frame, capacity, PlanOptions(change_quarters=0.5))).rows()
    [('A', '2027Q1', '2027Q2', 'later'), ('B', None, '2027Q1', 'added')]
    """
    now, before = pl.col("quarter"), pl.col("previous_quarter")
    change = (
        pl.when(before.is_null())
        .then(pl.lit("added"))
        .when(now.is_null())
        .then(pl.lit("dropped"))
        .when(now == before)
        .then(pl.lit("kept"))
        .when(now < before)
        .then(pl.lit("earlier"))
        .otherwise(pl.lit("later"))
    )
    return plan.rows.filter(now.is_not_null() | before.is_not_null()).select(
        "asset_code", "previous_quarter", "quarter", change=change
    )


def _complete(candidates: pl.DataFrame, value: str) -> pl.DataFrame:
    """All columns there, unknown ones null; a building no rule spoke about may be planned."""
    columns = [
        pl.col(name).cast(kind) if name in candidates.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in _COLUMNS.items()
    ]
    return (
        candidates.select(*columns, pl.col(value).cast(pl.Float64).alias("value"))
        .with_columns(
            pl.col("may_be_planned").fill_null(True),
            *(pl.col(name).fill_null(False) for name in ("is_transferred", "waits_open", "declines")),
            pl.col("codes").fill_null([]),
        )
        .sort("asset_code")
    )


def _with_limits(capacity: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, dtype=pl.Float64).alias(name) for name in LIMITS if name not in capacity.columns]
    return capacity.with_columns(missing).select("quarter", *LIMITS)


def _check_locked(places: Places) -> None:
    for place, taken in enumerate(places.taken):
        broken = limits_broken(places.problem, taken, NOTHING, place)
        if broken:
            raise InputWrong(
                N_("The buildings locked on {quarter} take more {limits} than it has room for. Unlock one of them."),
                quarter=places.problem.quarters[place],
                limits=show_limits(broken),
            )


def _use(problem: Problem, places: Places) -> pl.DataFrame:
    rows = []
    for place, quarter in enumerate(problem.quarters):
        row: dict[str, Any] = {"quarter": quarter}
        for limit, name in enumerate(LIMITS):
            row[name] = places.taken[place][limit]
        for limit, name in enumerate(LIMITS):
            room = problem.room[place][limit]
            row[f"{name}_limit"] = None if room == float("inf") else room
        rows.append(row)
    schema: dict[str, Any] = {"quarter": pl.String()}
    for name in (*LIMITS, *(f"{limit}_limit" for limit in LIMITS)):
        schema[name] = pl.Float64()
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col("buildings").round(0).cast(pl.Int64))


def _explain(frame: pl.DataFrame, problem: Problem, places: Places) -> pl.DataFrame:
    at = {move.asset_code: index for index, move in enumerate(problem.moves)}
    found: list[dict[str, Any]] = []
    for row in frame.iter_rows(named=True):
        index = at.get(row["asset_code"])
        if index is None:
            found.append({"quarter": None, "reason": row["left_out"], "full_on": []})
            continue
        place = places.place[index]
        quarter = None if place is None else problem.quarters[place]
        reason, full_on = find_reason(problem, places, index, row["latest_quarter"], row["earliest_quarter"])
        found.append({"quarter": quarter, "reason": reason, "full_on": list(full_on)})
    schema: dict[str, Any] = {"quarter": pl.String, "reason": pl.String, "full_on": pl.List(pl.String)}
    return pl.concat([frame, pl.DataFrame(found, schema=schema)], how="horizontal").select(
        "asset_code",
        "entity_code",
        "area_m2",
        "fte",
        "budget_eur",
        "value",
        "quarter",
        "reason",
        "earliest_quarter",
        "latest_quarter",
        "locked_quarter",
        "previous_quarter",
        "waits_for",
        "full_on",
        "outcome",
        "codes",
    )
