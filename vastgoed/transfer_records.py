"""From the records of the transfer to columns per building: staff, costs, dependencies, decisions, the plan before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.sources import read_table
from vastgoed.code_lists import codes
from vastgoed.transfer.quarters import add_quarters, first_day, quarter_of

if TYPE_CHECKING:
    from datetime import date

    from vastgoed.inputs import EstateInputs

OWN = "asset_code"


def cost_codes(kind: str) -> list[str]:
    """The cost lines of a kind: `cost`, `credit` or `one_off`.

    >>> cost_codes("one_off")
    ['one_off']
    """
    return read_table("transfer/cost_lines.csv").filter(pl.col("kind") == kind)["code"].to_list()


def moving_tasks(inputs: EstateInputs) -> pl.DataFrame:
    """The tasks whose management moves: all but ICT and computer management."""
    return inputs.transfer_task.filter(pl.col("domain").is_in(list(codes("task_domain", "transfers"))))


def moving_staff(inputs: EstateInputs) -> pl.DataFrame:
    """Staff that move with each building; where nobody said how many move, all who do the task now.

    Returns:
        `asset_code`, `staff_fte`; only buildings of which every task has a number.
    """
    moving = pl.coalesce("moving_fte", "task_fte")
    return (
        moving_tasks(inputs)
        .group_by(OWN)
        .agg(staff_fte=pl.when(moving.is_not_null().all()).then(moving.sum()))
        .filter(pl.col("staff_fte").is_not_null())
    )


def yearly_costs(inputs: EstateInputs, day: date, contract_costs: pl.DataFrame) -> pl.DataFrame:
    """What each building costs in its newest known year up to a day, and what of it would fall away.

    Where the costs hold no rent, that of the contract is added. Without any cost in the whole portfolio the contracts
    alone count; a building without costs beside others with costs is unknown.

    Args:
        inputs: The registers.
        day: The day.
        contract_costs: `asset_code`, `yearly_cost_eur`.

    Returns:
        `asset_code`, `yearly_cost_eur`, `avoidable_cost_eur_per_year`, `cost_year`.
    """
    lines = inputs.building_cost.filter(pl.col("cost_line").is_in(cost_codes("cost")), pl.col("year") <= day.year)
    if lines.is_empty():
        return contract_costs.with_columns(
            avoidable_cost_eur_per_year=pl.lit(None, pl.Float64), cost_year=pl.lit(None, pl.Int64)
        )
    newest = lines.filter(pl.col("year") == pl.col("year").max().over(OWN))
    rent = pl.col("cost_line") == "rent"
    return (
        newest.group_by(OWN)
        .agg(
            pl.col("amount_eur").sum(),
            avoidable_cost_eur_per_year=pl.when(pl.col("avoidable_eur").is_not_null().any()).then(
                pl.col("avoidable_eur").sum()
            ),
            cost_year=pl.col("year").max(),
            has_rent=rent.any(),
        )
        .join(contract_costs, on=OWN, how="left")
        .select(
            OWN,
            yearly_cost_eur=pl.col("amount_eur")
            + pl.when("has_rent").then(0.0).otherwise(pl.col("yearly_cost_eur").fill_null(0.0)),
            avoidable_cost_eur_per_year="avoidable_cost_eur_per_year",
            cost_year="cost_year",
        )
    )


def one_off_costs(inputs: EstateInputs) -> pl.DataFrame:
    """What moving each building costs once: `asset_code`, `one_off_cost_eur`."""
    lines = inputs.building_cost.filter(pl.col("cost_line").is_in(cost_codes("one_off")))
    return lines.group_by(OWN).agg(one_off_cost_eur=pl.col("amount_eur").sum())


def dependencies(inputs: EstateInputs, buildings: pl.DataFrame) -> pl.DataFrame:
    """What each building waits for outside its readiness, its own and those of its entity.

    Args:
        inputs: The registers.
        buildings: `asset_code`, `entity_code`.

    Returns:
        `asset_code`, `dependency_quarter` (first quarter that begins on or after the last day), `dependency` (the one
        without a day, else the last), `dependency_open`.
    """
    rows = inputs.transfer_dependency.drop("import_id", "source_sheet", "source_row")
    own = buildings.select(OWN, applies_to=OWN).join(rows, on="applies_to")
    shared = buildings.select(OWN, applies_to="entity_code").join(rows, on="applies_to")
    every = pl.concat([own, shared]).sort(pl.col("ready_on"), "dependency", nulls_last=True)
    return (
        every.group_by(OWN, maintain_order=True)
        .agg(
            last=pl.col("ready_on").max(),
            dependency=pl.col("dependency").last(),
            dependency_open=pl.col("ready_on").is_null().any(),
        )
        .select(
            OWN,
            pl.col("last").map_elements(quarter_from, return_dtype=pl.String).alias("dependency_quarter"),
            "dependency",
            "dependency_open",
        )
    )


def quarter_from(day: date) -> str:
    """The first quarter that begins on or after a day.

    >>> from datetime import date
    >>> quarter_from(date(2027, 4, 1)), quarter_from(date(2027, 4, 2))
    ('2027Q2', '2027Q3')
    """
    quarter = quarter_of(day)
    return quarter if first_day(quarter) == day else add_quarters(quarter, 1)


def decided_quarters(inputs: EstateInputs, day: date | None) -> pl.DataFrame:
    """The last decision on each building up to a day; None takes all, since a plan is about what is to come.

    Returns:
        `asset_code`, `decided_quarter` (null: released), `decided_on`, `decided_by`, `decision_reason`.
    """
    rows = _until(inputs.transfer_decision, "decided_on", day).sort(OWN, "decided_on")
    return rows.group_by(OWN, maintain_order=True).agg(
        decided_quarter=pl.col("locked_quarter").last(),
        decided_on=pl.col("decided_on").last(),
        decided_by=pl.col("decided_by").last(),
        decision_reason=pl.col("reason").last(),
    )


def _until(rows: pl.DataFrame, column: str, day: date | None) -> pl.DataFrame:
    return rows if day is None else rows.filter(pl.col(column) <= day)


def plan_before(inputs: EstateInputs, day: date | None) -> pl.DataFrame:
    """The last plan decided up to a day: `asset_code`, `previous_quarter`, `plan_code`, `made_on`; or no rows."""
    rows = _until(inputs.transfer_plan, "made_on", day)
    last = rows.sort("made_on", "plan_code").tail(1)
    if last.is_empty():
        return pl.DataFrame(
            schema={OWN: pl.String, "previous_quarter": pl.String, "plan_code": pl.String, "made_on": pl.Date}
        )
    return rows.filter(pl.col("plan_code") == last["plan_code"][0]).select(
        OWN, "plan_code", "made_on", previous_quarter="quarter"
    )
