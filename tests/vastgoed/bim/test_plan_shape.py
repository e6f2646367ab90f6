import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import box

from vastgoed.bim.plan_shape import shadow_of, smallest_box


def cuboid(length, width, height, angle, x, y):
    corners = np.array([(a, b, c) for c in (0, height) for b in (0, width) for a in (0, length)], float)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    faces = [(0, 1, 3), (0, 3, 2), (4, 5, 7), (4, 7, 6), (0, 1, 5), (0, 5, 4), (2, 3, 7), (2, 7, 6)]
    return corners @ turn.T + np.array([x, y, 0]), np.array(faces, np.int32)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 6.28), st.floats(-3e5, 3e5), st.floats(-3e5, 3e5))
def test_shadow_and_box_of_a_turned_moved_cuboid(length, width, angle, x, y):
    shadow = shadow_of(*cuboid(length, width, 3.0, angle, x, y))
    assert shadow is not None
    assert shadow.area == pytest.approx(length * width, rel=1e-3, abs=1e-3)
    *_, long, short = smallest_box(shadow)
    assert long == pytest.approx(max(length, width), abs=3e-3)
    assert short == pytest.approx(min(length, width), abs=3e-3)


def test_upright_sheet_has_no_shadow():
    points = np.array([(0, 0, 0), (1, 0, 0), (1, 0, 2), (0, 0, 2)], float)
    assert shadow_of(points, np.array([(0, 1, 2), (0, 2, 3)], np.int32)) is None


def test_direction_of_the_long_side():
    turned = affinity.rotate(box(0, 0, 4, 1), 90, origin=(0, 0))
    assert smallest_box(turned)[2:4] == pytest.approx((0.0, 1.0), abs=1e-9)
