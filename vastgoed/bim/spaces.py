"""One row per space: what it is called, where it stands, its one area with origin, and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.ladder import (
    MAPPED,
    PROPERTY_NAMES,
    AreaValue,
    Basis,
    ChosenArea,
    Crosscheck,
    Method,
    choose_area,
    stated_areas,
)
from vastgoed.bim.profile import footprint_of
from vastgoed.bim.texts import classification_of, clean, first_text, type_name, zones_of
from vastgoed.bim.tree import Tree, unique
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import StatedValue, read_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Row = dict[str, object]

_CATEGORIES = (
    "occupancytype", "category description", "omniclass table 13 category", "raumkategorie", "zonecategory",
    "zone category", "category",
)  # fmt: skip
_NO_CATEGORY = ("rooms", "spaces", "ruimten", "räume", "pièces", "n/a", "none")
_HEIGHTS = ("Height", "NetHeight", "ClearHeight", "FinishCeilingHeight", "Unbounded Height", "GrossHeight")


class Counted(StrEnum):
    """Whether a space is part of the sums, and if not why."""

    COUNTED = "counted"
    EXTERNAL = "external"  # outside the building
    GROSS_AREA_SPACE = "gross_area_space"  # stands for the gross area of a storey, over the rooms
    PART_OF_SPACE = "part_of_space"  # its whole has an area already
    WHOLE_OF_PARTS = "whole_of_parts"  # has no area, its parts have
    DUPLICATE = "duplicate"  # same GlobalId, name and storey as an earlier one


@dataclass
class Space:
    """A space while its area is being settled."""

    element: Any
    values: list[StatedValue]
    stated: list[AreaValue]
    geometric: AreaValue | None = None
    whole: int | None = None
    chosen: ChosenArea | None = None
    counted: Counted = Counted.COUNTED

    @property
    def step_id(self) -> int:
        """Its record number."""
        return int(self.element.id())

    def choose(self) -> None:
        """Settle its one area from what is known now."""
        areas = [*self.stated, self.geometric] if self.geometric else self.stated
        self.chosen = choose_area(areas, self.geometric.area_m2 if self.geometric else None)


def read_spaces(model: Model, tree: Tree, scales: Scales, mapping: Mapping[str, str]) -> list[Space]:
    """The spaces of a model with the areas they state; geometry comes later."""
    spaces = []
    mapped = (source.rpartition(".")[2].lower() for source, field in mapping.items() if field in MAPPED)
    names = {*PROPERTY_NAMES, *_CATEGORIES, *(name.lower() for name in _HEIGHTS), "isexternal", *mapped}
    found = unique(model.by_type("IfcSpace"))
    for element, values in zip(found, read_many(found, names), strict=True):
        above = tree.parents.get(element.id())
        whole = above.id() if above is not None and above.is_a("IfcSpace") else None
        spaces.append(Space(element, values, stated_areas(values, scales, mapping), whole=whole))
    return spaces


def add_profiles(model: Model, spaces: Sequence[Space], scales: Scales) -> None:
    """Give spaces the footprint of their extruded body, where it is one.

    Args:
        model: Opened with its geometry.
        spaces: Changed in place.
        scales: Geometry is in length units, so the length unit squared holds, not the area unit.
    """
    for space in spaces:
        try:
            found = footprint_of(model.by_id(space.step_id))
        except (AttributeError, TypeError, ValueError, IndexError, RuntimeError, OverflowError):
            continue  # a broken body is no reason to lose the space; the mesh may still manage
        if found is not None:
            unit_m2 = scales.length_m**2
            doubtful = found.clipped or found.item_count > 1
            space.geometric = AreaValue(
                Method.ANALYTIC_PROFILE, "profile", Basis.UNKNOWN, found.area * unit_m2, unit_m2, doubtful
            )


def settle_area_unit(spaces: Sequence[Space], scales: Scales) -> tuple[Scales, list[Finding]]:
    """Decide an area unit that was not declared by comparing stated areas with footprints.

    Returns:
        The scales to use, and a finding when it is not the square of the length unit.
    """
    if scales.area_unit is not None or scales.length_m == 1.0:
        return scales, []
    ratios = [s.stated[0].area_m2 / s.geometric.area_m2 for s in spaces if s.stated and s.geometric]
    if not ratios or not 0.75 <= median(ratios) / scales.length_m**2 <= 1.3:
        return scales, []
    finding = Finding(
        "bim.unit.area_settled",
        Severity.WARNING,
        N_("The bodies of {count} spaces show that areas are stored in m² although no area unit is declared."),
        {"count": len(ratios)},
        remedy=N_("Nothing to do here; ask for exports with an area unit."),
    )
    return replace(scales, area_m2=1.0), [finding]


def decide_counted(spaces: Sequence[Space], tree: Tree) -> None:
    """Settle which spaces are part of the sums; changed in place."""
    by_id = {space.step_id: space for space in spaces}
    wholes = {space.whole for space in spaces if space.whole is not None}
    seen: set[tuple[object, ...]] = set()
    for space in spaces:
        element = space.element
        storey = tree.nearest(element, "IfcBuildingStorey")
        same = (element.GlobalId, clean(element.Name), storey.id() if storey is not None else None)
        if element.GlobalId and same in seen:
            space.counted = Counted.DUPLICATE
        elif predefined_type(element) == "GFA":
            space.counted = Counted.GROSS_AREA_SPACE
        elif location_of(space) == "external":
            space.counted = Counted.EXTERNAL
        elif space.step_id in wholes and space.chosen is None:
            space.counted = Counted.WHOLE_OF_PARTS
        elif space.whole in by_id and by_id[space.whole].chosen is not None:
            space.counted = Counted.PART_OF_SPACE
        seen.add(same)


def predefined_type(element: Any) -> str | None:
    """PredefinedType of the occurrence or its type; None in IFC2X3 and when not defined."""
    found = clean(getattr(element, "PredefinedType", None))
    if found in (None, "NOTDEFINED"):
        kinds = types_of(element)
        found = clean(getattr(kinds[0], "PredefinedType", None)) if kinds else None
    return None if found in (None, "NOTDEFINED", "USERDEFINED") else found


def location_of(space: Space) -> str:
    """`internal`, `external` or `unknown`."""
    stated = clean(getattr(space.element, "InteriorOrExteriorSpace", None)) or predefined_type(space.element)
    if stated in ("INTERNAL", "EXTERNAL"):
        return str(stated).lower()
    external = [v.value for v in space.values if v.name == "IsExternal" and isinstance(v.value, bool)]
    if external:
        return "external" if external[-1] else "internal"
    return "unknown"


def space_row(space: Space, tree: Tree, scales: Scales) -> Row:
    """The columns of `BIM_SPACE` that come from the file itself."""
    element, chosen = space.element, space.chosen
    building = tree.nearest(element, "IfcBuilding")
    storey = tree.nearest(element, "IfcBuildingStorey")
    heights = {v.name: v.length_m(scales) for v in space.values if v.name in _HEIGHTS}
    height_m = next((heights[name] for name in _HEIGHTS if heights.get(name)), None)
    return {
        "space_step_id": space.step_id,
        "space_guid": clean(element.GlobalId),
        "building_step_id": building.id() if building is not None else None,
        "building_guid": clean(building.GlobalId) if building is not None else None,
        "storey_step_id": storey.id() if storey is not None else None,
        "storey_guid": clean(storey.GlobalId) if storey is not None else None,
        "space_name": clean(element.Name),
        "space_long_name": clean(element.LongName),
        "space_type": clean(element.ObjectType) or type_name(element),
        "predefined_type": predefined_type(element),
        "location": location_of(space),
        "category": first_text(space.values, _CATEGORIES, _NO_CATEGORY) or zones_of(element),
        "classification": classification_of(element),
        "area_m2": chosen.value.area_m2 if chosen else None,
        "area_basis": chosen.basis.value if chosen else None,
        "area_method": chosen.value.method.value if chosen else None,
        "area_source": chosen.value.source if chosen else None,
        "area_unit_m2": chosen.value.unit_m2 if chosen else None,
        "area_confidence": chosen.confidence.value if chosen else None,
        "area_crosscheck": chosen.crosscheck.value if chosen else None,
        "stated_net_area_m2": _stated(space, Basis.NET),
        "stated_gross_area_m2": _stated(space, Basis.GROSS),
        "geometric_area_m2": space.geometric.area_m2 if space.geometric else None,
        "height_m": height_m,
        "counted": space.counted is Counted.COUNTED,
        "counted_reason": space.counted.value,
    }


def area_rows(space: Space) -> list[Row]:
    """Every area known for a space, the chosen one marked: the columns of `BIM_AREA_VALUE`."""
    every = [*space.stated, *([space.geometric] if space.geometric else [])]
    return [
        {
            "space_step_id": space.step_id,
            "area_method": area.method.value,
            "area_source": area.source,
            "area_basis": area.basis.value,
            "area_m2": area.area_m2,
            "area_unit_m2": area.unit_m2,
            "chosen": space.chosen is not None and area is space.chosen.value,
        }
        for area in every
    ]


def _stated(space: Space, basis: Basis) -> float | None:
    return next((a.area_m2 for a in space.stated if a.basis is basis and a.method is Method.STATED_QUANTITY), None)


def _is_negative_area(value: StatedValue) -> bool:
    return value.measure == "IfcAreaMeasure" and isinstance(value.value, int | float) and value.value < 0


def _has_body(space: Space) -> bool:
    return getattr(space.element, "Representation", None) is not None


def check_areas(spaces: Sequence[Space]) -> list[Finding]:
    """Findings on the areas of a model's counted spaces, one per kind with the spaces it concerns."""
    counted = [space for space in spaces if space.counted is Counted.COUNTED]
    without = [space for space in counted if space.chosen is None]
    groups = {
        "bim.area.missing": [s for s in without if not _has_body(s)],
        "bim.area.unmeasured": [s for s in without if _has_body(s)],
        "bim.area.negative": [s for s in counted if any(_is_negative_area(value) for value in s.values)],
        "bim.area.unit_factor": [s for s in counted if s.chosen and s.chosen.crosscheck is Crosscheck.UNIT_FACTOR],
        "bim.area.gross_like": [
            s
            for s in counted
            if s.chosen and s.chosen.crosscheck is Crosscheck.GROSS_LIKE and s.chosen.value.basis is not Basis.GROSS
        ],
        "bim.area.differs": [s for s in counted if s.chosen and s.chosen.crosscheck is Crosscheck.DIFFERS],
        "bim.space.duplicate": [s for s in spaces if s.counted is Counted.DUPLICATE],
    }
    return [
        Finding(
            code,
            _SAYS[code][0],
            _SAYS[code][1],
            {
                "count": len(concerned),
                "of": len(spaces),
                "spaces": ", ".join(clean(s.element.Name) or f"#{s.step_id}" for s in concerned[:5])
                + (", …" if len(concerned) > 5 else ""),
            },
            remedy=_SAYS[code][2],
        )
        for code, concerned in groups.items()
        if concerned
    ]


_STATE_AREAS = N_(
    "Export with base quantities (Qto_SpaceBaseQuantities), or have a property of your own read as area: "
    "koers laad model.ifc --kaart Set.Property=net_floor_area_m2"
)
_SAYS = {
    "bim.area.missing": (
        Severity.WARNING,
        N_("{count} of {of} spaces have no area and no body to compute one from: {spaces}."),
        _STATE_AREAS,
    ),
    "bim.area.unmeasured": (
        Severity.WARNING,
        N_("{count} of {of} spaces state no area, and their body gave none: {spaces}."),
        _STATE_AREAS,
    ),
    "bim.area.negative": (
        Severity.WARNING,
        N_("{count} of {of} spaces state an area below zero, which was not used: {spaces}."),
        N_("Have the rooms in the model regenerated before the next export."),
    ),
    "bim.area.unit_factor": (
        Severity.WARNING,
        N_("The area of {count} of {of} spaces is not in the unit the model says: {spaces}. The body was measured."),
        N_("Check the area unit of the export."),
    ),
    "bim.area.gross_like": (
        Severity.INFO,
        N_("The stated area of {count} of {of} spaces is 5 to 20 % above the body, as with walls included: {spaces}."),
        N_("Do not use these as net areas; export NetFloorArea."),
    ),
    "bim.area.differs": (
        Severity.WARNING,
        N_("The stated area of {count} of {of} spaces does not fit their body: {spaces}."),
        N_("Have the rooms in the model regenerated before the next export."),
    ),
    "bim.space.duplicate": (
        Severity.WARNING,
        N_("{count} of {of} spaces stand in the model twice and are counted once: {spaces}."),
        N_("Remove the copies in the model."),
    ),
}
