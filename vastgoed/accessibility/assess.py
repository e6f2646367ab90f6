"""The indicative label of a building: verdicts, the level of each part, and the level as its weakest part.

Decisions, where the label's own instrument is not published (data/label/levels.csv and data/README.md):

- A level is reached when each mandatory criterion of each part of the chain that is there passes at that level. A part
  a building may lack counts as a link as soon as it is there.
- An empty threshold asks nothing at that level. When it is empty because it is not published, the criterion is listed
  in `unpublished`. Extras (`mandatory = false`) count for A++ only.
- What is not assessable blocks; what does not apply does not, where a form may say so (`claims`). Several elements:
  each must pass.
- Level A judges what visitors meet; from A+ on staff spaces count as much, and a claim that they were looked at needs
  at least one value measured there.
- The label expires on its last day, so many years after the oldest audit day among the values used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from kern.errors import InputWrong
from kern.findings import Outcome
from kern.language import N_
from vastgoed.accessibility.claims import refuse_single_claims
from vastgoed.accessibility.criteria import Criterion, Part, read_parts
from vastgoed.accessibility.denials import denial_findings
from vastgoed.accessibility.facts import gather_facts
from vastgoed.accessibility.judge import AGE_CRITERION, age_value, judge_all, refuse_empty_claims, verdict_on_missing
from vastgoed.accessibility.levels import Level, lowest
from vastgoed.accessibility.missing import absences, find_missing
from vastgoed.accessibility.result import STAFF_FROM, CriterionVerdict, LabelResult, PartLevel, WeakLink
from vastgoed.accessibility.values import SOURCES, Measurement, measurements, newest_values, years_later

# Term of the label when the criteria do not say it (criterion ADM-01). [year]
VALID_YEARS = 5


def assess_building(values: pl.DataFrame, criteria: Mapping[str, Criterion], on: date) -> LabelResult:
    """The indicative label of one building on a day.

    Args:
        values: `asset_code` (one building), `criterion_id` (or the name of a fact such as `rise_cm`), `element`,
            `scope` (visitor, staff), `value` (text), and if known `unit`, `source` (audit, property, geometry),
            `audited_on`.
        criteria: From `read_criteria`.
        on: The day; later values do not count.

    Raises:
        InputWrong: A column is absent, or there are values of more than one building.

    >>> from vastgoed.accessibility.criteria import read_criteria
    >>> door = {"asset_code": "G1", "criterion_id": "DOR-03", "element": "D1", "scope": "visitor", "value": "70"}
    >>> result = assess_building(pl.DataFrame([door]), read_criteria(date(2026, 11, 24)), date(2026, 11, 24))
    >>> result.level.value, result.weakest.criterion_id, result.weakest.required
    ('none', 'DOR-03', '≥ 77 cm')
    """
    buildings = dict(measurements(newest_values(values, on, _valid_years(criteria))))
    if len(buildings) > 1:
        raise InputWrong(N_("Values of {count} buildings were given where one is asked."), count=len(buildings))
    asset_code, rows = next(iter(buildings.items()), ("", []))
    return _assess(asset_code, rows, criteria, read_parts(), on)


def assess_buildings(values: pl.DataFrame, criteria: Mapping[str, Criterion], on: date) -> dict[str, LabelResult]:
    """The indicative label of each building with values on a day, by asset code.

    Args:
        values: As for `assess_building`, of any number of buildings.
        criteria: From `read_criteria`.
        on: The day; later values do not count.
    """
    parts = read_parts()
    newest = newest_values(values, on, _valid_years(criteria))
    return {code: _assess(code, rows, criteria, parts, on) for code, rows in measurements(newest)}


def _valid_years(criteria: Mapping[str, Criterion]) -> int:
    age = criteria.get(AGE_CRITERION)
    return int(float(age.reference)) if age and age.rule == "at_most" else VALID_YEARS


def _assess(
    asset_code: str,
    rows: list[Measurement],
    criteria: Mapping[str, Criterion],
    parts: Mapping[str, Part],
    on: date,
) -> LabelResult:
    days = [row.audited_on for row in rows if row.audited_on]
    assessed_on = min(days, default=None)
    if assessed_on:
        rows = [row for row in rows if row.criterion_id != AGE_CRITERION]
        if AGE_CRITERION in criteria:
            rows.append(age_value(assessed_on, on))
    facts = gather_facts(rows, criteria)
    absent_parts, absent_groups = absences(criteria, parts, rows, facts)
    absent = absent_parts | absent_groups
    judged, refused = refuse_single_claims(judge_all(criteria, rows, facts, absent), rows, facts, absent)
    verdicts = refuse_empty_claims(judged, parts, absent, rows)
    verdicts += map(verdict_on_missing, find_missing(criteria, rows, facts, absent_parts, absent_groups))
    verdicts.sort(key=lambda item: (parts[item.criterion.part].position, item.criterion.id, item.element, item.scope))
    part_levels = _part_levels(verdicts, parts)
    level = lowest([part.level for part in part_levels if part.level])
    judged_at = level if level is not Level.NONE else Level.A
    staff = [item for item in verdicts if item.scope == "staff" and item.source]
    if staff:  # what nobody measured anywhere is as unknown to staff as to visitors
        staff += [item for item in verdicts if not item.source and "staff" in item.criterion.scopes]
    expires_on = years_later(assessed_on, _valid_years(criteria)) if assessed_on else None
    return LabelResult(
        asset_code=asset_code,
        on=on,
        level=level,
        best_level=lowest([item.best_level for item in verdicts]),
        visitor_level=lowest([item.level for item in verdicts if item.scope == "visitor"]),
        staff_level=lowest([_own_level(item) for item in staff]) if staff else None,
        parts=part_levels,
        verdicts=tuple(verdicts),
        weak_links=_weak_links(verdicts, parts),
        not_assessed_share=_not_assessed_share(verdicts),
        source_counts=_source_counts(verdicts),
        proxies=tuple(dict.fromkeys(item.criterion.id for item in verdicts if _rests_on_proxy(item, judged_at))),
        unpublished=tuple(
            item.id
            for item in criteria.values()
            if item.mandatory
            and judged_at in item.unpublished
            and item.part not in absent_parts
            and item.group not in absent_groups
        ),
        absent=tuple(sorted(absent_parts, key=lambda code: parts[code].position)) + tuple(sorted(absent_groups)),
        assessed_on=assessed_on,
        expires_on=expires_on,
        is_expired=expires_on is not None and on > expires_on,
        findings=(*facts.findings, *refused, *denial_findings(criteria, parts, rows, facts)),
    )


def _own_level(item: CriterionVerdict) -> Level:
    """The level of a staff verdict as if it were a visitor's: the threshold of A counts too."""
    at_a = item.at.get(Level.A)
    blocked = at_a is not None and at_a.outcome in (Outcome.FAIL, Outcome.NOT_ASSESSABLE)
    return Level.NONE if blocked else item.level


def _part_levels(verdicts: Iterable[CriterionVerdict], parts: Mapping[str, Part]) -> tuple[PartLevel, ...]:
    of_part: dict[str, list[CriterionVerdict]] = {code: [] for code in parts}
    for item in verdicts:
        of_part[item.criterion.part].append(item)
    found = []
    for code, items in of_part.items():
        counts = Counter(item.outcome for item in items)
        is_there = any(item.outcome is not Outcome.NOT_APPLICABLE for item in items)
        found.append(
            PartLevel(
                part=parts[code],
                level=lowest([item.level for item in items]) if is_there else None,
                passed=counts[Outcome.PASS],
                failed=counts[Outcome.FAIL],
                not_assessable=counts[Outcome.NOT_ASSESSABLE],
            )
        )
    return tuple(found)


def _weak_links(verdicts: Iterable[CriterionVerdict], parts: Mapping[str, Part]) -> tuple[WeakLink, ...]:
    links = [WeakLink(item, blocks) for item in verdicts if (blocks := item.blocks)]
    return tuple(
        sorted(
            links,
            key=lambda link: (
                link.blocks.rank,
                link.outcome is not Outcome.FAIL,
                parts[link.part].position,
                link.criterion_id,
                link.element,
                link.scope,
            ),
        )
    )


def _not_assessed_share(verdicts: Iterable[CriterionVerdict]) -> float:
    """Criteria, not values: one door without a width makes the width of doors not assessed."""
    applicable, unknown = set(), set()
    for item in verdicts:
        if item.criterion.mandatory and item.outcome is not Outcome.NOT_APPLICABLE:
            applicable.add(item.criterion.id)
            if item.outcome is Outcome.NOT_ASSESSABLE:
                unknown.add(item.criterion.id)
    return len(unknown) / len(applicable) if applicable else 1.0


def _source_counts(verdicts: Iterable[CriterionVerdict]) -> dict[str, int]:
    counts = Counter(item.source for item in verdicts if item.outcome in (Outcome.PASS, Outcome.FAIL))
    return {source: counts[source] for source in SOURCES}


def _rests_on_proxy(item: CriterionVerdict, level: Level) -> bool:
    is_judged = item.scope == "visitor" or level.rank >= STAFF_FROM.rank
    return is_judged and level in item.at and item.criterion.is_proxy(level)
