"""One value as shown: numbers, dates and verdicts in the language in force. Every output form for people uses these."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kern.language import N_, _, show_number, show_value
from kern.report import Chart, Figure, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.report import Block, Column

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


CERTAINTIES = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}


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
        return with_minus(show_number(value, column.decimals))
    if column.name == "certainty" and value in CERTAINTIES:
        return _(CERTAINTIES[value])
    if isinstance(value, int):
        # A whole number without unit or decimals is a year, a code or a row number.
        is_quantity = bool(column.unit) or column.decimals is not None
        return with_minus(show_number(value, column.decimals or 0)) if is_quantity else str(value)
    return show_value(value)


def show_heading(column: Column) -> str:
    """A column's heading with its unit."""
    return f"{column.heading} [{column.unit}]" if column.unit else column.heading


def show_figure(figure: Figure) -> str:
    """A figure's number with its unit; a dash when it is not known."""
    number = with_minus(show_number(figure.printed, figure.decimals))
    return f"{number} {figure.unit}".rstrip() if figure.printed is not None else DASH


def with_minus(number: str) -> str:
    """A number with a minus sign that is as wide as its digits.

    >>> with_minus("-25,7")
    '−25,7'
    """
    return f"−{number[1:]}" if number.startswith("-") else number


def in_reading_order(columns: Sequence[Column]) -> list[Column]:
    """Columns as people read them: the key that `koers herkomst` takes comes last."""
    return [column for column in columns if column.name != "key"] + [c for c in columns if c.name == "key"]


def without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, everything said once.

    A sentence that is a chart's message too is left to the chart; a chart's numbers that stand there as a table are
    left to the table; a note is printed where it comes first.
    """
    messages = {block.message for block in blocks if isinstance(block, Chart)}
    shown = {block.key for block in blocks if isinstance(block, Table)}
    notes = {common_note(list(group)) for group in _figure_groups(blocks)}
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.text in messages:
            continue
        if isinstance(block, Chart) and block.data is not None:
            known = block.data.key in shown
            shown.add(block.data.key)
            block = replace(block, data=None if known else block.data)
        elif isinstance(block, Table) and block.note:
            known = block.note in notes
            notes.add(block.note)
            block = replace(block, note="" if known else block.note)
        kept.append(block)
    return kept


def _figure_groups(blocks: Sequence[Block]) -> list[list[Figure]]:
    groups = groupby(blocks, key=lambda block: isinstance(block, Figure))
    return [[block for block in group if isinstance(block, Figure)] for is_figure, group in groups if is_figure]


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
