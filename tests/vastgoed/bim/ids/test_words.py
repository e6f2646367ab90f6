"""What rules ask, in words: numbers as the reader writes them, texts as they stand."""

import pytest

from kern.language import choose_language
from vastgoed.bim.ids.words import say_reason, say_requirement


@pytest.fixture
def dutch():
    choose_language("nl")
    yield
    choose_language("en")


def _asked(constraint, unit=""):
    return {
        "kind": "attribute", "subject": "OverallWidth", "constraint": constraint, "unit": unit,
        "cardinality": "required",
    }  # fmt: skip


@pytest.mark.usefixtures("dutch")
@pytest.mark.parametrize(
    ("constraint", "unit", "said"),
    [("≥ 0.85", "m", "≥ 0,85 m"), ("≤ 0.24", "", "≤ 0,24"), ("30.10", "", "30.10"), ("1", "m", "1 m")],
)
def test_numbers_have_the_readers_decimal_mark_and_codes_keep_theirs(constraint, unit, said):
    assert say_requirement(_asked(constraint, unit)).endswith(f" {said}")


@pytest.mark.usefixtures("dutch")
def test_the_value_that_falls_short_too():
    assert "0,81 m" in say_reason({"reason": "VALUE", "actual": "0.81"}, {"unit": "m"})
