"""Volume and weight of elements: as stated, with the name it stands under, else measured from the body."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import mesh_elements
from vastgoed.bim.scales import Scales, derived_scale, scale_of_unit
from vastgoed.bim.values import StatedValue, read_values

if TYPE_CHECKING:
    from vastgoed.bim.library import Model

_NAMES = frozenset(("volume", "netvolume", "grossvolume", "weight", "netweight", "grossweight", "volumen", "gewicht"))
_VOLUMES = (
    ("netvolume", "stated_net"), ("grossvolume", "stated_gross"), ("volume", "stated_unknown"),
    ("volumen", "stated_unknown"),
)  # fmt: skip
_WEIGHTS = ("netweight", "grossweight", "weight", "gewicht")
_MASSES = ("IfcWeightMeasure", "IfcMassMeasure")
_UNIT_FACTORS = (1e9, 1e6, 1e3, 35.3147)
_SAMPLED = 12
MOST_QUICK, MOST_EXACT = 20_000, 1_500  # bodies measured per model: a bound on time that does not hang on the machine
_QUICK, _EXACT = "manifold", "opencascade"


@dataclass(frozen=True)
class Amount:
    """A volume or weight, and where it stands."""

    value: float
    method: str
    source: str


def stated_amounts(element: Any, scales: Scales, kilograms: float) -> tuple[Amount | None, Amount | None]:
    """Stated volume (m³) and weight (kg) of an element; 0 counts as not stated.

    Args:
        element: A record.
        scales: The model's units.
        kilograms: Kilograms per mass unit of the model.
    """
    values = read_values(element, _NAMES)
    volume = None
    for name, method in _VOLUMES:
        found = _first(values, name, ("IfcVolumeMeasure",), scales.volume_m3)
        if found is not None:
            volume = Amount(found[0], method, found[1])
            break
    weight = None
    for name in _WEIGHTS:
        found = _first(values, name, _MASSES, kilograms)
        if found is not None:
            weight = Amount(found[0], "stated", found[1])
            break
    return volume, weight


def stated_width_m(element: Any, scales: Scales) -> float | None:
    """Stated width (thickness) of an element, in m."""
    found = _first(
        read_values(element, ("width",)), "width", ("IfcLengthMeasure", "IfcPositiveLengthMeasure"), scales.length_m
    )
    return None if found is None else found[0]


def _first(
    values: Sequence[StatedValue], name: str, measures: tuple[str, ...], scale: float
) -> tuple[float, str] | None:
    for value in values:
        number = value.number()
        if (
            number is not None
            and value.measure in measures
            and value.name.rsplit(".", 1)[-1].replace(" ", "").lower() == name
        ):
            return number * (value.unit_scale or scale), value.source
    return None


def unit_slip(stated_m3: Sequence[float], measured_m3: Sequence[float]) -> float | None:
    """The power of a unit by which stated volumes lie off the measured ones; None when they agree.

    >>> unit_slip([2e-9, 3e-9], [2.0, 3.1])
    1000000000.0
    >>> unit_slip([2.0, 3.0], [2.1, 2.9]) is None
    True
    """
    ratios = [
        measured / stated for stated, measured in zip(stated_m3, measured_m3, strict=True) if stated > 0 < measured
    ]
    if not ratios:
        return None
    middle = statistics.median(ratios)
    for factor in _UNIT_FACTORS:
        for scale in (factor, 1 / factor):
            if 0.7 <= middle / scale <= 1.4:
                return scale
    return None


def measure_volumes(model: Model, elements: Sequence[Any]) -> tuple[dict[int, Amount], int]:
    """Volumes of bodies by step id, in m³, and how many elements were left out to bound the time.

    Plain bodies go to the quick kernel; bodies with openings or cut by others to OpenCASCADE, which does that right.

    Args:
        model: Opened with its bodies.
        elements: The elements to measure.
    """
    bodied = [element for element in elements if getattr(element, "Representation", None) is not None]
    cut = [element for element in bodied if _is_cut(element)]
    apart = {element.id() for element in cut}
    plain = [element for element in bodied if element.id() not in apart]
    quick = _run(model, plain[:MOST_QUICK], _QUICK)
    rest = [*cut, *(element for element in plain[:MOST_QUICK] if element.id() not in quick)]
    exact = _run(model, rest[:MOST_EXACT], _EXACT)
    return quick | exact, max(0, len(plain) - MOST_QUICK) + max(0, len(rest) - MOST_EXACT)


def _is_cut(element: Any) -> bool:
    if getattr(element, "HasOpenings", None):
        return True
    shapes = getattr(element.Representation, "Representations", None) or ()
    return any(
        item.is_a("IfcBooleanResult")
        or (
            item.is_a("IfcMappedItem")
            and any(inner.is_a("IfcBooleanResult") for inner in item.MappingSource.MappedRepresentation.Items or ())
        )
        for shape in shapes
        for item in shape.Items or ()
    )


def _run(model: Model, elements: Sequence[Any], kernel: str) -> dict[int, Amount]:
    found: dict[int, Amount] = {}
    for step_id, geometry in mesh_elements(model, elements, kernel) if elements else ():
        volume = _volume_m3(geometry)
        if volume is not None:
            found[step_id] = Amount(volume, "mesh", f"mesh ({kernel})")
    return found


def _volume_m3(geometry: Any) -> float | None:
    """Volume inside a closed surface; None for one that is not closed."""
    import numpy as np

    points = np.frombuffer(geometry.verts_buffer, dtype=np.float64).reshape(-1, 3)
    faces = np.frombuffer(geometry.faces_buffer, dtype=np.int32).reshape(-1, 3)
    if not len(faces) or not np.isfinite(points).all():
        return None
    # From a corner of its own: coordinates far from the origin would cost digits.
    corners = points - points[0]
    first, second, third = (corners[faces[:, place]] for place in range(3))
    signed = float(np.einsum("ij,ij->i", first, np.cross(second, third)).sum()) / 6
    if np.abs(np.cross(second - first, third - first).sum(axis=0)).max() > 1e-6 * max(
        1.0, float(np.abs(corners).max()) ** 2
    ):
        return None  # the faces do not add up to a closed surface
    volume = abs(signed)
    box = float(np.prod(corners.max(axis=0) - corners.min(axis=0)))
    return volume if math.isfinite(volume) and 0 < volume <= box * 1.001 else None


def mass_and_density_units(model: Model, scales: Scales) -> tuple[float, float]:
    """Kilograms per mass unit, and kg/m³ per unit of density, as the project declares them."""
    kilograms, density = 1.0, 1.0
    for project in model.by_type("IfcProject"):
        for unit in getattr(project.UnitsInContext, "Units", None) or ():
            kind = getattr(unit, "UnitType", None)
            if kind == "MASSUNIT":
                kilograms = scale_of_unit(unit) or kilograms
            elif kind == "MASSDENSITYUNIT" and unit.is_a("IfcDerivedUnit"):
                density = derived_scale(unit) or density
    return kilograms, density


def sampled(elements: Sequence[Any]) -> list[Any]:
    """A few elements spread over the whole, to check a unit with.

    >>> len(sampled(list(range(100))))
    12
    """
    step = max(1, len(elements) // _SAMPLED)
    return list(elements[::step][:_SAMPLED])
