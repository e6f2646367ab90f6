"""The ground outside: what belongs together, what stands in the way, what carries rooms."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.places import adapted_places
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.terrain import read_ground


def ground(plan_of):
    plan = Plan(plan_of.geometry())
    [place] = adapted_places(plan)
    return sorted(read_ground(plan, place), key=lambda each: -each.shape.area)


def yard(drawing):
    plan_of = drawing()
    plan_of.state(plan_of.room("Parkeerplaats", 0, 0, 4, 6), "HandicapAccessible", True)
    return plan_of


def test_floors_within_two_centimetres_are_one(drawing):
    plan_of = yard(drawing)
    plan_of.room("Voorplein", 4, 0, 10, 6, floor=0.02)
    plan_of.room("Terras", 10, 0, 22, 6, floor=0.05)
    terrace, yard_floor = ground(plan_of)
    assert terrace.shape.area == pytest.approx(72, abs=0.1)
    assert yard_floor.shape.area == pytest.approx(60, abs=0.1)
    assert (yard_floor.low_m, yard_floor.high_m) == (0.0, 0.02)


def test_what_stands_there_and_passages_under_ninety_centimetres_are_left_out(drawing):
    plan_of = yard(drawing)
    plan_of.room("Voorplein", 4, 0, 14, 6)
    plan_of.add("wall", "Muur", box(8, 0, 8.2, 5.2), 0, 2)
    [first, second] = ground(plan_of)[0].shape.geoms
    assert first.area + second.area < 4 * 6 + 9.8 * 6 + 0.1
    plan_of.add("wall", "Luifel", box(4, 0, 8, 6), 2.5, 3)
    assert ground(plan_of)[0].shape.area == pytest.approx(first.area + second.area, abs=0.01)


def test_a_slab_under_rooms_and_another_parking_place_are_no_ground(drawing):
    plan_of = yard(drawing)
    plan_of.room("Kantoor", 4.2, 0, 10, 6)
    plan_of.add("slab", "Vloer", box(4, 0, 10, 6), -0.3, -0.02)
    plan_of.room("Parkeerplaats 2", -4, 0, 0, 6)
    assert ground(plan_of)[0].shape.area == pytest.approx(24, abs=1.5)
