"""Decisions stand or are said to break; a plan made again changes little, and says what it changed."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from vastgoed.transfer.locks import check_locks
from vastgoed.transfer.plan import PlanOptions, compute_plan, list_changes
from vastgoed.transfer.problem import LIMITS
from vastgoed.transfer.quarters import list_quarters

QUARTERS = list_quarters("2027Q1", 5)
ROOM = pl.DataFrame({"quarter": QUARTERS, "buildings": [2] * 5, "area_m2": [900.0] * 5, "budget_eur": [100.0] * 5})
OFFICE = st.tuples(
    st.floats(1, 100), st.floats(50, 900), st.floats(0, 100), st.sampled_from([None, *QUARTERS]), st.sampled_from("XY")
)


def frame_of(rows):
    columns = ("plan_value", "area_m2", "budget_eur", "earliest_quarter", "entity_code")
    found = [dict(zip(columns, row, strict=True)) | {"asset_code": f"B{number}"} for number, row in enumerate(rows)]
    return pl.DataFrame(found, schema_overrides={"earliest_quarter": pl.String})


@settings(max_examples=40, deadline=None)
@given(st.lists(OFFICE, min_size=1, max_size=9))
def test_a_plan_made_again_moves_nothing_that_had_a_quarter(rows):
    first = compute_plan(frame_of(rows), ROOM)
    before = first.rows.select("asset_code", previous_quarter="quarter")
    again = compute_plan(frame_of(rows).join(before, on="asset_code"), ROOM)
    assert set(list_changes(again)["change"]) <= {"kept", "added"}


@settings(max_examples=40, deadline=None)
@given(st.lists(OFFICE, min_size=1, max_size=9), st.data())
def test_decided_quarters_stay_whatever_is_planned_around_them(rows, data):
    frame = frame_of(rows)
    locked = pl.Series([data.draw(st.sampled_from([None, QUARTERS[2]])) for _ in rows], dtype=pl.String)
    frame = frame.with_columns(locked_quarter=locked, decided_on=pl.lit(date(2026, 1, 1)))
    sizes = frame.select("asset_code", "area_m2", "budget_eur", absorbed_fte=pl.lit(0.0))
    locks = check_locks(frame.select("asset_code", "locked_quarter", "decided_on"), sizes, ROOM)
    stand = locks.filter(pl.col("broken").is_null()).select("asset_code", "locked_quarter")
    made = compute_plan(frame.drop("locked_quarter").join(stand, on="asset_code", how="left"), ROOM)
    kept = made.rows.filter(pl.col("locked_quarter").is_not_null())
    assert (kept["quarter"] == kept["locked_quarter"]).all()
    for limit in LIMITS:
        most = made.use[f"{limit}_limit"].fill_null(float("inf"))
        assert (made.use[limit] <= most + 1e-6).all()


def test_the_last_decision_gives_way_when_a_quarter_is_full():
    frame = pl.DataFrame(
        {
            "asset_code": ["A", "B", "C"],
            "locked_quarter": ["2027Q1", "2027Q1", "2026Q1"],
            "decided_on": [date(2026, 5, 1), date(2026, 1, 1), date(2026, 1, 1)],
        }
    )
    sizes = pl.DataFrame({"asset_code": ["A", "B", "C"], "area_m2": [500.0, 500.0, 1.0]})
    broken = dict(check_locks(frame, sizes, ROOM).select("asset_code", "broken").iter_rows())
    assert broken == {"A": "no_room", "B": None, "C": "no_capacity"}


def test_changing_costs_less_than_what_it_gains_only_when_it_is_worth_it():
    rows = [(10.0, 900.0, 0.0, None, "X"), (11.0, 900.0, 0.0, None, "Y")]
    frame = frame_of(rows).with_columns(previous_quarter=pl.Series(["2027Q1", "2027Q2"]))
    assert set(list_changes(compute_plan(frame, ROOM))["change"]) == {"kept"}
    free = compute_plan(frame, ROOM, PlanOptions(change_quarters=0.0))
    assert dict(list_changes(free).select("asset_code", "change").iter_rows()) == {"B0": "later", "B1": "earlier"}


def test_the_budget_limits_a_quarter_and_an_unknown_cost_is_no_free_ride():
    frame = frame_of([(5.0, 10.0, 80.0, None, "X"), (4.0, 10.0, 80.0, None, "Y"), (3.0, 10.0, 0.0, None, "Z")])
    frame = frame.with_columns(budget_eur=pl.Series([80.0, 80.0, None]))
    made = compute_plan(frame, ROOM)
    assert made.rows["quarter"].to_list() == ["2027Q1", "2027Q2", None]
    assert made.rows["reason"][2] == "plan.size_unknown"


def test_what_waits_without_a_day_and_who_stays_out_is_said():
    frame = frame_of([(5.0, 10.0, 0.0, None, "X"), (4.0, 10.0, 0.0, None, "Y")]).with_columns(
        waits_open=pl.Series([True, False]), declines=pl.Series([False, True])
    )
    assert compute_plan(frame, ROOM).rows["reason"].to_list() == ["plan.waits_open", "plan.entity_declines"]
