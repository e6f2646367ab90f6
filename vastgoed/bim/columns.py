"""The columns of the BIM frames: what every reader of a model may count on.

Keys: `model_hash` (SHA-256 of the IFC text, also when it came zipped) with the step id of the record in the
file; GlobalIds stand beside it because real files repeat or lose them. Areas are in m², lengths in m, whatever
the model's units. Counts are of records in the file. A value that is not known is null, never zero.
"""

from __future__ import annotations

import polars as pl

TEXT, COUNT, NUMBER, FLAG = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean()

BIM_MODEL: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "file_name": TEXT,
    "project_guid": TEXT,
    "project_name": TEXT,
    "schema_declared": TEXT,  # as FILE_SCHEMA says
    "schema_read": TEXT,  # the schema it was read with
    "authoring_application": TEXT,
    "written_at": TEXT,  # as the header says; the zone is often missing
    "length_unit": TEXT,
    "length_unit_m": NUMBER,  # metres per declared length unit
    "area_unit": TEXT,  # null: none declared
    "area_unit_m2": NUMBER,  # square metres per area unit used
    "building_count": COUNT,
    "storey_count": COUNT,
    "space_count": COUNT,
    "door_count": COUNT,
    "window_count": COUNT,
    "stair_count": COUNT,
    "ramp_count": COUNT,
    "lift_count": COUNT,
    "counted_space_count": COUNT,
    "spaces_with_area_count": COUNT,
    "space_area_covered_share": NUMBER,  # counted spaces that have an area
    "complete": FLAG,  # false: the file is damaged, totals are not facts
}

# Sums over the counted spaces: one value per space, so the parts by basis add up to space_area_m2.
_SPACE_TOTALS: dict[str, pl.DataType] = {
    "space_count": COUNT,
    "counted_space_count": COUNT,
    "spaces_with_area_count": COUNT,
    "space_area_covered_share": NUMBER,
    "space_area_m2": NUMBER,
    "space_net_area_m2": NUMBER,
    "space_gross_area_m2": NUMBER,
    "space_unknown_area_m2": NUMBER,
}

BIM_BUILDING: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "building_step_id": COUNT,
    "building_guid": TEXT,
    "asset_code": TEXT,  # null until linked to a managed asset
    "building_name": TEXT,
    "building_long_name": TEXT,
    "building_reference": TEXT,  # names and codes of the building, site and project, separated by " | "
    "site_guid": TEXT,
    "site_name": TEXT,
    "address": TEXT,
    "storey_count": COUNT,
    **_SPACE_TOTALS,
    "stated_gross_area_m2": NUMBER,
    "stated_net_area_m2": NUMBER,
    "storeys_gross_area_m2": NUMBER,  # sum of stated storey gross areas; null unless every storey with spaces states it
    "gross_room_area_m2": NUMBER,  # spaces of the kind "gross floor area", never part of the sums above
    "door_count": COUNT,
    "window_count": COUNT,
    "stair_count": COUNT,
    "ramp_count": COUNT,
    "lift_count": COUNT,
}

BIM_STOREY: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "storey_step_id": COUNT,
    "storey_guid": TEXT,
    "building_step_id": COUNT,
    "building_guid": TEXT,
    "asset_code": TEXT,
    "storey_name": TEXT,
    "storey_long_name": TEXT,
    "elevation_m": NUMBER,
    **_SPACE_TOTALS,
    "stated_gross_area_m2": NUMBER,
    "stated_net_area_m2": NUMBER,
    "door_count": COUNT,
    "window_count": COUNT,
}

BIM_SPACE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "space_step_id": COUNT,
    "space_guid": TEXT,
    "building_step_id": COUNT,
    "building_guid": TEXT,
    "storey_step_id": COUNT,
    "storey_guid": TEXT,
    "asset_code": TEXT,
    "space_name": TEXT,
    "space_long_name": TEXT,
    "space_type": TEXT,  # ObjectType, or the name of the type object
    "predefined_type": TEXT,
    "location": TEXT,  # internal | external | unknown
    "category": TEXT,  # what the exporter says the space is for, as it stands; else the names of its zones
    "classification": TEXT,  # classification codes, separated by " | "
    "area_m2": NUMBER,  # the one value that counts
    "area_basis": TEXT,  # net | gross | unknown
    "area_method": TEXT,  # see vastgoed.bim.ladder.Method
    "area_source": TEXT,  # set.property, or the kind of geometry
    "area_unit_m2": NUMBER,  # factor that turned the stored number into m²
    "area_confidence": TEXT,  # high | medium | low
    "area_crosscheck": TEXT,  # see vastgoed.bim.ladder.Crosscheck
    "stated_net_area_m2": NUMBER,
    "stated_gross_area_m2": NUMBER,
    "geometric_area_m2": NUMBER,  # footprint of the body, null when not computed
    "height_m": NUMBER,
    "counted": FLAG,  # part of the sums
    "counted_reason": TEXT,  # see vastgoed.bim.spaces.Counted
}

BIM_AREA_VALUE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "space_step_id": COUNT,
    "area_method": TEXT,
    "area_source": TEXT,
    "area_basis": TEXT,
    "area_m2": NUMBER,
    "area_unit_m2": NUMBER,
    "chosen": FLAG,
}

TABLES: dict[str, dict[str, pl.DataType]] = {
    "bim_model": BIM_MODEL,
    "bim_building": BIM_BUILDING,
    "bim_storey": BIM_STOREY,
    "bim_space": BIM_SPACE,
}

KEYS: dict[str, tuple[str, ...]] = {
    "bim_model": ("model_hash",),
    "bim_building": ("model_hash", "building_step_id"),
    "bim_storey": ("model_hash", "storey_step_id"),
    "bim_space": ("model_hash", "space_step_id"),
}


def empty_frame(table: str) -> pl.DataFrame:
    """A frame with the columns of a table and no rows.

    >>> empty_frame("bim_model").height
    0
    """
    return pl.DataFrame(schema=TABLES[table])
