"""Invoices over months: the heating part by degree days, other use by the load profile of the own meters."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.intervals import local_midnight_utc
from energie.spreading import PROFILE_METER_YEARS, spread_over_months


def months_of(inputs, meter):
    counted = inputs.months.counted.filter(pl.col("meter") == meter)
    return dict(counted.group_by("month").agg(pl.col("consumption_kwh").sum()).iter_rows()), set(counted["split"])


def test_a_yearly_gas_invoice_comes_near_the_published_example(portfolio):
    portfolio.asset("A").meter("G", "A", "natural_gas").reading("G", date(2023, 1, 1), date(2024, 1, 1), 10_000, "year")
    months, split = months_of(portfolio.inputs(), "G")
    assert split == {"degree_days"}
    assert months[7] == pytest.approx(160, abs=3)  # 1.6 % in July; equal days would give 8.5 %
    assert months[1] == pytest.approx(1_630, abs=20)  # the example says 17.9 %: a household has less base load
    assert sum(months.values()) == pytest.approx(10_000)


def test_electricity_follows_the_own_meters_with_finer_readings(portfolio):
    portfolio.asset("A")
    for number in range(PROFILE_METER_YEARS):
        portfolio.meter(f"E{number}", "A")
        for day in pl.date_range(date(2022, 1, 1), date(2022, 12, 31), eager=True):
            after = date.fromordinal(day.toordinal() + 1)
            portfolio.reading(f"E{number}", day, after, 30.0 if day.month == 1 else 10.0, "day", quality="measured")
    portfolio.meter("X", "A").reading("X", date(2023, 1, 1), date(2024, 1, 1), 12_000, "year")
    months, split = months_of(portfolio.inputs(), "X")
    assert split == {"load_profile"}
    assert months[1] == pytest.approx(3 * months[3])
    assert sum(months.values()) == pytest.approx(12_000)


@settings(max_examples=25, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2023, 12, 31)),
    st.integers(1, 800),
    st.floats(0, 1e6),
    st.sampled_from(["electricity", "natural_gas", "heating_oil"]),
)
def test_the_parts_are_the_whole(start, days, kwh, carrier):
    end = date.fromordinal(start.toordinal() + days)
    rows = pl.DataFrame(
        {
            "meter": ["M"], "carrier": [carrier], "flow": ["offtake"], "resolution": ["period"], "quality": ["invoice"],
            "start_utc": [local_midnight_utc(start)], "end_utc": [local_midnight_utc(end)], "consumption_kwh": [kwh],
            "import_id": [1], "source_row": [2],
        }
    )  # fmt: skip
    pieces = spread_over_months(rows).pieces
    assert pieces["consumption_kwh"].sum() == pytest.approx(kwh)
    assert pieces["covered_days"].sum() == pytest.approx(days)
    assert (pieces["consumption_kwh"] >= 0).all()
