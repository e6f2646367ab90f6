"""Kinds of floor area and how they relate: gross >= internal >= net >= net office area; functions fill the internal.

The definitions ask for NBN EN 15221-6 where possible; Dutch BVO (NEN 2580) is not the same measure, so the
measuring method stays beside each area. Source: portfolio-and-transfer 1.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kern.language import N_

PARKING = "underground_parking"


@dataclass(frozen=True)
class AreaKind:
    """One kind of floor area.

    Args:
        column: Column of the register `building`. [m²]
        code: Its abbreviation in Flemish files.
        title: Its name, marked with `N_`.
    """

    column: str
    code: str
    title: str


AREA_KINDS = (
    AreaKind("gross_floor_area_m2", "BVO", N_("gross floor area")),
    AreaKind("internal_floor_area_m2", "IFA", N_("internal floor area")),
    AreaKind("net_floor_area_m2", "NVO", N_("net floor area")),
    AreaKind("net_office_area_m2", "PA", N_("net office area")),
)
"""From the largest to the smallest; each holds the next."""


def compute_disorder(buildings: pl.DataFrame) -> pl.DataFrame:
    """Where a smaller kind of area is larger than the next known larger kind.

    Args:
        buildings: `asset_code` and the columns of AREA_KINDS; null is unknown. [m²]

    Returns:
        `asset_code`, `larger`, `smaller` (abbreviations), `larger_m2`, `smaller_m2`: one row per pair in disorder.

    >>> frame = pl.DataFrame({"asset_code": ["A"], "gross_floor_area_m2": [90.0], "internal_floor_area_m2": [None],
    ...     "net_floor_area_m2": [100.0], "net_office_area_m2": [60.0]})
    >>> compute_disorder(frame).rows()
    [('A', 'BVO', 'NVO', 90.0, 100.0)]
    """
    parts = []
    for place, small in enumerate(AREA_KINDS):
        above = AREA_KINDS[:place]
        if not above:
            continue
        # The nearest larger kind that is known; a gap in between hides nothing.
        known = [pl.col(large.column) for large in reversed(above)]
        name = pl.coalesce(
            *(pl.when(pl.col(large.column).is_not_null()).then(pl.lit(large.code)) for large in reversed(above))
        )
        parts.append(
            buildings.select(
                "asset_code",
                larger=name,
                smaller=pl.lit(small.code),
                larger_m2=pl.coalesce(*known).cast(pl.Float64),
                smaller_m2=pl.col(small.column).cast(pl.Float64),
            ).filter(pl.col("smaller_m2") > pl.col("larger_m2"))
        )
    return pl.concat(parts).sort("asset_code", "smaller_m2", maintain_order=True)


def compute_split(buildings: pl.DataFrame, function_areas: pl.DataFrame) -> pl.DataFrame:
    """The areas by function beside the internal floor area.

    Underground parking is inside the internal area in some portfolios and outside it in others; the reading that
    fits best is taken.

    Args:
        buildings: `asset_code`, `internal_floor_area_m2`. [m²]
        function_areas: `asset_code`, `function`, `area_m2`. [m²]

    Returns:
        One row per building: `asset_code`, `internal_floor_area_m2`, `split_m2` (null when nothing is known),
        `difference_m2` (split minus internal), `difference_share` (of the internal area).

    >>> buildings = pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [100.0]})
    >>> areas = pl.DataFrame({"asset_code": ["A"] * 2, "function": ["office", PARKING], "area_m2": [98.0, 40.0]})
    >>> compute_split(buildings, areas).row(0)
    ('A', 100.0, 98.0, -2.0, -0.02)
    """
    parking = pl.col("area_m2").filter(pl.col("function") == PARKING).sum()
    totals = function_areas.group_by("asset_code").agg(all_m2=pl.col("area_m2").sum(), parking_m2=parking)
    internal = pl.col("internal_floor_area_m2")
    without = pl.col("all_m2") - pl.col("parking_m2")
    nearer = (without - internal).abs() < (pl.col("all_m2") - internal).abs()
    return (
        buildings.select("asset_code", internal.cast(pl.Float64))
        .join(totals, on="asset_code", how="left")
        .with_columns(split_m2=pl.when(nearer).then(without).otherwise(pl.col("all_m2")))
        .with_columns(difference_m2=pl.col("split_m2") - internal)
        .with_columns(difference_share=pl.col("difference_m2") / pl.when(internal > 0).then(internal))
        .select("asset_code", "internal_floor_area_m2", "split_m2", "difference_m2", "difference_share")
        .sort("asset_code")
    )
