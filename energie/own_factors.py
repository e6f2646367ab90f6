"""Factors that the user brings, such as of a heat network: they go before published ones, and are always named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carriers
from kern.report import FactorUse

if TYPE_CHECKING:
    from collections.abc import Sequence

METRICS_OF = {
    "primary_energy": ("primary_energy_kwh",),
    "co2": ("location_based_co2_kg", "market_based_co2_kg"),
    "chp_primary_energy": ("chp_primary_energy_kwh",),
    "chp_co2": ("chp_location_based_co2_kg",),
}
"""Quantity -> the metrics it serves; CO2 of a fossil fuel serves the boundary of fossil fuels as well."""

OWN_SET = "eigen_factoren"
KEY = ["asset_code", "carrier", "year", "month"]
BY_MONTH = pl.Schema(
    {
        "asset_code": pl.String(),
        "carrier": pl.String(),
        "year": pl.Int32(),
        "month": pl.Int8(),
        "metric": pl.String(),
        "own": pl.Float64(),
        "publisher": pl.String(),
        "place": pl.String(),
        "valid_from": pl.Date(),
        "valid_until": pl.Date(),
    }
)


def metrics_of(quantity: str, carrier: str) -> tuple[str, ...]:
    """The metrics a factor serves.

    >>> metrics_of("co2", "district_heat")
    ('location_based_co2_kg', 'market_based_co2_kg')
    """
    found = METRICS_OF[quantity]
    is_fossil = carriers()[carrier].is_fossil
    return (*found, "fossil_only_co2_kg") if quantity == "co2" and is_fossil else found


def own_by_month(months: pl.DataFrame, own: pl.DataFrame | None) -> pl.DataFrame:
    """The user's factor for each asset, carrier and month that has one: the one that holds on the first day.

    A factor for one asset goes before one for all of them.

    Args:
        months: `asset_code`, `carrier`, `year`, `month`.
        own: `energie.inputs.OWN_FACTOR_COLUMNS`; None or empty has none.

    Returns:
        BY_MONTH.
    """
    if own is None or own.is_empty():
        return BY_MONTH.to_frame()
    rows = own.with_columns(
        metric=pl.struct("quantity", "carrier").map_elements(
            lambda row: list(metrics_of(row["quantity"], row["carrier"])), return_dtype=pl.List(pl.String)
        )
    ).explode("metric")
    first = pl.date("year", "month", 1)
    holds = (pl.col("valid_from").is_null() | (pl.col("valid_from") <= first)) & (
        pl.col("valid_until").is_null() | (pl.col("valid_until") > first)
    )
    places = months.select(KEY).unique(maintain_order=True)
    return (
        places.join(rows.rename({"asset_code": "of_asset", "value": "own"}), on="carrier", how="inner")
        .filter(holds, (pl.col("of_asset").fill_null("") == "") | (pl.col("of_asset") == pl.col("asset_code")))
        .sort(*KEY, "metric", pl.col("of_asset").fill_null("") == "", "valid_from", descending=[False] * 6 + [True])
        .unique([*KEY, "metric"], keep="first", maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in BY_MONTH.items())
    )


def with_own_factors(
    per_kwh: pl.DataFrame, brought: pl.DataFrame
) -> tuple[pl.DataFrame, list[tuple[str, str, int, FactorUse]]]:
    """Put the user's factors in the place of published ones.

    Args:
        per_kwh: A row per asset, carrier and month with a column per metric and `proxy_` of it.
        brought: From `own_by_month`.

    Returns:
        The rows; and per metric, carrier and year the factor as used.
    """
    for (metric,), part in sorted(brought.group_by("metric")):
        name = str(metric)
        is_new = name not in per_kwh.columns
        per_kwh = per_kwh.join(part.select(*KEY, "own"), on=KEY, how="left", maintain_order="left")
        value = pl.col("own").fill_null(0.0) if is_new else pl.coalesce("own", name)
        changed = [value.alias(name)]
        if not is_new:
            changed.append(pl.when(pl.col("own").is_null()).then(f"proxy_{name}").otherwise(0.0).alias(f"proxy_{name}"))
        per_kwh = per_kwh.with_columns(changed).drop("own")
    return per_kwh, _uses(brought)


def _uses(brought: pl.DataFrame) -> list[tuple[str, str, int, FactorUse]]:
    columns: Sequence[str] = ("metric", "carrier", "year", "own", "publisher", "place", "valid_from", "valid_until")
    rows = brought.select(columns).unique(maintain_order=True).iter_rows(named=True)
    return [
        (
            row["metric"].removeprefix("chp_"),
            row["carrier"],
            row["year"],
            FactorUse(
                key=f"eigen.{row['metric']}.{row['carrier']}",
                factor_set=OWN_SET,
                value=row["own"],
                unit="kWh/kWh" if "primary" in row["metric"] else "kg/kWh",
                valid_from=row["valid_from"].isoformat() if row["valid_from"] else "",
                valid_until=row["valid_until"].isoformat() if row["valid_until"] else "",
                source="",
                place=", ".join(filter(None, (row["publisher"], row["place"]))),
                certainty="",
                file="koers laad",
            ),
        )
        for row in rows
    ]
