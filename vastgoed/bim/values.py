"""Quantities and properties of one element as plain values, with the set they stand in and their unit factor.

Sets of the type come first and sets of the occurrence override them. A set keeps its step id, because some
exporters leave sets without a name and two such sets must not overwrite each other.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from vastgoed.bim.scales import Scales, scale_of_unit
from vastgoed.bim.type_objects import types_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_DEEPEST = 4  # complex properties inside each other
_TOGETHER = 32  # elements whose values are read together


class StatedValue(NamedTuple):
    """One quantity or property. A plain tuple: a model has hundreds of thousands.

    Args:
        set_name: Name of the set; empty when it has none.
        name: Name of the value; parts of a complex value joined by a dot.
        value: Number, text or flag as stored.
        measure: IFC type of the value, such as `IfcAreaMeasure`.
        is_quantity: Whether it stands in an IfcElementQuantity.
        unit_scale: Square metres (metres, cubic metres) per stored unit when the value names its own unit; else None.
    """

    set_name: str
    name: str
    value: float | str | bool
    measure: str
    is_quantity: bool
    unit_scale: float | None = None

    @property
    def source(self) -> str:
        """`set.name`, or the name alone."""
        return f"{self.set_name}.{self.name}" if self.set_name else self.name

    def number(self) -> float | None:
        """The value as a finite number above zero; exporters write 0 for "not computed".

        >>> StatedValue("Dimensions", "Area", 0.0, "IfcAreaMeasure", False).number() is None
        True
        """
        if isinstance(self.value, bool | str) or not math.isfinite(self.value) or self.value <= 0:
            return None
        return float(self.value)

    def area_m2(self, scales: Scales) -> float | None:
        """The value as an area, or None when it is no number, in m²."""
        number = self.number()
        return None if number is None else number * (self.unit_scale or scales.area_m2)

    def length_m(self, scales: Scales) -> float | None:
        """The value as a length, or None when it is no number, in m."""
        number = self.number()
        return None if number is None else number * (self.unit_scale or scales.length_m)


Named = dict[str, list[StatedValue]]


def read_values(element: Any, names: Collection[str] | None = None) -> list[StatedValue]:
    """The quantities and properties of an element, those of its type first.

    An occurrence's value with the same set and name replaces the type's.

    Args:
        element: Any object with properties.
        names: Read only properties with these names (lower case; parts of a complex one under its own name), which
            is most of the work saved on files full of properties. Quantities are always read.
    """
    return next(read_many([element], names))


def read_many(elements: Sequence[Any], names: Collection[str] | None = None) -> Iterator[list[StatedValue]]:
    """As `read_values`, element by element; over an index of text it costs a fraction of asking for each.

    Args:
        elements: Records of one model.
        names: As there.
    """
    for first in range(0, len(elements), _TOGETHER):
        some = elements[first : first + _TOGETHER]
        text_values = getattr(some[0], "text_values", None)
        if text_values is not None:
            yield from text_values.read(some, names)
        else:
            yield from (_walk(element, names) for element in some)


def _walk(element: Any, names: Collection[str] | None) -> list[StatedValue]:
    found: dict[tuple[int | str, str], StatedValue] = {}
    for definition in _definitions(element):
        key: int | str = definition.Name or definition.id()
        for value in values_of(definition, names):
            found[key, value.name] = value
    return list(found.values())


def by_name(values: Sequence[StatedValue], names: Collection[str]) -> Named:
    """The values with one of these names (lower case), by that name and in their own order."""
    named: Named = {}
    for value in values:
        name = value.name.lower()
        if name in names:
            named.setdefault(name, []).append(value)
    return named


def _definitions(element: Any) -> Iterator[Any]:
    own: list[Any] = []
    types = types_of(element)
    for relation in getattr(element, "IsDefinedBy", None) or ():
        if relation.is_a("IfcRelDefinesByProperties"):
            definition = relation.RelatingPropertyDefinition
            if definition is None:
                continue
            # IFC4 allows a set of sets.
            own.extend(definition.wrappedValue if definition.is_a("IfcPropertySetDefinitionSet") else [definition])
    for kind in types:
        yield from getattr(kind, "HasPropertySets", None) or ()
    yield from own


def values_of(definition: Any, names: Collection[str] | None) -> Iterator[StatedValue]:
    """The values in one set of quantities or properties."""
    set_name = (definition.Name or "").strip()
    if definition.is_a("IfcElementQuantity"):
        for quantity in definition.Quantities or ():
            yield from _quantity(set_name, "", quantity, 0)
    elif definition.is_a("IfcPropertySet"):
        for prop in definition.HasProperties or ():
            yield from _property(set_name, "", prop, 0, names)


def values_of_part(set_name: str, part: Any, names: Collection[str] | None) -> Iterator[StatedValue]:
    """The values of one quantity or property of a set."""
    if part.is_a("IfcPhysicalQuantity"):
        yield from _quantity(set_name, "", part, 0)
    else:
        yield from _property(set_name, "", part, 0, names)


def _quantity(set_name: str, prefix: str, quantity: Any, depth: int) -> Iterator[StatedValue]:
    name = prefix + (quantity.Name or "").strip()
    if quantity.is_a("IfcPhysicalComplexQuantity"):
        for part in (quantity.HasQuantities or ()) if depth < _DEEPEST else ():
            yield from _quantity(set_name, f"{name}.", part, depth + 1)
        return
    value = quantity[3]  # LengthValue, AreaValue, ...: always the fourth attribute
    if isinstance(value, int | float):
        measure = quantity.is_a().replace("IfcQuantity", "Ifc") + "Measure"
        yield StatedValue(set_name, name, float(value), measure, True, scale_of_unit(quantity.Unit))


def _property(
    set_name: str, prefix: str, prop: Any, depth: int, names: Collection[str] | None
) -> Iterator[StatedValue]:
    # By place, not by attribute name: this is the busiest spot, and the place is the same in every schema.
    own = (prop[0] or "").strip()
    name = prefix + own
    kind = prop.is_a()
    if kind == "IfcComplexProperty":
        for part in (prop.HasProperties or ()) if depth < _DEEPEST else ():
            yield from _property(set_name, f"{name}.", part, depth + 1, names)
    elif names is not None and own.lower() not in names:
        return
    elif kind == "IfcPropertySingleValue":
        nominal = prop[2]
        value = getattr(nominal, "wrappedValue", None)
        if isinstance(value, str):
            value = value.strip()
        if value is not None and value != "":
            yield StatedValue(set_name, name, value, nominal.is_a(), False, scale_of_unit(prop[3]))
    elif kind == "IfcPropertyEnumeratedValue":
        texts = [str(part.wrappedValue) for part in prop.EnumerationValues or ()]
        if texts:
            yield StatedValue(set_name, name, ", ".join(texts), "IfcLabel", False)
