"""Boundaries, vintages and missing factors."""

import pytest

from energie.emissions import Boundary, FactorSets, compute_emissions, unpublished_findings
from kern.errors import FactorMissing


def compute(portfolio, **sets):
    return compute_emissions(portfolio.inputs().asset_months, FactorSets(**sets))


def test_green_contracts_change_the_market_based_boundary_only(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A", green_contract=True).meter("N", "B").months("M", 2023, 100.0)
    portfolio.months("N", 2023, 100.0)
    frame = compute(portfolio).frame
    by_asset = {row["asset_code"]: row for row in frame.iter_rows(named=True)}
    assert by_asset["A"]["market_based_co2_kg"] == 0
    assert by_asset["B"]["market_based_co2_kg"] == pytest.approx(1200 * 0.16749)
    assert by_asset["A"]["location_based_co2_kg"] == by_asset["B"]["location_based_co2_kg"] > 0
    assert frame["fossil_only_co2_kg"].sum() == 0


def test_a_missing_year_names_the_file_to_extend(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2012, 100.0)
    with pytest.raises(FactorMissing, match=r"data/factors/emission\.csv"):
        compute(portfolio)


def test_energy_without_a_published_factor_is_in_no_total_and_counts_as_unknown(portfolio):
    portfolio.asset("A").meter("M", "A", "district_heat").months("M", 2023, 100.0)
    found = compute(portfolio)
    row = found.frame.row(0, named=True)
    assert row["primary_energy_kwh"] == row["location_based_co2_kg"] == 0
    assert row["missing_primary_energy_kwh"] == pytest.approx(1200)
    assert row["missing_location_based_co2_kg"] == pytest.approx(1200 * 0.182)
    assert [str(finding) for finding in unpublished_findings(found, 2023)] == [
        "district heat: no factor is published. Its 1.2 MWh of 2023 are in no total and count as unknown."
    ]


def test_another_set_is_used_for_every_year(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2019, 100.0).months("M", 2023, 100.0)
    found = compute(portfolio, primary_energy="eu_default_2023")
    assert found.frame["primary_energy_kwh"].to_list() == pytest.approx([1200 * 1.9] * 2)
    uses = found.factors_of("primary_energy_kwh")
    assert [(use.value, use.factor_set) for use in uses] == [(1.9, "eu_default_2023")]


def test_the_factors_of_a_year_and_carrier_are_told(portfolio):
    portfolio.asset("A").meter("M", "A").meter("G", "A", "natural_gas")
    portfolio.months("M", 2019, 100.0).months("M", 2023, 100.0).months("G", 2023, 1.0)
    found = compute(portfolio)
    metric = f"{Boundary.LOCATION_BASED}_co2_kg"
    assert [use.value for use in found.factors_of(metric, [2023], ["electricity"])] == [0.1274]
    assert {use.key for use in found.factors_of(metric, [2023])} == {
        "co2.electricity.location.direct",
        "co2.natural_gas.direct",
    }


def test_what_is_missing_is_weighed_like_what_is_known(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2022, 100.0).months("M", 2023, 100.0, range(1, 7))
    row = compute(portfolio).frame.row(1, named=True)
    assert row["missing_primary_energy_kwh"] == pytest.approx(600 * 2.5)
