"""What should have been measured and was not: unknown is never a pass.

A criterion is missing when its part of the chain is there, its kind of element is there, its condition holds or may
hold, and no value stands against it. What a form is silent about counts as absent only for parts a building may lack,
and for kinds of element that are listed one by one (ramps, stairs, lifts, showers, ...).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vastgoed.accessibility.conditions import Range, holds, names
from vastgoed.accessibility.criteria import Criterion, Part, read_parts
from vastgoed.accessibility.facts import PRESENT, STOREYS, WHOLE_BUILDING, Facts, is_measured, says_nvt
from vastgoed.accessibility.values import Measurement

# Kinds of element a building may lack -> the fact with which a form can say yes or no about them.
OPTIONAL_GROUPS = {
    "RMP": "ramp_present",
    "STR": "stair_present",
    "LFT": "lift_present",
    "SEA": "seats_present",
    "CHG": "changing_room_present",
    "SHW": "shower_present",
}
# Each door, stair and lift needs its own values: one that was measured says nothing of the next.
_ONE_BY_ONE = frozenset({"DOR", "STR", "LFT"})
# Facts about something a form lists only where it is: a narrowing, a level difference, a revolving door.
LISTED_WHERE_FOUND = frozenset({"length_cm", "difference_cm", "door_kind"})


def building_fact_names() -> tuple[str, ...]:
    """The facts about a whole building that a form may state besides the contexts of the conditions.

    >>> building_fact_names()[:2]
    ('levels_count', 'parking_present')
    """
    return (STOREYS, *(f"{code}{PRESENT}" for code in read_parts()), *OPTIONAL_GROUPS.values())


@dataclass(frozen=True)
class Missing:
    """A criterion without a value at an element, for a scope."""

    criterion: Criterion
    element: str
    scope: str


def presence(part: Part, facts: Facts, has_rows: bool) -> bool:
    """Whether a part of the chain is there, or must be taken to be.

    A part every building has is there unless the form says no; a building on one storey has no vertical part.
    """
    said = facts.says(f"{part.code}{PRESENT}")
    if said is not None:
        return said
    if part.when == "if_several_levels":
        storeys = facts.stated.get(WHOLE_BUILDING, {}).get(STOREYS)
        return has_rows or not isinstance(storeys, Range) or storeys.high > 1
    return has_rows or part.mandatory


def absences(
    criteria: Mapping[str, Criterion], parts: Mapping[str, Part], rows: Iterable[Measurement], facts: Facts
) -> tuple[frozenset[str], frozenset[str]]:
    """The parts and the kinds of element that count as not there."""
    with_value = [criteria[row.criterion_id] for row in rows if row.criterion_id in criteria and not says_nvt(row)]
    seen_parts = {criterion.part for criterion in with_value}
    seen_groups = {criterion.group for criterion in with_value}
    absent_parts = {code for code, part in parts.items() if not presence(part, facts, code in seen_parts)}
    absent_groups = set()
    for group, fact in OPTIONAL_GROUPS.items():
        said = facts.says(fact)
        if (said is None and group not in seen_groups) or said is False:
            absent_groups.add(group)
    return frozenset(absent_parts), frozenset(absent_groups)


def find_missing(
    criteria: Mapping[str, Criterion],
    rows: list[Measurement],
    facts: Facts,
    absent_parts: frozenset[str],
    absent_groups: frozenset[str],
) -> list[Missing]:
    """The criteria without a value, at the element where one is known to be due.

    Visitors' criteria need a value for visitors. For staff the visitors' value of the same criterion is enough (they
    use the same lift); that their own spaces were looked at is a criterion of its own.
    """
    places: dict[str, dict[str, set[str]]] = {}
    elements: dict[str, set[str]] = {}
    for row in rows:
        criterion = criteria.get(row.criterion_id)
        if criterion is not None:
            places.setdefault(row.criterion_id, {}).setdefault(row.scope, set()).add(row.element)
            elements.setdefault(criterion.group, set()).add(row.element)
    own_facts = _elements_by_facts(criteria, facts)
    audited = _audited_elements(criteria, rows)
    found = []
    for criterion in criteria.values():
        if not criterion.thresholds or criterion.satisfied_by:
            continue  # no level asks it, or its replacement is asked anyway
        if criterion.part in absent_parts or criterion.group in absent_groups:
            continue
        scope = criterion.scopes[0]
        measured_at = places.get(criterion.id, {})
        of_group = elements.get(criterion.group, set()) | own_facts.get(criterion.group, set())
        for element in _due(criterion, facts, of_group, bool(measured_at.get(scope))):
            if not any(element in at for at in measured_at.values()) or element == WHOLE_BUILDING:
                found.append(Missing(criterion, element, scope))
        if not criterion.condition and criterion.group in _ONE_BY_ONE and measured_at:
            seen = set().union(*measured_at.values())
            found += [
                Missing(criterion, element, scope)
                for element in sorted(audited.get((criterion.part, criterion.group), set()) - seen)
            ]
    return found


def _audited_elements(
    criteria: Mapping[str, Criterion], rows: Iterable[Measurement]
) -> dict[tuple[str, str], set[str]]:
    """Part and kind -> the elements at which an audit measured something mandatory of that kind.

    Only where audits alone speak: an audit and a model name things differently.
    """
    found: dict[tuple[str, str], set[str]] = {}
    mixed: set[tuple[str, str]] = set()
    for row in rows:
        criterion = criteria.get(row.criterion_id)
        if criterion is None:
            continue
        key = (criterion.part, criterion.group)
        if row.source != "audit":
            mixed.add(key)
        elif criterion.mandatory and is_measured(row) and row.element != WHOLE_BUILDING:
            found.setdefault(key, set()).add(row.element)
    return {key: elements for key, elements in found.items() if key not in mixed}


def _elements_by_facts(criteria: Mapping[str, Criterion], facts: Facts) -> dict[str, set[str]]:
    """Elements of which only a fact is known, where that fact is about one kind of element: a rise is a ramp's."""
    groups: dict[str, set[str]] = {}
    for criterion in criteria.values():
        for name in names(criterion.condition):
            groups.setdefault(name, set()).add(criterion.group)
    found: dict[str, set[str]] = {}
    for element in facts.elements():
        for name in facts.own_names(element):
            if len(of_name := groups.get(name, set())) == 1:
                found.setdefault(next(iter(of_name)), set()).add(element)
    return found


def _due(criterion: Criterion, facts: Facts, elements: set[str], is_measured: bool) -> list[str]:
    """The elements at which a value is due and none is sure to stand; the whole building when none is named."""
    if not criterion.condition:
        return [] if is_measured else [WHOLE_BUILDING]
    asked = names(criterion.condition)
    own = {
        element: holds(criterion.condition, facts.of(element, with_inferred=True))
        for element in sorted(elements)
        if element != WHOLE_BUILDING and asked & facts.own_names(element)
    }
    sure = [element for element, answer in own.items() if answer]
    if sure or is_measured:
        return sure
    answer = holds(criterion.condition, facts.of(WHOLE_BUILDING, with_inferred=True))
    if answer is None:
        all_refuse = bool(own) and not any(answer is None for answer in own.values())
        answer = not all_refuse and not asked & LISTED_WHERE_FOUND
    return [WHOLE_BUILDING] if answer else []
