"""The 25 % rule: properties, many buildings at once, texts and refused parameters."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.language import choose_language
from vastgoed.transfer import scope as module
from vastgoed.transfer.scope import ScopeRules, compute_scope, explain_scope

FUNCTIONS = ["office", "classroom_ordinary", "laboratory", "dwelling", "common", "underground_parking"]


def split_of(code, areas):
    return pl.DataFrame(
        [{"asset_code": code, "function": function, "area_m2": area} for function, area in areas.items()],
        schema={"asset_code": pl.String, "function": pl.String, "area_m2": pl.Float64},
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 2_000_000), st.sampled_from([1, 10, 100]))
def test_exactly_a_quarter_is_an_office_and_a_hair_more_is_not(quarter, divisor):
    whole = pl.DataFrame({"asset_code": ["A"]})
    exact = {"office": 3 * quarter / divisor, "laboratory": quarter / divisor}
    assert compute_scope(whole, split_of("A", exact))["outcome"][0] == "in_scope"
    above = {"office": (3 * quarter - 1) / divisor, "laboratory": (quarter + 1) / divisor}
    assert compute_scope(whole, split_of("A", above))["outcome"][0] == "mixed_out"


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(FUNCTIONS), st.floats(0, 1e5)), st.floats(0, 0.2))
def test_the_share_lies_between_its_bounds(areas, error):
    row = compute_scope(
        pl.DataFrame({"asset_code": ["A"]}), split_of("A", areas), None, ScopeRules(area_error_share=error)
    ).row(0, named=True)
    if row["other_share"] is not None:
        assert 0 <= row["low_share"] <= row["other_share"] + 1e-12
        assert row["other_share"] <= row["high_share"] + 1e-12 <= 1 + 2e-12


def test_many_buildings_at_once_give_what_each_gives_alone():
    cases = {f"B{number:03}": {"office": 100.0, "laboratory": float(number)} for number in range(60)}
    together = pl.concat([split_of(code, areas) for code, areas in cases.items()]).sample(
        fraction=1, shuffle=True, seed=1
    )
    found = compute_scope(pl.DataFrame({"asset_code": list(cases)[::-1]}), together)
    assert found["asset_code"].to_list() == list(cases)
    for code, areas in cases.items():
        alone = compute_scope(pl.DataFrame({"asset_code": [code]}), split_of(code, areas))
        assert found.filter(pl.col("asset_code") == code).equals(alone)


def test_a_blank_area_without_a_total_is_undecided():
    split = pl.DataFrame({"asset_code": ["A", "A"], "function": ["office", "laboratory"], "area_m2": [500.0, None]})
    row = compute_scope(pl.DataFrame({"asset_code": ["A"]}), split).row(0, named=True)
    assert (row["outcome"], row["reason"], row["other_share"]) == ("undecided", "split_incomplete", None)
    known = compute_scope(pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [600.0]}), split)
    assert known["outcome"][0] == "in_scope"  # at most 100 of 600 m²


@pytest.mark.parametrize("reason", module._REASONS)
def test_every_reason_is_a_sentence(reason):
    choose_language("en")
    row = {"reason": reason, "other_share": 0.2501, "low_share": 0.2, "high_share": 0.3}
    assert "{" not in explain_scope(row)


def test_the_sentence_carries_the_numbers():
    choose_language("en")
    text = explain_scope({"reason": "within_area_error", "other_share": 0.25, "low_share": 0.22, "high_share": 0.28})
    assert text == (
        "Between 22 % and 28 % is in another function than office: 25 % lies within the error of the areas."
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"denominator": "carpet"}, "denominator of the 25 % rule is carpet. Choose one of internal, gross, net"),
        ({"shared_space": "half"}, "Choose one of pro_rata, as_office, as_other"),
        ({"threshold_share": 25}, "Give a share from 0 to 1"),
    ],
)
def test_wrong_parameters_are_refused(wrong, message):
    choose_language("en")
    with pytest.raises(InputWrong, match=message):
        ScopeRules(**wrong)
