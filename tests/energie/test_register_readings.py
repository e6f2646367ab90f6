"""Register readings: turns, swaps and missed readings, and totals that do not depend on order or file split."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.inputs import EnergyInputs
from energie.register_readings import REGISTER_READING_COLUMNS, consumption_between


def stands(*rows, **same):
    base = {"meter": "M", "register_name": "offtake", "kind": "read", "carrier": "electricity", "unit": "kWh", **same}
    return pl.DataFrame([{**base, **row} for row in rows], schema=REGISTER_READING_COLUMNS)


def day(month, at=1):
    return date(2025, month, at)


def kwh(found):
    return found.readings["consumption_kwh"].to_list()


def codes(found):
    return [finding.code for finding in found.findings]


def test_a_difference_times_the_factor():
    found = consumption_between(
        stands({"read_on": day(1), "reading": 10.0}, {"read_on": day(2), "reading": 12.5}, factor=40.0)
    )
    assert kwh(found) == [100.0]
    assert found.readings["resolution"].to_list() == ["month"]


def test_gas_in_cubic_metres_uses_the_calorific_value():
    found = consumption_between(
        stands(
            {"read_on": day(1), "reading": 0.0},
            {"read_on": day(2), "reading": 100.0},
            carrier="natural_gas",
            unit="m**3",
        )
    )
    assert kwh(found) == [1150.0]


@pytest.mark.parametrize(("digits", "said"), [(5, []), (None, ["energy.register.round"])])
def test_a_counter_turns_to_zero(digits, said):
    found = consumption_between(
        stands({"read_on": day(1), "reading": 99_950.0}, {"read_on": day(2), "reading": 120.0}, digits=digits)
    )
    assert kwh(found) == [170.0]
    assert codes(found) == said


def test_a_lower_reading_without_a_turn_has_no_value():
    found = consumption_between(stands({"read_on": day(1), "reading": 5000.0}, {"read_on": day(2), "reading": 4000.0}))
    assert kwh(found) == [None]
    assert found.readings["quality"].to_list() == ["no_data"]
    assert codes(found) == ["energy.register.lower"]


def test_a_swap_with_end_and_start_reading_loses_nothing():
    found = consumption_between(
        stands(
            {"read_on": day(1), "reading": 9000.0, "device": "A"},
            {"read_on": day(2, 10), "reading": 9100.0, "device": "A", "kind": "end"},
            {"read_on": day(2, 10), "reading": 3.0, "device": "B", "kind": "start"},
            {"read_on": day(3), "reading": 53.0, "device": "B"},
        )
    )
    assert kwh(found) == [100.0, 50.0]
    assert codes(found) == []


def test_a_swap_without_them_is_missing_and_never_nothing():
    found = consumption_between(
        stands(
            {"read_on": day(1), "reading": 9000.0, "device": "A"}, {"read_on": day(2), "reading": 9100.0, "device": "B"}
        )
    )
    assert kwh(found) == [None]
    assert codes(found) == ["energy.register.swap"]


def test_a_missed_reading_makes_the_period_longer():
    found = consumption_between(
        stands(
            {"read_on": day(1), "reading": 0.0},
            {"read_on": day(2), "reading": None},
            {"read_on": day(3), "reading": 90.0},
        )
    )
    assert kwh(found) == [90.0]
    assert codes(found) == ["energy.register.missed"]


def test_an_estimated_reading_makes_both_periods_estimated():
    found = consumption_between(
        stands(
            {"read_on": day(1), "reading": 0.0},
            {"read_on": day(2), "reading": 50.0, "kind": "estimated"},
            {"read_on": day(3), "reading": 90.0},
        )
    )
    assert found.readings["quality"].to_list() == ["estimated", "estimated"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 5000), min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_the_sum_is_last_minus_first_in_any_order(steps, random):
    total, rows = 0.0, []
    for place, step in enumerate(steps):
        total += step
        rows.append({"read_on": date(2024, 1, 1) + timedelta(days=20 * place), "reading": total})
    random.shuffle(rows)
    found = consumption_between(stands(*rows))
    assert sum(kwh(found)) == pytest.approx(total - steps[0])


def test_derived_consumption_counts_for_the_asset_named_in_the_file():
    inputs = EnergyInputs(
        register_readings=stands(
            {"read_on": day(1), "reading": 0.0}, {"read_on": day(2), "reading": 310.0}, asset_code="G1"
        ),
        assets=pl.DataFrame({"asset_code": ["G1"], "kind": ["building"]}),
    )
    found = inputs.asset_months
    assert found.filter(pl.col("month") == 1)["consumption_kwh"].to_list() == [310.0]
    assert found.filter(pl.col("month") == 2)["missing_kwh"][0] > 0
