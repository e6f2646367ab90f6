"""The columns of the materials of a model: one row per element and material in it."""

from __future__ import annotations

import polars as pl

TEXT, COUNT, NUMBER = pl.String(), pl.Int64(), pl.Float64()

BIM_MATERIAL: dict[str, pl.DataType] = {
    "model_hash": TEXT,
    "element_step_id": COUNT,
    "part_number": COUNT,  # 0 when the element has one material or none
    "element_guid": TEXT,
    "building_step_id": COUNT,
    "building_guid": TEXT,
    "storey_step_id": COUNT,
    "storey_guid": TEXT,
    "storey_name": TEXT,
    "asset_code": TEXT,
    "ifc_class": TEXT,
    "element_name": TEXT,
    "element_type": TEXT,
    "part_role": TEXT,  # whole | layer | constituent | profile | list | none
    "material_name": TEXT,  # null: the model names none
    "thickness_m": NUMBER,  # of a layer
    "volume_share": NUMBER,  # of the element's volume; null: the model does not say how it is split
    "element_volume_m3": NUMBER,
    "volume_method": TEXT,  # stated_net | stated_gross | stated_unknown | mesh; null: not known
    "volume_source": TEXT,  # set.name, or the kernel
    "density_kg_per_m3": NUMBER,  # as the model states it
    "element_weight_kg": NUMBER,  # as the model states it
    "weight_source": TEXT,
}
