"""Doors, windows, stairs, ramps and lifts: what they say of themselves, in metres, with where each value was found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vastgoed.bim.buildings import is_lift
from vastgoed.bim.library import is_declared
from vastgoed.bim.limits import is_within
from vastgoed.bim.placing import element_head
from vastgoed.bim.scales import mass_scale, project_scale
from vastgoed.bim.texts import clean
from vastgoed.bim.tree import unique
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import by_name, read_many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales
    from vastgoed.bim.tree import Tree
    from vastgoed.bim.values import Named, StatedValue

Row = dict[str, object]
Found = tuple[float | bool | str | None, str]

_KINDS = {
    "door": "IfcDoor",
    "window": "IfcWindow",
    "stair": "IfcStair",
    "stair_flight": "IfcStairFlight",
    "ramp": "IfcRamp",
    "ramp_flight": "IfcRampFlight",
    "lift": "IfcTransportElement",
    "sanitary": "IfcSanitaryTerminal",
}
_ATTRIBUTES = (
    "OverallHeight", "OverallWidth", "OperationType", "PredefinedType", "NumberOfRiser", "NumberOfRisers",
    "NumberOfTreads", "RiserHeight", "TreadLength", "ShapeType", "CapacityByWeight", "CapacityByNumber",
)  # fmt: skip
_LENGTH_ATTRIBUTES = ("OverallHeight", "OverallWidth", "RiserHeight", "TreadLength")
_FOOT_M = 0.3048


@dataclass(frozen=True)
class Fact:
    """How one fact is found: attributes first, then quantities and properties by name, in the order given.

    Args:
        column: Column of `ELEMENT_FACTS`.
        kind: `m`, `count`, `degrees`, `u_value`, `flag` or `text`.
        attributes: Names of attributes.
        names: Names of quantities or properties, lower case.
        limit: Row of `vastgoed.bim.limits`: what is believed; some exporters write these in feet whatever the unit.
    """

    column: str
    kind: str
    attributes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    limit: str = ""


_SIZE = "element_size"
_CLEAR = (
    "clearwidth", "clear width", "clearopeningwidth", "clear opening width", "vrije doorgang", "vrije doorgangsbreedte",
    "vrije breedte", "netto doorgang",
)  # fmt: skip
_FACTS = (
    Fact("width_m", "m", ("OverallWidth",), ("overallwidth", "width", "breedte", "actual run width"), _SIZE),
    Fact("height_m", "m", ("OverallHeight",), ("overallheight", "height", "hoogte"), _SIZE),
    Fact("clear_width_m", "m", (), _CLEAR),
    Fact("clear_depth_m", "m", (), ("cleardepth", "clear depth", "vrije diepte")),
    Fact(
        "riser_count", "count", ("NumberOfRisers", "NumberOfRiser"),
        ("numberofriser", "numberofrisers", "actual number of risers"),
    ),
    Fact("riser_height_m", "m", ("RiserHeight",), ("riserheight", "actual riser height", "optrede"), "riser_height"),
    Fact("tread_length_m", "m", ("TreadLength",), ("treadlength", "actual tread depth", "aantrede"), "tread_length"),
    Fact("slope_degrees", "degrees", (), ("slope", "requiredslope", "helling", "hellingshoek")),
    Fact(
        "u_value_w_per_m2k", "u_value", (), ("thermaltransmittance", "heat transfer coefficient (u)", "u-waarde"),
        "u_value",
    ),
    Fact("is_external", "flag", (), ("isexternal",)),
    Fact("is_fire_exit", "flag", (), ("fireexit",)),
    Fact("is_handicap_accessible", "flag", (), ("handicapaccessible",)),
    Fact("has_handrail", "flag", (), ("hashandrail", "handrail")),
    Fact("fire_rating", "text", (), ("firerating", "brandweerstand")),
    Fact("operation", "text", ("OperationType",), ()),
)  # fmt: skip


_NAMES = frozenset(name for fact in _FACTS for name in fact.names)


@dataclass(frozen=True)
class Units:
    """The units a model's values are in."""

    scales: Scales
    degrees: float  # degrees per angle unit
    kilograms: float  # kilograms per mass unit
    u_value: float = 1.0  # W/m²K per unit of thermal transmittance

    @cached_property
    def by_measure(self) -> dict[str, tuple[float, str]]:
        """Type of a value -> what one is in SI, and its unit."""
        scales = (
            ("LengthMeasure", self.scales.length_m, "m"),
            ("AreaMeasure", self.scales.area_m2, "m2"),
            ("VolumeMeasure", self.scales.volume_m3, "m3"),
            ("PlaneAngleMeasure", self.degrees, "degrees"),
            ("MassMeasure", self.kilograms, "kg"),
        )
        ways = ("", "Positive", "NonNegative")
        return {f"Ifc{way}{word}": (scale, unit) for word, scale, unit in scales for way in ways}

    def si(self, value: StatedValue) -> tuple[float | None, str]:
        """The number of a value and its unit; the unit is empty when it is as stored. Its own unit goes first."""
        if isinstance(value.value, (bool, str)) or not math.isfinite(value.value):
            return None, ""
        known = self.by_measure.get(value.measure)
        if known is None:
            return float(value.value), ""
        scale, unit = known
        return value.value * (value.unit_scale or scale), unit


def element_units(model: Model, scales: Scales) -> Units:
    """The units of a model, those of angle and mass included."""
    return Units(scales, *_angle_and_mass(model), project_scale(model, "THERMALTRANSMITTANCEUNIT") or 1.0)


def element_rows(
    model: Model, tree: Tree, scales: Scales, kinds: Collection[str] | None = None, with_values: bool = True
) -> tuple[list[Row], list[Row]]:
    """The rows of `BIM_ELEMENT`, and those of `BIM_ELEMENT_VALUE`: all attributes, quantities and properties.

    Args:
        model: The model.
        tree: Its structure.
        scales: Its units.
        kinds: Kinds of element to read; all when None.
        with_values: Whether the second list is wanted; without it no property is read that no fact needs.
    """
    units = element_units(model, scales)
    elements: list[Row] = []
    values: list[Row] = []
    for kind, ifc_class in _KINDS.items():
        if kinds is not None and kind not in kinds:
            continue
        if kind == "sanitary":
            ifc_class = "IfcSanitaryTerminal" if _has_sanitary(model) else "IfcFlowTerminal"
        found = [
            element
            for element in unique(model.by_type(ifc_class))
            if (kind != "lift" or is_lift(element)) and (ifc_class != "IfcFlowTerminal" or is_sanitary(element))
        ]
        for element, stated in zip(found, read_many(found, None if with_values else _NAMES), strict=True):
            elements.append(_element_row(kind, element, stated, tree, units))
            if with_values:
                values += value_rows(kind, element, stated, units)
    return elements, values


def _element_row(kind: str, element: Any, stated: list[StatedValue], tree: Tree, units: Units) -> Row:
    row = element_head(element, tree, kind)
    named = by_name(stated, _NAMES)
    for fact in _FACTS:
        found = next(_candidates(fact, element, named, units), None)
        row[fact.column], row[f"{fact.column}_source"] = found or (None, None)
    return row


def _candidates(fact: Fact, element: Any, named: Named, units: Units) -> Iterator[Found]:
    """The values that may fill a fact, best first."""
    in_feet: list[Found] = []
    refused: list[Found] = []
    for name in fact.attributes:
        raw = getattr(element, name, None)
        if isinstance(raw, str) and fact.kind == "text" and raw not in ("NOTDEFINED", "USERDEFINED"):
            yield raw, name
        elif isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw) and raw > 0:
            number = raw * units.scales.length_m if fact.kind == "m" else float(raw)
            if _believable(fact, number):
                yield number, name
            elif fact.limit == _SIZE:
                refused.append((None, f"{name} ({number:.3g} m)"))
            elif _believable(fact, raw * _FOOT_M):
                in_feet.append((raw * _FOOT_M, f"{name} (feet)"))
    for name in fact.names:
        for value in named.get(name, ()):
            read = _as_fact(fact, value, units)
            if read is not None:
                yield read, value.source
            elif fact.kind == "u_value" and value.number() is not None:
                refused.append((None, f"{value.source} ({value.value:g})"))
    yield from (*in_feet, *refused)


def fact_names(*columns: str) -> frozenset[str]:
    """The names (lower case) that these facts go by, for reading no more than needed.

    >>> sorted(fact_names("is_external"))
    ['isexternal']
    """
    return frozenset(name for fact in _FACTS if fact.column in columns for name in fact.names)


def find_fact(column: str, element: Any, named: Named, units: Units) -> tuple[Any, str | None]:
    """One fact of an element and where it was found; two times None when it is not stated.

    Args:
        column: Column of `ELEMENT_FACTS`.
        element: The element.
        named: Its quantities and properties, from `vastgoed.bim.values.by_name`.
        units: The units of its model.
    """
    fact = next(each for each in _FACTS if each.column == column)
    return next(_candidates(fact, element, named, units), (None, None))


def is_sanitary(element: Any) -> bool:
    """Whether a terminal is a sanitary fixture by its type, as IFC2X3 says it."""
    return any(kind.is_a("IfcSanitaryTerminalType") for kind in types_of(element))


def _has_sanitary(model: Model) -> bool:
    return is_declared("IfcSanitaryTerminal", model.schema_identifier)


def _believable(fact: Fact, number: float) -> bool:
    return not fact.limit or is_within(fact.limit, number)


def _as_fact(fact: Fact, value: StatedValue, units: Units) -> float | bool | str | None:
    if fact.kind == "flag":
        return value.value if isinstance(value.value, bool) else None
    if fact.kind == "text":
        text = clean(value.value) if isinstance(value.value, str) else None
        # Exporters put the name of the field where nobody filled it in: "Inside door: Fire Rating".
        return None if text is None or _plain(text).endswith(_plain(value.name)) else text
    number, unit = units.si(value)
    if number is not None and fact.kind == "u_value":
        number *= value.unit_scale or units.u_value
    if number is None or number <= 0:  # exporters write 0 for "not computed"
        return None
    if fact.kind == "degrees" and value.measure == "IfcRatioMeasure":
        return math.degrees(math.atan(number))
    # A length or an angle without a type that says so has no known unit.
    wanted = {"m": "m", "degrees": "degrees"}.get(fact.kind)
    if wanted is not None and (unit != wanted or not _believable(fact, number)):
        return None
    return number if fact.kind != "u_value" or _believable(fact, number) else None


def _plain(text: str) -> str:
    return text.replace(" ", "").lower()


def value_rows(kind: str, element: Any, stated: list[StatedValue], units: Units) -> Iterator[Row]:
    """The rows of `BIM_ELEMENT_VALUE` of one element.

    Args:
        kind: What it is.
        element: Its record.
        stated: Its quantities and properties.
        units: From `element_units`.
    """
    for name in _ATTRIBUTES:
        raw = getattr(element, name, None)
        if raw is None:
            continue
        is_length = name in _LENGTH_ATTRIBUTES
        number = None if isinstance(raw, str) else float(raw) * (units.scales.length_m if is_length else 1.0)
        yield {
            "element_step_id": element.id(),
            "kind": kind,
            "source": "attribute",
            "set_name": "",
            "value_name": name,
            "number": number if number is not None and math.isfinite(number) else None,
            "text": clean(raw) if isinstance(raw, str) else None,
            "unit": "m" if is_length else "",
            "measure": "",
        }
    for value in stated:
        number, unit = units.si(value)
        yield {
            "element_step_id": element.id(),
            "kind": kind,
            "source": "quantity" if value.is_quantity else "property",
            "set_name": value.set_name,
            "value_name": value.name,
            "number": number,
            "text": None if number is not None else clean(value.value),
            "unit": unit,
            "measure": value.measure,
        }


def _angle_and_mass(model: Model) -> tuple[float, float]:
    """Degrees per angle unit (radians when none is declared) and kilograms per mass unit."""
    degrees, kilograms = math.degrees(1.0), 1.0
    for project in model.by_type("IfcProject"):
        for unit in getattr(project.UnitsInContext, "Units", None) or ():
            kind = getattr(unit, "UnitType", None)
            if kind == "PLANEANGLEUNIT" and unit.is_a("IfcConversionBasedUnit"):
                value = getattr(getattr(unit.ConversionFactor, "ValueComponent", None), "wrappedValue", None)
                degrees = math.degrees(value) if isinstance(value, int | float) and value > 0 else degrees
            elif kind == "MASSUNIT":
                kilograms = mass_scale(unit) or kilograms
    return degrees, kilograms
