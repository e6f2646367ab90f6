"""The width and height a model states of a door, weighed against the hole in the wall and the body that are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vastgoed.accessibility.model.plan import Doorway, Plan

_FOOT_M = 0.3048
# A stated size so much larger or smaller than all that is drawn is none of this door.
_TOO_LARGE, _TOO_SMALL = 1.5, 0.4
# What lining and casing may put between a size in feet and what is drawn. [m]
_AROUND_M = 0.20
# A lining thicker than this beside a size in feet is in feet too. [m]
_THICK_LINING_M = 0.12


@dataclass(frozen=True)
class StatedSize:
    """A size that holds.

    Args:
        metres: The size.
        where: Such as `OverallWidth`.
        is_in_feet: Written in feet in a file of another unit, and read so.
    """

    metres: float
    where: str
    is_in_feet: bool = False


def stated_width(plan: Plan, door: Doorway) -> StatedSize | None:
    """The overall width; None when it is not stated, or contradicts what is drawn."""
    return _weigh(plan.number(door.step_id, "overallwidth"), (door.opening_m, door.body_m))


def stated_height(plan: Plan, door: Doorway) -> StatedSize | None:
    """The overall height, likewise."""
    low, high = door.row["z_min_m"], door.row["z_max_m"]
    body = high - low if low is not None and high is not None else None
    return _weigh(plan.number(door.step_id, "overallheight"), (door.opening_height_m, body))


def stated_lining(plan: Plan, door: Doorway, size: StatedSize | None) -> float | None:
    """The thickness of the lining; in feet where the size beside it is."""
    found = plan.number(door.step_id, "liningthickness")
    if found is None:
        return None
    in_feet = size is not None and size.is_in_feet and found[0] > _THICK_LINING_M
    return found[0] * (_FOOT_M if in_feet else 1.0)


def _weigh(stated: tuple[float, str] | None, drawn: tuple[float | None, ...]) -> StatedSize | None:
    """A stated size against the drawn ones.

    >>> _weigh((3.1168, "OverallWidth"), (0.95, None))
    StatedSize(metres=0.95, where='OverallWidth', is_in_feet=True)
    >>> _weigh((0.915, "OverallWidth"), (0.915, 1.067)).metres, _weigh((9.0, "OverallWidth"), (0.95, 1.0))
    (0.915, None)
    """
    if stated is None:
        return None
    metres, where = stated
    known = [size for size in drawn if size]
    if not known or _TOO_SMALL * min(known) <= metres <= _TOO_LARGE * max(known):
        return StatedSize(metres, where)
    in_feet = metres * _FOOT_M
    if metres > max(known) and min(known) - _AROUND_M <= in_feet <= max(known) + _AROUND_M:
        return StatedSize(round(in_feet, 4), where, is_in_feet=True)
    return None
