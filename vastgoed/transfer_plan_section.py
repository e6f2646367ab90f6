"""The section of `koers vastgoed inkanteling plan`: who moves when, why, and how good that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_, _, show_number, translate
from kern.report import Block, Figure, Paragraph, Section
from vastgoed.transfer_findings import transfer_findings
from vastgoed.transfer_groups import gathered, of_group
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_plan_tables import (
    aim_paragraph,
    changes_tables,
    compared_table,
    decisions_tables,
    gantt_chart,
)
from vastgoed.transfer_records import plan_before
from vastgoed.transfer_section import range_paragraphs
from vastgoed.transfer_tables import entity_table, not_planned_table, plan_table, quarter_table

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions
    from vastgoed.transfer.plan import Plan


def plan_section(inputs: EstateInputs, options: EstateOptions) -> Section:
    """The transfer plan.

    Raises:
        InputWrong: There is no capacity of a coming quarter.
    """
    buildings, transfer = assess_transfers(inputs, options)
    plan = transfer.plan
    if plan is None:
        raise InputWrong(
            N_(
                "There is no capacity of a quarter from {day} on, so there is nothing to plan. Load a file with "
                "quarters, buildings, m², VTE and budget, such as inkanteling-capaciteit.csv."
            ),
            day=options.day,
        )
    rows = gathered(buildings, transfer)
    blocks: list[Block] = [
        *_figures(plan),
        aim_paragraph(transfer, options),
        *_what_if(options),
        compared_table(plan),
        *gantt_chart(rows, plan),
        quarter_table(plan, transfer),
        entity_table(rows),
        plan_table(rows, plan),
        *changes_tables(rows, plan, plan_before(inputs, options.as_of)),
        *decisions_tables(rows),
        *range_paragraphs(transfer),
        not_planned_table(rows, plan),
    ]
    return Section(
        "vastgoed.inkanteling.plan",
        _("Transfer plan"),
        _message(len(of_group(rows, "planned")), plan),
        blocks,
        transfer_findings(rows, transfer),
    )


def _message(count: int, plan: Plan) -> str:
    return translate(
        N_(
            "{count} buildings have a quarter. The plan reaches {share} % of what no plan can beat; 'earliest ready "
            "goes first' reaches {compared} %."
        ),
        {
            "count": count,
            "share": show_number(100 * plan.objective / plan.bound if plan.bound > 0 else None, 1),
            "compared": show_number(100 * plan.compared_objective / plan.bound if plan.bound > 0 else None, 1),
        },
    )


def _figures(plan: Plan) -> list[Figure]:
    return [
        Figure(
            "vastgoed.inkanteling.plan.aandeel",
            _("Plan as a share of the bound"),
            100 * plan.objective / plan.bound if plan.bound > 0 else None,
            "%",
            1,
            _("The bound is proven: no plan can reach more."),
        ),
        Figure(
            "vastgoed.inkanteling.plan.eerst_gereed",
            _("Earliest ready first as a share of the bound"),
            100 * plan.compared_objective / plan.bound if plan.bound > 0 else None,
            "%",
            1,
            _("The simple order, without improvement."),
        ),
    ]


def _what_if(options: EstateOptions) -> list[Paragraph]:
    said = []
    if options.capacity_share != 1:
        text = N_("What if: the capacity of every quarter is {share} % of what was loaded.")
        said.append(Paragraph(translate(text, {"share": show_number(100 * options.capacity_share, 0)})))
    if options.without_entities:
        text = N_("What if: these entities stay out: {entities}.")
        said.append(Paragraph(translate(text, {"entities": ", ".join(options.without_entities)})))
    return said
