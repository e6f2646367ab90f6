"""Switches and sockets: how high they sit, and how far from the corner of their room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from kern.language import N_
from vastgoed.accessibility.model.value import ModelValue, as_cm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry import Point

    from vastgoed.accessibility.model.plan import Plan, Room, Row

_WALL_M = 0.25  # a box this deep in the wall still belongs to the room before it
_ALIKE_M = 0.05  # what of an outline is smaller than this is no corner
_SQUARE = 0.25  # sine of the smallest turn that is a corner


def measure_controls(plan: Plan) -> Iterator[ModelValue]:
    """The height of every switch and socket, and its distance to the nearest corner of its room."""
    for row in plan.of("control"):
        if row["box_centre_x_m"] is None:
            continue
        spot = shapely.Point(row["box_centre_x_m"], row["box_centre_y_m"])
        middle = (row["z_min_m"] + row["z_max_m"]) / 2
        room = _room_of(plan, spot, middle)
        if room is None:
            continue
        yield _value(plan, row, room, "CTL-01", middle - room.floor_m, N_("Its middle above the floor of the room."))
        corners = inner_corners(room.floor)
        if corners:
            near = min(corner.distance(spot) for corner in corners)
            yield _value(plan, row, room, "CTL-02", near, N_("Its middle to the nearest corner of the room."))


def _value(plan: Plan, row: Row, room: Room, criterion: str, metres: float, reason: str) -> ModelValue:
    step_id = row["element_step_id"]
    return ModelValue(
        criterion, step_id, plan.labels[step_id], as_cm(metres), basis="body", reason=reason, scope=room.scope
    )


def _room_of(plan: Plan, spot: Point, level_m: float) -> Room | None:
    """The judged room a control is used in: the one it hangs in, or that before the wall it sits in."""
    near = [
        (room.floor.distance(spot), room.step_id, room)
        for room in plan.rooms
        if room.is_judged and not room.is_outdoors and room.floor_m <= level_m <= room.top_m
    ]
    distance, _step_id, room = min(near, default=(_WALL_M + 1, 0, None))
    return room if distance <= _WALL_M else None


def inner_corners(floor: shapely.Geometry) -> list[Point]:
    """The corners of a room where two walls meet before one; those that stick out into the room are none.

    >>> len(inner_corners(shapely.box(0, 0, 4, 4).difference(shapely.box(3, 3, 4, 4))))
    5
    """
    found: list[Point] = []
    for part in shapely.get_parts(shapely.simplify(floor, _ALIKE_M)):
        if part.geom_type != "Polygon":
            continue
        corners = np.asarray(shapely.orient_polygons(part).exterior.coords)[:-1, :2]
        into, out = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
        sizes = np.hypot(into[:, 0], into[:, 1]) * np.hypot(out[:, 0], out[:, 1])
        turns = (into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0]) / sizes
        found += [shapely.Point(corner) for corner in corners[turns > _SQUARE]]
    return found
