"""A small building as a file: hall, stair, lift, adapted toilet and a ramp outside, in any unit and schema."""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "tools"))

from example.assets import Building
from example.bim.layout import Cell, Room
from example.bim.model import FEET_PER_METRE, Model
from example.bim.parts import Ramp, Stair, cut_slab, make_furniture, make_lift, make_ramp, make_slab, make_space
from example.bim.parts import make_stair as draw_stair
from example.bim.plan import Floor, build_floor
from example.bim.site import make_frame
from example.bim.walls import Door, make_door

SCHEMAS = ("IFC2X3", "IFC4", "IFC4X3")
UNITS = {"m": 1.0, "mm": 1000.0, "ft": FEET_PER_METRE}
_UPPER_M, _GROUND_M = 3.6, -0.24
_INSTANCE = re.compile(r"#(\d+)")


@dataclass(frozen=True)
class Small:
    """What may differ. [m]."""

    door: float = 1.06
    operation: str = "SINGLE_SWING_LEFT"
    corridor: float = 1.9
    toilet: float = 2.4
    ramp_run: float = 3.2
    car: tuple[float, float] = (1.1, 1.4)
    tread: float = 0.28
    cupboard: float = 0.0


def write_small(path: Path, small: Small, schema="IFC4", unit="m", turned_degrees=0.0, moved=(0.0, 0.0, 0.0)) -> None:
    """Write it."""
    model = Model("klein", schema, UNITS[unit], turned_degrees, moved)
    asset = Building(
        "KLEIN", 1, (), "Klein", "kantoor", "Proefstraat", "1", "1000", "Brussel", 150000, 170000, "", 2020, 400,
        360, 300, 280, None,
    )  # fmt: skip
    storeys = make_frame(model, asset, "Klein", (0.0, _UPPER_M), 400.0, 360.0).storeys
    ground, upper = (build_floor(model, storey, _floor(small, at)) for at, storey in enumerate(storeys))
    hall, stair, shaft = (ground.rooms[number] for number in ("0.01", "0.03", "0.04"))
    corner = (stair.x0 + 1.5, stair.y0 + 1.7)
    draw_stair(model, storeys[0], corner, Stair(22, _UPPER_M / 22, small.tread, 1.4, low_rail=0.65), "Trap")
    cut_slab(model, upper.slab, corner, (stair.x1, corner[1] + 2.9))
    cut_slab(model, upper.slab, (shaft.x0, shaft.y0), (shaft.x1, shaft.y1))
    make_lift(model, storeys[0], (shaft.x0 + 0.5, shaft.y0 + 0.1, 0), small.car, 6.2, "Lift", "personenlift")
    make_door(model, ground.outer["south"], hall.x0 + 2.2, Door(width=1.3, height=2.3, outside=True), "Hoofdingang")
    make_slab(model, storeys[0], (hall.x0 - 0.2, -2.0, _GROUND_M), (6.4, 2.0, -_GROUND_M), "Bordes", "LANDING")
    foot = hall.x0 - 0.2 - small.ramp_run
    make_ramp(model, storeys[0], (foot, -1.8), Ramp(-_GROUND_M, small.ramp_run, 1.6, rails=True), "Helling")
    path_room = Room("B.1", "Buitenpad", "path", foot - 6.0, -2.0, foot, -0.1, public=True)
    outside = make_space(model, storeys[0], path_room, 2.5, _GROUND_M)
    setattr(outside, *(("InteriorOrExteriorSpace" if model.old else "PredefinedType"), "EXTERNAL"))
    if small.cupboard:
        make_furniture(model, storeys[0], (8.0, 5.0, 0), (1.5, small.cupboard, 1.2), "Kast")
    model.write(path)


def _floor(small: Small, number: int) -> Floor:
    ground = number == 0
    door = Door(width=small.door, operation=small.operation)
    south = (
        Cell(6.0, "Inkomhal", "hall", public=True) if ground else Cell(6.0, "Kantoor"),
        Cell(0, "Landschapskantoor"),
    )
    north = (
        Cell(5.8, "Trappenhuis", "stair", public=True),
        Cell(2.2, "Liftkoker", "lift", public=True),
        Cell(small.toilet, "Aangepast toilet", "adapted_toilet", public=True),
        Cell(0, "Vergaderzaal", "meeting", public=True),
    )
    return Floor(number, 18.0, 5.0 + small.corridor + 6.1, (5.0, 5.0 + small.corridor), south, north,
                 doors={f"{number}.02": door})  # fmt: skip


def shuffle_lines(path: Path, seed: int) -> None:
    """Give every record of a file another number and another place."""
    chance = random.Random(seed)
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("DATA;\n", 1)
    body, tail = rest.split("ENDSEC;", 1)
    lines = body.splitlines()
    old = [int(line[1 : line.index("=")]) for line in lines]
    new = dict(zip(old, chance.sample(range(1, 3 * len(old)), len(old)), strict=True))
    chance.shuffle(lines)
    turned = "\n".join(_INSTANCE.sub(lambda found: f"#{new[int(found[1])]}", line) for line in lines)
    path.write_text(f"{head}DATA;\n{turned}\nENDSEC;{tail}", encoding="utf-8")
