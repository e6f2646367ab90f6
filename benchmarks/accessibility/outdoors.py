"""Draws what lies outside the synthetic building: path, forecourt, parking, and the ramps to its doors.

A path comes from the west and meets a paved square before the ramp of the main entrance; the forecourt with the
parking places meets that square too. Between path and forecourt grows grass, which a model does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from example.bim.layout import Room
from example.bim.model import Entity, Model
from example.bim.parts import Ramp, make_furniture, make_ramp, make_ramp_with_landing, make_slab, make_space

if TYPE_CHECKING:
    from example.bim.plan import Built
    from spec import Spec

GROUND_M = -0.24
_PATH_X, _PATH_Y = -16.0, -2.0
_SQUARE_M = 2.5
_FORECOURT_Y = -3.0
_PARKING_Y = -8.0


def draw_outdoors(model: Model, ground: Built, spec: Spec) -> None:
    """Everything outside."""
    storey = ground.storey
    rails: dict[str, Any] = {"rails": True, "low_rail": spec.ramp_low_rail}
    _main_entrance(model, ground, spec, rails)
    _parking_places(model, storey, spec)
    _side_door(model, storey, spec, rails)
    _emergency_exit(model, storey, spec, rails)
    _terrace(model, storey, spec, rails)


def _main_entrance(model: Model, ground: Built, spec: Spec, rails: dict[str, Any]) -> None:
    """Landing, ramp over 24 cm, square, path from the west, forecourt."""
    storey, hall = ground.storey, ground.rooms["0.03"]
    make_slab(model, storey, (hall.x0 - 0.2, -2.0, GROUND_M), (8.4, 2.0, -GROUND_M), "Bordes ingang", "LANDING")
    foot = hall.x0 - 0.2 - spec.ramp_24_run
    make_ramp(model, storey, (foot, -1.8), Ramp(-GROUND_M, spec.ramp_24_run, 1.6, **rails), "Helling ingang")
    square = foot - _SQUARE_M
    path = Room("B.1", "Buitenpad", "path", _PATH_X, _PATH_Y, square, _PATH_Y + spec.path_width, public=True)
    _outside(model, storey, path, GROUND_M - spec.path_climb[0] * (path.x1 - path.x0), spec.path_climb)
    for x, (length, leaves), name in (
        (-12.0, spec.path_point, "Verkeerskast"),
        (-8.0, spec.path_line, "Fietsenrek"),
    ):
        depth = spec.path_width - leaves
        make_furniture(model, storey, (x, _PATH_Y, GROUND_M), (length, depth, 1.0), name)
    if spec.has_square:
        _outside(model, storey, Room("B.3", "Keerplein", "", square, _FORECOURT_Y, foot, -0.1, public=True))
    _outside(model, storey, Room("B.2", "Voorplein", "", -1.0, _PARKING_Y, 38.0, _FORECOURT_Y, public=True))


def _parking_places(model: Model, storey: Entity, spec: Spec) -> None:
    """Ten places across the forecourt, the adapted ones first (or the only one at the far end), and one along it."""
    sizes = [spec.place if number < spec.adapted_places else (2.50, 5.00) for number in range(10)]
    x = 2.0
    for number, size in enumerate(sizes):
        is_far = spec.place_far and number == 0
        at = (34.4, _PARKING_Y - size[1]) if is_far else (x, _PARKING_Y - size[1])
        is_adapted = number < spec.adapted_places
        slope = spec.place_slope if number == 0 else 0.0
        _parking(model, storey, Room(f"P{number + 1}", "Parkeerplaats", "parking", *at, *_far(at, size), public=True),
                 is_adapted, slope)  # fmt: skip
        x += 0.0 if is_far else size[0] + 0.1
    if spec.hedge:
        make_furniture(model, storey, (-1.0, -5.6, GROUND_M), (spec.hedge, 0.3, 1.2), "Haag")
    along = Room("P11", "Parkeerplaats langs", "parking", -3.5, -9.0, -1.0, -9.0 + spec.place_along, public=True)
    _parking(model, storey, along, spec.adapted_places > 0)
    if spec.parking_units:
        garage = Room("P12", "Parkeerterrein", "parking", -40.0, -40.0, -10.0, -15.0, public=True)
        _parking(model, storey, garage, is_adapted=False, units=spec.parking_units)


def _side_door(model: Model, storey: Entity, spec: Spec, rails: dict[str, Any]) -> None:
    """A landing and a ramp over 8 cm."""
    make_slab(model, storey, (-3.0, 1.5, -0.08), (3.0, 3.0, 0.08), "Bordes west", "LANDING")
    make_ramp(model, storey, (-3.0 - spec.ramp_8_run, 2.2), Ramp(0.08, spec.ramp_8_run, 1.6, **rails), "Helling west")
    _paving(model, storey, (-3.0 - spec.ramp_8_run, 3.0), -0.08)


def _emergency_exit(model: Model, storey: Entity, spec: Spec, rails: dict[str, Any]) -> None:
    """A ramp over 60 cm, with a landing halfway."""
    make_slab(model, storey, (28.0, 14.0, -0.60), (3.8, 2.0, 0.60), "Bordes noord", "LANDING")
    leg = Ramp(0.30, spec.ramp_60_run, spec.ramp_60_width, **rails)
    if spec.ramp_60_in_one:
        whole = Ramp(0.60, 2 * spec.ramp_60_run, 1.5, **rails)
        make_ramp(model, storey, (28.0 - 2 * spec.ramp_60_run, 14.3), whole, "Helling noord")
        return
    start = 28.0 - 2 * leg.run - spec.ramp_landing[0]
    make_ramp_with_landing(model, storey, (start, 14.3), leg, spec.ramp_landing, "Helling noord")
    _paving(model, storey, (start, 15.0), -0.60)


def _terrace(model: Model, storey: Entity, spec: Spec, rails: dict[str, Any]) -> None:
    """A terrace over 60 cm, round a corner."""
    make_slab(model, storey, (-12.0, 20.0, -0.60), (4.0, 4.0, 0.60), "Terras", "LANDING")
    corner = spec.corner_landing
    start = (-9.5 - 6.2 - corner[0], 20.0 - 6.2 - corner[1])
    bent = Ramp(0.30, 6.2, 1.5, **rails)
    make_ramp_with_landing(model, storey, start, bent, corner, "Helling terras", turns=True)
    _paving(model, storey, (start[0], start[1] + 0.75), -0.60)


def _far(at: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
    return at[0] + size[0], at[1] + size[1]


def _paving(model: Model, storey: Entity, at: tuple[float, float], level: float) -> None:
    """Ground before the foot of a ramp that comes from the west."""
    make_slab(model, storey, (at[0] - 3.0, at[1] - 1.5, level - 0.2), (3.0, 3.0, 0.2), "Verharding", "BASESLAB")


def _outside(
    model: Model, storey: Entity, room: Room, floor: float = GROUND_M, climb: tuple[float, float] = (0.0, 0.0)
) -> None:
    space = make_space(model, storey, room, 2.5, floor, climb)
    if model.old:
        space.InteriorOrExteriorSpace = "EXTERNAL"
    else:
        space.PredefinedType = "EXTERNAL"


def _parking(
    model: Model, storey: Entity, room: Room, is_adapted: bool, slope: float = 0.0, units: int = 0
) -> None:  # fmt: skip
    space = make_space(model, storey, room, 2.3, GROUND_M, (slope, 0.0), adapted=is_adapted)
    space.ObjectType = "parking"
    if model.old:
        space.InteriorOrExteriorSpace = "EXTERNAL"
    else:
        space.PredefinedType = "PARKING"
    said = {"HandicapAccessible": ("IfcBoolean", is_adapted)}
    if units:
        said["ParkingUnits"] = ("IfcCountMeasure", units)
    model.properties(space, "Pset_SpaceParking", said)
