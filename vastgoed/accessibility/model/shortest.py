"""The shortest way over floors with holes: straight from corner to corner, as a rope pulled tight would lie."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

_HAIR_M = 0.005
_SMOOTH_M = 0.02


def turning_corners(floor: BaseGeometry) -> list[Point]:
    """The corners a shortest way can turn at: those that stick into the floor.

    >>> floor = shapely.box(0, 0, 4, 4).difference(shapely.box(0, 2, 3, 4))
    >>> [(point.x, point.y) for point in turning_corners(floor)]
    [(3.0, 2.0)]
    """
    found: list[Point] = []
    for part in shapely.get_parts(floor):
        if part.geom_type != "Polygon":
            continue
        polygon = shapely.orient_polygons(part)
        for ring in (polygon.exterior, *polygon.interiors):
            corners = np.asarray(ring.coords)[:-1, :2]
            into, out = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
            # The floor lies on the left of every ring: where it turns right, a corner sticks in.
            turns = into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0]
            found += [shapely.Point(corner) for corner in corners[turns < -1e-9]]
    return found


_Name = str | tuple[int, int]  # a spot, or a corner of a floor


class Web:
    """Ways over floors, between spots one names and the corners one turns at.

    >>> web = Web()
    >>> web.add_floor(shapely.box(0, 0, 4, 4).difference(shapely.box(0, 2, 3, 2.1)),
    ...               {"near": shapely.Point(3, 0), "behind": shapely.Point(0, 3)}, shapely.Point(0, 1))
    >>> {spot: round(way, 2) for spot, way in web.ways().items()}
    {'near': 3.16, 'behind': 6.39}
    """

    def __init__(self) -> None:
        self._links: dict[_Name, list[tuple[_Name, float]]] = {}
        self._first: dict[_Name, float] = {}
        self._floors = 0

    def add_way(self, one: _Name, other: _Name, length_m: float) -> None:
        """A way between two spots, in both directions. [m]."""
        self._links.setdefault(one, []).append((other, length_m))
        self._links.setdefault(other, []).append((one, length_m))

    def add_floor(self, floor: BaseGeometry, spots: Mapping[str, Point], start: BaseGeometry | None = None) -> None:
        """The ways over one floor.

        Args:
            floor: Where one can walk.
            spots: Name -> point, on the floor or beside it: what lies between counts.
            start: Where one begins, if that is on this floor: a point, or an area from whose edge one leaves.
        """
        plain = shapely.simplify(floor, _SMOOTH_M)
        corners = turning_corners(plain)
        self._floors += 1
        names: list[_Name] = [*spots, *((self._floors, at) for at in range(len(corners)))]
        outside: dict[_Name, float] = {name: float(floor.distance(point)) for name, point in spots.items()}
        nearest = [shapely.Point(shapely.shortest_line(floor, point).coords[0]) for point in spots.values()]
        nodes = np.array([*nearest, *corners], dtype=object)
        if not names:
            return
        wide = shapely.buffer(plain, _HAIR_M + _SMOOTH_M, join_style="mitre")
        shapely.prepare(wide)
        one, other = np.triu_indices(len(nodes), 1)
        lines = shapely.shortest_line(nodes[one], nodes[other])
        for at in np.flatnonzero(shapely.covers(wide, lines)):
            ends = names[one[at]], names[other[at]]
            self.add_way(*ends, float(lines[at].length) + sum(outside.get(name, 0.0) for name in ends))
        if start is not None:
            lines = shapely.shortest_line(start, nodes)
            for at in np.flatnonzero(shapely.covers(wide, lines)):
                length = float(lines[at].length) + outside.get(names[at], 0.0)
                self._first[names[at]] = min(length, self._first.get(names[at], math.inf))

    def ways(self) -> dict[str, float]:
        """Spot -> length of the shortest way from the start, for every spot that was named and is reached. [m]."""
        best: dict[_Name, float] = {}
        queue: list[tuple[float, int, _Name]] = [
            (length, number, name) for number, (name, length) in enumerate(self._first.items())
        ]
        heapq.heapify(queue)
        number = len(queue)
        while queue:
            length, _number, name = heapq.heappop(queue)
            if name in best:
                continue
            best[name] = length
            for far, step in self._links.get(name, ()):
                if far not in best:
                    number += 1
                    heapq.heappush(queue, (length + step, number, far))
        return {name: length for name, length in best.items() if isinstance(name, str)}
