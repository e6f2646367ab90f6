"""A place to wait in a wheelchair at the reception, beside the room before counter and doors."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.places import find_counters
from vastgoed.accessibility.model.plan import rectangle
from vastgoed.accessibility.model.rectangles import widest_rectangle
from vastgoed.accessibility.model.value import ModelValue, as_cm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Plan, Room

_WIDTH_M, _DEPTH_M = 0.90, 1.40
_WAY_M = 1.50


def measure_waiting(plan: Plan) -> Iterator[ModelValue]:
    """The largest place of 140 cm deep in every room with a counter, out of the way of who comes and goes."""
    counters: dict[int, tuple[Room, list[BaseGeometry]]] = {}
    for room, rows in find_counters(plan):
        shapes = [plan.geometry.shapes[row["element_step_id"]] for row in rows]
        counters.setdefault(room.step_id, (room, []))[1].extend(shapes)
    for room, shapes in counters.values():
        kept = [shape.buffer(_WAY_M, join_style="mitre") for shape in shapes] + _ways(plan, room, shapes)
        width = widest_rectangle(plan.free_floor(room).difference(shapely.union_all(kept)), _DEPTH_M, _WIDTH_M)
        text = N_(
            "Widest place of 140 cm deep, 90 cm at most, beside the 150 cm before counter and doors and between them."
        )
        size = f"{as_cm(width)}x{as_cm(_DEPTH_M)}"
        yield ModelValue("RCP-06", room.step_id, room.label, size, basis="rectangle", reason=text, scope=room.scope)


def _ways(plan: Plan, room: Room, counters: list[BaseGeometry]) -> list[BaseGeometry]:
    """What stays free: the space before each door, and a way from each to the others and to the counters."""
    doors = [
        (door, side)
        for door in plan.doorways
        for side in door.sides
        if side.room is not None and side.room.step_id == room.step_id
    ]
    before = [
        rectangle(door.centre, door.axis, -half, half, 0.0, side.face + _WAY_M, side.towards)
        for door, side in doors
        for half in [max(door.half, _WAY_M / 2)]
    ]
    spots = [*(shapely.Point(door.centre) for door, _side in doors), *counters]
    between = [shapely.shortest_line(one, other).buffer(_WAY_M / 2) for one, other in combinations(spots, 2)]
    return [*before, *between]
