"""Paths, the ground outside a door, showers and emergency exits."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.doors import entrance_doors, measure_doors
from vastgoed.accessibility.model.evacuation import measure_exits
from vastgoed.accessibility.model.outdoors import measure_paths
from vastgoed.accessibility.model.places import measure_parking
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.rooms import measure_rooms
from vastgoed.accessibility.model.showers import measure_showers


def values(plan_of, measure):
    found: dict[str, list] = {}
    for value in measure(Plan(plan_of.geometry())):
        found.setdefault(value.criterion_id, []).append(value.value)
    return found


@pytest.mark.parametrize("turned", [0.0, 0.8])
def test_width_and_narrowing_of_a_path(drawing, turned):
    plan_of = drawing(turned=turned)
    plan_of.room("Buitenpad", 0, 0, 12, 1.9)
    found = values(plan_of, measure_paths)
    assert float(found["PTH-01"][0]) == pytest.approx(190, abs=0.7)
    assert float(found["PTH-04"][0]) >= 150
    plan_of.add("furniture", "Bloembak", box(5, 0, 6, 1.05), 0, 0.6)
    found = values(plan_of, measure_paths)
    assert float(found["PTH-02"][0]) == pytest.approx(85, abs=0.7)
    narrow = drawing(turned=turned)
    narrow.room("Buitenpad", 0, 0, 12, 1.3)
    assert float(values(narrow, measure_paths)["PTH-01"][0]) == pytest.approx(130, abs=0.7)
    assert values(narrow, measure_rooms) == {}


def test_outdoor_space_before_a_door_is_ground_and_no_room(drawing):
    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 8, 4)
    plan_of.add("space", "Terrein", box(0, -4, 8, -0.1), 0, 3, predefined_type="EXTERNAL")
    plan_of.door("Ingang", 4, -0.05, external=True)
    assert [door.label for door in entrance_doors(Plan(plan_of.geometry()))] == ["Ingang"]
    assert float(values(plan_of, measure_doors)["DOR-05"][0]) >= 150


def test_shower(drawing):
    plan_of = drawing()
    plan_of.room("Douche", 0, 0, 3, 3)
    plan_of.add("sanitary", "Douche", box(0, 0, 1.2, 1.0), 0, 0.02, predefined_type="SHOWER")
    assert values(plan_of, measure_showers)["SHW-01"] == ["100x120"]


@pytest.mark.parametrize(
    ("width", "floor", "value"), [(1.06, 0.0, "true"), (0.90, 0.0, "false"), (1.06, 0.03, "false")]
)
def test_emergency_exit_and_the_doors_before_it(drawing, width, floor, value):
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, 1.8)
    plan_of.room("Zaal", 0, 1.9, 8, 6, floor=floor)
    plan_of.door("Deur", 3, 1.85)
    step_id = plan_of.door("Nooduitgang", 3, 6.05, width=width, sill=floor, external=True)
    plan_of.state(step_id, "FireExit", True)
    assert values(plan_of, measure_exits)["EVA-01"] == [value]


def test_narrowing_in_a_path_that_is_narrow_all_along(drawing):
    plan_of = drawing()
    plan_of.room("Buitenpad", 0, 0, 12, 1.4)
    plan_of.add("furniture", "Bloembak", box(5, 0, 6, 0.4), 0, 0.6)
    found = values(plan_of, measure_paths)
    assert float(found["PTH-01"][0]) == pytest.approx(140, abs=1)
    assert float(found["PTH-02"][0]) == pytest.approx(100, abs=1)


def test_long_narrowing_leaves_no_turning_space_on_the_way(drawing):
    plan_of = drawing()
    plan_of.room("Buitenpad", 0, 0, 24, 1.9)
    plan_of.add("furniture", "Haag", box(6, 0, 17, 0.6), 0, 0.6)
    found = values(plan_of, measure_paths)
    assert float(found["PTH-03"][0]) == pytest.approx(130, abs=1)
    assert float(found["PTH-04"][0]) < 150


def sloping_floor(drawing, name, climb, size=(4.0, 2.0), **more):
    """A space of which the floor climbs along x and y, as ratios."""
    length, width = size
    floor = [(x, y, x * climb[0] + y * climb[1]) for x, y in ((0, 0), (length, 0), (length, width), (0, width))]
    faces = [(0, 2, 1), (0, 3, 2), (4, 5, 6), (4, 6, 7)]
    for at in range(4):
        after = (at + 1) % 4
        faces += [(at, after, after + 4), (at, after + 4, at + 4)]
    plan_of = drawing(**more)
    return plan_of, plan_of.body("space", name, [*floor, *((x, y, z + 2.5) for x, y, z in floor)], faces)


@pytest.mark.parametrize(
    ("climb", "percent"), [((0.0, 0.0), 0), ((0.02, 0.0), 2), ((0.0, 0.02), 0), ((-0.03, 0.02), 3)]
)
@pytest.mark.parametrize("turned", [0.0, 0.7])
def test_a_path_may_slope_across_only(drawing, climb, percent, turned):
    plan_of, _step = sloping_floor(drawing, "Buitenpad", climb, turned=turned)
    assert float(values(plan_of, measure_paths)["PTH-05"][0]) == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(("climb", "percent"), [((0.0, 0.0), 0), ((0.03, 0.0), 3), ((0.015, 0.02), 2.5)])
def test_slope_of_a_parking_place_in_any_direction(drawing, climb, percent):
    plan_of, place = sloping_floor(drawing, "Parkeerplaats", climb, (6.0, 3.5))
    plan_of.state(place, "HandicapAccessible", True)
    assert float(values(plan_of, measure_parking)["PAR-06"][0]) == pytest.approx(percent, abs=0.01)
