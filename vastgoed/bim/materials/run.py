"""The job `materials`: what the elements of a model are made of, in the child process, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.library import material_of, open_model
from vastgoed.bim.limits import is_within, most
from vastgoed.bim.materials.amounts import (
    Amount,
    mass_and_density_units,
    measure_volumes,
    sampled,
    stated_amounts,
    stated_width_m,
    unit_slip,
)
from vastgoed.bim.materials.layers import MaterialPart, material_parts, read_densities
from vastgoed.bim.materials.parts import choose_counted, find_elements
from vastgoed.bim.scales import read_scales
from vastgoed.bim.texts import clean, type_name
from vastgoed.bim.tree import Tree, read_tree

if TYPE_CHECKING:
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Row = dict[str, Any]
MEASURED_LIMIT_BYTES = 64 << 20


@dataclass(frozen=True)
class MaterialsRequest:
    """What the child is asked.

    Args:
        path: The model, ready for the parser.
        geometry: `auto` measures bodies without a stated volume in files up to 64 MB, `never` leaves bodies alone,
            `always` measures in any file.
    """

    job: ClassVar[str] = "materials"

    path: str
    geometry: str = "auto"


@dataclass
class _Element:
    record: Any
    parts: list[MaterialPart]
    volume: Amount | None
    weight: Amount | None


def answer_materials(asked: Row) -> Row:
    """Read the materials of a model.

    Returns:
        `materials` (columns of `BIM_MATERIAL` without those of the model) and `findings`.
    """
    from vastgoed.bim.child import pack_finding

    request = MaterialsRequest(**asked)
    size = Path(request.path).stat().st_size
    bodies = request.geometry == "always" or (request.geometry == "auto" and size <= MEASURED_LIMIT_BYTES)
    model = open_model(request.path, bodies)
    scales, tree = read_scales(model), read_tree(model)
    kilograms, density_scale = mass_and_density_units(model, scales)
    densities, odd = read_densities(model, density_scale)
    findings = [_odd_densities(odd)] if odd else []
    elements = _read_elements(model, scales, kilograms)
    if bodies:
        _measure(model, elements, scales, findings)
    _check_weights(elements, findings)
    _check_layers(elements, scales, findings)
    rows = [row for element in elements for row in _rows(element, tree, densities)]
    return {"materials": rows, "findings": [pack_finding(finding) for finding in findings]}


def _read_elements(model: Model, scales: Scales, kilograms: float) -> list[_Element]:
    amounts: dict[int, tuple[Amount | None, Amount | None]] = {}

    def tells(record: Any) -> bool:
        amounts[record.id()] = stated_amounts(record, scales, kilograms)
        has_body = getattr(record, "Representation", None) is not None
        return has_body or any(amounts[record.id()]) or material_of(record) is not None

    found = []
    for record, wholes in choose_counted(find_elements(model), tells):
        volume, weight = amounts.get(record.id()) or stated_amounts(record, scales, kilograms)
        found.append(_Element(record, material_parts(record, wholes, scales), volume, weight))
    return found


def _measure(model: Model, elements: list[_Element], scales: Scales, findings: list[Finding]) -> None:
    """Check the unit of stated volumes against some bodies, then measure the bodies that state none."""
    stated = [element for element in elements if element.volume is not None]
    some = sampled(stated)
    measured, _left = measure_volumes(model, [element.record for element in some])
    both = [(element.volume.value, measured[element.record.id()].value) for element in some
            if element.volume is not None and element.record.id() in measured]  # fmt: skip
    slip = unit_slip([pair[0] for pair in both], [pair[1] for pair in both])
    if slip is not None:
        findings.append(_slipped(slip))
        for element in stated:
            element.volume = None
    wanted = [element for element in elements if element.volume is None and element.parts]
    bodies, left = measure_volumes(model, [element.record for element in wanted])
    for element in wanted:
        element.volume = bodies.get(element.record.id())
    if left:
        findings.append(
            Finding(
                "bim.material.not_measured",
                Severity.WARNING,
                N_("{count} bodies were not measured, to bound the time; the elements have no volume."),
                {"count": left},
                remedy=N_("Have the model exported with base quantities (volumes)."),
            )
        )


def _check_weights(elements: list[_Element], findings: list[Finding]) -> None:
    """Drop stated weights that no material of that volume can have: their unit is not what the file says."""
    dropped = 0
    for element in elements:
        if element.weight is None or element.volume is None:
            continue
        if not is_within("implied_density", element.weight.value / element.volume.value):
            element.weight = None
            dropped += 1
    if dropped:
        findings.append(
            Finding(
                "bim.material.weight_unit",
                Severity.WARNING,
                N_("{count} stated weights are impossible for the volume of their element; they were not used."),
                {"count": dropped},
                remedy=N_("Look at the unit of mass of the model, and export it again."),
            )
        )


def _check_layers(elements: list[_Element], scales: Scales, findings: list[Finding]) -> None:
    """Say where the layers of a wall are together thicker or thinner than the wall: their shares are then in doubt."""
    odd = []
    for element in elements:
        thickness = sum(part.thickness_m or 0.0 for part in element.parts if part.role == "layer")
        if not thickness or not element.record.is_a("IfcWall"):
            continue
        width = stated_width_m(element.record, scales)
        allowed = max(most("layers_thickness"), most("layers_thickness_share") * (width or 0.0))
        if width is not None and abs(thickness - width) > allowed:
            odd.append(clean(element.record.Name) or f"#{element.record.id()}")
    if odd:
        findings.append(
            Finding(
                "bim.material.thickness",
                Severity.WARNING,
                N_("The layers of {count} walls, such as {names}, are not as thick as the wall: doubtful shares."),
                {"count": len(odd), "names": ", ".join(dict.fromkeys(odd[:3]))},
                remedy=N_("Have the layers or the width of these walls corrected in the model."),
            )
        )


def _rows(element: _Element, tree: Tree, densities: dict[int, float]) -> list[Row]:
    record = element.record
    place = tree.place_of(record)
    places = [place, *tree.ancestors(place)] if place is not None else []
    building = next((above for above in places if above.is_a("IfcBuilding")), None)
    storey = next((above for above in places if above.is_a("IfcBuildingStorey")), None)
    common = {
        "element_step_id": record.id(),
        "element_guid": clean(record.GlobalId),
        "building_step_id": building.id() if building is not None else None,
        "building_guid": clean(building.GlobalId) if building is not None else None,
        "storey_step_id": storey.id() if storey is not None else None,
        "storey_guid": clean(storey.GlobalId) if storey is not None else None,
        "storey_name": clean(storey.Name) if storey is not None else None,
        "ifc_class": record.is_a(),
        "element_name": clean(record.Name),
        "element_type": clean(record.ObjectType) or type_name(record),
        "element_volume_m3": element.volume.value if element.volume else None,
        "volume_method": element.volume.method if element.volume else None,
        "volume_source": element.volume.source if element.volume else None,
        "element_weight_kg": element.weight.value if element.weight else None,
        "weight_source": element.weight.source if element.weight else None,
    }
    parts = element.parts or [MaterialPart("none", None, share=1.0)]
    return [
        {
            **common,
            "part_number": number,
            "part_role": part.role,
            "material_name": part.name,
            "thickness_m": part.thickness_m,
            "volume_share": part.share,
            "density_kg_per_m3": densities.get(part.material_id) if part.material_id is not None else None,
        }
        for number, part in enumerate(_gathered(parts))
    ]


def _gathered(parts: list[MaterialPart]) -> list[MaterialPart]:
    """The materials of a list each once; layers and constituents keep their own row."""
    return [replace(part) for part in dict.fromkeys(parts)] if parts[0].role == "list" else parts


def _odd_densities(count: int) -> Finding:
    return Finding(
        "bim.material.density_unit",
        Severity.WARNING,
        N_("{count} densities in the model are impossible for any material; they were not used."),
        {"count": count},
        remedy=N_("Have the densities of the materials corrected, in kg/m³."),
    )


def _slipped(factor: float) -> Finding:
    return Finding(
        "bim.material.volume_unit",
        Severity.WARNING,
        N_("The stated volumes are in another unit than the bodies (a factor {factor}); the bodies were measured."),
        {"factor": f"{factor:g}"},
        remedy=N_("Look at the unit of volume of the model, and export it again."),
    )
