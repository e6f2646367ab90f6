"""Rectangles that find room on a floor."""

import pytest
import shapely
from shapely import affinity
from shapely.geometry import box

from vastgoed.accessibility.model.rectangles import rectangle_fits, widest_rectangle


@pytest.mark.parametrize("turned", [0, 30, 77])
def test_a_corner_is_taken_by_a_column(turned):
    floor = affinity.rotate(box(0, 0, 2, 1.5).difference(box(0.9, 0.9, 2, 1.5)), turned, origin=(0, 0))
    assert rectangle_fits(floor, 0.9, 1.4)
    assert not rectangle_fits(floor, 0.95, 1.45)


def test_a_pillar_in_the_middle_leaves_room_on_no_side():
    floor = box(0, 0, 2.2, 2.2).difference(box(0.8, 0.8, 1.4, 1.4))
    assert rectangle_fits(floor, 0.8, 2.2)
    assert not rectangle_fits(floor, 0.9, 1.4)
    assert widest_rectangle(floor, 1.4, 0.9) == pytest.approx(0.8, abs=0.02)


def test_along_the_slant_of_a_triangle():
    assert rectangle_fits(shapely.Polygon([(0, 0), (4, 0), (0, 4)]), 1.0, 2.0)
    assert not rectangle_fits(shapely.Polygon([(0, 0), (2, 0), (0, 2)]), 1.0, 1.4)


def test_room_in_one_of_several_parts():
    parts = shapely.union_all([box(0, 0, 1, 1), box(3, 0, 4, 2)])
    assert rectangle_fits(parts, 0.9, 1.4)
