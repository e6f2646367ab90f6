"""The cheapest measures that close the gap: rules first, then the solver, and honest words when nothing fits."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energie.measures import make_plan
from energie.measures_section import measures
from energie.options import EnergyOptions
from energie.trace import trace
from kern.errors import InputWrong

OPTIONS = EnergyOptions(report_year=2023, target_set="2021")
COLUMNS = ["code", "asset_code", "carrier", "status", "done_on", "saving_kwh", "cost_eur", "alternative_group"]


def made(portfolio, *rows):
    portfolio.asset("A").asset("B", valid_until=date(2026, 1, 1)).meter("GA", "A", "natural_gas")
    portfolio.meter("GB", "B", "natural_gas").meter("EA", "A")
    for year in (2015, 2023):
        portfolio.months("GA", year, 10_000.0).months("GB", year, 1000.0).months("EA", year, 1000.0)
    table = pl.DataFrame(
        list(rows), schema=COLUMNS, orient="row",
        schema_overrides={"done_on": pl.Date, "saving_kwh": pl.Float64, "cost_eur": pl.Float64},
    )  # fmt: skip
    return replace(portfolio.inputs(), measures=table)


def possible(code, kwh, cost, group=None, asset="A", carrier="natural_gas"):
    return (code, asset, carrier, "possible", None, kwh, cost, group)


def test_the_cheapest_set_is_taken_and_the_bound_proves_it(portfolio):
    inputs = made(
        portfolio, possible("dear", 60_000, 90_000), possible("good", 40_000, 20_000), possible("fair", 30_000, 20_000),
        possible("small", 1000, 9000),
    )  # fmt: skip
    plan = make_plan(inputs, OPTIONS)
    assert {c.code for c, _year in plan.chosen} == {"good", "fair"}
    assert plan.cost_eur == pytest.approx(40_000) == pytest.approx(plan.bound_eur)
    assert plan.gain("primair") >= plan.short["primair"] > 0
    assert not plan.still_short


def test_what_cannot_be_chosen_has_a_reason(portfolio):
    inputs = made(
        portfolio,
        possible("leaving", 5000, 10, asset="B"),
        possible("too much", 500_000, 10),
        ("no cost", "A", "natural_gas", "possible", None, 500.0, None, None),
        possible("budget", 20_000, 60_000),
        ("late", "A", "natural_gas", "decided", date(2035, 1, 1), 500.0, 5.0, None),
        possible("worse", -500, 10),
        possible("ok", 20_000, 20_000),
    )
    plan = make_plan(inputs, OPTIONS, budget_eur=50_000)
    assert {c.code: c.reason for c in plan.left if c.reason} == {
        "leaving": "leaving", "too much": "too_much", "no cost": "no_cost", "budget": "over_budget", "worse": "no_gain",
    }  # fmt: skip
    assert plan.still_short
    assert plan.bound_eur is None
    section = measures(inputs, replace(OPTIONS, budget_eur=50_000.0))
    assert "cannot be closed" in section.message
    assert {finding.code for finding in section.findings} == {"energy.measures.short", "energy.measures.too_much"}


def test_a_decided_measure_comes_off_first_and_a_year_holds_its_budget(portfolio):
    inputs = made(
        portfolio,
        ("sure", "A", "natural_gas", "decided", date(2025, 1, 1), 30_000.0, 1.0, None),
        possible("one", 20_000, 30_000), possible("two", 20_000, 30_000),
    )  # fmt: skip
    plan = make_plan(inputs, OPTIONS, budget_eur=30_000)
    years = {c.code: year for c, year in plan.chosen}
    assert years["sure"] == 2025
    assert years["one"] != years["two"]
    nothing = make_plan(
        made(type(portfolio)(), ("all", "A", "natural_gas", "decided", None, 80_000.0, 1.0, None)), OPTIONS
    )
    assert not any(nothing.short.values())


def test_every_figure_of_the_plan_has_a_trace(portfolio):
    inputs = made(portfolio, possible("good", 90_000, 20_000))
    figures = measures(inputs, OPTIONS).figures()
    assert len(figures) >= 4
    for figure in figures:
        assert trace(figure.key, inputs, OPTIONS).rows[0]["rows"] == 1
    with pytest.raises(InputWrong, match="Known forms"):
        trace("energie.maatregelen.iets", inputs, OPTIONS)


def test_without_a_register_the_columns_are_named(portfolio):
    assert "Maatregelcode" in measures(portfolio.asset("A").inputs(), OPTIONS).message


def test_a_small_gap_is_closed_even_when_the_last_measure_costs_much(portfolio):
    """The dear third measure closes the last hundredth of the gap; two would be cheaper and leave it open."""
    rows = [possible(f"M{n}", kwh * 1000.0, 1000.0, None) for n, kwh in enumerate((5, 12, 40))]
    plan = make_plan(made(portfolio, *rows), OPTIONS)
    assert not plan.still_short
    assert plan.cost_eur == pytest.approx(3000.0)


offers = st.lists(
    st.tuples(st.integers(5, 40), st.integers(1, 50), st.sampled_from([None, "g", "h"])), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offers=offers)
def test_no_other_choice_is_cheaper(portfolio, offers):
    rows = [possible(f"M{n}", kwh * 1000.0, cost * 1000.0, group) for n, (kwh, cost, group) in enumerate(offers)]
    inputs = made(type(portfolio)(), *rows)
    plan = make_plan(inputs, OPTIONS)
    best = None
    for size in range(len(offers) + 1):
        for chosen in combinations(range(len(offers)), size):
            groups = [offers[n][2] for n in chosen if offers[n][2]]
            kwh = sum(offers[n][0] * 1000.0 for n in chosen)
            enough = all(kwh * factor >= plan.short[word] - 1e-6 for word, factor in (("primair", 1.0), ("co2", 0.182)))
            if len(groups) == len(set(groups)) and kwh <= 120_000 and enough:
                cost = sum(offers[n][1] * 1000.0 for n in chosen)
                best = cost if best is None else min(best, cost)
    assert bool(plan.still_short) == (best is None)
    if best is not None:
        assert plan.cost_eur == pytest.approx(best)
