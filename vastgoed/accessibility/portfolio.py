"""The label of many buildings at once, and verdicts, as frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from kern.findings import Outcome
from vastgoed.accessibility.asked import show_asked
from vastgoed.accessibility.assess import assess_buildings
from vastgoed.accessibility.criteria import Criterion
from vastgoed.accessibility.result import CriterionVerdict, LabelResult

LABEL_SCHEMA: dict[str, Any] = {
    "asset_code": pl.String,
    "level": pl.String,
    "best_level": pl.String,
    "visitor_level": pl.String,
    "staff_level": pl.String,
    "weakest_part": pl.String,
    "weakest_criterion": pl.String,
    "weakest_element": pl.String,
    "weakest_outcome": pl.String,
    "weakest_measured": pl.String,
    "weakest_required": pl.String,
    "failed_count": pl.Int64,
    "not_assessed_share": pl.Float64,
    "audit_count": pl.Int64,
    "geometry_count": pl.Int64,
    "property_count": pl.Int64,
    "proxy_count": pl.Int64,
    "assessed_on": pl.Date,
    "expires_on": pl.Date,
    "is_expired": pl.Boolean,
}
VERDICT_SCHEMA: dict[str, Any] = {
    "asset_code": pl.String,
    "criterion_id": pl.String,
    "label": pl.String,
    "part": pl.String,
    "element": pl.String,
    "scope": pl.String,
    "value": pl.String,
    "unit": pl.String,
    "required": pl.String,
    "outcome": pl.String,
    "blocks": pl.String,
    "basis": pl.String,
    "source": pl.String,
    "text": pl.String,
}


def assess_portfolio(values: pl.DataFrame, criteria: Mapping[str, Criterion], on: date) -> pl.DataFrame:
    """One row per building with values, by asset code: its indicative level and its weakest link.

    Args:
        values: As for `assess_building`, of any number of buildings.
        criteria: From `read_criteria`.
        on: The day.

    Returns:
        Columns of `LABEL_SCHEMA`; levels are none, a, a_plus or a_plus_plus and always indicative.
    """
    return label_frame(assess_buildings(values, criteria, on).values())


def label_frame(results: Iterable[LabelResult]) -> pl.DataFrame:
    """Results as a frame with the columns of `LABEL_SCHEMA`."""
    return pl.DataFrame([_label_row(result) for result in results], schema=LABEL_SCHEMA, orient="row")


def _label_row(result: LabelResult) -> tuple[Any, ...]:
    link = result.weakest
    weakest = (
        (link.part, link.criterion_id, link.element, link.outcome.value, link.measured, link.required)
        if link
        else (None,) * 6
    )
    return (
        result.asset_code,
        result.level.value,
        result.best_level.value,
        result.visitor_level.value,
        result.staff_level.value if result.staff_level else None,
        *weakest,
        sum(item.outcome is Outcome.FAIL for item in result.verdicts),
        result.not_assessed_share,
        result.source_counts["audit"],
        result.source_counts["geometry"],
        result.source_counts["property"],
        len(result.proxies),
        result.assessed_on,
        result.expires_on,
        result.is_expired,
    )


def verdict_frame(results: Iterable[LabelResult]) -> pl.DataFrame:
    """Every verdict of some results, with the threshold in force; columns of `VERDICT_SCHEMA`."""
    rows = [_verdict_row(result.asset_code, item) for result in results for item in result.verdicts]
    return pl.DataFrame(rows, schema=VERDICT_SCHEMA, orient="row")


def _verdict_row(asset_code: str, item: CriterionVerdict) -> tuple[Any, ...]:
    criterion = item.criterion
    return (
        asset_code,
        criterion.id,
        criterion.label,
        criterion.part,
        item.element,
        item.scope,
        item.value,
        item.unit,
        show_asked(criterion),
        item.outcome.value,
        item.blocks.value if item.blocks else None,
        criterion.basis,
        item.source,
        str(item.verdict),
    )
