"""The columns of the frames of details: elements, their values, envelope, zones, the place, and what is covered.

They are stored on loading (`STORED`), except the values of elements and what is covered: those are read when a model
card is asked for. Lengths are in m, areas in m², volumes in m³, masses in
kg and angles in degrees, whatever the model's units. A value that is not known is null, never zero.
"""

from __future__ import annotations

import polars as pl

from vastgoed.bim.columns import COUNT, FLAG, NUMBER, TEXT

ELEMENT_FACTS: dict[str, pl.DataType] = {
    "width_m": NUMBER,  # doors and windows: of the whole, frame included; flights: of the run
    "height_m": NUMBER,
    "clear_width_m": NUMBER,  # doors: free passage; lifts: inside of the cabin
    "clear_depth_m": NUMBER,  # lifts: inside of the cabin
    "riser_count": NUMBER,
    "riser_height_m": NUMBER,
    "tread_length_m": NUMBER,
    "slope_degrees": NUMBER,
    "u_value_w_per_m2k": NUMBER,
    "is_external": FLAG,
    "is_fire_exit": FLAG,
    "is_handicap_accessible": FLAG,
    "has_handrail": FLAG,
    "fire_rating": TEXT,
    "operation": TEXT,
}
"""What Koers asks of an element; a column `<fact>_source` beside each says where the value was found.

A U-value that cannot be is null, and its source tells the number that stood there.
"""

BIM_ELEMENT: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_step_id": COUNT,
    "element_guid": TEXT,
    "kind": TEXT,  # door | window | stair | stair_flight | ramp | ramp_flight | lift | sanitary
    "ifc_class": TEXT,
    "element_name": TEXT,
    "element_type": TEXT,
    "building_step_id": COUNT,
    "storey_step_id": COUNT,
    **{
        name: kind
        for fact, fact_kind in ELEMENT_FACTS.items()
        for name, kind in ((fact, fact_kind), (f"{fact}_source", TEXT))
    },
}

BIM_ELEMENT_VALUE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_step_id": COUNT,
    "kind": TEXT,
    "source": TEXT,  # attribute | quantity | property
    "set_name": TEXT,  # empty for attributes
    "value_name": TEXT,
    "number": NUMBER,  # in `unit`
    "text": TEXT,
    "unit": TEXT,  # m, m2, m3, kg, degrees, or empty: as stored
    "measure": TEXT,  # the IFC type of the value
}

_HEAD: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_step_id": COUNT,
    "element_guid": TEXT,
    "kind": TEXT,
    "ifc_class": TEXT,
    "element_name": TEXT,
    "element_type": TEXT,
    "building_step_id": COUNT,
    "storey_step_id": COUNT,
}

BIM_SITE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "site_step_id": COUNT,
    "site_guid": TEXT,
    "site_name": TEXT,
    "site_long_name": TEXT,
    "land_title_number": TEXT,
    "address": TEXT,
    "elevation_m": NUMBER,
    "latitude_degrees": NUMBER,  # as stated; see the georeference for what it is worth
    "longitude_degrees": NUMBER,
}

BIM_ZONE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "zone_step_id": COUNT,
    "zone_guid": TEXT,
    "zone_name": TEXT,
    "zone_long_name": TEXT,
    "zone_type": TEXT,
    "member_number": COUNT,  # of the space within its zone
    "space_step_id": COUNT,  # one row per space; null: the zone has none
    "space_guid": TEXT,
}

BIM_ENVELOPE: dict[str, pl.DataType] = {
    **_HEAD,  # kind: wall | curtain_wall | roof | slab | window | door; what is said to be internal is left out
    "host_step_id": COUNT,  # windows and doors: the wall they stand in
    "is_external": FLAG,  # null: not said
    "is_external_source": TEXT,
    "gross_area_m2": NUMBER,  # walls: windows and doors included
    "net_area_m2": NUMBER,
    "area_source": TEXT,  # quantity | sizes | body
    "azimuth_degrees": NUMBER,  # clockwise from true north, of the outside
    "facade": TEXT,  # N | NE | E | SE | S | SW | W | NW
    "u_value_w_per_m2k": NUMBER,
    "u_value_w_per_m2k_source": TEXT,  # with the number that stood there where it is impossible and was not used
}

BIM_CLASSIFICATION: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_step_id": COUNT,  # an element, a spatial element, a type or a group
    "element_guid": TEXT,
    "ifc_class": TEXT,
    "reference_step_id": COUNT,
    "system": TEXT,  # as declared
    "code": TEXT,
    "name": TEXT,
}

BIM_GEOREFERENCE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "reference_number": COUNT,  # the strongest is 0
    "reference": TEXT,  # where it stands, such as IfcMapConversion or IfcSite.ePSet_MapConversion
    "crs_name": TEXT,
    "easting_m": NUMBER,
    "northing_m": NUMBER,
    "height_m": NUMBER,
    "rotation_degrees": NUMBER,  # of the model's x axis, counter-clockwise from east
    "map_unit_m": NUMBER,  # metres per stored unit
    "map_unit_doubtful": FLAG,  # the stated unit gives no place in Belgium, metres do
    "latitude_degrees": NUMBER,
    "longitude_degrees": NUMBER,
    "state": TEXT,  # see vastgoed.bim.georeference.State
    "default_city": TEXT,
}

BIM_COVERAGE: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_count": COUNT,  # physical elements; a whole is left out when its parts are there
    "with_material_count": COUNT,
    "with_volume_count": COUNT,
    "with_material_and_volume_count": COUNT,
    "with_classification_count": COUNT,
    "classification_systems": TEXT,
}

DETAILS: dict[str, dict[str, pl.DataType]] = {
    "elements": BIM_ELEMENT,
    "element_values": BIM_ELEMENT_VALUE,
    "georeference": BIM_GEOREFERENCE,
    "coverage": BIM_COVERAGE,
    "sites": BIM_SITE,
    "zones": BIM_ZONE,
    "envelope": BIM_ENVELOPE,
    "classifications": BIM_CLASSIFICATION,
}

STORED: dict[str, str] = {
    "bim_site": "sites",
    "bim_element": "elements",
    "bim_envelope": "envelope",
    "bim_zone": "zones",
    "bim_classification": "classifications",
    "bim_georeference": "georeference",
}
"""Register table -> the frame of `DETAILS` that it keeps."""
