import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.units import SUFFIXES, conversion_factor, convert, has_permitted_suffix, parse_unit


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (1, "MWh", "kWh", 1000),
        (1, "GJ", "kWh", 1000 / 3.6),
        (1, "ft**2", "m**2", 0.09290304),
        (1, "kg/GJ", "kg/kWh", 0.0036),
    ],
)
def test_known_conversions(value, source, target, expected):
    assert convert(value, source, target) == pytest.approx(expected)


def test_energy_is_not_a_volume():
    with pytest.raises(InputWrong, match="measure different things"):
        convert(1, "m**3", "kWh")


def test_unknown_unit_names_what_is_allowed():
    with pytest.raises(InputWrong, match="furlongs_of_gas is not known"):
        parse_unit("furlongs_of_gas")


@given(st.floats(1e-6, 1e9), st.sampled_from([("MWh", "kWh"), ("MJ", "kWh"), ("ft", "m"), ("t", "kg")]))
def test_there_and_back_is_where_it_began(value, pair):
    assert convert(convert(value, *pair), *reversed(pair)) == pytest.approx(value)


def test_factor_is_the_conversion_of_one():
    assert conversion_factor("MWh", "kWh") == 1000


@pytest.mark.parametrize("unit", [unit for unit in SUFFIXES.values() if unit])
def test_every_suffix_stands_for_a_unit(unit):
    assert parse_unit(unit)


def test_suffix_must_end_the_name():
    assert has_permitted_suffix("co2_kg")
    assert has_permitted_suffix("share")
    assert not has_permitted_suffix("kwh_total")
