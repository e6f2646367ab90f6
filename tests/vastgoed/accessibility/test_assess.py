import polars as pl
import pytest

from kern.errors import InputWrong
from kern.language import choose_language
from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.values import VALUE_SCHEMA


def test_the_best_building(building, criteria, today):
    result = assess_building(building(), criteria, today)
    assert (result.level, result.visitor_level, result.staff_level) == (Level.A_PLUS_PLUS,) * 3
    assert result.weak_links == ()
    assert {part.part.code: part.level for part in result.parts if part.level is not Level.A_PLUS_PLUS} == {}
    assert result.source_counts["audit"] == sum(item.outcome in ("pass", "fail") for item in result.verdicts)
    assert set(result.proxies) >= {"DOR-11", "COR-08"}
    assert "DOR-05" not in result.proxies


def test_nothing_known_is_no_level(criteria, today):
    result = assess_building(pl.DataFrame(schema=VALUE_SCHEMA), criteria, today)
    assert (result.level, result.best_level, result.not_assessed_share) == (Level.NONE, Level.A_PLUS_PLUS, 1.0)
    assert (result.assessed_on, result.expires_on, result.is_expired) == (None, None, False)


def test_level_a_judges_visitors_and_a_plus_staff_too(building, criteria, today):
    result = assess_building(building(change={"Inner door": {"DOR-03": ("95", "60")}}), criteria, today)
    assert (result.level, result.visitor_level, result.staff_level) == (Level.A, Level.A_PLUS_PLUS, Level.NONE)
    assert (result.weakest.scope, result.weakest.blocks) == ("staff", Level.A_PLUS)


def test_a_claim_about_staff_spaces_needs_a_value(building, criteria, today):
    values = building().filter((pl.col("scope") == "visitor") | (pl.col("criterion_id") == "CHN-02"))
    result = assess_building(values, criteria, today)
    assert (result.level, result.best_level) == (Level.A, Level.A_PLUS_PLUS)
    assert result.weakest.criterion_id == "CHN-02"
    assert result.weakest.text.startswith("The form says that staff spaces were looked at")


def test_proxies_and_unpublished_thresholds_are_named_at_the_level_judged(building, criteria, today):
    result = assess_building(building(change={"Inner door": {"DOR-03": "85"}}), criteria, today)
    assert result.level is Level.A
    assert {"DOR-03", "SAN-02"} <= set(result.proxies)
    assert "COR-07" in result.unpublished  # free height: no threshold published for A
    assert "RMP-01" not in result.unpublished  # no ramp here


def test_weak_links_stand_in_the_order_they_matter(building, criteria, today):
    change = {
        "Main entrance": {"LVL-02": "3"},
        "Inner door": {"DOR-03": "88"},
        "Toilet": {"SAN-03": "", "SAN-02": "110"},
    }
    links = assess_building(building(change=change), criteria, today).weak_links
    visitors = [(link.criterion_id, link.blocks.value, link.outcome.value) for link in links if link.scope == "visitor"]
    assert visitors == [
        ("LVL-02", "a", "fail"),
        ("SAN-02", "a", "fail"),
        ("SAN-03", "a", "not_assessable"),
        ("DOR-03", "a_plus", "fail"),
    ]
    assert (links[0].measured, links[0].required, links[0].basis) == ("3", "≤ 2 cm", "toevla")


def test_the_level_is_always_called_indicative(building, criteria, today):
    result = assess_building(building(), criteria, today)
    before = choose_language("nl")
    assert result.label == "A++ (indicatief)"
    choose_language("en")
    assert {level.label for level in Level} == {
        "A (indicative)", "A+ (indicative)", "A++ (indicative)", "no level (indicative)",
    }  # fmt: skip
    assert before == "nl"


def test_one_building_at_a_time(building, criteria, today):
    two = pl.concat([building(), building(asset_code="GB-0002")])
    with pytest.raises(InputWrong, match="Values of 2 buildings were given where one is asked"):
        assess_building(two, criteria, today)


def test_a_part_the_form_denies_needs_no_values(building, criteria, today):
    change = {"": {"reception_present": "nee", "lift_present": "nee"}, "Desk": {"RCP-01": "", "RCP-02": ""}}
    change["Desk"] |= {"RCP-03": None, "RCP-04": None, "RCP-05": None, "RCP-06": None}
    result = assess_building(building(change=change, remove=["Lift"]), criteria, today)
    assert result.level is Level.A_PLUS_PLUS
    assert {"reception", "LFT"} <= set(result.absent)
    assert next(part.level for part in result.parts if part.part.code == "reception") is None


def test_a_value_counts_even_in_a_part_the_form_denies(building, criteria, today):
    result = assess_building(
        building(change={"": {"reception_present": "nee"}, "Desk": {"RCP-02": "95"}}), criteria, today
    )
    assert (result.level, result.weakest.criterion_id) == (Level.NONE, "RCP-02")


def test_what_nobody_measured_is_unknown_to_staff_too(building, criteria, today):
    whole = assess_building(building(), criteria, today)
    partly = assess_building(building(remove=("Toilet",)), criteria, today)
    assert (whole.staff_level, partly.staff_level) == (Level.A_PLUS_PLUS, Level.NONE)


def test_a_form_that_answers_nothing_but_nvt_reaches_no_level(building, criteria, today):
    result = assess_building(building().with_columns(value=pl.lit("nvt")), criteria, today)
    assert result.level is Level.NONE
    assert {part.part.code: part.level for part in result.parts}["sanitary"] is Level.NONE
    assert result.weakest.text.startswith("The form says of all of it")
    assert result.best_level is Level.A_PLUS_PLUS


@pytest.mark.parametrize(("prefix", "at_most"), [("DOR", Level.NONE), ("SAN", Level.NONE), ("CHN-01", Level.A)])
def test_a_part_every_building_has_is_not_taken_away_by_nvt(building, criteria, today, prefix, at_most):
    is_one = pl.col("criterion_id").str.starts_with(prefix)
    values = building().with_columns(value=pl.when(is_one).then(pl.lit("nvt")).otherwise("value"))
    assert assess_building(values, criteria, today).level is at_most


def test_one_criterion_that_does_not_apply_takes_nothing_away(building, criteria, today):
    values = building().with_columns(
        value=pl.when(pl.col("criterion_id") == "SAN-05").then(pl.lit("nvt")).otherwise("value")
    )
    assert assess_building(values, criteria, today).level is Level.A_PLUS_PLUS


def test_a_door_of_which_one_value_is_missing_is_unknown_there(building, criteria, today):
    values = building(change={"Side door": {"DOR-01": "215", "DOR-05": "160"}})
    result = assess_building(values, criteria, today)
    assert result.level is Level.NONE
    assert {(link.criterion_id, link.element) for link in result.weak_links if link.blocks is Level.A} == {
        ("DOR-03", "Side door")
    }
