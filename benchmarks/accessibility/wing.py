"""Draws the wing of the synthetic building: floors at 0, 30 and 90 cm, a corridor, and an auditorium at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from example.bim.layout import Room
from example.bim.model import Entity, Model
from example.bim.parts import (
    Ramp,
    Stair,
    make_flight,
    make_furniture,
    make_lift,
    make_ramp,
    make_slab,
    make_space,
)
from example.bim.shapes import body, prism
from example.bim.walls import make_wall

if TYPE_CHECKING:
    from example.bim.plan import Built
    from spec import Spec

_LOW, _HIGH = 4.4, 9.6
_TOP_M = 0.90
_CORRIDOR_X = (60.0, 92.4)
_HALL_END = 102.0
_POINT_X, _LINE_X = 82.0, 85.5
_SEATS_IN_ROW, _ROW_M = 10, 0.90


def draw_wing(model: Model, ground: Built, spec: Spec) -> None:
    """Five floors in a row, open to each other."""
    storey = ground.storey
    start, end = _CORRIDOR_X
    middle, half = (_LOW + _HIGH) / 2, spec.side_corridor / 2
    rooms = (
        (Room("0.20", "Hellinghal", "corridor", 36.0, _LOW, 44.0, _HIGH, public=True), 0.0),
        (Room("0.21", "Projectruimte", "office", 44.0, _LOW, 54.0, _HIGH), 0.30),
        (Room("0.22", "Studio", "office", 54.0, _LOW, 60.0, _HIGH), _TOP_M),
        (Room("0.23", "Gang vleugel", "corridor", start, middle - half, end, middle + half), _TOP_M),
        (Room("0.24", "Auditorium", "meeting", end, _LOW, _HALL_END, _HIGH), _TOP_M),
    )  # fmt: skip
    _walls(model, storey, middle - half, middle + half)
    for room, floor in rooms:
        size = (room.x1 - room.x0, room.y1 - room.y0, 0.3)
        make_slab(model, storey, (room.x0, room.y0, floor - 0.3), size, f"Vloer {room.number}")
        space = make_space(model, storey, room, 2.8, floor)
        if room.use == "corridor" and room.x0 == start:
            _pinch(model, storey, space, room, spec)
    if spec.bodiless_room:
        make_space(
            model, storey, Room("0.25", "Kantoor", "office", 54.0, _LOW, 60.0, _HIGH), 2.8, _TOP_M, has_body=False
        )
    length, leaves = spec.side_bench
    for number in range(spec.side_benches if length else 0):
        at = (62.5 + number * (length + 3.0), middle - half, _TOP_M)
        make_furniture(model, storey, at, (length, spec.side_corridor - leaves, 0.45), "Kastenwand")
    _levels(model, storey, spec)
    _seats(model, storey, spec)


def _pinch(model: Model, storey: Entity, space: Entity, room: Room, spec: Spec) -> None:
    """Two places where the walls of a corridor stand closer: the space is drawn around them."""
    width, outline = room.y1 - room.y0, [(0.0, 0.0)]
    for x, (length, leaves) in ((_POINT_X, spec.side_point), (_LINE_X, spec.side_line)):
        depth, at = width - leaves, x - room.x0
        outline += [(at, 0.0), (at, depth), (at + length, depth), (at + length, 0.0)]
        low = room.y0 + depth / 2
        make_wall(model, storey, (x, low), (x + length, low), 4.0, outer=False, thickness=depth)
    outline += [(room.x1 - room.x0, 0.0), (room.x1 - room.x0, width), (0.0, width)]
    space.Representation = body(model, [prism(model, outline, 2.8)])


def _walls(model: Model, storey: Entity, low: float, high: float) -> None:
    """Around the rooms of the wing; along the corridor between its faces."""
    start, end = _CORRIDOR_X
    for a, b in (
        ((36.0, _LOW - 0.2), (60.4, _LOW - 0.2)),
        ((36.0, _HIGH + 0.2), (60.4, _HIGH + 0.2)),
        ((60.2, _LOW), (60.2, low)),
        ((60.2, high), (60.2, _HIGH)),
        ((start, low - 0.2), (end, low - 0.2)),
        ((start, high + 0.2), (end, high + 0.2)),
        ((end - 0.2, _LOW), (end - 0.2, low - 0.4)),
        ((end - 0.2, high + 0.4), (end - 0.2, _HIGH)),
        ((end - 0.4, _LOW - 0.2), (_HALL_END + 0.4, _LOW - 0.2)),
        ((end - 0.4, _HIGH + 0.2), (_HALL_END + 0.4, _HIGH + 0.2)),
        ((_HALL_END + 0.2, _LOW), (_HALL_END + 0.2, _HIGH)),
    ):
        make_wall(model, storey, a, b, 4.0, outer=True)


def _levels(model: Model, storey: Entity, spec: Spec) -> None:
    """A ramp and steps over 30 cm, a platform lift and steps over 60 cm."""
    if spec.has_ramp_30:
        ramp = Ramp(0.30, spec.ramp_30_run, spec.ramp_width, rails=True, rail_sides=spec.ramp_rail_sides,
                    rail_end=spec.ramp_rail_end, kerb=spec.ramp_kerb, low_rail=spec.ramp_low_rail,
                    cross=spec.ramp_cross)  # fmt: skip
        make_ramp(model, storey, (44.0 - spec.ramp_30_run, _LOW + 0.3), ramp, "Helling binnen", top=0.30)
    if spec.ramp_foot_blocked:
        x = 44.0 - spec.ramp_30_run
        make_furniture(model, storey, (x - 1.5, _LOW, 0), (0.4, 4.1, 1.2), "Kast voor de helling")
    steps = {"rails": 2, "low_rail": spec.stair_low_rail}
    make_flight(model, storey, (43.24, _LOW + 3.2, 0.0), Stair(3, 0.10, 0.38, 1.20, **steps), "Treden binnen")
    make_flight(model, storey, (53.1, _LOW + 3.2, 0.30), Stair(4, 0.15, 0.30, 1.20, **steps), "Treden studio")
    make_lift(
        model, storey, (54.0, _LOW + 0.4, 0.30), spec.platform, 1.70, "Plateaulift", spec.platform_kind, (0.0, 1.0)
    )


def _seats(model: Model, storey: Entity, spec: Spec) -> None:
    """Fixed seats in rows at the back of the auditorium, and marked places for wheelchairs before them."""
    for number in range(spec.seats):
        row, place = divmod(number, _SEATS_IN_ROW)
        at = (_HALL_END - 0.5 - row * _ROW_M, _LOW + 0.1 + 0.5 * place, _TOP_M)
        make_furniture(model, storey, at, (0.5, 0.5, 0.45), "Klapzetel")
    for number in range(spec.wheelchair_places):
        at = (_HALL_END - 7.3, _LOW + 0.2 + 1.0 * number, _TOP_M)
        width, depth = spec.wheelchair_place
        make_furniture(model, storey, at, (depth, width, 0.01), f"Rolstoelplaats {number + 1}")
