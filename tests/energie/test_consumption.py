"""Each kilowatt-hour once: resolutions, overlaps, allotments, coverage."""

from datetime import date

import polars as pl
import pytest

from energie.consumption import asset_years, left_out_findings


def years(inputs):
    frame = asset_years(inputs.asset_months)
    return {(row["asset_code"], row["carrier"], row["year"]): row for row in frame.iter_rows(named=True)}


def test_a_month_of_invoices_and_quarters_counts_once_and_says_so(portfolio):
    portfolio.asset("A").meter("M", "A")
    portfolio.months("M", 2024, 1000.0)
    portfolio.quarters("M", date(2024, 3, 1), date(2024, 3, 31), 0.5, register="offtake_day")
    inputs = portfolio.inputs()
    quarter_count = 31 * 96 - 4  # the clock goes forward
    assert years(inputs)["A", "electricity", 2024]["consumption_kwh"] == pytest.approx(11_000 + quarter_count * 0.5)
    finding = left_out_findings(inputs.months)[0]
    assert (finding.code, finding.evidence["kwh"], finding.evidence["months"]) == (
        "energy.consumption.left_out", 1000, 1,
    )  # fmt: skip


def test_a_half_filled_month_of_quarters_gives_way_to_the_invoice(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2024, 1000.0)
    portfolio.quarters("M", date(2024, 3, 1), date(2024, 3, 10), 0.5)
    assert years(portfolio.inputs())["A", "electricity", 2024]["consumption_kwh"] == pytest.approx(12_000)


def test_day_and_night_totals_of_one_day_cover_one_day(portfolio):
    portfolio.asset("A").meter("M", "A")
    for day in range(1, 29):
        for register in ("offtake_day", "offtake_night"):
            portfolio.reading("M", date(2023, 2, day), date(2023, 2, day + 1 if day < 28 else 1).replace(
                month=2 if day < 28 else 3), 10.0, "day", register)  # fmt: skip
    months = portfolio.inputs().asset_months.filter(pl.col("month") == 2)
    assert months["consumption_kwh"].item() == 560
    assert months["covered_days"].item() == 28


def test_injection_and_production_stand_apart(portfolio):
    portfolio.asset("A").meter("M", "A").meter("PV", "A")
    portfolio.months("M", 2024, 100.0).months("M", 2024, 30.0, register="injection")
    portfolio.months("PV", 2024, 50.0, register="production")
    row = years(portfolio.inputs())["A", "electricity", 2024]
    assert (row["consumption_kwh"], row["injection_kwh"], row["production_kwh"]) == (1200, 360, 600)
    assert row["coverage_share"] == 1


def test_an_invoice_over_two_years_is_split_by_days_or_degree_days(portfolio):
    portfolio.asset("A").meter("E", "A").meter("G", "A", "natural_gas")
    for meter in ("E", "G"):
        portfolio.reading(meter, date(2023, 12, 1), date(2024, 7, 1), 21_300.0, "period")
    found = years(portfolio.inputs())
    assert found["A", "electricity", 2023]["consumption_kwh"] == pytest.approx(21_300 * 31 / 213)
    normal, days = [377, 396, 349, 294, 187, 99, 35], [31, 31, 29, 31, 30, 31, 30]
    weights = [0.14 * n + 0.86 * dd / 2252 * 365.25 for n, dd in zip(days, normal, strict=True)]
    assert found["A", "natural_gas", 2023]["consumption_kwh"] == pytest.approx(21_300 * weights[0] / sum(weights))
    total = sum(row["consumption_kwh"] for row in found.values())
    assert total == pytest.approx(2 * 21_300)
    assert set(portfolio.inputs().months.counted["split"]) == {"days", "degree_days"}


def test_overlapping_invoices_count_their_days_once(portfolio):
    portfolio.asset("A").meter("M", "A")
    portfolio.reading("M", date(2024, 1, 1), date(2024, 4, 1), 910.0, "period")
    portfolio.reading("M", date(2024, 3, 1), date(2024, 5, 1), 610.0, "period")
    inputs = portfolio.inputs()
    assert years(inputs)["A", "electricity", 2024]["consumption_kwh"] == pytest.approx(910 + 610 * 30 / 61)
    overlap = [f for f in left_out_findings(inputs.months) if f.code == "energy.invoice.overlap"]
    assert [f.evidence["days"] for f in overlap] == [31]


def test_a_meter_is_shared_and_moves_with_its_dates(portfolio):
    portfolio.asset("A").asset("B").asset("C")
    portfolio.meter("M", "A", share=0.6, valid_until=date(2024, 7, 1)).meter("M", "B", share=0.4)
    portfolio.meter("M", "C", share=0.6, valid_from=date(2024, 7, 1))
    portfolio.months("M", 2024, 100.0)
    found = {key[0]: row["consumption_kwh"] for key, row in years(portfolio.inputs()).items()}
    assert found == pytest.approx({"A": 360, "B": 480, "C": 360})


def test_an_asset_counts_for_its_days_in_the_portfolio(portfolio):
    portfolio.asset("A", valid_until=date(2024, 4, 16)).meter("M", "A").months("M", 2024, 100.0)
    row = years(portfolio.inputs())["A", "electricity", 2024]
    assert row["consumption_kwh"] == pytest.approx(350)
    assert row["coverage_share"] == 1


def test_the_asset_on_the_invoice_links_a_meter_the_register_does_not_know(portfolio):
    portfolio.asset("A").months("X", 2024, 10.0)
    portfolio.invoices.append({"number": "F", "meter": "X", "asset_code": "A", "period_from": date(2024, 1, 1)})
    assert years(portfolio.inputs())["A", "electricity", 2024]["consumption_kwh"] == pytest.approx(120)


def test_what_is_missing_is_expected_from_the_meters_own_history(portfolio):
    season = {1: 300.0, 7: 20.0}
    portfolio.asset("A").meter("M", "A", "natural_gas")
    portfolio.months("M", 2023, lambda m: season.get(m, 100.0)).months("M", 2024, lambda m: season.get(m, 100.0))
    portfolio.months("M", 2025, lambda m: season.get(m, 100.0), months=range(2, 13))
    row = years(portfolio.inputs())["A", "natural_gas", 2025]
    assert row["missing_kwh"] == pytest.approx(300)
    assert row["coverage_share"] == pytest.approx(1020 / 1320)


def test_a_meter_without_any_reading_is_expected_like_its_carrier(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A").meter("N", "B").months("M", 2024, lambda m: 10.0 * m)
    row = years(portfolio.inputs())["B", "electricity", 2024]
    assert (row["consumption_kwh"], row["coverage_share"]) == (0, 0)
    assert row["missing_kwh"] == pytest.approx(780)


def test_no_data_is_not_zero_and_zero_is_data(portfolio):
    portfolio.asset("A").meter("M", "A").meter("N", "A", "natural_gas")
    portfolio.months("M", 2024, 0.0).months("N", 2024, 100.0, months=range(1, 7)).months("N", 2024, None, range(7, 13))
    found = years(portfolio.inputs())
    assert found["A", "electricity", 2024]["coverage_share"] == 1
    assert found["A", "natural_gas", 2024]["coverage_share"] == pytest.approx(0.5, abs=0.01)


def test_the_estimated_share_reaches_the_year(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2024, 100.0, range(1, 10))
    portfolio.months("M", 2024, 100.0, range(10, 13), quality="estimated")
    assert years(portfolio.inputs())["A", "electricity", 2024]["estimated_share"] == pytest.approx(0.25)


def test_a_meter_that_never_spoke_is_unknown_and_not_zero(portfolio):
    from energie.consumption_section import asset_rows

    portfolio.asset("A").asset("B").meter("M", "A").meter("N", "B").months("M", 2025, 10.0).months("N", 2024, 10.0)
    inputs = portfolio.inputs()
    from energie.options import EnergyOptions
    from energie.workings import reported_years

    years = reported_years(inputs, EnergyOptions(report_year=2025))
    rows = {row["asset_code"]: row for row in asset_rows(years, inputs.assets, 2025)}
    assert rows["A"]["total_mwh"] == pytest.approx(0.12)
    assert rows["B"]["total_mwh"] is None
    assert rows["B"]["electricity_mwh"] is None
