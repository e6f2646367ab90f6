import math

import pytest

from vastgoed.bim.profile import arc_bulge, footprint_of


def _space(maker, room, body, **how):
    made = maker(**how)
    _building, _levels, (space,) = made.building([room("1", 5, 4, body=body)])
    return made, space


@pytest.mark.parametrize(
    ("body", "area"),
    [
        ("rectangle", 20.0),
        ("outline", 20.0),
        ("hole", 24.0 - 2.0),
        ("arc", 20.0 + math.pi * 4 / 2),
        ("clipped", 20.0),
        ("mapped", 20.0),
        ("two", 40.0),
        ("tilted", None),
        ("brep", None),
        (None, None),
    ],
)
def test_footprint_of_each_kind_of_body(maker, room, body, area):
    _made, space = _space(maker, room, body)
    found = footprint_of(space)
    assert (found.area if found else None) == (pytest.approx(area) if area else None)
    if found:
        assert found.clipped == (body == "clipped")
        assert found.item_count == (2 if body == "two" else 1)


def test_turned_and_moved_body_keeps_its_footprint(maker, room):
    _made, space = _space(maker, room, "outline", turned=1.1)
    assert footprint_of(space).area == pytest.approx(20.0)


def test_leaning_element_is_left_to_the_mesh(maker, room):
    made, space = _space(maker, room, "outline")
    made.place.RelativePlacement.Axis = made._direction(1, 0, 1)
    assert footprint_of(space) is None


def test_arc_of_more_than_half_a_circle():
    three_quarters = arc_bulge((1, 0), (-math.sqrt(0.5), math.sqrt(0.5)), (0, -1))
    assert three_quarters == pytest.approx(math.pi * 0.75 + 0.5)
    assert arc_bulge((0, 0), (1, 1), (2, 2)) is None
