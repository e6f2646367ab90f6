"""The way from an adapted parking place to the entrance."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.distance import measure_distance
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.value import UNKNOWN


def site(drawing, sill=0.0, **more):
    """A hall with its door at (4, 0), a forecourt before it, and a place at its far side, straight below the door."""
    plan_of = drawing(**more)
    plan_of.room("Inkomhal", 0, 0.2, 8, 4, floor=sill)
    plan_of.door("Ingang", 4, 0.1, wall=0.2, sill=sill, external=True)
    place = plan_of.room("Parkeerplaats 1", 2.5, -16, 6, -10)
    plan_of.state(place, "HandicapAccessible", True)
    return plan_of


def measured(plan_of):
    [value] = list(measure_distance(Plan(plan_of.geometry())))
    return value


@pytest.mark.parametrize("turned", [0.0, 0.9])
def test_straight_over_the_forecourt(drawing, turned):
    plan_of = site(drawing, turned=turned)
    plan_of.room("Voorplein", -5, -10, 15, 0)
    value = measured(plan_of)
    assert (value.unit, value.basis, value.numbers["door"]) == ("m", "walked", "Ingang")
    assert float(value.value) == pytest.approx(10, abs=0.05)


def test_round_a_wall_and_round_what_is_parked(drawing):
    plan_of = site(drawing)
    plan_of.room("Voorplein", -5, -10, 15, 0)
    plan_of.add("wall", "Muur", box(-5, -5.2, 12, -5), 0, 2)
    assert float(measured(plan_of).value) == pytest.approx(7.9 + 9.5, abs=0.5)
    for number in range(10):
        plan_of.room(f"Parkeerplaats {number + 2}", 10 + 0.5 * number, -5.2, 10.5 + 0.5 * number, 0)
    assert measured(plan_of).value == UNKNOWN


def test_up_a_ramp_to_a_landing(drawing):
    plan_of = site(drawing, sill=0.30)
    plan_of.room("Voorplein", -5, -10, 15, -4)
    plan_of.add("slab", "Bordes", box(3, -2, 9, 0), 0.1, 0.30, predefined_type="LANDING")
    assert measured(plan_of).value == UNKNOWN  # the ground before the landing is not drawn
    plan_of.extruded("ramp_flight", "Baan", [(-2.0, 0.0), (3.0, 0.0), (3.0, 0.30)], -2.0, 0.0)
    assert measured(plan_of).value == UNKNOWN
    plan_of.add("slab", "Verharding", box(-5, -4, -2, 0), -0.2, 0.0, predefined_type="BASESLAB")
    found = float(measured(plan_of).value)
    assert 5 + 8 + 2 < found < 5 + 12 + 3


def test_a_straight_line_is_no_way(drawing):
    value = measured(site(drawing))
    assert value.value == UNKNOWN
    plan_of = site(drawing)
    plan_of.room("Voorplein", -5, -4, 15, 0)
    value = measured(plan_of)
    assert (value.value, value.numbers["straight_m"]) == (UNKNOWN, 10.0)


@pytest.mark.parametrize("more", [{"sill": 0.05}, {"operation": "REVOLVING"}])
def test_a_step_or_a_revolving_door_is_no_entrance(drawing, more):
    plan_of = drawing()
    sill = more.pop("sill", 0.0)
    plan_of.room("Inkomhal", 0, 0.2, 8, 4, floor=sill)
    plan_of.door("Ingang", 4, 0.1, wall=0.2, sill=sill, external=True, **more)
    plan_of.state(plan_of.room("Parkeerplaats 1", 2.5, -16, 6, -10), "HandicapAccessible", True)
    plan_of.room("Voorplein", -5, -10, 15, 0)
    assert measured(plan_of).value == UNKNOWN


def test_without_an_adapted_place_there_is_nothing_to_measure(drawing):
    plan_of = drawing()
    plan_of.room("Parkeerplaats 1", 0, 0, 2.5, 5)
    assert list(measure_distance(Plan(plan_of.geometry()))) == []
