from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energie.consumption import asset_years
from energie.options import EnergyOptions
from energie.sections import consumption
from energie.trace import trace
from energie.vehicle_charging import charging_findings


def charging(*rows):
    told = [
        {"asset_code": "A", "meter": "E1", "year": 2025, "month": 3, "charged_kwh": 100.0, "sessions_count": 4, **row}
        for row in rows
    ]
    return pl.DataFrame(told, schema_overrides={"meter": pl.String, "year": pl.Int32, "month": pl.Int8})


def build(portfolio, *rows, kwh=1000.0):
    portfolio.asset("A").asset("B").meter("E1", "A", share=0.75).meter("E1", "B", share=0.25)
    for month in range(1, 13):
        after = date(2025 + month // 12, month % 12 + 1, 1)
        portfolio.reading("E1", date(2025, month, 1), after, kwh)
    inputs = portfolio.inputs()
    return type(inputs)(**{**vars_of(inputs), "vehicle_charging": charging(*rows)})


def vars_of(inputs):
    return {name: getattr(inputs, name) for name in ("readings", "meters", "allotments", "invoices", "assets")}


def test_charging_comes_off_the_building_by_share_and_is_shown_apart(portfolio):
    inputs = build(portfolio, {}, {"month": 4, "charged_kwh": 50.0}, {"meter": None, "charged_kwh": 900.0})
    years = asset_years(inputs.asset_months)
    assert years["consumption_kwh"].sum() == pytest.approx(12_000 - 150)
    per_asset = dict(years.select("asset_code", "vehicle_charging_kwh").rows())
    assert per_asset == pytest.approx({"A": 112.5, "B": 37.5})
    assert years["coverage_share"].to_list() == pytest.approx([1.0, 1.0])
    section = consumption(inputs, EnergyOptions(report_year=2025))
    figures = {figure.key: figure for figure in section.figures()}
    assert figures["energie.verbruik.2025"].value == pytest.approx(11.85)
    assert figures["energie.verbruik.2025.voertuigen"].value == pytest.approx(0.15)
    found = trace("energie.verbruik.2025.voertuigen", inputs, EnergyOptions(report_year=2025))
    assert sum(row["consumption_kwh"] for row in found.rows) == pytest.approx(150)


def test_no_more_comes_off_than_the_meter_took_and_the_rest_is_said(portfolio):
    inputs = build(portfolio, {"charged_kwh": 1500.0}, {"meter": "STRANGE"})
    assert inputs.asset_months.filter(pl.col("month") == 3)["consumption_kwh"].sum() == pytest.approx(0)
    findings = charging_findings(inputs.months.counted, inputs.vehicle_charging, inputs.meters)
    assert [finding.code for finding in findings] == ["energy.charging.unknown_meter", "energy.charging.above_offtake"]
    assert "500 kWh" in str(findings[1])


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(charged=st.lists(st.tuples(st.integers(1, 12), st.floats(0, 3000)), max_size=6), kwh=st.floats(0, 2000))
def test_building_and_vehicles_add_up_to_the_meter(portfolio, charged, kwh):
    rows = [{"month": month, "charged_kwh": amount} for month, amount in charged]
    inputs = build(type(portfolio)(), *rows, kwh=kwh) if rows else None
    if inputs is None:
        return
    years = asset_years(inputs.asset_months)
    whole = years["consumption_kwh"].sum() + years["vehicle_charging_kwh"].sum()
    assert whole == pytest.approx(12 * kwh)
    assert years["consumption_kwh"].min() >= -1e-6
