"""The lines of the routes on a plan: from the entrance through doors to each room, bent around corners."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from vastgoed.accessibility.model.widths import grown
from vastgoed.accessibility.routes.links import LIFT

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.routes.graph import Routes
    from vastgoed.accessibility.routes.places import Place

Point = tuple[float, float]
Line = list[Point]
_INSET_M = 0.35
_STEP_IN_M = 1.0
_MOST_CORNERS = 60


def route_lines(routes: Routes) -> dict[int, list[Line]]:
    """Room -> the pieces of route within it, over step-free links only; shortest in doors, each piece once.

    Args:
        routes: From `build_routes`.
    """
    lines: dict[int, list[Line]] = {}
    came: dict[Place, Point] = {}
    queue: deque[Place] = deque()
    for entrance in routes.entrances:
        if not entrance.door.is_revolving and entrance.place not in came:
            came[entrance.place] = (entrance.door.x_m, entrance.door.y_m)
            queue.append(entrance.place)
    leaves: set[Place] = set()
    while queue:
        place = queue.popleft()
        room = routes.rooms[place.room]
        leads_on = False
        for link in routes.around.get(place, ()):
            far = link.leads_from(place)
            if far in came or not link.is_step_free or routes.rooms[far.room].is_outside:
                continue
            spot = (link.x_m, link.y_m)
            lines.setdefault(place.room, []).append(bend(room.shape, came[place], spot))
            came[far] = spot
            queue.append(far)
            leads_on = True
            if link.kind == LIFT:
                leaves.add(far)
        if not leads_on:
            leaves.add(place)
    for place in leaves:
        room = routes.rooms[place.room]
        middle = room.shape.representative_point()
        lines.setdefault(place.room, []).append(bend(room.shape, came[place], (middle.x, middle.y)))
    return lines


def bend(shape: BaseGeometry, start: Point, end: Point) -> Line:
    """The shortest line from one point to another within a floor; straight when it cannot be found.

    >>> from shapely.geometry import Polygon
    >>> ell = Polygon([(0, 0), (6, 0), (6, 2), (2, 2), (2, 6), (0, 6)])
    >>> len(bend(ell, (5, 1), (1, 5)))
    3
    """
    from shapely import prepare
    from shapely.geometry import LineString

    room = shape.buffer(0.45)  # a door stands in the thickness of its wall
    prepare(room)

    def free(one: Point, other: Point) -> bool:
        return bool(room.covers(LineString([one, other])))

    inner = grown(shape, -_INSET_M).simplify(0.05)
    first, last = _inwards(inner, start), _inwards(inner, end)
    if first == last or free(first, last):
        return list(dict.fromkeys([start, first, last, end]))
    corners: list[Point] = []
    for part in getattr(inner, "geoms", [inner]):
        for ring in (part.exterior, *part.interiors) if part.geom_type == "Polygon" and not part.is_empty else ():
            corners += [(float(x), float(y)) for x, y in list(ring.coords)[:-1]]
    if not corners or len(corners) > _MOST_CORNERS:
        return [start, end]
    found = _shortest([first, *corners, last], free)
    return list(dict.fromkeys([start, *found, end])) if found else [start, end]


def _inwards(inner: BaseGeometry, spot: Point) -> Point:
    """A step into the room from a door, so that a route does not run along the wall."""
    from shapely import shortest_line
    from shapely.geometry import Point as Spot

    if inner.is_empty or inner.distance(Spot(spot)) > _STEP_IN_M:
        return spot
    x, y = shortest_line(inner, Spot(spot)).coords[0]
    return float(x), float(y)


def _shortest(points: list[Point], free: Callable[[Point, Point], bool]) -> Line | None:
    last = len(points) - 1
    best = {0: 0.0}
    before: dict[int, int] = {}
    queue = [(0.0, 0)]
    while queue:
        length, at = heapq.heappop(queue)
        if at == last:
            break
        if length > best.get(at, length):
            continue
        for to in range(1, last + 1):
            if to == at:
                continue
            (x0, y0), (x1, y1) = points[at], points[to]
            further = length + ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            if further < best.get(to, float("inf")) and free(points[at], points[to]):
                best[to], before[to] = further, at
                heapq.heappush(queue, (further, to))
    if last not in before:
        return None
    way = [last]
    while way[-1] != 0:
        way.append(before[way[-1]])
    return [points[index] for index in reversed(way)]


def length_m(line: Line) -> float:
    """Length of a line, in m.

    >>> length_m([(0, 0), (3, 4)])
    5.0
    """
    return float(sum(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(line)))
