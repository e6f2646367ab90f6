"""The levels of the label, in their order, and their names in words."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from kern.language import N_, _, current_language
from kern.sources import read_table


class Level(StrEnum):
    """A level of the label; NONE when not even the lowest is reached or shown."""

    NONE = "none"
    A = "a"
    A_PLUS = "a_plus"
    A_PLUS_PLUS = "a_plus_plus"

    @property
    def rank(self) -> int:
        """Zero for no level, three for the highest.

        >>> [level.rank for level in Level]
        [0, 1, 2, 3]
        """
        return _RANKS[self]

    @property
    def data_code(self) -> str:
        """The code of this level in `data/label`.

        >>> Level.A_PLUS.data_code
        'aplus'
        """
        return self.value.replace("_", "")

    @property
    def label(self) -> str:
        """The level as it may be printed: always with the word indicative."""
        return _labels(current_language()).get(self, _(N_("no level (indicative)")))


_RANKS = {level: rank for rank, level in enumerate(Level)}
# From low to high, as far as they are granted.
GRANTED = (Level.A, Level.A_PLUS, Level.A_PLUS_PLUS)


@lru_cache(maxsize=2)
def _labels(language: str) -> dict[Level, str]:
    rows = read_table("label/levels.csv").select("code", language).iter_rows()
    names = dict(rows)
    return {level: names[level.data_code] for level in GRANTED if level.data_code in names}


def lowest(levels: list[Level]) -> Level:
    """The lowest of some levels: a chain is as strong as its weakest link. Nothing holds back: the highest.

    >>> lowest([Level.A_PLUS, Level.A]), lowest([])
    (<Level.A: 'a'>, <Level.A_PLUS_PLUS: 'a_plus_plus'>)
    """
    return min(levels, key=lambda level: level.rank, default=Level.A_PLUS_PLUS)
