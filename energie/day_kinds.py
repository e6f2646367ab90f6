"""Kinds of day: weekday, Saturday, Sunday; the holidays on which Flemish government offices are closed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

WEEKDAY, SATURDAY, SUNDAY = 0, 1, 2


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter_sunday(2025).isoformat(), easter_sunday(2024).isoformat()
    ('2025-04-20', '2024-03-31')
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=128)
def holidays(year: int) -> frozenset[date]:
    """The ten Belgian public holidays, and the day of the Flemish Community (11 July).

    >>> date(2025, 7, 21) in holidays(2025), date(2025, 6, 9) in holidays(2025), date(2025, 6, 10) in holidays(2025)
    (True, True, False)
    """
    easter = easter_sunday(year)
    fixed = ((1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
    return frozenset({date(year, month, day) for month, day in fixed} | {easter + timedelta(days=d) for d in moving})


def holidays_of(years: Iterable[int]) -> list[date]:
    """The holidays of several years, in order."""
    return sorted(day for year in set(years) for day in holidays(year))


def kind_of_day(day: pl.Expr, years: Iterable[int]) -> pl.Expr:
    """0 weekday, 1 Saturday, 2 Sunday or holiday.

    Args:
        day: Local dates.
        years: The years they lie in.
    """
    closed = day.is_in(holidays_of(years))
    weekday = day.dt.weekday()
    return (
        pl.when(closed | (weekday == 7)).then(SUNDAY).when(weekday == 6).then(SATURDAY).otherwise(WEEKDAY).cast(pl.Int8)
    )
