from dataclasses import replace

import polars as pl
import pytest

from kern.errors import FactorMissing
from vloot.consumption import compute_consumption
from vloot.emissions import compute_emissions, sum_emissions
from vloot.options import FleetOptions


def test_the_indicator_is_fuel_only_and_everything_carries_its_set(make):
    emissions = compute_emissions(compute_consumption(make()), FleetOptions())
    frame = emissions.frame.filter(pl.col("year") == 2025)
    fuel, charge = frame.filter(pl.col("kind") == "fuel"), frame.filter(pl.col("kind") == "charge")
    assert fuel["fuel_co2_kg"].sum() == pytest.approx(1800 * 2.640 + 600 * 2.392)
    assert charge["fuel_co2_kg"].sum() == 0
    assert set(fuel["factor_set"]) == {"ecoscore_be"}
    assert set(charge["factor_set"]) == {"be_grid_em_direct"}
    assert charge["charging_co2e_kg"].sum() == pytest.approx(1200 * 0.1047)
    assert fuel["well_to_wheel_co2e_kg"].sum() == pytest.approx(1800 * 3.28346 + 600 * 2.95167)
    assert emissions.findings == []


def test_another_set_gives_another_total_and_says_so(make):
    options = replace(FleetOptions(), factor_set="desnz_2023")
    frame = compute_emissions(compute_consumption(make()), options).frame.filter(pl.col("year") == 2025)
    assert frame["fuel_co2_kg"].sum() == pytest.approx(1800 * 2.512064 + 600 * 2.097473)
    assert "desnz_2023" in frame["factor_set"].to_list()


def test_a_missing_factor_of_the_indicator_names_the_file(make):
    options = replace(FleetOptions(), factor_set="nl_2024")
    with pytest.raises(FactorMissing, match=r"data/factors/emission\.csv"):
        compute_emissions(compute_consumption(make()), options)


def test_a_missing_factor_beside_it_is_a_finding_and_an_unknown_sum(make, row, car):
    rows = [row(product="hydrogen", unit="kg", vin="H2")]
    vehicles = [car("H2", fuel="hydrogen", powertrain="fcev")]
    emissions = compute_emissions(compute_consumption(make(rows, vehicles)), FleetOptions())
    assert [finding.code for finding in emissions.findings] == ["fleet.factor.missing"]
    assert "co2.hydrogen.wtw" in str(emissions.findings[0])
    (total,) = sum_emissions(emissions.frame, ["year"]).to_dicts()
    assert total["fuel_co2_kg"] == 0
    assert total["well_to_wheel_co2e_kg"] is None


def test_estimates_are_a_share_and_can_be_left_out(make, row):
    rows = [row(txn_id="A"), row(txn_id="B", quantity=None, amount_gross_eur=40.0)]
    consumption = compute_consumption(make(rows))
    (total,) = sum_emissions(compute_emissions(consumption, FleetOptions()).frame, ["year"]).to_dicts()
    assert total["estimated_share"] == pytest.approx(25 / 75)
    without = compute_emissions(consumption, replace(FleetOptions(), with_estimates=False)).frame
    assert without["fuel_co2_kg"].sum() == pytest.approx(50 * 2.64)
