import pytest

from vastgoed.accessibility.checks import CHECKS, check_value
from vastgoed.accessibility.criteria import THRESHOLDS


def test_every_rule_of_the_criteria_has_a_function(criteria):
    assert {item.rule for item in criteria.values()} <= set(CHECKS)
    assert set(CHECKS) == set(THRESHOLDS)


@pytest.mark.parametrize(
    ("rule", "value", "threshold", "words"),
    [
        ("at_least", "breed", "90", "breed is not a number of zero or more."),
        ("at_least", "-5", "90", "-5 is not a number of zero or more."),
        ("at_most", "", "8.3", "No value was recorded."),
        ("at_most", "?", "8.3", "No value was recorded."),
        ("at_least_share", "5", "0.06", "5 does not say how many out of how many, such as 2/40."),
        ("at_least_share", "5/4", "0.06", "5/4 does not say how many out of how many, such as 2/40."),
        ("at_least_share", "0,5/4", "0.06", "0,5/4 does not say how many out of how many, such as 2/40."),
        ("at_least_steps", "zes", "6;1;50;100", "zes does not say how many out of how many, such as 2/40."),
        ("at_least_box", "120", "120x150", "120 has 1 sizes, 2 are asked, such as 120x150."),
        ("each_in_band", "100;hoog", "100..100|70..75", "hoog is not a number of zero or more."),
        ("between", "x", "90..120", "x is not a number of zero or more."),
        ("between_or_multiple", "x", "57..63", "x is not a number of zero or more."),
        ("is_true", "soms", "true", "soms is neither yes nor no."),
    ],
)
def test_what_cannot_be_read_is_not_assessable_with_its_reason(rule, value, threshold, words):
    verdict = check_value(rule, value, threshold)
    assert (verdict.outcome, str(verdict)) == ("not_assessable", words)


def test_an_absent_value_is_not_assessable():
    assert check_value("at_least", None, "90").outcome == "not_assessable"


@pytest.mark.parametrize("word", ["nvt", "N.v.t.", "not_applicable", "niet van toepassing"])
def test_the_form_may_say_that_it_does_not_apply(word):
    assert check_value("at_least", word, "90").outcome == "not_applicable"


def test_the_raw_slope_is_printed_with_the_tolerance():
    verdict = check_value("at_most", "8,33", "8.3", "%", "percent")
    assert str(verdict) == "Measured 8.33, at most 8.3 asked; 0.05 of rounding is accepted."


def test_a_begun_group_is_told_where_it_would_change_the_answer():
    verdict = check_value("at_least_steps", "6/120", "6;1;50;100")
    assert verdict.outcome == "pass"
    assert verdict.evidence["required_begun"] == 7
    assert str(verdict) == "6 of 120 comply, at least 6 asked; 7 if a begun group counts."


def test_one_handrail_does_not_serve_two_bands():
    assert check_value("each_in_band", "100", "90..110|95..105").outcome == "fail"
    assert check_value("each_in_band", "100;101", "90..110|95..105").outcome == "pass"


def test_a_unit_that_does_not_fit_is_not_assessable():
    assert str(check_value("at_least", "90", "90", "kg", "cm")) == "Unit kg does not fit: the criterion asks cm."
    assert check_value("at_least", "2", "2", "stuks", "count").outcome == "pass"
    assert check_value("at_least", "2", "2", "cm", "count").outcome == "not_assessable"
