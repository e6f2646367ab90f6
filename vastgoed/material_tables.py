"""The register of what elements of building models are made of."""

from __future__ import annotations

from sqlmodel import Field

from kern.register import Imported, RegisterTable


class BimMaterial(Imported, table=True):
    """A material in an element of a model; columns as in `vastgoed.bim.materials.columns.BIM_MATERIAL`."""

    __tablename__ = "bim_material"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    element_step_id: int = Field(primary_key=True)
    part_number: int = Field(primary_key=True)
    element_guid: str | None = None
    building_step_id: int | None = None
    building_guid: str | None = None
    storey_step_id: int | None = None
    storey_guid: str | None = None
    storey_name: str | None = None
    asset_code: str | None = Field(default=None, index=True)
    ifc_class: str | None = None
    element_name: str | None = None
    element_type: str | None = None
    part_role: str | None = None
    material_name: str | None = None
    thickness_m: float | None = None
    volume_share: float | None = None
    element_volume_m3: float | None = None
    volume_method: str | None = None
    volume_source: str | None = None
    density_kg_per_m3: float | None = None
    element_weight_kg: float | None = None
    weight_source: str | None = None


MATERIAL_REGISTERS = (
    RegisterTable(
        BimMaterial, ("model_hash", "element_step_id", "part_number"), {"model_hash": "bim_model.model_hash"}
    ),
)
