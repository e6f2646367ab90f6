"""One model per building: deliveries replace each other, and models of disciplines overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.newest import rank_models

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs


def choose_models(inputs: EstateInputs) -> tuple[pl.DataFrame, list[Finding]]:
    """The materials of the buildings of the portfolio, out of one model each.

    Of several models of a building one is taken, by the elements of known material and by age
    (`vastgoed.bim.newest.rank_models`); never their sum, which would count walls twice. The ones left out are said.

    Args:
        inputs: With `asset_code` on the models' rows (`vastgoed.asset_section.with_linked_models`).

    Returns:
        Rows of `bim_material` with an asset code, and findings.
    """
    rows = inputs.bim_material.filter(pl.col("asset_code").is_not_null())
    if rows.is_empty():
        return rows, []
    files = inputs.bim_model.select("model_hash", "file_name", "written_at")
    ranked = (
        rows.group_by("asset_code", "model_hash")
        .agg(pl.col("element_step_id").filter(pl.col("material_name").is_not_null()).n_unique().alias("_known"))
        .join(files, on="model_hash", how="left", maintain_order="left")
    )
    ranked = rank_models(ranked.with_columns(known="_known", area_m2=pl.lit(None, pl.Float64)), inputs.bim_model)
    chosen = ranked.unique("asset_code", keep="first", maintain_order=True)
    findings = []
    for (code,), group in ranked.group_by("asset_code", maintain_order=True):
        names = group["file_name"].fill_null("?").to_list()
        if len(names) > 1:
            findings.append(
                Finding(
                    "estate.passport.several_models",
                    Severity.INFO,
                    N_("{asset}: the passport is made from {file}; left out, so that nothing counts twice: {others}."),
                    {"asset": code, "file": names[0], "others": ", ".join(names[1:])},
                )
            )
    return rows.join(chosen.select("asset_code", "model_hash"), on=["asset_code", "model_hash"], how="inner"), findings
