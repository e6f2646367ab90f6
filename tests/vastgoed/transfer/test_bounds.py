"""The bounds: no plan beats them, tried against every possible plan of small problems; the solver finds the best."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from vastgoed.transfer.plan import Order, PlanOptions, compute_plan
from vastgoed.transfer.prices import price_room
from vastgoed.transfer.problem import Move, Problem, compute_objective, limits_broken
from vastgoed.transfer.quarters import list_quarters
from vastgoed.transfer.search import improve, place_greedily

ROOT = Path(__file__).resolve().parents[3]
QUARTERS = tuple(list_quarters("2027Q1", 3))
MOVE = st.builds(
    lambda value, area, fte, first, last, entity: (value, area, fte, first, last, entity),
    st.floats(0.1, 100),
    st.floats(1, 100),
    st.floats(0, 50),
    st.integers(0, 3),
    st.integers(0, 2),
    st.sampled_from(["E1", "E2"]),
)
LIMIT = st.sampled_from([0.0, 40.0, 90.0, float("inf")])


def problem_of(rows, room, bundling):
    moves = tuple(
        Move(f"B{number}", entity, value, (1.0, area, fte, area), first, last)
        for number, (value, area, fte, first, last, entity) in enumerate(rows)
    )
    return Problem(QUARTERS, (3, 2, 1), tuple((2.0, area, 60.0, 150.0) for area in room), moves, bundling)


def best_of_all(problem):
    best = 0.0
    windows = [[None, *range(move.first, move.last + 1)] for move in problem.moves]
    for places in product(*windows):
        taken = [[0.0] * 4 for _ in problem.quarters]
        for move, place in zip(problem.moves, places, strict=True):
            if place is not None:
                taken[place] = [have + use for have, use in zip(taken[place], move.uses, strict=True)]
        if not any(limits_broken(problem, row, (0.0,) * 4, place) for place, row in enumerate(taken)):
            best = max(best, compute_objective(problem, places))
    return best


@settings(max_examples=80, deadline=None)
@given(st.lists(MOVE, max_size=5), st.tuples(LIMIT, LIMIT, LIMIT), st.sampled_from([0.0, 5.0]))
def test_no_plan_beats_the_bound(rows, room, bundling):
    problem = problem_of(rows, room, bundling)
    best = best_of_all(problem)
    priced = price_room(problem, 0.0)
    for order in Order:
        places = improve(place_greedily(problem, order, priced.prices))
        assert compute_objective(problem, places.place) <= best + 1e-6
    assert best <= priced.bound + 1e-6


@settings(max_examples=25, deadline=None)
@given(st.lists(MOVE, max_size=5), st.tuples(LIMIT, LIMIT, LIMIT), st.sampled_from([0.0, 5.0]))
def test_the_solver_finds_the_best_plan(rows, room, bundling):
    pytest.importorskip("highspy")
    from vastgoed.transfer.optimal import solve

    problem = problem_of(rows, room, bundling)
    best = best_of_all(problem)
    found = solve(problem, place_greedily(problem, Order.EARLIEST_READY), seconds=20)
    assert compute_objective(problem, found.places.place) == pytest.approx(best, rel=1e-5, abs=1e-6)
    assert found.bound >= best - 1e-4


def test_the_plan_says_how_far_it_can_be_from_the_best():
    pytest.importorskip("highspy")
    frame = pl.DataFrame({"asset_code": list("ABCD"), "plan_value": [5.0, 4.0, 3.0, 3.0], "area_m2": [9.0, 6, 5, 5]})
    frame = frame.with_columns(fte=pl.lit(1.0), locked_quarter=pl.Series([None, "2027Q2", None, None]))
    capacity = pl.DataFrame({"quarter": ["2027Q1", "2027Q2"], "area_m2": [10.0, 10.0]})
    made = compute_plan(frame, capacity, PlanOptions(bundling_quarters=0.0))
    solved = compute_plan(frame, capacity, PlanOptions(bundling_quarters=0.0, solver_seconds=10))
    assert solved.rows["quarter"].to_list() == [None, "2027Q2", "2027Q1", "2027Q1"]
    assert solved.gap_share == pytest.approx(0.0, abs=1e-6)
    assert made.objective <= solved.objective <= solved.bound <= made.bound + 1e-6


def test_the_solver_leaves_stdout_to_data():
    """In a process of its own: the solver writes past Python's stdout."""
    pytest.importorskip("highspy")
    code = (
        "import polars as pl; from vastgoed.transfer.plan import PlanOptions, compute_plan;"
        "compute_plan(pl.DataFrame({'asset_code': ['A'], 'plan_value': [1.0]}),"
        "pl.DataFrame({'quarter': ['2027Q1'], 'buildings': [1]}), PlanOptions(solver_seconds=5))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_without_the_solver_the_remedy_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)
    offices = pl.DataFrame({"asset_code": ["A"], "plan_value": [1.0]})
    capacity = pl.DataFrame({"quarter": ["2027Q1"], "buildings": [1]})
    with pytest.raises(InputWrong, match="pip install highspy"):
        compute_plan(offices, capacity, PlanOptions(solver_seconds=5))
