"""How much of a model's physical elements carries what a material passport and a cost classification need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import is_declared
from vastgoed.bim.texts import clean, join_texts
from vastgoed.bim.tree import unique
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import read_values

if TYPE_CHECKING:
    from vastgoed.bim.library import Model

_VOLUMES = frozenset(("volume", "netvolume", "grossvolume"))


def coverage_row(model: Model) -> dict[str, object]:
    """The columns of `BIM_COVERAGE`: counts of elements with a material, a volume, a classification.

    What the type of an element carries counts for the element. An opening is no element; a whole such as a stair
    is left out when its parts are elements themselves.
    """
    # IFC4X3 renamed the class.
    built = "IfcBuiltElement" if is_declared("IfcBuiltElement", model.schema_identifier) else "IfcBuildingElement"
    every = unique(model.by_type(built))
    ids = {element.id() for element in every}
    elements = [element for element in every if not ids.intersection(_part_ids(element))]
    materials = _related(model, "IfcRelAssociatesMaterial")
    classified = _related(model, "IfcRelAssociatesClassification")
    with_material = {e.id() for e in elements if materials.intersection(_own_and_type_ids(e))}
    with_volume = {e.id() for e in elements if _states_volume(e)}
    return {
        "element_count": len(elements),
        "with_material_count": len(with_material),
        "with_volume_count": len(with_volume),
        "with_material_and_volume_count": len(with_material & with_volume),
        "with_classification_count": sum(bool(classified.intersection(_own_and_type_ids(e))) for e in elements),
        "classification_systems": join_texts(clean(system.Name) for system in model.by_type("IfcClassification")),
    }


def _part_ids(element: Any) -> set[int]:
    relations = getattr(element, "IsDecomposedBy", None) or ()
    return {part.id() for relation in relations for part in relation.RelatedObjects or () if part is not None}


def _related(model: Model, kind: str) -> set[int]:
    """Record numbers of everything that relations of a kind point to."""
    return {
        related.id()
        for relation in model.by_type(kind)
        for related in relation.RelatedObjects or ()
        if related is not None
    }


def _own_and_type_ids(element: Any) -> set[int]:
    return {element.id(), *(kind.id() for kind in types_of(element))}


def _states_volume(element: Any) -> bool:
    return any(
        value.measure == "IfcVolumeMeasure" and value.number() is not None
        for value in read_values(element, _VOLUMES)
        if value.name.rsplit(".", 1)[-1].replace(" ", "").lower() in _VOLUMES
    )
