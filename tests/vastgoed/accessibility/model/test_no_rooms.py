"""A model without rooms, or without anything: it says so, and nothing passes."""

from datetime import date

from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.picture.files import write_floor_plans
from vastgoed.model_label_section import model_label_section

TODAY = date(2026, 11, 24)


def test_a_model_without_rooms_says_so_and_draws_nothing(drawing, tmp_path):
    plan_of = drawing()
    plan_of.door("Deur", 2, 0, width=0.7)
    [one] = assess_model(plan_of.geometry(), read_criteria(TODAY), TODAY)
    section = model_label_section([one])
    assert [finding.code for finding in section.findings] == ["accessibility.no_rooms"]
    assert write_floor_plans(tmp_path / "plan.png", [one]) == []
    assert one.result.level is Level.NONE
    [empty] = assess_model(drawing().geometry(), read_criteria(TODAY), TODAY)
    assert "says nothing that can be assessed" in model_label_section([empty]).message
