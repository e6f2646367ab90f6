"""The annual report as plain data: verdict cards, sections and annexes. Rendering is another matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kern.errors import KoersError
    from kern.report import Figure, Section


@dataclass(frozen=True)
class Card:
    """One trajectory on the cover.

    Args:
        title: What it is about.
        anchor: Key of the section that explains it.
        actual: The value of the report year, with its verdict.
        base: The value of the base year; None when not known.
        path: What the path allows in the report year; None when not known.
        others: The other figures worth a line, such as the gap.
    """

    title: str
    anchor: str
    actual: Figure
    base: Figure | None = None
    path: Figure | None = None
    others: Sequence[Figure] = ()

    def figures(self) -> list[Figure]:
        """All its figures, in order."""
        return [figure for figure in (self.actual, self.path, self.base, *self.others) if figure is not None]


@dataclass(frozen=True)
class AnnualReport:
    """Everything the report holds, the same for each output form.

    Args:
        year: Report year.
        title: On the cover.
        scope: One sentence on what is covered.
        made_on: Day it was made.
        version: Version of Koers.
        is_example: Made from the fictitious example portfolio.
        cards: The verdicts.
        sections: The chapters.
        annexes: What stands at the back.
        failures: What kept a section from being made; the section that stands in its place says it too.
    """

    year: int
    title: str
    scope: str
    made_on: date
    version: str
    is_example: bool
    cards: Sequence[Card]
    sections: Sequence[Section]
    annexes: Sequence[Section]
    failures: Sequence[KoersError] = ()
