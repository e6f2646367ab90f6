"""Floor area and people per asset and year: what explains a change of use that is no saving."""

from __future__ import annotations

import polars as pl

QUANTITIES = ("gross_floor_area_m2", "fte")
"""In order of preference: floor area where two years of it are known, else people housed."""


def activity_of(register: pl.DataFrame) -> pl.DataFrame:
    """One quantity per asset, the same in all its years.

    Args:
        register: `asset_code`, `year`, QUANTITIES.

    Returns:
        `asset_code`, `year`, `activity`: only assets with two known years of one quantity.

    >>> rows = pl.DataFrame({"asset_code": ["A", "A"], "year": [2019, 2025], "gross_floor_area_m2": [100.0, None],
    ...                      "fte": [10.0, 8.0]})
    >>> activity_of(rows)["activity"].to_list()
    [10.0, 8.0]
    """
    found, left = [], register
    for name in QUANTITIES:
        known = left.filter(pl.col(name) > 0)
        enough = known.filter(pl.len().over("asset_code") > 1)
        found.append(
            enough.select("asset_code", pl.col("year").cast(pl.Int32), pl.col(name).cast(pl.Float64).alias("activity"))
        )
        left = left.join(enough, on="asset_code", how="anti")
    return pl.concat(found).sort("asset_code", "year")
