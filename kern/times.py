"""Quarter-hours, summer time, the local day and UTC; periods that include their start and not their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kern.errors import InputWrong
from kern.language import N_

ZONE = "Europe/Brussels"
BRUSSELS = ZoneInfo(ZONE)
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Period:
    """A stretch of days: `start` included, `end` excluded; an open side is None.

    Raises:
        InputWrong: The end does not lie after the start.

    >>> Period(date(2020, 1, 1), date(2021, 1, 1)).contains(date(2020, 12, 31))
    True
    >>> Period(None, date(2021, 1, 1)).contains(date(2021, 1, 1))
    False
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise InputWrong(
                N_("A period from {start} until {end} is empty. Its end must lie after its start."),
                start=self.start,
                end=self.end,
            )

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def share_of_year(self, year: int) -> float:
        """The part of a calendar year that the period covers, by days.

        >>> Period(date(2023, 7, 2), None).share_of_year(2023)
        0.5013698630136987
        """
        first, last = date(year, 1, 1), date(year + 1, 1, 1)
        start = max(self.start or first, first)
        end = min(self.end or last, last)
        return max(0, (end - start).days) / (last - first).days


def quarters_in_local_day(day: date) -> int:
    """How many quarter-hours a day in Belgium has: 96, or 92 and 100 when the clock changes.

    >>> quarters_in_local_day(date(2025, 3, 30)), quarters_in_local_day(date(2025, 10, 26))
    (92, 100)
    """
    start = datetime(day.year, day.month, day.day, tzinfo=BRUSSELS).astimezone(UTC)
    after = day + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=BRUSSELS).astimezone(UTC)
    return int((end - start) / timedelta(minutes=15))


def year_bounds_utc(year: int) -> tuple[datetime, datetime]:
    """The first moment of a local year and of the next, in UTC.

    >>> year_bounds_utc(2025)[0].isoformat()
    '2024-12-31T23:00:00+00:00'
    """
    return (
        datetime(year, 1, 1, tzinfo=BRUSSELS).astimezone(UTC),
        datetime(year + 1, 1, 1, tzinfo=BRUSSELS).astimezone(UTC),
    )


def days_in_year(year: int) -> int:
    """365 or 366.

    >>> days_in_year(2024)
    366
    """
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
