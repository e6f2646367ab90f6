from decimal import Decimal

import pytest

from vastgoed.accessibility.measured import Unreadable, read_number, to_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [("88", "88"), ("88,5", "88.5"), (" 0.885 ", "0.885"), ("1.250,5", "1250.5"), ("27.626", "27.626")],
)
def test_a_number_in_dutch_or_neutral_writing(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-3", "1,2,3", "1e3", "nan", "88 cm"])
def test_what_is_no_number(text):
    with pytest.raises(Unreadable, match="is not a number of zero or more"):
        read_number(text)


@pytest.mark.parametrize(("unit", "expected"), [("mm", "90.5"), ("cm", "905"), ("", "905"), ("m", "90500")])
def test_a_unit_is_converted_exactly(unit, expected):
    assert to_unit(Decimal("905"), unit, "cm") == Decimal(expected)
