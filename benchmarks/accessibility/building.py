"""Draws the synthetic building: two storeys of offices and a wing on split levels, indoors and out.

Storey 0 lies at z = 0, the wing climbs to 30 and 90 cm above it, the ground outside lies 24 cm below it. Doors, stair,
ramps, lifts, sanitary, counter, parking and path are where `Spec` says; the drawing is that of the example models.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from example.assets import Building
from example.bim.layout import Cell, Room
from example.bim.model import FEET_PER_METRE, Entity, Model, Point, Schema
from example.bim.parts import (
    Ramp,
    Stair,
    cut_slab,
    make_flight,
    make_furniture,
    make_lift,
    make_ramp,
    make_ramp_with_landing,
    make_slab,
    make_space,
    make_stair,
    make_terminal,
)
from example.bim.plan import Built, Floor, build_floor
from example.bim.site import make_frame
from example.bim.walls import Door, make_door, make_wall

if TYPE_CHECKING:
    from spec import Spec

SCHEMAS: tuple[Schema, ...] = ("IFC2X3", "IFC4", "IFC4X3")
UNITS = {"m": 1.0, "mm": 1000.0, "ft": FEET_PER_METRE}
UPPER_M = 3.6
GROUND_M = -0.24
_LENGTH_M, _DEPTH_M = 36.0, 14.0
_WING_Y = (4.4, 9.6)


def write_building(
    path: Path, spec: Spec, schema: Schema = "IFC4", unit: str = "m", turned_degrees: float = 0.0,
    moved: Point = (0.0, 0.0, 0.0),
) -> None:  # fmt: skip
    """Write one model.

    Args:
        path: The file.
        spec: What it is made of.
        schema: IFC2X3, IFC4 or IFC4X3.
        unit: m, mm or ft.
        turned_degrees: How far it stands turned on its site.
        moved: How far it stands from the origin. [m]
    """
    model = Model("proefgebouw", schema, UNITS[unit], turned_degrees, moved)
    asset = Building(
        "PROEF", 1, (), "Proefgebouw", "kantoor", "Proefstraat", "1", "1000", "Brussel", 150000, 170000, "", 2020, 1000,
        900, 800, 700, None,
    )  # fmt: skip
    frame = make_frame(model, asset, "Proefgebouw", (0.0, UPPER_M), 1000.0, 800.0)
    ground, upper = (
        build_floor(model, storey, floor) for storey, floor in zip(frame.storeys, _floors(spec), strict=True)
    )
    _entrances(model, ground, spec)
    _climb(model, ground, upper, spec)
    _lift(model, ground, upper, spec)
    for built in (ground, upper):
        _sanitary(model, built, spec, "0.08" if built is ground else "1.08")
    _shower(model, ground, spec)
    _hall(model, ground, spec)
    _loose(model, ground, spec)
    _wing(model, ground, spec)
    _outdoors(model, ground, spec)
    model.write(path)


def _floors(spec: Spec) -> tuple[Floor, Floor]:
    drive = Door(
        width=spec.lift_door_width, height=spec.lift_door_height, operation="SLIDING_TO_LEFT",
        drive=spec.lift_door_drive, states_drive=True,
    )  # fmt: skip
    swing = "SINGLE_SWING_LEFT" if spec.door_opening_left else "SINGLE_SWING_RIGHT"
    doors = {
        "0.01": Door(width=spec.door_width, lining=spec.door_lining, height=spec.door_height, operation=swing),
        "0.02": Door(width=spec.double_width, operation="DOUBLE_DOOR_SINGLE_SWING"),
        "0.03": Door(width=1.40),
    }
    corridor = (6.10, spec.corridor_top)
    ground = Floor(
        0, _LENGTH_M, _DEPTH_M, corridor, _south(spec, 0), _north(spec, 0), doors=doors, lift_door=drive,
        shifts={"0.05": spec.latch_shift - spec.hinge_shift}, inward=("0.08",) if spec.toilet_inward else (),
        raised={"0.12": spec.raised_room} if spec.raised_room else {},
    )  # fmt: skip
    upper = Floor(
        1, _LENGTH_M, _DEPTH_M, corridor, _south(spec, 1), _north(spec, 1), room_height=spec.upper_room_height,
        lift_door=drive,
    )  # fmt: skip
    return ground, upper


def _south(spec: Spec, floor: int) -> tuple[Cell, ...]:
    hall = Cell(8.0, "Inkomhal", "hall", public=True) if floor == 0 else Cell(8.0, "Kantoor")
    return (
        Cell(spec.small_room if floor == 0 else 6.0, "Kantoor"),
        Cell(6.0, "Landschapskantoor"),
        hall,
        Cell(8.0, "Vergaderzaal", "meeting", public=True),
        Cell(0, "Kantoor"),
    )


def _north(spec: Spec, floor: int) -> tuple[Cell, ...]:
    adapted = floor == 0 or spec.upper_toilet_adapted
    return (
        Cell(5.8, "Trappenhuis", "stair", public=True),
        Cell(2.2, "Liftkoker", "lift", public=True) if spec.has_lift else Cell(2.2, "Berging", "storage"),
        Cell(
            spec.toilet_width if floor == 0 else 2.4,
            *(("Aangepast toilet", "adapted_bare") if adapted else ("Sanitair", "toilet")),
            public=True,
        ),
        Cell(3.6, "Sanitair", "toilet", public=True),
        Cell(3.6, *(("Aangepaste kleedkamer", "adapted_shower") if floor == 0 else ("Kopieerlokaal", "storage"))),
        Cell(6.0, "Kantoor"),
        Cell(0, "Polyvalente ruimte", "meeting"),
    )


def _entrances(model: Model, ground: Built, spec: Spec) -> None:
    hall = ground.rooms["0.03"]
    south = ground.outer["south"]
    revolving = Door(width=2.40, height=2.30, operation="REVOLVING", outside=True)
    make_door(model, south, hall.x0 + 5.0, revolving, "Draaideur")
    if spec.has_door_beside_revolving and spec.has_entrance:
        entrance = Door(width=spec.entrance_width, height=2.30, operation="SLIDING_TO_RIGHT", outside=True, drive=True,
                        states_drive=True, threshold=spec.entrance_threshold)  # fmt: skip
        make_door(model, south, hall.x0 + 2.2, entrance, "Hoofdingang")
    exits = Door(width=spec.fire_exit_width, outside=True, fire_exit=True)
    make_door(
        model,
        ground.outer["west"],
        2.5,
        Door(width=1.10, outside=True, fire_exit=True),
        "Nooduitgang west",
        opens_to_left=True,
    )
    make_door(model, ground.outer["north"], 30.0, exits, "Nooduitgang noord", opens_to_left=True)
    make_door(model, ground.outer["east"], 6.72, Door(), "Deur vleugel", opens_to_left=False)


def _climb(model: Model, ground: Built, upper: Built, spec: Spec) -> None:
    room = ground.rooms["0.06"]
    corner = (room.x0 + 1.5, room.y0 + 1.7)
    stair = Stair(
        spec.risers, UPPER_M / spec.risers, spec.tread, spec.stair_width, spec.first_flight, spec.stair_landing,
        spec.stair_rails, spec.stair_rail_end, spec.stair_low_rail,
    )  # fmt: skip
    make_stair(model, ground.storey, corner, stair, "Trap A")
    cut_slab(model, upper.slab, corner, (room.x1, corner[1] + 2 * spec.stair_width + 0.1))


def _lift(model: Model, ground: Built, upper: Built, spec: Spec) -> None:
    shaft = ground.rooms["0.07"]
    cut_slab(model, upper.slab, (shaft.x0, shaft.y0), (shaft.x1, shaft.y1))
    if spec.has_lift:
        make_lift(model, ground.storey, (shaft.x0 + 0.5, shaft.y0 + 0.1, 0), spec.car, 6.2, "Lift 1", "personenlift")
    if spec.lift_blocked:
        make_furniture(model, ground.storey, (5.4, 6.10, 0), (3.0, 0.60, 1.2), "Kast voor de lift")


def _sanitary(model: Model, built: Built, spec: Spec, number: str) -> None:
    room = built.rooms[number]
    sound = number.startswith("1")
    if sound and not spec.upper_toilet_adapted:
        return
    pan_x = room.x0 + (0.95 if sound else spec.pan_from_wall)
    length = 0.70 if sound else spec.pan_length
    height = 0.48 if sound else spec.seat_height
    make_terminal(
        model, built.storey, "TOILETPAN", (pan_x, room.y1 - length, 0), (0.38, length, height), "Aangepast toilet"
    )
    axis = 2.30 if sound else spec.basin_from_corner
    home = room if sound or spec.basin_in_room else built.rooms["0.09"]
    x = home.x0 if sound or spec.basin_far else pan_x + 0.38 + 0.50
    make_terminal(
        model, built.storey, "WASHHANDBASIN", (x, home.y1 - axis - 0.30, 0.72), (0.50, 0.60, 0.14), "Wastafel"
    )
    bars = ((pan_x - 0.16, "Beugel opklapbaar"), (pan_x + 0.52, "Beugel opklapbaar"))
    for place, name in bars[: 2 if sound else spec.grab_bars]:
        rail = make_furniture(model, built.storey, (place, room.y1 - 0.85, 0.76), (0.04, 0.85, 0.04), name)
        rail.ObjectType = "grab bar"
    if sound:
        return
    if spec.toilet_front:
        make_furniture(model, built.storey, (pan_x - 0.2, room.y1 - 0.70 - 1.0 - 0.4, 0), (0.78, 0.4, 1.8), "Kast")


def _shower(model: Model, ground: Built, spec: Spec) -> None:
    room = ground.rooms["0.10"]
    place = (room.x0, room.y1 - spec.shower[1], 0.0)
    make_terminal(model, ground.storey, "SHOWER", place, (*spec.shower, 0.02), "Douche")


def _hall(model: Model, ground: Built, spec: Spec) -> None:
    """The counter stands there already; this changes its height, or blocks the place before it."""
    hall = ground.rooms["0.03"]
    if spec.counter_blocked:
        for place, size in (
            ((hall.x1 - 3.3, hall.y0 + 1.6), (0.4, 3.9)),
            ((hall.x1 - 0.6, hall.y0 + 1.6), (0.6, 3.9)),
            ((hall.x1 - 2.9, hall.y0 + 1.6), (2.3, 0.3)),
            ((hall.x1 - 2.9, hall.y0 + 5.2), (2.3, 0.3)),
        ):
            make_furniture(model, ground.storey, (*place, 0), (*size, 0.9), "Lage kast")


def _loose(model: Model, ground: Built, spec: Spec) -> None:
    length, depth = spec.corridor_obstacle
    if length:
        make_furniture(model, ground.storey, (26.6, 6.10, 0), (length, depth, 1.0), "Kast in de gang")
    if spec.blocked_door:
        room = ground.rooms["0.11"]
        make_furniture(model, ground.storey, (room.x0 + 1.1, room.y0 + 1.2, 0), (3.8, 0.5, 1.8), "Kast voor de deur")


def _wing(model: Model, ground: Built, spec: Spec) -> None:
    """Three floors in a row: at 0, 30 and 90 cm; open to each other."""
    storey, (low, high) = ground.storey, _WING_Y
    for start, end in (
        ((36.0, low - 0.2), (60.4, low - 0.2)),
        ((36.0, high + 0.2), (60.4, high + 0.2)),
        ((60.2, low), (60.2, high)),
    ):
        make_wall(model, storey, start, end, 4.0, outer=True)
    rooms = (
        (Room("0.20", "Hellinghal", "corridor", 36.0, low, 44.0, high, public=True), 0.0),
        (Room("0.21", "Projectruimte", "office", 44.0, low, 54.0, high), 0.30),
        (Room("0.22", "Studio", "office", 54.0, low, 60.0, high), 0.90),
    )
    for room, floor in rooms:
        make_slab(
            model,
            storey,
            (room.x0, room.y0, floor - 0.3),
            (room.x1 - room.x0, room.y1 - room.y0, 0.3),
            f"Vloer {room.number}",
        )
        make_space(model, storey, room, 2.8, floor)
    if spec.has_ramp_30:
        ramp = Ramp(0.30, spec.ramp_30_run, spec.ramp_width, rails=True, rail_sides=spec.ramp_rail_sides,
                    rail_end=spec.ramp_rail_end, kerb=spec.ramp_kerb, low_rail=spec.ramp_low_rail)  # fmt: skip
        make_ramp(model, storey, (44.0 - spec.ramp_30_run, low + 0.3), ramp, "Helling binnen", top=0.30)
    if spec.ramp_foot_blocked:
        x = 44.0 - spec.ramp_30_run
        make_furniture(model, storey, (x - 1.5, low, 0), (0.4, 4.1, 1.2), "Kast voor de helling")
    make_flight(
        model,
        storey,
        (43.24, low + 3.2, 0.0),
        Stair(3, 0.10, 0.38, 1.20, rails=2, low_rail=spec.stair_low_rail),
        "Treden binnen",
    )
    make_flight(
        model,
        storey,
        (53.1, low + 3.2, 0.30),
        Stair(4, 0.15, 0.30, 1.20, rails=2, low_rail=spec.stair_low_rail),
        "Treden studio",
    )
    make_lift(
        model, storey, (54.0, low + 0.4, 0.30), spec.platform, 1.70, "Plateaulift", spec.platform_kind, (0.0, 1.0)
    )


def _outdoors(model: Model, ground: Built, spec: Spec) -> None:
    storey, hall = ground.storey, ground.rooms["0.03"]
    rails: dict[str, Any] = {"rails": True, "low_rail": spec.ramp_low_rail}
    # the main entrance: landing, ramp over 24 cm, path, forecourt
    make_slab(model, storey, (hall.x0 - 0.2, -2.0, GROUND_M), (8.4, 2.0, -GROUND_M), "Bordes ingang", "LANDING")
    foot = hall.x0 - 0.2 - spec.ramp_24_run
    make_ramp(model, storey, (foot, -1.8), Ramp(-GROUND_M, spec.ramp_24_run, 1.6, **rails), "Helling ingang")
    _outside(model, storey, Room("B.1", "Buitenpad", "path", -1.0, -2.0, foot, -2.0 + spec.path_width, public=True))
    _outside(model, storey, Room("B.2", "Voorplein", "path", -1.0, -8.0, 36.0, -2.0, public=True))
    for number in range(10):
        width, length = spec.place if number < spec.adapted_places else (2.50, 5.00)
        x = 2.0 + 3.6 * number if number < 1 else 6.0 + 2.6 * number
        _parking(model, storey, f"P{number + 1}", (x, -8.0 - length), (width, length), number < spec.adapted_places)
    # a side door over 8 cm
    make_slab(model, storey, (-3.0, 1.5, -0.08), (3.0, 3.0, 0.08), "Bordes west", "LANDING")
    make_ramp(model, storey, (-3.0 - spec.ramp_8_run, 2.2), Ramp(0.08, spec.ramp_8_run, 1.6, **rails), "Helling west")
    _paving(model, storey, (-3.0 - spec.ramp_8_run, 3.0), -0.08)
    # the emergency exit over 60 cm, with a landing halfway
    make_slab(model, storey, (28.0, 14.0, -0.60), (3.8, 2.0, 0.60), "Bordes noord", "LANDING")
    leg = Ramp(0.30, spec.ramp_60_run, spec.ramp_60_width, **rails)
    if spec.ramp_60_in_one:
        make_ramp(
            model,
            storey,
            (28.0 - 2 * spec.ramp_60_run, 14.3),
            Ramp(0.60, 2 * spec.ramp_60_run, 1.5, **rails),
            "Helling noord",
        )
    else:
        start = 28.0 - 2 * leg.run - spec.ramp_landing[0]
        make_ramp_with_landing(model, storey, (start, 14.3), leg, spec.ramp_landing, "Helling noord")
        _paving(model, storey, (start, 15.0), -0.60)
    # a terrace over 60 cm, round a corner
    make_slab(model, storey, (-12.0, 20.0, -0.60), (4.0, 4.0, 0.60), "Terras", "LANDING")
    corner = spec.corner_landing
    start = (-9.5 - 6.2 - corner[0], 20.0 - 6.2 - corner[1])
    bent = Ramp(0.30, 6.2, 1.5, **rails)
    make_ramp_with_landing(model, storey, start, bent, corner, "Helling terras", turns=True)
    _paving(model, storey, (start[0], start[1] + 0.75), -0.60)


def _paving(model: Model, storey: Entity, at: tuple[float, float], level: float) -> None:
    """Ground before the foot of a ramp that comes from the west."""
    make_slab(model, storey, (at[0] - 3.0, at[1] - 1.5, level - 0.2), (3.0, 3.0, 0.2), "Verharding", "BASESLAB")


def _outside(model: Model, storey: Entity, room: Room) -> None:
    space = make_space(model, storey, room, 2.5, GROUND_M)
    if model.old:
        space.InteriorOrExteriorSpace = "EXTERNAL"
    else:
        space.PredefinedType = "EXTERNAL"


def _parking(
    model: Model, storey: Entity, number: str, at: tuple[float, float], size: tuple[float, float], adapted: bool
) -> None:
    room = Room(number, "Parkeerplaats", "parking", at[0], at[1], at[0] + size[0], at[1] + size[1], public=True)
    space = make_space(model, storey, room, 2.3, GROUND_M)
    space.ObjectType = "parking"
    if model.old:
        space.InteriorOrExteriorSpace = "EXTERNAL"
    else:
        space.PredefinedType = "PARKING"
    model.properties(space, "Pset_SpaceParking", {"HandicapAccessible": ("IfcBoolean", adapted)})
