"""Completeness per meter and month, and what stands out between intervals."""

from datetime import date, timedelta

import polars as pl
import pytest

from energie.checks import check_gaps, check_intervals
from energie.options import EnergyOptions
from energie.quality import completeness, interval_quality
from energie.quality_section import quality

OPTIONS = EnergyOptions(report_year=2023)


def test_completeness_counts_the_days_a_meter_should_have(portfolio):
    portfolio.asset("A").meter("M", "A", valid_from=date(2023, 3, 16)).meter("N", "A")
    portfolio.months("M", 2023, 100.0, range(4, 13)).months("N", 2023, 100.0)
    found = completeness(portfolio.inputs(), 2023)
    march = found.filter(pl.col("meter") == "M", pl.col("month") == 3).row(0, named=True)
    assert (march["expected_days"], march["covered_days"], march["sisters_count"]) == (16, 0, 1)
    assert found.filter(pl.col("meter") == "M", pl.col("month") < 3).is_empty()
    assert (found.filter(pl.col("meter") == "N")["coverage_share"] == 1).all()


def test_a_month_that_only_one_meter_of_the_site_misses_is_told_so(portfolio):
    portfolio.asset("A").meter("M", "A").meter("N", "A")
    portfolio.months("M", 2023, 100.0, [m for m in range(1, 13) if m != 5]).months("N", 2023, 90.0)
    for year in (2019, 2020, 2021, 2022):
        portfolio.months("M", year, 100.0).months("N", year, 90.0)
    finding = check_gaps(portfolio.inputs(), OPTIONS)[0]
    assert str(finding) == ("Meter M of A has no data in 2023 for month 5, while other meters of the asset have (1).")


def made(portfolio, value):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2023, 5, 1), date(2023, 5, 31), 1.0)
    for place, row in enumerate(portfolio.rows):
        row["consumption_kwh"] = value(place, row["start_utc"] + timedelta(hours=2))
    return interval_quality(portfolio.readings().lazy(), 2023).row(0, named=True)


def test_spikes(portfolio):
    row = made(portfolio, lambda place, _local: 50.0 if place in (500, 900) else 1.0 + place % 7 / 10)
    assert (row["spike_count"], row["stuck_count"], row["zero_count"]) == (2, 0, 0)


def test_a_stuck_value_and_a_long_run_of_zero(portfolio):
    def value(place, _local):
        if 300 <= place < 300 + 96:
            return 2.5
        return 0.0 if 1000 <= place < 1000 + 4 * 96 else 1.0 + place % 7 / 10

    row = made(portfolio, value)
    assert (row["stuck_count"], row["zero_count"]) == (96, 4 * 96)


def test_night_and_weekend_base(portfolio):
    row = made(portfolio, lambda _p, local: 0.5 if local.weekday() > 4 else (4.0 if 9 <= local.hour < 17 else 1.0))
    assert (row["office_kw"], row["weekend_kw"]) == (pytest.approx(15.0, abs=2), pytest.approx(3.0, abs=1.5))
    assert row["night_kw"] < 4.1


def test_the_longest_gap_counts_absent_rows_too(portfolio):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2023, 5, 1), date(2023, 5, 31), 1.0)
    portfolio.rows = [row for place, row in enumerate(portfolio.rows) if not 500 <= place < 500 + 48]
    found = interval_quality(portfolio.readings().lazy(), 2023)
    assert found["longest_gap_days"].item() == pytest.approx(0.5)


def test_odd_intervals_become_findings(portfolio):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2023, 5, 1), date(2023, 5, 31), 1.0)
    for place, row in enumerate(portfolio.rows):
        row["consumption_kwh"] = 80.0 if place == 40 else 1.0 + place % 5 / 10
    assert [finding.code for finding in check_intervals(portfolio.inputs(), OPTIONS)] == ["energy.interval.spike"]


def test_the_section_lists_the_least_complete_first_and_says_what_was_filled(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A").meter("N", "B")
    portfolio.months("M", 2023, 100.0, range(1, 10)).months("N", 2023, 100.0, quality="estimated")
    section = quality(portfolio.inputs(), OPTIONS)
    table = next(block for block in section.blocks if getattr(block, "key", "") == "energie.kwaliteit.objecten")
    assert [(row["asset_code"], row["months"]) for row in table.rows] == [("A", "█████████···"), ("B", "█" * 12)]
    assert table.rows[1]["estimated_pct"] == 100
    assert section.message == "1 of 2 assets with meters misses data in 2023; most is missing at Name A."
