"""The links of a route graph: what joins two places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.places import Place

DOOR, REVOLVING, OPEN, STEP, STAIR, RAMP, LIFT = "door", "revolving", "open", "step", "stair", "ramp", "lift"
_STEP_FREE = frozenset({DOOR, OPEN, RAMP, LIFT})


@dataclass(frozen=True)
class Link:
    """A way between two places, both directions.

    Args:
        kind: door, revolving, open (no door between), step (a change of level without anything to help), stair, ramp
            or lift.
        one, other: The places.
        element: Step id of the door, stair, ramp or lift; None for an open side.
        x_m, y_m: Where it is in plan.
    """

    kind: str
    one: Place
    other: Place
    element: int | None
    x_m: float
    y_m: float

    @property
    def rise_m(self) -> float:
        """How much higher the one place lies than the other."""
        return round(abs(self.one.level_m - self.other.level_m), 3)

    @property
    def is_step_free(self) -> bool:
        """Whether wheels can take it, as far as steps go."""
        return self.kind in _STEP_FREE

    def leads_from(self, place: Place) -> Place:
        """The place at the other end."""
        return self.other if place == self.one else self.one
