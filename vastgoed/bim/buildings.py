"""Rows for the model, its buildings and its storeys, with counts of doors, windows, stairs, ramps and lifts."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from vastgoed.bim.texts import address_of, clean, join_texts
from vastgoed.bim.tree import Tree, unique
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import StatedValue, read_many

if TYPE_CHECKING:
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Row = dict[str, object]

_COUNTED = {
    "door": "IfcDoor",
    "window": "IfcWindow",
    "stair": "IfcStair",
    "ramp": "IfcRamp",
    "lift": "IfcTransportElement",
}
_REFERENCES = (
    "buildingid", "reference", "building name", "gebouwcode", "vim gebouwcode", "vimgebouwcode", "objectcode",
    "assetcode", "asset code", "asset_code", "project number",
)  # fmt: skip


class ElementCounts:
    """How many doors, windows, stairs, ramps and lifts stand in the model, in each building and on each storey."""

    def __init__(self, model: Model, tree: Tree) -> None:
        self._counts: Counter[tuple[int | None, str]] = Counter()
        for name, kind in _COUNTED.items():
            for element in unique(model.by_type(kind)):
                if name == "lift" and not is_lift(element):
                    continue
                place = tree.place_of(element)
                places = [place, *tree.ancestors(place)] if place is not None else []
                for where in {None, *(above.id() for above in places)}:
                    self._counts[where, name] += 1

    def of(self, step_id: int | None, *names: str) -> Row:
        """Columns such as `door_count`; `None` asks for the whole model."""
        return {f"{name}_count": self._counts[step_id, name] for name in names}


def is_lift(element: Any) -> bool:
    """Whether a transport element is a lift, by its own word or its type's; an escalator is none."""
    kind = getattr(element, "OperationType", None) or getattr(element, "PredefinedType", None)
    return "ELEVATOR" in (kind, *(getattr(above, "PredefinedType", None) for above in types_of(element)))


def model_row(model: Model, scales: Scales, counts: ElementCounts) -> Row:
    """The columns of `BIM_MODEL` that come from the file itself."""
    projects = model.by_type("IfcProject")
    project = projects[0] if projects else None
    name = model.header.file_name
    applications = [
        " ".join(part for part in (clean(each.ApplicationFullName), clean(each.Version)) if part)
        for each in model.by_type("IfcApplication")
    ]
    return {
        "project_guid": clean(project.GlobalId) if project is not None else None,
        "project_name": clean(project.LongName) or clean(project.Name) if project is not None else None,
        "schema_read": model.schema_identifier,
        "authoring_application": join_texts(applications) or clean(name.originating_system),
        "written_at": clean(name.time_stamp),
        "length_unit": scales.length_unit,
        "length_unit_m": scales.length_m,
        "area_unit": scales.area_unit,
        "area_unit_m2": scales.area_m2,
        **counts.of(None, *_COUNTED),
    }


def building_rows(model: Model, tree: Tree, scales: Scales, counts: ElementCounts) -> list[Row]:
    """The columns of `BIM_BUILDING` that come from the file itself, one row per IfcBuilding."""
    rows = []
    projects = model.by_type("IfcProject")
    buildings = unique(model.by_type("IfcBuilding"))
    for building, values in zip(buildings, read_many(buildings, _REFERENCES), strict=True):
        site = tree.nearest(building, "IfcSite")
        named = [v.value for wanted in _REFERENCES for v in values if v.name.lower() == wanted]
        around = [site.Name, site.LongName] if site is not None else []
        rows.append(
            {
                "building_step_id": building.id(),
                "building_guid": clean(building.GlobalId),
                "building_name": clean(building.Name),
                "building_long_name": clean(building.LongName),
                "building_reference": join_texts([*named, *around, *(project.Name for project in projects[:1])]),
                "site_guid": clean(site.GlobalId) if site is not None else None,
                "site_name": clean(site.Name) if site is not None else None,
                "address": address_of(building),
                **_stated_floor_areas(values, scales),
                **counts.of(building.id(), *_COUNTED),
            }
        )
    return rows


def storey_rows(model: Model, tree: Tree, scales: Scales, counts: ElementCounts) -> list[Row]:
    """The columns of `BIM_STOREY` that come from the file itself, one row per IfcBuildingStorey."""
    rows = []
    storeys = unique(model.by_type("IfcBuildingStorey"))
    for storey, values in zip(storeys, read_many(storeys, ()), strict=True):
        building = tree.nearest(storey, "IfcBuilding")
        elevation = storey.Elevation
        known = isinstance(elevation, int | float) and math.isfinite(elevation)
        rows.append(
            {
                "storey_step_id": storey.id(),
                "storey_guid": clean(storey.GlobalId),
                "building_step_id": building.id() if building is not None else None,
                "building_guid": clean(building.GlobalId) if building is not None else None,
                "storey_name": clean(storey.Name),
                "storey_long_name": clean(storey.LongName),
                "elevation_m": float(elevation) * scales.length_m if known else None,
                **_stated_floor_areas(values, scales),
                **counts.of(storey.id(), "door", "window"),
            }
        )
    return rows


def _stated_floor_areas(values: list[StatedValue], scales: Scales) -> Row:
    found: dict[str, float | None] = {}
    for value in values:
        if value.is_quantity and value.measure == "IfcAreaMeasure":
            found.setdefault(value.name, value.area_m2(scales))
    return {"stated_gross_area_m2": found.get("GrossFloorArea"), "stated_net_area_m2": found.get("NetFloorArea")}
