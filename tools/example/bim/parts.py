"""Spaces, slabs, stairs, ramps, lifts, sanitary and furniture."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan

from example.bim.layout import Room
from example.bim.model import Entity, Model, Point
from example.bim.shapes import body, box, sloping_box, swept_outline

_CATEGORY = {
    "office": "kantoor", "meeting": "vergader restaurant archief", "hall": "gemeenschappelijk",
    "corridor": "gemeenschappelijk", "stair": "gemeenschappelijk", "lift": "gemeenschappelijk",
    "adapted_toilet": "gemeenschappelijk", "toilet": "gemeenschappelijk", "technical": "gemeenschappelijk",
    "storage": "vergader restaurant archief", "laboratory": "labo", "workshop": "loods garage werkplaats",
}  # fmt: skip


def make_space(
    model: Model, storey: Entity, room: Room, height: float, floor: float = 0.0,
    climb: tuple[float, float] = (0.0, 0.0), has_body: bool = True, adapted: bool | None = None,
) -> Entity:  # fmt: skip
    """A space with its body, its areas, its use and who may come in.

    Args:
        model: The model.
        storey: Where.
        room: What and where.
        height: Of its body. [m]
        floor: How far its floor lies above that of the storey. [m]
        climb: How much its floor climbs along x and y, as ratios.
        has_body: Whether it is drawn.
        adapted: What it claims to be; None claims it of all but technical rooms.
    """
    size = (room.x1 - room.x0, room.y1 - room.y0, height)
    space = model.root(
        "IfcSpace", Name=room.number, LongName=room.name, ObjectType=_CATEGORY.get(room.use), CompositionType="ELEMENT",
        ObjectPlacement=model.placement(storey, (room.x0, room.y0, floor)),
        Representation=body(model, [sloping_box(model, size, climb)]) if has_body else None,
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
         "HandicapAccessible": ("IfcBoolean", room.use != "technical" if adapted is None else adapted)},
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
    """Two flights side by side with a landing between. [m].

    Args:
        risers: Of both flights together.
        riser: Height of each.
        tread: Depth of each.
        width: Of a flight.
        first: Risers of the first flight; half of them when 0.
        landing: Depth of the landing; the width of a flight when 0.
        rails: How many of the four handrails are there.
        rail_end: How far a handrail runs on beyond the flight.
        low_rail: Height of a second handrail below each; 0 for none.
    """

    risers: int
    riser: float
    tread: float
    width: float
    first: int = 0
    landing: float = 0.0
    rails: int = 4
    rail_end: float = 0.4
    low_rail: float = 0.0


def make_stair(model: Model, storey: Entity, at: tuple[float, float], stair: Stair, name: str) -> Entity:
    """A stair from its corner: up along x, back along x, beside each other in y."""
    whole = model.root(
        "IfcStair", Name=name, ObjectPlacement=model.placement(storey, (*at, 0)),
        **{"ShapeType" if model.old else "PredefinedType": "HALF_TURN_STAIR"},
    )  # fmt: skip
    model.contain(storey, whole)
    up = stair.first or stair.risers // 2
    run = (up - 1) * stair.tread
    _flight(model, whole, (0, 0, 0), stair, up, f"{name}, eerste arm")
    landing = model.root(
        "IfcSlab", Name=f"{name}, bordes", PredefinedType="LANDING",
        ObjectPlacement=model.placement(whole, (run, 0, up * stair.riser - 0.2)),
        Representation=body(
            model, [box(model, (0, 0, 0), (stair.landing or stair.width, 2 * stair.width + 0.1, 0.2))]
        ),
    )  # fmt: skip
    model.aggregate(whole, landing)
    back = model.placement(whole, (run, 2 * stair.width + 0.1, up * stair.riser), (-1.0, 0.0))
    _flight(model, whole, back, stair, stair.risers - up, f"{name}, tweede arm")
    back_run = (stair.risers - up - 1) * stair.tread
    for side in (0.0, stair.width, stair.width + 0.1, 2 * stair.width + 0.1)[: stair.rails]:
        first = side < stair.width + 0.05
        low, start = (0.0, 0.0) if first else (up * stair.riser, run - back_run)
        steps = up if first else stair.risers - up
        for height in filter(None, (0.90, stair.low_rail)):
            _sloped_rail(
                model, whole, (start, side, low), run if first else back_run, (steps - 1) * stair.riser, height,
                reverse=not first, end=stair.rail_end,
            )  # fmt: skip
    return whole


def _flight(model: Model, whole: Entity, at: Point | Entity, stair: Stair, risers: int, name: str) -> None:
    outline: list[tuple[float, float]] = [(0.0, 0.0)]
    for step in range(1, risers):
        outline += [((step - 1) * stair.tread, step * stair.riser), (step * stair.tread, step * stair.riser)]
    outline += [(outline[-1][0], outline[-1][1] - 0.25), (0.3, 0.0)]
    place = model.placement(whole, at) if isinstance(at, tuple) else at
    _stated_flight(model, whole, place, stair, risers, name, swept_outline(model, outline, stair.width))


def _stated_flight(
    model: Model, whole: Entity, place: Entity, stair: Stair, risers: int, name: str, solid: Entity
) -> None:
    values = {"RiserHeight": model.length(stair.riser), "TreadLength": model.length(stair.tread)}
    flight = model.root(
        "IfcStairFlight", Name=name, NumberOfTreads=risers - 1, ObjectPlacement=place,
        Representation=body(model, [solid]),
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


def make_flight(model: Model, storey: Entity, at: Point, stair: Stair, name: str) -> Entity:
    """A stair of one straight flight of solid steps, up along x from its low corner."""
    whole = model.root(
        "IfcStair", Name=name, ObjectPlacement=model.placement(storey, at),
        **{"ShapeType" if model.old else "PredefinedType": "STRAIGHT_RUN_STAIR"},
    )  # fmt: skip
    model.contain(storey, whole)
    outline: list[tuple[float, float]] = [(0.0, 0.0)]
    for step in range(1, stair.risers):
        outline += [((step - 1) * stair.tread, step * stair.riser), (step * stair.tread, step * stair.riser)]
    outline.append((outline[-1][0], 0.0))
    solid = swept_outline(model, outline, stair.width)
    _stated_flight(model, whole, model.placement(whole, (0, 0, 0)), stair, stair.risers, f"{name}, arm", solid)
    run = (stair.risers - 1) * stair.tread
    for side in (-0.04, stair.width)[: stair.rails]:
        for height in filter(None, (0.90, stair.low_rail)):
            rise = run / stair.tread * stair.riser
            _sloped_rail(model, whole, (0.0, side, 0.0), run, rise, height, end=stair.rail_end)
    return whole


def _sloped_rail(
    model: Model, whole: Entity, at: Point, run: float, rise: float, height: float, reverse: bool = False,
    end: float = 0.4, along: tuple[float, float] = (1.0, 0.0),
) -> None:  # fmt: skip
    """A handrail as a thin slanted band that runs level beyond each end."""
    low, high = (rise, 0.0) if reverse else (0.0, rise)
    x0, x1 = (-end, run + end)
    top = [(x0, low + height), (0.0, low + height), (run, high + height), (x1, high + height)]
    outline = [(x, z - 0.05) for x, z in top] + list(reversed(top))
    rail = model.root(
        "IfcRailing", Name="Leuning", PredefinedType="HANDRAIL",
        ObjectPlacement=model.placement(whole, at, along),
        Representation=body(model, [swept_outline(model, outline, 0.04)]),
    )  # fmt: skip
    model.aggregate(whole, rail)
    model.properties(rail, "Pset_RailingCommon", {"Height": ("IfcPositiveLengthMeasure", model.length(height))})


@dataclass(frozen=True)
class Ramp:
    """A straight ramp that climbs along x. [m].

    Args:
        rise: How high it climbs.
        run: How long it is in plan.
        width: How wide.
        rails: Whether it has handrails and edge protection.
        rail_sides: On how many sides there is a handrail.
        rail_end: How far a handrail runs on beyond the ramp.
        kerb: Height of the edge protection; 0 for none.
        low_rail: Height of a second handrail below each; 0 for none.
        cross: How much it climbs across, as a ratio.
    """

    rise: float
    run: float
    width: float
    rails: bool
    rail_sides: int = 2
    rail_end: float = 0.4
    kerb: float = 0.08
    low_rail: float = 0.0
    cross: float = 0.0


def make_ramp(model: Model, storey: Entity, at: tuple[float, float], ramp: Ramp, name: str, top: float = 0.0) -> Entity:
    """A ramp from its low corner; its top lies at the storey's level, or so much above it."""
    whole = _ramp_whole(model, storey, (*at, top - ramp.rise), name, "STRAIGHT_RUN_RAMP")
    _ramp_flight(model, whole, model.placement(whole, (0, 0, 0)), ramp, f"{name}, baan")
    model.properties(whole, "Pset_RampCommon", {"HandicapAccessible": ("IfcBoolean", ramp.rise / ramp.run < 0.083)})
    _ramp_edges(model, whole, (0.0, 0.0, 0.0), ramp)
    return whole


def make_ramp_with_landing(
    model: Model, storey: Entity, at: tuple[float, float], leg: Ramp, landing: tuple[float, float], name: str,
    turns: bool = False,
) -> Entity:  # fmt: skip
    """Two equal flights with a landing between; the top lies at the storey's level.

    Args:
        model: The model.
        storey: Where.
        at: The low corner.
        leg: One flight.
        landing: Its size along the first flight and across.
        name: Name of the ramp.
        turns: Whether the second flight goes to the left; else straight on.
    """
    kind = "QUARTER_TURN_RAMP" if turns else "TWO_STRAIGHT_RUN_RAMP"
    whole = _ramp_whole(model, storey, (*at, -2 * leg.rise), name, kind)
    _ramp_flight(model, whole, model.placement(whole, (0, 0, 0)), leg, f"{name}, eerste baan")
    rest = model.root(
        "IfcSlab", Name=f"{name}, tussenbordes", PredefinedType="LANDING",
        ObjectPlacement=model.placement(whole, (leg.run, 0, leg.rise - 0.15)),
        Representation=body(model, [box(model, (0, 0, 0), (*landing, 0.15))]),
    )  # fmt: skip
    model.aggregate(whole, rest)
    corner, along = ((leg.run + landing[0], 0.0, leg.rise), (1.0, 0.0))
    if turns:
        corner, along = ((leg.run + landing[0], landing[1], leg.rise), (0.0, 1.0))
    _ramp_flight(model, whole, model.placement(whole, corner, along), leg, f"{name}, tweede baan")
    for place, axis in (((0.0, 0.0, 0.0), (1.0, 0.0)), (corner, along)):
        _ramp_edges(model, whole, place, leg, axis)
    return whole


def _ramp_whole(model: Model, storey: Entity, at: Point, name: str, kind: str) -> Entity:
    whole = model.root(
        "IfcRamp", Name=name, ObjectPlacement=model.placement(storey, at),
        **{"ShapeType" if model.old else "PredefinedType": kind},
    )  # fmt: skip
    model.contain(storey, whole)
    return whole


def _ramp_flight(model: Model, whole: Entity, place: Entity, ramp: Ramp, name: str) -> None:
    outline = [(0.0, 0.0), (ramp.run, 0.0), (ramp.run, ramp.rise)]
    flight = model.root(
        "IfcRampFlight", Name=name, ObjectPlacement=place,
        Representation=body(model, [swept_outline(model, outline, ramp.width, cross=ramp.cross)]),
    )  # fmt: skip
    model.aggregate(whole, flight)
    slope = ("IfcPlaneAngleMeasure", atan(ramp.rise / ramp.run))
    common = {"Slope": slope}
    if not model.old:
        flight.PredefinedType = "STRAIGHT"
        common["ClearWidth"] = ("IfcPositiveLengthMeasure", model.length(ramp.width))
    model.properties(flight, "Pset_RampFlightCommon", common)


def _ramp_edges(model: Model, whole: Entity, at: Point, ramp: Ramp, along: tuple[float, float] = (1.0, 0.0)) -> None:
    """Handrails and edge protection on the sides of a flight."""
    sides = (-0.04, ramp.width)
    x, y, z = at
    across = (-along[1], along[0])
    for side in sides[: 2 if ramp.rails else 0]:
        place = (x + across[0] * side, y + across[1] * side, z)
        if ramp.rail_sides == 2 or side > 0:
            for height in filter(None, (1.0, ramp.low_rail)):
                _sloped_rail(model, whole, place, ramp.run, ramp.rise, height, end=ramp.rail_end, along=along)
        kerb = [(0.0, 0.0), (ramp.run, 0.0), (ramp.run, ramp.rise + ramp.kerb), (0.0, ramp.kerb)]
        if not ramp.kerb:
            continue
        edge = model.root(
            "IfcRailing", Name="Afrijdbeveiliging", PredefinedType="BALUSTRADE",
            ObjectPlacement=model.placement(whole, place, along),
            Representation=body(model, [swept_outline(model, kerb, 0.04)]),
        )  # fmt: skip
        model.aggregate(whole, edge)


def make_lift(
    model: Model, storey: Entity, at: Point, car: tuple[float, float], height: float, name: str,
    kind: str | None = None, width_along: tuple[float, float] = (1.0, 0.0),
) -> Entity:  # fmt: skip
    """A lift with its car (width along x unless told otherwise), standing through all its levels.

    Args:
        model: The model.
        storey: Where it begins.
        at: Its lowest corner.
        car: Width and depth.
        height: Of the whole.
        name: Name of the lift.
        kind: What it says it is, such as `plateaulift`.
        width_along: Direction of the width.
    """
    width, depth = car
    lift = model.root(
        "IfcTransportElement", Name=name, ObjectType=kind, ObjectPlacement=model.placement(storey, at, width_along),
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


def make_terminal(
    model: Model, storey: Entity, kind: str, at: Point, size: Point, name: str, slope: float = 0.0
) -> Entity:
    """A sanitary appliance: TOILETPAN, WASHHANDBASIN or SHOWER; it may climb along x, as a ratio."""
    common = {
        "Name": name,
        "ObjectPlacement": model.placement(storey, at),
        "Representation": body(model, [sloping_box(model, size, (slope, 0.0))]),
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
