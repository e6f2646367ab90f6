import pytest
from hypothesis import given
from hypothesis import strategies as st

from vloot.costs import annuity, capital_of_new, capital_of_used, value_left


def test_an_annuity_pays_off():
    left = 10_000.0
    yearly = annuity(10_000, 5, 0.03)
    for _year in range(5):
        left = left * 1.03 - yearly
    assert left == pytest.approx(0, abs=1e-6)


def test_keeping_a_vehicle_its_whole_life_costs_what_it_loses():
    without_interest = sum(capital_of_used(30_000, age, 0.8, 0.0) for age in range(6))
    assert without_interest == pytest.approx(30_000 - value_left(30_000, 6, 0.8))
    assert capital_of_new(30_000, 6, 0.8, 0.0) == pytest.approx(without_interest / 6)


@given(st.floats(1_000, 500_000), st.integers(1, 20), st.floats(0.5, 0.99), st.floats(0, 0.1))
def test_capital_is_never_negative_and_an_old_vehicle_costs_less(price, age, kept, rate):
    assert capital_of_new(price, age, kept, rate) >= 0
    assert capital_of_used(price, age + 1, kept, rate) <= capital_of_used(price, age, kept, rate) + 1e-9
