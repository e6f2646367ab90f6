"""Writes information requirements as an IDS 1.0 file with the classes of ifctester, checked against its schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Need:
    """One thing elements must say.

    Args:
        facet: `attribute` or `property`.
        name: Name of the attribute or property.
        property_set: Name of its set; empty for an attribute.
        data_type: IFC type of a property, such as `IFCBOOLEAN`.
        instructions: What to do, for the maker of the model.
    """

    facet: str
    name: str
    property_set: str = ""
    data_type: str = ""
    instructions: str = ""


@dataclass(frozen=True)
class Requirement:
    """A rule of the file: which elements, and what they must say.

    Args:
        name: Name of the rule.
        description: What it is for.
        entity: IFC class, in capitals.
        predefined_type: Only elements of this type; empty for all.
        schemas: IFC versions it holds for.
        must_exist: Whether a model must hold at least one such element.
        needs: What they must say.
    """

    name: str
    description: str
    entity: str
    predefined_type: str = ""
    schemas: tuple[str, ...] = ("IFC2X3", "IFC4", "IFC4X3_ADD2")
    must_exist: bool = False
    needs: tuple[Need, ...] = field(default=())


def ids_text(title: str, description: str, on: date, requirements: Sequence[Requirement], purpose: str = "") -> str:
    """The IDS file as text.

    Args:
        title: Its title.
        description: What it asks, in a sentence.
        on: Its date.
        requirements: The rules, in their order.
        purpose: What the model is for.

    >>> from datetime import date
    >>> need = Need("attribute", "OverallWidth")
    >>> text = ids_text("Doors", "", date(2026, 11, 29), [Requirement("T1", "", "IFCDOOR", needs=(need,))])
    >>> "<simpleValue>OverallWidth</simpleValue>" in text
    True
    """
    from ifctester import facet, ids

    module, facets = cast("Any", ids), cast("Any", facet)
    file = module.Ids(
        title=title, version="1.0", description=description or None, date=on.isoformat(), purpose=purpose or None
    )
    for rule in requirements:
        made = module.Specification(name=rule.name, ifcVersion=list(rule.schemas), description=rule.description or None)
        made.set_usage("required" if rule.must_exist else "optional")
        made.applicability.append(facets.Entity(name=rule.entity, predefinedType=rule.predefined_type or None))
        made.requirements += [_facet(facets, need) for need in rule.needs]
        file.specifications.append(made)
    return str(file.to_string())


def _facet(facets: Any, need: Need) -> Any:
    if need.facet == "attribute":
        return facets.Attribute(name=need.name, instructions=need.instructions or None)
    return facets.Property(
        propertySet=need.property_set,
        baseName=need.name,
        dataType=need.data_type or None,
        instructions=need.instructions or None,
    )
