"""Emergency exits: the door itself, and the doors one passes to come to it, meet the rules for doors and levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.door_width import clear_width
from vastgoed.accessibility.model.levels import level_step
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Doorway, Plan

_CLEAR_M = 0.90
_NOISE_M = 0.002


def measure_exits(plan: Plan) -> Iterator[ModelValue]:
    """One value per door that the model calls an emergency exit.

    The corridors and stairs on the way are judged by their own criteria; here the exit and the doors of the room it
    leads out of count, since a room with a step or a narrow door before its exit has no way out.
    """
    for door in plan.doorways:
        if plan.flag(door.step_id, "fireexit") and len(door.rooms) == 1:
            yield _exit(plan, door)


def _exit(plan: Plan, door: Doorway) -> ModelValue:
    room = door.rooms[0]
    width = clear_width(plan, door).metres
    before = [
        other
        for other in plan.doorways
        if len(other.rooms) == 2
        and any(one.step_id == room.step_id for one in other.rooms)
        and not any(one.use in ("lift", "shaft", "stair") for one in other.rooms)
    ]
    steps = [other.label for other in before if level_step(plan, other) > _NOISE_M]
    narrow = width is not None and round(width, 3) < _CLEAR_M
    numbers: dict[str, object] = {"room": room.label, "steps": ", ".join(sorted(steps)) or "–"}
    text = N_("Clear width of the exit itself, and steps at the doors of {room} before it: {steps}.")
    value = as_flag(False) if narrow or steps else UNKNOWN if width is None else as_flag(True)
    return ModelValue(
        "EVA-01", door.step_id, door.label, value, "", basis="exit", reason=text, numbers=numbers, scope=door.scope
    )
