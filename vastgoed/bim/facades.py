"""The envelope per façade: area of wall and glazing, their share, and U-values with how much of the area states one."""

from __future__ import annotations

import polars as pl

FACADE: dict[str, pl.DataType] = {
    "building_step_id": pl.Int64(),
    "facade": pl.String(),  # N, NE, E, SE, S, SW, W, NW; null: the way it faces is not known
    "wall_count": pl.Int64(),
    "wall_area_m2": pl.Float64(),  # windows and doors included
    "glazing_count": pl.Int64(),
    "glazing_area_m2": pl.Float64(),  # windows and curtain walls
    "window_to_wall_share": pl.Float64(),
    "wall_u_value_w_per_m2k": pl.Float64(),  # mean over the area that states one
    "wall_u_covered_share": pl.Float64(),
    "glazing_u_value_w_per_m2k": pl.Float64(),
    "glazing_u_covered_share": pl.Float64(),
}


def compute_facades(envelope: pl.DataFrame) -> pl.DataFrame:
    """Sums of the external walls and glazing per building and façade.

    A curtain wall counts as wall and as glazing. Parts of which the model does not say that they are external are left
    out: see `external_said_share`.

    Args:
        envelope: Columns of `BIM_ENVELOPE`.

    Returns:
        Columns of `FACADE`; areas in m², shares from 0 to 1, null where nothing is known.
    """
    outside = envelope.filter(pl.col("is_external"))
    wall = pl.col("kind").is_in(["wall", "curtain_wall"])
    glass = pl.col("kind").is_in(["window", "curtain_wall"])
    area = pl.coalesce("gross_area_m2", "net_area_m2")
    grouped = (
        outside.filter(wall | glass)
        .group_by("building_step_id", "facade")
        .agg(
            wall.sum().cast(pl.Int64).alias("wall_count"),
            _sum(area, wall).alias("wall_area_m2"),
            glass.sum().cast(pl.Int64).alias("glazing_count"),
            _sum(area, glass).alias("glazing_area_m2"),
            *_u_values("wall", pl.coalesce("net_area_m2", "gross_area_m2"), pl.col("kind") == "wall"),
            *_u_values("glazing", area, glass),
        )
    )
    share = pl.when(pl.col("wall_area_m2") > 0).then(pl.col("glazing_area_m2").fill_null(0) / pl.col("wall_area_m2"))
    order = pl.col("facade").replace_strict(
        {name: place for place, name in enumerate(("N", "NE", "E", "SE", "S", "SW", "W", "NW"))},
        default=8,
        return_dtype=pl.Int64,
    )
    return (
        grouped.with_columns(window_to_wall_share=share)
        .sort("building_step_id", order, nulls_last=True)
        .select(*FACADE)
        .cast(pl.Schema(FACADE))
    )


def external_said_share(envelope: pl.DataFrame) -> float | None:
    """Share of the walls and windows of which the model says whether they are external; None when there are none.

    Rows that are said to be internal are not in the frame, so this is about what is left.
    """
    asked = envelope.filter(pl.col("kind").is_in(["wall", "curtain_wall", "window"]))
    return None if asked.is_empty() else asked["is_external"].count() / asked.height


def _sum(area: pl.Expr, which: pl.Expr) -> pl.Expr:
    chosen = which & area.is_not_null()
    return pl.when(chosen.any()).then(area.filter(chosen).sum())


def _u_values(name: str, area: pl.Expr, which: pl.Expr) -> list[pl.Expr]:
    known = which & area.is_not_null()
    stated = known & pl.col("u_value_w_per_m2k").is_not_null()
    total, covered = area.filter(known).sum(), area.filter(stated).sum()
    mean = (area * pl.col("u_value_w_per_m2k")).filter(stated).sum() / covered
    return [
        pl.when(covered > 0).then(mean).alias(f"{name}_u_value_w_per_m2k"),
        pl.when(total > 0).then(covered / total).alias(f"{name}_u_covered_share"),
    ]
