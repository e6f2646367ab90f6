"""What `koers vastgoed inkanteling plan` shows beside the plan: aim, orders compared, changes, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, show_value, translate
from kern.report import Chart, Column, Paragraph, Table
from vastgoed.transfer.plan import explain_placement, list_changes
from vastgoed.transfer_gantt import draw_gantt
from vastgoed.transfer_groups import of_group
from vastgoed.transfer_tables import show_why_not

if TYPE_CHECKING:
    from vastgoed.options import EstateOptions
    from vastgoed.transfer.assess import Transfer
    from vastgoed.transfer.plan import Plan

CHANGES = {
    "kept": N_("same quarter"),
    "earlier": N_("earlier"),
    "later": N_("later"),
    "added": N_("new in the plan"),
    "dropped": N_("no longer planned"),
}
BROKEN = {
    "no_capacity": N_("cannot stand: the quarter has passed or has no capacity; planned freely"),
    "no_room": N_("cannot stand: with the earlier decisions the quarter is full; planned freely"),
}


def aim_paragraph(transfer: Transfer, options: EstateOptions) -> Paragraph:
    """The objective in words, with its weights."""
    plan, rules = transfer.plan, options.value
    reference = transfer.values["reference_cost_eur_per_fte"].drop_nulls()
    in_money = not (transfer.values["value_basis"] == "fte").all()
    numbers = {
        "cost": show_number(rules.cost_weight, 2),
        "reference": show_number(float(reference[0]), 0) if reference.len() else "–",
        "avoidable": show_number(rules.avoidable_weight, 2),
        "co2": show_number(rules.co2_price_eur_per_t, 2),
        "bundling": show_number(options.plan.bundling_quarters, 2),
        "change": show_number(options.plan.change_quarters, 2),
        "extra": show_number(plan.bundling_weight if plan else None, 0),
    }
    text = (
        N_(
            "Aim: the sum over all buildings of value per quarter × quarters left in the plan. Value per quarter = "
            "({cost} × (cost per FTE now − {reference} EUR) × FTE + {avoidable} × rent and energy that fall away + "
            "{co2} EUR per t CO2 saved) / 4. An extra quarter of one entity costs as much as {bundling} quarters of "
            "delay of a middle building ({extra} EUR), a building that keeps its quarter of the plan before earns as "
            "much as {change} quarters. The weights stand in koers.toml under [vastgoed.doel] and [vastgoed.planner]."
        )
        if in_money
        else N_(
            "Aim: as many staff as early as possible (no costs are known): the sum of FTE × quarters left in the plan. "
            "An extra quarter of one entity costs as much as {bundling} quarters of delay of a middle building, a "
            "building that keeps its quarter of the plan before earns as much as {change} quarters. The weights stand "
            "in koers.toml under [vastgoed.planner]."
        )
    )
    return Paragraph(translate(text, numbers))


def compared_table(plan: Plan) -> Table:
    """This plan beside 'earliest ready first' and beside what no plan can beat."""
    bound = plan.bound
    rows = [
        (_("No plan can reach more than"), bound),
        (_("This plan"), plan.objective),
        (_("Earliest ready goes first"), plan.compared_objective),
    ]
    return Table(
        "vastgoed.inkanteling.vergelijking",
        _("How good the plan is"),
        [
            Column("what", _("What")),
            Column("objective", _("Objective"), decimals=0),
            Column("bound_pct", _("of the bound"), "%", 1),
            Column("plan_pct", _("of this plan"), "%", 1),
        ],
        [
            {
                "what": what,
                "objective": value,
                "bound_pct": 100 * value / bound if bound > 0 else None,
                "plan_pct": 100 * value / plan.objective if plan.objective > 0 else None,
            }
            for what, value in rows
        ],
        _("The bound leaves out what bundling costs unless the solver proved it (--optimaal)."),
    )


def changes_tables(rows: pl.DataFrame, plan: Plan, before: pl.DataFrame) -> list[Table]:
    """What changed against the last plan that was decided; nothing without one."""
    if before.is_empty():
        return []
    changed = list_changes(plan).filter(pl.col("change") != "kept")
    known = {row["asset_code"]: row for row in rows.iter_rows(named=True)}
    first = str(plan.use["quarter"][0])
    order = list(CHANGES)
    table: list[dict[str, Any]] = []
    for row in changed.iter_rows(named=True):
        full = known[row["asset_code"]]
        why = explain_placement(full, first) if row["quarter"] else show_why_not(full, plan)
        table.append(
            {
                **row,
                "name": full["name"],
                "entity_name": full["entity_name"],
                "text": _(CHANGES[row["change"]]),
                "why": why,
            }
        )
    kept = list_changes(plan).filter(pl.col("change") == "kept").height
    title = translate(
        N_("What changed since {plan} of {day}: {changed} buildings; {kept} keep their quarter"),
        {"plan": before["plan_code"][0], "day": before["made_on"][0], "changed": len(table), "kept": kept},
    )
    return [
        Table(
            "vastgoed.inkanteling.wijzigingen",
            title,
            [
                Column("asset_code", _("Code")),
                Column("name", _("Building")),
                Column("entity_name", _("Entity")),
                Column("previous_quarter", _("Was")),
                Column("quarter", _("Is")),
                Column("text", _("Change")),
                Column("why", _("Why")),
            ],
            sorted(table, key=lambda row: (order.index(row["change"]), row["quarter"] or "", row["asset_code"])),
        )
    ]


def decisions_tables(rows: pl.DataFrame) -> list[Table]:
    """The decisions that fix or release a building, and whether they stand."""
    decided = rows.filter(pl.col("decided_on").is_not_null() | pl.col("locked_quarter").is_not_null())
    if decided.is_empty():
        return []
    table = []
    for row in decided.iter_rows(named=True):
        if row["lock_broken"]:
            stands = _(BROKEN[row["lock_broken"]])
        elif row["is_transferred"]:
            stands = _("carried out")
        elif row["decided_quarter"] is None and row["locked_quarter"] is None:
            stands = _("released")
        elif row["quarter"] is None:
            stands = _("cannot stand: a rule keeps the building out")
        else:
            stands = _("stands")
        table.append({**row, "fixed": row["decided_quarter"] or row["locked_quarter"], "stands": stands})
    return [
        Table(
            "vastgoed.inkanteling.besluiten",
            _("Decisions on single buildings"),
            [
                Column("asset_code", _("Code")),
                Column("name", _("Building")),
                Column("fixed", _("Fixed on")),
                Column("decided_on", _("Decided on")),
                Column("decided_by", _("Decided by")),
                Column("decision_reason", _("Reason")),
                Column("stands", _("Now")),
            ],
            table,
        )
    ]


def gantt_chart(rows: pl.DataFrame, plan: Plan) -> list[Chart]:
    """The Gantt picture of the planned buildings."""
    planned = of_group(rows, "planned")
    if planned.is_empty():
        return []
    shown = planned.select(
        "name", "asset_code", "entity_name", "quarter", "earliest_quarter", "latest_quarter", "locked_quarter",
        "previous_quarter",
    ).to_dicts()  # fmt: skip
    quarters = plan.use["quarter"]
    moved = translate(
        N_("{buildings} buildings of {entities} entities move between {first} and {last}."),
        {
            "buildings": planned.height,
            "entities": planned["entity_name"].n_unique(),
            "first": planned["quarter"].min(),
            "last": planned["quarter"].max(),
        },
    )
    alt = _("One line per building, by entity: when it can be ready, when its lease window closes, when it moves.")
    return [
        Chart(
            "vastgoed.inkanteling.gantt",
            moved,
            alt,
            lambda: draw_gantt(shown, str(quarters[0]), str(quarters[-1])),
            _gantt_data(shown),
        )
    ]


def _gantt_data(rows: list[dict[str, Any]]) -> Table:
    return Table(
        "vastgoed.inkanteling.gantt",
        _("Quarter of each building"),
        [
            Column("asset_code", _("Code")),
            Column("quarter", _("Quarter")),
            Column("earliest_quarter", _("Ready")),
            Column("latest_quarter", _("Lease window closes")),
            Column("previous_quarter", _("In the plan before")),
        ],
        rows,
    )


def show_settings(options: EstateOptions) -> str:
    """The weights and terms of a plan in one line, for the record of a decision."""
    return "; ".join(
        f"{name} {show_value(value)}"
        for name, value in (
            ("gewicht_kosten", options.value.cost_weight),
            ("gewicht_vermijdbaar", options.value.avoidable_weight),
            ("co2_prijs", options.value.co2_price_eur_per_t),
            ("bundelen", options.plan.bundling_quarters),
            ("wijziging", options.plan.change_quarters),
            ("capaciteit", options.capacity_share),
        )
    )
