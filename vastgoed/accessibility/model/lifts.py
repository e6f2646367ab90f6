"""Lifts: the car or platform, the landing doors, room to turn before them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import circle_beside
from vastgoed.accessibility.model.door_sizes import stated_height, stated_lining
from vastgoed.accessibility.model.door_width import measure_width
from vastgoed.accessibility.model.doors import leaf_line
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, as_flag, cm
from vastgoed.accessibility.model.words import has_word, property_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Doorway, Plan, Row

_NEAR_M = 0.8
_OWN_M = 2.0
_ASKED_CM = {"car": (110, 140), "platform": (100, 140)}


def measure_lifts(plan: Plan) -> Iterator[ModelValue]:
    """The values of every lift and its doors; a lift that is only a named space has doors but no car."""
    for row in plan.of("lift"):
        yield from _car(plan, row)
    for door in lift_doors(plan):
        yield from _door(plan, door, _lift_of(plan, door))


def _lift_of(plan: Plan, door: Doorway) -> str:
    """The name of the lift a door belongs to; its own when the lift is only a space or a shaft."""
    near = [
        (float(shape.distance(shapely.Point(door.centre))), plan.labels[row["element_step_id"]])
        for row in plan.of("lift")
        if (shape := plan.shape(row)) is not None
    ]
    distance, label = min(near, default=(9.0, door.label))
    return label if distance <= _OWN_M else door.label


def lift_doors(plan: Plan) -> list[Doorway]:
    """The landing doors: doors of a lift space, and doors beside a lift that face it."""
    boxes = [shape for row in plan.of("lift") if (shape := plan.shape(row)) is not None]
    found = []
    for door in plan.doorways:
        if any(room.use == "lift" for room in door.rooms):
            found.append(door)
            continue
        if len(door.rooms) == 2:
            continue
        away = [side for side in door.sides if side.room is None]
        for side in away:
            x, y = door.centre
            reach = shapely.LineString([(x, y), (x + side.towards[0] * _NEAR_M, y + side.towards[1] * _NEAR_M)])
            if any(box.intersects(reach) for box in boxes):
                found.append(door)
                break
    return found


def _value(
    plan: Plan, criterion: str, row: Row, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    source: str = "property", unit: str = "cm", label: str = "",
) -> ModelValue:  # fmt: skip
    step_id = row["element_step_id"]
    return ModelValue(
        criterion, step_id, label or plan.labels[step_id], value, "" if value in ("true", "false") else unit,
        "property" if source == "property" else "geometry", basis, reason, numbers or {},
    )  # fmt: skip


def _car(plan: Plan, row: Row) -> Iterator[ModelValue]:
    words = " ".join(str(row[name] or "") for name in ("element_name", "element_type", "predefined_type"))
    kind = "platform" if has_word(words, "platform_lift") else "car"
    is_stair_lift = has_word(words, "stair_lift")
    text = N_("By its class and name.")
    yield _value(plan, "lift_kind", row, kind, "name", text, unit="")
    yield _value(plan, "LFT-01", row, as_flag(not is_stair_lift), "name", text)
    yield _value(plan, "LFT-11", row, as_flag(kind == "car" and not is_stair_lift), "name", text)
    width = plan.number(row["element_step_id"], *property_names("lift_car_width"))
    depth = plan.number(row["element_step_id"], *property_names("lift_car_depth"))
    if kind == "platform":
        if width is None or depth is None:
            yield _value(plan, "LFT-07", row, UNKNOWN, "none", N_("The size of the platform is not stated."))
        else:
            size = f"{as_cm(width[0])}x{as_cm(depth[0])}"
            yield _value(plan, "LFT-07", row, size, "stated", N_("Stated width by depth."))
        return
    for number, (criterion, found) in enumerate((("LFT-02", width), ("LFT-03", depth))):
        yield _size(plan, row, criterion, found, number)


def _size(plan: Plan, row: Row, criterion: str, found: tuple[float, str] | None, number: int) -> ModelValue:
    """A stated inner size; the drawn box may be car or shaft, so it can only say that a car is surely too small."""
    box = sorted((row["box_width_m"] or 0.0, row["box_length_m"] or 0.0))
    numbers: dict[str, object] = {"short_cm": cm(box[0]), "long_cm": cm(box[1])}
    if found is not None:
        numbers |= {"where": found[1], "stated_cm": cm(found[0])}
        if box[1] and found[0] > box[1] + 0.02:
            text = N_(
                "{where} says {stated_cm} cm but the lift is drawn {short_cm} × {long_cm} cm: what is drawn holds."
            )
            return _value(plan, criterion, row, as_cm(box[1]), "drawn_holds", text, numbers, "geometry")
        text = N_("{where} says {stated_cm} cm; drawn {short_cm} × {long_cm} cm.")
        return _value(plan, criterion, row, as_cm(found[0]), "stated", text, numbers)
    asked = _ASKED_CM["car"][number] / 100
    if box[1] and box[1] < asked:
        text = N_("The lift is drawn {short_cm} × {long_cm} cm: its car can be no larger.")
        return _value(plan, criterion, row, as_cm(box[1]), "at_most", text, numbers, "geometry")
    text = N_("The inner size of the car is not stated; drawn {short_cm} × {long_cm} cm, which may be the shaft.")
    return _value(plan, criterion, row, UNKNOWN, "none", text, numbers)


def _door(plan: Plan, door: Doorway, lift: str) -> Iterator[ModelValue]:
    driven = plan.flag(door.step_id, "hasdrive")
    opens_itself = driven is True or (driven is None and door.is_sliding)
    yield replace(measure_width(plan, door, "LFT-06", opens_itself), element=lift)
    height = stated_height(plan, door)
    lining = stated_lining(plan, door, height)
    if height is not None and lining is not None:
        numbers: dict[str, object] = {"height_cm": cm(height.metres), "lining_cm": cm(lining)}
        text = N_("Height {height_cm} cm less lining {lining_cm} cm.")
        yield _value(plan, "LFT-08", door.row, as_cm(height.metres - lining), "lining", text, numbers, label=lift)
    if driven is not None or door.is_sliding:
        text = N_("HasDrive, else that it slides: landing doors that slide are driven.")
        yield _value(plan, "LFT-05", door.row, as_flag(driven is not False), "drive", text, label=lift)
    else:
        text = N_("Neither HasDrive nor a sliding operation is stated.")
        yield _value(plan, "LFT-05", door.row, UNKNOWN, "none", text, label=lift)
    for side in door.sides:
        if side.room is None or side.room.use == "lift":
            continue
        diameter = circle_beside(plan.free_floor(side.room), leaf_line(door), near_m=side.face + 0.1)
        text = N_("Largest circle on the free floor that touches the landing door.")
        yield _value(plan, "LFT-04", door.row, as_cm(diameter), "circle", text, {}, "geometry", label=lift)
