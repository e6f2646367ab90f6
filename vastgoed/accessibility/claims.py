"""An 'nvt' at an element of which the rest was measured: believed only where nothing says that the criterion is due.

A criterion does not apply where its own condition says so, or where data/label/nvt_allowed.csv names a reason (a ramp
that does not turn has no landing at a turn). Elsewhere whoever measured the height of a door and wrote 'nvt' at its
width left the width open. A model gives the reason of each 'nvt' it writes, so its own are left alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kern.findings import Finding, Outcome, Severity, Verdict
from kern.language import N_
from kern.sources import read_table
from vastgoed.accessibility.conditions import Condition, holds, read_condition
from vastgoed.accessibility.facts import is_measured, says_nvt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.accessibility.facts import Facts
    from vastgoed.accessibility.result import CriterionVerdict
    from vastgoed.accessibility.values import Measurement

_LEFT_OPEN = Verdict(
    Outcome.NOT_ASSESSABLE,
    N_("The form says that it does not apply, but other values of this element stand there and nothing exempts it; "
       "so it counts as unknown."),
)  # fmt: skip
_MOST_SHOWN = 5


def allowed_reasons() -> dict[str, Condition]:
    """Criterion -> when 'nvt' is believed at one element; an empty condition: always. Source: label/nvt_allowed.csv.

    >>> allowed_reasons()["RMP-06"], "DOR-01" in allowed_reasons()
    ((), False)
    """
    rows = read_table("label/nvt_allowed.csv").iter_rows(named=True)
    return {row["id"]: read_condition(row["condition"] or "") for row in rows}


def refuse_single_claims(
    verdicts: Iterable[CriterionVerdict], rows: Iterable[Measurement], facts: Facts, absent: frozenset[str]
) -> tuple[list[CriterionVerdict], list[Finding]]:
    """The verdicts with unknown in place of an 'nvt' that nothing supports, and a finding that names them.

    Args:
        verdicts: From `judge_all`.
        rows: The values.
        facts: What is known of the elements.
        absent: Parts and kinds of element the building does not have.
    """
    allowed, rows = allowed_reasons(), list(rows)
    measured = {(row.criterion_id.split("-")[0], row.element, row.scope) for row in rows if is_measured(row)}
    claimed = {(row.criterion_id, row.element, row.scope) for row in rows if row.source == "audit" and says_nvt(row)}
    done, refused = [], []
    for item in verdicts:
        criterion = item.criterion
        is_claim = item.outcome is Outcome.NOT_APPLICABLE and (criterion.id, item.element, item.scope) in claimed
        if (
            is_claim
            and (criterion.group, item.element, item.scope) in measured
            and not {criterion.part, criterion.group} & absent
            and _is_due(criterion, item.element, facts, allowed)
        ):
            item = replace(item, verdict=_LEFT_OPEN, at=dict.fromkeys(item.at, _LEFT_OPEN))
            refused.append(item)
        done.append(item)
    return done, _findings(refused)


def _is_due(criterion: Criterion, element: str, facts: Facts, allowed: dict[str, Condition]) -> bool:
    """Whether the criterion surely applies: an open condition is what the 'nvt' answers."""
    if not criterion.mandatory or criterion.satisfied_by:
        return False
    if holds(criterion.condition, facts.of(element, with_inferred=True)) is not True:
        return False
    return criterion.id not in allowed or holds(allowed[criterion.id], facts.of(element)) is not True


def _findings(refused: list[CriterionVerdict]) -> list[Finding]:
    places = sorted({(item.criterion.id, item.criterion.label, item.element) for item in refused})
    if not places:
        return []
    shown = [f"{label} ({code}), {element}" if element else f"{label} ({code})" for code, label, element in places]
    more = ["…"] if len(shown) > _MOST_SHOWN else []
    text = N_(
        "Criteria answered 'nvt' at an element of which the rest was measured, where nothing exempts it: {count}. They "
        "count as not assessable: {places}."
    )
    evidence = {"count": len(places), "places": "; ".join([*shown[:_MOST_SHOWN], *more])}
    remedy = N_("Measure them, or state on the form the fact by which the criterion does not apply there.")
    return [Finding("accessibility.nvt_refused", Severity.WARNING, text, evidence, remedy=remedy)]
