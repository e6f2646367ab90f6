"""Draws the synthetic building: two storeys of offices and a wing on split levels, indoors and out.

Storey 0 lies at z = 0, the wing climbs to 30 and 90 cm above it, the ground outside lies 24 cm below it. Doors, stair,
ramps, lifts, sanitary, counter, parking and path are where `Spec` says; the drawing is that of the example models.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from example.assets import Building
from example.bim.layout import Cell
from example.bim.model import FEET_PER_METRE, Model, Point, Schema
from example.bim.parts import Stair, cut_slab, make_furniture, make_lift, make_stair
from example.bim.plan import Built, Floor, build_floor
from example.bim.site import make_frame
from example.bim.walls import Door, make_door
from facilities import draw_facilities
from outdoors import draw_outdoors
from wing import draw_wing

if TYPE_CHECKING:
    from spec import Spec

SCHEMAS: tuple[Schema, ...] = ("IFC2X3", "IFC4", "IFC4X3")
UNITS = {"m": 1.0, "mm": 1000.0, "ft": FEET_PER_METRE}
UPPER_M = 3.6
_LENGTH_M, _DEPTH_M = 36.0, 14.0


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
    draw_facilities(model, ground, upper, spec)
    draw_wing(model, ground, spec)
    draw_outdoors(model, ground, spec)
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
        raised={"0.12": spec.raised_room} if spec.raised_room else {}, counter_low=spec.counter_low,
        doorless=("0.11",) if spec.room_without_door else (),
        claims={"0.10": spec.changing_room.startswith("Aangepast")},
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
        Cell(3.6, *((spec.changing_room, "adapted_shower") if floor == 0 else ("Kopieerlokaal", "storage"))),
        Cell(6.0, "Kantoor"),
        Cell(0, "Polyvalente ruimte", "meeting"),
    )


def _entrances(model: Model, ground: Built, spec: Spec) -> None:
    hall = ground.rooms["0.03"]
    south = ground.outer["south"]
    revolving = Door(width=2.40, height=2.30, operation="REVOLVING", outside=True)
    make_door(model, south, hall.x0 + 5.0, revolving, "Draaideur")
    if spec.has_door_beside_revolving:
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
