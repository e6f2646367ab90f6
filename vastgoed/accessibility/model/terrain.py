"""The ground outside as one walks on it: floors level with each other less what stands there, and ramps between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from vastgoed.accessibility.model.flights import floor_gradient
from vastgoed.accessibility.model.places import PARKING
from vastgoed.accessibility.model.ramps import ramp_flights
from vastgoed.accessibility.model.widths import opened

if TYPE_CHECKING:
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Plan, Room

STEP_M = 0.02
"""Outdoors a step of so much needs no ramp (article 18)."""
_NOISE_M = 0.002
_GAP_M = 0.05  # floors drawn this near touch
_NARROWEST_M = 0.90  # what is narrower is no way
_INDOORS_M = 0.5  # a slab this near below the floor of a room carries that room


@dataclass(frozen=True)
class Ground:
    """A stretch of ground without a step of more than 2 cm.

    Args:
        shape: Where one can walk.
        low_m, high_m: Its lowest and highest level.
    """

    shape: BaseGeometry
    low_m: float
    high_m: float

    def is_at(self, level_m: float) -> bool:
        """Whether one steps onto it from a level, or from it to that level."""
        return self.low_m - STEP_M - _NOISE_M <= level_m <= self.high_m + STEP_M + _NOISE_M


@dataclass(frozen=True)
class Rise:
    """A flight of a ramp between two stretches of ground: middles and levels of its ends, and its length. [m]."""

    low: Point
    high: Point
    low_m: float
    high_m: float
    run: float


def read_ground(plan: Plan, place: Room) -> list[Ground]:
    """The stretches of ground outside; on parking places other than that where a way begins stand cars.

    Args:
        plan: The model.
        place: The parking place.
    """
    parts = [*_spaces(plan, place), *_slabs(plan)]
    groups = _joined(parts)
    return [ground for group in groups if (ground := _free(plan, group, place)) is not None]


def rises(plan: Plan) -> list[Rise]:
    """The flights of all ramps of which the body shows the slope."""
    return [
        Rise(
            shapely.Point(flight.slope.low),
            shapely.Point(flight.slope.high),
            flight.slope.low_m,
            flight.slope.high_m,
            flight.slope.run,
        )
        for flights in ramp_flights(plan)
        for flight in flights
        if flight.slope is not None
    ]


def _spaces(plan: Plan, place: Room) -> list[Ground]:
    found = []
    for room in plan.rooms:
        if not room.is_outdoors and room.step_id != place.step_id:
            continue
        mesh = plan.geometry.mesh(room.step_id)
        climb = 0.0
        if mesh is not None:
            x, y = floor_gradient(*mesh)
            left, bottom, right, top = room.floor.bounds
            climb = abs(x) * (right - left) + abs(y) * (top - bottom)
        found.append(Ground(room.floor, room.floor_m, room.floor_m + climb))
    return found


def _slabs(plan: Plan) -> list[Ground]:
    """Slabs without a room on them."""
    found = []
    for row in plan.of("slab"):
        shape = plan.shape(row)
        if shape is None or row["predefined_type"] == "ROOF":
            continue
        top = row["z_max_m"]
        carried = [
            room.floor
            for room in plan.rooms
            if not room.is_outdoors and abs(room.floor_m - top) <= _INDOORS_M and room.floor.intersects(shape)
        ]
        bare = shape.difference(shapely.union_all(carried)) if carried else shape
        if not bare.is_empty:
            found.append(Ground(bare, top, top))
    return found


def _joined(parts: list[Ground]) -> list[list[Ground]]:
    """The parts in groups one can walk about in without a step."""
    tree = shapely.STRtree([part.shape for part in parts])
    groups: list[list[Ground]] = []
    left = set(range(len(parts)))
    while left:
        queue = [left.pop()]
        group = []
        while queue:
            part = parts[queue.pop()]
            group.append(part)
            for near in tree.query(part.shape, predicate="dwithin", distance=_GAP_M):
                other = parts[int(near)]
                apart = max(other.low_m - part.high_m, part.low_m - other.high_m)
                if int(near) in left and apart <= STEP_M + _NOISE_M:
                    left.remove(int(near))
                    queue.append(int(near))
        groups.append(group)
    return groups


def _free(plan: Plan, group: list[Ground], place: Room) -> Ground | None:
    low, high = min(part.low_m for part in group), max(part.high_m for part in group)
    closed = shapely.union_all([part.shape.buffer(_GAP_M, join_style="mitre", mitre_limit=1.5) for part in group])
    whole = closed.buffer(-_GAP_M, join_style="mitre", mitre_limit=1.5)
    taken = [
        shape
        for row in plan.of("wall", "column", "furniture", "railing", "proxy", "ramp_flight", "stair_flight", "stair")
        if (shape := plan.shape(row)) is not None
        and row["z_max_m"] > high + 0.03
        and row["z_min_m"] < low + 2.0
        and shape.intersects(whole)
    ]
    taken += [
        room.floor
        for room in plan.rooms
        if room.use in PARKING and room.step_id != place.step_id and room.floor.intersects(whole)
    ]
    free = opened(whole.difference(shapely.union_all(taken)), _NARROWEST_M)
    return None if free.is_empty else Ground(free, low, high)
