"""What a schema says of its entities: attributes in order, entities above, and ways back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of a schema.

    Args:
        name: As it is written, such as `IfcDoor`.
        attributes: Name -> place among the values of a record.
        names: The attributes in order.
        above: Lower-case names of itself and every entity above it.
        inverses: Name of a way back -> (relation's name, attribute of the relation).
    """

    name: str
    attributes: dict[str, int]
    names: tuple[str, ...]
    above: frozenset[str]
    inverses: dict[str, tuple[str, str]]


@cache
def entity_of(schema: str, name: str) -> Entity | None:
    """The entity of this name, capitals or not; None when the schema has none."""
    declaration = _declaration(schema, name)
    entity = declaration.as_entity() if declaration is not None else None
    if entity is None:
        return None
    names = tuple(attribute.name() for attribute in entity.all_attributes())
    above, current = set(), entity
    while current is not None:
        above.add(current.name().lower())
        current = current.supertype()
    inverses = {
        inverse.name(): (inverse.entity_reference().name(), inverse.attribute_reference().name())
        for inverse in entity.all_inverse_attributes()
    }
    places = {attribute: place for place, attribute in enumerate(names)}
    return Entity(entity.name(), places, names, frozenset(above), inverses)


@cache
def entity_names(schema: str) -> tuple[str, ...]:
    """The names of all entities of a schema."""
    import ifcopenshell.ifcopenshell_wrapper as wrapper

    return tuple(str(each.name()) for each in cast("Any", wrapper).schema_by_name(schema).entities())


@cache
def type_name_of(schema: str, name: str) -> str:
    """How the schema writes the name of a value type: `IfcLabel` for IFCLABEL."""
    declaration = _declaration(schema, name)
    return str(declaration.name()) if declaration is not None else name


@cache
def _declaration(schema: str, name: str) -> Any:
    import ifcopenshell.ifcopenshell_wrapper as wrapper

    try:
        return cast("Any", wrapper).schema_by_name(schema).declaration_by_name(name)
    except RuntimeError:
        return None
