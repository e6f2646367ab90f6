"""An audit and a model of the same building into one set of values: criterion by criterion, the newer one counts.

- The audit counts when it is as new as the model or newer, the model when it is newer. A day of the model is the day
  its file was written; without one it counts as older than any audit.
- What only one of them measured, counts. What the model could not measure never takes the place of an audit's value.
- They name things differently ("Lift" and "Lift 1"), so criteria that hang on a fact of their element (ramps, lifts)
  come together only when both have one such element; else the newer one gives all values of that kind.
- Where one passes the norm and the other fails it, that is a finding, whichever counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kern.findings import Finding, Outcome, Severity
from kern.language import N_
from vastgoed.accessibility.checks import check_value
from vastgoed.accessibility.conditions import names
from vastgoed.accessibility.criteria import Criterion
from vastgoed.accessibility.facts import WHOLE_BUILDING
from vastgoed.accessibility.measured import UNKNOWN, is_range
from vastgoed.accessibility.values import VALUE_SCHEMA
from vastgoed.accessibility.wording import show_measured, show_unit

Row = dict[str, object]
# Kinds of element whose criteria hang on a fact of the element.
_BY_ELEMENT = ("RMP", "LFT")


@dataclass(frozen=True)
class Merged:
    """The values that count, and where audit and model contradict each other.

    Args:
        values: Columns of `VALUE_SCHEMA`.
        findings: One per criterion on which they contradict each other.
    """

    values: pl.DataFrame
    findings: tuple[Finding, ...]


def merge_values(audit: pl.DataFrame, model: pl.DataFrame, criteria: Mapping[str, Criterion], on: date) -> Merged:
    """The values of one building out of its audits and its model.

    Args:
        audit: Values of audits, columns of `VALUE_SCHEMA`; later ones than the day do not count.
        model: Values of the model, likewise; `audited_on` is the day of the model.
        criteria: The criteria in force.
        on: The day.
    """
    ours = [row for row in _rows(audit) if _day(row) <= on]
    theirs = [row for row in _rows(model) if _day(row) <= on]
    if not ours or not theirs:
        return Merged(_frame(ours or theirs), ())
    theirs, ours = _align(ours, theirs, criteria)
    kept: list[Row] = []
    findings = []
    for criterion_id in dict.fromkeys(str(row["criterion_id"]) for row in [*ours, *theirs]):
        criterion = criteria.get(criterion_id)
        if criterion is None:
            continue
        of_audit = [row for row in ours if row["criterion_id"] == criterion_id]
        of_model = [row for row in theirs if row["criterion_id"] == criterion_id]
        chosen = _choose(of_audit, of_model, criterion)
        kept += chosen
        contradiction = _contradiction(criterion, of_audit, of_model, chosen)
        if contradiction is not None:
            findings.append(contradiction)
    kept += _facts(ours, theirs, kept, criteria)
    return Merged(_frame(kept), tuple(findings))


def _rows(frame: pl.DataFrame) -> list[Row]:
    known = frame.select(
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in VALUE_SCHEMA.items()
    )
    return known.with_columns(pl.col("element").fill_null("")).to_dicts()


def _frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=VALUE_SCHEMA, orient="row")


def _day(row: Row) -> date:
    day = row["audited_on"]
    return day if isinstance(day, date) else date.min


def _newest(rows: list[Row]) -> date:
    return max(map(_day, rows), default=date.min)


def _known(rows: list[Row], criterion: Criterion) -> list[Row]:
    """The rows with a value; a range that leaves the verdict open is none."""
    judge = _judge(criterion)
    return [
        row
        for row in rows
        if (text := str(row["value"] or "").strip().lower()) not in UNKNOWN
        and not (is_range(text) and judge(row) is Outcome.NOT_ASSESSABLE)
    ]


def _choose(of_audit: list[Row], of_model: list[Row], criterion: Criterion) -> list[Row]:
    known_audit, known_model = _known(of_audit, criterion), _known(of_model, criterion)
    if not known_audit:
        return [*of_audit, *of_model] if not known_model else of_model
    if not known_model or _newest(known_audit) >= _newest(known_model):
        return of_audit
    # The model is newer. Where it could not measure, the audit's values stay beside it: they must all pass.
    return known_model if len(known_model) == len(of_model) else [*known_model, *known_audit]


def _align(ours: list[Row], theirs: list[Row], criteria: Mapping[str, Criterion]) -> tuple[list[Row], list[Row]]:
    """Give the only ramp or lift of the model the name it has in the audit; else leave out the older one's."""
    for group in _BY_ELEMENT:
        own = _elements(ours, group, criteria)
        other = _elements(theirs, group, criteria)
        if not own or not other or own == other:
            continue
        if len(own) == len(other) == 1:
            old, new = next(iter(other)), next(iter(own))
            theirs = [row | {"element": new} if row["element"] == old else row for row in theirs]
        elif _newest(_of_group(ours, group, criteria)) >= _newest(_of_group(theirs, group, criteria)):
            theirs = [row for row in theirs if row["element"] not in other]
        else:
            ours = [row for row in ours if row["element"] not in own]
    return theirs, ours


def _of_group(rows: list[Row], group: str, criteria: Mapping[str, Criterion]) -> list[Row]:
    return [row for row in rows if (one := criteria.get(str(row["criterion_id"]))) is not None and one.group == group]


def _elements(rows: list[Row], group: str, criteria: Mapping[str, Criterion]) -> set[str]:
    return {str(row["element"]) for row in _of_group(rows, group, criteria) if row["element"] != WHOLE_BUILDING}


def _facts(ours: list[Row], theirs: list[Row], kept: list[Row], criteria: Mapping[str, Criterion]) -> list[Row]:
    """Facts that decide which criteria apply: a fact stays when a value that hangs on it stays.

    A fact of the audit goes when the model answers what hung on it elsewhere: how one door opens asks no value of that
    door once the model has measured every door.
    """
    hangs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for row in kept:
        seen.add(str(row["element"]))
        for name in names(criteria[str(row["criterion_id"])].condition):
            hangs.add((str(row["element"]), name))
    measured = {str(row["element"]) for row in ours if row["criterion_id"] in criteria}
    answered = {
        (str(row["element"]), name)
        for row in ours
        if row["criterion_id"] in criteria
        for name in names(criteria[str(row["criterion_id"])].condition)
    }
    from_audit = [
        row
        for row in ours
        if row["criterion_id"] not in criteria
        and (row["element"] in seen or row["element"] not in measured)
        and ((at := (str(row["element"]), str(row["criterion_id"]))) in hangs or at not in answered)
    ]
    said = {(row["element"], row["criterion_id"]) for row in from_audit}
    # Without a day: a fact beside the audit's values is no assessment, so it does not age the label.
    from_model = [
        row | {"audited_on": None}
        for row in theirs
        if row["criterion_id"] not in criteria
        and (row["element"], row["criterion_id"]) not in said
        and (row["element"] == WHOLE_BUILDING or (row["element"], row["criterion_id"]) in hangs)
    ]
    return [*from_audit, *from_model]


def _contradiction(criterion: Criterion, of_audit: list[Row], of_model: list[Row], chosen: list[Row]) -> Finding | None:
    """A finding when one passes the norm everywhere it measured and the other does not."""
    judge = _judge(criterion)
    audit, model = _known(of_audit, criterion), _known(of_model, criterion)
    fails_audit = [row for row in audit if judge(row) is Outcome.FAIL]
    fails_model = [row for row in model if judge(row) is Outcome.FAIL]
    if not audit or not model or bool(fails_audit) == bool(fails_model):
        return None
    if not any(judge(row) is Outcome.PASS for row in (model if fails_audit else audit)):
        return None
    ours, theirs = (fails_audit or audit)[0], (fails_model or model)[0]
    by_model = any(row is theirs or row in of_model for row in chosen)
    text = (
        N_("{what} ({criterion}): the audit of {audit_day} says {audit} at {audit_element}, the model of {model_day} "
           "{model} at {model_element}. The model counts: it is newer.")
        if by_model
        else N_("{what} ({criterion}): the audit of {audit_day} says {audit} at {audit_element}, the model of "
                "{model_day} {model} at {model_element}. The audit counts: it is as new or newer.")
    )  # fmt: skip
    evidence = {
        "what": criterion.label,
        "criterion": criterion.id,
        "audit": _shown(ours, criterion),
        "audit_element": ours["element"] or "–",
        "audit_day": ours["audited_on"],
        "model": _shown(theirs, criterion),
        "model_element": theirs["element"] or "–",
        "model_day": theirs["audited_on"],
    }
    remedy = N_("Measure it again on the spot, and correct the audit or the model.")
    return Finding("accessibility.contradiction", Severity.WARNING, text, evidence, remedy=remedy)


def _judge(criterion: Criterion) -> Callable[[Row], Outcome]:
    def outcome(row: Row) -> Outcome:
        value = None if row["value"] is None else str(row["value"])
        return check_value(criterion.rule, value, criterion.reference, str(row["unit"] or ""), criterion.unit).outcome

    return outcome


def _shown(row: Row, criterion: Criterion) -> str:
    text = show_measured(str(row["value"]))
    return f"{text} {show_unit(str(row['unit'] or criterion.unit))}".strip()
