"""How an office uses electricity and gas through the day, and when the sun shines."""

from __future__ import annotations

from datetime import date, datetime
from math import cos, exp, pi
from random import Random

HOLIDAYS = frozenset(
    date(2025, month, day)
    for month, day in (
        (1, 1), (4, 21), (5, 1), (5, 29), (6, 9), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26),
    )
)  # fmt: skip


def is_working_day(day: date) -> bool:
    """Monday to Friday, no public holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def power_shape(at: datetime, random: Random) -> float:
    """Electricity against the working-hours level."""
    hour = at.hour + at.minute / 60
    if not is_working_day(at.date()):
        return (0.30 + 0.03 * exp(-(((hour - 13) / 4) ** 2))) * random.uniform(0.93, 1.07)
    rise = 1 / (1 + exp(-(hour - 7.4) * 2.1))
    fall = 1 / (1 + exp((hour - 17.9) * 1.6))
    lunch = 0.06 * exp(-(((hour - 12.4) / 0.6) ** 2))
    friday = 0.88 if at.weekday() == 4 else 1.06 if at.weekday() in (1, 3) else 1.0
    return (0.31 + 0.69 * rise * fall * friday - lunch) * random.uniform(0.955, 1.045)


def sun_shape(at: datetime, cloud: float) -> float:
    """Solar power against the peak of the panels; the sun stands highest near 13:40 in summer time."""
    season = -cos(2 * pi * (at.timetuple().tm_yday + 10) / 365)
    half_day = 6.1 + 2.3 * season
    summer_time = 1.0 if 89 <= at.timetuple().tm_yday <= 298 else 0.0
    away = abs(at.hour + at.minute / 60 - 12.7 - summer_time)
    if away >= half_day:
        return 0.0
    return float(cos(pi / 2 * away / half_day) ** 1.35) * (0.52 + 0.30 * season) * cloud


def cloud_of_day(random: Random) -> float:
    """How much of the clear sky's power a day gets."""
    return random.choice((0.18, 0.35, 0.55, 0.75, 0.92, 1.0)) * random.uniform(0.9, 1.0)


def heat_shape(at: datetime, day_cold: float, random: Random) -> float:
    """Gas against a cold working morning: down at night and in the weekend, a peak before people come."""
    if is_working_day(at.date()):
        by_hour = 1.35 if at.hour in (5, 6, 7) else 0.85 if 8 <= at.hour < 17 else 0.28
    else:
        by_hour = 0.30 if 6 <= at.hour < 20 else 0.24
    hot_water = 0.05 if is_working_day(at.date()) and 7 <= at.hour < 18 else 0.01
    return (by_hour * day_cold + hot_water) * random.uniform(0.85, 1.15)
