import pytest

from energie.emissions import Boundary
from energie.options import EnergyOptions
from kern.errors import UsageWrong
from kern.trajectory import Method
from koers.choices import make_options
from vloot.options import FleetOptions


def test_dutch_words_and_field_names_both_fit():
    options = make_options(EnergyOptions, {"jaar": 2024, "grens": "location_based", "top_count": 5, "dekking": 1}, {})
    assert (options.report_year, options.boundary, options.top_count) == (2024, Boundary.LOCATION_BASED, 5)
    assert options.minimum_coverage_share == 1.0


def test_the_command_line_wins_and_none_is_not_asked():
    options = make_options(FleetOptions, {"jaar": 2024, "methode": "compound"}, {"report_year": 2023, "method": None})
    assert (options.report_year, options.method) == (2023, Method.COMPOUND)


def test_options_of_another_room_are_passed_over_on_the_command_line():
    assert make_options(FleetOptions, {}, {"boundary": "fossil_only"}) == FleetOptions()


def test_lists_and_nested_choices_are_understood():
    options = make_options(
        EnergyOptions, {"erfgoed": ["protected_monument"], "factoren": {"grid": "be_grid_em_lifecycle"}}, {}
    )
    assert options.excluded_heritage_statuses == ("protected_monument",)
    assert options.factor_sets.grid == "be_grid_em_lifecycle"


@pytest.mark.parametrize(
    ("said", "asked", "message"),
    [
        ({"kleur": 1}, {}, r"choice kleur is not known\. Known choices: basisjaar, budget, dekking"),
        ({"grens": "alles"}, {}, r"grens = alles is not right\. Allowed: fossil_only, location_based, market_based"),
        ({}, {"boundary": "x"}, r"grens = x is not right"),
        ({"jaar": "2025"}, {}, r"jaar = 2025 is not right\. Allowed: 2025"),
        ({"dekking": True}, {}, r"dekking = True is not right"),
    ],
)
def test_a_wrong_choice_names_the_allowed_ones(said, asked, message):
    with pytest.raises(UsageWrong, match=message):
        make_options(EnergyOptions, said, asked)
