from decimal import Decimal

import pytest

from vastgoed.accessibility.conditions import Range, holds, implied, names, read_condition


def at(number):
    return Range(Decimal(number), Decimal(number))


LANDING = read_condition("rise_cm>50|length_m>10;slope_pct>4")


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"rise_cm": at("50.1")}, True),
        ({"rise_cm": at(50)}, None),
        ({"rise_cm": at(50), "length_m": at(10)}, False),
        ({"rise_cm": at(50), "length_m": at(11)}, None),
        ({"rise_cm": at(50), "length_m": at(11), "slope_pct": at(5)}, True),
        ({"length_m": at(11), "slope_pct": at(5)}, True),
        ({}, None),
    ],
)
def test_and_binds_stronger_than_or(facts, answer):
    assert holds(LANDING, facts) is answer


@pytest.mark.parametrize(
    ("text", "fact", "answer"),
    [
        ("rise_cm>10", Range(Decimal(10), Decimal(25), high_open=True), None),
        ("rise_cm>=10", Range(Decimal(10), Decimal(25), high_open=True), True),
        ("rise_cm<10", Range(Decimal(10), Decimal(25), high_open=True), False),
        ("rise_cm<=10", at(10), True),
        ("rise_cm=10", at(10), True),
        ("lift_kind=car", "car", True),
        ("lift_kind=car", "platform", False),
        ("lift_kind=car", at(1), None),
    ],
)
def test_a_range_decides_only_what_it_covers(text, fact, answer):
    (name,) = names(read_condition(text))
    assert holds(read_condition(text), {name: fact}) is answer


def test_an_empty_condition_always_holds():
    assert holds(read_condition(""), {}) is True


def test_only_a_plain_condition_implies_its_clauses():
    assert [clause.name for clause in implied(read_condition("rise_cm>=10;rise_cm<25"))] == ["rise_cm", "rise_cm"]
    assert implied(LANDING) == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [("rise_cm", "rise_cm"), ("rise_cm>high", "rise_cm>high"), ("a>1;;b>2", "^$"), ("Rise>1", "Rise")],
)
def test_a_condition_that_cannot_be_read(text, clause):
    with pytest.raises(ValueError, match=clause):
        read_condition(text)
