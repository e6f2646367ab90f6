"""What was found beside what is true: precision and recall per criterion."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.findings import Outcome
from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mutants import Mutant

    from vastgoed.accessibility.assessment import ModelAssessment
    from vastgoed.accessibility.criteria import Criterion

AUDIT = "A"
"""How criteria are checked that only an audit can tell (`check_way` in `data/label/criteria.csv`)."""
Failures = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Drawn:
    """What was found in one drawing of a building.

    Args:
        failures: Criterion and element of every verdict that fails against the norm, extras included.
        answered: Criterion -> verdicts that pass or fail.
        met: The criteria some element passes by its own value.
    """

    failures: Failures
    answered: Mapping[str, int]
    met: frozenset[str]


def look_at(one: ModelAssessment) -> Drawn:
    """What an assessment says."""
    verdicts = one.result.verdicts
    failures = frozenset((item.criterion.id, item.element) for item in verdicts if item.outcome is Outcome.FAIL)
    answered = Counter(item.criterion.id for item in verdicts if item.outcome in (Outcome.PASS, Outcome.FAIL))
    met = frozenset(item.criterion.id for item in verdicts if item.outcome is Outcome.PASS)
    return Drawn(failures, answered, met)


class Score:
    """Hits, misses and false alarms per criterion, and which criteria were met by the buildings without a fault.

    Args:
        never_met: What the sound building itself does not meet.
    """

    def __init__(self, never_met: frozenset[str]) -> None:
        self.never_met = never_met
        self.models = 0
        self.hits: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.met: set[str] = set()
        self.faults: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, mutant: Mutant, truth: frozenset[str], one: Drawn) -> None:
        """Count one model; the criterion a mutant is about must fail at the element that is at fault."""
        self.models += 1
        failures = one.failures
        failed = {criterion for criterion, _element in failures}
        for criterion in truth:
            at_fault = criterion in failed
            if criterion == mutant.criterion and mutant.element:
                at_fault = any(name == criterion and mutant.element in element for name, element in failures)
            self.hits[criterion] += at_fault
            self.missed[criterion] += not at_fault
            self.faults[criterion].add(mutant.key)
        for criterion in failed - truth:
            self.false[criterion] += 1
        self.answered.update(one.answered)
        if not mutant.criterion:
            self.met |= one.met

    def say(self, mutant: Mutant, truth: frozenset[str], answers: Counter[Failures]) -> None:
        """A line per mutant that is not as it should be."""
        for failures in answers:
            failed = {criterion for criterion, _element in failures}
            if failed != truth:
                extra = sorted(pair for pair in failures if pair[0] not in truth)
                print(f"{mutant.key} ({mutant.fault}): missed {sorted(truth - failed)}, false {extra}")

    def gaps(self) -> list[str]:
        """The criteria a model can carry that no fault here breaks, or that no building without a fault meets."""
        rows = read_table("label/criteria.csv").iter_rows(named=True)
        carried = [row["id"] for row in rows if row["check_way"] != AUDIT]
        return [
            name for name in carried if not self.faults[name] or (name not in self.met and name not in self.never_met)
        ]

    @property
    def is_perfect(self) -> bool:
        """Whether nothing was missed and nothing falsely found."""
        return not +self.missed and not +self.false


def score_table(scores: Score, criteria: Mapping[str, Criterion]) -> str:
    """Precision and recall per criterion the model carries, and the criteria it does not carry."""
    lines = [f"{'criterion':10} {'faults':>6} {'models':>6} {'precision':>9} {'recall':>7}  what"]
    for name, criterion in criteria.items():
        hits, missed, false = scores.hits[name], scores.missed[name], scores.false[name]
        if not scores.answered[name] and not missed:
            continue
        precision = hits / (hits + false) if hits + false else None
        recall = hits / (hits + missed) if hits + missed else None
        shown = ["–" if share is None else f"{share:.3f}" for share in (precision, recall)]
        counts = f"{len(scores.faults[name]):6} {hits + missed:6}"
        lines.append(f"{name:10} {counts} {shown[0]:>9} {shown[1]:>7}  {criterion.quantity}")
    silent = [name for name in criteria if not scores.answered[name] and not scores.missed[name]]
    lines.append(f"not carried by the model: {', '.join(silent)}")
    return "\n".join(lines)
