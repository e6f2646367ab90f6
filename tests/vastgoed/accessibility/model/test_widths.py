"""The width of floors, whatever way they are drawn."""

import math
from itertools import pairwise

import pytest
import shapely
from shapely import affinity
from shapely.geometry import Point, box

from vastgoed.accessibility.model.value import as_cm
from vastgoed.accessibility.model.widths import opened, usual_width, width_profile


def pinched(noise=0.0):
    """A corridor of 32.4 x 1.80 m with 105 cm over 40 cm and 130 cm over 2 m, each corner drawn twice."""
    floor = box(0, 0, 32.4, 1.8).difference(shapely.union_all([box(22, 0, 22.4, 0.75), box(25.5, 0, 27.5, 0.5)]))
    if not noise:
        return floor
    corners = list(floor.exterior.coords)
    doubled = []
    for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(corners)):
        length, aside = math.dist((x0, y0), (x1, y1)), 0.3 * (-1) ** number
        along = ((x1 - x0) / length, (y1 - y0) / length)
        doubled += [(x0, y0), (x0 + noise * (along[0] - aside * along[1]), y0 + noise * (along[1] + aside * along[0]))]
    return shapely.Polygon(doubled)


@pytest.mark.parametrize("noise", [0.0, 1e-7, 1e-5, 1e-4])
@pytest.mark.parametrize(("turned", "moved"), [(0.0, (0.0, 0.0)), (200.0, (150_000.0, 170_000.0)), (33.0, (5.0, 7.0))])
def test_corners_drawn_twice_far_away_and_turned_change_nothing(noise, turned, moved):
    def place(shape):
        return affinity.translate(affinity.rotate(shape, turned, origin=(0, 0)), *moved)

    profile = width_profile(place(pinched(noise)), [place(Point(0, 0.9)), place(Point(32.4, 0.9))])
    assert profile.usual == pytest.approx(1.5)
    assert sorted(round(each.width, 2) for each in profile.narrowings) == [1.05, 1.3]
    assert profile.narrow_length == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("noise", [0.0, 1e-6, 1e-4])
def test_opening_never_passes_the_wide_parts(noise):
    wide = opened(pinched(noise), 1.5)
    assert [round(part.area, 1) for part in sorted(wide.geoms, key=lambda each: each.area)] == [5.6, 8.8, 39.6]


def test_usual_width_is_what_a_good_part_has():
    assert usual_width(box(0, 0, 10, 1.2)) == pytest.approx(1.2)
    half = box(0, 0, 10, 1.2).union(box(0, 0, 5, 1.4))
    assert usual_width(half) == pytest.approx(1.4, abs=0.01)
    little = box(0, 0, 10, 1.2).union(box(0, 0, 2, 1.4))
    assert usual_width(little) == pytest.approx(1.2, abs=0.01)


@pytest.mark.parametrize("drawn", [0.95, 1.16, 1.33, 1.496, 1.55, 1.75, 1.8, 2.05])
def test_a_width_is_what_was_drawn_to_the_millimetre(drawn):
    ends = [Point(0, drawn / 2), Point(8, drawn / 2)]
    floor = box(0, 0, 8, drawn)
    assert as_cm(width_profile(floor, ends).usual) == as_cm(drawn)
    assert as_cm(usual_width(floor, 3.0)) == as_cm(drawn)


@pytest.mark.parametrize(("drawn", "limit", "is_met"), [(1.75, 1.75, True), (1.742, 1.75, False),
                                                        (1.5, 1.5, True), (1.496, 1.5, False)])  # fmt: skip
def test_at_the_limit_a_width_meets_it_and_a_little_under_it_not(drawn, limit, is_met):
    profile = width_profile(box(0, 0, 8, drawn), [Point(0, drawn / 2), Point(8, drawn / 2)])
    assert (float(as_cm(profile.usual)) >= 100 * limit) == is_met
