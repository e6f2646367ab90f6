"""The lines of a blank audit form: what to look at, where, how to write it down, and what the levels ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.language import current_language
from kern.sources import read_table
from vastgoed.accessibility.conditions import names
from vastgoed.accessibility.criteria import read_parts
from vastgoed.accessibility.levels import GRANTED
from vastgoed.accessibility.missing import building_fact_names
from vastgoed.accessibility.wording import show_condition, show_threshold
from vastgoed.audit_values import Asked, asked_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vastgoed.accessibility.criteria import Criterion

WHOLE = "building"


@dataclass(frozen=True)
class FormLine:
    """One line of the form.

    Args:
        criterion_id: Criterion, or the name of a fact such as `rise_cm`.
        part: Part of the chain, in words; empty for the whole building.
        what: What is measured, in words.
        element: Where, as a start; the auditor may name it better and copy the lines.
        scope: `visitor` or `staff`.
        asked: Kind and unit of the value.
        words: The words to choose from, where it is a word.
        norms: Level code -> what it asks, in words; empty when it asks nothing.
        article: Article of the regulation, or empty.
        condition: When it applies, in words.
        is_proxy: A threshold of it is only a stand-in for what is not published.
    """

    criterion_id: str
    part: str
    what: str
    element: str
    scope: str
    asked: Asked
    words: tuple[str, ...]
    norms: Mapping[str, str]
    article: str = ""
    condition: str = ""
    is_proxy: bool = False


def form_lines(criteria: Mapping[str, Criterion]) -> list[FormLine]:
    """The form's lines in the order in which one walks through a building.

    Facts about the building first, then per element the facts that decide which criteria apply, then its criteria.
    Elements: data/label/form_elements.csv; facts: data/label/form_facts.csv. A criterion no element names stands under
    the name of its part, so that none is left out.

    Args:
        criteria: From `read_criteria`.

    >>> from datetime import date
    >>> from vastgoed.accessibility.criteria import read_criteria
    >>> lines = form_lines(read_criteria(date(2026, 11, 24)))
    >>> lines[0].criterion_id, {line.criterion_id for line in lines} >= {"DOR-03", "door_drive"}
    ('levels_count', True)
    """
    maker = _Maker(criteria)
    lines = [maker.fact(name, "", "") for name in building_fact_names() if name in maker.facts]
    placed: set[str] = set()
    elements = read_table("label/form_elements.csv").iter_rows(named=True)
    rows = [row for row in elements if row["element"] != WHOLE]
    explicit = {name for row in rows for name in row["criteria"].split(";") if "-" in name}
    for row in rows:
        chosen = [item for item in criteria.values() if _stands_at(item, row, explicit)]
        placed |= {item.id for item in chosen}
        lines += maker.element(row[current_language()] or row["nl"], chosen)
    left = [item for item in criteria.values() if item.id not in placed and item.part != "assessment"]
    for part in dict.fromkeys(item.part for item in left):
        lines += maker.element(read_parts()[part].label, [item for item in left if item.part == part])
    return lines


def _stands_at(item: Criterion, row: Mapping[str, str], explicit: set[str]) -> bool:
    wanted = row["criteria"].split(";")
    if item.id in explicit:
        return item.id in wanted
    return item.group in wanted and item.part in row["parts"].split(";")


class _Maker:
    def __init__(self, criteria: Mapping[str, Criterion]) -> None:
        self.parts = read_parts()
        self.facts = {row["fact"]: row for row in read_table("label/form_facts.csv").iter_rows(named=True)}
        self.asked = asked_of(
            {"id": item.id, "rule": item.rule, "unit": item.unit, "condition": item.condition_text}
            for item in criteria.values()
        )

    def element(self, element: str, chosen: list[Criterion]) -> Iterator[FormLine]:
        """The facts that decide about the criteria of an element, then the criteria."""
        asked = dict.fromkeys(name for item in chosen for name in sorted(names(item.condition)))
        for name in asked:
            yield self.fact(name, self.parts[chosen[0].part].label, element)
        for item in chosen:
            yield FormLine(
                criterion_id=item.id,
                part=self.parts[item.part].label,
                what=item.label,
                element=element,
                scope=item.scopes[0],
                asked=self.asked[item.id],
                words=(),
                norms={
                    level.data_code: show_threshold(item.rule, item.thresholds[level], item.unit)
                    for level in GRANTED
                    if item.is_demanded(level)
                },
                article=item.article,
                condition=show_condition(item.condition_text) if item.condition_text else "",
                is_proxy=any(item.is_proxy(level) for level in GRANTED),
            )

    def fact(self, name: str, part: str, element: str) -> FormLine:
        row = self.facts.get(name, {})
        what = row.get(current_language()) or row.get("nl") or name
        words = tuple((row.get("choices") or "").split(";")) if row.get("choices") else ()
        return FormLine(name, part, what, element, "visitor", self.asked[name], words, {})
