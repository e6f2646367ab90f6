"""A floor with a corridor between two rows of rooms: walls, doors, windows, spaces and slabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from example.bim.layout import OUTER_M, PARTITION_M, Cell, Room, row_of_rooms
from example.bim.model import Entity, Model
from example.bim.parts import make_furniture, make_slab, make_space, make_terminal
from example.bim.walls import Door, Wall, make_door, make_wall, make_window

_HALF = PARTITION_M / 2
_LIFT_DEPTH_M = 2.3
_NO_DOOR = ("shaft",)
_OUTWARD = ("adapted_toilet", "adapted_bare", "adapted_shower")


@dataclass(frozen=True)
class Floor:
    """One floor. Lengths in metres.

    Args:
        number: Which floor.
        length: Outer, along x.
        depth: Outer, along y.
        corridor: Lower and upper face of the corridor in y.
        south: Rooms of the lower row.
        north: Rooms of the upper row.
        wall_height: Of the walls.
        room_height: Free height of the rooms.
        doors: Number of a room -> its door, where it is not the usual one.
        usual: The door of every other room.
        lift_door: The landing door of a lift.
        shifts: Number of a room -> how far its door stands from the middle of the room.
        inward: Numbers of adapted rooms whose door opens inward all the same.
        raised: Number of a room -> how far its floor lies above that of the storey.
        doorless: Numbers of rooms without a door.
        claims: Number of a room -> whether it claims to be adapted, where it is not the usual claim.
        counter_low: Height of the lowered part of the counter in the hall.
    """

    number: int
    length: float
    depth: float
    corridor: tuple[float, float]
    south: tuple[Cell, ...]
    north: tuple[Cell, ...]
    wall_height: float = 3.3
    room_height: float = 2.8
    doors: Mapping[str, Door] = field(default_factory=dict)
    usual: Door = field(default_factory=Door)
    lift_door: Door = field(default_factory=lambda: Door(width=1.0, operation="SLIDING_TO_LEFT", drive=True))
    shifts: Mapping[str, float] = field(default_factory=dict)
    inward: tuple[str, ...] = ()
    raised: Mapping[str, float] = field(default_factory=dict)
    doorless: tuple[str, ...] = ()
    claims: Mapping[str, bool] = field(default_factory=dict)
    counter_low: float = 0.78

    def rooms(self) -> tuple[list[Room], Room, list[Room]]:
        """The lower row, the corridor and the upper row."""
        low, high = self.corridor
        x0, x1 = OUTER_M, self.length - OUTER_M
        south = row_of_rooms(self.number, 1, self.south, x0, x1, OUTER_M, low - PARTITION_M)
        corridor = Room(f"{self.number}.00", "Gang", "corridor", x0, low, x1, high, public=True)
        first = len(self.south) + 1
        north = row_of_rooms(self.number, first, self.north, x0, x1, high + PARTITION_M, self.depth - OUTER_M)
        return south, corridor, [part for room in north for part in _split_lift(room)]

    def all_rooms(self) -> list[Room]:
        """Every room of the floor."""
        south, corridor, north = self.rooms()
        return [*south, corridor, *north]


def _split_lift(room: Room) -> list[Room]:
    """A lift shaft takes the front of its cell; behind it is a duct."""
    if room.use != "lift":
        return [room]
    front = replace(room, y1=round(room.y0 + _LIFT_DEPTH_M, 3))
    duct = replace(
        room, number=f"{room.number}b", name="Leidingkoker", use="shaft", y0=front.y1 + PARTITION_M, public=False
    )
    return [front, duct]


@dataclass(frozen=True)
class Built:
    """What stands, for what is added by hand."""

    storey: Entity
    slab: Entity
    rooms: dict[str, Room]
    outer: dict[str, Wall]


def build_floor(model: Model, storey: Entity, floor: Floor) -> Built:
    """Draw a floor."""
    south, _corridor, north = floor.rooms()
    everything = floor.all_rooms()
    slab = make_slab(model, storey, (0, 0, -0.3), (floor.length, floor.depth, 0.3), f"Vloer {floor.number}")
    outer = _outer_walls(model, storey, floor)
    low, high = floor.corridor
    ends = (OUTER_M, floor.length - OUTER_M)
    lower = make_wall(model, storey, (ends[0], low - _HALF), (ends[1], low - _HALF), floor.wall_height, outer=False)
    upper = make_wall(model, storey, (ends[0], high + _HALF), (ends[1], high + _HALF), floor.wall_height, outer=False)
    for row in (south, north):
        _partitions(model, storey, row, floor.wall_height)
    for room in south:
        _room_door(model, lower, room, floor, into_room_is_left=False)
        _windows(model, outer["south"], room)
    for room in north:
        if room.use not in _NO_DOOR and room.number not in floor.doorless:
            _room_door(model, upper, room, floor, into_room_is_left=True)
        if room.use not in ("lift", "shaft"):
            _windows(model, outer["north"], room)
    for room in everything:
        make_space(
            model,
            storey,
            room,
            floor.room_height,
            floor.raised.get(room.number, 0),
            adapted=floor.claims.get(room.number),
        )
        _furnish(model, storey, room, floor)
    return Built(storey, slab, {room.number: room for room in everything}, outer)


def _outer_walls(model: Model, storey: Entity, floor: Floor) -> dict[str, Wall]:
    half, length, depth, height = OUTER_M / 2, floor.length, floor.depth, floor.wall_height
    ends = {
        "south": ((0.0, half), (length, half)),
        "north": ((0.0, depth - half), (length, depth - half)),
        "west": ((half, OUTER_M), (half, depth - OUTER_M)),
        "east": ((length - half, OUTER_M), (length - half, depth - OUTER_M)),
    }
    return {side: make_wall(model, storey, start, end, height, outer=True) for side, (start, end) in ends.items()}


def _partitions(model: Model, storey: Entity, row: list[Room], height: float) -> None:
    deep = (min(room.y0 for room in row), max(room.y1 for room in row))
    edges = sorted({room.x1 for room in row})[:-1]
    for x in edges:
        make_wall(model, storey, (x + _HALF, deep[0]), (x + _HALF, deep[1]), height, outer=False)
    for duct in (room for room in row if room.use == "shaft"):
        make_wall(model, storey, (duct.x0, duct.y0 - _HALF), (duct.x1, duct.y0 - _HALF), height, outer=False)


def _room_door(model: Model, wall: Wall, room: Room, floor: Floor, into_room_is_left: bool) -> None:
    door = floor.doors.get(room.number, floor.lift_door if room.use == "lift" else floor.usual)
    outward = room.use in _OUTWARD and room.number not in floor.inward
    at = room.middle_x - OUTER_M + floor.shifts.get(room.number, 0.0)
    make_door(model, wall, at, door, f"Deur {room.number}", opens_to_left=into_room_is_left != outward)


def _windows(model: Model, wall: Wall, room: Room) -> None:
    if room.use in ("hall", "adapted_toilet", "toilet", "technical", "workshop") or room.x1 - room.x0 < 2.8:
        return
    make_window(model, wall, room.middle_x)


def _furnish(model: Model, storey: Entity, room: Room, floor: Floor) -> None:
    if room.use == "adapted_toilet":
        _adapted_toilet(model, storey, room)
    if room.use == "hall":
        x = room.x1 - 2.4
        make_furniture(model, storey, (x, room.y0 + 2.0, 0), (0.7, 1.4, 1.10), "Balie, hoog deel")
        make_furniture(model, storey, (x, room.y0 + 3.4, 0), (0.7, 0.95, floor.counter_low), "Balie, verlaagd deel")


def _adapted_toilet(model: Model, storey: Entity, room: Room) -> None:
    x = room.x0 + 0.95
    make_terminal(model, storey, "TOILETPAN", (x, room.y1 - 0.70, 0), (0.38, 0.70, 0.48), "Aangepast toilet")
    make_terminal(model, storey, "WASHHANDBASIN", (room.x0, room.y1 - 2.6, 0.72), (0.50, 0.60, 0.14), "Wastafel")
    for place, name in ((x - 0.16, "Beugel opklapbaar"), (x + 0.52, "Beugel opklapbaar")):
        rail = make_furniture(model, storey, (place, room.y1 - 0.85, 0.76), (0.04, 0.85, 0.04), name)
        rail.ObjectType = "grab bar"
