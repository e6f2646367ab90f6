"""Footprint of a space from the profile of its extruded body, without building a mesh.

Covers upright extrusions of rectangles, circles and outlines of lines and arcs, with holes, through the first
operand of clippings. Anything else gives None and is left to the mesh.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

_UPRIGHT = 1e-3  # largest deviation of an axis from vertical
_DEEPEST = 8
Point = tuple[float, float]


@dataclass(frozen=True)
class Footprint:
    """The footprint of a body in the model's own length units squared.

    Args:
        area: The area.
        item_count: Bodies added up; more than one may overlap.
        clipped: The body is cut by another, which the profile does not see.
    """

    area: float
    item_count: int
    clipped: bool


def footprint_of(element: Any) -> Footprint | None:
    """The footprint of an element's body, or None when it is not made of upright extrusions."""
    representations = getattr(element.Representation, "Representations", None) or ()
    bodies = [shape for shape in representations if shape.RepresentationIdentifier == "Body"]
    bodies = bodies or [shape for shape in representations if not shape.RepresentationIdentifier]
    if not bodies or not _stands_upright(element.ObjectPlacement):
        return None
    total, clipped, items = 0.0, False, list(bodies[0].Items or ())
    for item in items:
        found = _item_area(item, 0)
        if found is None:
            return None
        total += found[0]
        clipped = clipped or found[1]
    return Footprint(total, len(items), clipped) if total > 0 and math.isfinite(total) else None


def _stands_upright(placement: Any) -> bool:
    for _ in range(64):
        if placement is None:
            return True
        if not placement.is_a("IfcLocalPlacement"):
            return False
        axis = getattr(placement.RelativePlacement, "Axis", None)
        if axis is not None and not _is_vertical(axis.DirectionRatios):
            return False
        placement = placement.PlacementRelTo
    return False


def _is_vertical(ratios: Any) -> bool:
    x, y, z = (float(part) for part in ratios)
    size = math.sqrt(x * x + y * y + z * z)
    return size > 0 and abs(abs(z) / size - 1) <= _UPRIGHT


def _item_area(item: Any, depth: int) -> tuple[float, bool] | None:
    if depth > _DEEPEST:
        return None
    if item.is_a("IfcBooleanResult"):
        if item.Operator != "DIFFERENCE":
            return None
        first = _item_area(item.FirstOperand, depth + 1)
        return None if first is None else (first[0], True)
    if item.is_a("IfcMappedItem"):
        return _mapped_area(item, depth)
    if not item.is_a("IfcExtrudedAreaSolid") or item.is_a("IfcExtrudedAreaSolidTapered"):
        return None
    axis = getattr(item.Position, "Axis", None)
    if axis is not None and not _is_vertical(axis.DirectionRatios):
        return None
    if not _is_vertical(item.ExtrudedDirection.DirectionRatios):
        return None
    area = _profile_area(item.SweptArea)
    return None if area is None else (area, False)


def _mapped_area(item: Any, depth: int) -> tuple[float, bool] | None:
    target, source = item.MappingTarget, item.MappingSource
    plain = target.Axis1 is None and target.Axis2 is None and (target.Scale in (None, 1.0))
    upright = getattr(source.MappingOrigin, "Axis", None) is None
    parts = list(source.MappedRepresentation.Items or ())
    if not (plain and upright) or len(parts) != 1:
        return None
    return _item_area(parts[0], depth + 1)


def _profile_area(profile: Any) -> float | None:
    # By exact name: a rounded or hollow rectangle is a kind of rectangle too.
    if profile.is_a() == "IfcRectangleProfileDef":
        return float(profile.XDim * profile.YDim)
    if profile.is_a() == "IfcCircleProfileDef":
        return float(math.pi * profile.Radius**2)
    if profile.is_a("IfcArbitraryClosedProfileDef"):
        outer = _curve_area(profile.OuterCurve)
        if outer is None or not profile.is_a("IfcArbitraryProfileDefWithVoids"):
            return outer
        for curve in profile.InnerCurves:
            hole = _curve_area(curve)
            if hole is None:
                return None
            outer -= hole
        return outer
    return None


def _curve_area(curve: Any) -> float | None:
    if curve.is_a("IfcPolyline"):
        return abs(_shoelace([(point.Coordinates[0], point.Coordinates[1]) for point in curve.Points]))
    if curve.is_a("IfcIndexedPolyCurve"):
        return _indexed_area(curve)
    if curve.is_a("IfcCircle"):
        return float(math.pi * curve.Radius**2)
    return None


def _indexed_area(curve: Any) -> float | None:
    points = [(float(point[0]), float(point[1])) for point in curve.Points.CoordList]
    if not curve.Segments:
        return abs(_shoelace(points))
    outline: list[Point] = []
    bulges = 0.0
    for segment in curve.Segments:
        corners = [points[index - 1] for index in segment.wrappedValue]
        if segment.is_a("IfcArcIndex"):
            bulge = arc_bulge(corners[0], corners[1], corners[2])
            if bulge is None:
                return None
            bulges += bulge
            corners = [corners[0], corners[2]]
        outline.extend(corners if not outline else corners[1:])
    return abs(_shoelace(outline) + bulges)


def _shoelace(points: list[Point]) -> float:
    """Signed area of an outline, positive when it runs counter-clockwise.

    >>> _shoelace([(0, 0), (2, 0), (2, 3), (0, 3)])
    6.0
    """
    total = 0.0
    # From the first corner: coordinates far from the origin would cost digits.
    x0, y0 = points[0]
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        total += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    return total / 2


def arc_bulge(start: Point, middle: Point, end: Point) -> float | None:
    """Signed area between an arc through three points and its chord; None when the points lie in line.

    >>> round(arc_bulge((1, 0), (0, 1), (-1, 0)) or 0, 6)  # half a unit circle, counter-clockwise
    1.570796
    """
    (ax, ay), (bx, by), (cx, cy) = start, middle, end
    turn = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    chord = math.hypot(cx - ax, cy - ay)
    if chord == 0 or abs(turn) < 1e-12 * chord * chord:
        return None
    radius = math.hypot(bx - ax, by - ay) * math.hypot(cx - bx, cy - by) * chord / (2 * abs(turn))
    # The angle at the middle point tells whether the arc is more than half a circle.
    inner = (ax - bx) * (cx - bx) + (ay - by) * (cy - by)
    half = math.asin(min(1.0, chord / (2 * radius)))
    angle = 2 * (math.pi - half) if inner > 0 else 2 * half
    return math.copysign(radius**2 * (angle - math.sin(angle)) / 2, turn)
