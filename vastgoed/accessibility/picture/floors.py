"""What a floor plan shows, as plain data: rooms with their state, walls, doors, stairs, routes and numbered marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kern.language import N_, _
from vastgoed.accessibility.picture.ways import Line, route_lines

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.assessment import FailingElement, ModelAssessment
    from vastgoed.accessibility.routes.graph import Entrance

_DRAWN = ("wall", "column", "stair_flight", "ramp_flight", "lift", "sanitary", "furniture", "window", "opening")

EntranceSign = tuple[float, float, float, float]


class State(StrEnum):
    """How a room is reached from the entrances."""

    OPEN = "open"
    UNSURE = "unsure"
    CLOSED = "closed"
    STEPS = "steps"
    NO_WAY = "no_way"
    NO_FUNCTION = "no_function"

    @property
    def label(self) -> str:
        """In words, in the language in force."""
        return _(_STATES[self])


_STATES = {
    State.OPEN: N_("reached without steps, every element on the way complies"),
    State.UNSURE: N_("reached without steps, but past an element that could not be assessed"),
    State.CLOSED: N_("reached without steps, but past an element that fails"),
    State.STEPS: N_("reached over steps or through a revolving door only"),
    State.NO_WAY: N_("no way in found in the model"),
    State.NO_FUNCTION: N_("shaft or outdoors: not judged"),
}


@dataclass(frozen=True)
class DrawnRoom:
    """A room on the plan."""

    name: str
    shape: BaseGeometry
    state: State


@dataclass(frozen=True)
class Mark:
    """A failing element on the plan: its number and place."""

    number: int
    x_m: float
    y_m: float


@dataclass(frozen=True)
class FloorPlan:
    """The plan of one storey.

    Args:
        building: Code of the building, or the name of its model.
        storey: Step id of the storey.
        title: Its name.
        rooms: The rooms.
        shapes: Kind of element -> footprints.
        lines: Pieces of step-free route.
        entrances: Where one comes in: the door, and the direction inward.
        marks: The failing elements on this storey.
        failing: What the numbers of the marks stand for.
    """

    building: str
    storey: int | None
    title: str
    rooms: tuple[DrawnRoom, ...]
    shapes: dict[str, tuple[BaseGeometry, ...]]
    lines: tuple[Line, ...]
    entrances: tuple[EntranceSign, ...]
    marks: tuple[Mark, ...]
    failing: tuple[FailingElement, ...]

    @property
    def open_count(self) -> int:
        """How many rooms are reached past sound elements only."""
        return sum(room.state is State.OPEN for room in self.rooms)

    @property
    def function_count(self) -> int:
        """How many rooms are judged."""
        return sum(room.state is not State.NO_FUNCTION for room in self.rooms)


def floor_plans(assessment: ModelAssessment) -> list[FloorPlan]:
    """A plan of each storey with rooms, lowest first.

    Args:
        assessment: From `assess_model`.
    """
    geometry, routes = assessment.geometry, assessment.routes
    names = {row["storey_step_id"]: row for row in geometry.storeys.iter_rows(named=True)}
    storeys = {room.storey for room in routes.rooms if not room.is_outside}
    lines = route_lines(routes)

    def level(storey: int | None) -> float:
        row = names.get(storey or -1, {})
        return float(row["z_m"]) if row.get("z_m") is not None else 0.0

    plans = []
    for storey in sorted(storeys, key=lambda one: (level(one), one or 0)):
        rooms = [room for room in routes.rooms if room.storey == storey]
        failing = tuple(
            one for one in assessment.failing if one.storey == storey and one.x_m is not None and one.y_m is not None
        )
        shapes = {
            kind: tuple(
                geometry.shapes[row["element_step_id"]]
                for row in geometry.of(kind).iter_rows(named=True)
                if row["element_step_id"] in geometry.shapes and _storey_of(assessment, row) == storey
            )
            for kind in _DRAWN
        }
        plans.append(
            FloorPlan(
                building=assessment.result.asset_code,
                storey=storey,
                title=str(names.get(storey or -1, {}).get("storey_name") or _("Storey without a name")),
                rooms=tuple(DrawnRoom(room.name, room.shape, _state(assessment, room.step_id)) for room in rooms),
                shapes=shapes,
                lines=tuple(line for room in rooms for line in lines.get(room.step_id, ())),
                entrances=tuple(
                    _sign(one, routes.rooms[one.place.room].shape)
                    for one in routes.entrances
                    if routes.rooms[one.place.room].storey == storey
                ),
                marks=tuple(Mark(one.number, one.x_m or 0.0, one.y_m or 0.0) for one in failing),
                failing=failing,
            )
        )
    return plans


def _sign(entrance: Entrance, room: BaseGeometry) -> EntranceSign:
    """The door, and the unit vector into the room."""
    from shapely.geometry import Point

    door = entrance.door
    dx, dy = door.normal or (0.0, 1.0)
    if room.distance(Point(door.x_m - dx, door.y_m - dy)) < room.distance(Point(door.x_m + dx, door.y_m + dy)):
        dx, dy = -dx, -dy
    return door.x_m, door.y_m, dx, dy


def _storey_of(assessment: ModelAssessment, row: dict[str, object]) -> object:
    """An opening, a flight or a part of a whole is on the storey of its host."""
    rows = assessment.geometry.rows
    for _step in range(4):
        if row.get("storey_step_id") is not None:
            return row["storey_step_id"]
        host = row.get("whole_step_id") or row.get("wall_step_id")
        if not isinstance(host, int) or host not in rows:
            return None
        row = rows[host]
    return None


def _state(assessment: ModelAssessment, step_id: int) -> State:
    room = assessment.routes.rooms[step_id]
    if not room.is_function:
        return State.NO_FUNCTION
    if step_id in assessment.surely_open:
        return State.OPEN
    if step_id in assessment.mends.open_now:
        return State.UNSURE
    if step_id in assessment.reach.step_free:
        return State.CLOSED
    return State.STEPS if step_id in assessment.reach.reached else State.NO_WAY
