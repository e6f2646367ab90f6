from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.language import choose_language, current_language, ngettext, show_number, show_value, translate


@pytest.fixture(autouse=True)
def _back_to_english():
    yield
    choose_language("en")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "nl_NL"}, "en"),
        ({}, "en"),
    ],
)
def test_locale_decides_when_nothing_is_said(monkeypatch, variables, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert choose_language() == expected
    assert current_language() == expected


def test_a_wish_wins_over_the_locale(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert choose_language("nl") == "nl"
    assert choose_language("fr") == "en"


def test_numbers_follow_the_language():
    choose_language("nl")
    assert show_number(1234567.891, 1) == "1.234.567,9"
    choose_language("en")
    assert show_number(1234567.891, 1) == "1,234,567.9"


def test_minus_zero_is_zero_and_unknown_is_a_dash():
    assert show_number(-0.04, 1) == "0.0"
    assert show_number(None) == "–"
    assert show_number(float("nan")) == "–"


def test_values_in_sentences():
    choose_language("nl")
    assert show_value(2025) == "2025"
    assert show_value(datetime(2025, 3, 1, 7, 5, tzinfo=UTC)) == "01-03-2025 07:05"
    assert show_value("x") == "x"
    choose_language("en")
    assert [show_value(value) for value in (True, False, None)] == ["yes", "no", "–"]


def test_an_empty_template_stays_empty():
    """Gettext answers the empty message with the catalogue's header."""
    choose_language("nl")
    assert translate("", {}) == ""


def test_plural():
    choose_language("en")
    assert ngettext("{count} file", "{count} files", 1).format(count=1) == "1 file"


@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 3))
def test_dutch_is_english_with_the_marks_swapped(value, decimals):
    choose_language("en")
    english = show_number(value, decimals)
    choose_language("nl")
    assert show_number(value, decimals).translate(str.maketrans(",.", ".,")) == english
