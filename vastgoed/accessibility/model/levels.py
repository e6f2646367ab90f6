"""Level differences at doors: thresholds, floors that do not meet, the step outside an entrance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.doors import entrance_doors, judged_doors
from vastgoed.accessibility.model.ground import outside_level
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, cm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Doorway, Plan

_NOISE_M = 0.002
_HIGHEST_M = 0.50  # floors further apart are not joined by a door: the model shows another storey


def measure_levels(plan: Plan) -> Iterator[ModelValue]:
    """The level difference at every door between two rooms, and at every entrance."""
    entrances = {door.step_id for door in entrance_doors(plan)}
    for door in judged_doors(plan):
        if len(door.rooms) == 2 and not any(room.use == "stair" for room in door.rooms):
            yield _inside(plan, door)
        elif door.step_id in entrances:
            yield _entrance(plan, door)
    storeys = {room.storey_step_id for room in plan.rooms if room.use in ("", "corridor", "hall", "toilet")}
    if storeys - {None}:
        text = N_("Storeys with rooms in the model.")
        yield ModelValue("levels_count", 0, "", str(len(storeys - {None})), "count", basis="storeys", reason=text)


def _step(plan: Plan, door: Doorway, levels: list[float]) -> tuple[float, dict[str, object]]:
    """The highest step one takes: between the floors, or onto the sill or threshold. [m]."""
    between = max(levels) - min(levels)
    threshold = plan.number(door.step_id, "thresholdthickness")
    sill = door.sill_m - min(levels)
    highest = max(between, sill if 0 < sill < _HIGHEST_M else 0.0, threshold[0] if threshold else 0.0)
    numbers: dict[str, object] = {
        "floors_cm": cm(between),
        "sill_cm": cm(max(sill, 0.0)),
        "threshold_cm": cm(threshold[0]) if threshold else "?",
    }
    return (0.0 if highest < _NOISE_M else highest), numbers


def level_step(plan: Plan, door: Doorway) -> float:
    """The step one takes at a door between two rooms; 0 when the model does not show where one stands. [m]."""
    step, _numbers = _step(plan, door, [room.floor_m for room in door.rooms])
    return step if step <= _HIGHEST_M else 0.0


def entrance_step(plan: Plan, door: Doorway) -> float:
    """The step one takes at a door from outside, as far as the model shows floors. [m]."""
    side = next(side for side in door.sides if side.room is None)
    outside = outside_level(plan, door, side)
    step, _numbers = _step(plan, door, [door.rooms[0].floor_m, *([] if outside is None else [outside])])
    return step


def _inside(plan: Plan, door: Doorway) -> ModelValue:
    levels = [room.floor_m for room in door.rooms]
    step, numbers = _step(plan, door, levels)
    if step > _HIGHEST_M:
        text = N_("The floors on both sides lie {floors_cm} cm apart: the model does not show where one stands.")
        return ModelValue("LVL-01", door.step_id, door.label, UNKNOWN, basis="none", reason=text, numbers=numbers,
                          scope=door.scope)  # fmt: skip
    text = N_("Floors {floors_cm} cm apart, sill {sill_cm} cm, threshold {threshold_cm} cm: the highest.")
    return ModelValue("LVL-01", door.step_id, door.label, as_cm(step), basis="floors", reason=text, numbers=numbers,
                      scope=door.scope)  # fmt: skip


def _entrance(plan: Plan, door: Doorway) -> ModelValue:
    room = door.rooms[0]
    side = next(side for side in door.sides if side.room is None)
    outside = outside_level(plan, door, side)
    levels = [room.floor_m] if outside is None else [room.floor_m, outside]
    step, numbers = _step(plan, door, levels)
    if outside is None and step < 0.02 + _NOISE_M:
        text = N_("The model has no floor outside this entrance; inside the highest step is {sill_cm} cm.")
        return ModelValue("LVL-02", door.step_id, door.label, UNKNOWN, basis="none", reason=text, numbers=numbers)
    text = N_("Floors {floors_cm} cm apart, sill {sill_cm} cm, threshold {threshold_cm} cm: the highest.")
    return ModelValue("LVL-02", door.step_id, door.label, as_cm(step), basis="floors", reason=text, numbers=numbers)
