"""Export, cogeneration, own factors and later factors, in the portfolio's own figures."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energie.emissions import FactorSets
from energie.export import SUN, Weights, exported_weight, weigh
from energie.options import EnergyOptions
from energie.production_table import production_table
from energie.trace import trace
from energie.workings import emissions_of, trajectories_of
from kern.errors import UsageWrong

OPTIONS = EnergyOptions(report_year=2023)
GRID = Weights(0.5, 2.0, 0.42)


@given(use=st.floats(0, 1e6), produced=st.floats(0, 1e6), k_exp=st.floats(0, 1))
def test_the_portfolio_counts_the_same_as_the_standard_whose_fuel_is_free(use, produced, k_exp):
    site = Weights(0.0, 0.0, 0.0)
    whole = weigh(use, produced, GRID, k_exp, site).nonrenewable_kwh
    offtake, injected = max(use - produced, 0.0), max(produced - use, 0.0)
    apart = offtake * GRID.nonrenewable_kwh + exported_weight(injected, 0, GRID.nonrenewable_kwh, 0, k_exp)
    assert whole == pytest.approx(apart, abs=1e-6)
    assert weigh(use, produced, GRID, 0.0).nonrenewable_kwh >= 0
    assert weigh(use, 0.0, GRID, k_exp, SUN) == weigh(use, 0.0, GRID, 0.0, site)


@pytest.fixture
def solar(portfolio):
    portfolio.asset("A").meter("M", "A").meter("P", "A")
    for year in (2019, 2023):
        portfolio.months("M", year, 100.0)
        portfolio.months("M", year, 40.0, register="injection")
        portfolio.months("P", year, 90.0, register="production")
    return portfolio


def test_export_counts_by_k_exp_in_primary_energy_and_location_based_co2_only(solar):
    inputs = solar.inputs()
    plain = emissions_of(inputs, OPTIONS).frame.filter(year=2023).row(0, named=True)
    full = emissions_of(inputs, replace(OPTIONS, export_factor=1.0)).frame.filter(year=2023).row(0, named=True)
    half = emissions_of(inputs, replace(OPTIONS, export_factor=0.5)).frame.filter(year=2023).row(0, named=True)
    assert plain["primary_energy_kwh"] == pytest.approx(1200 * 2.5)
    assert full["primary_energy_kwh"] == pytest.approx((1200 - 480) * 2.5)
    assert half["primary_energy_kwh"] == pytest.approx((1200 - 240) * 2.5)
    assert full["location_based_co2_kg"] == pytest.approx(plain["location_based_co2_kg"] * 0.6)
    assert full["market_based_co2_kg"] == plain["market_based_co2_kg"]
    assert "k_exp 0.5" in trajectories_note(inputs, replace(OPTIONS, export_factor=0.5))


def trajectories_note(inputs, options):
    from energie.wording import note_of

    return note_of(trajectories_of(inputs, options)[0].target, options)


def test_the_rows_behind_a_figure_with_export_add_up_to_it(solar):
    inputs, options = solar.inputs(), replace(OPTIONS, export_factor=1.0)
    rows = trace("energie.primair.2023", inputs, options).rows
    assert sum(row["primary_energy_kwh"] for row in rows) == pytest.approx(720 * 2.5)


def test_the_table_shows_what_is_used_on_the_spot(solar):
    table = production_table(solar.inputs(), replace(OPTIONS, export_factor=0.5))
    row = table.rows[0]
    assert (row["produced_mwh"], row["exported_mwh"], row["own_mwh"]) == pytest.approx((1.08, 0.48, 0.6))
    assert (row["avoided_mwh"], row["counted_mwh"]) == pytest.approx((-1.2, -0.6))
    assert production_table(type(solar)().asset("A").inputs(), OPTIONS) is None


def test_k_exp_lies_between_nothing_and_all():
    with pytest.raises(UsageWrong, match=r"k_exp is 1\.5"):
        EnergyOptions(export_factor=1.5)


def own(*rows):
    columns = ["carrier", "quantity", "asset_code", "valid_from", "valid_until", "value", "publisher"]
    return pl.DataFrame(list(rows), schema=columns, orient="row", schema_overrides={"valid_until": pl.Date})


@pytest.fixture
def network(portfolio):
    portfolio.asset("A").asset("B").meter("HA", "A", "district_heat").meter("HB", "B", "district_heat")
    for year in (2019, 2023):
        portfolio.months("HA", year, 100.0).months("HB", year, 100.0)
    return portfolio


ALWAYS = date(1900, 1, 1)


def test_a_heat_network_counts_with_the_factor_of_its_supplier(network):
    published = emissions_of(network.inputs(), OPTIONS)
    assert published.unpublished
    factors = own(
        ("district_heat", "primary_energy", "", ALWAYS, None, 0.8, "Warmte nv"),
        ("district_heat", "co2", "", ALWAYS, None, 0.05, "Warmte nv"),
        ("district_heat", "co2", "B", date(2023, 7, 1), None, 0.09, "Warmte Haven bv"),
    )
    inputs = replace(network.inputs(), own_factors=factors)
    found = emissions_of(inputs, OPTIONS)
    assert found.unpublished == ()
    rows = {(row["asset_code"], row["year"]): row for row in found.frame.iter_rows(named=True)}
    assert rows["A", 2023]["primary_energy_kwh"] == pytest.approx(960)
    assert rows["A", 2023]["location_based_co2_kg"] == pytest.approx(60)
    assert rows["B", 2023]["location_based_co2_kg"] == pytest.approx(600 * 0.05 + 600 * 0.09)
    assert rows["B", 2023]["fossil_only_co2_kg"] == 0
    assert rows["A", 2023]["missing_primary_energy_kwh"] == 0
    assert {use.place for use in found.factors_of("location_based_co2_kg")} == {"Warmte nv", "Warmte Haven bv"}
    traced = trace("energie.primair.2023.A", inputs, OPTIONS)
    assert sum(row["primary_energy_kwh"] for row in traced.rows) == pytest.approx(960)


def test_a_factor_that_has_ended_leaves_the_energy_unknown(network):
    factors = own(("district_heat", "primary_energy", "", ALWAYS, date(2022, 1, 1), 0.8, "Warmte nv"))
    found = emissions_of(replace(network.inputs(), own_factors=factors), OPTIONS)
    assert ("primary_energy_kwh", "district_heat") in found.unpublished
    assert found.frame.filter(year=2023)["primary_energy_kwh"].sum() == 0
    assert found.frame.filter(year=2019)["primary_energy_kwh"].sum() == pytest.approx(1920)


def test_exported_cogeneration_leaves_with_the_fuel_it_was_made_from(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2023, 10.0).months("M", 2023, 20.0, register="injection")
    inputs = portfolio.inputs()
    meters = inputs.meters.with_columns(generator=pl.lit("chp"))
    factors = own(("electricity", "chp_primary_energy", "", ALWAYS, None, 1.3, "installateur"))
    inputs = replace(inputs, meters=meters, own_factors=factors)
    none = emissions_of(inputs, OPTIONS).frame["primary_energy_kwh"].sum()
    full = emissions_of(inputs, replace(OPTIONS, export_factor=1.0)).frame["primary_energy_kwh"].sum()
    assert none == pytest.approx(120 * 2.5 - 240 * 1.3)
    assert full == pytest.approx(120 * 2.5 - 240 * 2.5)


def test_base_and_report_year_use_the_same_factors_unless_asked(solar):
    inputs = solar.inputs()
    later = replace(OPTIONS, later_factor_sets=FactorSets(primary_energy="eu_default_2023"), later_factors_from=2023)
    plain, mixed = trajectories_of(inputs, OPTIONS)[0], trajectories_of(inputs, later)[0]
    assert plain.value(2019) == mixed.value(2019)
    assert mixed.value(2023) == pytest.approx(plain.value(2023) * 1.9 / 2.5)
    assert "from 2023 on eu_default_2023" in trajectories_note(inputs, later)
