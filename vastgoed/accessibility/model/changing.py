"""Changing rooms: how many there are, and how many of them are adapted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.value import ModelValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan

_ADAPTED = "adapted_changing"


def measure_changing(plan: Plan) -> Iterator[ModelValue]:
    """The changing rooms of the building, adapted by their name, or where none says so by what the model claims."""
    rooms = [room for room in plan.rooms if room.use in ("changing", _ADAPTED)]
    if not rooms:
        return
    adapted = sum(room.use == _ADAPTED for room in rooms)
    adapted = adapted or sum(plan.flag(room.step_id, "handicapaccessible") is True for room in rooms)
    text = N_("Changing rooms in the model; adapted by name or by what the model claims.")
    yield ModelValue("CHG-01", 0, "", f"{adapted}/{len(rooms)}", "count", "property", "names", text)
