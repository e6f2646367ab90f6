"""The materials of one element with their share of its volume, as far as the model says how it is split."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import material_of
from vastgoed.bim.limits import is_within, most
from vastgoed.bim.scales import scale_of_unit
from vastgoed.bim.texts import clean

if TYPE_CHECKING:
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

AIR = "air"
_DENSITY_NAMES = ("massdensity", "density", "mass density", "dichtheid", "volumieke massa", "rohdichte", "dichte")


@dataclass(frozen=True)
class MaterialPart:
    """One material in an element.

    Args:
        role: `whole`, `layer`, `constituent`, `profile` or `list`.
        name: As the model says; None when a layer has no material.
        material_id: Step id of the material; None when there is none.
        thickness_m: Of a layer; None when the model says none or 0.
        share: Of the element's volume, 0..1; None when the model does not say how it is split.
    """

    role: str
    name: str | None
    material_id: int | None = None
    thickness_m: float | None = None
    share: float | None = None


def material_parts(element: Any, wholes: Sequence[Any], scales: Scales) -> list[MaterialPart]:
    """The materials of an element, or those of the whole it is part of; none when the model names none."""
    for owner in (element, *wholes):
        material = material_of(owner)
        if material is not None:
            return _read(material, scales)
    return []


def _read(material: Any, scales: Scales) -> list[MaterialPart]:
    kind = material.is_a()
    if kind in ("IfcMaterialLayerSet", "IfcMaterialLayerSetUsage"):
        layers = material.ForLayerSet if kind.endswith("Usage") else material
        return share_layers([_layer(layer, scales) for layer in layers.MaterialLayers or ()])
    if kind in ("IfcMaterialLayer", "IfcMaterialLayerWithOffsets"):
        return [replace(_layer(material, scales), share=1.0)]
    if kind == "IfcMaterialConstituentSet":
        return share_constituents(
            [
                (_named("constituent", part.Material, part.Name), part.Fraction)
                for part in material.MaterialConstituents or ()
            ]
        )
    if kind in ("IfcMaterialProfileSet", "IfcMaterialProfileSetUsage"):
        profiles = material.ForProfileSet if kind.endswith("Usage") else material
        return _alone([_named("profile", part.Material, part.Name) for part in profiles.MaterialProfiles or ()])
    if kind in ("IfcMaterialProfile", "IfcMaterialProfileWithOffsets", "IfcMaterialConstituent"):
        return _alone([_named("whole", material.Material, material.Name)])
    if kind == "IfcMaterialList":
        return _alone([_named("list", part, None) for part in material.Materials or ()])
    return [MaterialPart("whole", clean(material.Name), material.id(), None, 1.0)]


def _named(role: str, material: Any, own_name: object) -> MaterialPart:
    if material is None:
        return MaterialPart(role, clean(own_name))
    return MaterialPart(role, clean(material.Name), material.id())


def _layer(layer: Any, scales: Scales) -> MaterialPart:
    thickness = layer.LayerThickness
    metres = float(thickness) * scales.length_m if isinstance(thickness, int | float) else 0.0
    known = metres if math.isfinite(metres) and metres > 0 else None
    if layer.Material is None:
        # The schema leaves out the material of a gap.
        return MaterialPart("layer", AIR if layer.IsVentilated is not None else None, None, known)
    return MaterialPart("layer", clean(layer.Material.Name), layer.Material.id(), known)


def _alone(parts: list[MaterialPart]) -> list[MaterialPart]:
    """One material fills the element; several without a split leave it unknown.

    >>> _alone([MaterialPart("list", "hout"), MaterialPart("list", "hout")])[0].share
    1.0
    >>> _alone([MaterialPart("list", "hout"), MaterialPart("list", "glas")])[0].share is None
    True
    """
    names = {(part.material_id, part.name) for part in parts}
    return [replace(parts[0], share=1.0)] if len(names) == 1 else parts


def share_layers(layers: list[MaterialPart]) -> list[MaterialPart]:
    """Layers with their share by thickness. A layer without thickness (a membrane) gets no share, and takes none.

    >>> parts = share_layers([MaterialPart("layer", "a", 1, 0.1), MaterialPart("layer", "b", 2, 0.3)])
    >>> [round(part.share, 2) for part in parts]
    [0.25, 0.75]
    """
    total = sum(layer.thickness_m for layer in layers if layer.thickness_m is not None)
    if total <= 0:
        return _alone(layers)
    return [layer if layer.thickness_m is None else replace(layer, share=layer.thickness_m / total) for layer in layers]


def share_constituents(parts: list[tuple[MaterialPart, float | None]]) -> list[MaterialPart]:
    """Constituents with their fraction, when every one has one and they make up the whole.

    >>> whole = [(MaterialPart("constituent", "frame"), 0.3), (MaterialPart("constituent", "glas"), 0.7)]
    >>> [part.share for part in share_constituents(whole)]
    [0.3, 0.7]
    >>> share_constituents([whole[0], (whole[1][0], None)])[0].share is None
    True
    """
    fractions = [fraction for _part, fraction in parts if isinstance(fraction, int | float) and fraction >= 0]
    if len(fractions) == len(parts) and parts and abs(sum(fractions) - 1) <= most("constituents_sum"):
        return [
            replace(part, share=fraction / sum(fractions))
            for (part, _f), fraction in zip(parts, fractions, strict=True)
        ]
    return _alone([part for part, _fraction in parts])


def read_densities(model: Model, density_scale: float) -> tuple[dict[int, float], int]:
    """Densities the model states, by step id of the material, and how many were beyond belief.

    0 counts as not stated, and so does what no material weighs: its unit is not to be trusted.

    Args:
        model: The model.
        density_scale: kg/m³ per unit of density.
    """
    found: dict[int, float] = {}
    odd = 0
    for properties in model.by_type("IfcMaterialProperties"):
        material: Any = getattr(properties, "Material", None)
        if material is None or not material.is_a("IfcMaterial"):
            continue
        for value, own_scale in _densities_in(properties):
            number = value * (own_scale or density_scale)
            if number <= 0 or not math.isfinite(number):
                continue
            if is_within("density", number):
                found.setdefault(material.id(), number)
            else:
                odd += 1
    return found, odd


def _densities_in(properties: Any) -> list[tuple[float, float | None]]:
    """Stated densities, each with the scale of its own unit where it names one."""
    values: list[tuple[Any, float | None]] = [
        (getattr(properties, "MassDensity", None), None)
    ]  # IFC2X3 IfcGeneralMaterialProperties
    singles = getattr(properties, "Properties", None) or getattr(properties, "ExtendedProperties", None) or ()
    for single in singles:
        if single.is_a("IfcPropertySingleValue") and (single.Name or "").strip().lower() in _DENSITY_NAMES:
            values.append((getattr(single.NominalValue, "wrappedValue", None), scale_of_unit(single.Unit)))
    return [(float(value), own) for value, own in values if isinstance(value, int | float) and value is not True]
