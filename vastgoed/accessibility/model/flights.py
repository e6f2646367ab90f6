"""A flight of stairs or a ramp out of its mesh: treads, risers, slope, direction, width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

_LEVEL = 0.9995  # cosine of the steepest face that is still level: under 2 %
_TREAD_LEAST_M2 = 0.05
_SAME_LEVEL_M = 0.03


@dataclass(frozen=True)
class Tread:
    """A step: its height, and its surface as a rectangle. [m]."""

    z: float
    centre: tuple[float, float]
    width: float
    depth: float


@dataclass(frozen=True)
class Steps:
    """The steps of a flight.

    Args:
        treads: From low to high.
        riser: Median height between two. [m]
        going: Median distance in plan between two; None for one tread. [m]
        width: Of the narrowest tread. [m]
        direction: Unit vector upwards in plan; None for one tread.
    """

    treads: tuple[Tread, ...]
    riser: float
    going: float | None
    width: float
    direction: tuple[float, float] | None


@dataclass(frozen=True)
class Slope:
    """The sloping surface of a ramp.

    Args:
        pct: Steepest, weighed by area. [%]
        cross_pct: Across the direction of travel. [%]
        rise: Height it climbs. [m]
        run: Length in plan. [m]
        width: Across. [m]
        direction: Unit vector upwards in plan.
        low, high: Middle of its lower and upper edge in plan.
        low_m, high_m: Their heights.
        surface: Seen from above.
    """

    pct: float
    cross_pct: float
    rise: float
    run: float
    width: float
    direction: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]
    low_m: float
    high_m: float
    surface: BaseGeometry


def _faces_up(points: Floats, faces: Any) -> tuple[Floats, Floats, Floats]:
    """Corners, unit normals (up) and areas of the faces that look up and are not upright."""
    corners = points[faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(cross, axis=1)
    keep = size > 1e-9
    corners, normals, areas = corners[keep], cross[keep] / size[keep, None], size[keep] / 2
    up = normals[:, 2] > 0.5
    return corners[up], normals[up], areas[up]


def floor_gradient(points: Floats, faces: Any) -> tuple[float, float]:
    """How much the floor of a space climbs along x and along y, as ratios; weighed by area.

    >>> corners = np.array([(0, 0, 0), (4, 0, 0.08), (4, 2, 0.08), (0, 2, 0)], float)
    >>> [round(climb, 3) for climb in floor_gradient(corners, np.array([(0, 2, 1), (0, 3, 2)]))]
    [0.02, 0.0]
    """
    # The floor of a body looks down; a sheet may look up. Turned over, a face keeps its slope.
    turned = points * (1.0, 1.0, -1.0)
    for corners, winding, sign in ((turned, faces[:, ::-1], 1.0), (points, faces, -1.0)):
        _corners, normals, areas = _faces_up(corners, winding)
        if len(areas):
            climbs = sign * normals[:, :2] / normals[:, 2:3]
            along_x, along_y = np.average(climbs, axis=0, weights=areas)
            return float(along_x), float(along_y)
    return 0.0, 0.0


def find_steps(points: Floats, faces: Any) -> Steps | None:
    """The steps of a flight's body; None when it has no level treads (a ramp, or a body in one slab)."""
    corners, normals, areas = _faces_up(points, faces)
    level = normals[:, 2] >= _LEVEL
    corners, areas = corners[level], areas[level]
    if not len(corners):
        return None
    heights = corners[:, :, 2].mean(axis=1)
    order = np.argsort(heights)
    groups: list[list[int]] = []
    for place in order:
        if groups and heights[place] - heights[groups[-1][0]] <= _SAME_LEVEL_M:
            groups[-1].append(int(place))
        else:
            groups.append([int(place)])
    treads = []
    for group in groups:
        if areas[group].sum() < _TREAD_LEAST_M2:
            continue
        shape = shapely.union_all(shapely.polygons(corners[group][:, :, :2]))
        box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
        sides = sorted(float(np.hypot(*(box[at + 1] - box[at]))) for at in (0, 1))
        centre = shape.centroid
        treads.append(Tread(float(heights[group].mean()), (centre.x, centre.y), sides[1], sides[0]))
    if not treads:
        return None
    rises = np.diff([tread.z for tread in treads])
    if len(treads) == 1:
        return Steps((treads[0],), float(treads[0].z - points[:, 2].min()), None, treads[0].width, None)
    moves = np.diff(np.array([tread.centre for tread in treads]), axis=0)
    going = float(np.median(np.hypot(moves[:, 0], moves[:, 1])))
    total = np.array(treads[-1].centre) - np.array(treads[0].centre)
    size = float(np.hypot(*total))
    direction = (float(total[0] / size), float(total[1] / size)) if size > 1e-6 else None
    width = _width_across(points, direction, treads)
    return Steps(tuple(treads), float(np.median(rises)), going, width, direction)


def _width_across(points: Floats, direction: tuple[float, float] | None, treads: list[Tread]) -> float:
    """Of treads wider than deep the long side; of others, such as a landing in the flight, what lies across."""
    usual = [tread.width for tread in treads if tread.width >= tread.depth and tread.depth < 0.6]
    if usual:
        return min(usual)
    if direction is None:
        return min(tread.width for tread in treads)
    across = points[:, :2] @ np.array([-direction[1], direction[0]])
    return float(across.max() - across.min())


def find_slope(points: Floats, faces: Any) -> Slope | None:
    """The sloping surface of a ramp's body; None when nothing slopes."""
    corners, normals, areas = _faces_up(points, faces)
    sloping = (normals[:, 2] < 0.99999) & (normals[:, 2] > 0.90)
    corners, normals, areas = corners[sloping], normals[sloping], areas[sloping]
    if not len(corners) or areas.sum() < 0.05:
        return None
    tilt = np.hypot(normals[:, 0], normals[:, 1]) / normals[:, 2]
    steep = tilt > 0.005
    if not steep.any():
        return None
    corners, normals, areas, tilt = corners[steep], normals[steep], areas[steep], tilt[steep]
    slope = float(np.average(tilt, weights=areas))
    uphill = -np.average(normals[:, :2], axis=0, weights=areas)
    size = float(np.hypot(*uphill))
    if size < 1e-9:
        return None
    surface = shapely.union_all(shapely.polygons(corners[:, :, :2]))
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(surface))[:4]
    # One travels along the side of the rectangle that lies nearest to uphill; what is left is cross slope.
    sides = [(box[at + 1] - box[at]) / max(float(np.hypot(*(box[at + 1] - box[at]))), 1e-9) for at in (0, 1)]
    travel = max(sides, key=lambda side: abs(float(side @ uphill)))
    travel = travel if float(travel @ uphill) > 0 else -travel
    across = np.array([-travel[1], travel[0]])
    gradient = -normals[:, :2] / normals[:, 2:3]
    along_pct = float(np.average(gradient @ travel, weights=areas)) * 100
    cross_pct = abs(float(np.average(gradient @ across, weights=areas))) * 100
    flat = corners.reshape(-1, 3)
    reach = flat[:, :2] @ travel
    aside = flat[:, :2] @ across
    middle = (aside.max() + aside.min()) / 2
    lowest, highest = float(flat[:, 2].min()), float(flat[:, 2].max())
    # Of a ramp that slopes across too, what lies halfway counts: its corners are lower and higher.
    lean = cross_pct / 200 * float(aside.max() - aside.min())
    lean = lean if cross_pct >= 0.05 and lean < (highest - lowest) / 4 else 0.0
    low, high = (travel * reach.min() + across * middle), (travel * reach.max() + across * middle)
    return Slope(
        pct=along_pct if cross_pct < 0.05 else max(along_pct, slope * 100 if cross_pct < 0.1 else along_pct),
        cross_pct=cross_pct,
        rise=highest - lowest - 2 * lean,
        run=float(reach.max() - reach.min()),
        width=float(aside.max() - aside.min()),
        direction=(float(travel[0]), float(travel[1])),
        low=(float(low[0]), float(low[1])),
        high=(float(high[0]), float(high[1])),
        low_m=lowest + lean,
        high_m=highest - lean,
        surface=surface,
    )


@dataclass(frozen=True)
class Strip:
    """A flight in plan: where it begins, which way it goes, how long and wide it is. [m]."""

    start: tuple[float, float]
    direction: tuple[float, float]
    length: float
    width: float

    def local(self, shape: BaseGeometry) -> tuple[float, float, float, float]:
        """Extent of a shape along the flight and across it: low, high, left (negative), right."""
        corners = shapely.get_coordinates(shape) - np.array(self.start)
        along = corners @ np.array(self.direction)
        across = corners @ np.array([-self.direction[1], self.direction[0]])
        return float(along.min()), float(along.max()), float(across.min()), float(across.max())


def strip_of(shape: BaseGeometry, direction: tuple[float, float]) -> Strip:
    """The strip of a footprint that is travelled in a direction.

    >>> strip_of(shapely.box(0, 0, 4, 1.2), (1.0, 0.0))
    Strip(start=(0.0, 0.6), direction=(1.0, 0.0), length=4.0, width=1.2)
    """
    along, across = np.array(direction), np.array([-direction[1], direction[0]])
    corners = shapely.get_coordinates(shape)
    reach, aside = corners @ along, corners @ across
    start = along * reach.min() + across * (aside.max() + aside.min()) / 2
    return Strip(
        (float(start[0]), float(start[1])),
        direction,
        float(reach.max() - reach.min()),
        float(aside.max() - aside.min()),
    )
