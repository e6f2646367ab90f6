"""Parking places and counters, where they are in the model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import circle_beside
from vastgoed.accessibility.model.flights import floor_gradient
from vastgoed.accessibility.model.value import ModelValue, as_cm, as_flag, as_number, cm
from vastgoed.accessibility.model.words import has_word, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan, Room, Row

PARKING = ("parking", "adapted_parking")
_ONE_COUNTER_M = 0.5
_HIGHEST_M = 1.40
_NEEDED_CM = {"circle": 150.0, "height": 80.0}


def adapted_places(plan: Plan) -> list[Room]:
    """The parking places that are adapted, by their name or by what the model claims."""
    return [
        room
        for room in plan.rooms
        if room.use == "adapted_parking"
        or (room.use == "parking" and plan.flag(room.step_id, "handicapaccessible") is True)
    ]


def measure_parking(plan: Plan) -> Iterator[ModelValue]:
    """How many parking places there are and are adapted; size and slope of the adapted ones."""
    places = [room for room in plan.rooms if room.use in PARKING]
    if not places:
        return
    adapted = adapted_places(plan)
    units = sum(int((plan.number(room.step_id, "parkingunits", unit="") or (1.0, ""))[0]) for room in places)
    share = f"{len(adapted)}/{max(units, len(places))}"
    text = N_("Spaces for parking in the model; adapted by name or by what the model claims.")
    yield ModelValue("PAR-01", 0, "", share, "count", "property", "names", text)
    yield ModelValue("PAR-02", 0, "", share, "count", "property", "names", text)
    rows = plan.geometry.rows
    for room in adapted:
        yield from _place(plan, room, rows[room.step_id])


def _place(plan: Plan, room: Room, row: Row) -> Iterator[ModelValue]:
    words = " ".join(str(row[name] or "") for name in ("element_name", "long_name", "element_type"))
    long_m, short_m = row["box_length_m"], row["box_width_m"]
    numbers: dict[str, object] = {"long_cm": cm(long_m), "short_cm": cm(short_m)}
    text = N_("The place measures {short_cm} × {long_cm} cm.")

    def value(criterion: str, size: str, unit: str = "cm", reason: str = text) -> ModelValue:
        return ModelValue(
            criterion, room.step_id, room.label, size, unit, basis="floor", reason=reason, numbers=numbers
        )

    if has_word(words, "parallel_place"):
        yield value("PAR-05", as_cm(long_m))
    else:
        yield value("PAR-04", as_cm(short_m))
        yield value("PAR-08", as_cm(long_m))
    mesh = plan.geometry.mesh(room.step_id)
    if mesh is not None:
        steepest = math.hypot(*floor_gradient(*mesh)) * 100
        yield value("PAR-06", as_number(steepest), "percent", N_("Slope of the floor of the space."))


def measure_counters(plan: Plan) -> Iterator[ModelValue]:
    """Every counter: room to turn before it, height of its lowest part, and how many comply."""
    groups = find_counters(plan)
    complying = 0
    for room, rows in groups:
        label = plan.labels[rows[0]["element_step_id"]]
        step_id = rows[0]["element_step_id"]
        low = min(row["z_max_m"] for row in rows) - room.floor_m
        lowest = [
            plan.geometry.shapes[row["element_step_id"]] for row in rows if row["z_max_m"] - room.floor_m <= low + 0.01
        ]
        diameter = circle_beside(plan.free_floor(room), shapely.union_all(lowest).boundary)
        text = N_("Largest circle that touches the lowest part of the counter.")
        yield ModelValue("RCP-01", step_id, label, as_cm(diameter), basis="circle", reason=text, scope=room.scope)
        text = N_("Top of the lowest of {count} parts.")
        yield ModelValue(
            "RCP-02", step_id, label, as_cm(low), basis="body", reason=text, numbers={"count": len(rows)},
            scope=room.scope,
        )  # fmt: skip
        fits = round(diameter * 100, 1) >= _NEEDED_CM["circle"] and round(low * 100, 1) <= _NEEDED_CM["height"]
        complying += fits
    if groups:
        text = N_("Counters with room to turn and a lowered part, out of all; parts within 50 cm are one counter.")
        yield ModelValue("RCP-04", 0, "", f"{complying}/{len(groups)}", "count", basis="counted", reason=text)
        yield ModelValue("reception_present", 0, "", as_flag(True), "", basis="counted", reason=text)


def find_counters(plan: Plan) -> list[tuple[Room, list[Row]]]:
    """The parts of each counter, its lowest part first, whatever their order in the file."""
    found: list[tuple[Room, Row]] = []
    for row in plan.of("furniture", "proxy"):
        shape = plan.shape(row)
        words = f"{row['element_name'] or ''} {row['element_type'] or ''}"
        if shape is None or kind_of(words) != "counter":
            continue
        room = plan.room_at(shape.centroid.x, shape.centroid.y, row["z_min_m"] + 0.1)
        if room is not None and room.use != "kitchen" and row["z_max_m"] - room.floor_m <= _HIGHEST_M:
            found.append((room, row))
    found.sort(key=lambda each: (round(each[1]["z_max_m"], 3), str(each[1]["element_name"]), each[1]["element_guid"]))
    groups: list[tuple[Room, list[Row]]] = []
    for room, row in found:
        near = [group for group in groups if group[0].step_id == room.step_id and _is_beside(plan, group[1], row)]
        rows = [other for _room, others in near for other in others]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append((room, [*rows, row]))
    return groups


def _is_beside(plan: Plan, rows: list[Row], row: Row) -> bool:
    shapes = plan.geometry.shapes
    own = shapes[row["element_step_id"]]
    return bool(min(own.distance(shapes[other["element_step_id"]]) for other in rows) <= _ONE_COUNTER_M)
