"""Where the name of a room stands on a plan: within the room, off numbers, stairs, lifts and fixtures where it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vastgoed.accessibility.picture.floors import State

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.picture.floors import DrawnRoom

LARGEST_PT, SMALLEST_PT = 8.5, 5.5
_LETTER, _LINE = 0.58, 1.35  # width of a letter and height of a line, in sizes of the font
_STEPS = 7


@dataclass(frozen=True)
class PlacedName:
    """A name on the plan: its text, middle, size in points, and whether it stands upright."""

    text: str
    x_m: float
    y_m: float
    size_pt: float
    is_turned: bool


def place_names(rooms: Sequence[DrawnRoom], taken: Sequence[BaseGeometry], scale: float) -> list[PlacedName]:
    """A name per room that has the space for it.

    Args:
        rooms: The rooms of a storey.
        taken: What a name should not cover, most important first: numbers, then what is drawn.
        scale: Points per metre.
    """
    from shapely import STRtree

    tree = STRtree(list(taken))
    return [placed for room in rooms if (placed := _place(room, tree, scale)) is not None]


def _place(room: DrawnRoom, taken: STRtree, scale: float) -> PlacedName | None:
    text, size, turned = fit_name(room, scale)
    if not text:
        return None
    longest, lines = max(len(part) for part in text.split("\n")), text.count("\n") + 1
    wide, high = size * (_LETTER * longest + 0.4) / scale, size * (_LINE * lines + 0.2) / scale
    if turned:
        wide, high = high, wide
    x, y = _spot(room.shape, wide, high, taken)
    return PlacedName(text, x, y, size, turned)


def _spot(shape: BaseGeometry, wide: float, high: float, taken: STRtree) -> tuple[float, float]:
    """The middle of the box that covers least of what is taken; of equals the one nearest to the usual place."""
    from shapely import box

    usual = shape.representative_point()
    low_x, low_y, high_x, high_y = shape.bounds
    best = None
    for step_x in range(_STEPS + 1):
        for step_y in range(_STEPS + 1):
            x, y = usual.x, usual.y
            if step_x < _STEPS and step_y < _STEPS:
                x = low_x + wide / 2 + (high_x - low_x - wide) * step_x / (_STEPS - 1)
                y = low_y + high / 2 + (high_y - low_y - high) * step_y / (_STEPS - 1)
            label = box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            outside = label.difference(shape).area
            covered = sum(taken.geometries[place].intersection(label).area for place in taken.query(label))
            cost = (round(outside + covered, 3), round((x - usual.x) ** 2 + (y - usual.y) ** 2, 3), x, y)
            if best is None or cost < best:
                best = cost
    return (best[2], best[3]) if best else (usual.x, usual.y)


def fit_name(room: DrawnRoom, scale: float) -> tuple[str, float, bool]:
    """The name as far as it fits (number and name, or the number alone), its size in points, and whether upright."""
    low_x, low_y, high_x, high_y = room.shape.bounds
    wide, high = (high_x - low_x) * scale, (high_y - low_y) * scale
    number, _space, rest = room.name.partition(" ")
    if room.state is State.NO_FUNCTION and min(wide, high) < 40:
        return "", 0.0, False
    for text in (f"{number}\n{rest}" if rest else number, number):
        longest, lines = max(len(part) for part in text.split("\n")), text.count("\n") + 1
        for turned in (False, True):
            along, across = (high, wide) if turned else (wide, high)
            size = min(LARGEST_PT, along / (_LETTER * longest + 0.6), across / (_LINE * lines + 0.3))
            if size >= SMALLEST_PT:
                return text, size, turned
    return "", 0.0, False
