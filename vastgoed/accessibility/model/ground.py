"""Floors that are no room: landings, slabs and spaces outside, at the level of a door or the end of a ramp."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from vastgoed.accessibility.model.plan import rectangle

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Doorway, Plan, Row, Side

_REACH_M = 0.6
_STEP_M = 0.55  # an outside floor this much lower than a door is no longer the floor in front of it


def slabs_near(plan: Plan, area: BaseGeometry, level_m: float, tolerance_m: float) -> list[Row]:
    """Slabs that touch an area and whose top lies near a level."""
    return [
        row
        for row in plan.of("slab")
        if (shape := plan.shape(row)) is not None
        and row["predefined_type"] != "ROOF"
        and abs(row["z_max_m"] - level_m) <= tolerance_m
        and shape.intersects(area)
    ]


def ground_near(plan: Plan, area: BaseGeometry, level_m: float, tolerance_m: float) -> list[tuple[float, BaseGeometry]]:
    """Level and shape of the slabs and outdoor spaces that touch an area near a level."""
    slabs = [
        (row["z_max_m"], plan.geometry.shapes[row["element_step_id"]])
        for row in slabs_near(plan, area, level_m, tolerance_m)
    ]
    spaces = [
        (room.floor_m, room.floor)
        for room in plan.rooms
        if room.is_outdoors and abs(room.floor_m - level_m) <= tolerance_m and room.floor.intersects(area)
    ]
    return [*slabs, *spaces]


def outside_level(plan: Plan, door: Doorway, side: Side) -> float | None:
    """Height of the floor before a door on a side without a room; None when the model has none there."""
    before = rectangle(
        door.centre, door.axis, -door.half * 0.8, door.half * 0.8, side.face + 0.05, side.face + _REACH_M, side.towards
    )
    found = ground_near(plan, before, door.sill_m, _STEP_M)
    tops = [level for level, shape in found if shape.intersection(before).area > 0.5 * before.area]
    return max(tops, default=None)


def outside_floor(plan: Plan, door: Doorway, side: Side) -> BaseGeometry | None:
    """The free floor before a door on a side without a room; None when the model has none there."""
    level = outside_level(plan, door, side)
    if level is None:
        return None
    before = rectangle(door.centre, door.axis, -4, 4, side.face - 0.1, side.face + 4, side.towards)
    shapes = [shape for _level, shape in ground_near(plan, before, level, 0.03)]
    walls = [
        shape
        for row in plan.of("wall", "column", "furniture", "railing")
        if (shape := plan.shape(row)) is not None
        and row["z_max_m"] > level + 0.3
        and row["z_min_m"] < level + 2.0
        and shape.intersects(before)
    ]
    return shapely.union_all(shapes).intersection(before).difference(shapely.union_all(walls))
