"""Quarter arithmetic: "2027Q1" as text in frames and files, a running number inside sums."""

from __future__ import annotations

import re
from datetime import date

from kern.errors import InputWrong
from kern.language import N_

_FORM = re.compile(r"^\s*(\d{4})\s*[-/ ]?\s*[QqKk]([1-4])\s*$")


def quarter_number(quarter: str) -> int:
    """The running number of a quarter: four a year, so that a difference counts quarters.

    Args:
        quarter: Year and quarter, such as `2027Q1`; the Dutch letter K and a dash are understood too.

    Raises:
        InputWrong: The text is no quarter.

    >>> quarter_number("2027Q1") - quarter_number("2026-K4")
    1
    """
    found = _FORM.match(quarter)
    if found is None:
        raise InputWrong(
            N_("{got} is not a quarter. Write the year, the letter Q and a number from 1 to 4, such as 2027Q1."),
            got=quarter,
        )
    return int(found[1]) * 4 + int(found[2]) - 1


def quarter_text(number: int) -> str:
    """The quarter of a running number.

    >>> quarter_text(quarter_number("2027Q4") + 1)
    '2028Q1'
    """
    return f"{number // 4:04d}Q{number % 4 + 1}"


def add_quarters(quarter: str, count: int) -> str:
    """The quarter so many quarters later, or earlier when negative.

    >>> add_quarters("2026Q4", 3), add_quarters("2027Q1", -1)
    ('2027Q3', '2026Q4')
    """
    return quarter_text(quarter_number(quarter) + count)


def quarter_of(day: date) -> str:
    """The quarter that holds a day.

    >>> quarter_of(date(2026, 11, 24))
    '2026Q4'
    """
    return quarter_text(day.year * 4 + (day.month - 1) // 3)


def first_day(quarter: str) -> date:
    """The first day of a quarter.

    >>> first_day("2027Q2")
    datetime.date(2027, 4, 1)
    """
    number = quarter_number(quarter)
    return date(number // 4, number % 4 * 3 + 1, 1)


def list_quarters(first: str, count: int) -> list[str]:
    """So many quarters in a row.

    >>> list_quarters("2026Q4", 3)
    ['2026Q4', '2027Q1', '2027Q2']
    """
    start = quarter_number(first)
    return [quarter_text(number) for number in range(start, start + count)]


def latest_quarter(lease_end: date, months: int) -> str:
    """The last quarter whose first day still leaves so many months of lease.

    A transfer counts from the first day of its quarter.

    >>> latest_quarter(date(2028, 4, 1), 12), latest_quarter(date(2028, 3, 31), 12)
    ('2027Q2', '2027Q1')
    """
    # Whole quarters begin on the first of a month, so the day within the month never decides.
    month = lease_end.year * 12 + lease_end.month - 1 - months
    return quarter_text(month // 12 * 4 + month % 12 // 3)
