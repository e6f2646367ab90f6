from datetime import date

import pytest

from kern.language import choose_language
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.form import form_lines


@pytest.fixture(scope="module")
def lines():
    choose_language("en")
    return form_lines(read_criteria(date(2026, 11, 24)))


def test_every_criterion_stands_on_the_form(lines):
    """All but the age of the assessment, which follows from its day."""
    assert set(read_criteria(date(2026, 11, 24))) - {line.criterion_id for line in lines} == {"ADM-01"}


def test_no_line_stands_there_twice(lines):
    keys = [(line.criterion_id, line.element, line.scope) for line in lines]
    assert len(set(keys)) == len(keys)


def test_facts_stand_before_the_criteria_they_decide_about(lines):
    ramp = [line.criterion_id for line in lines if line.element == "Ramp 1"]
    assert ramp.index("rise_cm") < ramp.index("RMP-01")
    assert next(line.criterion_id for line in lines if line.element == "Lift 1") == "lift_kind"


def test_the_form_says_what_each_level_asks(lines):
    door = next(line for line in lines if line.criterion_id == "DOR-03" and line.element == "Inner door")
    assert dict(door.norms) == {"a": "≥ 77 cm", "aplus": "≥ 90 cm", "aplusplus": "≥ 90 cm"}
    assert (door.is_proxy, door.asked.unit) == (True, "cm")


def test_a_criterion_no_element_names_stands_under_its_part(lines):
    from dataclasses import replace

    criteria = read_criteria(date(2026, 11, 24))
    own = replace(criteria["RCP-01"], id="NEW-01")
    found = [line for line in form_lines({"NEW-01": own}) if line.criterion_id == "NEW-01"]
    assert [line.element for line in found] == ["reception"]
