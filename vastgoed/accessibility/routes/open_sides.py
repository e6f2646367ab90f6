"""Rooms that run into each other without a door: sides that touch, with no wall on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vastgoed.accessibility.routes.links import OPEN, STEP, Link
from vastgoed.accessibility.routes.places import SAME_LEVEL_M

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.routes.places import Room, Rooms
    from vastgoed.bim.geometry import ModelGeometry

_TOUCH_M = 0.02
_WIDE_M = 0.90
# A floor that lies higher than this is no step one takes. [m]
_STEP_M = 0.35


def open_links(geometry: ModelGeometry, rooms: Rooms) -> list[Link]:
    """Links between rooms whose floors touch over more than 90 cm; a step where their levels differ.

    Without looking at the level a stairwell over two storeys would join them without a step.

    Args:
        geometry: The model, for its walls.
        rooms: Its rooms.
    """
    walls = _Walls(geometry)
    links = []
    for room in rooms:
        for other in rooms.near(room.shape.buffer(_TOUCH_M)):
            if other.step_id <= room.step_id or abs(room.floor_m - other.floor_m) > _STEP_M:
                continue
            side = room.shape.boundary.intersection(other.shape.buffer(_TOUCH_M + 0.001, join_style="mitre"))
            if side.length <= _WIDE_M:
                continue
            side = side.difference(walls.around(side, max(room.floor_m, other.floor_m) + 1.0))
            widest = max(_pieces(side), key=lambda piece: piece.length, default=None)
            if widest is None or widest.length <= _WIDE_M:
                continue
            middle = widest.interpolate(0.5, normalized=True)
            is_level = abs(room.floor_m - other.floor_m) <= SAME_LEVEL_M
            links.append(Link(OPEN if is_level else STEP, room.place, other.place, None, middle.x, middle.y))
    return links


class _Walls:
    """The walls of a model, holes of doors not cut out."""

    def __init__(self, geometry: ModelGeometry) -> None:
        import shapely

        rows = [
            row
            for row in geometry.of("wall").iter_rows(named=True)
            if row["element_step_id"] in geometry.shapes and row["z_min_m"] is not None
        ]
        self._shapes = [geometry.shapes[row["element_step_id"]].buffer(0.03) for row in rows]
        self._levels = [(row["z_min_m"], row["z_max_m"]) for row in rows]
        self._tree = shapely.STRtree(self._shapes)

    def around(self, side: BaseGeometry, level_m: float) -> BaseGeometry:
        """What walls cover of a line at a height."""
        import shapely

        found = [
            self._shapes[int(index)]
            for index in self._tree.query(side, predicate="intersects")
            if self._levels[int(index)][0] <= level_m <= self._levels[int(index)][1]
        ]
        return shapely.union_all(found)


def _pieces(line: BaseGeometry) -> Iterator[BaseGeometry]:
    from shapely.ops import linemerge

    lines = [part for part in getattr(line, "geoms", [line]) if part.geom_type in ("LineString", "LinearRing")]
    if not lines:
        return
    merged = linemerge(lines) if len(lines) > 1 else lines[0]
    yield from getattr(merged, "geoms", [merged])


def touching(one: Room, other: Room) -> bool:
    """Whether two rooms touch in plan."""
    return bool(one.shape.distance(other.shape) <= _TOUCH_M)
