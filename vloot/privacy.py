"""Persons stay out: drivers and card numbers become keyed pseudonyms at import, or are dropped.

The key (HMAC-SHA256) comes from a file outside the database and is handed in by the desk. Who has the database
but not the key cannot try out names. Without a key nothing of the driver or the card is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import re

import polars as pl

LEAST_KEY_BYTES = 16
_LENGTH = 20
_MASKED = re.compile(r"[*•#]|[xX]{3,}")


def pseudonym(value: str, key: bytes, what: str) -> str:
    """The pseudonym of a driver or card: the same person always gets the same one under one key.

    Args:
        value: Name or number as written; capitals, spaces and punctuation do not matter.
        key: Secret bytes.
        what: `driver` or `card`, so that the two cannot be compared.

    >>> one = pseudonym("Jan Peeters", b"0123456789abcdef", "driver")
    >>> one == pseudonym("JAN  PEETERS ", b"0123456789abcdef", "driver"), "peeters" in one
    (True, False)
    """
    plain = "".join(sign for sign in value.casefold() if sign.isalnum())
    return hmac.new(key, f"{what}:{plain}".encode(), hashlib.sha256).hexdigest()[:_LENGTH]


def pseudonyms(column: pl.Series, key: bytes | None, what: str) -> pl.Series:
    """A column as pseudonyms; all null without a key."""
    if key is None or len(key) < LEAST_KEY_BYTES:
        return pl.Series(column.name, [None], pl.String).new_from_index(0, column.len())
    # A number that came masked fits many cards: its pseudonym would tie strangers together.
    whole = (value for value in column.unique().to_list() if value and not _MASKED.search(value))
    known = {value: pseudonym(value, key, what) for value in whole}
    return column.replace_strict(known, default=None, return_dtype=pl.String)


def hide_words(text: pl.Expr) -> pl.Expr:
    """Text with every word of letters hidden: a shifted row may hold a name where a number should stand."""
    return text.str.replace_all(r"\p{L}{2,}", "…")
