"""Whether a rectangle finds room on a floor, however it is turned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TURNS = 12  # directions that are tried in half a turn
_STEPS = 6
_HAIR_M = 0.003


def widest_rectangle(floor: BaseGeometry, depth: float, most: float) -> float:
    """Width of the widest rectangle of a depth that finds room on a floor, up to a largest width. [m].

    >>> floor = shapely.box(0, 0, 4, 1.2)
    >>> [round(widest_rectangle(floor, depth, 1.5), 2) for depth in (1.2, 1.4, 4.5)]
    [1.5, 1.2, 0.0]
    """
    if rectangle_fits(floor, most, depth):
        return most
    low, high = 0.0, most
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if rectangle_fits(floor, middle, depth) else (low, middle)
    return low


def rectangle_fits(floor: BaseGeometry, width: float, depth: float) -> bool:
    """Whether a rectangle finds room on a floor along its sides, or turned by a multiple of 15 degrees from them.

    Args:
        floor: Polygon or several.
        width: The one side. [m]
        depth: The other side. [m]
    """
    for part in shapely.get_parts(floor):
        if part.geom_type != "Polygon" or part.area < (width - _HAIR_M) * (depth - _HAIR_M):
            continue
        corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(part))
        along = math.degrees(math.atan2(*(corners[1] - corners[0])[::-1]))
        for turn in range(_TURNS):
            turned = affinity.rotate(part, -along - turn * 180 / _TURNS, origin=(0.0, 0.0))
            if _fits_upright(turned, width - _HAIR_M, depth - _HAIR_M):
                return True
    return False


def _fits_upright(floor: BaseGeometry, width: float, depth: float) -> bool:
    """Where its middle may lie: the floor less all places from which the rectangle would reach its edge."""
    if width <= 0 or depth <= 0:
        return True
    corners = np.array([(x, y) for x in (-width / 2, width / 2) for y in (-depth / 2, depth / 2)])
    reached = []
    for ring in (floor.exterior, *floor.interiors):
        points = shapely.get_coordinates(ring)
        ends = np.stack([points[:-1], points[1:]], axis=1)
        swept = (ends[:, :, None, :] + corners[None, None]).reshape(len(ends), -1, 2)
        reached += [shapely.convex_hull(shapely.multipoints(each)) for each in swept]
    left = floor.difference(shapely.union_all(reached))
    return bool(left.area > 0 or not left.is_empty)
