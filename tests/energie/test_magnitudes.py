"""Slips of unit, and gas that counts twice: found in the own history and beside the sisters, never changed."""

import pytest

from energie.magnitudes import check_out_of_line, check_sisters, check_volume_doubles
from energie.options import EnergyOptions

OPTIONS = EnergyOptions(report_year=2023)
WINTER = {1: 9, 2: 8, 3: 6, 4: 4, 5: 2, 6: 1, 7: 1, 8: 1, 9: 2, 10: 4, 11: 7, 12: 9}


def codes(check, portfolio):
    return [finding.code for finding in check(portfolio.inputs(), OPTIONS)]


def test_a_meter_with_little_history_shows_its_slip_too(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2023, lambda m: 1_000_000.0 if m == 5 else 1000.0)
    assert codes(check_out_of_line, portfolio) == ["energy.outlier.factor_1000"]


def test_a_season_is_no_slip(portfolio):
    portfolio.asset("A").meter("G", "A", "natural_gas").months("G", 2023, lambda m: 300.0 * WINTER[m] ** 2)
    assert codes(check_out_of_line, portfolio) == []


@pytest.mark.parametrize("factor", [1 / 10.8, 10.8])
def test_cubic_metres_taken_for_kilowatt_hours(portfolio, factor):
    portfolio.asset("A").meter("G", "A", "natural_gas")
    for year in range(2019, 2024):
        portfolio.months("G", year, lambda m, y=year: 1000.0 * WINTER[m] * (factor if y == 2022 else 1))
    assert set(codes(check_out_of_line, portfolio)) == {"energy.outlier.m3_or_kwh"}


def test_a_meter_a_thousand_times_above_its_sisters(portfolio):
    for number in range(6):
        code = f"A{number}"
        portfolio.asset(code, function="office", gross_floor_area_m2=1000.0 + number)
        kwh = 8000.0 if number else 8_000_000.0
        portfolio.meter(f"M{number}", code).months(f"M{number}", 2023, kwh)
    found = check_sisters(portfolio.inputs(), OPTIONS)
    assert [finding.evidence["meter"] for finding in found] == ["M0"]


def test_the_same_gas_in_both_units(portfolio):
    portfolio.asset("A").meter("K", "A", "natural_gas").meter("V", "A", "natural_gas").meter("E", "A")
    portfolio.months("K", 2023, lambda m: 11_400.0 * WINTER[m]).months("V", 2023, lambda m: 1000.0 * WINTER[m])
    portfolio.months("E", 2023, lambda m: 1000.0)
    found = check_volume_doubles(portfolio.inputs(), OPTIONS)
    assert [(f.evidence["meter"], f.evidence["other"], f.evidence["ratio"]) for f in found] == [("K", "V", 11.4)]
