"""Degree days as Synergrid has them, and the correction that stands beside the raw figures."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from energie.consumption import asset_years
from energie.options import EnergyOptions
from energie.sections import weather
from energie.series import TEMPERATURES
from energie.trace import trace
from energie.weather import (
    OWN_SERIES,
    corrected_pieces,
    degree_days,
    heating_shares,
    temperature_gap_findings,
    weather_findings,
    weather_of_years,
)
from kern.sources import read_table

SEASON = {1: 396, 2: 349, 3: 294, 4: 187, 5: 99, 6: 0, 7: 0, 8: 0, 9: 55, 10: 161, 11: 278, 12: 377}


def constant(year, temperature):
    first = date(year - 1, 12, 25)
    return {first + timedelta(days=n): temperature for n in range(380)}


def test_clipped_first_and_weighted_then():
    # gas.be weighs the temperatures first: 16.5 - (0.6*6.5 + 0.3*26.5 + 0.1*16.5) = 3; Synergrid: 0.6*10 = 6.
    days = {date(2024, 1, 1): 16.5, date(2024, 1, 2): 26.5, date(2024, 1, 3): 6.5}
    assert degree_days(days) == {date(2024, 1, 3): pytest.approx(6.0)}


def test_a_day_without_its_two_predecessors_has_none():
    days = {date(2024, 1, 1): 5.0, date(2024, 1, 3): 5.0, date(2024, 1, 4): 5.0, date(2024, 1, 5): 5.0}
    assert list(degree_days(days)) == [date(2024, 1, 5)]


@pytest.mark.parametrize(("quantity", "column", "value", "total"), [
    ("actual", "year", "2021", 2286), ("normal", "normal_period", "1991-2020", 2252),
])  # fmt: skip
def test_the_published_months_add_up_to_the_published_total(quantity, column, value, total):
    rows = read_table("factors/degree_days.csv").filter(
        pl.col("series") == "eq_16_5", pl.col("quantity") == quantity, pl.col(column) == value,
        pl.col("month_from") == pl.col("month_until"),
    )  # fmt: skip
    assert rows["value"].cast(pl.Float64).sum() == total


def test_own_temperatures_go_first_and_only_whole_years_count():
    found = weather_of_years([2021, 2024], constant(2024, 10.0), "Melle")
    assert found[2021].series == "eq_16_5"
    assert (found[2024].series, found[2024].source) == (OWN_SERIES, "Melle")
    assert found[2024].degree_days == pytest.approx(366 * 6.5)
    holed = constant(2024, 10.0)
    del holed[date(2024, 6, 1)]
    assert weather_of_years([2024], holed, "Melle")[2024].series == "eq_16_5"
    assert [f.evidence["days"] for f in temperature_gap_findings(holed, "Melle") if f.evidence["year"] == 2024] == [3]


def test_one_series_can_be_asked_for_and_mixing_is_said():
    mixed = weather_of_years([2019, 2025], {})
    assert [f.code for f in weather_findings(mixed, [2019, 2025])] == ["energy.weather.series"]
    only = weather_of_years([2019, 2025], {}, series="eurostat_15_18_be")
    assert list(only) == [2019]
    assert [f.evidence["years"] for f in weather_findings(only, [2019, 2025])] == ["2025"]


def gas(portfolio, base=1000.0, years=(2021, 2024)):
    portfolio.asset("A").meter("G", "A", "natural_gas")
    for year in years:
        portfolio.months("G", year, lambda m: base * 12 / 12 + SEASON[m] * 10)
    return portfolio


def test_the_heating_share_is_what_lies_above_the_summer(portfolio):
    shares = heating_shares(gas(portfolio).inputs().months.counted)
    total = 12_000 + 10 * sum(SEASON.values())
    assert shares["heating_share"].to_list() == pytest.approx([1 - 12_000 / total] * 2, abs=0.005)


def test_only_the_heating_part_is_corrected(portfolio):
    gas(portfolio).meter("E", "A").months("E", 2024, 500.0)
    inputs = portfolio.inputs()
    found = weather_of_years([2024], {})
    corrected = corrected_pieces(inputs.months.counted, found)
    by_carrier = dict(corrected.group_by("carrier").agg(pl.col("consumption_kwh").sum()).iter_rows())
    heat, index = 10 * sum(SEASON.values()), 1942 / 2252
    assert by_carrier["electricity"] == 6000
    assert by_carrier["natural_gas"] == pytest.approx(12_000 + heat / index, rel=0.005)


def test_a_mild_year_reads_higher_and_a_normal_year_the_same(portfolio):
    inputs = gas(portfolio).inputs()
    corrected = corrected_pieces(inputs.months.counted, weather_of_years([2021, 2024], {}))
    by_year = dict(corrected.group_by("year").agg(pl.col("consumption_kwh").sum()).iter_rows())
    raw = dict(asset_years(inputs.asset_months).select("year", "consumption_kwh").iter_rows())
    assert by_year[2024] > raw[2024]
    assert by_year[2021] < raw[2021]


def test_a_tank_takes_the_mean_heating_share(portfolio):
    gas(portfolio).meter("O", "A", "heating_oil")
    portfolio.reading("O", date(2024, 1, 1), date(2025, 1, 1), 9000.0, "year")
    shares = heating_shares(portfolio.inputs().months.counted)
    oil = shares.filter(pl.col("carrier") == "heating_oil")["heating_share"].item()
    assert oil == pytest.approx(shares.filter(pl.col("carrier") == "natural_gas")["heating_share"].mean())


def test_the_section_shows_both_and_the_figure_can_be_traced(portfolio):
    inputs = gas(portfolio, years=(2019, 2020, 2021, 2022, 2023, 2024)).inputs()
    options = EnergyOptions(report_year=2024)
    section = weather(inputs, options)
    raw, corrected = section.figures()
    assert corrected.value > raw.value
    assert "Beside the raw headline" in corrected.note
    found = trace(corrected.key, inputs, options)
    assert sum(row["primary_energy_kwh"] for row in found.rows) / 1000 == pytest.approx(corrected.value)
    assert found.rules["Weather index"].startswith("0.862")
    assert section.message.startswith("2024 was 13.8 % milder than normal")


def test_loaded_temperatures_of_the_fullest_station_are_used(portfolio):
    brussels = ZoneInfo("Europe/Brussels")
    rows = [
        {"station": station, "start_utc": datetime(d.year, d.month, d.day, tzinfo=brussels), "mean_temperature_degc": t}
        for station, t, days in (("Melle", 10.0, constant(2024, 0.0)), ("Ukkel", 5.0, [date(2024, 1, 1)]))
        for d in days
    ]
    frame = pl.DataFrame(rows, schema_overrides={"start_utc": pl.Datetime("us", "UTC")})
    inputs = type(gas(portfolio).inputs())(temperatures=frame.lazy())
    assert inputs.station == "Melle"
    assert inputs.day_temperatures[date(2024, 7, 1)] == 10.0
    assert set(frame.columns) <= set(TEMPERATURES.schema)


def test_with_temperatures_the_meters_models_are_shown(portfolio):
    portfolio.asset("A").meter("G", "A", "natural_gas")
    brussels, rows = ZoneInfo("Europe/Brussels"), []
    for place in range(380):
        day = date(2023, 12, 20) + timedelta(days=place)
        degc = 10 - 9 * (1 if day.month in (12, 1, 2) else -1) + place % 7 - 3
        rows.append({"station": "Melle", "start_utc": datetime(day.year, day.month, day.day, tzinfo=brussels),
                     "mean_temperature_degc": float(degc)})  # fmt: skip
        if day.year == 2024:
            kwh = 50 + 20 * max(0.0, 15 - degc) + place % 5
            portfolio.reading("G", day, day + timedelta(days=1), kwh, "day", quality="validated")
    frame = pl.DataFrame(rows, schema_overrides={"start_utc": pl.Datetime("us", "UTC")})
    inputs = replace(portfolio.inputs(), temperatures=frame.lazy())
    section = weather(inputs, EnergyOptions(report_year=2024))
    table = next(block for block in section.blocks if getattr(block, "key", "") == "energie.weer.modellen")
    row = table.rows[0]
    assert (row["meter"], row["shape"], row["shortcomings"]) == ("G", "heating", "an extreme day")
    assert row["heating_slope_kwh"] == pytest.approx(20, rel=0.1)
