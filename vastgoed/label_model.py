"""What a building model says for the label: measured values with their origin, and the level out of the model alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, translate
from kern.report import Block, Column, Table
from vastgoed.accessibility.asked import OWN_NOTE, show_asked
from vastgoed.accessibility.assess import assess_buildings
from vastgoed.accessibility.checks import check_value
from vastgoed.accessibility.values import VALUE_SCHEMA
from vastgoed.accessibility.wording import show_measured, show_unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.accessibility.result import LabelResult

SOURCES = {"audit": N_("audit"), "geometry": N_("geometry"), "property": N_("property")}
_SCOPES = {"visitor": N_("visitors"), "staff": N_("staff")}
_FACTS = N_("fact that decides which criteria apply")


def model_blocks(rows: pl.DataFrame, criteria: Mapping[str, Criterion], on: date) -> list[Block]:
    """The level out of the model alone and every value measured in it.

    Args:
        rows: Values of one building, columns `vastgoed.model_values.MODEL_ROWS`.
        criteria: The criteria in force.
        on: The day of the judgement.
    """
    if rows.is_empty():
        return []
    undated = rows.select(*VALUE_SCHEMA).with_columns(audited_on=pl.lit(None, pl.Date))
    [result] = assess_buildings(undated, criteria, on).values()
    return [_facts(rows, result), _values(rows, criteria)]


def _facts(rows: pl.DataFrame, result: LabelResult) -> Table:
    known = rows.filter(pl.col("value") != "?")
    doors = rows.filter(pl.col("criterion_id") == "DOR-03").group_by("basis").len().sort("len", descending=True)
    evidence = ", ".join(f"{count} {basis_name(basis)}" for basis, count in doors.iter_rows())
    facts: list[tuple[str, Any]] = [
        (_("Model"), rows["file_name"][0]),
        (_("Written on"), rows["audited_on"][0]),
        (_("Level from the model alone"), result.label),
        (_("At best, if the unknown turns out well"), result.best_level.label),
        (_("Mandatory criteria the model does not answer [%]"), round(100 * result.not_assessed_share)),
        (_("Values measured"), known.height),
        (_("Values the model could not give"), rows.height - known.height),
        (_("Doors by evidence of their clear width"), evidence or None),
    ]
    return Table(
        "vastgoed.label.model_feiten",
        _("From the building model"),
        [Column("field", _("Field")), Column("value", _("Value"))],
        [{"field": field, "value": value} for field, value in facts if value is not None],
    )


def basis_name(basis: str) -> str:
    """The evidence of a clear width in words."""
    names = {
        "property": _("by a property that says it"),
        "lining_and_leaf": _("by lining and leaf"),
        "handbook_leaf": _("by the handbook's rule for the leaf"),
        "rough_opening": _("by the rough opening"),
        "at_most": _("surely too narrow"),
        "none": _("not assessable"),
    }
    return names.get(basis, basis)


def _values(rows: pl.DataFrame, criteria: Mapping[str, Criterion]) -> Table:
    return Table(
        "vastgoed.label.model",
        _("Measured in the building model"),
        [
            Column("criterion_id", _("Criterion")),
            Column("label", _("What")),
            Column("element", _("Where")),
            Column("scope", _("For")),
            Column("value", _("Measured")),
            Column("unit", _("Unit")),
            Column("required", _("Asked")),
            Column("outcome", _("Verdict")),
            Column("source", _("Origin")),
            Column("how", _("How")),
            Column("element_guid", "GlobalId"),
        ],
        sorted((_value_row(row, criteria) for row in rows.iter_rows(named=True)), key=_order),
        _("Origin property: the model states it. Origin geometry: it was measured or worked out.")
        + (f" {_(OWN_NOTE)}" if any(item.own for item in criteria.values()) else ""),
    )


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What fails first, then what is not known, and facts last."""
    ranks = {"fail": 0, "not_assessable": 1, "pass": 2, "not_applicable": 3}
    return ranks.get(row["outcome"] or "", 4), row["criterion_id"], row["element"], row["value"]


def _value_row(row: Mapping[str, Any], criteria: Mapping[str, Criterion]) -> dict[str, Any]:
    criterion = criteria.get(row["criterion_id"])
    outcome, required, label = None, None, _(_FACTS)
    if criterion is not None:
        label = criterion.label
        required = show_asked(criterion)
        outcome = check_value(
            criterion.rule, row["value"], criterion.reference, row["unit"] or "", criterion.unit
        ).outcome.value
    return {
        "criterion_id": row["criterion_id"],
        "label": label,
        "element": row["element"],
        "scope": _(_SCOPES.get(row["scope"], row["scope"])),
        "value": show_measured(row["value"]),
        "unit": show_unit(row["unit"] or ""),
        "required": required,
        "outcome": outcome,
        "source": _(SOURCES.get(row["source"], row["source"])),
        "how": how_measured(row),
        "element_guid": row["element_guid"],
    }


def how_measured(row: Mapping[str, Any]) -> str:
    """The rule that gave a value, in one sentence, in the language in force."""
    return translate(row["reason"] or "", json.loads(row["reason_numbers"] or "{}"))
