"""A place to wait at the reception."""

from shapely.geometry import box

from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.waiting import measure_waiting


def hall(drawing, depth=8.0):
    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 3.5, depth)
    plan_of.door("Ingang", 1.75, -0.05, external=True)
    plan_of.add("furniture", "Balie", box(1, 2.5, 2.5, 3.1), 0, 0.78)
    return plan_of


def measured(plan_of):
    return [value.value for value in measure_waiting(Plan(plan_of.geometry()))]


def test_room_behind_the_space_of_the_counter(drawing):
    assert measured(hall(drawing)) == ["90x140"]


def test_what_is_on_the_way_is_no_place_to_wait(drawing):
    [size] = measured(hall(drawing, 5.0))
    assert float(size.split("x")[0]) < 90
    taken = hall(drawing)
    taken.add("furniture", "Kast", box(0.4, 5.4, 3.1, 8), 0, 1)
    [size] = measured(taken)
    assert float(size.split("x")[0]) < 90


def test_a_counter_in_a_kitchen_is_no_reception(drawing):
    plan_of = drawing()
    plan_of.room("Keuken", 0, 0, 4, 4)
    plan_of.add("furniture", "Counter top", box(0, 0, 4, 0.6), 0, 0.9)
    assert measured(plan_of) == []
