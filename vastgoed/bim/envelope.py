"""The envelope of a building: external walls, roofs, windows and doors with their area, U-value and the way they face.

Nothing is meshed. A wall runs along its axis; its outside is the side from which a line outward crosses the other
external walls of its storey an even number of times, which also holds for an L- or U-shaped plan. Windows and doors
face as the wall they stand in. Where a direction or area cannot be told it is null.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vastgoed.bim.elements import element_units, fact_names, find_fact
from vastgoed.bim.library import placement_of
from vastgoed.bim.placing import element_head
from vastgoed.bim.tree import unique
from vastgoed.bim.values import by_name, read_many

if TYPE_CHECKING:
    from vastgoed.bim.elements import Units
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales
    from vastgoed.bim.tree import Tree
    from vastgoed.bim.values import StatedValue

Row = dict[str, object]
Point = tuple[float, float]

FACADES = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_KINDS = (
    ("wall", "IfcWall"), ("curtain_wall", "IfcCurtainWall"), ("roof", "IfcRoof"), ("slab", "IfcSlab"),
    ("window", "IfcWindow"), ("door", "IfcDoor"),
)  # fmt: skip
_GROSS = ("grosssidearea", "grossarea")
_NET = ("netsidearea", "netarea", "area", "outersurfacearea")  # Revit leaves openings out of "Area"
_NAMES = fact_names("is_external", "u_value_w_per_m2k", "width_m", "height_m") | {"height", "length"}
_FAR_M = 10_000.0
_CLEAR_M = 0.6  # from the middle of a window to a place beside its wall


@dataclass
class _Part:
    element: Any
    kind: str
    row: Row
    stated: list[StatedValue]
    host: int | None = None
    line: tuple[Point, Point] | None = None  # the axis in plan, in m
    normal: Point | None = None
    height_m: float | None = None
    holes: list[_Part] = field(default_factory=list)


def envelope_rows(model: Model, tree: Tree, scales: Scales) -> list[Row]:
    """The columns of `BIM_ENVELOPE`: walls, curtain walls, roofs, slabs, windows and doors, external or not said."""
    units = element_units(model, scales)
    found = [
        (element, kind)
        for kind, ifc_class in _KINDS
        for element in unique(model.by_type(ifc_class))
        if kind != "slab" or getattr(element, "PredefinedType", None) in ("ROOF", "BASESLAB")
    ]
    stated = read_many([element for element, _kind in found], _NAMES)
    parts = [_part(*each, values, tree, units) for each, values in zip(found, stated, strict=True)]
    walls = {part.element.id(): part for part in parts if part.kind in ("wall", "curtain_wall")}
    for part in parts:
        _measure(part, scales)
        host = walls.get(part.host) if part.host is not None else None
        if host is not None:
            host.holes.append(part)
            if part.row["is_external"] is None:
                part.row["is_external"] = host.row["is_external"]
                part.row["is_external_source"] = host.row["is_external_source"] and f"wall #{part.host}"
    _turn_outward(parts)
    north = true_north_degrees(model)
    rows = []
    for part in parts:
        facing = (walls.get(part.host, part)) if part.host is not None else part
        if part.row["is_external"] is False:
            continue
        if facing.normal is not None and (facing.kind != "roof"):
            azimuth = (north - math.degrees(math.atan2(facing.normal[1], facing.normal[0]))) % 360
            part.row["azimuth_degrees"] = round(azimuth, 3) % 360
            part.row["facade"] = facade_of(azimuth)
        _net_area(part)
        rows.append(part.row)
    return rows


def facade_of(azimuth_degrees: float) -> str:
    """The compass direction that an azimuth falls in, 45 degrees each.

    >>> [facade_of(azimuth) for azimuth in (0, 22.4, 22.6, 90, 181, 337.6)]
    ['N', 'N', 'NE', 'E', 'S', 'N']
    """
    return FACADES[int((azimuth_degrees + 22.5) % 360 // 45)]


def true_north_degrees(model: Model) -> float:
    """The angle of true north in the project frame, counter-clockwise from its x axis; 90 when none is given."""
    for context in model.by_type("IfcGeometricRepresentationContext"):
        north = getattr(context, "TrueNorth", None)
        if north is not None and not context.is_a("IfcGeometricRepresentationSubContext"):
            x, y = (float(each) for each in north.DirectionRatios[:2])
            if math.hypot(x, y) > 0:
                return math.degrees(math.atan2(y, x))
    return 90.0


def _part(element: Any, kind: str, stated: list[StatedValue], tree: Tree, units: Units) -> _Part:
    named = by_name(stated, _NAMES)
    row = element_head(element, tree, kind)
    for fact in ("is_external", "u_value_w_per_m2k"):
        row[fact], row[f"{fact}_source"] = find_fact(fact, element, named, units)
    row |= {"gross_area_m2": None, "net_area_m2": None, "area_source": None, "azimuth_degrees": None, "facade": None}
    if kind in ("window", "door"):
        row["_width_m"] = find_fact("width_m", element, named, units)[0]
        row["_height_m"] = find_fact("height_m", element, named, units)[0]
    part = _Part(element, kind, row, stated, _host_of(element))
    row["host_step_id"] = part.host
    return part


def _host_of(element: Any) -> int | None:
    for filling in getattr(element, "FillsVoids", None) or ():
        opening = filling.RelatingOpeningElement
        for voids in (getattr(opening, "VoidsElements", None) or ()) if opening is not None else ():
            if voids.RelatingBuildingElement is not None:
                return int(voids.RelatingBuildingElement.id())
    return None


def _measure(part: _Part, scales: Scales) -> None:
    """Area and axis of a part. A stated quantity goes first, then its own sizes, then its body."""
    areas = {
        value.name.replace(" ", "").lower(): value.area_m2(scales)
        for value in part.stated
        if value.is_quantity and value.measure == "IfcAreaMeasure"
    }
    gross = next((areas[name] for name in _GROSS if areas.get(name)), None)
    part.row["net_area_m2"] = next((areas[name] for name in _NET if areas.get(name)), None)
    if gross or part.row["net_area_m2"]:
        part.row["gross_area_m2"], part.row["area_source"] = gross, "quantity"
    width, height = part.row.pop("_width_m", None), part.row.pop("_height_m", None)
    if part.kind in ("window", "door"):
        if width and height:
            part.row["gross_area_m2"], part.row["area_source"] = width * height, "sizes"  # type: ignore[operator]
        part.row["net_area_m2"] = part.row["gross_area_m2"]
    place = placement_of(part.element, scales.length_m)
    if place is None:
        return
    local = axis_of(part.element, scales.length_m)
    if local is not None and part.kind in ("wall", "curtain_wall"):
        (start, end), depth = local
        ends = [place @ [x, y, 0.0, 1.0] for x, y in (start, end)]
        part.line = ((float(ends[0][0]), float(ends[0][1])), (float(ends[1][0]), float(ends[1][1])))
        length = math.dist(*part.line)
        if length > 0:
            part.normal = (
                (part.line[1][1] - part.line[0][1]) / length,
                -(part.line[1][0] - part.line[0][0]) / length,
            )
        lengths = {v.name.lower(): v.length_m(scales) for v in part.stated if v.measure == "IfcLengthMeasure"}
        depth = lengths.get("height") or depth
        length = lengths.get("length") or length
        if part.row["area_source"] is None and depth and length:
            source = "sizes" if lengths.get("height") and lengths.get("length") else "body"
            part.row["gross_area_m2"], part.row["area_source"] = length * depth, source
    elif part.kind in ("window", "door") and part.host is None:
        across = (float(place[0, 1]), float(place[1, 1]))
        size = math.hypot(*across)
        if size > 0.5:  # else its own y axis is not level: a roof light
            middle = (float(place[0, 3]), float(place[1, 3]))
            part.normal, part.line = (across[0] / size, across[1] / size), (middle, middle)


def axis_of(element: Any, length_m: float) -> tuple[tuple[Point, Point], float | None] | None:
    """The straight axis of a wall in its own frame and the height of its body, in m; None when it has none.

    From the representation "Axis", else the long side of an extruded rectangle or outline.
    """
    shapes = getattr(getattr(element, "Representation", None), "Representations", None) or ()
    axis: tuple[Point, Point] | None = None
    depth = None
    for shape in shapes:
        items = list(shape.Items or ())
        if shape.RepresentationIdentifier == "Axis" and items:
            axis = _line_of(items[0], length_m) or axis
        elif shape.RepresentationIdentifier == "Body" and len(items) == 1:
            solid = items[0]
            while solid is not None and solid.is_a("IfcBooleanResult"):
                solid = solid.FirstOperand
            if solid is not None and solid.is_a("IfcExtrudedAreaSolid"):
                ratios = [float(each) for each in solid.ExtrudedDirection.DirectionRatios]
                if abs(ratios[-1]) > 0.99 * math.hypot(*ratios):
                    depth = float(solid.Depth) * length_m
                    axis = axis or _long_side(solid, length_m)
    return None if axis is None else (axis, depth)


def _line_of(curve: Any, length_m: float) -> tuple[Point, Point] | None:
    if curve.is_a("IfcPolyline"):
        points = [tuple(float(each) * length_m for each in point.Coordinates[:2]) for point in curve.Points]
    elif curve.is_a("IfcIndexedPolyCurve") and not any(each.is_a("IfcArcIndex") for each in curve.Segments or ()):
        points = [tuple(float(each) * length_m for each in point[:2]) for point in curve.Points.CoordList]
    else:
        return None  # a curved wall faces more ways than one
    if len(points) < 2 or points[0] == points[-1]:
        return None
    first, last = points[0], points[-1]
    return (first[0], first[1]), (last[0], last[1])


def _long_side(solid: Any, length_m: float) -> tuple[Point, Point] | None:
    profile = solid.SweptArea
    if profile.is_a() != "IfcRectangleProfileDef":
        return None
    x, y = float(profile.XDim) * length_m / 2, float(profile.YDim) * length_m / 2
    ends = ((-x, 0.0), (x, 0.0)) if x >= y else ((0.0, -y), (0.0, y))
    return _placed(_placed(ends, profile.Position, length_m), solid.Position, length_m)


def _placed(ends: tuple[Point, Point], position: Any, length_m: float) -> tuple[Point, Point]:
    if position is None:
        return ends
    at = [float(each) * length_m for each in position.Location.Coordinates[:2]]
    turned = getattr(position, "RefDirection", None)
    c, s = (float(each) for each in turned.DirectionRatios[:2]) if turned is not None else (1.0, 0.0)
    size = math.hypot(c, s) or 1.0
    c, s = c / size, s / size
    (ax, ay), (bx, by) = ends
    return (at[0] + c * ax - s * ay, at[1] + s * ax + c * ay), (at[0] + c * bx - s * by, at[1] + s * bx + c * by)


def _turn_outward(parts: list[_Part]) -> None:
    """Point the normals of external walls away from the inside; one that cannot be told apart is dropped."""
    rings: dict[object, list[_Part]] = defaultdict(list)
    for part in parts:
        if part.line is not None and part.kind in ("wall", "curtain_wall") and part.row["is_external"] is not False:
            rings[part.row["storey_step_id"]].append(part)
    for ring in rings.values():
        points = [point for part in ring for point in part.line or ()]
        centre = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
        for part in ring:
            if part.line is None or part.normal is None:
                continue
            middle = _middle(part.line)
            one, other = (_crossings(middle, _scaled(part.normal, sign), ring, part) for sign in (1, -1))
            if one % 2 != other % 2:
                outward = one % 2 == 0
            else:  # no closed ring: away from the middle of the storey
                away = (middle[0] - centre[0]) * part.normal[0] + (middle[1] - centre[1]) * part.normal[1]
                if abs(away) < 0.1:
                    part.normal = None
                    continue
                outward = away > 0
            part.normal = part.normal if outward else _scaled(part.normal, -1)
    for part in parts:
        if part.kind in ("window", "door") and part.host is None:
            _turn_loose(part, rings.get(part.row["storey_step_id"], []))


def _turn_loose(part: _Part, ring: list[_Part]) -> None:
    """Point a window or door that no wall says it holds away from the inside; unknown where no walls tell."""
    if part.line is None or part.normal is None:
        return
    middle = _middle(part.line)
    crossed = []
    for sign in (1, -1):
        along = _scaled(part.normal, sign)
        start = (middle[0] + _CLEAR_M * along[0], middle[1] + _CLEAR_M * along[1])
        crossed.append(_crossings(start, along, ring, part) % 2)
    if crossed[0] == crossed[1]:
        part.normal = None
    elif crossed[0]:
        part.normal = _scaled(part.normal, -1)


def _middle(line: tuple[Point, Point]) -> Point:
    return (line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2


def _scaled(vector: Point, by: float) -> Point:
    return vector[0] * by, vector[1] * by


def _crossings(start: Point, along: Point, ring: list[_Part], own: _Part) -> int:
    """Other walls that a line from a wall's middle crosses. Walls are a little longer here: corners may be open."""
    count = 0
    for part in ring:
        if part is own or part.line is None:
            continue
        (ax, ay), (bx, by) = part.line
        dx, dy = bx - ax, by - ay
        cross = along[0] * dy - along[1] * dx
        length = math.hypot(dx, dy)
        if length == 0 or abs(cross) < 1e-9 * length:
            continue
        distance = ((ax - start[0]) * dy - (ay - start[1]) * dx) / cross
        place = ((ax - start[0]) * along[1] - (ay - start[1]) * along[0]) / cross
        if 0.05 < distance < _FAR_M and 0.0 <= place < 1.0:
            count += 1
    return count


def _net_area(part: _Part) -> None:
    holes = [each.row["gross_area_m2"] for each in part.holes]
    known = sum(float(area) for area in holes if isinstance(area, float))
    gross, net = part.row["gross_area_m2"], part.row["net_area_m2"]
    if part.kind != "wall":
        part.row["net_area_m2"] = net or gross
    elif isinstance(net, float) and gross is None:
        part.row["gross_area_m2"] = net + known
    elif isinstance(gross, float) and net is None and None not in holes:
        part.row["net_area_m2"] = max(gross - known, 0.0)
