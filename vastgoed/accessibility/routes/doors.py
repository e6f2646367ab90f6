"""Which rooms a door or a hole in a wall joins: from the space boundaries where they name two, else by looking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vastgoed.accessibility.routes.links import DOOR, OPEN, REVOLVING, STEP, Link
from vastgoed.accessibility.routes.places import SAME_LEVEL_M, Place

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.places import Room, Rooms
    from vastgoed.bim.geometry import ModelGeometry

# How far from the middle of a door one looks, and how high above its sill. [m]
_PROBES_M = (0.25, 0.40, 0.60, 0.80, 1.00)
_EYE_M = 1.0
# A floor further from a sill than this is another floor of the same room, such as a stairwell's. [m]
_SILL_M = 0.35
# A hole in a wall that is lower or narrower is no passage. [m]
_PASSAGE_M = (1.90, 0.60)


_Standing = tuple[float, float, float, tuple[float, float] | None]


@dataclass(frozen=True)
class DoorSides:
    """A door, or a hole to walk through, with the rooms on its sides.

    Args:
        step_id: The door.
        sides: The rooms: two, one, or none.
        sill_m: Level of its sill.
        x_m, y_m: Its middle in plan.
        normal: Across the door, length 1; None when the model does not tell how it stands.
        by_boundary: Whether the model says which rooms it joins; else they were found by looking.
        probed: The rooms found by looking, whatever the model says.
        kind: Kind of link it makes: door, revolving or open.
    """

    step_id: int
    sides: tuple[Room, ...]
    sill_m: float
    x_m: float
    y_m: float
    normal: tuple[float, float] | None
    by_boundary: bool
    probed: tuple[Room, ...]
    kind: str

    @property
    def is_revolving(self) -> bool:
        """Whether it is a revolving door."""
        return self.kind == REVOLVING


def read_doors(geometry: ModelGeometry, rooms: Rooms) -> list[DoorSides]:
    """Every door with its sides; doors without a place in the model are left out.

    Args:
        geometry: The model.
        rooms: Its rooms.
    """
    stated: dict[int, set[int]] = {}
    for space, element in geometry.boundaries.select("space_step_id", "element_step_id").iter_rows():
        first = rooms.first_of(space)
        if first is not None:
            stated.setdefault(element, set()).add(first)
    doors = []
    for row in geometry.of("door", "passage").iter_rows(named=True):
        place = _place(geometry, row)
        if place is None or (row["kind"] == "passage" and not _is_passage(row)):
            continue
        x, y, sill, normal = place
        found = _probe(rooms, x, y, sill, normal) if normal else ()
        said = stated.get(row["element_step_id"], set()) | stated.get(row["opening_step_id"] or -1, set())
        by_boundary = len(said) == 2
        sides = tuple(rooms[step_id] for step_id in sorted(said)) if by_boundary else found
        kind = OPEN if row["kind"] == "passage" else DOOR
        if "REVOLVING" in (row["operation"] or "").upper():
            kind = REVOLVING
        doors.append(DoorSides(row["element_step_id"], sides, sill, x, y, normal, by_boundary, found, kind))
    return doors


def _is_passage(row: dict[str, Any]) -> bool:
    """Whether one can walk through a hole; its box in plan is as long as the hole is wide, or the wall is thick."""
    if row["z_min_m"] is None or row["box_length_m"] is None:
        return False
    width = max(row["box_length_m"], row["box_width_m"])
    return bool(row["z_max_m"] - row["z_min_m"] >= _PASSAGE_M[0] and width >= _PASSAGE_M[1])


def _place(
    geometry: ModelGeometry, row: dict[str, Any]
) -> tuple[float, float, float, tuple[float, float] | None] | None:
    """Middle in plan, sill and direction across; the hole in the wall is more precise than the body of the door."""
    opening = geometry.rows.get(row["opening_step_id"] or -1, {})
    source = opening if opening.get("box_centre_x_m") is not None else row
    sill = next((level for level in (source["z_min_m"], row["z_min_m"], row["origin_z_m"]) if level is not None), None)
    if source["box_centre_x_m"] is not None:
        x, y = source["box_centre_x_m"], source["box_centre_y_m"]
    elif row["origin_x_m"] is not None:
        half = ((row["along_min_m"] or 0.0) + (row["along_max_m"] or 0.0)) / 2
        x = row["origin_x_m"] + (row["axis_x"] or 0.0) * half
        y = row["origin_y_m"] + (row["axis_y"] or 0.0) * half
    else:
        return None
    if sill is None:
        return None
    normal = None
    if row["normal_x"] is not None:
        normal = (row["normal_x"], row["normal_y"])
    elif source["box_axis_x"] is not None:
        normal = (-source["box_axis_y"], source["box_axis_x"])
    return x, y, round(sill, 3), normal


def _probe(rooms: Rooms, x: float, y: float, sill: float, normal: tuple[float, float]) -> tuple[Room, ...]:
    found: list[Room] = []
    for sign in (1.0, -1.0):
        for reach in _PROBES_M:
            room = rooms.at(x + sign * reach * normal[0], y + sign * reach * normal[1], sill + _EYE_M)
            if room is not None:
                if room not in found:
                    found.append(room)
                break
    return tuple(found)


def door_links(door: DoorSides) -> list[Link]:
    """The links a door with two rooms makes; nothing for other doors.

    Where the floors on both sides lie equally high the door joins them, whatever the sill. Else it stands at the level
    of the floor nearest to its sill, and the other room gets a place at that level, with a step to its own floor when
    they are near.
    """
    if len(door.sides) != 2:
        return []
    kind = door.kind
    one, other = door.sides
    if abs(one.floor_m - other.floor_m) <= SAME_LEVEL_M and abs(one.floor_m - door.sill_m) <= _SILL_M:
        return [_link(kind, door, one.place, other.place)]
    level = min((one.floor_m, other.floor_m), key=lambda floor: abs(floor - door.sill_m))
    if abs(level - door.sill_m) > _SILL_M:
        level = door.sill_m
    places, links = [], []
    for room in door.sides:
        place, steps = place_at(door, room, level)
        places.append(place)
        links += steps
    return [_link(kind, door, places[0], places[1]), *links]


def place_at(door: DoorSides, room: Room, level: float) -> tuple[Place, list[Link]]:
    """A room at the level of a door, with the step down to its floor when that is near."""
    if abs(room.floor_m - level) <= SAME_LEVEL_M:
        return room.place, []
    place = Place(room.step_id, round(level, 3))
    is_near = abs(room.floor_m - level) <= _SILL_M
    return place, [_link(STEP, door, place, room.place)] if is_near else []


def door_level(door: DoorSides, room: Room) -> float:
    """The level at which a door with one room stands: that of the floor when it is near, else its sill."""
    return room.floor_m if abs(room.floor_m - door.sill_m) <= _SILL_M else door.sill_m


def _link(kind: str, door: DoorSides, one: Place, other: Place) -> Link:
    return Link(kind, one, other, door.step_id, door.x_m, door.y_m)
