"""What each material in each element weighs, and on what that rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from vastgoed.bim.materials.columns import BIM_MATERIAL
from vastgoed.passport.library import MaterialClass
from vastgoed.passport.names import match_name, names_several

ORIGINS = ("stated_weight", "model_density", "library_density", "none")
UNKNOWNS = ("no_material", "not_split", "no_volume", "unknown_name", "no_density")
COMPOSITE = "composite"

MASSES: dict[str, pl.DataType] = {
    **BIM_MATERIAL,
    "material_class": pl.String(),  # code of data/materials, `composite` (weighed whole), or null
    "part_volume_m3": pl.Float64(),
    "mass_kg": pl.Float64(),  # null: not known
    "mass_origin": pl.String(),  # stated_weight | model_density | library_density | none; null for air
    "unknown_reason": pl.String(),  # of a mass that is not known, see UNKNOWNS
}


def compute_masses(materials: pl.DataFrame, classes: Mapping[str, MaterialClass]) -> pl.DataFrame:
    """Weigh every material in every element.

    A weight the model states goes first; it is split over the materials of its element by volume × density, or kept
    whole as `composite` when that cannot be done. Else volume × density of the model, else × density of the library.

    Args:
        materials: Columns `BIM_MATERIAL`.
        classes: From `vastgoed.passport.library.read_classes`.

    Returns:
        Columns `MASSES`, without the gaps (air) in layered elements; kg and m³.
    """
    names = materials["material_name"].drop_nulls().unique().to_list()
    known = {name: match_name(name) for name in names}
    densities = {code: each.density_kg_per_m3 for code, each in classes.items()}
    air = [code for code, each in classes.items() if not each.is_material]
    code = pl.col("material_name").replace_strict(known, default=None, return_dtype=pl.String)
    library = pl.col("material_class").replace_strict(densities, default=None, return_dtype=pl.Float64)
    element = ("model_hash", "element_step_id")
    rows = (
        materials.with_columns(material_class=code, part_volume_m3=pl.col("element_volume_m3") * pl.col("volume_share"))
        .filter(~pl.col("material_class").is_in(air).fill_null(value=False))
        .with_columns(_density=pl.coalesce("density_kg_per_m3", library))
        .with_columns(_computed=pl.col("part_volume_m3") * pl.col("_density"))
        .with_columns(
            _parts=pl.len().over(element),
            _sum=pl.when(pl.col("_computed").is_not_null().all().over(element)).then(
                pl.col("_computed").sum().over(element)
            ),
        )
    )
    weight = pl.col("element_weight_kg")
    is_split = weight.is_not_null() & (pl.col("_parts") > 1) & (pl.col("_sum") > 0)
    is_whole = weight.is_not_null() & (pl.col("_parts") > 1) & ~(pl.col("_sum") > 0).fill_null(value=False)
    rows = _keep_whole(rows, is_whole, element)
    mass = (
        pl.when(weight.is_null()).then("_computed")
        .when(is_split).then(weight * pl.col("_computed") / pl.col("_sum"))
        .otherwise(weight)
    )  # fmt: skip
    origin = (
        pl.when(pl.col("mass_kg").is_null()).then(pl.lit("none"))
        .when(weight.is_not_null()).then(pl.lit("stated_weight"))
        .when(pl.col("density_kg_per_m3").is_not_null()).then(pl.lit("model_density"))
        .otherwise(pl.lit("library_density"))
    )  # fmt: skip
    return (
        rows.with_columns(mass_kg=mass)
        .with_columns(mass_origin=origin, unknown_reason=_reason([name for name in names if names_several(name)]))
        .select(*MASSES, *(name for name in ("import_id",) if name in materials.columns))
        .cast(dict(MASSES))  # type: ignore[arg-type]
    )


def _keep_whole(rows: pl.DataFrame, is_whole: pl.Expr, element: tuple[str, ...]) -> pl.DataFrame:
    """One row for an element whose stated weight cannot be split over its materials."""
    names = pl.col("material_name").drop_nulls().unique(maintain_order=True).str.join(" + ").over(element)
    return (
        rows.with_columns(_whole=is_whole, _first=pl.col("part_number") == pl.col("part_number").min().over(element))
        .with_columns(_names=names)
        .filter(~pl.col("_whole") | pl.col("_first"))
        .with_columns(
            material_class=pl.when("_whole").then(pl.lit(COMPOSITE)).otherwise("material_class"),
            material_name=pl.when("_whole").then("_names").otherwise("material_name"),
            part_volume_m3=pl.when("_whole").then("element_volume_m3").otherwise("part_volume_m3"),
        )
    )


def _reason(several: Sequence[str]) -> pl.Expr:
    return (
        pl.when(pl.col("mass_kg").is_not_null()).then(pl.lit(None, pl.String))
        .when(pl.col("material_name").is_null()).then(pl.lit("no_material"))
        .when(pl.col("volume_share").is_null() | pl.col("material_name").is_in(several)).then(pl.lit("not_split"))
        .when(pl.col("element_volume_m3").is_null()).then(pl.lit("no_volume"))
        .when(pl.col("material_class").is_null()).then(pl.lit("unknown_name"))
        .otherwise(pl.lit("no_density"))
    )  # fmt: skip
