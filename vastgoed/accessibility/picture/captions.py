"""The lines below a plan: what each number stands for; with many of them, a line per kind of shortfall."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from kern.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.accessibility.assessment import FailingElement

MOST_LINES = 16
_LONGEST_NAME = 34


def captions(failing: Sequence[FailingElement], letters: int = 140) -> list[str]:
    """What each number stands for, as lines that fit; when there are many, per kind of shortfall; the rest is counted.

    Args:
        failing: The elements with a number on the plan.
        letters: How many fit on a line; a line that goes on below is set in.
    """
    texts = _texts(failing, 2 * letters - 10)
    return [line for text in texts for line in wrap(text, letters, subsequent_indent="       ")]


def _texts(failing: Sequence[FailingElement], most: int) -> list[str]:
    if len(failing) <= MOST_LINES:
        return [_line(str(one.number), shorten(one.name), one.opens, [one], most) for one in failing]
    groups: dict[tuple[str, ...], list[FailingElement]] = {}
    for one in failing:
        groups.setdefault(tuple(_shortfalls(one)), []).append(one)
    shown = list(groups.values())[:MOST_LINES]
    texts = [
        _line(as_ranges([one.number for one in group]), _names(group), max(one.opens for one in group), group, most)
        for group in shown
    ]
    rest = len(failing) - sum(map(len, shown))
    if rest:
        texts.append(_("… and {count} more, see the table").format(count=rest))
    return texts


def as_ranges(numbers: Sequence[int]) -> str:
    """Numbers in words, neighbours as a range.

    >>> as_ranges([1, 3, 4, 5, 9, 10])
    '1, 3–5, 9, 10'
    """
    runs: list[list[int]] = [[numbers[0]]] if numbers else []
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts)


def shorten(name: str) -> str:
    """A name with its middle left out: exporters put what tells one from another at the end.

    >>> shorten("M_Single-Flush:0915 x 2134mm:0915 x 2134mm:184323")
    'M_Single-Flush:0915 x 213…4mm:184323'
    """
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}…{name[-10:]}"


def _names(group: Sequence[FailingElement]) -> str:
    if len(group) == 1:
        return shorten(group[0].name)
    text = ngettext("{name} and {count} other", "{name} and {count} others", len(group) - 1)
    return text.format(name=shorten(group[0].name), count=len(group) - 1)


def _shortfalls(one: FailingElement) -> list[str]:
    texts = {
        True: _("{what}: {measured}, asked {required}"),  # an answer to a question, not a size
        False: _("{what} {measured}, asked {required}"),
    }
    return [
        texts[each.criterion.rule == "is_true"].format(
            what=each.criterion.label, measured=each.measured, required=each.required
        )
        for each in one.shortfalls
    ]


def _line(numbers: str, name: str, opens: int, group: Sequence[FailingElement], most: int) -> str:
    """As many shortfalls as fit on two lines; the others are counted."""
    opened = ngettext("opens {count} room", "opens {count} rooms", opens).format(count=opens)
    if len(group) > 1:
        opened = ngettext("opens {count} room at most", "opens {count} rooms at most", opens).format(count=opens)
    start = f"{numbers}  {name}{f' ({opened})' if opens else ''}: "
    parts = _shortfalls(group[0])
    for kept in range(len(parts), 0, -1):
        rest = len(parts) - kept
        more = [_("{count} more").format(count=rest)] if rest else []
        text = start + "; ".join([*parts[:kept], *more])
        if len(text) <= most:
            break
    return text
