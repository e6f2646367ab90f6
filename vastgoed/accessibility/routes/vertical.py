"""Stairs, ramps and lifts: which places they join, found at their lower and upper ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from vastgoed.accessibility.routes.links import DOOR, LIFT, RAMP, STAIR, Link
from vastgoed.accessibility.routes.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.routes.doors import DoorSides
    from vastgoed.accessibility.routes.places import Room, Rooms
    from vastgoed.bim.geometry import ModelGeometry

# From the end of a flight to the room it gives on, and from its body to the floor there. [m]
_REACH_M, _RISER_M, _SINK_M = 0.40, 0.35, 0.06
# The body of a stair without flights of its own includes its railings. [m]
_RAILING_M = 1.30
_CABIN_M = 1.5
# From the top of a ramp outdoors to the door it leads to. [m]
_FORECOURT_M = 5.0
_SAME_M = 0.10
# Slope from which a floor is a ramp, and up to which it is one. [m per m]
_SLOPES = (0.02, 0.15)
_LEVEL_AREA_M2 = 0.8
_STAIR_LIFT = re.compile(r"trap(plateau|stoel)?lift|stair ?lift|stoeltjeslift", re.IGNORECASE)


class Levels:
    """The places known so far: each room at its floor, and at the levels of its doors."""

    def __init__(self, rooms: Rooms, links: Iterable[Link]) -> None:
        self._rooms = rooms
        self._levels: dict[int, set[float]] = {room.step_id: {room.floor_m} for room in rooms}
        for link in links:
            for place in (link.one, link.other):
                self._levels[place.room].add(place.level_m)

    def near(self, region: BaseGeometry, low_m: float, high_m: float) -> list[tuple[float, Place]]:
        """Common area and place of the rooms that meet a region and have a level in a range."""
        found = []
        for room in self._rooms.near(region):
            common = float(room.shape.intersection(region).area)
            found += [
                (common, Place(room.step_id, level))
                for level in self._levels[room.step_id]
                if low_m <= level <= high_m and common > 1e-4
            ]
        return found


@dataclass(frozen=True)
class _End:
    region: BaseGeometry
    low_m: float
    high_m: float
    level_m: float


def stair_links(geometry: ModelGeometry, levels: Levels) -> list[Link]:
    """What the stairs join; railings are left out of it."""
    return _links(geometry, levels, STAIR, ("stair_flight",), ("stair",))


def ramp_links(geometry: ModelGeometry, levels: Levels) -> list[Link]:
    """What the ramps join, floors that slope like a ramp included."""
    links = _links(geometry, levels, RAMP, ("ramp_flight",), ("ramp",))
    for row in geometry.of("slab").iter_rows(named=True):
        if row["predefined_type"] != "ROOF" and _is_sloped(geometry, row["element_step_id"]):
            links += _chain(RAMP, levels, row["element_step_id"], _surface_ends(geometry, row["element_step_id"]))
    return links


def ramps_before(geometry: ModelGeometry, door: DoorSides) -> tuple[int, ...]:
    """The ramps whose upper end lies before a door, at the level of its sill.

    Args:
        geometry: The model.
        door: A door to outdoors.
    """
    from shapely.geometry import Point

    tops: dict[int, tuple[float, BaseGeometry]] = {}
    for row in geometry.of("ramp_flight", "ramp").iter_rows(named=True):
        ends = _ends(geometry, row, whole=False)
        whole = row["whole_step_id"] or row["element_step_id"]
        if ends and (whole not in tops or ends[1].level_m > tops[whole][0]):
            tops[whole] = (ends[1].level_m, ends[1].region)
    spot = Point(door.x_m, door.y_m)
    return tuple(
        whole
        for whole, (level, region) in sorted(tops.items())
        if abs(level - door.sill_m) <= _SAME_M and region.distance(spot) <= _FORECOURT_M
    )


def _links(
    geometry: ModelGeometry, levels: Levels, kind: str, parts: Sequence[str], wholes: Sequence[str]
) -> list[Link]:
    ends: dict[int, list[_End]] = {}
    for row in geometry.of(*parts).iter_rows(named=True):
        whole = row["whole_step_id"] or row["element_step_id"]
        ends.setdefault(whole, []).extend(_ends(geometry, row, whole=False))
    for row in geometry.of(*wholes).iter_rows(named=True):
        if not ends.get(row["element_step_id"]):
            ends[row["element_step_id"]] = _ends(geometry, row, whole=True)
    return [link for whole, of_whole in ends.items() for link in _chain(kind, levels, whole, of_whole)]


def _ends(geometry: ModelGeometry, row: dict[str, Any], whole: bool) -> list[_End]:
    """The lower and the upper end of a flight."""
    step_id = row["element_step_id"]
    mesh, shape = geometry.mesh(step_id), geometry.shapes.get(step_id)
    if row["z_min_m"] is None or shape is None:
        return []
    low_region = high_region = shape
    low, high = row["z_min_m"], row["z_max_m"]
    if mesh is not None and not whole:
        low_region, high_region = _end_regions(*mesh) or (shape, shape)
    above = _RAILING_M if whole else _SINK_M
    return [
        _End(low_region.buffer(_REACH_M), low - _RISER_M, low + _SINK_M, low),
        _End(high_region.buffer(_REACH_M), high - above, high + _RISER_M, high),
    ]


def _surface_ends(geometry: ModelGeometry, step_id: int) -> list[_End]:
    """The ends of a floor that slopes: what one walks on, not the thickness below it."""
    mesh = geometry.mesh(step_id)
    regions = _end_regions(*mesh) if mesh is not None else None
    if mesh is None or regions is None:
        return []
    heights = _upper(*mesh)[:, 2]
    low, high = float(heights.min()), float(heights.max())
    return [
        _End(regions[0].buffer(_REACH_M), low - _RISER_M, low + _SINK_M, low),
        _End(regions[1].buffer(_REACH_M), high - _SINK_M, high + _RISER_M, high),
    ]


def _upper(points: Any, faces: Any) -> Any:
    """The corners of the faces one can walk on."""
    corners = points[faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sizes = np.linalg.norm(normals, axis=1)
    return corners[(sizes > 1e-9) & (normals[:, 2] > 0.5 * sizes)].reshape(-1, 3)


def _end_regions(points: Any, faces: Any) -> tuple[BaseGeometry, BaseGeometry] | None:
    """The lowest and the highest part of what one walks on, in plan."""
    import shapely

    up = _upper(points, faces)
    if len(up) < 3:
        return None
    low, high = up[:, 2].min(), up[:, 2].max()
    found = [
        shapely.convex_hull(shapely.multipoints(up[np.abs(up[:, 2] - level) < 0.03][:, :2])) for level in (low, high)
    ]
    return found[0], found[1]


def _chain(kind: str, levels: Levels, element: int, ends: list[_End]) -> list[Link]:
    """Links from level to level, lowest first."""
    found: dict[float, tuple[float, Place]] = {}
    for end in ends:
        for common, place in levels.near(end.region, end.low_m, end.high_m):
            # A room at its own floor goes before one at the level of a door.
            key = next((level for level in found if abs(level - place.level_m) <= _SAME_M), place.level_m)
            if key not in found or common > found[key][0] + 1e-6:
                found[key] = (common, place)
    places = [found[level][1] for level in sorted(found)]
    if not ends or len(places) < 2:
        return []
    middle = ends[0].region.union(ends[-1].region).centroid
    return [Link(kind, low, high, element, middle.x, middle.y) for low, high in pairwise(places)]


def _is_sloped(geometry: ModelGeometry, step_id: int) -> bool:
    mesh = geometry.mesh(step_id)
    if mesh is None:
        return False
    points, faces = mesh
    corners = points[faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sizes = np.linalg.norm(normals, axis=1)
    up = (sizes > 1e-9) & (normals[:, 2] > 0.5 * sizes)
    if not up.any():
        return False
    slopes = np.hypot(normals[up, 0], normals[up, 1]) / normals[up, 2]
    sloped = (slopes >= _SLOPES[0]) & (slopes <= _SLOPES[1])
    area = sizes[up] / 2
    return bool(area[sloped].sum() >= _LEVEL_AREA_M2 and area[sloped].sum() >= 0.5 * area.sum())


def lift_links(
    geometry: ModelGeometry, rooms: Rooms, levels: Levels, doors: Sequence[DoorSides], links: Sequence[Link]
) -> list[Link]:
    """What the lifts join: the shaft around the car, the rooms behind the landing doors, or the floors at a platform.

    A lift that runs along a stair does not count: the regulation says so. A room that is only named a lift counts where
    it has landing doors: a hole in its wall shows no lift.

    Args:
        geometry: The model.
        rooms: Its rooms.
        levels: The places known so far.
        doors: Its doors.
        links: The links of the doors.
    """
    landings = {place for link in links if link.kind == DOOR for place in (link.one, link.other)}
    found: list[Link] = []
    served: set[int] = set()
    for row in geometry.of("lift").iter_rows(named=True):
        shape, step_id = geometry.shapes.get(row["element_step_id"]), row["element_step_id"]
        if shape is None or row["z_min_m"] is None or is_stair_lift(row):
            continue
        stops = _stops(shape, row["z_min_m"], row["z_max_m"], levels, doors)
        if len(stops) < 2:  # only the car is drawn, at one stop: the landing doors of its shaft tell the others
            shafts = {room.step_id for room in rooms if room.is_lift_shaft and _holds(room, shape)}
            stops = _in_order(place for place in landings if place.room in shafts) or stops
        found += _between(step_id, stops, shape)
        served |= {place.room for place in stops}
    return found + _shafts(rooms, landings, served)


def is_stair_lift(row: dict[str, Any]) -> bool:
    """Whether a lift says that it runs along a stair.

    >>> is_stair_lift({"element_name": "Plateaulift", "element_type": "trapplateaulift", "predefined_type": None})
    True
    """
    words = (row["element_name"], row["element_type"], row["predefined_type"])
    return bool(_STAIR_LIFT.search(" ".join(word for word in words if word)))


def _stops(shape: BaseGeometry, low_m: float, high_m: float, levels: Levels, doors: Sequence[DoorSides]) -> list[Place]:
    from shapely.geometry import Point

    low, high = low_m - _RISER_M, max(high_m - _CABIN_M, low_m) + 1.0
    found: dict[float, tuple[int, float, Place]] = {}

    def offer(rank: int, weight: float, place: Place) -> None:
        key = next((level for level in found if abs(level - place.level_m) <= _SAME_M), place.level_m)
        if key not in found or (rank, -weight) < (found[key][0], -found[key][1]):
            found[key] = (rank, weight, place)

    for common, place in levels.near(shape, low, high):
        if common >= 0.5 * shape.area:
            offer(0, common, place)
    for door in doors:
        if len(door.sides) == 1 and low <= door.sill_m <= high and shape.distance(Point(door.x_m, door.y_m)) <= 0.6:
            offer(1, 1.0, door.sides[0].place)
    if len(found) < 2:
        for common, place in levels.near(shape.buffer(_REACH_M), low, high):
            offer(2, common, place)
    return [found[level][2] for level in sorted(found)]


def _between(element: int, stops: list[Place], shape: BaseGeometry) -> list[Link]:
    middle = shape.centroid
    return [Link(LIFT, low, high, element, middle.x, middle.y) for low, high in pairwise(stops)]


def _shafts(rooms: Rooms, landings: set[Place], served: set[int]) -> list[Link]:
    """Lifts that stand in the model as a room only: shafts above each other, or one with doors at several levels."""
    links: list[Link] = []
    shafts: list[Room] = [room for room in rooms if room.is_lift_shaft and room.step_id not in served]
    done: set[int] = set()
    for shaft in sorted(shafts, key=lambda room: (room.floor_m, room.step_id)):
        if shaft.step_id in done:
            continue
        column = {room.step_id for room in shafts if _is_above(room, shaft)}
        done |= column
        places = _in_order(place for place in landings if place.room in column)
        links += _between(shaft.step_id, places, shaft.shape)
    return links


def _in_order(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place.level_m, place.room))


def _holds(room: Room, shape: BaseGeometry) -> bool:
    return bool(room.shape.intersection(shape).area >= 0.5 * shape.area)


def _is_above(room: Room, shaft: Room) -> bool:
    common = float(room.shape.intersection(shaft.shape).area)
    return bool(common >= 0.5 * min(room.shape.area, shaft.shape.area))
