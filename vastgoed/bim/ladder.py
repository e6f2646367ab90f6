"""The area ladder: of all areas a model holds for a space, the one that counts, with its basis and what to doubt.

The order is fixed: stated quantity, footprint quantity, exporter property, the user's own mapping, profile of
the body, mesh of the body. One value per space, so nothing is counted twice.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vastgoed.bim.scales import Scales
    from vastgoed.bim.values import StatedValue


class Method(StrEnum):
    """Where an area comes from, best first."""

    STATED_QUANTITY = "stated_quantity"
    FOOTPRINT_QUANTITY = "footprint_quantity"
    EXPORTER_PROPERTY = "exporter_property"
    USER_MAPPING = "user_mapping"
    ANALYTIC_PROFILE = "analytic_profile"
    MESH = "mesh"


class Basis(StrEnum):
    """What an area measures: inside the walls, walls included, or not said."""

    NET = "net"
    GROSS = "gross"
    UNKNOWN = "unknown"


class Crosscheck(StrEnum):
    """The stated area against the footprint of the body.

    agrees: within 1 %. close: within 5 %. gross_like: 5 to 20 % more (small rooms: somewhat more), as with wall
    thickness included.
    smaller: less than the footprint, as with a height rule in an attic. unit_factor: a power of a unit apart
    (10^6, 10^4, 10.76), so one of the two is in another unit. differs: none of these. not_checked: no footprint.
    """

    AGREES = "agrees"
    CLOSE = "close"
    GROSS_LIKE = "gross_like"
    SMALLER = "smaller"
    UNIT_FACTOR = "unit_factor"
    DIFFERS = "differs"
    NOT_CHECKED = "not_checked"


class Confidence(StrEnum):
    """How far an area can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class AreaValue:
    """One area of one space.

    Args:
        method: The rung of the ladder.
        source: `set.property`, or the kind of geometry.
        basis: What it measures.
        area_m2: The area. [m²]
        unit_m2: Square metres per stored unit.
        doubtful: The name or type leaves room for doubt.
    """

    method: Method
    source: str
    basis: Basis
    area_m2: float
    unit_m2: float = 1.0
    doubtful: bool = False


@dataclass(frozen=True)
class ChosenArea:
    """The area that counts, and what the check against the body says."""

    value: AreaValue
    crosscheck: Crosscheck
    confidence: Confidence
    basis: Basis


# Names in quantity sets, normalised: (rung, basis, doubtful).
_QUANTITIES = {
    "netfloorarea": (Method.STATED_QUANTITY, Basis.NET, False),
    "grossfloorarea": (Method.STATED_QUANTITY, Basis.GROSS, False),
    "netfootprintarea": (Method.FOOTPRINT_QUANTITY, Basis.NET, False),
    "grossfootprintarea": (Method.FOOTPRINT_QUANTITY, Basis.GROSS, False),
    "footprintarea": (Method.FOOTPRINT_QUANTITY, Basis.UNKNOWN, False),
    "horizontalarea": (Method.FOOTPRINT_QUANTITY, Basis.NET, True),  # ArchiCAD 9 and 10
    "gsabimarea": (Method.FOOTPRINT_QUANTITY, Basis.GROSS, False),  # Revit: wall thickness included
}

# Set and property as exporters write them, in the languages met here: Revit in English, Dutch, French and
# German, ArchiCAD's zone stamp.
_PROPERTIES = (
    (re.compile(r"(pset_revit_)?dimensions\.area"), Basis.UNKNOWN),
    (re.compile(r"afmetingen\.(oppervlakte|gebied)"), Basis.UNKNOWN),
    (re.compile(r"(cotes|dimensions)\.surface"), Basis.UNKNOWN),
    (re.compile(r"abmessungen\.fläche"), Basis.UNKNOWN),
    (re.compile(r"ac_pset_zone_?stamp.*\.measured ?area"), Basis.UNKNOWN),
)

PROPERTY_NAMES = frozenset(("area", "oppervlakte", "gebied", "surface", "fläche", "measured area", "measuredarea"))
"""Names of the properties above, for reading no more than needed."""

# What a saved mapping may call an area.
MAPPED = {"net_floor_area_m2": Basis.NET, "gross_floor_area_m2": Basis.GROSS, "floor_area_m2": Basis.UNKNOWN}

_NUMBERS = ("IfcAreaMeasure", "IfcReal", "IfcPositiveLengthMeasure", "IfcNumericMeasure", "IfcLengthMeasure")
_ORDER = {method: rank for rank, method in enumerate(Method)}
_BASIS_ORDER = {Basis.NET: 0, Basis.UNKNOWN: 1, Basis.GROSS: 2}
_UNIT_FACTORS = (1e6, 1e4, 1e3, 10.7639)


def stated_areas(values: Sequence[StatedValue], scales: Scales, mapping: Mapping[str, str]) -> list[AreaValue]:
    """The areas among the stated values of a space.

    Args:
        values: Quantities and properties of the space.
        scales: The model's units.
        mapping: The user's own: `set.property` -> a key of `MAPPED`.
    """
    areas = []
    wanted = {name.lower(): field for name, field in mapping.items() if field in MAPPED}
    for value in values:
        area_m2 = value.area_m2(scales)
        if area_m2 is None:
            continue
        rung = _rung(value, wanted)
        if rung is not None:
            method, basis, doubtful = rung
            unit_m2 = value.unit_scale or scales.area_m2
            areas.append(AreaValue(method, value.source, basis, area_m2, unit_m2, doubtful))
    return areas


def _rung(value: StatedValue, wanted: Mapping[str, str]) -> tuple[Method, Basis, bool] | None:
    source = value.source.lower()
    if source in wanted:
        return Method.USER_MAPPING, MAPPED[wanted[source]], value.measure != "IfcAreaMeasure"
    if value.is_quantity:
        name = value.name.rsplit(".", 1)[-1]
        return _QUANTITIES.get(re.sub(r"[^a-z]", "", name.lower())) if value.measure == "IfcAreaMeasure" else None
    if value.measure in _NUMBERS:
        for pattern, basis in _PROPERTIES:
            if pattern.fullmatch(source):
                return Method.EXPORTER_PROPERTY, basis, value.measure != "IfcAreaMeasure"
    return None


def choose_area(areas: Sequence[AreaValue], footprint_m2: float | None) -> ChosenArea | None:
    """The area that counts for one space.

    A stated area that is a unit factor away from the body's footprint is passed over for the next rung: a wrong
    unit must never enter a sum. Within a rung net goes before gross.

    Args:
        areas: All areas known for the space, the geometric ones included.
        footprint_m2: Footprint of the body, when it was computed. [m²]

    >>> stated = AreaValue(Method.STATED_QUANTITY, "Qto.NetFloorArea", Basis.NET, 20.0)
    >>> choose_area([stated], 20.1).crosscheck.value
    'agrees'
    >>> choose_area([stated, AreaValue(Method.MESH, "mesh", Basis.UNKNOWN, 2e7)], 2e7).value.method.value
    'mesh'
    """
    ranked = sorted(areas, key=lambda area: (_ORDER[area.method], _BASIS_ORDER[area.basis], area.source))
    passed_over = False
    for area in ranked:
        if area.method in (Method.ANALYTIC_PROFILE, Method.MESH):
            confidence = Confidence.LOW if passed_over or area.doubtful else Confidence.MEDIUM
            check = Crosscheck.UNIT_FACTOR if passed_over else Crosscheck.NOT_CHECKED
            return ChosenArea(area, check, confidence, area.basis)
        check = crosscheck_area(area.area_m2, footprint_m2)
        if check is Crosscheck.UNIT_FACTOR:
            passed_over = True
            continue
        basis = Basis.GROSS if check is Crosscheck.GROSS_LIKE and area.basis is Basis.UNKNOWN else area.basis
        return ChosenArea(area, check, _confidence(area, check, passed_over), basis)
    return None


def crosscheck_area(stated_m2: float, footprint_m2: float | None) -> Crosscheck:
    """Compare a stated area with the footprint of the body.

    >>> [crosscheck_area(stated, 100.0).value for stated in (100.5, 104, 112, 70, 1076, 100e6, 300)]
    ['agrees', 'close', 'gross_like', 'smaller', 'unit_factor', 'unit_factor', 'differs']
    """
    if footprint_m2 is None or footprint_m2 <= 0:
        return Crosscheck.NOT_CHECKED
    ratio = stated_m2 / footprint_m2
    if abs(ratio - 1) <= 0.01:
        return Crosscheck.AGREES
    if abs(ratio - 1) <= 0.05:
        return Crosscheck.CLOSE
    # Half a wall all around weighs more in a small room: 30 cm on the side of a square of this size.
    if 1.05 < ratio <= max(1.20, (1 + 0.3 / math.sqrt(footprint_m2)) ** 2):
        return Crosscheck.GROSS_LIKE
    # A unit slip sits on top of the usual net/gross difference, so allow for that around the factor.
    if any(0.8 <= other / factor <= 1.25 for factor in _UNIT_FACTORS for other in (ratio, 1 / ratio)):
        return Crosscheck.UNIT_FACTOR
    return Crosscheck.SMALLER if 0.3 <= ratio < 1 else Crosscheck.DIFFERS


def _confidence(area: AreaValue, check: Crosscheck, passed_over: bool) -> Confidence:
    if check is Crosscheck.DIFFERS or passed_over or area.doubtful:
        return Confidence.LOW
    if check in (Crosscheck.AGREES, Crosscheck.CLOSE):
        return Confidence.HIGH
    return Confidence.HIGH if check is Crosscheck.GROSS_LIKE and area.basis is Basis.GROSS else Confidence.MEDIUM
