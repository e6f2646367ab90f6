"""The section on the transfer of buildings to the agency: who is in scope, who moves when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Paragraph, Section, Table
from vastgoed.figures import LIMITS, draw_plan, tightest_limit
from vastgoed.transfer_findings import transfer_findings
from vastgoed.transfer_groups import GROUP_NAMES, GROUPS, gathered, group_key, of_group
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_plan_tables import changes_tables, gantt_chart
from vastgoed.transfer_records import plan_before
from vastgoed.transfer_tables import choice_tables, not_planned_table, plan_table, quarter_table, scope_table
from vastgoed.transfer_words import show_scope_rules

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions
    from vastgoed.transfer.assess import Transfer


def transfer_section(inputs: EstateInputs, options: EstateOptions, with_list: bool = False) -> Section:
    """Scope and plan of the whole portfolio.

    Args:
        inputs: The registers.
        options: The day, the 25 % rule, the planner.
        with_list: Add every building that is not in the plan with its reason, for the command.
    """
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer)
    blocks: list[Block] = [*_figures(rows, options), _groups(rows, options)]
    if transfer.plan is not None:
        blocks += [
            *_chart(transfer),
            *gantt_chart(rows, transfer.plan),
            quarter_table(transfer.plan, transfer),
            plan_table(rows, transfer.plan),
            *changes_tables(rows, transfer.plan, plan_before(inputs, options.as_of)),
            *_quality(transfer),
        ]
    blocks += [scope_table(rows, options), *choice_tables(rows, options)]
    if with_list:
        blocks.append(not_planned_table(rows, transfer.plan))
    return Section(
        key="vastgoed.inkanteling",
        title=_("Transfer of buildings to the agency"),
        message=_message(rows),
        blocks=blocks,
        findings=transfer_findings(rows, transfer),
    )


def _message(rows: pl.DataFrame) -> str:
    if rows.is_empty():
        return _("There are no buildings to transfer.")
    planned, rest = of_group(rows, "planned"), of_group(rows, "no_room")
    return translate(
        N_(
            "{planned} buildings ({area} m²) have a quarter; {rest} more may move but find no room; "
            "{undecided} are undecided or borderline."
        ),
        {
            "planned": planned.height,
            "area": show_number(float(planned["area_m2"].sum()), 0),
            "rest": rest.height,
            "undecided": of_group(rows, "undecided").height,
        },
    )


def _figures(rows: pl.DataFrame, options: EstateOptions) -> list[Figure]:
    note = translate(N_("As of {day}. {rules}"), {"day": options.day, "rules": show_scope_rules(options.scope)})
    found = []
    for group in ("planned", "no_room", "undecided"):
        own = of_group(rows, group)
        name = _(GROUP_NAMES[group])
        label = name[:1].upper() + name[1:]
        year = options.report_year
        found += [
            Figure(group_key(group, year, "gebouwen"), label, float(own.height), _("buildings"), 0, note),
            Figure(group_key(group, year, "m2"), label, float(own["area_m2"].sum()), "m²", 0, note),
        ]
    return found


def _groups(rows: pl.DataFrame, options: EstateOptions) -> Table:
    """Counts never alone: square metres, people and money beside them."""
    year = options.report_year
    table = []
    for group in GROUPS:
        own = of_group(rows, group)
        table.append(
            {
                "group": _(GROUP_NAMES[group]),
                "buildings": own.height,
                "area_m2": float(own["area_m2"].sum()),
                "fte": float(own["fte"].sum()),
                "yearly_cost_eur": float(own["yearly_cost_eur"].sum()),
                "cost_known": own["yearly_cost_eur"].count(),
                "key": group_key(group, year, "m2"),
            }
        )
    return Table(
        "vastgoed.inkanteling.groepen",
        _("Where the buildings stand"),
        [
            Column("group", _("Group")),
            Column("buildings", _("Buildings"), decimals=0),
            Column("area_m2", _("Internal floor area"), "m²", 0),
            Column("fte", _("Staff housed"), _("FTE"), 0),
            Column("yearly_cost_eur", _("Known yearly cost"), _("EUR/year"), 0),
            Column("cost_known", _("Buildings with a known cost"), decimals=0),
            Column("key", _("Key")),
        ],
        table,
        translate(N_("As of {day}. {rules}"), {"day": options.day, "rules": show_scope_rules(options.scope)}),
    )


def _chart(transfer: Transfer) -> list[Chart]:
    plan = transfer.plan
    if plan is None:
        return []
    rows = list(plan.use.iter_rows(named=True))
    moved = [row for row in rows if row["buildings"]]
    if not moved:
        return []
    tightest = tightest_limit(rows)
    message = translate(
        N_("The planned transfers run from {first} to {last}; the tightest limit of a quarter is: {limit}."),
        {"first": moved[0]["quarter"], "last": moved[-1]["quarter"], "limit": _(LIMITS[tightest])},
    )
    alt = _("Columns of what is transferred per quarter, under the capacity as a line.")
    data = quarter_table(plan, transfer)
    return [Chart("vastgoed.inkanteling.grafiek", message, alt, lambda: draw_plan(rows, tightest), data)]


def _quality(transfer: Transfer) -> list[Block]:
    plan = transfer.plan
    if plan is None or plan.objective <= 0:
        return []
    text = N_(
        "Set against 'earliest ready goes first', which reaches {compared} % of this plan's value. "
        "No plan can be more than {gap} % better. Placed one by one, then improved by moves and swaps."
    )
    said = translate(
        text,
        {
            "compared": show_number(100 * (plan.compared_share or 0), 1),
            "gap": show_number(100 * (1 / (1 - plan.gap_share) - 1) if plan.gap_share < 1 else None, 1),
        },
    )
    return [Paragraph(said), *range_paragraphs(transfer)]


def range_paragraphs(transfer: Transfer) -> list[Paragraph]:
    """How much of the plan rests on estimated costs; nothing when none is missing."""
    blocks: list[Paragraph] = []
    if transfer.low_plan is not None and transfer.high_plan is not None:
        moved = sum(
            low != high
            for low, high in zip(transfer.low_plan.rows["quarter"], transfer.high_plan.rows["quarter"], strict=True)
        )
        text = N_(
            "The cost of {count} buildings is not known and was estimated from the others. Between low and high costs "
            "{moved} buildings change quarter."
        )
        estimated = transfer.values.filter(pl.col("value_basis") == "estimated").height
        blocks.append(Paragraph(translate(text, {"count": estimated, "moved": moved})))
    return blocks
