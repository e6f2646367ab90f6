"""Yearly totals of an entity: what is left of a base year whose purchases are gone, and a check on other years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vloot.monthly import ESTIMATED_TOTAL, MEASURED, TOTAL
from vloot.products import carrier_of, kind_of, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

OF_TOTALS = (TOTAL, ESTIMATED_TOTAL)
DIFFERS_SHARE = 0.02
"""How far purchases may lie from the entity's own total; rounding and the turn of the year stay inside."""


def counted_totals(inputs: FleetInputs, purchases: pl.DataFrame) -> pl.DataFrame:
    """Totals of entities and years without purchases of that kind, as rows of consumption.

    Args:
        inputs: `year_totals`.
        purchases: Consumption out of purchases: `year`, `entity_code`, `kind`.

    Returns:
        `year`, `entity_code`, `vin` (null), `kind`, `product`, `carrier`, `unit`, `origin`, `quantity`,
        `amount_net_eur` (null), `rows`, `import_id`.
    """
    told = inputs.year_totals.with_columns(pl.col("year").cast(pl.Int32), kind=kind_of(pl.col("product")))
    seen = purchases.select("year", "entity_code", "kind").unique()
    return told.join(seen, on=["year", "entity_code", "kind"], how="anti").select(
        "year",
        "entity_code",
        pl.lit(None, pl.String).alias("vin"),
        "kind",
        "product",
        carrier_of(pl.col("product")).alias("carrier"),
        unit_of(pl.col("product")).alias("unit"),
        pl.when(pl.col("is_estimated")).then(pl.lit(ESTIMATED_TOTAL)).otherwise(pl.lit(TOTAL)).alias("origin"),
        "quantity",
        pl.lit(None, pl.Float64).alias("amount_net_eur"),
        pl.lit(1, pl.UInt32).alias("rows"),
        "import_id",
    )


def check_totals(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Purchases that do not add up to the total the entity told: invoices nobody held beside the transactions."""
    from vloot.result import compute_fleet

    bought = (
        compute_fleet(inputs, options)
        .consumption.filter(pl.col("origin") == MEASURED)
        .group_by("entity_code", "year", carrier="carrier")
        .agg(pl.col("quantity").sum().alias("bought"))
    )
    told = (
        inputs.year_totals.with_columns(pl.col("year").cast(pl.Int32), carrier=carrier_of(pl.col("product")))
        .group_by("entity_code", "year", "carrier")
        .agg(pl.col("quantity").sum().alias("told"))
        .join(bought, on=["entity_code", "year", "carrier"])
        .filter((pl.col("bought") - pl.col("told")).abs() > DIFFERS_SHARE * pl.col("told"))
        .sort("entity_code", "year", "carrier")
    )
    return [
        Finding(
            "fleet.total.differs",
            Severity.WARNING,
            N_("{entity}, {year}: purchases of {carrier} add up to {bought}, the total told is {told}."),
            {
                "entity": row["entity_code"],
                "year": row["year"],
                "carrier": row["carrier"],
                "bought": round(row["bought"], 1),
                "told": round(row["told"], 1),
            },
            remedy=N_("Look for files that are missing or stand in twice, or correct the total; the purchases count."),
        )
        for row in told.iter_rows(named=True)
    ]


def said_of_totals(consumption: pl.DataFrame, years: Sequence[int]) -> list[Finding]:
    """Years of the course that rest on totals instead of purchases."""
    told = consumption.filter(pl.col("origin").is_in(OF_TOTALS), pl.col("year").is_in(list(years)))
    return [
        Finding(
            "fleet.year.of_totals",
            Severity.INFO,
            N_("The fuel of {year} rests on yearly totals of {count} entities, without single purchases."),
            {"year": year, "count": told.filter(pl.col("year") == year)["entity_code"].n_unique()},
        )
        for year in told["year"].unique().sort().to_list()
    ]
