"""The plan: reasons, capacity never exceeded, order of input without effect, comparison with simple orders."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.language import choose_language
from vastgoed.transfer.plan import Order, PlanOptions, compare_orders, compute_plan, explain_placement
from vastgoed.transfer.problem import LIMITS
from vastgoed.transfer.quarters import list_quarters, quarter_number

QUARTERS = list_quarters("2027Q1", 4)
CAPACITY = pl.DataFrame({"quarter": QUARTERS, "buildings": [9] * 4, "area_m2": [1000.0] * 4, "fte": [100.0] * 4})


def office(code, value=10.0, area_m2=600.0, fte=10.0, **more):
    return {"asset_code": code, "plan_value": value, "area_m2": area_m2, "fte": fte, "entity_code": "E1"} | more


def plan(rows, capacity=CAPACITY, **more):
    more.setdefault("options", PlanOptions(bundling_quarters=0.0))
    return compute_plan(pl.DataFrame(rows, infer_schema_length=None), capacity, **more)


def reasons(made):
    choose_language("en")
    return {row["asset_code"]: explain_placement(row, QUARTERS[0]) for row in made.rows.iter_rows(named=True)}


def test_each_building_says_why_it_stands_where_it_stands():
    made = plan(
        [
            office("A", value=20.0),
            office("B", earliest_quarter="2026Q4"),
            office("C", area_m2=1001.0),
            office("D", area_m2=100.0, earliest_quarter="2027Q3", waits_for="staff", latest_quarter="2028Q2"),
            office("E", earliest_quarter="2028Q1"),
            office("F", earliest_quarter="2027Q3", latest_quarter="2027Q2"),
            office("G", may_be_planned=False, codes=["H01", "H07"], outcome="out_of_scope"),
            office("H", is_transferred=True),
            office("I", area_m2=None),
            office("J", area_m2=10.0, locked_quarter="2027Q4"),
        ]
    )
    assert reasons(made) == {
        "A": "Ready: placed in the first quarter of the plan.",
        "B": "2027Q1 is full on m²; next room in 2027Q2.",
        "C": "Larger than the room of any single quarter on m².",
        "D": "Waits for staff list per task agreed, consultation held (earliest 2027Q3). "
        "The lease window closes in 2028Q2.",
        "E": "Ready in 2028Q1, after the last quarter of the plan.",
        "F": "The lease window closed in 2027Q2, before the building can be ready.",
        "G": "Not planned: out of scope (H01, H07).",
        "H": "Already managed by the agency.",
        "I": "Not planned: its floor area, FTE or one-off cost is not known, so it cannot be set against the room.",
        "J": "Fixed on 2027Q4 by decision.",
    }


def test_a_full_plan_leaves_the_least_worth_out_and_says_on_what():
    made = plan([office(f"B{number}", value=number + 1.0) for number in range(5)])
    assert made.rows["quarter"].to_list() == [None, "2027Q4", "2027Q3", "2027Q2", "2027Q1"]
    assert reasons(made)["B0"] == "No quarter from 2027Q1 on has room on m² for it."
    assert made.objective == 5 * 4 + 4 * 3 + 3 * 2 + 2 * 1


def test_swaps_mend_what_greedy_placing_cannot():
    # Per m² the small one is worth more, but it blocks the one that may only move in the first quarter.
    rows = [office("S", 5.0, 300.0), office("L", 8.0, 900.0, latest_quarter="2027Q1")]
    order = Order.VALUE_PER_CAPACITY
    assert plan(rows, order=order, improved=False).rows["quarter"].to_list() == [None, "2027Q1"]
    assert plan(rows, order=order).rows["quarter"].to_list() == ["2027Q1", "2027Q2"]


def test_bundling_brings_an_entity_together():
    room = CAPACITY.with_columns(area_m2=pl.Series([600.0, 1200.0, 1200.0, 1200.0]))
    rows = [office("A", 1.0), office("B", 1.0)]
    assert plan(rows, room).rows["quarter"].n_unique() == 2
    bundled = plan(rows, room, options=PlanOptions(bundling_quarters=5.0))
    assert bundled.rows["quarter"].to_list() == ["2027Q2", "2027Q2"]
    assert reasons(bundled)["B"] == "Placed in 2027Q2 so that its entity moves in fewer quarters."


def test_the_simple_orders_are_set_beside_the_plan():
    rows = [office("A", 1.0), office("B", 9.0, earliest_quarter="2027Q1")]
    made = plan(rows)
    assert (made.objective, made.compared_objective) == (9 * 4 + 3, 4 + 9 * 3)
    assert made.compared_share == pytest.approx(31 / 39)
    table = compare_orders(pl.DataFrame(rows, infer_schema_length=None), CAPACITY)
    assert set(table["order"]) == {*map(str, Order), "improved"}
    assert table["plan_share"][0] == 1.0


@pytest.mark.parametrize(
    ("rows", "capacity", "message"),
    [
        ([office("A"), office("A")], CAPACITY, "stands twice"),
        ([{"asset_code": "A"}], CAPACITY, "no such value"),
        ([office("A")], CAPACITY.clear(), "at least one quarter"),
        ([office("A")], pl.concat([CAPACITY, CAPACITY]), "2027Q1 is given twice"),
        ([office("A")], pl.DataFrame({"quarter": ["spring"]}), "spring is not a quarter"),
        ([office("A", locked_quarter="2030Q1")], CAPACITY, "locked on 2030Q1"),
        ([office("A", area_m2=2000.0, locked_quarter="2027Q1")], CAPACITY, "locked on 2027Q1 take more m²"),
    ],
)
def test_what_cannot_be_planned_is_said(rows, capacity, message):
    choose_language("en")
    with pytest.raises(InputWrong, match=message):
        plan(rows, capacity)


SIZES = st.one_of(st.none(), st.floats(1, 1500))
QUARTER = st.one_of(st.none(), st.sampled_from(list_quarters("2026Q3", 9)))
BUILDING = st.fixed_dictionaries(
    {
        "plan_value": st.floats(0.01, 1e6),
        "area_m2": SIZES,
        "fte": st.floats(0, 60),
        "entity_code": st.sampled_from(["E1", "E2", "E3"]),
        "earliest_quarter": QUARTER,
        "latest_quarter": QUARTER,
        "may_be_planned": st.booleans(),
        "outcome": st.just("in_scope"),
    }
)
SCHEMA = {
    "asset_code": pl.String,
    "plan_value": pl.Float64,
    "area_m2": pl.Float64,
    "fte": pl.Float64,
    "entity_code": pl.String,
    "earliest_quarter": pl.String,
    "latest_quarter": pl.String,
    "may_be_planned": pl.Boolean,
    "outcome": pl.String,
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(BUILDING, max_size=14),
    st.integers(0, 4),
    st.sampled_from([0.0, 1000.0]),
    st.sampled_from(Order),
    st.data(),
)
def test_any_plan_keeps_to_room_and_windows_and_explains_itself(rows, buildings, bundling, order, data):
    choose_language("nl")
    rows = [{"asset_code": f"B{number}"} | row for number, row in enumerate(rows)]
    capacity = CAPACITY.with_columns(buildings=pl.lit(buildings))
    frame, mixed = (pl.DataFrame(some, schema=SCHEMA) for some in (rows, data.draw(st.permutations(rows))))
    options = PlanOptions(bundling_quarters=bundling)
    made = compute_plan(frame, capacity, options, order)
    for name in LIMITS:
        assert (made.use[name] <= made.use[f"{name}_limit"] + 1e-6).all()
    for row in made.rows.iter_rows(named=True):
        assert row["reason"]
        assert explain_placement(row, QUARTERS[0])
        if row["quarter"]:
            at = quarter_number(row["quarter"])
            assert row["earliest_quarter"] is None or quarter_number(row["earliest_quarter"]) <= at
            assert row["latest_quarter"] is None or at <= quarter_number(row["latest_quarter"])
    placed = made.rows.filter(pl.col("quarter").is_not_null())
    assert made.use["buildings"].sum() == placed.height
    assert made.use["area_m2"].sum() == pytest.approx(placed["area_m2"].sum())
    other = compute_plan(mixed, capacity, options, order)
    assert made.rows.equals(other.rows)
    assert made.objective >= compute_plan(frame, capacity, options, order, improved=False).objective - 1e-6
    assert made.objective <= made.bound
    choose_language("en")
