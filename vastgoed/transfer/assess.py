"""From the portfolio to the plan in one call: scope, readiness, hard rules, value, plan and its range."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from vastgoed.transfer.locks import check_locks
from vastgoed.transfer.plan import Plan, PlanOptions, compute_plan
from vastgoed.transfer.quarters import latest_quarter, quarter_of
from vastgoed.transfer.readiness import ReadinessRules, compute_readiness
from vastgoed.transfer.rules import HardRules, assess_rules
from vastgoed.transfer.scope import compute_scope
from vastgoed.transfer.scope_rules import ScopeRules
from vastgoed.transfer.sizes import compute_sizes, with_dependencies
from vastgoed.transfer.value import ValueRules, compute_value


@dataclass(frozen=True)
class TransferInputs:
    """What the assessment needs.

    Args:
        buildings: `asset_code`; as far as known `entity_code`, `internal_floor_area_m2`, `gross_floor_area_m2`,
            `net_floor_area_m2`, `area_error_share`, `fte`, `yearly_cost_eur`, `avoidable_cost_eur_per_year`,
            `co2_saved_t_per_year`, `entity_requests`, `locked_quarter`, `previous_quarter`, `is_transferred`,
            `staff_fte` (staff that move), `one_off_cost_eur`, `dependency_quarter` and `dependency` (what it waits for
            outside its readiness), `dependency_open` (for something without a day), `declines`, and the columns of
            `rules.RULE_COLUMNS` (`scope` and `earliest_quarter` are worked out here; the agreements of H08 to H10 come
            from the readiness parts staff, budget and rights when their columns are absent).
        function_areas: See `compute_scope`.
        readiness: See `compute_readiness`.
        capacity: See `compute_plan`; empty gives no plan.
    """

    buildings: pl.DataFrame
    function_areas: pl.DataFrame
    readiness: pl.DataFrame
    capacity: pl.DataFrame


@dataclass(frozen=True)
class TransferOptions:
    """The parameters of all steps.

    Args:
        on: The day of the assessment; lead times run from its quarter.
        scope: The 25 % rule.
        exit_months: Term of H04; None takes the published table.
        lease_months: Term of H05; None takes the published table.
        readiness: Lead times and weights.
        value: Reference and prices.
        plan: Planner.
    """

    on: date
    scope: ScopeRules = field(default_factory=ScopeRules)
    exit_months: int | None = None
    lease_months: int | None = None
    readiness: ReadinessRules = field(default_factory=ReadinessRules)
    value: ValueRules = field(default_factory=ValueRules)
    plan: PlanOptions = field(default_factory=PlanOptions)


@dataclass(frozen=True)
class Transfer:
    """The assessment: one frame per step, each with one row per building.

    Args:
        scope: Of `compute_scope`.
        readiness: Of `compute_readiness`.
        sizes: What each building takes of a quarter: `asset_code`, `area_m2`, `absorbed_fte`, `absorbed_basis`
            (`tasks`, `estimated` from the buildings whose tasks are known, `housed` when no task is known at all),
            `budget_eur`, `budget_is_estimated`.
        locks: Of `check_locks`: the decisions on a quarter, and which of them cannot stand.
        rules: Of `assess_rules`.
        values: Of `compute_value`.
        plan: The plan, or None without capacity.
        low_plan: The plan when every missing cost is low; None when no cost is missing or without capacity.
        high_plan: The same when every missing cost is high.
    """

    scope: pl.DataFrame
    readiness: pl.DataFrame
    sizes: pl.DataFrame
    locks: pl.DataFrame
    rules: pl.DataFrame
    values: pl.DataFrame
    plan: Plan | None
    low_plan: Plan | None
    high_plan: Plan | None


def assess_transfer(inputs: TransferInputs, options: TransferOptions) -> Transfer:
    """Work out scope, readiness, rules, value and plan of a portfolio.

    Raises:
        InputWrong: See the steps.

    >>> offices = pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [900.0], "fte": [40.0]})
    >>> split = pl.DataFrame({"asset_code": ["A"], "function": ["office"], "area_m2": [900.0]})
    >>> parts = pl.DataFrame({"asset_code": ["A"], "part": ["sponsor"], "status_share": [1.0]})
    >>> capacity = pl.DataFrame({"quarter": ["2027Q2", "2027Q3"], "area_m2": [1_000, 1_000]})
    >>> done = assess_transfer(TransferInputs(offices, split, parts, capacity), TransferOptions(date(2026, 11, 24)))
    >>> done.plan.rows.select("quarter", "reason", "waits_for", "outcome").row(0)
    ('2027Q3', 'plan.waits', 'staff', 'not_ready')
    >>> done.sizes.row(0)
    ('A', 900.0, 40.0, 'housed', None, False)
    """
    buildings = inputs.buildings
    requests = buildings.select("asset_code", "entity_requests") if "entity_requests" in buildings.columns else None
    scope = compute_scope(buildings, inputs.function_areas, requests, options.scope)
    readiness = compute_readiness(buildings["asset_code"], inputs.readiness, quarter_of(options.on), options.readiness)
    readiness = with_dependencies(readiness, buildings)
    hard = HardRules(options.on, options.exit_months, options.lease_months)
    judged = (
        buildings.drop("scope", "earliest_quarter", strict=False)
        .join(scope.select("asset_code", pl.col("outcome").alias("scope")), on="asset_code")
        .join(readiness.select("asset_code", "earliest_quarter", "open_parts"), on="asset_code")
        .pipe(_agreements)
    )
    rules = assess_rules(judged, hard)
    sized = _sizes(buildings, scope)
    values = compute_value(sized, options.value)
    sizes = compute_sizes(sized.drop("fte").join(values.select("asset_code", "fte"), on="asset_code"))
    candidates = (
        sized.drop("fte", "area_m2")
        .join(values.drop("fte"), on="asset_code")
        .join(sizes.rename({"absorbed_fte": "fte"}), on="asset_code")
        .join(readiness.select("asset_code", "earliest_quarter", "waits_for"), on="asset_code")
        .join(rules.select("asset_code", "outcome", "codes", "may_be_planned"), on="asset_code")
    )
    if "dependency_open" in candidates.columns:
        candidates = candidates.rename({"dependency_open": "waits_open"})
    locks = check_locks(_known_locks(buildings), sizes, inputs.capacity)
    plans = _plans(_with_locks(_with_latest(candidates, hard), locks), inputs.capacity, options)
    return Transfer(scope, readiness, sizes, locks, rules, values, *plans)


def _known_locks(buildings: pl.DataFrame) -> pl.DataFrame:
    if "locked_quarter" in buildings.columns:
        return buildings.select(pl.col("^asset_code|locked_quarter|decided_on|is_transferred$"))
    return buildings.select("asset_code", pl.lit(None, pl.String).alias("locked_quarter"))


def _with_locks(candidates: pl.DataFrame, locks: pl.DataFrame) -> pl.DataFrame:
    """The candidates with only the decisions that can stand."""
    stand = locks.filter(pl.col("broken").is_null()).select("asset_code", "locked_quarter")
    return candidates.drop("locked_quarter", strict=False).join(stand, on="asset_code", how="left")


def _agreements(frame: pl.DataFrame) -> pl.DataFrame:
    """What the rules ask and the readiness knows: a part that is full is agreed."""
    parts = {
        "staff_agreed": "staff",
        "budget_agreed": "budget",
        # The part budget is full only when the Finance Inspectorate has given its advice.
        "finance_advice_given": "budget",
        "rights_resolved": "rights",
    }
    return frame.with_columns(
        (~pl.col("open_parts").list.contains(part)).alias(name)
        for name, part in parts.items()
        if name not in frame.columns
    )


def _sizes(buildings: pl.DataFrame, scope: pl.DataFrame) -> pl.DataFrame:
    """The buildings with one floor area: the internal one, else what the split adds up to."""
    missing = [
        pl.lit(None, dtype=pl.Float64).alias(name)
        for name in ("internal_floor_area_m2", "fte")
        if name not in buildings.columns
    ]
    split = pl.sum_horizontal("office_area_m2", "other_area_m2", "common_area_m2")
    return (
        buildings.with_columns(missing)
        .drop("area_m2", strict=False)
        .join(scope.select("asset_code", pl.when(split > 0).then(split).alias("split_m2")), on="asset_code")
        .with_columns(pl.coalesce("internal_floor_area_m2", "split_m2").cast(pl.Float64).alias("area_m2"))
        .drop("split_m2")
    )


def _with_latest(candidates: pl.DataFrame, hard: HardRules) -> pl.DataFrame:
    """The last quarter the lease allows; open when owned or when an extension is planned."""
    if "lease_end" not in candidates.columns:
        return candidates
    months = hard.months("H05")
    known = "extension_planned" in candidates.columns
    extended = pl.col("extension_planned").fill_null(False) if known else pl.lit(False)
    latest = pl.col("lease_end").map_elements(lambda day: latest_quarter(day, months), return_dtype=pl.String)
    return candidates.with_columns(pl.when(~extended).then(latest).alias("latest_quarter"))


def _plans(
    candidates: pl.DataFrame, capacity: pl.DataFrame, options: TransferOptions
) -> tuple[Plan | None, Plan | None, Plan | None]:
    if capacity.is_empty():
        return None, None, None
    plan = compute_plan(candidates, capacity, options.plan)
    if not (candidates["value_basis"] == "estimated").any():
        return plan, None, None
    low = compute_plan(candidates, capacity, replace(options.plan, value="low_plan_value"))
    high = compute_plan(candidates, capacity, replace(options.plan, value="high_plan_value"))
    return plan, low, high
