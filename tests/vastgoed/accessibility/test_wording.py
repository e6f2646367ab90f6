import pytest

from kern.language import choose_language
from vastgoed.accessibility.wording import show_condition, show_threshold


@pytest.mark.parametrize(
    ("rule", "threshold", "unit", "words"),
    [
        ("at_least", "90", "cm", "≥ 90 cm"),
        ("at_most", "6.25", "percent", "≤ 6.25 %"),
        ("between", "90..120", "cm", "90–120 cm"),
        ("each_in_band", "100..100|70..75", "cm", "100 and 70–75 cm"),
        ("at_least_box", "70x90x60", "cm", "≥ 70 × 90 × 60 cm"),
        ("at_least_share", "0.06", "count", "≥ 6 %"),
        ("at_least_share", "0", "count", "≥ 1"),
        ("at_least_steps", "6;1;50;100", "count", "≥ 6 + 1 per 50 above 100"),
        ("is_true", "true", "", "yes"),
    ],
)
def test_a_threshold_in_words(rule, threshold, unit, words):
    choose_language("en")
    assert show_threshold(rule, threshold, unit) == words


def test_a_condition_reads_as_the_form_does():
    choose_language("nl")
    assert show_condition("places_count>100") == "aantal eigen parkeerplaatsen > 100"
    assert show_condition("rise_cm>=10;rise_cm<25").endswith("< 25 cm")
    assert " of " in show_condition("rise_cm>50|length_m>10;slope_pct>4")
    assert show_condition("door_drive=manual") == "bediening van de deur = manueel"
    assert show_condition("zone=noord") == "zone = noord"
