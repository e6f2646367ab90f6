"""How large a circle fits on a free floor: anywhere, next to a door, along a corridor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

LARGEST_M = 2.0
"""No criterion asks a circle larger than 1.50 m: above this the search stops."""
_NEAR_M = 0.10  # a circle this far from a leaf still touches it
_STEPS = 9
_ASKED_M = (1.5, 1.2)  # the sizes criteria ask
_SLACK_M = 0.003  # what rounding in the file may take from a circle that just fits


def largest_circle(floor: BaseGeometry) -> float:
    """Diameter of the largest circle on a floor. [m].

    A size that is asked and fits but for the rounding of the file is given as that size.

    >>> largest_circle(shapely.box(0, 0, 4, 1.499))
    1.5
    """
    best = 0.0
    for part in shapely.get_parts(floor):
        if part.geom_type == "Polygon" and part.area > 0.01:
            radius = shapely.length(shapely.maximum_inscribed_circle(part, 0.0005))
            best = max(best, 2 * float(radius))
    return next((asked for asked in _ASKED_M if asked - _SLACK_M <= best < asked), best)


def largest_that(fits: Callable[[float], bool], most: float = LARGEST_M) -> float:
    """The largest diameter that fits, by halving; what fits at one size must fit at every smaller one. [m].

    A size that is asked and fits but for the rounding of the file is given as that size.

    >>> round(largest_that(lambda diameter: diameter <= 1.1995), 4)
    1.2
    """
    if fits(most):
        return most
    low, high = 0.0, most
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    # The sizes that are asked decide, not the grid of the search.
    for asked in _ASKED_M:
        if low < asked <= high + 0.005 and fits(asked - _SLACK_M):
            return asked
    return low


def circle_beside(floor: BaseGeometry, target: BaseGeometry, near_m: float = _NEAR_M) -> float:
    """Diameter of the largest circle on a floor that touches a target: a closed leaf or the edge of its swing. [m].

    >>> leaf = shapely.LineString([(1, 0), (2, 0)])
    >>> round(circle_beside(shapely.box(0, 0, 4, 1.4), leaf), 1)
    1.4
    """
    around = floor.intersection(target.buffer(LARGEST_M + near_m + 0.2, quad_segs=4))
    if around.is_empty:
        return 0.0

    def fits(diameter: float) -> bool:
        radius = diameter / 2
        centres = around.buffer(-radius, quad_segs=16)
        return not centres.is_empty and bool(centres.distance(target) <= radius + near_m)

    return largest_that(fits)


def covers_every(floor: BaseGeometry, reach_m: float) -> float:
    """Diameter of the largest circle that is at hand within some distance of every point of a floor. [m].

    >>> round(covers_every(shapely.box(0, 0, 12, 1.5), 5.0), 2)
    1.5
    """
    corners = shapely.points(shapely.get_coordinates(shapely.segmentize(floor.boundary, 0.5)))

    def fits(diameter: float) -> bool:
        centres = floor.buffer(-diameter / 2, quad_segs=16)
        return not centres.is_empty and bool(shapely.distance(corners, centres).max() <= reach_m + diameter / 2)

    return largest_that(fits)
