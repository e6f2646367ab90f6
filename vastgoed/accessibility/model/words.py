"""What a room or an element is for, by the words in its name.

The words are data: `data/label/space_words.csv` and `data/label/element_words.csv`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kern.sources import read_table

CIRCULATION = ("corridor", "hall")
"""Uses one walks through on the way to something else."""
NOT_JUDGED = ("shaft", "lift", "technical", "storage", "parking", "adapted_parking")
"""Uses whose own floor is not judged: nobody visits them, or they have rules of their own."""


OUTDOORS = ("path", "outdoors")
"""Uses under the open sky: the ground before a door, never a room a door leads to."""


@lru_cache(maxsize=2)
def _words(table: str, column: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns = {"anywhere": "{}", "begin": r"\b{}", "end": r"{}\b", "word": r"\b{}\b"}
    rows = read_table(table).iter_rows(named=True)
    return tuple((row[column], re.compile(patterns[row["place"]].format(re.escape(row["word"])))) for row in rows)


@lru_cache(maxsize=10_000)
def use_of(text: str) -> str:
    """What a room of this name is for, or an empty text when the name does not say.

    >>> [use_of(name) for name in ("0.00 Gang", "Aangepast toilet", "Toegangscontrole", "Liftkoker", "Inkomhal")]
    ['corridor', 'adapted_toilet', '', 'lift', 'hall']
    """
    return _first("label/space_words.csv", "use", text)


@lru_cache(maxsize=100_000)
def kind_of(text: str) -> str:
    """What an element of this name is, or an empty text when the name does not say.

    >>> [kind_of(name) for name in ("Klapzetel", "Rolstoelplaats 2", "Tafel")]
    ['seat', 'wheelchair_place', '']
    """
    return _first("label/element_words.csv", "kind", text)


def _first(table: str, column: str, text: str) -> str:
    lower = text.lower()
    return next((found for found, pattern in _words(table, column) if pattern.search(lower)), "")


@lru_cache(maxsize=1)
def door_rules_m() -> dict[str, float]:
    """The numbers of `data/label/door_rules.csv`, in m."""
    rows = read_table("label/door_rules.csv").iter_rows(named=True)
    return {row["code"]: float(row["value"]) / 100 for row in rows}
