"""Sums of space areas per storey, building and model, with the share of spaces they cover."""

from __future__ import annotations

import polars as pl

_COUNTED = pl.col("counted")
_WITH_AREA = _COUNTED & pl.col("area_m2").is_not_null()


def _area(*bases: str) -> pl.Expr:
    chosen = _WITH_AREA & pl.col("area_basis").is_in(bases)
    # No space with such an area is "not known", not zero.
    return pl.when(chosen.any()).then(pl.col("area_m2").filter(chosen).sum())


SPACE_TOTALS = (
    pl.len().cast(pl.Int64).alias("space_count"),
    _COUNTED.sum().cast(pl.Int64).alias("counted_space_count"),
    _WITH_AREA.sum().cast(pl.Int64).alias("spaces_with_area_count"),
    _area("net", "gross", "unknown").alias("space_area_m2"),
    _area("net").alias("space_net_area_m2"),
    _area("gross").alias("space_gross_area_m2"),
    _area("unknown").alias("space_unknown_area_m2"),
    pl.when((pl.col("counted_reason") == "gross_area_space").any())
    .then(pl.col("area_m2").filter(pl.col("counted_reason") == "gross_area_space").sum())
    .alias("gross_room_area_m2"),
)

_COUNTS = ("space_count", "counted_space_count", "spaces_with_area_count")


def compute_space_totals(spaces: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Sums over the counted spaces of each group.

    Every space adds its one area, so the sums by basis add up to the whole. A group in which some spaces have no
    area keeps its sum; `space_area_covered_share` says how much of it is there.

    Args:
        spaces: Columns of `BIM_SPACE`.
        keys: Columns to group by.

    Returns:
        `keys`, counts, `space_area_covered_share` [0..1], `space_area_m2` and its parts by basis, and
        `gross_room_area_m2` of spaces that stand for a gross area. [m²]

    >>> rows = {"k": [1, 1], "counted": [True, True], "counted_reason": ["counted"] * 2,
    ...     "area_m2": [10.0, None], "area_basis": ["net", None]}
    >>> compute_space_totals(pl.DataFrame(rows), ["k"]).select("space_net_area_m2", "space_area_covered_share").row(0)
    (10.0, 0.5)
    """
    return spaces.group_by(keys, maintain_order=True).agg(*SPACE_TOTALS).with_columns(_covered_share())


def _covered_share() -> pl.Expr:
    counted = pl.col("counted_space_count")
    share = pl.when(counted > 0).then(pl.col("spaces_with_area_count") / counted)
    return share.cast(pl.Float64).alias("space_area_covered_share")


def add_space_totals(rows: pl.DataFrame, spaces: pl.DataFrame, key: str) -> pl.DataFrame:
    """Rows of storeys or buildings with the sums of their spaces; zero spaces where there are none."""
    totals = compute_space_totals(spaces, [key])
    joined = rows.join(totals, on=key, how="left", maintain_order="left")
    return joined.with_columns(pl.col(*_COUNTS).fill_null(0))


def compute_storeys_gross_area(storeys: pl.DataFrame) -> pl.DataFrame:
    """Stated gross areas of storeys summed per building, when no storey with spaces lacks one.

    Returns:
        `building_step_id`, `storeys_gross_area_m2` [m²], `storey_count`.
    """
    stated = pl.col("stated_gross_area_m2")
    lacking = (stated.is_null() & (pl.col("space_count") > 0)).any()
    return storeys.group_by("building_step_id", maintain_order=True).agg(
        pl.when(stated.is_not_null().any() & ~lacking).then(stated.sum()).alias("storeys_gross_area_m2"),
        pl.len().cast(pl.Int64).alias("storey_count"),
    )
