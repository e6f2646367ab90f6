"""One value as shown: numbers, dates and verdicts in the language in force. Every output form for people uses these."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kern.language import N_, _, show_number, show_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.report import Column, Figure

DASH = "–"


@dataclass(frozen=True)
class Sign:
    """How a verdict looks: word and symbol carry it, colour only helps."""

    word: str
    symbol: str
    colour: str
    tone: str


SIGNS = {
    "on_course": Sign(N_("on course"), "✓", "green", "good"),
    "off_course": Sign(N_("off course"), "✗", "red", "bad"),
    "undetermined": Sign(N_("cannot be determined"), "?", "yellow", "unknown"),
    "pass": Sign(N_("met"), "✓", "green", "good"),
    "fail": Sign(N_("not met"), "✗", "red", "bad"),
    "not_assessable": Sign(N_("not assessable"), "?", "yellow", "unknown"),
    "not_applicable": Sign(N_("not applicable"), "–", "dim", "unknown"),
}


def sign_of(value: object, name: str = "verdict") -> Sign | None:
    """The sign of a verdict code in a column that holds verdicts, else None.

    >>> sign_of("off_course").symbol
    '✗'
    >>> sign_of("off_course", "remark") is None
    True
    """
    holds_verdicts = name.endswith(("verdict", "outcome", "course"))
    return SIGNS.get(value) if holds_verdicts and isinstance(value, str) else None


def show_cell(value: Any, column: Column) -> str:
    """A table cell in words.

    >>> from kern.language import choose_language
    >>> from kern.report import Column
    >>> choose_language("nl"), show_cell(1234.5, Column("a_kwh", "A", "kWh", 1)), show_cell(2025, Column("year", "J"))
    ('nl', '1.234,5', '2025')
    >>> choose_language("en")
    'en'
    """
    sign = sign_of(value, column.name)
    if sign is not None:
        return f"{sign.symbol} {_(sign.word)}"
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return show_value(value)
    if isinstance(value, float):
        return show_number(value, column.decimals)
    if isinstance(value, int):
        # A whole number without unit or decimals is a year, a code or a row number.
        return show_number(value, column.decimals or 0) if column.unit or column.decimals is not None else str(value)
    return show_value(value)


def show_heading(column: Column) -> str:
    """A column's heading with its unit."""
    return f"{column.heading} [{column.unit}]" if column.unit else column.heading


def show_figure(figure: Figure) -> str:
    """A figure's number with its unit; a dash when it is not known."""
    number = show_number(figure.printed, figure.decimals)
    return f"{number} {figure.unit}".rstrip() if figure.printed is not None else DASH


def common_note(figures: Sequence[Figure]) -> str:
    """The note that most of these figures share: it is said once, below them; empty when none is shared.

    >>> from kern.report import Figure
    >>> common_note([Figure("a", "A", 1, "t", note="n"), Figure("b", "B", 1, "t", note="n")])
    'n'
    """
    notes = Counter(figure.note for figure in figures if figure.note)
    note, times = notes.most_common(1)[0] if notes else ("", 0)
    return note if times > 1 else ""


def is_numeric(column: Column, rows: list[dict[str, Any]]) -> bool:
    """Whether a column is set to the right: it has a unit or decimals, or holds only numbers."""
    if column.unit or column.decimals is not None:
        return True
    values = [row.get(column.name) for row in rows]
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)
