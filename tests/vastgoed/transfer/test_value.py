"""Value: the formula by hand, and missing numbers that become a range, never a zero."""

import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.transfer.value import ValueRules, compute_value


def test_the_formula_by_hand():
    frame = pl.DataFrame(
        {
            "asset_code": ["A"],
            "fte": [20.0],
            "yearly_cost_eur": [200_000.0],
            "avoidable_cost_eur_per_year": [8_000.0],
            "co2_saved_t_per_year": [10.0],
        }
    )
    row = compute_value(frame, ValueRules(reference_cost_eur_per_fte=6_000, co2_price_eur_per_t=100)).row(0, named=True)
    # (10 000 - 6 000) x 20 = 80 000; + 8 000 + 1 000 = 89 000 a year
    assert row["value_eur_per_quarter"] == 22_250
    assert (row["value_basis"], row["cost_is_estimated"]) == ("cost", False)


def test_a_missing_cost_becomes_a_range():
    frame = pl.DataFrame(
        {
            "asset_code": ["A", "B", "C", "D"],
            "fte": [10.0, 10.0, 10.0, 10.0],
            "yearly_cost_eur": [40_000.0, 60_000.0, 80_000.0, None],
        }
    )
    row = compute_value(frame).row(3, named=True)
    # Quarter points of 4 000, 6 000, 8 000 per FTE: 5 000, 6 000, 7 000; the reference is the lowest.
    assert row["reference_cost_eur_per_fte"] == 5_000
    names = ("low_value_eur_per_quarter", "value_eur_per_quarter", "high_value_eur_per_quarter")
    assert [row[name] for name in names] == [0.0, 2_500.0, 5_000.0]
    assert (row["value_basis"], row["cost_is_estimated"]) == ("estimated", True)
    assert row["low_plan_value"] > 0


def test_missing_staff_is_estimated_from_the_area():
    frame = pl.DataFrame({"asset_code": ["A", "B"], "fte": [10.0, None], "area_m2": [200.0, 400.0]})
    row = compute_value(frame).row(1, named=True)
    assert (row["fte"], row["fte_is_estimated"]) == (20.0, True)


def test_without_any_cost_the_staff_moved_stand_in():
    frame = pl.DataFrame({"asset_code": ["A", "B"], "fte": [10.0, 30.0]})
    found = compute_value(frame, ValueRules(reference_cost_eur_per_fte=5_000))
    assert found["value_eur_per_quarter"].to_list() == [None, None]
    assert found["plan_value"].to_list() == [10.0, 30.0]
    assert set(found["value_basis"]) == {"fte"}


def test_a_cheap_building_comes_last_and_is_not_left_out():
    frame = pl.DataFrame({"asset_code": ["A", "B"], "fte": [10.0, 10.0], "yearly_cost_eur": [1_000.0, 90_000.0]})
    found = compute_value(frame, ValueRules(reference_cost_eur_per_fte=5_000))
    assert found["value_eur_per_quarter"][0] < 0 < found["plan_value"][0] < found["plan_value"][1]


def test_nothing_known_at_all_still_weighs_something():
    assert compute_value(pl.DataFrame({"asset_code": ["A"]}))["plan_value"].to_list() == [1.0]


def test_a_double_building_is_refused():
    with pytest.raises(InputWrong, match="stands twice"):
        compute_value(pl.DataFrame({"asset_code": ["A", "A"]}))
