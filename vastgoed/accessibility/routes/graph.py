"""The route graph of a model: rooms at their levels, what joins them, and where one comes in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vastgoed.accessibility.routes.doors import DoorSides, door_level, door_links, place_at, read_doors
from vastgoed.accessibility.routes.links import OPEN
from vastgoed.accessibility.routes.open_sides import open_links
from vastgoed.accessibility.routes.places import Place, Room, Rooms, read_flags, read_rooms
from vastgoed.accessibility.routes.vertical import Levels, lift_links, ramp_links, ramps_before, stair_links

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.links import Link
    from vastgoed.bim.geometry import ModelGeometry


@dataclass(frozen=True)
class Entrance:
    """A door through which one comes in.

    Args:
        door: The door.
        place: The place behind it.
        ramps: Step ids of the ramps outdoors that lead up to it; one of them must do.
    """

    door: DoorSides
    place: Place
    ramps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Routes:
    """The route graph of a model.

    Args:
        rooms: The rooms, each once.
        doors: The doors with their sides.
        links: What joins the places.
        entrances: Where one comes in.
    """

    rooms: Rooms
    doors: tuple[DoorSides, ...]
    links: tuple[Link, ...]
    entrances: tuple[Entrance, ...]

    @cached_property
    def around(self) -> dict[Place, list[Link]]:
        """Place -> the links that end there."""
        found: dict[Place, list[Link]] = {room.place: [] for room in self.rooms}
        for link in self.links:
            found.setdefault(link.one, []).append(link)
            found.setdefault(link.other, []).append(link)
        return found


def build_routes(geometry: ModelGeometry, building: int | None = None) -> Routes:
    """The route graph of a model.

    Args:
        geometry: From `vastgoed.bim.geometry.read_geometry`.
        building: Step id of the building, when the model holds several and one is asked.
    """
    rooms = read_rooms(geometry, building)
    doors = read_doors(geometry, rooms)
    links = [link for door in doors for link in door_links(door)]
    entrances, steps = find_entrances(geometry, rooms, doors)
    links += steps
    links += open_links(geometry, rooms)
    levels = Levels(rooms, links)
    links += stair_links(geometry, levels)
    links += ramp_links(geometry, levels)
    links += lift_links(geometry, rooms, levels, doors, links)
    return Routes(rooms, tuple(doors), tuple(dict.fromkeys(links)), tuple(entrances))


def find_entrances(geometry: ModelGeometry, rooms: Rooms, doors: list[DoorSides]) -> tuple[list[Entrance], list[Link]]:
    """The doors from outdoors into a room on the entrance storey, and the steps between their sills and the floors.

    A door with a room on one side only is no way in when it says that it is internal, when it lies on another storey (a
    balcony, a roof), or when it is an emergency exit and there are other doors.

    Args:
        geometry: The model.
        rooms: Its rooms.
        doors: Its doors.
    """
    external, exits = read_flags(geometry, "IsExternal"), read_flags(geometry, "FireExit")
    found: list[tuple[DoorSides, Room]] = []
    for door in doors:
        if door.kind == OPEN:
            continue
        inside = [room for room in door.sides if not room.is_outside]
        if len(inside) == 1 and external.get(door.step_id) is not False:
            found.append((door, inside[0]))
    if any(external.get(door.step_id) for door, _room in found):
        found = [(door, room) for door, room in found if external.get(door.step_id)]
    if any(not exits.get(door.step_id) for door, _room in found):
        found = [(door, room) for door, room in found if not exits.get(door.step_id)]
    storeys = _entrance_storeys(geometry, [room.storey for _door, room in found])
    entrances, steps = [], []
    for door, room in found:
        if room.storey in storeys:
            place, links = place_at(door, room, door_level(door, room))
            entrances.append(Entrance(door, place, ramps_before(geometry, door)))
            steps += links
    return entrances, steps


def _entrance_storeys(geometry: ModelGeometry, storeys: list[int | None]) -> set[int | None]:
    """The storeys that say so; else the one with most doors to outdoors, of equals the lowest."""
    rows = list(geometry.storeys.iter_rows(named=True))
    said = {row["storey_step_id"] for row in rows if row["is_entrance_level"]}
    if said & set(storeys):
        return {storey for storey in storeys if storey in said}
    counts = Counter(storeys)
    level = {row["storey_step_id"]: row["z_m"] if row["z_m"] is not None else 0.0 for row in rows}
    best = min(counts, key=lambda storey: (-counts[storey], level.get(storey, 0.0) if storey else 0.0), default=None)
    return {best} if counts else set()
