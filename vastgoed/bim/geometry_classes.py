"""Which records of a model the geometry pass looks at, and what kind of element each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.buildings import is_lift
from vastgoed.bim.tree import unique
from vastgoed.bim.type_objects import types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.bim.library import Model

_CLASSES = (
    ("space", "IfcSpace"),
    ("door", "IfcDoor"),
    ("opening", "IfcOpeningElement"),
    ("stair", "IfcStair"),
    ("stair_flight", "IfcStairFlight"),
    ("ramp", "IfcRamp"),
    ("ramp_flight", "IfcRampFlight"),
    ("slab", "IfcSlab"),
    ("lift", "IfcTransportElement"),
    ("sanitary", "IfcSanitaryTerminal"),
    ("railing", "IfcRailing"),
    ("furniture", "IfcFurnishingElement"),
    ("control", "IfcOutlet"),
    ("control", "IfcSwitchingDevice"),
    ("terminal", "IfcFlowTerminal"),
    ("controller", "IfcFlowController"),
    ("accessory", "IfcElementComponent"),
    ("proxy", "IfcBuildingElementProxy"),
    ("ceiling", "IfcCovering"),
    ("column", "IfcColumn"),
    ("wall", "IfcWall"),
    ("beam", "IfcBeam"),
    ("window", "IfcWindow"),
)
_ACCESSORIES = ("IfcDiscreteAccessory", "IfcBuildingElementPart")
# Before IFC4 a space says with a word of its own whether it lies indoors, and stairs and lifts say their kind.
_TYPE_ATTRIBUTES = ("PredefinedType", "ShapeType", "OperationType", "InteriorOrExteriorSpace")
WITH_VALUES = frozenset({
    "space", "door", "stair", "stair_flight", "ramp", "ramp_flight", "slab", "lift", "transport", "sanitary",
    "railing", "furniture", "terminal", "accessory", "proxy",
})  # fmt: skip
"""Kinds whose properties are read."""
WITHOUT_MESH = frozenset({"opening", "passage", "column", "wall", "beam", "window", "ceiling", "control"})
"""Kinds of which only boxes and footprints are kept."""


def find_elements(model: Model) -> Iterator[tuple[str, Any]]:
    """Kind and record of every element of interest, in the order of `GEOMETRY_KINDS`."""
    seen: set[int] = set()
    later: list[tuple[str, Any]] = []
    for kind, ifc_class in _CLASSES:
        for element in _of_class(model, ifc_class):
            if element.id() in seen:
                continue
            own = _kind_of(kind, element)
            if own is None:
                continue
            seen.add(element.id())
            if own == "sanitary" and kind != "sanitary":
                later.append((own, element))
            else:
                yield own, element
    yield from later


def _of_class(model: Model, ifc_class: str) -> list[Any]:
    try:
        return unique(model.by_type(ifc_class))
    except RuntimeError:  # the schema has no such class
        return []


def _kind_of(kind: str, element: Any) -> str | None:
    if kind == "opening":
        return kind if _filling(element) else "passage" if _pierces_wall(element) else None
    if kind == "lift":
        return "lift" if is_lift(element) or _is_platform(element) else "transport"
    if kind == "terminal":
        above = type_of(element)
        if above is not None and above.is_a("IfcOutletType"):
            return "control"
        return "sanitary" if above is not None and above.is_a("IfcSanitaryTerminalType") else kind
    if kind == "controller":
        above = type_of(element)
        return "control" if above is not None and above.is_a("IfcSwitchingDeviceType") else None
    if kind == "accessory":
        return kind if any(element.is_a(name) for name in _ACCESSORIES) else None
    if kind == "ceiling":
        return kind if predefined_type(element) == "CEILING" else None
    return kind


def _is_platform(element: Any) -> bool:
    above = type_of(element)
    words = [element.Name, element.ObjectType, above.Name if above is not None else None]
    text = " ".join(word for word in words if isinstance(word, str)).lower()
    return "lift" in text or "elevator" in text


def _filling(opening: Any) -> Any | None:
    """The door or window in an opening."""
    for relation in getattr(opening, "HasFillings", None) or ():
        filling = relation.RelatedBuildingElement
        if filling is not None and (filling.is_a("IfcDoor") or filling.is_a("IfcWindow")):
            return filling
    return None


def _pierces_wall(opening: Any) -> bool:
    relations = getattr(opening, "VoidsElements", None) or ()
    return any(relation.RelatingBuildingElement.is_a("IfcWall") for relation in relations)


def type_of(element: Any) -> Any | None:
    """The type object of an element, in any schema."""
    return next(iter(types_of(element)), None)


def predefined_type(element: Any) -> str | None:
    """The kind an element says it is: its own word, else its type's, else what the user wrote."""
    above = type_of(element)
    for each in (element, above):
        if each is None:
            continue
        for name in _TYPE_ATTRIBUTES:
            if name == "OperationType" and not each.is_a("IfcTransportElement"):
                continue
            word = getattr(each, name, None)
            if isinstance(word, str) and word not in ("NOTDEFINED", "USERDEFINED"):
                return word
    return None


def operation_of(element: Any) -> str | None:
    """How a door moves: its own word, else that of its type or style."""
    for each in (element, type_of(element)):
        word = getattr(each, "OperationType", None) if each is not None else None
        if isinstance(word, str) and word != "NOTDEFINED":
            return word
    return None
