"""Mends on route graphs drawn by hand, and on the synthetic building."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from kern.language import choose_language, current_language
from kern.sources import read_table
from vastgoed.accessibility.routes.doors import DoorSides
from vastgoed.accessibility.routes.graph import Entrance, Routes, build_routes
from vastgoed.accessibility.routes.links import DOOR, LIFT, OPEN, RAMP, REVOLVING, STAIR, STEP, Link
from vastgoed.accessibility.routes.mends import plan_mends
from vastgoed.accessibility.routes.places import Room, Rooms


def room(number, floor=0.0):
    return Room(number, "", f"{number}", box(number, 0, number + 0.9, 1), floor, floor + 3, 1, False, None)


def draw(count, *links, entrance=100):
    """Rooms 1 to `count`, an entrance into the first, and links (kind, one, other, element)."""
    rooms = Rooms([room(number) for number in range(1, count + 1)])
    door = DoorSides(entrance, (rooms[1],), 0.0, 0.0, 0.0, None, False, (), DOOR)
    made = [Link(kind, rooms[one].place, rooms[other].place, element, 0.0, 0.0) for kind, one, other, element in links]
    return Routes(rooms, (door,), tuple(made), (Entrance(door, rooms[1].place),))


def test_the_door_that_opens_most_rooms_goes_first():
    routes = draw(5, (DOOR, 1, 2, 11), (DOOR, 2, 3, 12), (DOOR, 2, 4, 13), (DOOR, 1, 5, 14))
    plan = plan_mends(routes, {11: ["DOR-03"], 14: ["DOR-03"]})
    assert plan.open_now == {1}
    assert [([work.element for work in mend.works], mend.opened) for mend in plan.mends] == [
        ([11], (2, 3, 4)),
        ([14], (5,)),
    ]


def test_two_doors_in_a_row_are_one_set():
    routes = draw(4, (DOOR, 1, 2, 11), (DOOR, 2, 3, 12), (OPEN, 3, 4, None))
    plan = plan_mends(routes, {11: ["DOR-03"], 12: ["LVL-01"]})
    assert [([work.element for work in mend.works], mend.opened) for mend in plan.mends] == [([11, 12], (2, 3, 4))]


def test_a_failing_entrance_opens_everything():
    routes = draw(2, (DOOR, 1, 2, 11))
    plan = plan_mends(routes, {100: ["LVL-02"]})
    assert plan.open_now == frozenset()
    assert [(mend.works[0].element, mend.works[0].criteria, mend.opened) for mend in plan.mends] == [
        (100, ("LVL-02",), (1, 2))
    ]


def test_the_easier_way_round_is_taken():
    routes = draw(2, (STAIR, 1, 2, 20), (RAMP, 1, 2, 21))
    plan = plan_mends(routes, {21: ["RMP-03"]})
    assert [work.element for work in plan.mends[0].works] == [21]
    assert plan_mends(draw(2, (STAIR, 1, 2, 20)), {}).mends[0].works[0].link == STAIR


def test_a_room_without_a_way_is_said():
    assert plan_mends(draw(2), {}).never == (2,)


def test_every_kind_of_link_has_an_effort_and_words():
    links = set(read_table("label/mends.csv")["link"])
    assert links == {DOOR, OPEN, REVOLVING, STEP, STAIR, RAMP, LIFT}
    routes = draw(2, (STAIR, 1, 2, 20))
    before = current_language()
    choose_language("nl")
    assert plan_mends(routes, {}).mends[0].works[0].label == "lift of helling naast de trap"
    choose_language(before)


links = st.lists(
    st.tuples(st.sampled_from([DOOR, OPEN, STAIR, RAMP]), st.integers(1, 6), st.integers(1, 6), st.integers(11, 18)),
    max_size=12,
)


@given(links=links, failing=st.sets(st.integers(11, 18)), mended=st.integers(11, 18))
def test_mending_never_closes_a_room_and_mends_add_up(links, failing, mended):
    routes = draw(6, *links)
    before = plan_mends(routes, {element: ["DOR-03"] for element in failing})
    after = plan_mends(routes, {element: ["DOR-03"] for element in failing - {mended}})
    assert before.open_now <= after.open_now
    opened = [number for mend in before.mends for number in mend.opened]
    assert len(opened) == len(set(opened))
    assert before.open_now | set(opened) | set(before.never) == set(range(1, 7))
    assert all(mend.opened and mend.works for mend in before.mends)


@pytest.mark.parametrize("fault", [{"has_ramp_30": False}])
def test_the_synthetic_building_names_its_step(read_building, fault):
    routes = build_routes(read_building(**fault))
    [mend] = plan_mends(routes, {}).mends
    assert {routes.rooms[number].name for number in mend.opened} == {
        "0.21 Projectruimte", "0.22 Studio", "0.23 Gang vleugel", "0.24 Auditorium",
    }  # fmt: skip
    assert mend.works[0].link == "step"
