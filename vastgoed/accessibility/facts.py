"""What is known of the elements of a building besides the criteria: a ramp's rise, a lift's kind, the storeys.

A form states such a fact as a row whose criterion is its name (`rise_cm`, `lift_kind`), at the element it is about; an
empty element says it of the whole building. Some facts follow from measured values, and say so here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.accessibility.conditions import Known, Range, implied
from vastgoed.accessibility.criteria import Criterion
from vastgoed.accessibility.measured import (
    NO,
    NOT_APPLICABLE,
    UNKNOWN,
    YES,
    Unreadable,
    read_number,
    read_share,
    to_unit,
)
from vastgoed.accessibility.values import Measurement
from vastgoed.audit_values import NotAValue, read_word

WHOLE_BUILDING = ""
# Facts that are about the building whatever element they stand at: how many storeys, and `lift_present` and the like.
STOREYS, PRESENT = "levels_count", "_present"
FACT_NAME = re.compile(r"[a-z][a-z0-9_]*")
# The unit a fact wears in its name.
_UNITS = {"_cm": "cm", "_m": "m", "_pct": "percent", "_count": "count"}
# Criteria whose count of a total is a fact, and criteria that measure a ramp's slope.
_TOTALS = {"PAR-01": "places_count", "PAR-02": "places_count", "SEA-02": "seats_count"}
_SLOPES = frozenset({"RMP-01", "RMP-02", "RMP-03", "RMP-04"})
# A rise this near to the border of two slope classes could be in either. [cm]
SLOPE_BORDERS_CM = (Decimal(10), Decimal(25), Decimal(50))
NEAR_CM = Decimal("0.5")
# Storeys differ by more than this. [cm]
_STEP_FREE_LIMIT_CM = Decimal(18)


@dataclass
class Facts:
    """Facts per element; `stated` ones were written down or counted, `inferred` ones lie in the choice of criterion."""

    stated: dict[str, dict[str, Known]] = field(default_factory=dict)
    inferred: dict[str, dict[str, Known]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, element: str, with_inferred: bool = False) -> Mapping[str, Known]:
        """What is known of an element, the facts of the whole building included."""
        facts = {**self.stated.get(WHOLE_BUILDING, {}), **self.stated.get(element, {})}
        if with_inferred:
            for name, known in self.inferred.get(element, {}).items():
                facts.setdefault(name, known)
        return facts

    def says(self, name: str) -> bool | None:
        """A yes or no about the whole building; None when nothing was said."""
        word = self.stated.get(WHOLE_BUILDING, {}).get(name)
        return None if word not in ("true", "false") else word == "true"

    def own_names(self, element: str) -> set[str]:
        """The names of the facts about this element alone."""
        return {*self.stated.get(element, {}), *self.inferred.get(element, {})}

    def elements(self) -> set[str]:
        """The elements something was stated about."""
        return set(self.stated)


def gather_facts(rows: Iterable[Measurement], criteria: Mapping[str, Criterion]) -> Facts:
    """The facts a building's rows hold, and findings about those that cannot be used.

    Args:
        rows: Measured values and facts, sorted.
        criteria: The criteria in force.
    """
    facts, rows = Facts(), list(rows)
    for row in rows:
        if row.criterion_id not in criteria:
            _state(facts, row)
    for row in rows:
        _count(facts, row)
    storeys = facts.stated.get(WHOLE_BUILDING, {}).get(STOREYS)
    if isinstance(storeys, Range) and storeys.low > 1:
        limit = Range(low=_STEP_FREE_LIMIT_CM, low_open=True)
        facts.stated[WHOLE_BUILDING].setdefault("difference_cm", limit)
    for row in rows:
        criterion = criteria.get(row.criterion_id)
        if criterion is not None and is_measured(row):
            _infer(facts, row.element, criterion)
    return facts


def is_measured(row: Measurement) -> bool:
    """Whether the row holds a value, readable or not."""
    return (row.value or "").strip().lower() not in UNKNOWN | NOT_APPLICABLE


def says_nvt(row: Measurement) -> bool:
    """Whether the form says that the criterion does not apply."""
    return (row.value or "").strip().lower() in NOT_APPLICABLE


def _state(facts: Facts, row: Measurement) -> None:
    evidence: dict[str, object] = {"criterion": row.criterion_id, "element": row.element, "value": row.value}
    if not FACT_NAME.fullmatch(row.criterion_id):
        text = N_("Criterion {criterion} is not in the criteria in force; its value {value} was not used.")
        facts.findings.append(Finding("accessibility.unknown_criterion", Severity.WARNING, text, evidence))
        return
    if not is_measured(row):
        return
    try:
        known = _read(row.criterion_id, row.value or "", row.unit)
    except Unreadable as error:
        text = N_("The form states {criterion} of {element} as {value}, which cannot be read; it counts as unknown.")
        facts.findings.append(Finding("accessibility.fact_unreadable", Severity.WARNING, text, evidence))
        facts.findings.append(Finding("accessibility.value_unreadable", Severity.INFO, error.template, error.values))
        return
    of_building = row.criterion_id == STOREYS or row.criterion_id.endswith(PRESENT)
    facts.stated.setdefault(WHOLE_BUILDING if of_building else row.element, {}).setdefault(row.criterion_id, known)
    near = [border for border in SLOPE_BORDERS_CM if isinstance(known, Range) and abs(known.low - border) <= NEAR_CM]
    if row.criterion_id == "rise_cm" and near:
        text = N_(
            "{element} rises {value} cm, within {tolerance} cm of {border} cm where a stricter slope begins: "
            "measure again, or keep to the stricter slope."
        )
        evidence |= {"border": float(near[0]), "tolerance": float(NEAR_CM)}
        facts.findings.append(Finding("accessibility.near_slope_class", Severity.WARNING, text, evidence))


def _read(name: str, value: str, unit: str) -> Known:
    for suffix, wanted in _UNITS.items():
        if name.endswith(suffix):
            number = to_unit(read_number(value), unit, wanted)
            return Range(number, number)
    word = value.strip().lower()
    if name.endswith(PRESENT):
        if word not in YES | NO:
            raise Unreadable(N_("{value} is neither yes nor no."), value=value)
        return "true" if word in YES else "false"
    try:
        return read_word(name, word)
    except NotAValue:
        text = N_("{value} is none of the words that {fact} takes.")
        raise Unreadable(text, value=value, fact=name) from None


def _count(facts: Facts, row: Measurement) -> None:
    """Totals and slopes that follow from a measured value; what was stated outright goes first."""
    if row.criterion_id not in _TOTALS and row.criterion_id not in _SLOPES:
        return
    try:
        if row.criterion_id in _SLOPES:
            name, number = "slope_pct", to_unit(read_number(row.value or ""), row.unit, "percent")
        else:
            name, number = _TOTALS[row.criterion_id], read_share(row.value or "")[1]
    except Unreadable:
        return  # the verdict of the criterion itself says so
    element = WHOLE_BUILDING if name == "places_count" else row.element
    facts.stated.setdefault(element, {}).setdefault(name, Range(number, number))


def _infer(facts: Facts, element: str, criterion: Criterion) -> None:
    """Who measures the slope of a 30 cm ramp says that the ramp rises 25 to 50 cm."""
    stated = facts.of(element)
    for clause in implied(criterion.condition):
        if clause.name in stated:
            continue
        of_element = facts.inferred.setdefault(element, {})
        before = of_element.get(clause.name)
        if isinstance(before, Range) and isinstance(clause.known, Range):
            met = before.meet(clause.known)
            if met is not None:
                of_element[clause.name] = met
        elif before is None:
            of_element[clause.name] = clause.known
