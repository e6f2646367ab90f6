"""A lift of which the model draws the car only, with doors of two leaves that meet in the middle."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.lifts import measure_lifts
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.routes.graph import build_routes
from vastgoed.accessibility.routes.links import LIFT


def lift(drawing, **door):
    """A hall and a room above it, a shaft through both, and the car at the lower stop."""
    made = drawing()
    made.room("Hall", 0, -5, 6, -0.1)
    made.room("Upper room", 0, -5, 6, -0.1, floor=3.5)
    made.room("Lift shaft", 1, 0.1, 3, 2.1, height=7.0)
    made.add("lift", "Lift A", box(1.2, 0.3, 2.8, 1.9), 0.0, 2.2, predefined_type="ELEVATOR")
    for number, level in enumerate((0.0, 3.5)):
        made.door(
            f"Landing door {number}", 2.0, 0.0, width=1.0, wall=0.2, sill=level, operation="DOUBLE_DOOR_SLIDING", **door
        )
    return made


def test_the_landing_doors_of_its_shaft_tell_where_it_stops(drawing):
    made = lift(drawing)
    car = next(row["element_step_id"] for row in made.rows if row["kind"] == "lift")
    links = [link for link in build_routes(made.geometry()).links if link.kind == LIFT]
    assert [(link.element, link.one.level_m, link.other.level_m) for link in links] == [(car, 0.0, 3.5)]


def test_both_leaves_of_a_sliding_landing_door_count(drawing):
    values = [value for value in measure_lifts(Plan(lift(drawing).geometry())) if value.criterion_id == "LFT-06"]
    assert {value.value for value in values} == {"90"}


def test_a_landing_door_opened_by_hand_counts_one_leaf(drawing):
    made = lift(drawing)
    for row in made.rows:
        if row["kind"] == "door":
            made.state(row["element_step_id"], "HasDrive", False)
    values = [value for value in measure_lifts(Plan(made.geometry())) if value.criterion_id == "LFT-06"]
    assert [float(value.value) for value in values] == [pytest.approx(45)] * len(values)
    assert values
