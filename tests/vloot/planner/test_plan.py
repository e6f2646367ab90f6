from dataclasses import replace

import pytest

from kern.errors import InputWrong
from vloot.planner.highs import solve_model
from vloot.planner.model import build_model
from vloot.planner.plan import solve_problem
from vloot.planner.problem import Cohort, Duty, Energy, Problem

YEARS = (2026, 2027, 2028)


def old(**told):
    """A diesel that is there already."""
    return Cohort(
        **{
            "name": "diesel", "first_year": 2026, "last_year": 2028, "at_start": 1, "range_km": 20_000.0,
            "owned_eur": dict.fromkeys(YEARS, 500.0), "sold_eur": {2026: 3000.0, 2027: 2000.0, 2028: 1000.0},
            "duties": ("round",), "use_per_km": {"diesel": 0.07}, **told,
        }
    )  # fmt: skip


def new(year, **told):
    """An electric car that can be bought in a year."""
    return Cohort(
        **{
            "name": f"bev{year}", "first_year": year, "last_year": 2028,
            "bought_eur": 6000.0 + 3000.0 * (2028 - year), "cash_eur": 30_000.0,
            "most_bought": 1.0, "range_km": 20_000.0, "owned_eur": dict.fromkeys(YEARS, 300.0),
            "duties": ("round",), "use_per_km": {"electricity": 0.18}, "loads": {"depot": 1.0}, **told,
        }
    )  # fmt: skip


def problem(*cohorts, **told):
    cohorts = cohorts or (old(), *(new(year) for year in YEARS))
    return Problem(
        **{
            "years": YEARS,
            "cohorts": cohorts,
            "duties": [Duty("round", dict.fromkeys(YEARS, 10_000.0))],
            "energies": [
                Energy("diesel", dict.fromkeys(YEARS, 1.6), dict.fromkeys(YEARS, 2.64)),
                Energy("electricity", dict.fromkeys(YEARS, 0.2), dict.fromkeys(YEARS, 0.0)),
            ],
            "capacities": {"depot": dict.fromkeys(YEARS, 1.0)},
            **told,
        }
    )


def bought(plan):
    return [key[1] for key, _number in plan.of("buy")]


def test_without_limits_the_cheapest_wins():
    plan = solve_problem(problem())
    assert plan.is_feasible
    assert bought(plan) == []
    assert plan.cost_eur == pytest.approx(3 * (500 + 700 * 1.6) - 1000)
    assert plan.gap_share == pytest.approx(0, abs=1e-6)


def test_a_carbon_path_forces_the_change_as_late_as_it_pays():
    plan = solve_problem(problem(co2_limit_kg={2026: 2000.0, 2027: 2000.0, 2028: 0.0}))
    assert bought(plan) == ["bev2028"]
    assert [key[2] for key, _number in plan.of("sell") if key[1] == "diesel"] == [2027]
    assert ("co2", 2028) in plan.prices


def test_the_budget_and_the_holding_time_are_respected():
    forced = {"co2_limit_kg": {2028: 0.0}}
    early = solve_problem(problem(**forced, budget_eur={2026: 40_000.0, 2027: 40_000.0, 2028: 0.0}))
    assert bought(early) == ["bev2027"]
    kept = solve_problem(problem(old(keep_until=2028), *(new(year) for year in YEARS), **forced))
    assert [key[2] for key, _number in kept.of("sell") if key[1] == "diesel"] == [2028]


@pytest.mark.parametrize(
    ("told", "limit", "year", "amount"),
    [
        ({"co2_limit_kg": {2026: 0.0}, "budget_eur": {2026: 10_000.0}}, "budget", 2026, 20_000.0),
        ({"co2_limit_kg": {2026: 0.0}, "capacities": {"depot": dict.fromkeys(YEARS, 0.0)}}, "capacity", 2026, 1.0),
    ],
)
def test_when_nothing_fits_it_says_which_limit_and_by_how_much(told, limit, year, amount):
    plan = solve_problem(problem(**told))
    assert not plan.is_feasible
    (short,) = [short for short in plan.shortages if short.limit == limit and short.year == year] or [None]
    if short is None:
        # Another limit gives way at less cost; then that one is named.
        assert plan.shortages
    else:
        assert short.amount == pytest.approx(amount)


def test_a_duty_that_nobody_can_serve_is_named():
    plan = solve_problem(problem(duties=[Duty("round", {2026: 90_000.0})]))
    assert not plan.is_feasible
    assert {short.what for short in plan.shortages} == {"round"}


def test_whole_vehicles_lift_the_bound_and_never_the_cost():
    """The rows on whole vehicles cut off halves of vehicles only: the best plan costs the same without them."""
    cohorts = [old(at_start=2, range_km=15_000.0), *(new(year, most_bought=3.0, range_km=15_000.0) for year in YEARS)]
    asked = problem(
        *cohorts,
        duties=[Duty("round", dict.fromkeys(YEARS, 16_000.0))],
        capacities={"depot": dict.fromkeys(YEARS, 5.0)},
        co2_limit_kg={2028: 1000.0},
    )
    model = build_model(asked)
    plain = replace(model, rows=[row for row in model.rows if row[0][0] != "needed"])
    assert solve_model(model).objective == pytest.approx(solve_model(plain).objective)
    assert solve_model(model, relaxed=True).objective >= solve_model(plain, relaxed=True).objective - 1e-6


def test_at_most_a_share_may_be_sold():
    plan = solve_problem(
        problem(old(at_start=10, last_year=2030, sold_eur=dict.fromkeys(YEARS, 9000.0)), most_sold_share=0.2)
    )
    sold = {key[2]: number for key, number in plan.of("sell")}
    assert sold[2026] == 2


def test_names_must_exist_and_differ():
    with pytest.raises(InputWrong, match="names duty elsewhere"):
        problem(old(duties=("elsewhere",)))
    with pytest.raises(InputWrong, match="same name"):
        problem(old(), old())


def test_the_solver_leaves_stdout_alone(capfd):
    solve_problem(problem())
    assert capfd.readouterr().out == ""
