"""What a room or an element is by the words in its name, and by which names a model states a size. The words are data.

`data/label/space_words.csv` (rooms), `data/label/element_words.csv` (things) and `data/label/property_names.csv`
(names of properties). A file `labelwoorden.csv` of one's own goes before them: the words it gives for a kind replace
those that come along for that kind.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.language import N_
from kern.sources import read_table

if TYPE_CHECKING:
    from pathlib import Path

CIRCULATION = ("corridor", "hall")
"""Uses one walks through on the way to something else."""
NOT_JUDGED = ("shaft", "lift", "technical", "storage", "parking", "adapted_parking")
"""Uses whose own floor is not judged: nobody visits them, or they have rules of their own."""
OUTDOORS = ("path", "outdoors")
"""Uses under the open sky: the ground before a door, never a room a door leads to."""
LOOSE = ("loose", "seat", "wheelchair_place", "grab_bar")
"""Kinds of thing that stand in nobody's way: they are moved, or folded up."""

OWN_FILE = "labelwoorden.csv"
_SPACES, _ELEMENTS, _NAMES = "label/space_words.csv", "label/element_words.csv", "label/property_names.csv"
_COLUMNS = ("kind", "word", "place")
_PATTERNS = {"anywhere": "{}", "begin": r"\b{}", "end": r"{}\b", "word": r"\b{}\b"}
_NAME = "name"  # `place` of the name of a property
_own: list[dict[str, str]] = []


def use_own_words(path: Path | None) -> None:
    """Take the words of a file of one's own from now on; None, or a file that is not there, takes only those of Koers.

    Args:
        path: CSV with `kind` (a use of rooms, a kind of thing or a quantity), `word` and `place` (anywhere, begin, end,
            word; name for the name of a property). Other columns are free.

    Raises:
        InputWrong: It is no such file, or names a kind or place that does not exist.
    """
    rows = _read_own(path) if path is not None and path.is_file() else []
    if rows != _own:
        _own[:] = rows
        for known in (_words, use_of, kind_of, has_word, property_names, words_mark):
            known.cache_clear()


def _read_own(path: Path) -> list[dict[str, str]]:
    try:
        table = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        text = N_("{file} cannot be read as a CSV file. Start from data/label/element_words.csv.")
        raise InputWrong(text, file=path.name) from error
    missing = [name for name in _COLUMNS if name not in table.columns]
    if missing:
        text = N_("{file} lacks the columns {columns}: it asks kind, word and place.")
        raise InputWrong(text, file=path.name, columns=", ".join(missing))
    rows = table.select(pl.col(_COLUMNS).fill_null("").str.strip_chars()).to_dicts()
    kinds = {*read_table(_SPACES)["use"], *read_table(_ELEMENTS)["kind"]}
    quantities = set(read_table(_NAMES)["quantity"])
    for line, row in enumerate(rows, start=2):
        is_name = row["place"] == _NAME
        if row["kind"] not in (quantities if is_name else kinds):
            text = N_("{file}, line {line}: {kind} is no kind Koers knows. Known: {known}.")
            known = ", ".join(sorted(quantities if is_name else kinds))
            raise InputWrong(text, file=path.name, line=line, kind=row["kind"] or "–", known=known)
        if not is_name and row["place"] not in _PATTERNS:
            text = N_("{file}, line {line}: place {place} is not one of {known}.")
            known = ", ".join([*_PATTERNS, _NAME])
            raise InputWrong(text, file=path.name, line=line, place=row["place"] or "–", known=known)
        if not row["word"]:
            raise InputWrong(N_("{file}, line {line}: the word is missing."), file=path.name, line=line)
    return rows


def _rows(table: str, column: str, word: str) -> list[tuple[str, str, str]]:
    """Kind, word and place: the own ones of a kind in place of those that come along."""
    shipped = [(row[column], row[word], row.get("place", _NAME)) for row in read_table(table).iter_rows(named=True)]
    kinds = {kind for kind, _word, _place in shipped}
    is_name = table == _NAMES
    own = [
        (row["kind"], row["word"].lower(), row["place"])
        for row in _own
        if row["kind"] in kinds and (row["place"] == _NAME) == is_name
    ]
    replaced = {kind for kind, _word, _place in own}
    return [*own, *(row for row in shipped if row[0] not in replaced)]


@lru_cache(maxsize=1)
def words_mark() -> str:
    """A mark of the words in force: other words, another mark.

    >>> len(words_mark())
    8
    """
    tables = ((_SPACES, "use", "word"), (_ELEMENTS, "kind", "word"), (_NAMES, "quantity", "name"))
    return hashlib.sha256(repr([_rows(*table) for table in tables]).encode()).hexdigest()[:8]


@lru_cache(maxsize=2)
def _words(table: str, column: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(_PATTERNS[place].format(re.escape(word))))
        for kind, word, place in _rows(table, column, "word")
    )


@lru_cache(maxsize=10_000)
def use_of(text: str) -> str:
    """What a room of this name is for, or an empty text when the name does not say.

    >>> [use_of(name) for name in ("0.00 Gang", "Aangepast toilet", "Toegangscontrole", "Liftkoker", "Inkomhal")]
    ['corridor', 'adapted_toilet', '', 'lift', 'hall']
    """
    return _first(_SPACES, "use", text)


@lru_cache(maxsize=100_000)
def kind_of(text: str) -> str:
    """What an element of this name is, or an empty text when the name does not say.

    >>> [kind_of(name) for name in ("Klapzetel", "Rolstoelplaats 2", "Tafel", "Balie", "Counter Top 600")]
    ['seat', 'wheelchair_place', '', 'counter', 'kitchen_top']
    """
    return _first(_ELEMENTS, "kind", text)


@lru_cache(maxsize=10_000)
def has_word(text: str, kind: str) -> bool:
    """Whether a word of a kind of thing stands in a name, whatever else it says.

    >>> has_word("Trapplateau", "platform_lift"), has_word("Trapplateau", "stair_lift"), has_word("Lift", "stair_lift")
    (True, True, False)
    """
    lower = text.lower()
    return any(found == kind and pattern.search(lower) for found, pattern in _words(_ELEMENTS, "kind"))


def _first(table: str, column: str, text: str) -> str:
    lower = text.lower()
    return next((found for found, pattern in _words(table, column) if pattern.search(lower)), "")


@lru_cache(maxsize=100)
def property_names(quantity: str) -> tuple[str, ...]:
    """The names, in small letters, by which models state a quantity; the first that is stated holds.

    >>> property_names("door_leaf_width")[:2]
    ('leafwidth', 'leaf width')
    """
    return tuple(name for found, name, _place in _rows(_NAMES, "quantity", "name") if found == quantity)


@lru_cache(maxsize=1)
def door_rules_m() -> dict[str, float]:
    """The numbers of `data/label/door_rules.csv`, in m."""
    rows = read_table("label/door_rules.csv").iter_rows(named=True)
    return {row["code"]: float(row["value"]) / 100 for row in rows}
