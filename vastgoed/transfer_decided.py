"""What a decision writes down: a plan, a fixed quarter, a frozen baseline, as rows with the headings the readers know.

The desk writes them to a file and loads that like any other, so that a decision has its provenance and can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong, UsageWrong
from kern.language import N_
from vastgoed.asset_section import find_asset
from vastgoed.code_lists import name_of
from vastgoed.transfer.plan import explain_placement
from vastgoed.transfer.quarters import quarter_number, quarter_of, quarter_text
from vastgoed.transfer_groups import gathered
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_plan_tables import show_settings
from vastgoed.transfer_records import cost_codes
from vastgoed.transfer_tables import show_why_not

if TYPE_CHECKING:
    from datetime import date

    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions


def plan_record(inputs: EstateInputs, options: EstateOptions, plan_code: str, today: date) -> pl.DataFrame:
    """The plan as it stands, one row per building that is not yet with the agency.

    Args:
        inputs: The registers.
        options: The plan's options; what-ifs are not decisions.
        plan_code: Name of the plan.
        today: The day it is decided.

    Raises:
        UsageWrong: The name is taken, or the plan is a what-if.
        InputWrong: There is no plan.
    """
    if plan_code in set(inputs.transfer_plan["plan_code"]):
        raise UsageWrong(
            N_("There is a plan {code} already. Choose another name: a decided plan stays."), code=plan_code
        )
    if options.capacity_share != 1 or options.without_entities:
        raise UsageWrong(N_("A what-if is no decision. Leave out --capaciteit and --zonder to keep a plan."))
    buildings, transfer = assess_transfers(inputs, options)
    plan = transfer.plan
    if plan is None:
        raise InputWrong(N_("There is no capacity, so there is no plan to keep."))
    rows = gathered(buildings, transfer).filter(pl.col("group") != "transferred")
    first = str(plan.use["quarter"][0])
    explained = [
        explain_placement(row, first) if row["quarter"] else show_why_not(row, plan)
        for row in rows.iter_rows(named=True)
    ]
    return rows.select(
        pl.lit(plan_code).alias("Plancode"),
        pl.lit(today).alias("Gemaakt op"),
        pl.col("asset_code").alias("VIM gebouwcode"),
        pl.col("quarter").alias("Gepland kwartaal"),
        pl.col("readiness_pct").round(1).alias("Gereedheid (%)"),
        pl.concat_str("reason", pl.col("codes").list.join(","), separator=" ").str.strip_chars().alias("Redencode"),
        pl.Series("Uitleg", explained, dtype=pl.String),
        pl.lit(show_settings(options)).alias("Instellingen"),
    )


def decision_record(
    inputs: EstateInputs, asset_code: str, quarter: str | None, today: date, decided_by: str, reason: str
) -> pl.DataFrame:
    """A decision that fixes a building on a quarter, or with None releases it.

    Raises:
        InputWrong: There is no such building.
        UsageWrong: The quarter is none or has passed, nobody decided, or there is no reason.
    """
    asset = find_asset(inputs, asset_code)
    if not decided_by.strip() or not reason.strip():
        raise UsageWrong(N_('A decision needs who decided it and why: --door "…" --reden "…"'))
    fixed = None
    if quarter is not None:
        try:
            number = quarter_number(quarter)
        except InputWrong as error:
            raise UsageWrong(N_("{quarter} is not a quarter. Write it as 2027Q1."), quarter=quarter) from error
        fixed = quarter_text(number)
        if fixed < quarter_of(today):
            raise UsageWrong(
                N_("Quarter {quarter} has passed. Choose {now} or later."), quarter=fixed, now=quarter_of(today)
            )
    columns = {
        "VIM gebouwcode": asset["asset_code"],
        "Beslist op": today,
        "Vast kwartaal": fixed,
        "Beslist door": decided_by.strip(),
        "Reden": reason.strip(),
    }
    return pl.DataFrame([columns], schema_overrides={"Vast kwartaal": pl.String})


def baseline_record(
    inputs: EstateInputs, options: EstateOptions, code: str | None, today: date, decided_by: str
) -> tuple[pl.DataFrame, list[str], list[str]]:
    """The costs of the newest known year, to be frozen before the transfer.

    Args:
        inputs: The registers.
        options: The day.
        code: Of a building or an entity; None takes every building with a quarter in the plan.
        today: The day they are frozen.
        decided_by: Role or service.

    Returns:
        The rows, the buildings that were frozen before (never overwritten), those without known costs.

    Raises:
        InputWrong: There is no such building.
        UsageWrong: Nobody decided.
    """
    if not decided_by.strip():
        raise UsageWrong(N_('A baseline needs who decided it: --door "…"'))
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer)
    if code is None:
        chosen = rows.filter(pl.col("group") == "planned")
    elif code in set(inputs.entity["code"]):
        chosen = rows.filter(pl.col("entity_code") == code, pl.col("group") != "transferred")
    else:
        chosen = rows.filter(pl.col("asset_code") == find_asset(inputs, code)["asset_code"])
    frozen = set(inputs.cost_baseline["asset_code"])
    before = sorted(frozen & set(chosen["asset_code"]))
    fresh = chosen.filter(~pl.col("asset_code").is_in(before))
    lines = inputs.building_cost.filter(
        pl.col("cost_line").is_in(cost_codes("cost")), pl.col("year") <= options.day.year
    ).filter(pl.col("year") == pl.col("year").max().over("asset_code"))
    found = fresh.select("asset_code", "fte", "fte_is_estimated", "internal_floor_area_m2").join(lines, on="asset_code")
    without = sorted(set(fresh["asset_code"]) - set(found["asset_code"]))
    names = {line: name_of("cost_line", line) for line in cost_codes("cost")}
    record = found.sort("asset_code", "cost_line").select(
        pl.col("asset_code").alias("VIM gebouwcode"),
        pl.lit(today).alias("Bevroren op"),
        pl.col("cost_line").replace(names).alias("Post nulmeting"),
        pl.col("year").alias("Referentiejaar"),
        pl.col("amount_eur").alias("Bevroren bedrag (euro)"),
        pl.when(~pl.col("fte_is_estimated")).then("fte").alias("VTE gehuisvest"),
        pl.col("internal_floor_area_m2").alias("Interne vloeroppervlakte (m2)"),
        pl.lit(decided_by.strip()).alias("Beslist door"),
    )
    return record, before, without
