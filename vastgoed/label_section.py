"""The section on accessibility: the indicative level per audited building and its weakest link, or one building."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, translate
from kern.report import Block, Chart, Column, Figure, Paragraph, Section, Table
from vastgoed.accessibility.assess import assess_buildings
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.merge import merge_values
from vastgoed.accessibility.values import VALUE_SCHEMA
from vastgoed.accessibility.wording import INDICATIVE
from vastgoed.asset_section import find_asset
from vastgoed.figures import draw_levels
from vastgoed.label_model import model_blocks
from vastgoed.label_plans import plan_blocks, report_plans
from vastgoed.label_tables import facts_table, links_table, parts_table, show_link, verdicts_table
from vastgoed.model_values import model_values
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.accessibility.result import LabelResult
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions


def label_key(asset_code: str) -> str:
    """The key of a building's level.

    >>> label_key("GB-0001")
    'vastgoed.label.GB-0001'
    """
    return f"vastgoed.label.{asset_code}"


def audit_values(inputs: EstateInputs) -> pl.DataFrame:
    """The measured values of all audits with their building and day, as the assessment takes them.

    Returns:
        `asset_code`, `audited_on`, `audit_code`, `criterion_id`, `element`, `scope`, `value`, `unit`, `source`,
        `import_id`, `source_row`.
    """
    audits = inputs.audit.select("audit_code", "asset_code", "audited_on")
    return inputs.audit_value.join(audits, on="audit_code").with_columns(source=pl.lit("audit"))


def assess_labels(inputs: EstateInputs, options: EstateOptions) -> dict[str, LabelResult]:
    """The indicative label of every building in the portfolio that was audited, by asset code."""
    there = compute_buildings(inputs, options.day)["asset_code"].implode()

    def work() -> dict[str, LabelResult]:
        values = audit_values(inputs).filter(pl.col("asset_code").is_in(there))
        criteria = read_criteria(options.day, inputs.label_criterion)
        return assess_buildings(_with_models(values, inputs, criteria, options), criteria, options.day)

    return inputs.remember("labels", options.day, work)


def _with_models(
    values: pl.DataFrame, inputs: EstateInputs, criteria: Mapping[str, Criterion], options: EstateOptions
) -> pl.DataFrame:
    """The values of audited buildings, those that have a model merged with what was measured in it."""
    models, _absent = model_values(inputs)
    both = set(models["asset_code"]) & set(values["asset_code"])
    if not both:
        return values
    merged = [
        merge_values(
            values.filter(pl.col("asset_code") == code),
            models.filter(pl.col("asset_code") == code),
            criteria,
            options.day,
        ).values
        for code in sorted(both)
    ]
    return pl.concat([values.filter(~pl.col("asset_code").is_in(sorted(both))).select(*VALUE_SCHEMA), *merged])


def label_section(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """The levels of all audited buildings, or everything about one.

    Raises:
        InputWrong: There is no such asset.
    """
    if asset_code is not None:
        return _one(inputs, options, asset_code)
    results = assess_labels(inputs, options)
    buildings = {row["asset_code"]: row for row in compute_buildings(inputs, options.day).iter_rows(named=True)}
    counts = {level: sum(result.level is level for result in results.values()) for level in Level}
    blocks: list[Block] = [*_figures(results, buildings, counts, options)]
    if results:
        criteria = read_criteria(options.day, inputs.label_criterion)
        plans = inputs.remember("label_plans", options.day, lambda: report_plans(inputs, criteria, options.day))
        blocks += [_chart(counts), _table(results, buildings), *plans, Paragraph(_(INDICATIVE))]
    return Section(
        key="vastgoed.label",
        title=_("Accessibility of the buildings"),
        message=_message(results, counts),
        blocks=blocks,
        findings=_findings(results, buildings, options),
    )


def _message(results: Mapping[str, LabelResult], counts: Mapping[Level, int]) -> str:
    if not results:
        return _("No building was audited on accessibility, so no level can be told.")
    reached = counts[Level.A_PLUS] + counts[Level.A_PLUS_PLUS]
    return translate(
        N_("{reached} of {count} audited buildings reach A+ or better (indicative); {none} reach no level."),
        {"reached": reached, "count": len(results), "none": counts[Level.NONE]},
    )


def _figures(
    results: Mapping[str, LabelResult],
    buildings: Mapping[str, Mapping[str, Any]],
    counts: Mapping[Level, int],
    options: EstateOptions,
) -> list[Figure]:
    year = options.report_year
    areas = {code: row["gross_floor_area_m2"] or 0.0 for code, row in buildings.items()}
    whole = sum(areas.values())
    audited = 100 * sum(areas[code] for code in results) / whole if whole else None
    note = translate(N_("Audits up to {day}."), {"day": options.day})
    found = [
        Figure(f"vastgoed.label.{year}.gekeurd", _("Audited buildings"), float(len(results)), "", 0, note),
        Figure(f"vastgoed.label.{year}.gekeurd_bvo", _("Audited part of the floor area"), audited, "%", 1, note),
    ]
    for level in reversed(Level):
        key = f"vastgoed.label.{year}.{level.value}"
        found.append(Figure(key, level.label, float(counts[level]), "", 0, _(INDICATIVE)))
    return found


def _chart(counts: Mapping[Level, int]) -> Chart:
    rows = [(level.label, counts[level]) for level in reversed(Level)]
    message = translate(
        N_("{none} of {count} audited buildings reach no level: one weak link is enough."),
        {"none": counts[Level.NONE], "count": sum(counts.values())},
    )
    data = Table(
        "vastgoed.label.niveaus",
        _("Audited buildings by level"),
        [Column("level", _("Level")), Column("buildings", _("Buildings"), decimals=0)],
        [{"level": level, "buildings": count} for level, count in rows],
    )
    alt = _("Bars with the number of audited buildings per indicative level.")
    return Chart("vastgoed.label.grafiek", message, alt, lambda: draw_levels(rows), data)


def _table(results: Mapping[str, LabelResult], buildings: Mapping[str, Mapping[str, Any]]) -> Table:
    order = sorted(results.values(), key=lambda result: (-result.level.rank, result.asset_code))
    return Table(
        "vastgoed.label.gebouwen",
        _("Indicative level per audited building"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("level", _("Level")),
            Column("visitor_level", _("Visitors")),
            Column("staff_level", _("Staff")),
            Column("best_level", _("At best")),
            Column("weakest", _("Weakest link")),
            Column("not_assessed_pct", _("Not assessed"), "%", 0),
            Column("assessed_on", _("Audited on")),
            Column("expires_on", _("Holds until")),
            Column("key", _("Key")),
        ],
        [
            {
                "asset_code": result.asset_code,
                "name": buildings[result.asset_code]["name"],
                "level": result.label,
                "visitor_level": result.visitor_level.label,
                "staff_level": result.staff_level.label if result.staff_level else None,
                "best_level": result.best_level.label,
                "weakest": show_link(result.weakest),
                "not_assessed_pct": 100 * result.not_assessed_share,
                "assessed_on": result.assessed_on,
                "expires_on": result.expires_on,
                "key": label_key(result.asset_code),
            }
            for result in order
        ],
        _("'At best' is the level if everything that was not assessed turned out well."),
    )


def _findings(
    results: Mapping[str, LabelResult], buildings: Mapping[str, Mapping[str, Any]], options: EstateOptions
) -> list[Finding]:
    found = []
    expired = sorted(code for code, result in results.items() if result.is_expired)
    if expired:
        found.append(
            Finding(
                "estate.label.expired",
                Severity.WARNING,
                N_("Assessments whose term has ended: {codes}. They count as they were."),
                {"codes": ", ".join(expired), "assets": expired},
                remedy=N_("Have these buildings audited again."),
            )
        )
    unseen = len(buildings) - len(results)
    if results and unseen:
        found.append(
            Finding(
                "estate.label.not_audited",
                Severity.INFO,
                N_("Buildings without an audit: {count} of {all}. Nothing is assumed of them."),
                {"count": unseen, "all": len(buildings)},
            )
        )
    return found


def _one(inputs: EstateInputs, options: EstateOptions, asset_code: str) -> Section:
    row = find_asset(inputs, asset_code)
    code = row["asset_code"]
    title = _("Accessibility of {name} ({code})").format(name=row["name"], code=code)
    models, absent = model_values(inputs, code)
    criteria = read_criteria(options.day, inputs.label_criterion)
    result, contradictions = _merged(inputs, options, code, models, criteria)
    plans = plan_blocks(inputs, criteria, options.day, code)
    of_model = model_blocks(models, criteria, options.day)
    if result is None:
        message = _("This building was not audited and no model of it was measured, so no level can be told.")
        return Section(f"vastgoed.label.{code}", title, message, [*plans, *of_model], absent)
    weakest = show_link(result.weakest) or _("none")
    message = translate(
        N_("{level}. Weakest link: {weakest}."),
        {"level": result.label, "weakest": weakest},
    )
    blocks: list[Block] = [
        Figure(f"{label_key(code)}.niet_beoordeeld", _("Not assessed"), 100 * result.not_assessed_share, "%", 0,
               _("Share of the mandatory, applicable criteria without an answer somewhere.")),
        facts_table(result),
        parts_table(result),
        links_table(result),
        *plans,
        verdicts_table(result),
        *of_model,
        Paragraph(_(INDICATIVE)),
    ]  # fmt: skip
    return Section(f"vastgoed.label.{code}", title, message, blocks, [*result.findings, *contradictions, *absent])


def _merged(
    inputs: EstateInputs, options: EstateOptions, code: str, models: pl.DataFrame, criteria: Mapping[str, Criterion]
) -> tuple[LabelResult | None, tuple[Finding, ...]]:
    """The label of one building out of audits and model, and where they contradict each other."""
    audits = audit_values(inputs).filter(pl.col("asset_code") == code)
    merged = merge_values(audits, models, criteria, options.day)
    return assess_buildings(merged.values, criteria, options.day).get(code), merged.findings


def assess_label(inputs: EstateInputs, options: EstateOptions, asset_code: str) -> LabelResult | None:
    """The indicative label of one building out of its audits and its model; None when it has neither."""
    models, _absent = model_values(inputs, asset_code)
    criteria = read_criteria(options.day, inputs.label_criterion)
    return _merged(inputs, options, asset_code, models, criteria)[0]
