"""What moving a building is worth per quarter: the main aim is a lower cost per full-time equivalent.

    value per quarter = (cost weight x (cost per FTE now - reference) x FTE
                         + avoidable weight x avoidable cost + CO2 saved x shadow price) / 4

A missing cost or FTE is never a silent zero: it becomes a range from the portfolio's own quarter points, and the
building is marked. Method: a proposal (source key koers_proposal).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kern.errors import InputWrong
from kern.language import N_

_INPUTS = ("fte", "area_m2", "yearly_cost_eur", "avoidable_cost_eur_per_year", "co2_saved_t_per_year")


@dataclass(frozen=True)
class ValueRules:
    """The parameters of value.

    Args:
        reference_cost_eur_per_fte: Yearly cost per FTE that the agency reaches; None takes the lowest quarter point
            of the buildings with a known cost, and the answer says so.
        co2_price_eur_per_t: Shadow price of CO2; zero leaves it out.
        cost_weight: Weight of a lower cost per FTE.
        avoidable_weight: Weight of the rent and energy that fall away.
        floor_share: A building that must move though it saves little counts in the plan with at least this share of
            the middle value, so that it comes last and is not left out.
    """

    reference_cost_eur_per_fte: float | None = None
    co2_price_eur_per_t: float = 0.0
    cost_weight: float = 1.0
    avoidable_weight: float = 1.0
    floor_share: float = 0.05


def compute_value(buildings: pl.DataFrame, rules: ValueRules | None = None) -> pl.DataFrame:
    """The value of moving each building, with its range.

    Args:
        buildings: `asset_code`; as far as known `fte`, `area_m2`, `yearly_cost_eur`, `avoidable_cost_eur_per_year`
            (rent and energy that fall away), `co2_saved_t_per_year`.
        rules: Reference, prices and floor.

    Returns:
        One row per building, by `asset_code`: `fte` (estimated where missing, null when nothing is known),
        `fte_is_estimated`, `cost_is_estimated`, `reference_cost_eur_per_fte`, `value_eur_per_quarter`,
        `low_value_eur_per_quarter`, `high_value_eur_per_quarter`, `value_basis` (`cost`, `estimated`, `fte`: no cost is
        known anywhere, so the staff moved stand in for money) and `plan_value`, `low_plan_value`, `high_plan_value`:
        the same with the floor, as the planner weighs them.

    Raises:
        InputWrong: A building stands twice in the input.

    >>> offices = pl.DataFrame({"asset_code": ["A"], "fte": [10.0], "yearly_cost_eur": [90_000.0]})
    >>> compute_value(offices, ValueRules(reference_cost_eur_per_fte=5_000))["value_eur_per_quarter"][0]
    10000.0
    """
    rules = rules or ValueRules()
    if buildings["asset_code"].is_duplicated().any():
        raise InputWrong(N_("A building stands twice in the input of the value. Keep one row per building."))
    column = pl.col
    frame = buildings.select(
        "asset_code",
        *(
            column(name).cast(pl.Float64) if name in buildings.columns else pl.lit(None, pl.Float64).alias(name)
            for name in _INPUTS
        ),
    ).sort("asset_code")
    staff = column("fte") > 0
    known = staff & column("yearly_cost_eur").is_not_null()
    area_per_fte = _point(frame.filter(staff & (column("area_m2") > 0)), column("area_m2") / column("fte"), 0.5)
    cost = column("yearly_cost_eur") / column("fte")
    low, middle, high = (_point(frame.filter(known), cost, at) for at in (0.25, 0.5, 0.75))
    reference = rules.reference_cost_eur_per_fte if rules.reference_cost_eur_per_fte is not None else low
    # With only a reference, nothing tells how dear an unknown building is: the staff moved are the only measure.
    has_money = middle is not None and reference is not None
    frame = frame.with_columns(
        (~staff.fill_null(False)).alias("fte_is_estimated"),
        (~known.fill_null(False)).alias("cost_is_estimated"),
        pl.when(staff).then(column("fte")).otherwise(column("area_m2") / area_per_fte).alias("fte"),
    )
    other = (
        column("avoidable_cost_eur_per_year").fill_null(0.0) * rules.avoidable_weight
        + column("co2_saved_t_per_year").fill_null(0.0) * rules.co2_price_eur_per_t
    )
    names = ("value_eur_per_quarter", "low_value_eur_per_quarter", "high_value_eur_per_quarter")
    for name, guess in zip(names, (middle, low, high), strict=True):
        per_fte = (
            pl.when(column("cost_is_estimated"))
            .then(pl.lit(guess, pl.Float64))
            .otherwise(column("yearly_cost_eur") / column("fte"))
        )
        value = ((per_fte - pl.lit(reference, pl.Float64)) * column("fte") * rules.cost_weight + other) / 4
        frame = frame.with_columns((value if has_money else pl.lit(None, pl.Float64)).alias(name))
    basis = pl.when(column("cost_is_estimated") | column("fte_is_estimated")).then(pl.lit("estimated"))
    frame = frame.with_columns(
        pl.lit(reference, pl.Float64).alias("reference_cost_eur_per_fte"),
        (basis.otherwise(pl.lit("cost")) if has_money else pl.lit("fte")).alias("value_basis"),
    )
    weighed = {name: column(name) if has_money else column("fte") for name in names}
    floor = _floor(frame, weighed["value_eur_per_quarter"], rules.floor_share)
    return frame.with_columns(
        weighed[name].fill_null(floor).clip(floor).alias(plan)
        for name, plan in zip(names, ("plan_value", "low_plan_value", "high_plan_value"), strict=True)
    ).drop("area_m2", "yearly_cost_eur", "avoidable_cost_eur_per_year", "co2_saved_t_per_year")


def _point(frame: pl.DataFrame, value: pl.Expr, at: float) -> float | None:
    """A quantile of the known values; None when nothing is known."""
    found = frame.select(value.quantile(at, interpolation="linear")).item()
    return None if found is None else float(found)


def _floor(frame: pl.DataFrame, value: pl.Expr, share: float) -> float:
    middle = frame.select(value.filter(value > 0).median()).item()
    return max(share * float(middle), 1e-6) if middle is not None else 1.0
