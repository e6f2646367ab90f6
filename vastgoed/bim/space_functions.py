"""What spaces are for, as one class per space, told by words in classification, category, zones, type and name.

The words are a table that can be replaced; what no word fits stays unknown, and is shown as such.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, current_language
from kern.sources import read_table

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "vastgoed/space_functions.csv"
FILE_NAME = "ruimtefuncties.csv"
"""A file of this name in a workspace replaces the table."""

_FIELDS = ("classification", "category", "space_type", "space_long_name", "space_name")
_COLUMNS = ("code", "nl", "en", "words")


@lru_cache(maxsize=1)
def standard_functions() -> pl.DataFrame:
    """The table that comes along: `code`, `nl`, `en` and `words` separated by ";"."""
    return read_table(TABLE)


def read_functions(path: Path) -> pl.DataFrame:
    """A table of one's own in place of the standard one.

    Raises:
        InputWrong: It is no CSV file with the columns `code`, `nl`, `en` and `words`.
    """
    try:
        table = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputWrong(
            N_("{file} cannot be read as a CSV file. Start from data/vastgoed/space_functions.csv."), file=path.name
        ) from error
    missing = [name for name in _COLUMNS if name not in table.columns]
    if missing:
        raise InputWrong(
            N_("{file} lacks the columns {columns}. Start from data/vastgoed/space_functions.csv."),
            file=path.name,
            columns=", ".join(missing),
        )
    return table.filter(pl.col("code").is_not_null())


def classify_spaces(spaces: pl.DataFrame, functions: pl.DataFrame | None = None) -> pl.DataFrame:
    """Spaces with `function_class` (null: unknown) and `function_source`, the column whose words told it.

    A word fits when it stands on its own or begins a word: "vergader" fits "Vergaderzaal 2". What the model declares
    goes before what a name suggests.

    Args:
        spaces: Columns of `BIM_SPACE`.
        functions: A table as `standard_functions` gives; that one when None.

    >>> rows = dict.fromkeys(("classification", "category", "space_type", "space_name"), [None, None])
    >>> spaces = pl.DataFrame({**rows, "space_long_name": ["Vergaderzaal 2", "X12"]})
    >>> classify_spaces(spaces)["function_class"].to_list()
    ['meeting', None]
    """
    table = standard_functions() if functions is None else functions
    rules = [(row["code"], _pattern(row["words"])) for row in table.iter_rows(named=True) if row["words"]]
    told: list[pl.Expr] = []
    sources: list[pl.Expr] = []
    for field in _FIELDS:
        text = pl.col(field).cast(pl.String).str.to_lowercase()
        fits = pl.coalesce([pl.when(text.str.contains(pattern)).then(pl.lit(code)) for code, pattern in rules])
        told.append(fits)
        sources.append(pl.when(fits.is_not_null()).then(pl.lit(field)))
    return spaces.with_columns(function_class=pl.coalesce(told), function_source=pl.coalesce(sources))


def function_name(code: str | None, functions: pl.DataFrame | None = None) -> str | None:
    """The name of a class in the language in force; none for none."""
    if code is None:
        return None
    table = standard_functions() if functions is None else functions
    found = table.filter(pl.col("code") == code)
    return code if found.is_empty() else found[current_language()][0]


def _pattern(words: str) -> str:
    """A whole word, or the beginning of one when the word has five letters or more."""
    parts = []
    for word in (each.strip().lower() for each in words.split(";")):
        if word:
            end = r"[\p{L}]*" if len(word) >= 5 else ""
            parts.append(re.escape(word).replace(r"\ ", " ") + end)
    return rf"(^|[^\p{{L}}])({'|'.join(parts)})($|[^\p{{L}}])"


def use_of_space() -> pl.Expr:
    """What a space is for, as the model says: classification, category, type, or a predefined type that says it.

    >>> row = {"classification": None, "category": None, "space_type": None, "predefined_type": "INTERNAL"}
    >>> pl.DataFrame(row, schema=dict.fromkeys(row, pl.String)).select(use=use_of_space()).item() is None
    True
    """
    kind = pl.col("predefined_type")
    telling = pl.when(~kind.is_in(["INTERNAL", "EXTERNAL", "SPACE"])).then(kind)
    return pl.coalesce("classification", "category", "space_type", telling)
