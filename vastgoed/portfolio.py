"""The portfolio on a day: which assets were there, who managed them, and what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

    from vastgoed.inputs import EstateInputs


def compute_assets(inputs: EstateInputs, day: date | None = None) -> pl.DataFrame:
    """Buildings and technical infrastructure with everything the portfolio knows of them.

    Args:
        inputs: The registers.
        day: Only assets in the portfolio on this day, with their manager of that day; None is every asset ever, with
            its manager of today.

    Returns:
        One row per asset, by code: `asset_code`, `name`, `kind`, `entity_code`, `entity_name`, `municipality`,
        `valid_from`, `valid_until`, `sort` (of infrastructure) and the columns of the register `building`.
        `import_id` and `source_row` are those of the building, else of the asset.
    """
    assets = inputs.managed_asset.rename({"code": "asset_code"})
    if day is not None:
        assets = assets.filter(in_force("valid_from", "valid_until", day))
        assets = (
            assets.join(managers_on(inputs.asset_role, day), on="asset_code", how="left")
            .with_columns(pl.coalesce("manager", "entity_code").alias("entity_code"))
            .drop("manager")
        )
    names = inputs.entity.select(entity_code="code", entity_name="name")
    origin = ("import_id", "source_sheet", "source_row")
    joined = (
        assets.join(names, on="entity_code", how="left")
        .with_columns(pl.coalesce("entity_name", "entity_code").alias("entity_name"))
        .join(inputs.building, on="asset_code", how="left", suffix="_building")
        .join(inputs.infrastructure.select("asset_code", "sort"), on="asset_code", how="left")
    )
    return (
        joined.with_columns(pl.coalesce(f"{name}_building", name).alias(name) for name in origin)
        .drop(f"{name}_building" for name in origin)
        .sort("asset_code")
    )


def compute_buildings(inputs: EstateInputs, day: date) -> pl.DataFrame:
    """The real buildings on a day: no infrastructure, and no virtual buildings, whose parts count instead.

    Returns:
        Columns as `compute_assets`.
    """
    assets = compute_assets(inputs, day)
    return assets.filter(pl.col("kind") == "building", ~pl.col("is_virtual").fill_null(False))


def in_force(start: str, end: str, day: date) -> pl.Expr:
    """Whether a period holds on a day; an open side is null, the end is the first day it no longer holds.

    >>> from datetime import date
    >>> rows = pl.DataFrame({"a": [None, date(2020, 1, 1)], "b": [date(2025, 1, 1), None]})
    >>> rows.select(x=in_force("a", "b", date(2025, 1, 1)))["x"].to_list()
    [False, True]
    """
    started = pl.col(start).is_null() | (pl.col(start) <= day)
    return started & (pl.col(end).is_null() | (pl.col(end) > day))


def managers_on(roles: pl.DataFrame, day: date) -> pl.DataFrame:
    """Who managed each asset on a day, where its roles say so; the latest start wins where two overlap.

    Returns:
        `asset_code`, `manager`.
    """
    held = roles.filter(pl.col("role") == "manager", in_force("valid_from", "valid_until", day))
    return (
        held.sort("asset_code", "valid_from", "entity_code")
        .unique("asset_code", keep="last", maintain_order=True)
        .select("asset_code", manager="entity_code")
    )
