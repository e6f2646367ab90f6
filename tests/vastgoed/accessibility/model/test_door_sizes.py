import pytest

from vastgoed.accessibility.model.door_sizes import stated_height, stated_lining, stated_width
from vastgoed.accessibility.model.door_width import clear_width, measure_width
from vastgoed.accessibility.model.doors import measure_doors
from vastgoed.accessibility.model.plan import Plan

FOOT = 0.3048


def plan_of_door(drawing, stated, **how):
    """A plan with one door of which the model states other sizes than are drawn."""
    made = drawing()
    made.room("Hall", 0, 0.05, 6, 5)
    made.door("D", 2, 0, **how)
    for value in made.values:
        value["number"] = stated.get(value["value_name"], value["number"])
    return Plan(made.geometry())


def test_feet_in_a_file_of_metres_are_read_as_feet(drawing):
    plan = plan_of_door(drawing, {"OverallWidth": 0.95 / FOOT, "OverallHeight": 2.17 / FOOT}, width=0.95, lining=0.04)
    door = plan.doorways[0]
    width, height = stated_width(plan, door), stated_height(plan, door)
    assert (width.metres, width.is_in_feet) == (pytest.approx(0.95, abs=0.001), True)
    assert height.metres == pytest.approx(2.17, abs=0.001)
    found = clear_width(plan, door)
    assert found.metres == pytest.approx(0.83, abs=0.001)
    assert "is in feet" in found.reason
    heights = [value.value for value in measure_doors(plan) if value.criterion_id == "DOR-01"]
    assert [float(value) for value in heights] == [pytest.approx(213, abs=0.2)]


def test_a_lining_in_feet_too_is_read_so(drawing):
    plan = plan_of_door(drawing, {"OverallWidth": 1.06 / FOOT, "LiningThickness": 0.05 / FOOT}, width=1.06)
    door = plan.doorways[0]
    assert stated_lining(plan, door, stated_width(plan, door)) == pytest.approx(0.05)
    assert clear_width(plan, door).metres == pytest.approx(0.92, abs=0.001)


def test_a_width_that_contradicts_what_is_drawn_does_not_count(drawing):
    plan = plan_of_door(drawing, {"OverallWidth": 9.0}, width=0.95, lining=0.04)
    assert stated_width(plan, plan.doorways[0]) is None
    assert measure_width(plan, plan.doorways[0]).value == "80..91"


def test_a_size_near_what_is_drawn_holds(drawing):
    plan = plan_of_door(drawing, {"OverallWidth": 0.915}, width=0.95, casing=0.076)
    assert stated_width(plan, plan.doorways[0]).metres == 0.915


@pytest.mark.parametrize(("lining", "value"), [(None, "82.5..176"), (0.05, "81..166")])
def test_a_wide_door_that_does_not_say_how_it_opens_has_one_leaf_or_two(drawing, lining, value):
    made = drawing()
    made.door("D", 2, 0, width=1.80, operation="", lining=lining)
    plan = Plan(made.geometry())
    assert measure_width(plan, plan.doorways[0]).value == value


def test_a_narrow_door_that_does_not_say_how_it_opens_has_one_leaf(drawing):
    made = drawing()
    made.door("D", 2, 0, width=1.06, operation="NOTDEFINED")
    plan = Plan(made.geometry())
    assert measure_width(plan, plan.doorways[0]).value == "92"
