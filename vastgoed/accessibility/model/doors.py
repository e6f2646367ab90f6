"""Doors: clear width and height, the rough opening, room to turn and to reach the latch, how they move."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from kern.language import N_
from vastgoed.accessibility.model.circles import LARGEST_M, circle_beside
from vastgoed.accessibility.model.door_sizes import stated_height, stated_lining
from vastgoed.accessibility.model.door_width import UNSAID, clear_width, measure_width
from vastgoed.accessibility.model.ground import outside_floor
from vastgoed.accessibility.model.plan import rectangle
from vastgoed.accessibility.model.value import NOT_APPLICABLE, UNKNOWN, ModelValue, as_cm, as_flag, cm
from vastgoed.accessibility.model.words import door_rules_m, property_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Doorway, Plan, Side

_LATCH_DEPTH_M = 0.50
_LATCH_MOST_M = 1.50
_CLEARANCE_M = 0.02  # walls and floors of a model do not meet to the millimetre
_NEEDED_HEIGHT_M = 2.09
_SKIPPED = ("shaft", "technical", "storage")
_STAIR_HALL = "stair"


def judged_doors(plan: Plan) -> list[Doorway]:
    """The doors people pass: not those of lifts (judged with the lift), shafts, technical rooms and storage."""
    return [door for door in plan.doorways if not _why_left_out(door)]


def left_out_doors(plan: Plan) -> dict[str, int]:
    """How many doors are not judged, by why: `storage`, `technical`, `shaft` or `gate`; those of lifts are judged."""
    found = Counter(_why_left_out(door) for door in plan.doorways)
    return {why: found[why] for why in (*_SKIPPED, "gate") if found[why]}


def _why_left_out(door: Doorway) -> str:
    """Empty for a door people pass."""
    uses = {room.use for room in door.rooms}
    if "lift" in uses:
        return "lift"
    return next((use for use in _SKIPPED if use in uses), "gate" if is_gate(door) else "")


def is_gate(door: Doorway) -> bool:
    """Whether it is a gate for vehicles: it rolls up and is wider than any door."""
    return "ROLLINGUP" in door.operation and door.half > 1.1


def entrance_doors(plan: Plan) -> list[Doorway]:
    """The doors one comes in by: a room on one side, outside on the other, on the entrance storey, no fire exit.

    The entrance storey is the one that says so, else the lowest with such a door not more than 60 cm below zero.
    """
    outer = [
        door
        for door in judged_doors(plan)
        if len(door.rooms) == 1
        and plan.flag(door.step_id, "isexternal") is not False
        and not plan.flag(door.step_id, "fireexit")
    ]
    marked = set(plan.geometry.storeys.filter(is_entrance_level=True)["storey_step_id"])
    on_marked = [door for door in outer if door.row["storey_step_id"] in marked]
    if on_marked:
        return on_marked
    levels = sorted(door.sill_m for door in outer)
    base = next((level for level in levels if level >= -0.6), levels[0] if levels else 0.0)
    return [door for door in outer if abs(door.sill_m - base) <= 0.6]


def measure_doors(plan: Plan) -> Iterator[ModelValue]:
    """The values of every door people pass."""
    entrances = {door.step_id for door in entrance_doors(plan)}
    for door in judged_doors(plan):
        yield from _kind(plan, door)
        yield _width(plan, door, "DOR-03")
        if door.opening_m is not None:
            text = N_("Width of the hole in the wall.")
            yield _value("DOR-02", door, as_cm(door.opening_m), "opening", text)
        yield _height(plan, door)
        yield _turning_space(plan, door)
        yield _latch_space(plan, door)
        if door.step_id in entrances:
            yield _width(plan, door, "DOR-11")
        adapted = [side for side in door.sides if side.room is not None and side.room.use == "adapted_toilet"]
        if adapted:
            yield _outward(door, adapted)
    for row in plan.unplaced_doors:
        text = N_("The door has no body, no opening and no stated width that could be read.")
        label = plan.labels[row["element_step_id"]]
        yield ModelValue("DOR-03", row["element_step_id"], label, UNKNOWN, basis="none", reason=text)


def _width(plan: Plan, door: Doorway, criterion: str) -> ModelValue:
    """The clear width; a revolving door is passed by the door beside it, and its opening is no passage."""
    if door.is_revolving:
        text = N_("A revolving door: the door beside it is the passage (article 23).")
        return _value(criterion, door, NOT_APPLICABLE, "revolving", text)
    return measure_width(plan, door, criterion)


def _outward(door: Doorway, adapted: list[Side]) -> ModelValue:
    if door.operation in UNSAID:
        text = N_("The model does not say how the door opens.")
        return _value("DOR-07", door, UNKNOWN, "none", text, unit="")
    outward = door.is_sliding or not any(side.is_swing_side for side in adapted)
    text = N_("Operation {operation} with the door's own axis.")
    return _value("DOR-07", door, as_flag(outward), "operation", text, {"operation": door.operation})


def _value(
    criterion: str, door: Doorway, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    unit: str = "cm", is_stated: bool = False,
) -> ModelValue:  # fmt: skip
    return ModelValue(
        criterion, door.step_id, door.label, value, "" if value in ("true", "false") else unit,
        "property" if is_stated else "geometry", basis, reason, numbers or {}, door.scope,
    )  # fmt: skip


def _kind(plan: Plan, door: Doorway) -> Iterator[ModelValue]:
    """What decides which criteria apply: how the door moves and whether it opens by itself."""
    kind = "revolving" if door.is_revolving else "sliding" if door.is_sliding else "leaf"
    text = N_("Operation {operation} in the model.")
    said: dict[str, object] = {"operation": door.operation or "?"}
    yield _value("door_kind", door, kind, "operation", text, said, "", is_stated=True)
    driven = plan.flag(door.step_id, "hasdrive")
    text = N_("HasDrive in the model; without it a door is taken to be opened by hand.")
    yield _value("door_drive", door, "automatic" if driven else "manual", "property", text, {}, "", is_stated=True)
    if door.is_revolving:
        others = [
            other
            for other in judged_doors(plan)
            if not other.is_revolving
            and {room.step_id for room in other.rooms} == {room.step_id for room in door.rooms}
            and abs(other.sill_m - door.sill_m) < 0.3
        ]
        text = N_("Other doors between the same rooms: {count}.")
        yield _value("DOR-04", door, as_flag(bool(others)), "rooms", text, {"count": len(others)})


def _height(plan: Plan, door: Doorway) -> ModelValue:
    explicit = plan.number(door.step_id, *property_names("door_clear_height"))
    if explicit is not None:
        numbers: dict[str, object] = {"where": explicit[1], "height_cm": cm(explicit[0])}
        text = N_("{where} says {height_cm} cm.")
        return _value("DOR-01", door, as_cm(explicit[0]), "property", text, numbers, is_stated=True)
    stated = stated_height(plan, door)
    lining = stated_lining(plan, door, stated)
    threshold = plan.number(door.step_id, "thresholdthickness")
    outer = stated.metres if stated else door.opening_height_m
    numbers = {"height_cm": cm(outer or 0.0)}
    if outer is None:
        text = N_("The model states no height and has no opening for it.")
        return _value("DOR-01", door, UNKNOWN, "none", text)
    if lining is not None and stated is not None:
        low = threshold[0] if threshold else 0.0
        numbers |= {"lining_cm": cm(lining), "threshold_cm": cm(low)}
        text = N_("Height {height_cm} cm less lining {lining_cm} cm and threshold {threshold_cm} cm.")
        return _value("DOR-01", door, as_cm(outer - lining - low), "lining", text, numbers, is_stated=True)
    rules = door_rules_m()
    has_casing = door.body_m is not None and door.body_m - 2 * door.half >= rules["casing_at_least"]
    if has_casing or round(outer, 3) < _NEEDED_HEIGHT_M:
        text = N_("Height of {height_cm} cm without lining.")
        return _value("DOR-01", door, as_cm(outer), "leaf", text, numbers, is_stated=stated is not None)
    least = outer - rules["lining_thickness"]
    if round(least, 3) >= _NEEDED_HEIGHT_M:
        numbers["lining_cm"] = cm(rules["lining_thickness"])
        text = N_("Outer height {height_cm} cm less a usual lining of {lining_cm} cm; the lining is not stated.")
        return _value("DOR-01", door, as_cm(least), "usual_lining", text, numbers, is_stated=stated is not None)
    text = N_("Outer height {height_cm} cm and an unknown lining: it may or may not leave 209 cm.")
    return _value("DOR-01", door, UNKNOWN, "none", text, numbers)


def swing_area(door: Doorway, leaf_m: float) -> BaseGeometry:
    """The floor a leaf sweeps on the swing side, as far as 90 degrees; empty for doors that do not swing."""
    side = door.sides[0]
    if not side.is_swing_side:
        return Polygon()
    centre, axis = np.array(door.centre), np.array(door.axis)
    towards = np.array(side.towards)
    base = centre + towards * side.face
    hinges = _hinges(door)
    areas = []
    for hinge in hinges:
        at = base + axis * hinge
        sense = -np.sign(hinge)
        radius = leaf_m if len(hinges) == 1 else min(leaf_m, door.half)
        turns = np.linspace(0, np.pi / 2, 13)
        arc = [at + radius * (np.cos(turn) * sense * axis + np.sin(turn) * towards) for turn in turns]
        areas.append(Polygon([at, *arc]))
    return shapely.union_all(areas)


def _hinges(door: Doorway) -> list[float]:
    """Where the hinges stand along the axis, from the middle; seen along the door's y axis the left is the low end."""
    if door.is_double:
        return [-door.half, door.half]
    return [door.half] if door.operation.endswith("RIGHT") else [-door.half]


def _turning_space(plan: Plan, door: Doorway) -> ModelValue:
    if any(room.use == _STAIR_HALL for room in door.rooms):
        text = N_("It leads to a closed stair hall, for which article 24 asks none.")
        return _value("DOR-05", door, NOT_APPLICABLE, "stair_hall", text)
    found: list[float] = []
    unknown = 0
    for side in door.sides:
        floor = plan.free_floor(side.room) if side.room is not None else outside_floor(plan, door, side)
        if floor is None:
            unknown += 1
            continue
        found.append(_circle_on_side(door, side, floor))
    numbers: dict[str, object] = {"sides": len(found)}
    if not found or (unknown and min(found) >= 1.5 - 1e-6):
        text = N_("On {unknown} side of the door the model has no floor.")
        return _value("DOR-05", door, UNKNOWN, "none", text, {"unknown": unknown})
    text = N_("Largest circle that touches the leaf or its swing, the smallest of {sides} sides.")
    return _value("DOR-05", door, as_cm(min(found)), "circle", text, numbers)


def _circle_on_side(door: Doorway, side: Side, floor: BaseGeometry) -> float:
    low, high = -door.half, door.half
    edge = rectangle(door.centre, door.axis, low, high, side.face, side.face + 0.001, side.towards)
    target: BaseGeometry = edge
    if side.is_swing_side:
        swing = swing_area(door, 2 * door.half)
        target, floor = swing, floor.difference(swing)
    around = rectangle(
        door.centre, door.axis, -LARGEST_M - 1, LARGEST_M + 1, side.face - 0.5, side.face + 2 * LARGEST_M, side.towards
    )
    return circle_beside(floor.intersection(around), target)


def _latch_space(plan: Plan, door: Doorway) -> ModelValue:
    if door.is_sliding or door.is_revolving:
        text = N_("A door that does not swing has no latch side.")
        return _value("DOR-06", door, NOT_APPLICABLE, "operation", text)
    if plan.flag(door.step_id, "hasdrive"):
        text = N_("It opens by itself; article 25 is about doors opened by hand.")
        return _value("DOR-06", door, NOT_APPLICABLE, "drive", text)
    if any(room.use == _STAIR_HALL for room in door.rooms):
        text = N_("It leads to a closed stair hall, for which article 25 asks none.")
        return _value("DOR-06", door, NOT_APPLICABLE, "stair_hall", text)
    if door.is_double:
        text = N_("Two leaves: beside the latch stands the other leaf; its wall side cannot be told from the model.")
        return _value("DOR-06", door, NOT_APPLICABLE, "double", text)
    sense = float(-np.sign(_hinges(door)[0]))
    found, other = [], []
    unknown = 0
    for side in door.sides:
        floor = plan.free_floor(side.room) if side.room is not None else outside_floor(plan, door, side)
        if floor is None:
            unknown += 1
            continue
        found.append(_free_beside(door, side, floor, sense))
        other.append(_free_beside(door, side, floor, -sense))
    lining = plan.number(door.step_id, "liningthickness")
    finish = lining[0] if lining else door_rules_m()["finish_beside_latch"]
    numbers: dict[str, object] = {"sides": len(found), "lining_cm": cm(finish)}
    if not found or (unknown and min(found) + finish >= 0.5 - 1e-6):
        text = N_("On {unknown} side of the door the model has no floor.")
        return _value("DOR-06", door, UNKNOWN, "none", text, {"unknown": unknown})
    if door.operation in UNSAID:
        least, most = sorted((min(found) + finish, min(other) + finish))
        if least < 0.5 - 1e-6 <= most:
            text = N_("The model does not say on which side the latch is, and only one side has the room.")
            return _value("DOR-06", door, UNKNOWN, "none", text, numbers)
        found = [least - finish if least >= 0.5 - 1e-6 else most - finish]
    text = N_(
        "Free width beside the opening at the latch, plus the lining of {lining_cm} cm; smallest of {sides} sides."
    )
    return _value("DOR-06", door, as_cm(min(found) + finish), "latch_strip", text, numbers)


def _free_beside(door: Doorway, side: Side, floor: BaseGeometry, sense: float) -> float:
    """Free width along the wall from the edge of the opening at the latch, over 50 cm deep. [m]."""
    near = side.face + _CLEARANCE_M
    low, high = sorted((sense * door.half, sense * (door.half + _LATCH_MOST_M)))
    strip = rectangle(door.centre, door.axis, low, high, near, near + _LATCH_DEPTH_M - _CLEARANCE_M, side.towards)
    taken = strip.difference(floor)
    parts = [part for part in shapely.get_parts(taken) if part.area > 4e-4]
    if not parts:
        return _LATCH_MOST_M
    corners = shapely.get_coordinates(shapely.union_all(parts)) - np.array(door.centre)
    along = corners @ np.array(door.axis) * sense - door.half
    return float(max(0.0, along.min()))


def evidence_counts(plan: Plan) -> dict[str, int]:
    """How many doors were judged by which evidence; for the tables in the documentation.

    Returns:
        Basis -> doors, over all doors whose place is known.
    """
    counts: dict[str, int] = {}
    for door in plan.doorways:
        basis = clear_width(plan, door).basis
        counts[basis] = counts.get(basis, 0) + 1
    return counts


def leaf_line(door: Doorway) -> LineString:
    """The closed leaf in plan."""
    centre, axis = np.array(door.centre), np.array(door.axis)
    return LineString([centre - axis * door.half, centre + axis * door.half])
