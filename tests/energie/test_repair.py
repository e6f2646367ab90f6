"""Gaps are filled in a fixed order, and what is filled stays recognisable up to the total."""

from datetime import date, timedelta

import polars as pl
import pytest

from energie.consumption import asset_years
from energie.repair import fill_gaps


def quarters(portfolio, without, value=lambda moment: 1.0, first=date(2023, 5, 1), last=date(2023, 6, 30)):
    """Two months of quarters; `without` says which moments (UTC) have no value."""
    portfolio.asset("A").meter("M", "A").quarters("M", first, last, 1.0)
    for row in portfolio.rows:
        row["consumption_kwh"] = None if without(row["start_utc"]) else value(row["start_utc"])
        row["quality"] = "no_data" if without(row["start_utc"]) else "validated"
    return portfolio


def between(month, day, hour, hours):
    def inside(moment):
        start = moment.replace(month=month, day=day, hour=hour, minute=0)
        return start <= moment < start + timedelta(hours=hours)

    return inside


def filled(portfolio, temperatures=None):
    inputs = portfolio.inputs()
    return fill_gaps(
        inputs.readings, inputs.months.counted.filter(pl.col("import_id").is_not_null()), temperatures or {}
    )


def test_a_gap_of_two_hours_is_a_straight_line(portfolio):
    rise = {8: 1.0, 9: 5.0, 10: 5.0, 11: 5.0}
    repair = filled(quarters(portfolio, between(5, 10, 9, 2), lambda m: rise.get(m.hour, 1.0)))
    assert repair.gaps.rows(named=True)[0]["method"] == "interpolated"
    assert repair.gaps["hours"].item() == 2
    # From 1.0 at 08:45 to 5.0 at 11:00: eight steps between them, mean 3.
    assert repair.pieces["consumption_kwh"].item() == pytest.approx(8 * 3.0)
    assert repair.pieces["substituted_kwh"].item() == repair.pieces["estimated_kwh"].item()


def test_a_longer_gap_comes_from_a_day_of_the_same_kind(portfolio):
    # Monday 15 May is missing; Sundays use 9, weekdays use the day of the month.
    def use(moment):
        local = moment + timedelta(hours=2)
        return 9.0 if local.weekday() == 6 else float(local.day)

    repair = filled(quarters(portfolio, lambda m: (m + timedelta(hours=2)).date() == date(2023, 5, 15), use))
    assert repair.gaps["method"].to_list() == ["similar_day"]
    assert repair.pieces["consumption_kwh"].item() == pytest.approx(96 * 16.0)  # Tuesday 16 May is the closest in date


def test_the_temperature_goes_before_the_date(portfolio):
    def use(moment):
        return float((moment + timedelta(hours=2)).day)

    temperatures = {date(2023, 5, 1) + timedelta(days=n): 20.0 for n in range(61)}
    temperatures[date(2023, 5, 15)] = temperatures[date(2023, 5, 24)] = 8.0
    missing = quarters(portfolio, lambda m: (m + timedelta(hours=2)).date() == date(2023, 5, 15), use)
    assert filled(missing, temperatures).pieces["consumption_kwh"].item() == pytest.approx(96 * 24.0)


def test_too_long_stays_missing(portfolio):
    repair = filled(quarters(portfolio, between(5, 10, 0, 24 * 8)))
    assert repair.gaps["method"].to_list() == ["missing"]
    assert repair.pieces.is_empty()


def test_before_the_first_and_after_the_last_value_nothing_is_filled(portfolio):
    repair = filled(quarters(portfolio, lambda m: m.date() < date(2023, 5, 4) or m.date() > date(2023, 6, 28)))
    assert repair.gaps.is_empty()
    assert repair.pieces.is_empty()


def test_absent_rows_are_as_missing_as_empty_ones(portfolio):
    gap = between(5, 10, 9, 1)
    quarters(portfolio, lambda m: False)
    portfolio.rows = [row for row in portfolio.rows if not gap(row["start_utc"])]
    assert filled(portfolio).gaps["method"].to_list() == ["interpolated"]


def test_what_was_filled_reaches_the_total_as_estimated(portfolio):
    quarters(portfolio, between(5, 10, 9, 1))
    inputs = portfolio.inputs()
    row = asset_years(inputs.asset_months).row(0, named=True)
    all_quarters = 61 * 96
    assert row["consumption_kwh"] == pytest.approx(all_quarters)
    assert row["substituted_kwh"] == pytest.approx(4)
    assert row["estimated_share"] == pytest.approx(4 / all_quarters)
    months = inputs.asset_months.filter(pl.col("month") == 5)
    assert months["covered_days"].item() == pytest.approx(31)


def test_filling_can_be_left_out(portfolio):
    from dataclasses import replace

    inputs = replace(quarters(portfolio, between(5, 10, 9, 1)).inputs(), fill_gaps=False)
    assert asset_years(inputs.asset_months)["consumption_kwh"].item() == pytest.approx(61 * 96 - 4)


def test_a_clock_day_is_filled_too(portfolio):
    # 26 March 2023 has 23 hours; its whole day is missing and comes from another Sunday.
    quarters(
        portfolio, lambda m: (m + timedelta(hours=1)).date() == date(2023, 3, 26) and m.hour < 22,
        first=date(2023, 3, 1), last=date(2023, 4, 30),
    )  # fmt: skip
    repair = filled(portfolio)
    assert repair.gaps["method"].to_list() == ["similar_day"]
    assert asset_years(portfolio.inputs().asset_months)["consumption_kwh"].item() == pytest.approx(61 * 96 - 4)
