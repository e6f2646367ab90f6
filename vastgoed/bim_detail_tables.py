"""The registers of the details of building models: what `koers vastgoed bim tabellen` gives back for all of them."""

from __future__ import annotations

from sqlmodel import Field

from kern.register import Imported, RegisterTable


class BimSite(Imported, table=True):
    """A site in a model; columns as in `vastgoed.bim.detail_columns.BIM_SITE`."""

    __tablename__ = "bim_site"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    site_step_id: int = Field(primary_key=True)
    site_guid: str | None = None
    site_name: str | None = None
    site_long_name: str | None = None
    land_title_number: str | None = None
    address: str | None = None
    elevation_m: float | None = None
    latitude_degrees: float | None = None
    longitude_degrees: float | None = None


class BimElement(Imported, table=True):
    """A door, window, stair, ramp, lift or sanitary fixture in a model; columns as in `detail_columns.BIM_ELEMENT`."""

    __tablename__ = "bim_element"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    element_step_id: int = Field(primary_key=True)
    element_guid: str | None = None
    kind: str | None = None
    ifc_class: str | None = None
    element_name: str | None = None
    element_type: str | None = None
    building_step_id: int | None = None
    storey_step_id: int | None = None
    width_m: float | None = None
    width_m_source: str | None = None
    height_m: float | None = None
    height_m_source: str | None = None
    clear_width_m: float | None = None
    clear_width_m_source: str | None = None
    clear_depth_m: float | None = None
    clear_depth_m_source: str | None = None
    riser_count: float | None = None
    riser_count_source: str | None = None
    riser_height_m: float | None = None
    riser_height_m_source: str | None = None
    tread_length_m: float | None = None
    tread_length_m_source: str | None = None
    slope_degrees: float | None = None
    slope_degrees_source: str | None = None
    u_value_w_per_m2k: float | None = None
    u_value_w_per_m2k_source: str | None = None
    is_external: bool | None = None
    is_external_source: str | None = None
    is_fire_exit: bool | None = None
    is_fire_exit_source: str | None = None
    is_handicap_accessible: bool | None = None
    is_handicap_accessible_source: str | None = None
    has_handrail: bool | None = None
    has_handrail_source: str | None = None
    fire_rating: str | None = None
    fire_rating_source: str | None = None
    operation: str | None = None
    operation_source: str | None = None


class BimEnvelope(Imported, table=True):
    """A wall, roof, slab, window or door of the envelope of a model: columns `BIM_ENVELOPE` of `detail_columns`."""

    __tablename__ = "bim_envelope"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    element_step_id: int = Field(primary_key=True)
    element_guid: str | None = None
    kind: str | None = None
    ifc_class: str | None = None
    element_name: str | None = None
    element_type: str | None = None
    building_step_id: int | None = None
    storey_step_id: int | None = None
    host_step_id: int | None = None
    is_external: bool | None = None
    is_external_source: str | None = None
    gross_area_m2: float | None = None
    net_area_m2: float | None = None
    area_source: str | None = None
    azimuth_degrees: float | None = None
    facade: str | None = None
    u_value_w_per_m2k: float | None = None
    u_value_w_per_m2k_source: str | None = None


class BimZone(Imported, table=True):
    """A space in a zone of a model; columns as in `vastgoed.bim.detail_columns.BIM_ZONE`."""

    __tablename__ = "bim_zone"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    zone_step_id: int = Field(primary_key=True)
    member_number: int = Field(primary_key=True)
    zone_guid: str | None = None
    zone_name: str | None = None
    zone_long_name: str | None = None
    zone_type: str | None = None
    space_step_id: int | None = None
    space_guid: str | None = None


class BimClassification(Imported, table=True):
    """A classification of a record in a model; columns as in `vastgoed.bim.detail_columns.BIM_CLASSIFICATION`."""

    __tablename__ = "bim_classification"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    element_step_id: int = Field(primary_key=True)
    reference_step_id: int = Field(primary_key=True)
    element_guid: str | None = None
    ifc_class: str | None = None
    system: str | None = None
    code: str | None = None
    name: str | None = None


class BimGeoreference(Imported, table=True):
    """A statement of a model on where it stands; columns as in `vastgoed.bim.detail_columns.BIM_GEOREFERENCE`."""

    __tablename__ = "bim_georeference"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    reference_number: int = Field(primary_key=True)
    reference: str | None = None
    crs_name: str | None = None
    easting_m: float | None = None
    northing_m: float | None = None
    height_m: float | None = None
    rotation_degrees: float | None = None
    map_unit_m: float | None = None
    map_unit_doubtful: bool | None = None
    latitude_degrees: float | None = None
    longitude_degrees: float | None = None
    state: str | None = None
    default_city: str | None = None


_OF_MODEL = {"model_hash": "bim_model.model_hash"}

DETAIL_REGISTERS = (
    RegisterTable(BimSite, ("model_hash", "site_step_id"), _OF_MODEL),
    RegisterTable(BimElement, ("model_hash", "element_step_id"), _OF_MODEL),
    RegisterTable(BimEnvelope, ("model_hash", "element_step_id"), _OF_MODEL),
    RegisterTable(BimZone, ("model_hash", "zone_step_id", "member_number"), _OF_MODEL),
    RegisterTable(BimClassification, ("model_hash", "element_step_id", "reference_step_id"), _OF_MODEL),
    RegisterTable(BimGeoreference, ("model_hash", "reference_number"), _OF_MODEL),
)
