"""Draws what stands in the rooms of the synthetic building: sanitary, shower, cupboards, controls on the walls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from example.bim.parts import make_furniture, make_terminal
from example.bim.shapes import body, box

if TYPE_CHECKING:
    from example.bim.model import Entity, Model, Point
    from example.bim.plan import Built
    from spec import Spec


def draw_facilities(model: Model, ground: Built, upper: Built, spec: Spec) -> None:
    """What stands in the rooms of both storeys."""
    for built, number in ((ground, "0.08"), (upper, "1.08")):
        _sanitary(model, built, spec, number)
    _shower(model, ground, spec)
    _hall(model, ground, spec)
    _benches(model, ground, spec)
    _loose(model, ground, spec)
    _controls(model, ground, spec)


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
    make_terminal(
        model, built.storey, "WASHHANDBASIN", (home.x0, home.y1 - axis - 0.30, 0.72), (0.50, 0.60, 0.14), "Wastafel"
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
    make_terminal(model, ground.storey, "SHOWER", place, (*spec.shower, 0.005), "Douche", spec.shower_slope)


def _hall(model: Model, ground: Built, spec: Spec) -> None:
    """The counter stands there already; this blocks the place before it."""
    hall = ground.rooms["0.03"]
    if spec.counter_blocked:
        for place, size in (
            ((hall.x1 - 3.3, hall.y0 + 1.6), (0.4, 3.9)),
            ((hall.x1 - 0.6, hall.y0 + 1.6), (0.6, 3.9)),
            ((hall.x1 - 2.9, hall.y0 + 1.6), (2.3, 0.3)),
            ((hall.x1 - 2.9, hall.y0 + 5.2), (2.3, 0.3)),
        ):
            make_furniture(model, ground.storey, (*place, 0), (*size, 0.9), "Lage kast")


def _benches(model: Model, ground: Built, spec: Spec) -> None:
    """What of the hall is not on the way from door to door or counter."""
    hall = ground.rooms["0.03"]
    for x, y, width in ((0.0, 0.0, 1.3), (1.3, 2.8, 1.1)) if spec.hall_filled else ():
        at = (hall.x0 + x, hall.y0 + y, 0)
        make_furniture(model, ground.storey, at, (width, hall.y1 - hall.y0 - y, 0.45), "Zitbank")


def _loose(model: Model, ground: Built, spec: Spec) -> None:
    length, depth = spec.corridor_obstacle
    if length:
        make_furniture(model, ground.storey, (26.6, 6.10, 0), (length, depth, 1.0), "Kast in de gang")
    if spec.blocked_door:
        room = ground.rooms["0.11"]
        make_furniture(model, ground.storey, (room.x0 + 1.1, room.y0 + 1.2, 0), (3.8, 0.5, 1.8), "Kast voor de deur")


def _controls(model: Model, ground: Built, spec: Spec) -> None:
    """A switch and a socket on the wall of an office, seen from its corner."""
    room = ground.rooms["0.02"]
    size = (0.08, 0.02, 0.08)
    for kind, height, along in (
        ("Outlet", 1.00, 0.90),
        ("SwitchingDevice", spec.switch_height, spec.switch_from_corner),
    ):
        at = (room.x0 + along - size[0] / 2, room.y0, height - size[2] / 2)
        _control(model, ground.storey, kind, at, size)


def _control(model: Model, storey: Entity, kind: str, at: Point, size: Point) -> None:
    """A socket or a switch; before IFC4 its class only says that it ends or steers a flow, and its type says what."""
    name = "Stopcontact" if kind == "Outlet" else "Schakelaar"
    old = "IfcFlowTerminal" if kind == "Outlet" else "IfcFlowController"
    made = model.root(
        old if model.old else f"Ifc{kind}", Name=name, ObjectPlacement=model.placement(storey, at),
        Representation=body(model, [box(model, (0, 0, 0), size)]),
    )  # fmt: skip
    said = "POWEROUTLET" if kind == "Outlet" else "TOGGLESWITCH"
    if model.old:
        model.give_type(made, model.root(f"Ifc{kind}Type", Name=name, PredefinedType=said))
    else:
        made.PredefinedType = said
    model.contain(storey, made)
