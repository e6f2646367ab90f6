"""What ifctester leaves to do: attributes in SI units, and what a requirement asks as plain data.

IDS counts in SI units. The library converts properties and quantities, but not attributes, so that a door
`OverallWidth` of 810 in a millimetre file would pass "at least 0.85".
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from vastgoed.bim.scales import scale_of_unit

if TYPE_CHECKING:
    from vastgoed.bim.scales import Scales

_POWERS = {"Length": "length_m", "Area": "area_m2", "Volume": "volume_m3"}
_UNITS = {"Length": "m", "Area": "m²", "Volume": "m³", "Mass": "kg", "ThermalTransmittance": "W/m²K"}
_BOUNDS = {
    "minInclusive": "≥ {}",
    "minExclusive": "> {}",
    "maxInclusive": "≤ {}",
    "maxExclusive": "< {}",
    "length": "[{}]",
    "minLength": "[≥ {}]",
    "maxLength": "[≤ {}]",
    "pattern": "/{}/",
}


def attribute_measure(element: Any, name: str) -> str | None:
    """`Length`, `Area` or `Volume` when an attribute is declared as such; None for any other."""
    try:
        declaration = element.declaration.as_entity()
        kind = declaration.attribute_by_index(element.get_argument_index(name)).type_of_attribute()
        while kind.as_named_type() is None:
            kind = kind.type_of_element()
        measure = kind.as_named_type().declared_type().name()
    except (RuntimeError, AttributeError, IndexError):
        return None
    return next((word for word in _POWERS if measure.endswith(f"{word}Measure")), None)


def attribute_scale(element: Any, name: str, scales: Scales) -> float | None:
    """SI units per stored unit of an attribute that is a length, area or volume; None for any other.

    Args:
        element: A record.
        name: Name of one of its attributes.
        scales: The units of its model.
    """
    measure = attribute_measure(element, name)
    if measure is None:
        return None
    if measure == "Length" and element.is_a("IfcMapConversion"):
        own = scale_of_unit(getattr(element.TargetCRS, "MapUnit", None))
        if own is not None:
            return own
    return float(getattr(scales, _POWERS[measure]))


def unit_of_attribute(element: Any, name: str) -> str:
    """The SI unit of an attribute; empty when it has none."""
    return _UNITS.get(attribute_measure(element, name) or "", "")


class InSi:
    """A record whose lengths, areas and volumes read in SI units; all else is the record's own."""

    def __init__(self, element: Any, scales: Scales) -> None:
        self._element = element
        self._scales = scales

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._element, name)
        if isinstance(value, float):
            scale = attribute_scale(self._element, name, self._scales)
            return value if scale is None else value * scale
        return value

    def get_info(self) -> dict[str, Any]:
        """Attributes by name, in SI units."""
        return {name: getattr(self, name) if isinstance(value, float) else value
                for name, value in self._element.get_info(recursive=False).items()}  # fmt: skip


def judge(facet: Any, element: Any, scales: Scales) -> Any:
    """The library's result for one requirement and one element, attributes taken in SI units."""
    in_si = type(facet).__name__ == "Attribute" and facet.value is not None
    return facet(InSi(element, scales) if in_si else element)


def describe(facet: Any) -> dict[str, Any]:
    """What a requirement asks.

    Returns:
        `kind` (attribute, property, classification, material, partOf, entity), `subject` (what must be there),
        `constraint` (what its value must be; empty for "filled in"), `unit` (of a property with a data type),
        `cardinality`, `instructions`.
    """
    kind = type(facet).__name__
    words = {name: say(getattr(facet, name, None)) for name in ("propertySet", "baseName", "name", "value", "system")}
    subject = {
        "Property": ".".join(part for part in (words["propertySet"], words["baseName"]) if part),
        "Classification": "" if words["system"] == "/.*/" else words["system"],
        "Material": "",
        "PartOf": words["name"],
        "Entity": words["name"],
    }.get(kind, words["name"])
    return {
        "kind": kind[0].lower() + kind[1:],
        "subject": subject,
        "constraint": words["value"] if kind not in ("Entity", "PartOf") else say(facet.predefinedType),
        "unit": _unit_of(getattr(facet, "dataType", None)),
        "cardinality": getattr(facet, "cardinality", None) or "required",
        "instructions": getattr(facet, "instructions", None) or "",
    }


def _unit_of(data_type: object) -> str:
    """The SI unit of an IFC measure.

    >>> _unit_of("IFCPOSITIVELENGTHMEASURE"), _unit_of(None)
    ('m', '')
    """
    name = str(data_type or "").upper()
    return next((unit for word, unit in _UNITS.items() if name.endswith(f"{word.upper()}MEASURE")), "")


def say(value: Any) -> str:
    """A value or restriction in signs.

    >>> say("EPSG:31370"), say(None)
    ('EPSG:31370', '')
    """
    if value is None:
        return ""
    options = getattr(value, "options", None)
    if options is None:
        return str(value)
    parts = []
    for key, asked in options.items():
        every = asked if isinstance(asked, list) else [asked]
        if key == "enumeration":
            parts.append(" | ".join(str(one) for one in every))
        else:
            parts += [_BOUNDS.get(key, key + " {}").format(one) for one in every]
    return ", ".join(parts)


def actual_of(reason: Any) -> str:
    """The value that did not meet a requirement, short enough to read; empty when there is none."""
    value = reason.get("actual") if isinstance(reason, dict) else None
    if value is None or value == ():
        return ""
    if isinstance(value, set | tuple | list):
        value = ", ".join(sorted(str(one) for one in value if one is not None))
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.6g}"
    return str(value)[:200]
