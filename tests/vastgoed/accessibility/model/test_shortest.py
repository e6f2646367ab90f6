"""Shortest ways over floors with holes."""

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from vastgoed.accessibility.model.shortest import Web


def way(floor, start, end):
    web = Web()
    web.add_floor(floor, {"end": end}, start)
    return web.ways().get("end", math.inf)


def test_straight_where_nothing_stands():
    assert way(box(0, 0, 10, 10), Point(1, 1), Point(4, 5)) == pytest.approx(5)


def test_round_two_walls():
    floor = box(0, 0, 10, 6).difference(shapely.union_all([box(3, 0, 3.2, 5), box(6, 1, 6.2, 6)]))
    legs = [(0, 0), (3, 5), (3.2, 5), (6, 1), (6.2, 1), (10, 6)]
    wanted = sum(math.dist(one, other) for one, other in pairwise(legs))
    assert way(floor, Point(0, 0), Point(10, 6)) == pytest.approx(wanted, abs=0.02)


def test_from_the_edge_of_an_area_and_to_a_spot_beside_the_floor():
    assert way(box(0, 0, 10, 3), box(0, -5, 3, 0), Point(6, 3.5)) == pytest.approx(math.hypot(3, 3) + 0.5)


def test_no_way_between_two_parts():
    floor = shapely.union_all([box(0, 0, 2, 2), box(3, 0, 5, 2)])
    assert way(floor, Point(1, 1), Point(4, 1)) == math.inf


@given(st.floats(0.1, 9.9), st.floats(0.1, 3.9), st.floats(0.1, 9.9), st.floats(6.1, 9.9), st.floats(0.5, 8.5))
def test_never_shorter_than_straight_and_the_same_back(x0, y0, x1, y1, gap):
    floor = box(0, 0, 10, 10).difference(box(0, 4.5, gap, 5).union(box(gap + 1, 4.5, 10, 5)))
    one, other = Point(x0, y0), Point(x1, y1)
    there, back = way(floor, one, other), way(floor, other, one)
    assert there == pytest.approx(back, abs=1e-6)
    assert one.distance(other) - 1e-6 <= there < math.inf


def test_floors_joined_by_a_ramp():
    web = Web()
    web.add_floor(box(0, 0, 4, 4), {"foot": Point(4, 2)}, Point(0, 2))
    web.add_way("foot", "top", 3.0)
    web.add_floor(box(7, 0, 11, 4), {"top": Point(7, 2), "door": Point(11, 2)})
    assert web.ways()["door"] == pytest.approx(4 + 3 + 4)
