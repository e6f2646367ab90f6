"""Names and places of elements that every table of elements shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.texts import clean, type_name

if TYPE_CHECKING:
    from vastgoed.bim.tree import Tree

Row = dict[str, object]


def element_head(element: Any, tree: Tree, kind: str) -> Row:
    """The columns that say which element it is, of what kind, and in which building and storey it stands."""
    place = tree.place_of(element)
    places = [place, *tree.ancestors(place)] if place is not None else []
    return {
        "element_step_id": element.id(),
        "element_guid": clean(element.GlobalId),
        "kind": kind,
        "ifc_class": element.is_a(),
        "element_name": clean(element.Name),
        "element_type": clean(element.ObjectType) or type_name(element),
        "building_step_id": next((above.id() for above in places if above.is_a("IfcBuilding")), None),
        "storey_step_id": next((above.id() for above in places if above.is_a("IfcBuildingStorey")), None),
    }
