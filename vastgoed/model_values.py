"""What the loaded building models say of the accessibility of each building of the portfolio."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.accessibility.model.measure import MODEL_VALUE
from vastgoed.accessibility.values import VALUE_SCHEMA

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs

MODEL_ROWS: dict[str, pl.DataType] = {
    **VALUE_SCHEMA,
    "file_name": pl.String(),
    **{name: kind for name, kind in MODEL_VALUE.items() if name not in VALUE_SCHEMA},
}
"""`VALUE_SCHEMA` (`audited_on` is the day the model was written) with the file and how each value was found."""


def newest_models(inputs: EstateInputs) -> pl.DataFrame:
    """The newest model of each building that has one.

    Returns:
        `asset_code`, `model_hash`, `building_step_id`, `file_name`, `written_on`; sorted by asset code.
    """
    from vastgoed.asset_section import with_linked_models

    linked = with_linked_models(inputs).bim_building.filter(pl.col("asset_code").is_not_null())
    models = inputs.bim_model.select(
        "model_hash",
        "file_name",
        written_on=pl.col("written_at").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        loaded="import_id",
    )
    return (
        linked.select("asset_code", "model_hash", "building_step_id")
        .join(models, on="model_hash")
        .sort("asset_code", "written_on", "loaded", "model_hash", nulls_last=False)
        .unique("asset_code", keep="last", maintain_order=True)
        .drop("loaded")
    )


def model_values(inputs: EstateInputs, asset_code: str | None = None) -> tuple[pl.DataFrame, list[Finding]]:
    """The measured values of the newest model of each building, or of one.

    Returns:
        Columns `MODEL_ROWS`, and a finding on models whose geometry is not in this workspace.
    """
    from vastgoed.accessibility.model.stored import kept_values

    models = newest_models(inputs)
    if asset_code is not None:
        models = models.filter(pl.col("asset_code") == asset_code)
    frames, absent = [pl.DataFrame(schema=MODEL_ROWS)], []
    for model in models.iter_rows(named=True):
        cache = inputs.geometry_folder
        values = kept_values(cache, model["model_hash"]) if cache is not None else None
        if values is None:
            absent.append(model["file_name"])
            continue
        own = values.filter(
            pl.col("building_step_id").is_null() | (pl.col("building_step_id") == model["building_step_id"])
        )
        frames.append(
            own.with_columns(
                asset_code=pl.lit(model["asset_code"]),
                file_name=pl.lit(model["file_name"]),
                audited_on=pl.lit(model["written_on"], pl.Date),
                audit_code=pl.lit(None, pl.String),
            ).select(*MODEL_ROWS)
        )
    return pl.concat(frames), _absent(absent)


def _absent(files: list[str]) -> list[Finding]:
    if not files:
        return []
    text = N_(
        "The geometry of {count} loaded models is not in this workspace: {files}. They were not measured, so levels "
        "rest on audits alone."
    )
    evidence = {"count": len(files), "files": ", ".join(sorted(files)[:5])}
    remedy = N_("Give the file once more: koers vastgoed label model FILE measures it and keeps the geometry.")
    return [Finding("accessibility.model_not_kept", Severity.WARNING, text, evidence, remedy=remedy)]


def day_of(values: pl.DataFrame) -> date | None:
    """The day of the model the values come from."""
    return values["audited_on"].max() if values.height else None  # type: ignore[return-value]
