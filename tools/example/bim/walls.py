"""Walls with openings, and the doors and windows that fill them."""

from __future__ import annotations

from dataclasses import dataclass

from example.bim.layout import OUTER_M, PARTITION_M
from example.bim.model import Entity, Model
from example.bim.shapes import body, box

LEAF_M = 0.04


@dataclass(frozen=True)
class Door:
    """A door as it is ordered.

    Args:
        width: Outer width of the frame; the opening is as wide. [m]
        height: Outer height. [m]
        lining: Width of a jamb. [m]
        operation: IFC4 operation type.
        outside: Whether it leads out.
        drive: Whether it opens by itself.
        threshold: How high its threshold stands up. [m]
        fire_exit: Whether it is an emergency exit.
        states_drive: Whether the model says it in every schema; before IFC4 there is no standard place for it.
    """

    width: float = 1.06
    height: float = 2.17
    lining: float = 0.05
    operation: str = "SINGLE_SWING_LEFT"
    outside: bool = False
    drive: bool = False
    threshold: float = 0.0
    fire_exit: bool = False
    states_drive: bool = False

    @property
    def leaves(self) -> int:
        """How many leaves it has."""
        return 2 if self.operation.startswith("DOUBLE") else 1

    @property
    def clear_m(self) -> float:
        """Free width with one leaf at 90 degrees, in m."""
        leaf = LEAF_M if "SWING" in self.operation else 0.0
        return round((self.width - 2 * self.lining) / self.leaves - leaf, 3)


@dataclass(frozen=True)
class Wall:
    """A wall that stands; its x axis runs along it, from one end."""

    element: Entity
    storey: Entity
    thickness: float


def make_wall(
    model: Model, storey: Entity, start: tuple[float, float], end: tuple[float, float], height: float, outer: bool,
    thickness: float | None = None,
) -> Wall:  # fmt: skip
    """A straight wall between two points of its middle line, parallel to x or y; of the usual thickness unless told."""
    (x0, y0), (x1, y1) = start, end
    length = abs(x1 - x0) + abs(y1 - y0)
    along = ((x1 - x0) / length, (y1 - y0) / length)
    thickness = thickness or (OUTER_M if outer else PARTITION_M)
    wall = model.root(
        "IfcWallStandardCase" if model.old else "IfcWall", Name="Buitenmuur" if outer else "Binnenwand",
        ObjectPlacement=model.placement(storey, (x0, y0, 0), along),
        Representation=body(model, [box(model, (0, -thickness / 2, 0), (length, thickness, height))]),
    )  # fmt: skip
    model.contain(storey, wall)
    model.properties(
        wall, "Pset_WallCommon", {"IsExternal": ("IfcBoolean", outer), "LoadBearing": ("IfcBoolean", outer)}
    )
    return Wall(wall, storey, thickness)


def make_opening(model: Model, wall: Wall, at: float, width: float, height: float, sill: float = 0.0) -> Entity:
    """A hole through a wall, its middle at a distance from the wall's end."""
    depth = wall.thickness + 0.02
    opening = model.root(
        "IfcOpeningElement", Name="Opening", ObjectPlacement=model.placement(wall.element, (at - width / 2, 0, sill)),
        Representation=body(model, [box(model, (0, -depth / 2, 0), (width, depth, height))]),
    )  # fmt: skip
    if not model.old:
        opening.PredefinedType = "OPENING"
    model.root("IfcRelVoidsElement", RelatingBuildingElement=wall.element, RelatedOpeningElement=opening)
    return opening


def make_door(model: Model, wall: Wall, at: float, door: Door, name: str, opens_to_left: bool = True) -> Entity:
    """A door in a wall.

    Args:
        model: The model.
        wall: Where.
        at: Its middle, from the wall's end. [m]
        door: What is ordered.
        name: Name of the door.
        opens_to_left: Whether it opens to the side that lies left when one walks along the wall.
    """
    opening = make_opening(model, wall, at, door.width, door.height)
    place = ((0.0, 0.0, 0.0), (1.0, 0.0)) if opens_to_left else ((door.width, 0.0, 0.0), (-1.0, 0.0))
    jamb = (door.lining, 0.10, door.height)
    inner = door.width - 2 * door.lining
    solids = [
        box(model, (0, -0.05, 0), jamb),
        box(model, (door.width - door.lining, -0.05, 0), jamb),
        box(model, (door.lining, -0.05, door.height - door.lining), (inner, 0.10, door.lining)),
        box(
            model,
            (door.lining, -LEAF_M / 2, door.threshold),
            (inner, LEAF_M, door.height - door.lining - door.threshold),
        ),
    ]
    if door.threshold:
        solids.append(box(model, (door.lining, -0.05, 0), (inner, 0.10, door.threshold)))
    made = model.root(
        "IfcDoor", Name=name, ObjectPlacement=model.placement(opening, *place), Representation=body(model, solids),
        OverallHeight=model.length(door.height), OverallWidth=model.length(door.width),
    )  # fmt: skip
    if not model.old:
        made.PredefinedType, made.OperationType = "DOOR", door.operation
    model.root("IfcRelFillsElement", RelatingOpeningElement=opening, RelatedBuildingElement=made)
    model.contain(wall.storey, made)
    model.give_type(made, _door_type(model, door))
    common = {"IsExternal": ("IfcBoolean", door.outside), "FireExit": ("IfcBoolean", door.fire_exit)}
    if not model.old or door.states_drive:
        common["HasDrive"] = ("IfcBoolean", door.drive)
    model.properties(made, "Pset_DoorCommon", common)
    return made


def _door_type(model: Model, door: Door) -> Entity:
    if door in model.types:
        return model.types[door]
    words = ("SLIDING", "REVOLVING")
    swing = next((word for word in words if word in door.operation), "SWINGING")
    threshold = model.length(door.threshold) if door.threshold else None
    lining = model.root(
        "IfcDoorLiningProperties", Name="Kozijn", LiningDepth=model.length(0.10),
        LiningThickness=model.length(door.lining), ThresholdThickness=threshold,
    )  # fmt: skip
    panels = [
        model.root(
            "IfcDoorPanelProperties", Name="Vleugel", PanelDepth=model.length(LEAF_M), PanelOperation=swing,
            PanelWidth=1.0 / door.leaves, PanelPosition=place,
        )
        for place in (("LEFT", "RIGHT") if door.leaves == 2 else ("MIDDLE",))
    ]  # fmt: skip
    name = f"Deur {round(door.width * 100)} x {round(door.height * 100)}"
    if model.old:
        made = model.root(
            "IfcDoorStyle", Name=name, HasPropertySets=[lining, *panels], OperationType=door.operation,
            ConstructionType="WOOD", ParameterTakesPrecedence=True, Sizeable=False,
        )  # fmt: skip
    else:
        made = model.root(
            "IfcDoorType", Name=name, HasPropertySets=[lining, *panels], PredefinedType="DOOR",
            OperationType=door.operation, ParameterTakesPrecedence=True,
        )  # fmt: skip
    model.types[door] = made
    return made


def make_window(
    model: Model, wall: Wall, at: float, width: float = 2.4, height: float = 1.4, sill: float = 0.9
) -> None:
    """A window in a wall."""
    opening = make_opening(model, wall, at, width, height, sill)
    made = model.root(
        "IfcWindow", Name="Raam", ObjectPlacement=model.placement(opening, (0, 0, 0)),
        Representation=body(model, [box(model, (0, -0.04, 0), (width, 0.08, height))]),
        OverallHeight=model.length(height), OverallWidth=model.length(width),
    )  # fmt: skip
    model.root("IfcRelFillsElement", RelatingOpeningElement=opening, RelatedBuildingElement=made)
    model.contain(wall.storey, made)
    model.properties(made, "Pset_WindowCommon", {"IsExternal": ("IfcBoolean", True)})
