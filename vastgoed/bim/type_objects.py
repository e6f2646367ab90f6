"""The type objects of elements, where either schema keeps them."""

from __future__ import annotations

from typing import Any


def types_of(element: Any) -> list[Any]:
    """The type objects of an element: IFC2X3 keeps the relation among its definitions, later schemas on its own.

    Args:
        element: A record of a model.
    """
    text_values = getattr(element, "text_values", None)
    if text_values is not None:
        return list(text_values.types_of(element))
    relations = [*(getattr(element, "IsTypedBy", None) or ()), *(getattr(element, "IsDefinedBy", None) or ())]
    types = [relation.RelatingType for relation in relations if relation.is_a("IfcRelDefinesByType")]
    return [kind for kind in types if kind is not None]
