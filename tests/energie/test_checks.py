"""Findings on loaded data: gaps, places, carriers, outliers, twins, shares."""

from datetime import date

from energie.checks import CHECKS, check_gaps, check_out_of_line, check_shares, check_twins
from energie.options import EnergyOptions

OPTIONS = EnergyOptions(report_year=2023)


def all_codes(inputs):
    return [finding.code for check in CHECKS for finding in check(inputs, OPTIONS)]


def history(portfolio, meter, years=range(2019, 2024), kwh=1000.0):
    for year in years:
        portfolio.months(meter, year, kwh)
    return portfolio


def test_a_complete_portfolio_has_no_findings(portfolio):
    history(portfolio.asset("A").meter("M", "A"), "M")
    assert all_codes(portfolio.inputs()) == []


def test_an_empty_workspace_has_no_findings(portfolio):
    assert all_codes(portfolio.inputs()) == []


def test_missing_months_are_named_per_meter_and_year(portfolio):
    history(portfolio.asset("A").meter("M", "A"), "M", range(2019, 2023))
    portfolio.months("M", 2023, 10.0, [1, 2, 6, 12])
    findings = check_gaps(portfolio.inputs(), OPTIONS)
    assert [finding.evidence["months"] for finding in findings] == ["3-5, 7-11"]
    assert str(findings[0]) == "Meter M of A has no data in 2023 for month 3-5, 7-11."


def test_a_meter_swap_is_no_gap(portfolio):
    portfolio.asset("A").meter("OLD", "A", valid_until=date(2022, 7, 1)).meter("NEW", "A", valid_from=date(2022, 7, 1))
    history(portfolio, "OLD", range(2019, 2022)).months("OLD", 2022, 1000.0, range(1, 7))
    portfolio.months("NEW", 2022, 1000.0, range(7, 13)).months("NEW", 2023, 1000.0)
    assert all_codes(portfolio.inputs()) == []


def test_a_meter_without_asset_and_a_carrier_that_differs(portfolio):
    portfolio.asset("A").meter("M", "A")
    history(portfolio, "M")
    history(portfolio, "LOOSE")
    portfolio.meters["M"] = "natural_gas"
    assert set(all_codes(portfolio.inputs())) == {"energy.meter.unplaced", "energy.meter.carrier"}


def test_a_slip_of_a_thousand_and_a_plain_outlier(portfolio):
    history(portfolio.asset("A").meter("M", "A"), "M", range(2019, 2023))
    portfolio.months("M", 2023, lambda m: {3: 1_000_000.0, 8: 9000.0, 9: 1.0}.get(m, 1000.0))
    found = {f.evidence["period"]: f.code for f in check_out_of_line(portfolio.inputs(), OPTIONS)}
    slip = "energy.outlier.factor_1000"
    assert found == {"2023-03": slip, "2023-08": "energy.outlier", "2023-09": slip}


def test_months_out_of_line_that_follow_each_other_are_one_finding(portfolio):
    history(portfolio.asset("A").meter("M", "A"), "M", range(2019, 2023))
    portfolio.months("M", 2023, lambda m: 100.0 if 4 <= m <= 9 else 1000.0)
    findings = check_out_of_line(portfolio.inputs(), OPTIONS)
    assert [(f.evidence["period"], f.evidence["months"], f.evidence["ratio"]) for f in findings] == [
        ("2023-04 – 2023-09", 6, 0.1)
    ]


def test_a_quiet_summer_is_no_outlier(portfolio):
    portfolio.asset("A").meter("G", "A", "natural_gas")
    for year in range(2019, 2024):
        portfolio.months("G", year, lambda m, y=year: {7: 1.0 if y % 2 else 30.0}.get(m, 3000.0))
    assert check_out_of_line(portfolio.inputs(), OPTIONS) == []


def test_twins_are_told(portfolio):
    portfolio.asset("A").meter("M", "A").meter("N", "A")
    history(history(portfolio, "M"), "N")
    findings = check_twins(portfolio.inputs(), OPTIONS)
    assert [(f.evidence["meter"], f.evidence["other"], f.evidence["months"]) for f in findings] == [("M", "N", 60)]


def test_shares_and_one_day_holes(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A", share=0.6).meter("M", "B", share=0.6)
    portfolio.meter("N", "A", valid_until=date(2022, 12, 31)).meter("N", "B", valid_from=date(2023, 1, 1))
    findings = check_shares(portfolio.inputs(), OPTIONS)
    assert [(f.code, f.evidence["meter"]) for f in findings] == [
        ("energy.meter.shares", "M"),
        ("energy.meter.one_day_hole", "N"),
    ]


def test_a_thin_year_is_told(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A").meter("N", "B")
    history(portfolio, "M")
    history(portfolio, "N", range(2019, 2023))
    assert "energy.year.thin" in all_codes(portfolio.inputs())
