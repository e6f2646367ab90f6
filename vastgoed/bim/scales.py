"""Units of a model: what one length, area or volume unit is in metres, and what to doubt about it.

Own code on purpose: the units helper of the library says 1 for an area unit that is not declared, which
turns square millimetres into square metres without a word.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from vastgoed.bim.library import Model

_PREFIXES = {
    "EXA": 1e18, "PETA": 1e15, "TERA": 1e12, "GIGA": 1e9, "MEGA": 1e6, "KILO": 1e3, "HECTO": 1e2, "DECA": 1e1,
    "DECI": 1e-1, "CENTI": 1e-2, "MILLI": 1e-3, "MICRO": 1e-6, "NANO": 1e-9, "PICO": 1e-12,
}  # fmt: skip
_POWERS = {"METRE": 1, "SQUARE_METRE": 2, "CUBIC_METRE": 3}


@dataclass(frozen=True)
class Scales:
    """The units in force in a model.

    Args:
        length_m: Metres per length unit.
        area_m2: Square metres per area unit.
        volume_m3: Cubic metres per volume unit.
        length_unit: Name of the length unit as declared; None when none is.
        area_unit: Name of the area unit as declared; None when none is.
        findings: What is missing or odd.
    """

    length_m: float = 1.0
    area_m2: float = 1.0
    volume_m3: float = 1.0
    length_unit: str | None = None
    area_unit: str | None = None
    findings: tuple[Finding, ...] = field(default=())


def scale_of_unit(unit: Any) -> float | None:
    """What one unit is in metres, square metres, cubic metres or kilograms, or derived of them; None when it is none.

    Args:
        unit: An IfcSIUnit, IfcConversionBasedUnit or IfcDerivedUnit.
    """
    if unit is None:
        return None
    if unit.is_a("IfcDerivedUnit"):
        return derived_scale(unit)
    if unit.is_a("IfcSIUnit"):
        if unit.Name == "GRAM":  # the base of mass in IFC; Koers counts in kilograms
            return float(_PREFIXES.get(unit.Prefix or "", 1.0)) * 1e-3
        power = _POWERS.get(unit.Name)
        return None if power is None else float(_PREFIXES.get(unit.Prefix or "", 1.0) ** power)
    if unit.is_a("IfcConversionBasedUnit"):
        factor = unit.ConversionFactor
        base = scale_of_unit(factor.UnitComponent) if factor is not None else None
        value = getattr(factor.ValueComponent, "wrappedValue", None) if factor is not None else None
        scale = float(value) * base if base is not None and isinstance(value, int | float) else 0.0
        return scale if scale > 0 and math.isfinite(scale) else None
    return None


def derived_scale(unit: Any) -> float | None:
    """What one derived unit, such as one of U-values, is in kilograms, metres, seconds and kelvins.

    None when a part of it is not known.
    """
    scale = 1.0
    for part in unit.Elements or ():
        one = _any_scale(part.Unit)
        if one is None or not isinstance(part.Exponent, int):
            return None
        scale *= one**part.Exponent
    return scale if unit.Elements and math.isfinite(scale) and scale > 0 else None


def _any_scale(unit: Any) -> float | None:
    """What any single unit is in the base units of SI; a difference of one degree Celsius is one kelvin."""
    if unit is None:
        return None
    if unit.is_a("IfcSIUnit"):
        known = scale_of_unit(unit)
        return float(_PREFIXES.get(unit.Prefix or "", 1.0)) if known is None else known
    if unit.is_a("IfcConversionBasedUnit"):
        factor = unit.ConversionFactor
        value = getattr(getattr(factor, "ValueComponent", None), "wrappedValue", None)
        base = _any_scale(factor.UnitComponent) if factor is not None else None
        return float(value) * base if base is not None and isinstance(value, int | float) and value > 0 else None
    return None


def project_scale(model: Model, kind: str) -> float | None:
    """What the project's derived unit of a kind, such as `THERMALTRANSMITTANCEUNIT`, is; None when none is declared."""
    for project in model.by_type("IfcProject"):
        for unit in getattr(project.UnitsInContext, "Units", None) or ():
            if unit.is_a("IfcDerivedUnit") and unit.UnitType == kind:
                return derived_scale(unit)
    return None


def mass_scale(unit: Any) -> float | None:
    """What one mass unit is in kilograms; None when it is none.

    The base of the standard is the gram, so KILO GRAM is one kilogram and not a thousand.
    """
    if unit.is_a("IfcSIUnit"):
        return _PREFIXES.get(unit.Prefix or "", 1.0) / 1000 if unit.Name == "GRAM" else None
    if unit.is_a("IfcConversionBasedUnit"):
        factor = unit.ConversionFactor
        value = getattr(getattr(factor, "ValueComponent", None), "wrappedValue", None)
        base = mass_scale(factor.UnitComponent) if factor is not None and factor.UnitComponent is not None else None
        return float(value) * base if base is not None and isinstance(value, int | float) and value > 0 else None
    return None


def name_of_unit(unit: Any) -> str | None:
    """The unit's name as declared, such as "MILLI METRE" or "FOOT"."""
    if unit is None:
        return None
    prefix = f"{unit.Prefix} " if unit.is_a("IfcSIUnit") and unit.Prefix else ""
    return f"{prefix}{unit.Name}"


def read_scales(model: Model) -> Scales:
    """The units of a model, with findings for the ones that are not declared."""
    declared: dict[str, Any] = {}
    for project in model.by_type("IfcProject"):
        for unit in getattr(project.UnitsInContext, "Units", None) or ():
            kind = getattr(unit, "UnitType", None)
            if kind in ("LENGTHUNIT", "AREAUNIT", "VOLUMEUNIT") and scale_of_unit(unit) is not None:
                declared.setdefault(kind, unit)
    length = scale_of_unit(declared.get("LENGTHUNIT"))
    area = scale_of_unit(declared.get("AREAUNIT"))
    volume = scale_of_unit(declared.get("VOLUMEUNIT"))
    findings = []
    if length is None:
        findings.append(
            Finding(
                "bim.unit.length_missing",
                Severity.WARNING,
                N_("The model does not say which length unit it uses; metres are assumed."),
                remedy=N_("Check one known dimension, and export again with units."),
            )
        )
    length_m = 1.0 if length is None else length
    if area is None and length_m != 1.0:
        findings.append(
            Finding(
                "bim.unit.area_missing",
                Severity.WARNING,
                N_("The model does not say which area unit it uses; the square of its length unit is assumed."),
                {"length_unit": name_of_unit(declared.get("LENGTHUNIT"))},
                remedy=N_("Compare the area of one known room, and export again with units."),
            )
        )
    return Scales(
        length_m=length_m,
        area_m2=length_m**2 if area is None else area,
        volume_m3=length_m**3 if volume is None else volume,
        length_unit=name_of_unit(declared.get("LENGTHUNIT")),
        area_unit=name_of_unit(declared.get("AREAUNIT")),
        findings=tuple(findings),
    )
