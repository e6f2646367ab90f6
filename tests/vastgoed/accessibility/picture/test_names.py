"""Names of rooms stand within their room, off the numbers and off what is drawn."""

from shapely.geometry import Point, box

from vastgoed.accessibility.picture.floors import DrawnRoom, State
from vastgoed.accessibility.picture.names import place_names

SCALE = 30.0


def test_a_name_moves_off_a_number_and_stays_in_its_room():
    room = DrawnRoom("0.01 Kantoor", box(0, 0, 6, 4), State.OPEN)
    [free] = place_names([room], [], SCALE)
    assert (free.x_m, free.y_m) == (3.0, 2.0)
    number = Point(3, 2).buffer(0.35)
    [moved] = place_names([room], [number], SCALE)
    assert moved.text == "0.01\nKantoor"
    wide, high = moved.size_pt * 4.5 / SCALE, moved.size_pt * 2.9 / SCALE
    label = box(moved.x_m - wide / 2, moved.y_m - high / 2, moved.x_m + wide / 2, moved.y_m + high / 2)
    assert room.shape.covers(label)
    assert not label.intersects(number)


def test_a_name_that_does_not_fit_gives_way_to_the_number_or_to_nothing():
    narrow = DrawnRoom("0.02 Vergaderzaal met een lange naam", box(0, 0, 1.6, 1.2), State.OPEN)
    assert [name.text for name in place_names([narrow], [], SCALE)] == ["0.02"]
    assert place_names([DrawnRoom("0.03 Koker", box(0, 0, 0.2, 0.2), State.NO_FUNCTION)], [], SCALE) == []
