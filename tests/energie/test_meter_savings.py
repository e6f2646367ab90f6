"""Savings against a meter's own base-year model, by months and by days; degree days beside the published ones."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from energie.meter_savings import meter_savings, monthly_models, monthly_use
from energie.model_tables import degree_day_table, savings_table
from energie.options import EnergyOptions
from energie.peers import features, night_shares
from energie.series import TEMPERATURES
from energie.weather import degree_days
from kern.sources import data_path

OPTIONS = EnergyOptions(report_year=2023)


def daily_temperatures(years=(2019, 2023)):
    rng = np.random.default_rng(5)
    found = {}
    for year in years:
        day = date(year, 1, 1)
        while day.year == year:
            middle = 10.5 - 8 * np.cos(day.timetuple().tm_yday / 366 * 2 * np.pi) + (1.0 if year == 2023 else 0.0)
            found[day] = float(round(middle + rng.normal(0, 2.5), 1))
            day += timedelta(days=1)
    return found


@pytest.fixture
def heated(portfolio):
    """A gas meter of 20 kWh a day and 6 kWh per degree below 15, 10 % less in 2023, billed by month."""
    degc = daily_temperatures()
    portfolio.asset("A", gross_floor_area_m2=1000.0, function="office").meter("G", "A", "natural_gas")
    for year in (2019, 2023):

        def use(month, year=year):
            days = [d for d in degc if (d.year, d.month) == (year, month)]
            return sum(20 + 6 * max(0.0, 15 - degc[d]) for d in days) * (0.9 if year == 2023 else 1.0)

        portfolio.months("G", year, use)
    rows = [
        ("S", datetime(d.year, d.month, d.day) - timedelta(hours=1), value, 1, 1, d.year, d.month)
        for d, value in degc.items()
    ]
    frame = pl.DataFrame(rows, schema=list(TEMPERATURES.schema), orient="row").with_columns(
        pl.col("start_utc").dt.cast_time_unit("us").dt.replace_time_zone("UTC")
    )
    return replace(portfolio.inputs(), temperatures=frame.lazy())


def test_a_monthly_model_finds_base_slope_and_balance(heated):
    row = monthly_models(heated, 2019).row(0, named=True)
    assert row["shape"] == "heating"
    assert row["base_kwh"] == pytest.approx(20, abs=2)
    assert row["heating_slope_kwh"] == pytest.approx(6, rel=0.05)
    assert row["heating_degc"] == pytest.approx(15, abs=1)
    assert row["cvrmse_share"] < 0.03
    assert abs(row["nmbe_share"]) < 0.01
    assert row["shortcomings"] == ""


def test_the_saving_is_found_whatever_the_weather_of_the_year(heated):
    row = meter_savings(heated, 2019, 2023).row(0, named=True)
    assert row["basis"] == "month"
    assert row["saved_kwh"] / row["expected_kwh"] == pytest.approx(0.10, abs=0.01)
    assert 0 < row["uncertainty_kwh"] < row["saved_kwh"]
    table = savings_table(heated, OPTIONS, 2019)
    assert table.rows[-1]["saved_pct"] == pytest.approx(10, abs=1)


def test_a_month_cut_out_of_a_longer_invoice_is_no_observation(portfolio):
    portfolio.asset("A").meter("M", "A").reading("M", date(2023, 1, 1), date(2023, 7, 1), 600.0, "period")
    portfolio.months("M", 2023, 100.0, months=range(7, 13))
    assert monthly_use(portfolio.inputs().months.counted, 2023)["month"].to_list() == list(range(7, 13))


def test_features_are_per_floor_area(heated):
    row = features(heated, replace(OPTIONS, report_year=2019)).row(0, named=True)
    assert row["heating_slope"] == pytest.approx(6 * 1000 / 24 / 1000, rel=0.05)
    assert row["base_load"] is None


def test_night_against_day(portfolio):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2023, 3, 6), date(2023, 3, 7), 1.0)
    assert night_shares(portfolio.inputs().readings, 2023)["night_share"].to_list() == pytest.approx([1.0])


def test_the_example_temperatures_give_the_published_degree_days_of_2021():
    rows = pl.read_csv(data_path("example", "energie", "temperaturen.csv"), separator=";", decimal_comma=True)
    degc = {
        datetime.strptime(day, "%d-%m-%Y").date(): value for day, value in rows.select(rows.columns[:2]).iter_rows()
    }
    total = sum(value for day, value in degree_days(degc).items() if day.year == 2021)
    assert total == pytest.approx(2286, abs=5)


def test_computed_and_published_degree_days_stand_side_by_side(heated):
    rows = degree_day_table(heated, OPTIONS).rows
    assert [row["year"] for row in rows] == [2019, 2023]
    assert rows[0]["computed"] is None
    assert rows[0]["published"] is None
