"""Turning a finding that makes a model useless into the one error the user sees: what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.errors import InputWrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.findings import Finding


@dataclass(frozen=True)
class _Remedy:
    """The remedy of a finding, translated when it is shown."""

    finding: Finding

    def __str__(self) -> str:
        return self.finding.remedy_text


def wrong_model(worst: Finding, others: Sequence[Finding] = ()) -> InputWrong:
    """The error for a finding: its sentence and its remedy, with the other findings below.

    >>> from kern.findings import Finding, Severity
    >>> str(wrong_model(Finding("x", Severity.ERROR, "File {file} is empty.", {"file": "a.ifc"}, remedy="Export it.")))
    'File a.ifc is empty. Export it.'
    """
    return InputWrong("{problem} {remedy}", findings=others, problem=worst, remedy=_Remedy(worst))
