"""To which element a criterion applies: conditions on what the form says about it, with unknown as an answer.

A condition is text such as `rise_cm>50|length_m>10;slope_pct>4`: `;` is and, `|` is or, and binds weaker.
What is known of a name is a word or a range of numbers; a range may leave a clause undecided (None).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_CLAUSE = re.compile(r"([a-z0-9_]+)(<=|>=|<|>|=)([a-z0-9_.]+)")
_FAR = Decimal("Infinity")


@dataclass(frozen=True)
class Range:
    """Numbers from low to high; an end may itself be excluded."""

    low: Decimal = -_FAR
    high: Decimal = _FAR
    low_open: bool = False
    high_open: bool = False

    def meet(self, other: Range) -> Range | None:
        """What both ranges hold, None when that is nothing.

        >>> Range(high=Decimal(10), high_open=True).meet(Range(low=Decimal(10))) is None
        True
        """
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low > high or (low == high and (low_open or not high_closed)):
            return None
        return Range(low, high, low_open, not high_closed)


Known = Range | str


@dataclass(frozen=True)
class Clause:
    """One comparison of a condition."""

    name: str
    known: Known

    def holds(self, facts: Mapping[str, Known]) -> bool | None:
        """Yes, no, or None when the facts do not decide it."""
        fact = facts.get(self.name)
        if fact is None or isinstance(fact, str) != isinstance(self.known, str):
            return None
        if isinstance(fact, str) or isinstance(self.known, str):
            return fact == self.known
        common = fact.meet(self.known)
        if common is None:
            return False
        return True if common == fact else None


Condition = tuple[tuple[Clause, ...], ...]  # any of these, each with all of its clauses


def _clause(text: str) -> Clause:
    match = _CLAUSE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    name, sign, value = match.groups()
    try:
        number = Decimal(value)
    except InvalidOperation:
        if sign != "=":
            raise ValueError(text) from None
        return Clause(name, value)
    ranges = {
        "<": Range(high=number, high_open=True),
        "<=": Range(high=number),
        ">": Range(low=number, low_open=True),
        ">=": Range(low=number),
        "=": Range(number, number),
    }
    return Clause(name, ranges[sign])


@lru_cache(maxsize=1000)
def read_condition(text: str) -> Condition:
    """The condition behind a text; an empty one always holds.

    Raises:
        ValueError: A clause cannot be read.

    >>> [len(part) for part in read_condition("rise_cm>50|length_m>10;slope_pct>4")]
    [1, 2]
    """
    return tuple(tuple(_clause(clause) for clause in part.split(";")) for part in text.split("|")) if text else ()


def holds(condition: Condition, facts: Mapping[str, Known]) -> bool | None:
    """Whether a condition holds: yes, no, or None when it is not known.

    >>> holds(read_condition("rise_cm>=10;rise_cm<25"), {"rise_cm": Range(Decimal(10), Decimal(10))})
    True
    """
    if not condition:
        return True
    answers = []
    for part in condition:
        parts = [clause.holds(facts) for clause in part]
        answers.append(False if False in parts else None if None in parts else True)
    return True if True in answers else None if None in answers else False


def implied(condition: Condition) -> tuple[Clause, ...]:
    """What must be true of an element when somebody measured a criterion with this condition at it."""
    return condition[0] if len(condition) == 1 else ()


def names(condition: Condition) -> frozenset[str]:
    """The names a condition asks for."""
    return frozenset(clause.name for part in condition for clause in part)
