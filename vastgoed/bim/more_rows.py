"""Rows for sites, zones and classifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.georeference import degrees_of
from vastgoed.bim.texts import address_of, clean
from vastgoed.bim.tree import unique

if TYPE_CHECKING:
    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Row = dict[str, object]
_CLASSIFIED = ("IfcElement", "IfcSpatialStructureElement", "IfcTypeObject", "IfcGroup")


def site_rows(model: Model, scales: Scales) -> list[Row]:
    """The columns of `BIM_SITE`, one row per IfcSite."""
    return [
        {
            "site_step_id": site.id(),
            "site_guid": clean(site.GlobalId),
            "site_name": clean(site.Name),
            "site_long_name": clean(site.LongName),
            "land_title_number": clean(site.LandTitleNumber),
            "address": address_of(site, "SiteAddress"),
            "elevation_m": site.RefElevation * scales.length_m if isinstance(site.RefElevation, int | float) else None,
            "latitude_degrees": degrees_of(site.RefLatitude),
            "longitude_degrees": degrees_of(site.RefLongitude),
        }
        for site in unique(model.by_type("IfcSite"))
    ]


def zone_rows(model: Model) -> list[Row]:
    """The columns of `BIM_ZONE`: one row per space of each zone, one with no space for an empty zone."""
    rows: list[Row] = []
    for zone in unique(model.by_type("IfcZone")):
        head: Row = {
            "zone_step_id": zone.id(),
            "zone_guid": clean(zone.GlobalId),
            "zone_name": clean(zone.Name),
            "zone_long_name": clean(getattr(zone, "LongName", None)) or clean(zone.Description),
            "zone_type": clean(zone.ObjectType),
        }
        members = [
            part
            for relation in getattr(zone, "IsGroupedBy", None) or ()
            for part in relation.RelatedObjects or ()
            if part is not None and part.is_a("IfcSpace")
        ]
        rows += [
            head | {"member_number": number, "space_step_id": part.id(), "space_guid": clean(part.GlobalId)}
            for number, part in enumerate(unique(members))
        ]
        if not members:
            rows.append(head | {"member_number": 0})
    return rows


def classification_rows(model: Model) -> list[Row]:
    """The columns of `BIM_CLASSIFICATION`: one row per record and reference, as declared."""
    rows: dict[tuple[int, int], Row] = {}
    for relation in model.by_type("IfcRelAssociatesClassification"):
        reference = relation.RelatingClassification
        if reference is None or not reference.is_a("IfcClassificationReference"):
            continue
        # Second and third attribute in every schema: ItemReference or Identification, and Name.
        about: Row = {
            "reference_step_id": reference.id(),
            "system": _system_of(reference),
            "code": clean(reference[1]),
            "name": clean(reference[2]),
        }
        for part in relation.RelatedObjects or ():
            if part is not None and any(part.is_a(kind) for kind in _CLASSIFIED):
                head: Row = {"element_step_id": part.id(), "element_guid": clean(part.GlobalId)}
                rows.setdefault((part.id(), reference.id()), head | {"ifc_class": part.is_a(), **about})
    return list(rows.values())


def _system_of(reference: Any) -> str | None:
    for _ in range(16):
        source = reference.ReferencedSource
        if source is None:
            return None
        if source.is_a("IfcClassification"):
            return clean(source.Name)
        reference = source
    return None
