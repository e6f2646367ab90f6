"""Colours of Koers' charts: readable in grey, safe for colour-blind readers (Okabe and Ito, 2008)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

INK = "#1f2a33"
MUTED = "#6b7780"
GRID = "#d9dee2"
ACTUAL = "#0072b2"
PATH = "#d55e00"
TREND = "#8a949c"
GOOD = "#00785a"
BAD = "#b3261e"
UNKNOWN = "#6b7780"
SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a949c", "#5b4a9b")


@contextmanager
def without_letter_warnings() -> Iterator[None]:
    """While a picture is written: a name in letters the font lacks is no reason to warn its reader."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font", UserWarning)
        yield
