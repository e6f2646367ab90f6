"""Each measured value against its criterion, at every level that asks it: the verdicts of a building."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_UP, Decimal

from kern.findings import Outcome, Verdict
from kern.language import N_
from vastgoed.accessibility.checks import check_value
from vastgoed.accessibility.conditions import holds
from vastgoed.accessibility.criteria import Criterion, Part
from vastgoed.accessibility.facts import WHOLE_BUILDING, Facts, is_measured, says_nvt
from vastgoed.accessibility.levels import GRANTED
from vastgoed.accessibility.missing import Missing
from vastgoed.accessibility.result import CriterionVerdict
from vastgoed.accessibility.values import Measurement, age_years
from vastgoed.accessibility.wording import show_condition

# The age of the assessment follows from its day; nobody writes it down.
AGE_CRITERION = "ADM-01"
# The claim that staff spaces were looked at counts only next to values measured there.
STAFF_CRITERION = "CHN-02"

_NOT_DUE = Verdict(Outcome.NOT_APPLICABLE, N_("The form says there is none."))
_NO_VALUE = Verdict(Outcome.NOT_ASSESSABLE, N_("No value was recorded."))
_NO_STAFF_VALUE = Verdict(
    Outcome.NOT_ASSESSABLE, N_("The form says that staff spaces were looked at, but holds no value for staff.")
)


_EMPTY_CLAIM = Verdict(
    Outcome.NOT_ASSESSABLE,
    N_("The form says of all of it that it does not apply, but not that it is absent; so it counts as unknown."),
)
# Beside the corridor its doors, beside the door of the toilet the toilet itself.
_ALWAYS_GROUPS = ("DOR", "SAN")


def judge_all(
    criteria: Mapping[str, Criterion], rows: list[Measurement], facts: Facts, absent: frozenset[str]
) -> list[CriterionVerdict]:
    """The verdict on every recorded value.

    Args:
        criteria: The criteria in force.
        rows: The values; rows that state facts are passed over.
        facts: What is known of the elements.
        absent: Parts and kinds of element the building does not have.
    """
    has_staff_value = any(
        row.scope == "staff" and row.criterion_id != STAFF_CRITERION and row.criterion_id in criteria
        for row in rows
        if is_measured(row)
    )
    verdicts = [
        _judge(criteria[row.criterion_id], row, facts, absent, has_staff_value)
        for row in rows
        if row.criterion_id in criteria
    ]
    return _with_replacements(verdicts)


def _judge(
    criterion: Criterion, row: Measurement, facts: Facts, absent: frozenset[str], has_staff_value: bool
) -> CriterionVerdict:
    special = None
    if criterion.condition and holds(criterion.condition, facts.of(row.element)) is False:
        text = N_("It does not apply here: {condition} does not hold.")
        special = Verdict(Outcome.NOT_APPLICABLE, text, {"condition": show_condition(criterion.condition_text)})
    elif (criterion.part in absent or criterion.group in absent) and not is_measured(row):
        special = _NOT_DUE

    def against(threshold: str) -> Verdict:
        verdict = check_value(criterion.rule, row.value, threshold, row.unit, criterion.unit)
        if criterion.id == STAFF_CRITERION and verdict.outcome is Outcome.PASS and not has_staff_value:
            return _NO_STAFF_VALUE
        return verdict

    scope = row.scope if row.scope in criterion.scopes else criterion.scopes[0]
    return CriterionVerdict(
        criterion=criterion,
        element=row.element,
        scope=scope,
        value=row.value,
        unit=row.unit or criterion.unit,
        source=row.source,
        verdict=special or against(criterion.reference),
        at={
            level: special or against(criterion.thresholds[level]) for level in GRANTED if criterion.is_demanded(level)
        },
    )


def refuse_empty_claims(
    verdicts: Iterable[CriterionVerdict],
    parts: Mapping[str, Part],
    absent: frozenset[str],
    rows: Iterable[Measurement],
) -> list[CriterionVerdict]:
    """The verdicts, with unknown in place of 'does not apply' where the form says so of a whole part of the chain.

    A part every building has (the entrance, the sanitary rooms) is not taken away by a form that answers nothing but
    'nvt' there: who has none says so by the fact of that part, `sanitary_present`.

    Args:
        verdicts: From `judge_all`.
        parts: The parts of the chain.
        absent: Parts and kinds of element the building does not have.
        rows: The values.
    """
    verdicts = list(verdicts)
    claimed = {(row.criterion_id, row.element, row.scope) for row in rows if says_nvt(row)}
    answered = {key for item in verdicts if item.outcome is not Outcome.NOT_APPLICABLE for key in _keys(item)}

    def is_empty(item: CriterionVerdict) -> bool:
        criterion = item.criterion
        if criterion.condition or not parts[criterion.part].mandatory:
            return False
        if criterion.part in absent or criterion.group in absent:
            return False
        is_claim = (criterion.id, item.element, item.scope) in claimed
        return is_claim and item.outcome is Outcome.NOT_APPLICABLE and any(key not in answered for key in _keys(item))

    return [
        replace(item, verdict=_EMPTY_CLAIM, at=dict.fromkeys(item.at, _EMPTY_CLAIM)) if is_empty(item) else item
        for item in verdicts
    ]


def _keys(item: CriterionVerdict) -> tuple[str, ...]:
    """What needs an answer: the part and the kind of element; of the chain each criterion applies to every building."""
    group = item.criterion.group
    if item.criterion.part == "chain":
        return (item.criterion.id,)
    return (item.criterion.part, group) if group in _ALWAYS_GROUPS else (item.criterion.part,)


def verdict_on_missing(missing: Missing) -> CriterionVerdict:
    """Not assessable, at every level that asks it."""
    criterion = missing.criterion
    return CriterionVerdict(
        criterion=criterion,
        element=missing.element,
        scope=missing.scope,
        value=None,
        unit=criterion.unit,
        source="",
        verdict=_NO_VALUE,
        at={level: _NO_VALUE for level in GRANTED if criterion.is_demanded(level)},
    )


def age_value(assessed_on: date, on: date) -> Measurement:
    """The age of the assessment as a value, in years."""
    age = Decimal(age_years(assessed_on, on)).quantize(Decimal("0.0001"), ROUND_UP)
    return Measurement(AGE_CRITERION, WHOLE_BUILDING, "visitor", str(age), "year", "audit", assessed_on)


def _with_replacements(verdicts: list[CriterionVerdict]) -> list[CriterionVerdict]:
    """A criterion that another one replaces passes where that one passes, at the same element and scope."""
    at_place: dict[tuple[str, str, str], list[CriterionVerdict]] = {}
    for verdict in verdicts:
        at_place.setdefault((verdict.criterion.id, verdict.element, verdict.scope), []).append(verdict)
    done = []
    for verdict in verdicts:
        other = verdict.criterion.satisfied_by
        others = at_place.get((other, verdict.element, verdict.scope), []) if other else []
        if not others:
            done.append(verdict)
            continue
        text = N_("{criterion} is met here and replaces it.")
        passed = Verdict(Outcome.PASS, text, {"criterion": other})
        at = {
            level: passed
            if own.outcome in (Outcome.FAIL, Outcome.NOT_ASSESSABLE)
            and all(level in item.at and item.at[level].outcome is Outcome.PASS for item in others)
            else own
            for level, own in verdict.at.items()
        }
        is_met = all(item.outcome is Outcome.PASS for item in others)
        reference = passed if verdict.outcome is not Outcome.PASS and is_met else verdict.verdict
        done.append(replace(verdict, at=at, verdict=reference))
    return done
