"""Where a form says that a part or a kind of element is not there, and a value was measured at one all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.findings import Finding, Severity
from kern.language import N_, current_language, translate
from kern.sources import read_table
from vastgoed.accessibility.facts import PRESENT, WHOLE_BUILDING, is_measured, says_nvt
from vastgoed.accessibility.missing import OPTIONAL_GROUPS
from vastgoed.accessibility.wording import show_measured, show_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vastgoed.accessibility.criteria import Criterion, Part
    from vastgoed.accessibility.facts import Facts
    from vastgoed.accessibility.values import Measurement

_MOST_SHOWN = 3


def denial_findings(
    criteria: Mapping[str, Criterion], parts: Mapping[str, Part], rows: Iterable[Measurement], facts: Facts
) -> list[Finding]:
    """One finding per 'not there' of the form that a measured value, or an element of a model, contradicts.

    Args:
        criteria: The criteria in force.
        parts: The parts of the chain.
        rows: The values of one building.
        facts: What is known of its elements.
    """
    shown = [row for row in rows if row.criterion_id in criteria and _shows_one(row)]
    found = []
    for code in parts:
        of_part = [row for row in shown if criteria[row.criterion_id].part == code]
        if facts.says(fact := f"{code}{PRESENT}") is False and of_part:
            found.append(_finding(fact, of_part, criteria))
    for group, fact in OPTIONAL_GROUPS.items():
        of_group = [row for row in shown if criteria[row.criterion_id].group == group]
        if facts.says(fact) is False and of_group:
            found.append(_finding(fact, of_group, criteria))
    return found


def _shows_one(row: Measurement) -> bool:
    """A model has an element even where it could not measure it; a form lists lines for what may not be there."""
    in_model = row.source != "audit" and row.element != WHOLE_BUILDING and not says_nvt(row)
    return in_model or is_measured(row)


def _finding(fact: str, rows: list[Measurement], criteria: Mapping[str, Criterion]) -> Finding:
    names = {row["fact"]: row for row in read_table("label/form_facts.csv").iter_rows(named=True)}
    name = names[fact][current_language()] or fact
    rows = sorted(rows, key=lambda row: (not is_measured(row), row.criterion_id, row.element))
    seen = list(dict.fromkeys(_shown(row, criteria[row.criterion_id]) for row in rows))
    text = N_(
        "The form says '{what}: no' ({fact}), but there are {count} values of it: {measured}. What was measured counts."
    )
    more = ["…"] if len(seen) > _MOST_SHOWN else []
    evidence = {
        "what": name,
        "fact": fact,
        "count": len(seen),
        "measured": "; ".join([*seen[:_MOST_SHOWN], *more]),
        "elements": sorted({row.element for row in rows if row.element}),
    }
    remedy = N_("Look on the spot: if it is there, correct {fact} in the form and measure the rest; else correct the "
                "values or the model.")  # fmt: skip
    return Finding("accessibility.denied_but_measured", Severity.WARNING, text, evidence, remedy=remedy)


def _shown(row: Measurement, criterion: Criterion) -> str:
    value = show_measured(row.value or "?")
    if is_measured(row) and criterion.rule != "is_true":
        value = f"{value} {show_unit(row.unit or criterion.unit)}".strip()
    texts = {"what": criterion.label, "criterion": criterion.id, "value": value, "element": row.element}
    if not row.element:
        return translate(N_("{what} ({criterion}) {value}"), texts)
    return translate(N_("{what} ({criterion}) {value} at {element}"), texts)
