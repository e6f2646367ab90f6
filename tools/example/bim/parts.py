"""Spaces, slabs, stairs, ramps, lifts, sanitary and furniture."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan

from example.bim.layout import Room
from example.bim.model import Entity, Model, Point
from example.bim.shapes import body, box, swept_outline

_CATEGORY = {
    "office": "kantoor", "meeting": "vergader restaurant archief", "hall": "gemeenschappelijk",
    "corridor": "gemeenschappelijk", "stair": "gemeenschappelijk", "lift": "gemeenschappelijk",
    "adapted_toilet": "gemeenschappelijk", "toilet": "gemeenschappelijk", "technical": "gemeenschappelijk",
    "storage": "vergader restaurant archief", "laboratory": "labo", "workshop": "loods garage werkplaats",
}  # fmt: skip


def make_space(model: Model, storey: Entity, room: Room, height: float) -> Entity:
    """A space with its body, its areas, its use and who may come in."""
    size = (room.x1 - room.x0, room.y1 - room.y0, height)
    space = model.root(
        "IfcSpace", Name=room.number, LongName=room.name, ObjectType=_CATEGORY.get(room.use), CompositionType="ELEMENT",
        ObjectPlacement=model.placement(storey, (room.x0, room.y0, 0)),
        Representation=body(model, [box(model, (0, 0, 0), size)]),
    )  # fmt: skip
    if model.old:
        space.InteriorOrExteriorSpace = "INTERNAL"
    else:
        space.PredefinedType = "INTERNAL"
    model.aggregate(storey, space)
    gross = round((size[0] + 0.15) * (size[1] + 0.15), 3)
    model.quantities(
        space, "BaseQuantities" if model.old else "Qto_SpaceBaseQuantities",
        {"NetFloorArea": ("Area", room.area_m2), "GrossFloorArea": ("Area", gross), "Height": ("Length", height),
         "FinishCeilingHeight": ("Length", height)},
    )  # fmt: skip
    model.properties(
        space, "Pset_SpaceCommon",
        {"Category": ("IfcLabel", _CATEGORY.get(room.use, "")), "PubliclyAccessible": ("IfcBoolean", room.public),
         "HandicapAccessible": ("IfcBoolean", room.use != "technical")},
    )  # fmt: skip
    return space


def make_slab(model: Model, storey: Entity, at: Point, size: Point, name: str, kind: str = "FLOOR") -> Entity:
    """A slab from its lowest corner."""
    slab = model.root(
        "IfcSlab", Name=name, PredefinedType=kind, ObjectPlacement=model.placement(storey, at),
        Representation=body(model, [box(model, (0, 0, 0), size)]),
    )  # fmt: skip
    model.contain(storey, slab)
    return slab


def cut_slab(model: Model, slab: Entity, low: tuple[float, float], high: tuple[float, float]) -> None:
    """A hole through a slab that lies at the building's corner, between two corners in plan."""
    hole = model.root(
        "IfcOpeningElement", Name="Vloeropening", ObjectPlacement=model.placement(slab, (*low, -0.05)),
        Representation=body(model, [box(model, (0, 0, 0), (high[0] - low[0], high[1] - low[1], 0.4))]),
    )  # fmt: skip
    if not model.old:
        hole.PredefinedType = "OPENING"
    model.root("IfcRelVoidsElement", RelatingBuildingElement=slab, RelatedOpeningElement=hole)


@dataclass(frozen=True)
class Stair:
    """Two flights side by side with a landing between. [m]."""

    risers: int
    riser: float
    tread: float
    width: float


def make_stair(model: Model, storey: Entity, at: tuple[float, float], stair: Stair, name: str) -> Entity:
    """A stair from its corner: up along x, back along x, beside each other in y."""
    whole = model.root(
        "IfcStair", Name=name, ObjectPlacement=model.placement(storey, (*at, 0)),
        **{"ShapeType" if model.old else "PredefinedType": "HALF_TURN_STAIR"},
    )  # fmt: skip
    model.contain(storey, whole)
    up = stair.risers // 2
    run = (up - 1) * stair.tread
    _flight(model, whole, (0, 0, 0), stair, up, f"{name}, eerste arm")
    landing = model.root(
        "IfcSlab", Name=f"{name}, bordes", PredefinedType="LANDING",
        ObjectPlacement=model.placement(whole, (run, 0, up * stair.riser - 0.2)),
        Representation=body(model, [box(model, (0, 0, 0), (stair.width, 2 * stair.width + 0.1, 0.2))]),
    )  # fmt: skip
    model.aggregate(whole, landing)
    back = model.placement(whole, (run, 2 * stair.width + 0.1, up * stair.riser), (-1.0, 0.0))
    _flight(model, whole, back, stair, stair.risers - up, f"{name}, tweede arm")
    for side in (0.0, stair.width, stair.width + 0.1, 2 * stair.width + 0.1):
        first = side < stair.width + 0.05
        low = 0.0 if first else up * stair.riser
        _sloped_rail(model, whole, (0.0, side, low), run, (up - 1) * stair.riser, 0.90, reverse=not first)
    return whole


def _flight(model: Model, whole: Entity, at: Point | Entity, stair: Stair, risers: int, name: str) -> None:
    outline: list[tuple[float, float]] = [(0.0, 0.0)]
    for step in range(1, risers):
        outline += [((step - 1) * stair.tread, step * stair.riser), (step * stair.tread, step * stair.riser)]
    outline += [(outline[-1][0], outline[-1][1] - 0.25), (0.3, 0.0)]
    values = {"RiserHeight": model.length(stair.riser), "TreadLength": model.length(stair.tread)}
    flight = model.root(
        "IfcStairFlight", Name=name, NumberOfTreads=risers - 1,
        ObjectPlacement=model.placement(whole, at) if isinstance(at, tuple) else at,
        Representation=body(model, [swept_outline(model, outline, stair.width)]),
        **{"NumberOfRiser" if model.old else "NumberOfRisers": risers}, **values,
    )  # fmt: skip
    model.aggregate(whole, flight)
    model.properties(
        flight, "Pset_StairFlightCommon",
        {"NumberOfRiser": ("IfcCountMeasure", risers),
         "NumberOfTreads": ("IfcCountMeasure", risers - 1),
         "RiserHeight": ("IfcPositiveLengthMeasure", values["RiserHeight"]),
         "TreadLength": ("IfcPositiveLengthMeasure", values["TreadLength"])},
    )  # fmt: skip


def _sloped_rail(
    model: Model, whole: Entity, at: Point, run: float, rise: float, height: float, reverse: bool = False
) -> None:
    """A handrail as a thin slanted band with 40 cm level beyond each end."""
    low, high = (rise, 0.0) if reverse else (0.0, rise)
    x0, x1 = (-0.4, run + 0.4)
    top = [(x0, low + height), (0.0, low + height), (run, high + height), (x1, high + height)]
    outline = [(x, z - 0.05) for x, z in top] + list(reversed(top))
    rail = model.root(
        "IfcRailing", Name="Leuning", PredefinedType="HANDRAIL", ObjectPlacement=model.placement(whole, at),
        Representation=body(model, [swept_outline(model, outline, 0.04)]),
    )  # fmt: skip
    model.aggregate(whole, rail)
    model.properties(rail, "Pset_RailingCommon", {"Height": ("IfcPositiveLengthMeasure", model.length(height))})


@dataclass(frozen=True)
class Ramp:
    """A straight ramp that climbs along x to the level of its storey. [m]."""

    rise: float
    run: float
    width: float
    rails: bool


def make_ramp(model: Model, storey: Entity, at: tuple[float, float], ramp: Ramp, name: str) -> Entity:
    """A ramp whose top lies at the storey's level, from its low corner."""
    whole = model.root(
        "IfcRamp", Name=name, ObjectPlacement=model.placement(storey, (*at, -ramp.rise)),
        **{"ShapeType" if model.old else "PredefinedType": "STRAIGHT_RUN_RAMP"},
    )  # fmt: skip
    model.contain(storey, whole)
    outline = [(0.0, 0.0), (ramp.run, 0.0), (ramp.run, ramp.rise)]
    flight = model.root(
        "IfcRampFlight", Name=f"{name}, baan", ObjectPlacement=model.placement(whole, (0, 0, 0)),
        Representation=body(model, [swept_outline(model, outline, ramp.width)]),
    )  # fmt: skip
    model.aggregate(whole, flight)
    slope = ("IfcPlaneAngleMeasure", atan(ramp.rise / ramp.run))
    common = {"Slope": slope}
    if not model.old:
        flight.PredefinedType = "STRAIGHT"
        common["ClearWidth"] = ("IfcPositiveLengthMeasure", model.length(ramp.width))
    model.properties(flight, "Pset_RampFlightCommon", common)
    model.properties(whole, "Pset_RampCommon", {"HandicapAccessible": ("IfcBoolean", ramp.rise / ramp.run < 0.083)})
    if ramp.rails:
        for y in (-0.04, ramp.width):
            _sloped_rail(model, whole, (0.0, y, 0.0), ramp.run, ramp.rise, 1.0)
            kerb = [(0.0, 0.0), (ramp.run, 0.0), (ramp.run, ramp.rise + 0.08), (0.0, 0.08)]
            edge = model.root(
                "IfcRailing", Name="Afrijdbeveiliging", PredefinedType="BALUSTRADE",
                ObjectPlacement=model.placement(whole, (0.0, y, 0.0)),
                Representation=body(model, [swept_outline(model, kerb, 0.04)]),
            )  # fmt: skip
            model.aggregate(whole, edge)
    return whole


def make_lift(model: Model, storey: Entity, at: Point, car: tuple[float, float], height: float, name: str) -> Entity:
    """A lift with its car (width along x, depth along y), standing through all storeys."""
    width, depth = car
    lift = model.root(
        "IfcTransportElement", Name=name, ObjectPlacement=model.placement(storey, at),
        Representation=body(model, [box(model, (0, 0, 0), (width, depth, height))]),
        **{"OperationType" if model.old else "PredefinedType": "ELEVATOR"},
    )  # fmt: skip
    model.contain(storey, lift)
    sizes = {"ClearWidth": width, "ClearDepth": depth, "ClearHeight": 2.2}
    model.properties(
        lift, "Pset_TransportElementElevator",
        {key: ("IfcPositiveLengthMeasure", model.length(value)) for key, value in sizes.items()},
    )  # fmt: skip
    return lift


def make_terminal(model: Model, storey: Entity, kind: str, at: Point, size: Point, name: str) -> Entity:
    """A sanitary appliance: TOILETPAN or WASHHANDBASIN."""
    common = {
        "Name": name,
        "ObjectPlacement": model.placement(storey, at),
        "Representation": body(model, [box(model, (0, 0, 0), size)]),
    }
    if not model.old:
        made = model.root("IfcSanitaryTerminal", PredefinedType=kind, **common)
    else:
        made = model.root("IfcFlowTerminal", **common)
        if kind not in model.types:
            model.types[kind] = model.root("IfcSanitaryTerminalType", Name=name, PredefinedType=kind)
        model.give_type(made, model.types[kind])
    model.contain(storey, made)
    return made


def make_furniture(model: Model, storey: Entity, at: Point, size: Point, name: str) -> Entity:
    """A piece of furniture as a box."""
    kind = "IfcFurnishingElement" if model.old else "IfcFurniture"
    made = model.root(
        kind,
        Name=name,
        ObjectPlacement=model.placement(storey, at),
        Representation=body(model, [box(model, (0, 0, 0), size)]),
    )
    model.contain(storey, made)
    return made
