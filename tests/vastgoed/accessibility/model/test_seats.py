"""Auditoria: seats, places for wheelchairs and their size."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.seats import measure_seats
from vastgoed.accessibility.model.value import UNKNOWN


def auditorium(drawing, seats, places=(), name="Auditorium"):
    plan_of = drawing()
    plan_of.room(name, 0, 0, 20, 10)
    for number in range(seats):
        row, place = divmod(number, 12)
        plan_of.add("furniture", "Klapzetel", box(place, 3 + row, place + 0.5, 3.5 + row), 0, 0.45)
    for number, (width, depth) in enumerate(places):
        plan_of.add("proxy", f"Rolstoelplaats {number}", box(2 * number, 0, 2 * number + width, depth), 0, 0.01)
    found: dict[str, list] = {}
    for value in measure_seats(Plan(plan_of.geometry())):
        found.setdefault(value.criterion_id, []).append(value.value)
    return found


def test_few_seats_ask_a_number_of_places(drawing):
    found = auditorium(drawing, 49, [(0.9, 1.4), (1.4, 0.85)])
    assert found == {"seats_count": ["49"], "SEA-01": ["2"], "SEA-03": ["90x140", "85x140"]}


def test_many_seats_ask_a_share(drawing):
    assert auditorium(drawing, 50, [(0.9, 1.4)])["SEA-02"] == ["1/50"]


def test_places_that_are_not_drawn_are_not_known(drawing):
    assert auditorium(drawing, 12)["SEA-01"] == [UNKNOWN]


@pytest.mark.parametrize(("seats", "name"), [(0, "Auditorium"), (12, "Vergaderzaal")])
def test_no_seats_or_loose_chairs_in_another_room_ask_nothing(drawing, seats, name):
    assert auditorium(drawing, seats, [(0.9, 1.4)], name) == {}
