"""The three buildings: a modern office, an older office with named faults, a mixed building."""

from __future__ import annotations

from pathlib import Path

from example.assets import Building
from example.bim.layout import Cell, Room
from example.bim.materials import give_materials
from example.bim.model import Model
from example.bim.parts import Ramp, Stair, cut_slab, make_lift, make_ramp, make_slab, make_stair
from example.bim.plan import Built, Floor, build_floor
from example.bim.site import Frame, make_frame
from example.bim.walls import Door, make_door

MODERN, OLDER, MIXED = "GB-0030", "GB-0034", "GB-0069"
"""The assets that have a model."""

FILES = {MODERN: "bim/kantoor-modern.ifc", OLDER: "bim/kantoor-ouder.ifc", MIXED: "bim/gemengd-steunpunt.ifc"}

_WET = (Cell(2.4, "Aangepast toilet", "adapted_toilet", public=True), Cell(3.6, "Sanitair", "toilet", public=True))
_CORE = (Cell(5.8, "Trappenhuis", "stair", public=True), Cell(2.2, "Liftkoker", "lift", public=True), *_WET)

MODERN_FLOORS = (
    Floor(0, 36.0, 14.0, (6.10, 7.90),
          (Cell(6.0, "Kantoor"), Cell(6.0, "Kantoor"), Cell(8.0, "Inkomhal", "hall", public=True),
           Cell(8.0, "Vergaderzaal", "meeting", public=True), Cell(0, "Kantoor")),
          (*_CORE, Cell(3.0, "Technische ruimte", "technical"), Cell(6.0, "Archief", "storage"), Cell(0, "Kantoor")),
          doors={"0.03": Door(width=1.40)}),
    Floor(1, 36.0, 14.0, (6.10, 7.90),
          (Cell(6.0, "Kantoor"), Cell(6.0, "Kantoor"), Cell(8.0, "Landschapskantoor"), Cell(8.0, "Landschapskantoor"),
           Cell(0, "Kantoor")),
          (*_CORE, Cell(3.0, "Kitchenette", "meeting"), Cell(6.0, "Vergaderzaal", "meeting"), Cell(0, "Kantoor"))),
)  # fmt: skip

_OLD_CORE = (Cell(5.3, "Trappenhuis", "stair", public=True), Cell(2.0, "Liftkoker", "lift", public=True), *_WET)
_OLD_LIFT_DOOR = Door(width=0.90, operation="SLIDING_TO_LEFT", drive=True)
OLDER_FLOORS = (
    Floor(0, 28.0, 12.0, (5.25, 6.75),
          (Cell(5.0, "Kantoor"), Cell(5.0, "Kantoor"), Cell(6.5, "Inkomhal", "hall", public=True),
           Cell(0, "Vergaderzaal", "meeting", public=True)),
          (*_OLD_CORE, Cell(2.6, "Stookplaats", "technical"), Cell(0, "Kantoor")),
          wall_height=3.0, room_height=2.6, doors={"0.04": Door(width=1.02)}, lift_door=_OLD_LIFT_DOOR),
    Floor(1, 28.0, 12.0, (5.25, 6.75),
          (Cell(5.0, "Kantoor"), Cell(5.0, "Kantoor"), Cell(6.5, "Kantoor"), Cell(0, "Kantoor")),
          (*_OLD_CORE, Cell(2.6, "Berging", "storage"), Cell(0, "Kantoor")),
          wall_height=3.0, room_height=2.6, lift_door=_OLD_LIFT_DOOR),
)  # fmt: skip

MIXED_FLOORS = (
    Floor(0, 42.0, 18.0, (7.00, 8.80),
          (Cell(5.0, "Kantoor"), Cell(6.0, "Inkomhal", "hall", public=True), Cell(5.0, "Kantoor"), Cell(6.0, "Kantoor"),
           Cell(6.0, "Vergaderzaal", "meeting"), Cell(0, "Kantoor")),
          (Cell(5.5, "Trappenhuis", "stair", public=True), *_WET, Cell(6.5, "Labo bodem", "laboratory"),
           Cell(6.5, "Labo water", "laboratory"), Cell(0, "Werkplaats", "workshop")),
          wall_height=3.5, room_height=3.0),
    Floor(1, 16.0, 18.0, (7.00, 8.80),
          (Cell(7.0, "Kantoor"), Cell(0, "Kantoor")),
          (Cell(5.5, "Trappenhuis", "stair", public=True), Cell(3.6, "Sanitair", "toilet"), Cell(0, "Kantoor")),
          wall_height=3.5, room_height=3.0),
)  # fmt: skip

FLOORS = {MODERN: MODERN_FLOORS, OLDER: OLDER_FLOORS, MIXED: MIXED_FLOORS}

FAULTS = (
    "door 0.04 of the meeting room: frame of 102 cm leaves 88 cm free (rule: 90)",
    "entrance: threshold of 3 cm (rule: at most 2)",
    "lift car of 100 x 125 cm (rule: 110 x 140), its doors 80 cm (rule: 90)",
    "ramp to the entrance: 10 % over a rise of 45 cm (rule: 6.25 %)",
    "emergency exit at the end of the corridor: 27 cm beside the latch (rule: 50)",
)
"""What is wrong with the older office, for a reader who looks for it."""


def gross_area_m2(code: str) -> float:
    """Outer area of all floors, in m²."""
    return sum(floor.length * floor.depth for floor in FLOORS[code])


def net_area_m2(code: str) -> float:
    """Area between the walls of all rooms, in m²."""
    return round(sum(room.area_m2 for floor in FLOORS[code] for room in floor.all_rooms()), 2)


def write_models(root: Path, buildings: list[Building]) -> None:
    """The three files."""
    assets = {building.code: building for building in buildings}
    _modern(root / FILES[MODERN], assets[MODERN])
    _older(root / FILES[OLDER], assets[OLDER])
    _mixed(root / FILES[MIXED], assets[MIXED])


def _frame(model: Model, asset: Building, title: str, elevations: tuple[float, ...]) -> tuple[Frame, list[Built]]:
    code = asset.code
    frame = make_frame(model, asset, title, elevations, gross_area_m2(code), net_area_m2(code))
    floors = FLOORS[code]
    return frame, [build_floor(model, storey, floor) for storey, floor in zip(frame.storeys, floors, strict=True)]


def _climb(model: Model, low: Built, high: Built, room: Room, from_door: float, stair: Stair) -> None:
    """A stair in its room, and the hole in the floor above; 1.3 m of that floor stays before the top step."""
    corner = (room.x0 + 1.3, room.y0 + from_door)
    make_stair(model, low.storey, corner, stair, "Trap A")
    run = (stair.risers // 2 - 1) * stair.tread + stair.width
    cut_slab(model, high.slab, corner, (corner[0] + run, corner[1] + 2 * stair.width + 0.1))


def _modern(path: Path, asset: Building) -> None:
    """IFC4 in metres: everything as it should be."""
    model = Model("kantoor-modern", "IFC4", 1)
    _tree, (ground, upper) = _frame(model, asset, "Kantoor, as-built", (0.0, 3.6))
    hall, stairs, shaft = ground.rooms["0.03"], ground.rooms["0.06"], ground.rooms["0.07"]
    entrance = Door(width=1.50, height=2.30, operation="SLIDING_TO_RIGHT", outside=True, drive=True)
    make_door(model, ground.outer["south"], hall.middle_x, entrance, "Hoofdingang")
    make_door(model, ground.outer["east"], 6.72, Door(outside=True, fire_exit=True), "Nooduitgang", opens_to_left=False)
    _climb(model, ground, upper, stairs, 1.6, Stair(22, 3.6 / 22, 0.28, 1.4))
    cut_slab(model, upper.slab, (shaft.x0, shaft.y0), (shaft.x1, shaft.y1))
    make_lift(model, ground.storey, (shaft.x0 + 0.5, shaft.y0 + 0.1, 0), (1.10, 1.40), 6.2, "Lift 1")
    landing = hall.middle_x - 1.2
    make_slab(model, ground.storey, (landing, -1.9, -0.24), (3.4, 1.9, 0.24), "Bordes ingang", "LANDING")
    make_ramp(model, ground.storey, (landing - 4.0, -1.75), Ramp(0.24, 4.0, 1.6, rails=True), "Helling ingang")
    make_slab(model, ground.storey, (36.0, 5.4, -0.24), (3.0, 3.2, 0.24), "Bordes nooduitgang", "LANDING")
    make_slab(model, upper.storey, (0, 0, 3.3), (36.0, 14.0, 0.3), "Dak", "ROOF")
    model.write(path, give_materials)


def _older(path: Path, asset: Building) -> None:
    """IFC2X3 in millimetres, with the faults of `FAULTS`."""
    model = Model("kantoor-ouder", "IFC2X3", 1000)
    _tree, (ground, upper) = _frame(model, asset, "Bestaande toestand", (0.0, 3.3))
    hall, stairs, shaft = ground.rooms["0.03"], ground.rooms["0.05"], ground.rooms["0.06"]
    entrance = Door(width=1.10, height=2.18, outside=True, threshold=0.03)
    make_door(model, ground.outer["south"], hall.middle_x, entrance, "Hoofdingang")
    make_door(model, ground.outer["east"], 5.6, Door(outside=True, fire_exit=True), "Nooduitgang", opens_to_left=False)
    _climb(model, ground, upper, stairs, 1.6, Stair(20, 3.3 / 20, 0.29, 1.15))
    cut_slab(model, upper.slab, (shaft.x0, shaft.y0), (shaft.x1, shaft.y1))
    make_lift(model, ground.storey, (shaft.x0 + 0.5, shaft.y0 + 0.1, 0), (1.00, 1.25), 5.7, "Lift 1")
    landing = hall.middle_x - 1.0
    make_slab(model, ground.storey, (landing, -1.8, -0.45), (2.6, 1.8, 0.45), "Bordes ingang", "LANDING")
    make_ramp(model, ground.storey, (landing - 4.5, -1.5), Ramp(0.45, 4.5, 1.3, rails=True), "Helling ingang")
    make_slab(model, ground.storey, (28.0, 4.4, -0.45), (3.0, 3.2, 0.45), "Bordes nooduitgang", "LANDING")
    make_slab(model, upper.storey, (0, 0, 3.0), (28.0, 12.0, 0.3), "Dak", "ROOF")
    model.write(path)


def _mixed(path: Path, asset: Building) -> None:
    """IFC4 in metres: offices, laboratories and a workshop; the upper floor hangs on a stair."""
    model = Model("gemengd-steunpunt", "IFC4", 1)
    _tree, (ground, upper) = _frame(model, asset, "Steunpunt, vergunning", (0.0, 3.8))
    hall, stairs, workshop = ground.rooms["0.02"], ground.rooms["0.07"], ground.rooms["0.12"]
    entrance = Door(width=1.30, height=2.20, outside=True)
    make_door(model, ground.outer["south"], hall.middle_x, entrance, "Hoofdingang")
    gate = Door(width=3.50, height=3.20, operation="ROLLINGUP", outside=True, drive=True)
    make_door(model, ground.outer["north"], workshop.middle_x, gate, "Poort werkplaats")
    _climb(model, ground, upper, stairs, 3.2, Stair(22, 3.8 / 22, 0.27, 1.3))
    make_slab(model, upper.storey, (0, 0, 3.5), (16.0, 18.0, 0.3), "Dak verdieping", "ROOF")
    make_slab(model, upper.storey, (16.0, 0, -0.3), (26.0, 18.0, 0.3), "Dak gelijkvloers", "ROOF")
    model.write(path)
