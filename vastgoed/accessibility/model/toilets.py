"""Adapted toilets: room to turn, before, beside and behind the toilet, the basin, the grab bars; and one per block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import largest_circle
from vastgoed.accessibility.model.plan import rectangle
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, as_flag, cm
from vastgoed.accessibility.model.words import has_word, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan, Room, Row

_PANS = ("TOILETPAN", "WCSEAT")
_BASINS = ("WASHHANDBASIN", "SINK")
_BLOCK_M = 4.0  # toilets this near to each other on a storey are one block
_MOST_M = 3.0
_BACK_M = 0.35  # further from its wall a pan has no back
_SEAT_MOST_M = 0.60  # a body higher than this has its cistern or back in it
_KINDS = {"TOILETPAN": "toilet_pan", "WASHHANDBASIN": "basin"}


@dataclass(frozen=True)
class Pan:
    """A toilet pan against its wall: where its back is, which way it faces. [m]."""

    centre: tuple[float, float]
    front: tuple[float, float]
    half_depth: float
    half_width: float


def adapted_toilets(plan: Plan) -> list[Room]:
    """The adapted toilets: by name, or toilets the model calls accessible."""
    found = []
    for room in plan.rooms:
        claimed = room.use == "toilet" and plan.flag(room.step_id, "handicapaccessible") is True
        is_only = claimed and not any(each.use == "adapted_toilet" for each in plan.rooms)
        if room.use == "adapted_toilet" or is_only:
            found.append(room)
    return found


def measure_toilets(plan: Plan) -> Iterator[ModelValue]:
    """The blocks of toilets, and the values of every adapted one."""
    adapted = adapted_toilets(plan)
    yield from _blocks(plan, adapted)
    for room in adapted:
        yield from _toilet(plan, room)


def _blocks(plan: Plan, adapted: list[Room]) -> Iterator[ModelValue]:
    rooms = [room for room in plan.rooms if room.use in ("toilet", "adapted_toilet")]
    if not rooms:
        return
    blocks: list[list[Room]] = []
    for room in rooms:
        near = [
            block
            for block in blocks
            if any(abs(one.floor_m - room.floor_m) < 0.5 and one.floor.distance(room.floor) < _BLOCK_M for one in block)
        ]
        merged = [room, *(one for block in near for one in block)]
        blocks = [block for block in blocks if block not in near] + [merged]
    ids = {room.step_id for room in adapted}
    found = sum(any(room.step_id in ids for room in block) for block in blocks)
    text = N_(
        "Toilets less than {near_m} m apart on a storey are one block; adapted by name or by what the model claims."
    )
    yield ModelValue(
        "SAN-01", 0, "", f"{found}/{len(blocks)}", "count", "property", "names", text, {"near_m": f"{_BLOCK_M:g}"}
    )


def _value(
    room: Room, criterion: str, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    unit: str = "cm", source: str = "geometry",
) -> ModelValue:  # fmt: skip
    return ModelValue(
        criterion, room.step_id, room.label, value, "" if value in ("true", "false") else unit,
        "property" if source == "property" else "geometry", basis, reason, numbers or {}, room.scope,
    )  # fmt: skip


def _fixtures(plan: Plan, room: Room, kinds: tuple[str, ...]) -> list[Row]:
    wanted = {_KINDS[kind] for kind in kinds if kind in _KINDS}
    found = []
    for row in plan.of("sanitary", "terminal"):
        shape = plan.shape(row)
        if shape is None or not room.floor_m - 0.1 <= row["z_max_m"] <= room.top_m + 0.1:
            continue
        named = row["predefined_type"] is None and kind_of(row["element_name"] or "") in wanted
        if (row["predefined_type"] in kinds or named) and room.floor.buffer(0.05).contains(shape.centroid):
            found.append(row)
    return found


def _toilet(plan: Plan, room: Room) -> Iterator[ModelValue]:
    pans, basins = _fixtures(plan, room, _PANS), _fixtures(plan, room, _BASINS)
    free = plan.free_floor(room)
    row = plan.geometry.rows[room.step_id]
    size = f"{as_cm(row['box_width_m'])}x{as_cm(row['box_length_m'])}"
    yield _value(room, "SAN-12", size, "floor", N_("Short and long side of the room."))
    if not pans:
        text = N_("No toilet pan is drawn in this room.")
        for criterion in ("SAN-02", "SAN-03", "SAN-04", "SAN-05", "SAN-06"):
            yield _value(room, criterion, UNKNOWN, "none", text)
    else:
        text = N_("Largest circle on the floor less the fixtures; the space under a basin of 67 cm or more counts.")
        yield _value(room, "SAN-02", as_cm(largest_circle(_with_knee_space(plan, room, basins, free))), "circle", text)
    for row in pans:
        pan = _pan_of(plan, room, row)
        if pan is None:
            text = N_("The pan stands against no wall, so its front cannot be told.")
            for criterion in ("SAN-03", "SAN-04", "SAN-06"):
                yield _value(room, criterion, UNKNOWN, "none", text)
            continue
        yield from _around(room, pan, free)
        yield _seat(plan, room, row)
    inside = bool(basins)
    text = N_("Basins drawn in the room: {count}.")
    if inside or plan.of("sanitary"):
        yield _value(room, "SAN-07", as_flag(inside), "fixtures", text, {"count": len(basins)})
    for row in basins:
        yield from _basin(plan, room, row, pans)
    bars = [
        row
        for row in plan.of("furniture", "terminal", "accessory", "proxy", "railing", "sanitary")
        if has_word(f"{row['element_name'] or ''} {row['element_type'] or ''}", "grab_bar")
        and (shape := plan.shape(row)) is not None
        and room.floor.buffer(0.1).contains(shape.centroid)
        and room.floor_m <= row["z_min_m"] <= room.floor_m + 1.5
    ]
    text = N_("Elements named as a grab bar in the room.")
    yield _value(room, "SAN-10", str(len(bars)) if bars else UNKNOWN, "names", text, unit="count", source="property")


def _with_knee_space(plan: Plan, room: Room, basins: list[Row], free: shapely.Geometry) -> shapely.Geometry:
    """The free floor; basins high enough were never taken off it (see `Plan.obstacles_in`)."""
    low = [row for row in basins if row["z_min_m"] < room.floor_m + 0.67]
    shapes = [plan.geometry.shapes[row["element_step_id"]] for row in low]
    return free.difference(shapely.union_all(shapes)) if shapes else free


def _pan_of(plan: Plan, room: Room, row: Row) -> Pan | None:
    """Which way a pan faces: its back is the short side nearest to a wall of the room."""
    axis = np.array([row["box_axis_x"], row["box_axis_y"]])
    across = np.array([-axis[1], axis[0]])
    centre = np.array([row["box_centre_x_m"], row["box_centre_y_m"]])
    length, width = row["box_length_m"], row["box_width_m"]
    walls = room.floor.boundary
    best: tuple[float, int, Pan] | None = None
    # A pan is longer than wide; a square one may stand either way, so both are tried, the long way first.
    ways = [(axis, length / 2, width / 2), (across, width / 2, length / 2)]
    for rank, (way, half_depth, half_width) in enumerate(ways if length < 1.1 * width else ways[:1]):
        for sign in (1.0, -1.0):
            back = centre - sign * way * half_depth
            distance = float(walls.distance(shapely.Point(back)))
            pan = Pan((float(centre[0]), float(centre[1])), (float(sign * way[0]), float(sign * way[1])), half_depth,
                      half_width)  # fmt: skip
            if best is None or (round(distance, 3), rank) < best[:2]:
                best = (round(distance, 3), rank, pan)
    return best[2] if best is not None and best[0] <= _BACK_M else None


def _reach(
    free: shapely.Geometry, pan: Pan, axis: tuple[float, float], half: float, span: tuple[float, float]
) -> float:
    """How far a strip beside the pan stays free, from the edge of the pan outward. [m].

    Args:
        free: The free floor.
        pan: The pan.
        axis: Outward.
        half: Distance of the edge from the middle of the pan.
        span: Extent of the strip across that direction, from the middle of the pan, along (-axis y, axis x).
    """
    side = (-axis[1], axis[0])
    strip = rectangle(pan.centre, side, span[0], span[1], half + 0.01, half + _MOST_M, axis)
    taken = [part for part in shapely.get_parts(strip.difference(free)) if part.area > 1e-3]
    if not taken:
        return _MOST_M
    corners = shapely.get_coordinates(shapely.union_all(taken)) - np.array(pan.centre)
    return max(0.0, float((corners @ np.array(axis)).min()) - half)


def _around(room: Room, pan: Pan, free: shapely.Geometry) -> Iterator[ModelValue]:
    width = max(pan.half_width, 0.2)
    before = _reach(free, pan, pan.front, pan.half_depth, (-width, width))
    text = N_("Free length of a strip as wide as the pan before it.")
    yield _value(room, "SAN-03", as_cm(before), "strip", text)
    sides = []
    for sign in (1.0, -1.0):
        axis = (sign * -pan.front[1], sign * pan.front[0])
        # The strip beside the pan, from its front backwards as deep as the pan.
        along = np.array((-axis[1], axis[0])) @ np.array(pan.front)
        ends = sorted((along * pan.half_depth, -along * (pan.half_depth - 0.05)))
        sides.append(_reach(free, pan, axis, pan.half_width, (float(ends[0]), float(ends[1]))))
    text = N_("Free width beside the pan along its depth, the better side: {left_cm} and {right_cm} cm.")
    numbers: dict[str, object] = {"left_cm": cm(sides[0]), "right_cm": cm(sides[1])}
    yield _value(room, "SAN-04", as_cm(max(sides)), "strip", text, numbers)
    count = sum(side >= 0.9 - 1e-3 for side in sides)
    yield _value(room, "SAN-13", str(count), "strip", text, numbers, unit="count")
    back = np.array(pan.centre) - np.array(pan.front) * pan.half_depth
    gap = float(room.floor.boundary.distance(shapely.Point(back)))
    text = N_("Depth of the pan and its distance to the wall.")
    yield _value(room, "SAN-06", as_cm(2 * pan.half_depth + gap), "fixtures", text)


def _seat(plan: Plan, room: Room, row: Row) -> ModelValue:
    stated = plan.number(row["element_step_id"], "seatheight", "seat height", "zithoogte")
    if stated is not None:
        return _value(room, "SAN-11", as_cm(stated[0]), "stated", N_("Stated."), source="property")
    top = row["z_max_m"] - room.floor_m
    if top <= _SEAT_MOST_M:
        return _value(room, "SAN-11", as_cm(top), "body", N_("Top of the pan above the floor."))
    text = N_("The body of the pan reaches {top_cm} cm: its cistern hides the seat.")
    return _value(room, "SAN-11", UNKNOWN, "none", text, {"top_cm": cm(top)})


def _basin(plan: Plan, room: Room, row: Row, pans: list[Row]) -> Iterator[ModelValue]:
    shape = plan.geometry.shapes[row["element_step_id"]]
    if pans:
        gap = min(float(shape.distance(plan.geometry.shapes[pan["element_step_id"]])) for pan in pans)
        yield _value(room, "SAN-05", as_cm(gap), "fixtures", N_("Distance between pan and basin."))
    # Its wall is the nearest; the corner is where another wall comes nearest along that wall.
    centre = shape.centroid
    line = shapely.shortest_line(centre, room.floor.boundary)
    near = np.array(line.coords[-1])
    towards = near - np.array([centre.x, centre.y])
    axes = [np.array([row["box_axis_x"], row["box_axis_y"]]), np.array([-row["box_axis_y"], row["box_axis_x"]])]
    along = min(axes, key=lambda axis: abs(float(axis @ towards)))
    ray = [
        shapely.LineString([(centre.x, centre.y), (centre.x + sign * along[0] * 5, centre.y + sign * along[1] * 5)])
        for sign in (1, -1)
    ]
    hits = [float(centre.distance(hit)) for line in ray if not (hit := line.intersection(room.floor.boundary)).is_empty]
    if hits:
        text = N_("From the middle of the basin along its wall to the nearest corner.")
        yield _value(room, "SAN-09", as_cm(min(hits)), "fixtures", text)
