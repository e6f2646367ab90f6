"""The newest model of a building as the label shows it: weakest links, what fails where, floor plans per storey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.report import Paragraph
from vastgoed.accessibility.assessment import ModelAssessment, assess_model
from vastgoed.bim.geometry import load_geometry
from vastgoed.left_out_doors import left_out_findings
from vastgoed.model_label_section import failing_table, mends_table, plan_charts
from vastgoed.model_values import newest_models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kern.report import Block
    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.inputs import EstateInputs

# Pictures in the report of many buildings; the rest is shown by the command of one building.
_MOST_BUILDINGS = 3


def loaded_assessments(
    inputs: EstateInputs, criteria: Mapping[str, Criterion], on: date, asset_code: str | None = None
) -> Iterator[ModelAssessment]:
    """The assessment of the newest model of each building, or of one; models whose geometry is not kept are left out.

    Args:
        inputs: Of the room, with the folder where geometry is kept.
        criteria: The criteria in force.
        on: The day of the judgement.
        asset_code: Only this building.
    """
    if inputs.geometry_folder is None:
        return
    for row in newest_models(inputs).iter_rows(named=True):
        if asset_code not in (None, row["asset_code"]):
            continue
        geometry = load_geometry(inputs.geometry_folder, row["model_hash"])
        if geometry is None:
            continue
        for one in assess_model(geometry, criteria, on, row["asset_code"]):
            if one.building in (row["building_step_id"], None):
                yield one


def plan_blocks(inputs: EstateInputs, criteria: Mapping[str, Criterion], on: date, asset_code: str) -> list[Block]:
    """Weakest links, what fails where, floor plans and doors not judged of one building; nothing without a model."""
    blocks: list[Block] = []
    for one in loaded_assessments(inputs, criteria, on, asset_code):
        key = f"vastgoed.label.{asset_code}.model"
        blocks += [*mends_table(one, key), *failing_table(one, key), *plan_charts(one, key)]
        blocks += [Paragraph(str(finding)) for finding in left_out_findings(one.left_out_doors)]
    return blocks


def report_plans(inputs: EstateInputs, criteria: Mapping[str, Criterion], on: date) -> list[Block]:
    """For the report: what to mend first and where, of the buildings with most elements that fail in their model."""
    found = [one for one in loaded_assessments(inputs, criteria, on) if one.failing]
    found.sort(key=lambda one: (-len(one.failing), one.result.asset_code))
    blocks: list[Block] = []
    for one in found[:_MOST_BUILDINGS]:
        key = f"vastgoed.label.{one.result.asset_code}.model"
        blocks += [*mends_table(one, key), *plan_charts(one, key)]
    return blocks
