from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.times import Period, days_in_year, quarters_in_local_day, year_bounds_utc


@pytest.mark.parametrize("year", range(2015, 2031))
def test_a_year_of_local_days_is_a_year_of_quarters(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(days_in_year(year))]
    counts = [quarters_in_local_day(day) for day in days]
    assert sum(counts) == 96 * len(days)
    assert sorted(set(counts)) == [92, 96, 100]


def test_bounds_of_a_year_are_local_midnights():
    start, end = year_bounds_utc(2024)
    assert (end - start) == timedelta(days=366)
    assert start.hour == 23


def test_an_empty_period_is_refused():
    with pytest.raises(InputWrong, match="is empty"):
        Period(date(2020, 1, 1), date(2020, 1, 1))


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(1, 4000))
def test_shares_of_years_add_up_to_the_days(start, length):
    period = Period(start, start + timedelta(days=length))
    days = sum(period.share_of_year(year) * days_in_year(year) for year in range(2009, 2043))
    assert days == pytest.approx(length)


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.integers(1, 400))
def test_two_periods_that_touch_share_no_day(start, first, second):
    middle = start + timedelta(days=first)
    before, after = Period(start, middle), Period(middle, middle + timedelta(days=second))
    assert not before.contains(middle)
    assert after.contains(middle)
