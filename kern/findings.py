"""Judgements as values: what was found, how bad it is, on what evidence and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kern.language import N_, translate


class Severity(StrEnum):
    """How much a finding matters. An error keeps the row, the file or the figure out."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Where:
    """The place of a finding in what the user handed in; every part may be unknown."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Say the place in words.

        >>> str(Where("a.xlsx", "gebouwen", 12, "Bouwjaar"))
        'a.xlsx, sheet gebouwen, row 12, column Bouwjaar'
        """
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(translate(N_("sheet {sheet}"), {"sheet": self.sheet}))
        if self.row is not None:
            parts.append(translate(N_("row {row}"), {"row": self.row}))
        if self.column:
            parts.append(translate(N_("column {column}"), {"column": self.column}))
        return ", ".join(parts)


@dataclass(frozen=True)
class Finding:
    """A checked statement about data: a stable code, a sentence and its evidence.

    Args:
        code: Dotted name that never changes and is never translated, such as `intake.number.ambiguous`.
        severity: How much it matters.
        text: English template, marked with `N_`.
        evidence: The values of the template, and whatever else proves the finding.
        where: The place.
        remedy: English template that says what to do next, marked with `N_`.

    >>> str(Finding("energy.gap", Severity.WARNING, "Meter {meter} has a gap.", {"meter": "54141"}))
    'Meter 54141 has a gap.'
    """

    code: str
    severity: Severity
    text: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    where: Where = field(default_factory=Where)
    remedy: str = ""

    def __str__(self) -> str:
        return translate(self.text, self.evidence)

    @property
    def remedy_text(self) -> str:
        """The remedy in the language in force."""
        return translate(self.remedy, self.evidence)


class Outcome(StrEnum):
    """The four answers to a rule. Unknown is never pass."""

    PASS = "pass"  # noqa: S105 - an outcome, no password
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Verdict:
    """The answer to one rule with the sentence that carries it.

    >>> Verdict(Outcome.FAIL, "Door is {got_cm} cm.", {"got_cm": 88}).outcome.value
    'fail'
    """

    outcome: Outcome
    text: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return translate(self.text, self.evidence)
