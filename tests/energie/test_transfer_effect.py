"""A transfer moves the whole history: both sides are recalculated and the sum over all sides never changes."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.transfer_effect import transfer_effect
from kern.trajectory import Target

PROMISE = Target(base_year=2015, target_year=2030, reduction_share=0.4)
NAMES = ("base", "actual", "goal")
ROW = st.tuples(
    st.integers(0, 5), st.sampled_from(["E1", "E2", "E9"]), st.sampled_from([2015, 2020, 2025]), st.floats(0, 1e6)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=25), st.sets(st.integers(0, 5)))
def test_the_sum_of_base_actual_and_target_is_unchanged(rows, moved):
    owner = {}
    values = pl.DataFrame(
        [
            {"asset_code": f"A{n}", "entity_code": owner.setdefault(n, entity), "year": year, "value": value}
            for n, entity, year, value in rows
        ]
    )
    moves = pl.DataFrame({"asset_code": [f"A{n}" for n in sorted(moved)]}, schema={"asset_code": pl.String})
    effect = transfer_effect(values, moves.with_columns(to_entity=pl.lit("E9")), PROMISE, 2025)
    for name in NAMES:
        before, after = (effect[f"{name}_{when}"].sum() for when in ("before", "after"))
        assert after == pytest.approx(before, rel=1e-9, abs=1e-6)
    assert effect["assets"].sum() == 0


def test_both_sides_take_the_base_year_along():
    values = pl.DataFrame(
        {
            "asset_code": ["A", "A", "B", "B", "C"],
            "entity_code": ["E1", "E1", "E1", "E1", "E9"],
            "year": [2015, 2025, 2015, 2025, 2015],
            "value": [10.0, 8.0, 30.0, 20.0, 100.0],
        }
    )
    effect = transfer_effect(values, pl.DataFrame({"asset_code": ["A"], "to_entity": ["E9"]}), PROMISE, 2025)
    giver, taker = effect.iter_rows(named=True)
    assert (giver["assets"], giver["base_before"], giver["base_after"]) == (-1, 40.0, 30.0)
    assert giver["goal_after"] == pytest.approx(18.0)
    assert (giver["actual_before"], giver["actual_after"]) == (28.0, 20.0)
    assert (taker["assets"], taker["base_after"], taker["actual_after"]) == (1, 110.0, 8.0)
