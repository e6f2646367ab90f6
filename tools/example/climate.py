"""Weather, working life and sun by month: what makes energy use go up and down.

Equivalent degree days base 16.5 as in `data/factors/degree_days.csv` where the months are published (1991-2020
normal, 2021, 2022 to November); other years are the published or scaled total over the normal months, with a little
chance between months. An example needs no more.
"""

from __future__ import annotations

from calendar import monthrange
from functools import cache

from example.write import stream

NORMAL = (396, 349, 294, 187, 99, 35, 10, 11, 55, 161, 278, 377)
NORMAL_TOTAL = 2187.0

_PUBLISHED = {
    2021: (417, 316, 288, 272, 157, 9, 3, 9, 21, 154, 300, 340),
    2022: (375, 277, 246, 193, 64, 13, 0, 0, 77, 73, 218, 345),
}
_TOTALS = {2015: 2205, 2016: 2290, 2017: 2160, 2018: 2080, 2019: 2121, 2020: 1959, 2023: 1979, 2024: 1942, 2025: 1973}

# Electricity against a normal month: the pandemic, then working from home.
_OCCUPANCY = {
    2020: (1.0, 1.0, 0.86, 0.68, 0.71, 0.76, 0.79, 0.80, 0.83, 0.82, 0.77, 0.77),
    2021: (0.77, 0.78, 0.78, 0.78, 0.80, 0.83, 0.84, 0.84, 0.89, 0.91, 0.88, 0.84),
    2022: (0.87, 0.90, 0.93, 0.94, 0.95, 0.95, 0.95, 0.95, 0.95, 0.94, 0.93, 0.92),
}
# Heating against the weather: windows open in 2020 and 2021, 19 degrees from autumn 2022.
_SETPOINT = {2020: 1.02, 2021: 1.05, 2022: 1.0, 2023: 0.98, 2024: 1.03, 2025: 1.04}

_SUN = (0.024, 0.043, 0.083, 0.115, 0.132, 0.136, 0.134, 0.118, 0.092, 0.063, 0.033, 0.027)


@cache
def degree_days(year: int, month: int) -> float:
    """Equivalent degree days of a month, in K·d."""
    if year in _PUBLISHED:
        return float(_PUBLISHED[year][month - 1])
    random = stream(f"weather/{year}")
    months = [value * random.uniform(0.86, 1.14) for value in NORMAL]
    return months[month - 1] * _TOTALS[year] / sum(months)


def days_in(year: int, month: int) -> int:
    """Days of a month."""
    return monthrange(year, month)[1]


def occupancy(year: int, month: int) -> float:
    """Electricity against what the building used before, by how many people come to it."""
    if year in _OCCUPANCY:
        return _OCCUPANCY[year][month - 1]
    return 1.0 if year < 2020 else 0.965


def setpoint(year: int) -> float:
    """Heating against what the weather asks."""
    return _SETPOINT.get(year, 1.0)


def sun_share(month: int) -> float:
    """Part of a year's solar power in a month."""
    return _SUN[month - 1]
