"""Swept solids: boxes, and profiles drawn in a vertical plane and swept sideways."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from example.bim.model import Entity, Model, Point


def box(model: Model, at: Point, size: Point) -> Entity:
    """A box from its lowest corner."""
    dx, dy, dz = size
    corner = model.make("IfcAxis2Placement2D", Location=model.point(dx / 2, dy / 2))
    profile = model.make(
        "IfcRectangleProfileDef", ProfileType="AREA", Position=corner, XDim=model.length(dx), YDim=model.length(dy)
    )
    return _extrude(model, profile, model.axes(at), dz)


def prism(model: Model, outline: Sequence[tuple[float, float]], height: float) -> Entity:
    """An outline in x and y, drawn up from the origin over a height. [m]."""
    curve = model.make("IfcPolyline", Points=[model.point(*point) for point in (*outline, outline[0])])
    profile = model.make("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=curve)
    return _extrude(model, profile, model.axes((0, 0, 0)), height)


def swept_outline(
    model: Model, outline: Sequence[tuple[float, float]], width: float, at: Point = (0, 0, 0), cross: float = 0.0
) -> Entity:
    """An outline in x and z, swept along y over a width; halfway it lies at its own height.

    Args:
        model: The model.
        outline: x and z. [m]
        width: Along y. [m]
        at: Where.
        cross: How much it climbs along y, as a ratio.
    """
    points = [model.point(*point) for point in (*outline, outline[0])]
    curve = model.make("IfcPolyline", Points=points)
    profile = model.make("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=curve)
    x, y, z = at
    # Local x stays x, local y becomes z; the sweep then runs along -y, so it starts at the far side.
    far = model.point(x, y + width, z + cross * width / 2)
    place = model.make(
        "IfcAxis2Placement3D", Location=far, Axis=model.direction(0, -1, 0),
        RefDirection=model.direction(1, 0, 0),
    )  # fmt: skip
    return _extrude(model, profile, place, width, cross)


def sloping_box(model: Model, size: Point, climb: tuple[float, float] = (0.0, 0.0)) -> Entity:
    """A box from the origin with upright sides; top and bottom climb along x, and along y from half its width on.

    Args:
        model: The model.
        size: Along x, y and z. [m]
        climb: As ratios.
    """
    length, width, height = size
    if climb == (0.0, 0.0):
        return box(model, (0, 0, 0), size)
    rise = climb[0] * length
    outline = [(0.0, 0.0), (length, rise), (length, rise + height), (0.0, height)]
    return swept_outline(model, outline, width, cross=climb[1])


def _extrude(model: Model, profile: Entity, place: Entity, depth: float, cross: float = 0.0) -> Entity:
    return model.make(
        "IfcExtrudedAreaSolid", SweptArea=profile, Position=place, ExtrudedDirection=model.direction(0, 0.0 - cross, 1),
        Depth=model.length(depth * hypot(1.0, cross)),
    )  # fmt: skip


def body(model: Model, solids: Sequence[Entity]) -> Entity:
    """The representation of an object by its solids."""
    shape = model.make(
        "IfcShapeRepresentation", ContextOfItems=model.body, RepresentationIdentifier="Body",
        RepresentationType="SweptSolid", Items=list(solids),
    )  # fmt: skip
    return model.make("IfcProductDefinitionShape", Representations=[shape])
