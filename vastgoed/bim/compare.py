"""Areas of a model beside the areas of the register: the same measures, the difference, and why it may be there."""

from __future__ import annotations

import polars as pl

from kern.language import N_
from vastgoed.bim.newest import rank_models

MEASURES = ("gross_floor_area_m2", "internal_floor_area_m2", "net_floor_area_m2")

AGREES_SHARE = 0.02
SMALL_SHARE = 0.05
COVERED_SHARE = 0.98
_UNIT_FACTORS = (10.7639, 1e4, 1e6)

EXPLANATIONS: dict[str, str] = {
    "agrees": N_("The two agree within 2 %."),
    "small_difference": N_("They differ by at most 5 %, which measuring explains."),
    "not_in_model": N_("The model does not state this area."),
    "not_in_register": N_("The register has no such area."),
    "unit_factor": N_("They differ by a unit (m², cm², mm² or square feet)."),
    "coverage_incomplete": N_("Not every space in the model has an area, so its sum is too low."),
    "other_measure": N_("The model's area fits another measure of the register: gross, internal and net are mixed up."),
    "basis_unknown": N_("The model does not say whether its areas are net or gross."),
    "unexplained": N_("No explanation was found; check the model's extent and date."),
}
"""What each value of the column `explanation` says, to be translated where it is shown."""

BIM_AREAS: dict[str, pl.DataType] = {
    "asset_code": pl.String(),
    "model_hash": pl.String(),
    "model_count": pl.Int64(),  # models that hold this asset; one of them is compared
    "building_count": pl.Int64(),
    "gross_floor_area_m2": pl.Float64(),
    "gross_source": pl.String(),  # stated_building | stated_storeys | gross_area_spaces
    "internal_floor_area_m2": pl.Float64(),
    "net_floor_area_m2": pl.Float64(),
    "net_source": pl.String(),  # net_spaces | spaces_basis_unknown
    "space_area_m2": pl.Float64(),
    "space_area_covered_share": pl.Float64(),
}

AREA_COMPARISON: dict[str, pl.DataType] = {
    "asset_code": pl.String(),
    "measure": pl.String(),
    "register_m2": pl.Float64(),
    "bim_m2": pl.Float64(),
    "bim_source": pl.String(),
    "difference_m2": pl.Float64(),
    "difference_share": pl.Float64(),
    "space_area_covered_share": pl.Float64(),
    "model_hash": pl.String(),
    "explanation": pl.String(),
}


def compute_bim_areas(buildings: pl.DataFrame, written: pl.DataFrame | None = None) -> pl.DataFrame:
    """The portfolio's comparison columns out of models: one row per asset.

    Buildings of one model with the same asset code add up. When several models hold an asset (disciplines,
    deliveries), one is taken (`vastgoed.bim.newest.rank_models`), never their sum.
    Gross area: stated for the building, else the sum stated for its storeys, else spaces that stand for gross area.
    Internal area: the sum of spaces whose areas all include walls. Net area: the sum of spaces whose areas are all
    net, or whose basis is not said (then `net_source` is `spaces_basis_unknown`). A mixture gives no sum.

    Args:
        buildings: Columns of `BIM_BUILDING`; rows without `asset_code` are left out.
        written: `model_hash` and `written_at` of the models, so that the newest counts.

    Returns:
        Columns of `BIM_AREAS`; areas in m².
    """
    area = pl.col("space_area_m2")
    gross = pl.coalesce("stated_gross_area_m2", "storeys_gross_area_m2", "gross_room_area_m2")
    source = (
        pl.when(pl.col("stated_gross_area_m2").is_not_null())
        .then(pl.lit("stated_building"))
        .when(pl.col("storeys_gross_area_m2").is_not_null())
        .then(pl.lit("stated_storeys"))
        .when(pl.col("gross_room_area_m2").is_not_null())
        .then(pl.lit("gross_area_spaces"))
    )

    def whole(part: str) -> pl.Expr:
        """The summed part, when it is all there is."""
        total, value = area.sum(), pl.col(part).sum()
        return pl.when((total > 0) & ((value - total).abs() <= 1e-6 * total)).then(value)

    counted, covered = pl.col("counted_space_count").sum(), pl.col("spaces_with_area_count").sum()
    models = (
        buildings.filter(pl.col("asset_code").is_not_null())
        .group_by("asset_code", "model_hash", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("building_count"),
            pl.when(gross.is_not_null().all()).then(gross.sum()).alias("gross_floor_area_m2"),
            source.first().alias("gross_source"),
            whole("space_gross_area_m2").alias("internal_floor_area_m2"),
            whole("space_net_area_m2").alias("_net"),
            whole("space_unknown_area_m2").alias("_unknown"),
            pl.when(area.is_not_null().any()).then(area.sum()).alias("space_area_m2"),
            covered.alias("_covered"),
            pl.when(counted > 0).then(covered / counted).alias("space_area_covered_share"),
        )
    )
    best = rank_models(models.with_columns(known="_covered", area_m2="space_area_m2"), written)
    return (
        best.with_columns(
            pl.len().over("asset_code").cast(pl.Int64).alias("model_count"),
            pl.coalesce("_net", "_unknown").alias("net_floor_area_m2"),
            pl.when(pl.col("_net").is_not_null())
            .then(pl.lit("net_spaces"))
            .when(pl.col("_unknown").is_not_null())
            .then(pl.lit("spaces_basis_unknown"))
            .alias("net_source"),
            pl.when(pl.col("gross_floor_area_m2").is_not_null()).then("gross_source").alias("gross_source"),
        )
        .unique("asset_code", keep="first", maintain_order=True)
        .select(*BIM_AREAS)
        .cast(pl.Schema(BIM_AREAS))
    )


def compare_areas(bim_areas: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """The areas of models beside those of the register, one row per asset and measure.

    Args:
        bim_areas: Columns of `BIM_AREAS`, from `compute_bim_areas`.
        register: `asset_code` and the columns `MEASURES`; null is unknown. [m²]

    Returns:
        Columns of `AREA_COMPARISON`; differences are model minus register, shares of the register's area.
        Assets without a model are left out, and so are measures that neither side knows.
    """
    joined = bim_areas.join(
        register.select("asset_code", *(pl.col(name).cast(pl.Float64).alias(f"register_{name}") for name in MEASURES)),
        on="asset_code",
        how="left",
        maintain_order="left",
    )
    sources = {
        "gross_floor_area_m2": pl.col("gross_source"),
        "internal_floor_area_m2": pl.lit("gross_spaces"),
        "net_floor_area_m2": pl.col("net_source"),
    }
    rows = [
        joined.select(
            "asset_code",
            pl.lit(name).alias("measure"),
            pl.col(f"register_{name}").alias("register_m2"),
            pl.col(name).alias("bim_m2"),
            pl.when(pl.col(name).is_not_null()).then(sources[name]).alias("bim_source"),
            (pl.col(name) - pl.col(f"register_{name}")).alias("difference_m2"),
            (pl.col(name) / pl.col(f"register_{name}").replace(0, None) - 1).alias("difference_share"),
            "space_area_covered_share",
            "model_hash",
            _fits_another(name).alias("_other"),
        )
        for name in MEASURES
    ]
    both = pl.concat(rows).filter(pl.col("bim_m2").is_not_null() | pl.col("register_m2").is_not_null())
    order = {name: place for place, name in enumerate(MEASURES)}
    return (
        both.with_columns(_explanation().alias("explanation"))
        .sort("asset_code", pl.col("measure").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
        .select(*AREA_COMPARISON)
    )


def _fits_another(name: str) -> pl.Expr:
    others = [
        ((pl.col(name) / pl.col(f"register_{other}") - 1).abs() <= AGREES_SHARE).fill_null(value=False)
        for other in MEASURES
        if other != name
    ]
    return pl.any_horizontal(others)


def _explanation() -> pl.Expr:
    share = pl.col("difference_share")
    ratio = share + 1
    unit = pl.any_horizontal(
        [((ratio * scale - 1).abs() <= SMALL_SHARE) for factor in _UNIT_FACTORS for scale in (factor, 1 / factor)]
    )
    basis_unknown = (pl.col("bim_source") == "spaces_basis_unknown").fill_null(value=False)
    from_spaces = pl.col("bim_source").is_in(["net_spaces", "spaces_basis_unknown", "gross_spaces"])
    incomplete = from_spaces & (pl.col("space_area_covered_share") < COVERED_SHARE) & (share < 0)
    return (
        pl.when(pl.col("bim_m2").is_null())
        .then(pl.lit("not_in_model"))
        .when(pl.col("register_m2").is_null())
        .then(pl.lit("not_in_register"))
        .when(share.abs() <= AGREES_SHARE)
        .then(pl.lit("agrees"))
        .when(unit)
        .then(pl.lit("unit_factor"))
        .when(incomplete)
        .then(pl.lit("coverage_incomplete"))
        .when(pl.col("_other"))
        .then(pl.lit("other_measure"))
        .when(share.abs() <= SMALL_SHARE)
        .then(pl.lit("small_difference"))
        .when(basis_unknown)
        .then(pl.lit("basis_unknown"))
        .otherwise(pl.lit("unexplained"))
    )
