"""What is believable in a model: the bounds of `data/vastgoed/model_limits.csv`, with their sources there."""

from __future__ import annotations

import hashlib
import math
from functools import cache

from kern.sources import data_path, read_table

FILE = "vastgoed/model_limits.csv"


@cache
def bounds(key: str) -> tuple[float, float]:
    """Smallest and largest value that is believed, in the unit of the row; infinite where the row has no bound.

    Raises:
        KeyError: There is no such row.

    >>> bounds("u_value")
    (0.02, 8.0)
    """
    for row in read_table(FILE).iter_rows(named=True):
        if row["key"] == key:
            return float(row["low"] or -math.inf), float(row["high"] or math.inf)
    raise KeyError(key)


def most(key: str) -> float:
    """The largest value that is allowed, in the unit of the row.

    >>> most("register_distance")
    250.0
    """
    return bounds(key)[1]


def is_within(key: str, number: float) -> bool:
    """Whether a number is believable.

    >>> is_within("riser_height", 0.17), is_within("riser_height", 0.56)
    (True, False)
    """
    low, high = bounds(key)
    return low <= number <= high


@cache
def limits_mark() -> str:
    """A mark of the table's content: what was read with other limits must be read anew."""
    return hashlib.sha256(data_path(*FILE.split("/")).read_bytes()).hexdigest()[:12]
