import pytest

from vastgoed.bim.texts import clean, first_text, join_texts
from vastgoed.bim.values import StatedValue


@pytest.mark.parametrize(("raw", "text"), [(" a \r\n b ", "a b"), ("", None), (None, None), (12, "12"), ("\x00", None)])
def test_clean(raw, text):
    assert clean(raw) == text


def test_texts_are_joined_once_each():
    assert join_texts([" a", "a", "", None, "b"]) == "a | b"
    assert join_texts([]) is None


def test_first_text_follows_the_order_of_names_not_of_values():
    values = [
        StatedValue("S", n, t, "IfcLabel", False) for n, t in (("Category", "Rooms"), ("OccupancyType", "Kantoor"))
    ]
    assert first_text(values, ("occupancytype", "category")) == "Kantoor"
    assert first_text(values, ("category",), ignored=("rooms",)) is None
