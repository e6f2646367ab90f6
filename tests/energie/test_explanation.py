"""The explanation always sums, says the right cause in clear cases, and turns around with the years."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from energie.explanation import CAUSES, YearState, explain, shapley_weights
from energie.explanation_section import explanation
from energie.options import EnergyOptions
from energie.targets import energy_targets
from energie.trace import trace
from energie.workings import explain_of

ASSETS, CARRIERS = 4, 3


def amounts(low, high, shape):
    return arrays(np.float64, shape, elements=st.floats(low, high, allow_subnormal=False))


@st.composite
def states(draw):
    energy = draw(amounts(0, 1e6, (ASSETS, CARRIERS)))
    energy[energy < 1] = 0
    activity = draw(amounts(0, 1e4, ASSETS))
    activity[activity < 1] = np.nan
    return YearState(
        energy_kwh=energy,
        factor=draw(amounts(0, 3, (ASSETS, CARRIERS))),
        heating_share=draw(amounts(0, 1, (ASSETS, CARRIERS))),
        weather_index=draw(st.floats(0.7, 1.3)),
        presence_share=draw(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=ASSETS, max_size=ASSETS).map(
            np.array
        )),
        activity=activity,
        missing_value=draw(amounts(0, 1e4, ASSETS)),
    )  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(first=states(), second=states(), measures=amounts(0, 1e5, ASSETS))
def test_the_parts_always_sum_for_each_asset_and_turn_around(first, second, measures):
    effects = explain(first, second, measures)
    assert tuple(effects) == CAUSES
    scale = np.abs(first.value).max() + np.abs(second.value).max() + 1
    assert sum(effects.values()) == pytest.approx(second.value - first.value, abs=1e-9 * scale)
    back = explain(second, first, -measures)
    for cause in CAUSES:
        assert back[cause] == pytest.approx(-effects[cause], abs=1e-6 * scale), cause


def test_the_weights_of_a_shapley_value_sum_to_one():
    from math import comb

    assert sum(weight * comb(5, size) for size, weight in shapley_weights(6).items()) == pytest.approx(1)


def state(**changes):
    plain = YearState(
        energy_kwh=np.array([[1000.0, 3000.0]]), factor=np.array([[2.5, 1.0]]), heating_share=np.array([[0.0, 0.8]]),
        weather_index=1.0, presence_share=np.array([1.0]), activity=np.array([np.nan]), missing_value=np.array([0.0]),
    )  # fmt: skip
    return replace(plain, **changes)


def only(effects, cause, value):
    for name, effect in effects.items():
        assert effect[0] == pytest.approx(value if name == cause else 0.0, abs=1e-6), name


def test_a_mild_year_is_weather():
    mild = state(energy_kwh=np.array([[1000.0, 600 + 2400 * 0.9]]), weather_index=0.9,
                 heating_share=np.array([[0.0, 2160 / 2760]]))  # fmt: skip
    only(explain(state(), mild), "weather", -240.0)


def test_half_a_year_in_the_portfolio_is_portfolio():
    half = state(energy_kwh=np.array([[500.0, 1500.0]]), presence_share=np.array([0.5]))
    only(explain(state(), half), "portfolio", -2750.0)


def test_an_asset_that_came_is_portfolio_whatever_the_other_year_was_like():
    absent = state(energy_kwh=np.zeros((1, 2)), presence_share=np.array([0.0]), heating_share=np.zeros((1, 2)))
    only(explain(absent, state()), "portfolio", 5500.0)


def test_another_factor_is_the_grid():
    only(explain(state(), state(factor=np.array([[1.9, 1.0]]))), "grid_factor", -600.0)


def test_gas_replaced_by_electricity_is_a_fuel_switch_and_less_of_both_is_not():
    switched = state(energy_kwh=np.array([[2000.0, 2000.0]]), heating_share=np.array([[0.0, 0.8]]))
    only(explain(state(), switched), "fuel_switch", 1500.0)
    less = state(energy_kwh=np.array([[900.0, 2700.0]]))
    only(explain(state(), less), "unexplained", -550.0)
    by_chance = state(energy_kwh=np.array([[1010.0, 2950.0]]))
    assert explain(state(), by_chance)["fuel_switch"][0] == 0


def test_measures_take_their_part_of_what_is_left():
    effects = explain(state(), state(energy_kwh=np.array([[1000.0, 2500.0]])), np.array([400.0]))
    assert effects["measures"][0] == pytest.approx(-400)
    assert effects["unexplained"][0] == pytest.approx(-100)


def test_more_floor_area_is_activity():
    larger = state(energy_kwh=np.array([[1100.0, 3300.0]]), activity=np.array([1100.0]))
    only(explain(state(activity=np.array([1000.0])), larger), "activity", 550.0)


def test_what_is_less_known_is_coverage_and_no_saving():
    only(explain(state(), state(missing_value=np.array([300.0]))), "coverage", -300.0)


@pytest.fixture
def portfolio_of_years(portfolio):
    portfolio.asset("A").asset("B").asset("C", valid_until=date(2022, 7, 1)).asset("L", kind="infrastructure")
    portfolio.asset("H", heritage_status="protected_monument")
    for code in "ABCLH":
        portfolio.meter(f"E{code}", code)
    portfolio.meter("GA", "A", "natural_gas").meter("GB", "B", "natural_gas")
    for year in range(2019, 2025):
        for code in "ABCLH":
            portfolio.months(f"E{code}", year, 1000.0 - 20 * (year - 2019))
        cold = {2019: 1.0, 2020: 0.9, 2021: 1.1, 2022: 0.9, 2023: 0.9, 2024: 0.9}[year]
        for code in "AB":
            portfolio.months(f"G{code}", year, lambda m, c=cold: 200 + (3000 * c if m in (1, 2, 3, 11, 12) else 0))
    return portfolio


OPTIONS = EnergyOptions(report_year=2024)


@pytest.mark.parametrize("years", [(2019, 2024), (2019, 2020), (2021, 2022), (2023, 2024)])
def test_assets_and_portfolio_sum_to_the_figures_of_the_trajectory(portfolio_of_years, years):
    from energie.workings import trajectories_of

    inputs = portfolio_of_years.inputs()
    target = energy_targets(OPTIONS)[0]
    found = explain_of(inputs, OPTIONS, target, *years)
    values = dict(trajectories_of(inputs, OPTIONS)[0].years.select("year", "value").iter_rows())
    assert found.total("first") == pytest.approx(values[years[0]])
    assert found.total("second") == pytest.approx(values[years[1]])
    per_asset = found.assets.select(pl.sum_horizontal(CAUSES) - (pl.col("second") - pl.col("first"))).to_series()
    assert per_asset.to_list() == pytest.approx([0.0] * per_asset.len(), abs=1e-6)
    assert "H" not in found.assets["asset_code"]


def test_registered_measures_are_shown_apart(portfolio_of_years):
    measures = pl.DataFrame(
        {"asset_code": ["A"], "carrier": ["electricity"], "done_on": [date(2022, 1, 1)], "saving_kwh": [500.0]}
    )
    inputs = replace(portfolio_of_years.inputs(), measures=measures)
    target = energy_targets(OPTIONS)[0]
    plain = explain_of(portfolio_of_years.inputs(), OPTIONS, target, 2019, 2024)
    found = explain_of(inputs, OPTIONS, target, 2019, 2024)
    assert found.total("measures") == pytest.approx(-500 * 2.5)
    assert found.total("measures") + found.total("unexplained") == pytest.approx(plain.total("unexplained"))


def test_the_section_sums_to_the_printed_change_and_each_cause_can_be_traced(portfolio_of_years):
    inputs = portfolio_of_years.inputs()
    section = explanation(inputs, OPTIONS)
    table = next(block for block in section.blocks if getattr(block, "key", "") == "energie.verklaring.primair")
    *causes, together = table.rows
    assert sum(row["effect"] for row in causes) == pytest.approx(together["effect"])
    for row in table.rows:
        assert {r["year"] for r in trace(row["key"], inputs, OPTIONS).rows} == {2019, 2024}
    years = next(block for block in section.blocks if getattr(block, "key", "") == "energie.verklaring.primair.jaren")
    assert sum(row["change"] for row in years.rows) == pytest.approx(together["effect"])
    assert section.message.startswith("Primary energy of buildings and infrastructure fell by")


def test_a_year_without_data_is_said(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2024, 10.0)
    assert "cannot be explained" in explanation(portfolio.inputs(), OPTIONS).message
