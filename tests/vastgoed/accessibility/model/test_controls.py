"""Switches and sockets on and in the walls of a room."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.controls import measure_controls
from vastgoed.accessibility.model.plan import Plan


def control(drawing, x, y, low, high, floor=0.0, **more):
    plan_of = drawing(**more)
    plan_of.room("Kantoor", 0, 0, 5, 4, floor=floor)
    plan_of.add("control", "Schakelaar", box(x - 0.04, y - 0.01, x + 0.04, y + 0.01), low, high)
    return {value.criterion_id: float(value.value) for value in measure_controls(Plan(plan_of.geometry()))}


@pytest.mark.parametrize("turned", [0.0, 0.6])
def test_height_above_the_floor_of_its_room_and_distance_to_the_corner(drawing, turned):
    found = control(drawing, 0.6, 0.01, 4.55, 4.65, floor=3.6, turned=turned)
    assert found == {"CTL-01": pytest.approx(100), "CTL-02": pytest.approx(60, abs=0.1)}


def test_a_box_in_the_wall_belongs_to_the_room_before_it(drawing):
    found = control(drawing, 4.7, -0.1, 1.36, 1.44)
    assert found["CTL-01"] == pytest.approx(140)
    assert found["CTL-02"] == pytest.approx(31.6, abs=0.1)


def test_outside_every_room_there_is_nothing_to_measure(drawing):
    assert control(drawing, 9.0, 9.0, 1.0, 1.1) == {}
    assert control(drawing, 0.6, 0.01, 3.0, 3.1) == {}
