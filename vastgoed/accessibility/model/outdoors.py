"""The path outside: how wide, where it narrows, room to turn along it, and its slope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import covers_every
from vastgoed.accessibility.model.flights import floor_gradient
from vastgoed.accessibility.model.value import ModelValue, as_cm, as_number, cm
from vastgoed.accessibility.model.widths import width_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Plan, Room

_SHORT_M = 1.20
_TURN_EVERY_M = 10.0
_LEVEL_PCT = 0.5  # less is how a floor lies, not how it slopes


def measure_paths(plan: Plan) -> Iterator[ModelValue]:
    """The values of every space that is a path by its name."""
    for room in plan.rooms:
        if room.use == "path":
            yield from _path(plan, room)


def _value(
    criterion: str, room: Room, value: str, reason: str, numbers: dict[str, object] | None = None, unit: str = "cm",
    suffix: str = "", basis: str = "width_profile",
) -> ModelValue:  # fmt: skip
    return ModelValue(
        criterion, room.step_id, room.label + suffix, value, unit, "geometry", basis, reason, numbers or {}, room.scope
    )


def _path(plan: Plan, room: Room) -> Iterator[ModelValue]:
    floor = plan.free_floor(room)
    profile = width_profile(floor, _ends(plan, room))
    yield _value("PTH-01", room, as_cm(profile.usual), N_("Width away from narrowings."))
    for number, narrowing in enumerate(sorted(profile.narrowings, key=lambda each: each.width), start=1):
        text = N_("Narrowing of {width_cm} cm over {length_cm} cm.")
        said: dict[str, object] = {"width_cm": cm(narrowing.width), "length_cm": cm(narrowing.length)}
        is_short = narrowing.length <= _SHORT_M + 0.005
        length = min(narrowing.length, _SHORT_M) if is_short else narrowing.length
        suffix = f" – {number}"
        yield _value("length_cm", room, as_cm(length), text, said, suffix=suffix)
        yield _value("PTH-02" if is_short else "PTH-03", room, as_cm(narrowing.width), text, said, suffix=suffix)
    text = N_("Largest circle with one at most {every_m} m further on, all along.")
    diameter = covers_every(floor, _TURN_EVERY_M / 2)
    yield _value("PTH-04", room, as_cm(diameter), text, {"every_m": f"{_TURN_EVERY_M:g}"}, basis="circle")
    mesh = plan.geometry.mesh(room.step_id)
    if mesh is not None:
        row = plan.geometry.rows[room.step_id]
        climb_x, climb_y = floor_gradient(*mesh)
        along = abs(climb_x * row["box_axis_x"] + climb_y * row["box_axis_y"]) * 100
        pct = along if along >= _LEVEL_PCT else 0.0
        text = N_("Slope of its floor along the way; it may slope across.")
        yield _value("PTH-05", room, as_number(pct), text, unit="percent", basis="floor")


def _ends(plan: Plan, room: Room) -> list[BaseGeometry]:
    """Both ends of the path: the short sides of the rectangle around it, as far as its floor reaches."""
    row = plan.geometry.rows[room.step_id]
    centre = np.array([row["box_centre_x_m"], row["box_centre_y_m"]])
    axis = np.array([row["box_axis_x"], row["box_axis_y"]]) * row["box_length_m"] / 2
    ends = [shapely.Point(centre + sign * axis) for sign in (-1.0, 1.0)]
    return [shapely.Point(shapely.shortest_line(room.floor, end).coords[0]) for end in ends]
