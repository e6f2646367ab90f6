"""Swept solids: boxes, and profiles drawn in a vertical plane and swept sideways."""

from __future__ import annotations

from collections.abc import Sequence

from example.bim.model import Entity, Model, Point


def box(model: Model, at: Point, size: Point) -> Entity:
    """A box from its lowest corner."""
    dx, dy, dz = size
    corner = model.make("IfcAxis2Placement2D", Location=model.point(dx / 2, dy / 2))
    profile = model.make(
        "IfcRectangleProfileDef", ProfileType="AREA", Position=corner, XDim=model.length(dx), YDim=model.length(dy)
    )
    return _extrude(model, profile, model.axes(at), dz)


def swept_outline(model: Model, outline: Sequence[tuple[float, float]], width: float, at: Point = (0, 0, 0)) -> Entity:
    """An outline in x and z, swept along y over a width."""
    points = [model.point(*point) for point in (*outline, outline[0])]
    curve = model.make("IfcPolyline", Points=points)
    profile = model.make("IfcArbitraryClosedProfileDef", ProfileType="AREA", OuterCurve=curve)
    x, y, z = at
    # Local x stays x, local y becomes z; the sweep then runs along -y, so it starts at the far side.
    place = model.make(
        "IfcAxis2Placement3D", Location=model.point(x, y + width, z), Axis=model.direction(0, -1, 0),
        RefDirection=model.direction(1, 0, 0),
    )  # fmt: skip
    return _extrude(model, profile, place, width)


def _extrude(model: Model, profile: Entity, place: Entity, depth: float) -> Entity:
    return model.make(
        "IfcExtrudedAreaSolid", SweptArea=profile, Position=place, ExtrudedDirection=model.direction(0, 0, 1),
        Depth=model.length(depth),
    )  # fmt: skip


def body(model: Model, solids: Sequence[Entity]) -> Entity:
    """The representation of an object by its solids."""
    shape = model.make(
        "IfcShapeRepresentation", ContextOfItems=model.body, RepresentationIdentifier="Body",
        RepresentationType="SweptSolid", Items=list(solids),
    )  # fmt: skip
    return model.make("IfcProductDefinitionShape", Representations=[shape])
