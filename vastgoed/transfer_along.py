"""What moves along with the planned buildings, and the cost per FTE before and after with the frozen baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.code_lists import codes, name_of
from vastgoed.transfer_groups import gathered, of_group
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_records import cost_codes, moving_tasks

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

OWN = "asset_code"


def along_rows(inputs: EstateInputs, rows: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """What moves along per building; null where nobody wrote it down.

    Args:
        inputs: The registers.
        rows: Of `transfer_groups.gathered`.
        beside: `asset_code`, `meters`, `vehicles`; a building that is not in it has none.

    Returns:
        `asset_code`, `name`, `entity_name`, `quarter`, one column per task domain that moves (`fte_<domain>`),
        `moving_fte`, `ict_fte` (stays), `credits_eur`, `contracts`, `contracts_open` (cannot or perhaps cannot be taken
        over), `meters`, `vehicles`.
    """
    moving = pl.coalesce("moving_fte", "task_fte")
    domains = codes("task_domain", "transfers")
    tasks = (
        moving_tasks(inputs)
        .group_by(OWN)
        .agg(
            *(moving.filter(pl.col("domain") == domain).sum().alias(f"fte_{domain}") for domain in domains),
            moving_fte=moving.sum(),
        )
    )
    ict = (
        inputs.transfer_task.filter(~pl.col("domain").is_in(list(domains)))
        .group_by(OWN)
        .agg(ict_fte=pl.col("task_fte").sum())
    )
    credits = inputs.building_cost.filter(pl.col("cost_line").is_in(cost_codes("credit")))
    newest = credits.filter(pl.col("year") == pl.col("year").max().over(OWN))
    services = inputs.service_contract.group_by(OWN).agg(
        contracts=pl.len(), contracts_open=(~pl.col("is_transferable").fill_null(False)).sum()
    )
    return (
        rows.select(OWN, "name", "entity_name", "quarter", "group")
        .join(tasks, on=OWN, how="left")
        .join(ict, on=OWN, how="left")
        .join(newest.group_by(OWN).agg(credits_eur=pl.col("amount_eur").sum()), on=OWN, how="left")
        .join(services, on=OWN, how="left")
        .join(beside, on=OWN, how="left")
        .with_columns(pl.col("meters", "vehicles").fill_null(0))
        .sort("quarter", OWN)
    )


def cost_rows(inputs: EstateInputs, rows: pl.DataFrame) -> pl.DataFrame:
    """Cost per FTE before (the first frozen baseline) and after (the newest year later than that baseline's year).

    Returns:
        `asset_code`, `baseline_year`, `frozen_on`, `before_eur`, `before_fte`, `before_eur_per_fte`, `after_year`,
        `after_eur`, `after_eur_per_fte` (null before the transfer, or without a later year), `change_pct`.
    """
    first = inputs.cost_baseline.filter(pl.col("frozen_on") == pl.col("frozen_on").min().over(OWN))
    before = first.group_by(OWN).agg(
        baseline_year=pl.col("year").max(),
        frozen_on=pl.col("frozen_on").min(),
        before_eur=pl.col("amount_eur").sum(),
        before_fte=pl.col("housed_fte").max(),
    )
    lines = inputs.building_cost.filter(pl.col("cost_line").is_in(cost_codes("cost")))
    after = (
        lines.join(before.select(OWN, "baseline_year"), on=OWN)
        .filter(pl.col("year") > pl.col("baseline_year"), pl.col("year") == pl.col("year").max().over(OWN))
        .group_by(OWN)
        .agg(after_year=pl.col("year").max(), after_eur=pl.col("amount_eur").sum())
    )
    known = rows.select(OWN, "name", "entity_name", "group", "fte", "fte_is_estimated")
    done = pl.col("group") == "transferred"
    staff = pl.when(~pl.col("fte_is_estimated") & (pl.col("fte") > 0)).then("fte")
    return (
        before.join(known, on=OWN)
        .join(after, on=OWN, how="left")
        .with_columns(pl.when(done).then(pl.col("after_year")), pl.when(done).then(pl.col("after_eur")))
        .with_columns(
            before_eur_per_fte=pl.when(pl.col("before_fte") > 0).then(pl.col("before_eur") / pl.col("before_fte")),
            after_eur_per_fte=pl.col("after_eur") / staff,
        )
        .with_columns(change_pct=100 * (pl.col("after_eur_per_fte") / pl.col("before_eur_per_fte") - 1))
        .sort(OWN)
    )


def along_section(inputs: EstateInputs, options: EstateOptions, beside: pl.DataFrame) -> Section:
    """What moves along with every planned building, and cost per FTE before and after."""
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer)
    planned = along_rows(inputs, of_group(rows, "planned"), beside)
    costs = cost_rows(inputs, rows)
    blocks: list[Block] = [*cost_figures(costs), _along_table(planned), _entities(planned), cost_table(costs)]
    message = translate(
        N_(
            "With {count} planned buildings move {fte} FTE, {contracts} service contracts, {meters} meters and "
            "{vehicles} vehicles; ICT stays."
        ),
        {
            "count": planned.height,
            "fte": show_number(float(planned["moving_fte"].sum()), 1),
            "contracts": int(planned["contracts"].sum()),
            "meters": int(planned["meters"].sum()),
            "vehicles": int(planned["vehicles"].sum()),
        },
    )
    return Section("vastgoed.inkanteling.mee", _("What moves along"), message, blocks)


def _columns() -> list[Column]:
    return [
        *(
            Column(f"fte_{code}", name_of("task_domain", code), _("FTE"), 1)
            for code in codes("task_domain", "transfers")
        ),
        Column("moving_fte", _("Together"), _("FTE"), 1),
        Column("ict_fte", _("ICT, stays"), _("FTE"), 1),
        Column("credits_eur", _("Credits"), "EUR", 0),
        Column("contracts", _("Service contracts"), decimals=0),
        Column("contracts_open", _("not or perhaps not transferable"), decimals=0),
        Column("meters", _("Meters"), decimals=0),
        Column("vehicles", _("Vehicles"), decimals=0),
    ]


def _along_table(planned: pl.DataFrame) -> Table:
    return Table(
        "vastgoed.inkanteling.mee.gebouwen",
        _("What moves along, by building"),
        [
            Column("quarter", _("Quarter")),
            Column(OWN, _("Code")),
            Column("name", _("Building")),
            Column("entity_name", _("Entity")),
            *_columns(),
        ],
        planned.to_dicts(),
        _("An empty cell is not known, never zero. Vehicles and meters are counted by home base and allotment."),
    )


def _entities(planned: pl.DataFrame) -> Table:
    names = [column.name for column in _columns()]
    sums = planned.group_by("entity_name").agg(
        pl.len().alias("buildings"),
        pl.col("moving_fte").is_null().sum().alias("unknown"),
        *(pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in names),
    )
    return Table(
        "vastgoed.inkanteling.mee.entiteiten",
        _("What moves along, by entity"),
        [
            Column("entity_name", _("Entity")),
            Column("buildings", _("Buildings"), decimals=0),
            Column("unknown", _("without known tasks"), decimals=0),
            *_columns(),
        ],
        sums.sort("entity_name").to_dicts(),
    )


def cost_figures(costs: pl.DataFrame) -> list[Figure]:
    """Cost per FTE before and after over the buildings for which both are known."""
    both = costs.filter(pl.col("after_eur_per_fte").is_not_null(), pl.col("before_eur_per_fte").is_not_null())
    before = float(both["before_eur"].sum()) / float(both["before_fte"].sum()) if both.height else None
    fte = both.select(pl.col("after_eur") / pl.col("after_eur_per_fte")).to_series().sum()
    after = float(both["after_eur"].sum()) / float(fte) if both.height else None
    note = translate(
        N_("{count} transferred buildings with a frozen baseline and a later year; not corrected for prices."),
        {"count": both.height},
    )
    unit = _("EUR per FTE and year")
    return [
        Figure("vastgoed.inkanteling.kost_per_vte.voor", _("Cost per FTE before"), before, unit, 0, note),
        Figure("vastgoed.inkanteling.kost_per_vte.na", _("Cost per FTE after"), after, unit, 0, note),
    ]


def cost_table(costs: pl.DataFrame) -> Table:
    """Before and after, by building with a frozen baseline."""
    rows: list[dict[str, Any]] = costs.to_dicts()
    return Table(
        "vastgoed.inkanteling.kosten",
        _("Cost per FTE before and after the transfer"),
        [
            Column(OWN, _("Code")),
            Column("name", _("Building")),
            Column("baseline_year", _("Baseline year"), decimals=0),
            Column("frozen_on", _("Frozen on")),
            Column("before_eur", _("Before"), "EUR", 0),
            Column("before_eur_per_fte", _("Before"), _("EUR/FTE"), 0),
            Column("after_year", _("Year after"), decimals=0),
            Column("after_eur", _("After"), "EUR", 0),
            Column("after_eur_per_fte", _("After"), _("EUR/FTE"), 0),
            Column("change_pct", _("Change"), "%", 1),
        ],
        rows,
        _("The baseline is frozen before the transfer and never changes; amounts are not corrected for prices."),
    )
