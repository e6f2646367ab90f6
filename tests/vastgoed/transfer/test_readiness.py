"""Readiness: refused input, several buildings, and how firm the order is."""

import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.transfer.readiness import LeadTime, ReadinessRules, compute_readiness, count_moved_positions, part_table


def parts(*rows):
    return pl.DataFrame(rows, schema=["asset_code", "part", "status_share"], orient="row")


def test_each_building_has_its_own_answer_and_strangers_have_none():
    found = compute_readiness(["B", "A"], parts(("A", "staff", 1.0), ("Z", "staff", 1.0)), "2026Q4")
    assert found.select("asset_code", "readiness_pct").rows() == [("A", 20.0), ("B", 0.0)]


def test_a_part_given_twice_counts_with_its_lowest_share():
    found = compute_readiness(["A"], parts(("A", "staff", 1.0), ("A", "staff", 0.5)), "2026Q4")
    assert found["readiness_pct"][0] == 10.0


@pytest.mark.parametrize(
    ("rows", "now", "rules", "message"),
    [
        (("A", "mood", 1.0), "2026Q4", None, "Part mood of readiness is not known"),
        (("A", "staff", 50.0), "2026Q4", None, "Readiness of A, part staff is 50"),
        (("A", "staff", 0.5), "2026Q5", None, "2026Q5 is not a quarter"),
        (("A", "staff", 0.5), "2026Q4", ReadinessRules("soon"), "Lead time is soon"),
        (("A", "staff", 0.5), "2026Q4", ReadinessRules(weight_factors={"mood": 2.0}), "Part mood"),
    ],
)
def test_wrong_input_is_refused(rows, now, rules, message):
    with pytest.raises(InputWrong, match=message):
        compute_readiness(["A"], parts(rows), now, rules)


def test_the_longest_lead_times_are_the_default():
    assert part_table().equals(part_table(ReadinessRules(LeadTime.MAXIMUM)))


def test_the_order_is_tried_with_every_weight_up_and_down():
    found = count_moved_positions(["A", "B"], parts(("A", "staff", 0.8), ("B", "budget", 1.0)), "2026Q4")
    assert found.height == 16
    moved = found.filter(pl.col("moved_count") > 0).select("part", "weight_factor").rows()
    assert moved == [("staff", 0.75), ("budget", 1.25)]
