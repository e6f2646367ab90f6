from decimal import Decimal

from vastgoed.accessibility.conditions import Range
from vastgoed.accessibility.facts import gather_facts
from vastgoed.accessibility.values import Measurement


def row(name, value, element="Ramp", unit=""):
    return Measurement(name, element, "visitor", value, unit, "audit", None)


def at(number):
    return Range(Decimal(number), Decimal(number))


def test_a_fact_is_read_in_the_unit_of_its_name(criteria):
    facts = gather_facts([row("rise_cm", "0,3", unit="m"), row("lift_kind", "Plateau", "Lift")], criteria)
    assert facts.of("Ramp") == {"rise_cm": at("30")}
    assert facts.of("Lift") == {"lift_kind": "platform"}


def test_a_rise_near_a_border_is_flagged(criteria):
    facts = gather_facts([row("rise_cm", "24,6")], criteria)
    assert [finding.code for finding in facts.findings] == ["accessibility.near_slope_class"]
    assert str(facts.findings[0]).startswith("Ramp rises 24,6 cm, within 0.5 cm of 25 cm")
    assert gather_facts([row("rise_cm", "24,4")], criteria).findings == []


def test_counts_and_slopes_follow_from_values(criteria):
    rows = [row("PAR-01", "3/40", "Parking"), row("RMP-02", "8"), row("SEA-02", "3/99", "Hall")]
    facts = gather_facts(rows, criteria)
    assert facts.of("")["places_count"] == at("40")
    assert facts.of("Ramp")["slope_pct"] == at("8")
    assert facts.of("Hall")["seats_count"] == at("99")


def test_what_was_measured_says_which_class_the_ramp_is_in(criteria):
    facts = gather_facts([row("RMP-02", "8")], criteria)
    assert "rise_cm" not in facts.of("Ramp")
    rise = facts.of("Ramp", with_inferred=True)["rise_cm"]
    assert (rise.low, rise.high, rise.high_open) == (10, 25, True)


def test_an_unreadable_fact_is_unknown_and_said(criteria):
    facts = gather_facts([row("rise_cm", "hoog"), row("parking_present", "soms"), row("DOR-99", "1")], criteria)
    assert facts.of("Ramp") == {}
    assert [finding.code for finding in facts.findings] == [
        "accessibility.fact_unreadable",
        "accessibility.value_unreadable",
        "accessibility.fact_unreadable",
        "accessibility.value_unreadable",
        "accessibility.unknown_criterion",
    ]


def test_more_storeys_mean_a_level_difference(criteria):
    facts = gather_facts([row("levels_count", "3", "Building")], criteria)
    assert facts.of("")["difference_cm"].low == 18


def test_a_word_that_is_not_known_leaves_the_fact_open(criteria):
    facts = gather_facts([row("door_drive", "blauw", "Door")], criteria)
    assert "door_drive" not in facts.of("Door")
    assert [finding.code for finding in facts.findings][:1] == ["accessibility.fact_unreadable"]
