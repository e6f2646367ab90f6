"""What each vehicle used per month, in one pass over the transactions; every sum of the fleet starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from vloot.netting import net_transactions
from vloot.service import with_entity

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs

MEASURED, FROM_MONEY, FROM_DISTANCE = "measured", "estimated_from_money", "estimated_from_distance"
UNKNOWN = "unknown"
TOTAL, ESTIMATED_TOTAL = "year_total", "estimated_total"
ESTIMATES = (FROM_MONEY, FROM_DISTANCE, ESTIMATED_TOTAL)

_BY = ("vin", "year", "month", "kind", "product", "unit", "import_id")


def monthly_use(inputs: FleetInputs) -> pl.DataFrame:
    """Net quantities per vehicle, entity, month, product and import.

    Rows with money but no quantity are estimated at the median price of that product in that month (else year);
    without any price their quantity stays null and their origin is `unknown`.

    Returns:
        `vin`, `year`, `month`, `kind`, `product`, `unit`, `import_id`, `entity_code`, `origin`, `quantity`,
        `amount_net_eur`, `rows`.
    """
    net = net_transactions(inputs.transactions)
    complete = net.filter(pl.col("quantity").is_not_null())
    moved = inputs.vehicle_entities.select("vin").unique().lazy()
    stayed = _summed(complete.join(moved, on="vin", how="anti"), _BY).with_columns(origin=pl.lit(MEASURED))
    stayed = stayed.join(inputs.vehicles.select("vin", "entity_code"), on="vin", how="left")
    went = complete.join(moved, on="vin", how="semi").collect(engine="streaming").lazy()
    lost = _priced(net)
    apart = pl.concat([went.with_columns(origin=pl.lit(MEASURED)), lost.lazy()], how="diagonal_relaxed")
    placed = _summed(with_entity(apart, inputs.vehicles, inputs.vehicle_entities), (*_BY, "entity_code", "origin"))
    # Unknown is not zero.
    placed = placed.with_columns(quantity=pl.when(pl.col("origin") != UNKNOWN).then("quantity"))
    return pl.concat([stayed, placed.select(stayed.columns)], how="vertical_relaxed")


def _summed(rows: pl.LazyFrame, by: tuple[str, ...]) -> pl.DataFrame:
    money = pl.when(pl.col("amount_net_eur").count() > 0).then(pl.col("amount_net_eur").sum()).alias("amount_net_eur")
    sums = (pl.col("quantity").sum(), money, pl.col("rows").sum())
    return rows.group_by(by).agg(sums).collect(engine="streaming")


def _priced(net: pl.LazyFrame) -> pl.DataFrame:
    """Rows without a quantity, estimated from what they cost."""
    lost = net.filter(pl.col("quantity").is_null()).collect(engine="streaming")
    if lost.is_empty():
        return lost.with_columns(origin=pl.lit(UNKNOWN))
    price = pl.col("amount_gross_eur") / pl.col("quantity")
    sold = (
        net.filter(pl.col("quantity") > 0, pl.col("amount_gross_eur") > 0)
        .join(lost.lazy().select("product", "year").unique(), on=["product", "year"], how="semi")
        .select("product", "year", "month", _price=price)
        .collect(engine="streaming")
    )
    by_month = sold.group_by("product", "year", "month").agg(pl.col("_price").median().alias("_month_price"))
    by_year = sold.group_by("product", "year").agg(pl.col("_price").median().alias("_year_price"))
    return (
        lost.join(by_month, on=["product", "year", "month"], how="left")
        .join(by_year, on=["product", "year"], how="left")
        .with_columns(quantity=pl.col("amount_gross_eur") / pl.coalesce("_month_price", "_year_price"))
        .with_columns(origin=pl.when(pl.col("quantity").is_null()).then(pl.lit(UNKNOWN)).otherwise(pl.lit(FROM_MONEY)))
        .drop("_month_price", "_year_price")
    )
