"""Litres, kilograms and kWh per vehicle, entity and year, with the estimated part apart."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from kern.sources import read_table
from vloot.distance import compute_distance
from vloot.inputs import FleetInputs
from vloot.netting import net_transactions
from vloot.products import USUAL_PRODUCT, carrier_of, unit_of
from vloot.service import BURNS_NOTHING, service_periods, with_entity

MEASURED, FROM_MONEY, FROM_DISTANCE = "measured", "estimated_from_money", "estimated_from_distance"
UNKNOWN = "unknown"
ESTIMATES = (FROM_MONEY, FROM_DISTANCE)

CONSUMPTION = pl.Schema(
    {
        "year": pl.Int32(),
        "entity_code": pl.String(),
        "vin": pl.String(),
        "kind": pl.String(),
        "product": pl.String(),
        "carrier": pl.String(),
        "unit": pl.String(),
        "origin": pl.String(),
        "quantity": pl.Float64(),
        "amount_net_eur": pl.Float64(),
        "rows": pl.UInt32(),
        "import_id": pl.Int64(),
    }
)


def compute_consumption(inputs: FleetInputs) -> pl.DataFrame:
    """What the vehicles used, in the unit of each product.

    Rows with money but no quantity are estimated at the median price of that product in that month (else year).
    Vehicles that burn fuel and have no row at all in a year, but do have kilometres, are estimated from their own
    consumption in other years, else from `data/fleet/vehicle_classes.csv`.

    Returns:
        Columns of `CONSUMPTION`. `origin` is measured, estimated_from_money, estimated_from_distance or unknown
        (money without a price to go by: quantity null); `entity_code`
        is null for a vehicle that is not in the register; `import_id` is null for kilometres.
    """
    net = with_entity(net_transactions(inputs.transactions), inputs.vehicles, inputs.vehicle_entities)
    grouped = (
        _priced(net)
        .group_by("year", "entity_code", "vin", "kind", "product", "unit", "origin", "import_id")
        .agg(pl.col("quantity").sum(), _known_sum("amount_net_eur"), pl.col("rows").sum())
        .with_columns(
            carrier=carrier_of(pl.col("product")), quantity=pl.when(pl.col("origin") != UNKNOWN).then("quantity")
        )
        .collect()
    )
    used = grouped.select(pl.col(name).cast(dtype) for name, dtype in CONSUMPTION.items())
    return pl.concat([used, _from_distance(inputs, used)]).sort(
        "year", "entity_code", "vin", "product", "origin", "import_id"
    )


def _known_sum(name: str) -> pl.Expr:
    """A sum that is unknown when nothing in it is known."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _priced(net: pl.LazyFrame) -> pl.LazyFrame:
    """Rows with their origin; missing quantities from money. Where no price is known the quantity stays null."""
    price = pl.col("amount_gross_eur") / pl.col("quantity")
    sold = net.filter(pl.col("quantity") > 0, pl.col("amount_gross_eur") > 0)
    by_month = sold.group_by("product", "year", "month").agg(price.median().alias("_month_price"))
    by_year = sold.group_by("product", "year").agg(price.median().alias("_year_price"))
    lost = pl.col("quantity").is_null()
    complete = net.filter(~lost).with_columns(origin=pl.lit(MEASURED))
    found = (
        net.filter(lost)
        .join(by_month, on=["product", "year", "month"], how="left")
        .join(by_year, on=["product", "year"], how="left")
        .with_columns(quantity=pl.col("amount_gross_eur") / pl.coalesce("_month_price", "_year_price"))
        .with_columns(origin=pl.when(pl.col("quantity").is_null()).then(pl.lit(UNKNOWN)).otherwise(pl.lit(FROM_MONEY)))
        .drop("_month_price", "_year_price")
    )
    return pl.concat([complete, found])


@lru_cache(maxsize=1)
def class_consumption() -> pl.DataFrame:
    """Default consumption by class: `category`, `powertrain`, `fuel`, `_class_per_km` (litres or kWh per km)."""
    return (
        read_table("fleet/vehicle_classes.csv")
        .with_columns(pl.col("consumption").cast(pl.Float64))
        .filter(pl.col("consumption").is_not_null())
        .select("category", "powertrain", "fuel", _class_per_km=pl.col("consumption") / 100)
    )


def silent_vehicles(inputs: FleetInputs, used: pl.DataFrame) -> pl.DataFrame:
    """Fuel-burning vehicles without a single refuelling in a year in which they were in service.

    Returns:
        `vin`, `year` and the register's columns. Only years in which some vehicle of the fleet refuelled.
    """
    years = sorted(used.filter(pl.col("kind") == "fuel")["year"].unique().to_list())
    burning = expected_vehicles(inputs, years)
    seen = used.filter(pl.col("kind") == "fuel").select("vin", "year").unique()
    return burning.join(seen, on=["vin", "year"], how="anti")


def expected_vehicles(inputs: FleetInputs, years: list[int], least_days: int = 60) -> pl.DataFrame:
    """Vehicles that must have refuelled: they burn fuel and were in service for some time in the year.

    Args:
        inputs: The fleet's data.
        years: Years to look at.
        least_days: Days in service from which a refuelling is expected; a new tank lasts that long.

    Returns:
        `vin`, `year` and the register's columns.
    """
    seen = last_seen(inputs.transactions)
    periods = service_periods(inputs.vehicles, inputs.plates, seen)
    burning = inputs.vehicles.filter(
        ~pl.col("powertrain").fill_null("").is_in(BURNS_NOTHING) & (pl.col("fuel").fill_null("") != "electricity")
    )
    grid = burning.join(periods, on="vin").join(pl.DataFrame({"year": pl.Series(years, dtype=pl.Int32)}), how="cross")
    first, after = pl.date(pl.col("year"), 1, 1), pl.date(pl.col("year") + 1, 1, 1)
    start = pl.max_horizontal(pl.col("service_start").fill_null(first), first)
    # Gone without a date and never seen: nothing says it was there.
    gone = pl.col("service_end").is_null() & ~pl.col("status").fill_null("active").is_in(["active", "reserve"])
    end = pl.when(gone).then(first).otherwise(pl.min_horizontal(pl.col("service_end").fill_null(after), after))
    days = (end - start).dt.total_days()
    return grid.filter((days >= least_days) & (pl.col("status").fill_null("active") != "reserve"))


def last_seen(transactions: pl.LazyFrame) -> pl.DataFrame:
    """Last day with a row of any kind: `vin`, `day`."""
    return (
        transactions.group_by("vin")
        .agg(pl.col("at_utc").max().dt.convert_time_zone("Europe/Brussels").dt.date().alias("day"))
        .collect()
    )


def _from_distance(inputs: FleetInputs, used: pl.DataFrame) -> pl.DataFrame:
    silent = silent_vehicles(inputs, used)
    if silent.is_empty():
        return pl.DataFrame(schema=CONSUMPTION)
    distance = compute_distance(inputs.transactions)
    own = (
        used.filter(pl.col("kind") == "fuel", pl.col("origin") == MEASURED)
        .group_by("vin", "year")
        .agg(pl.col("quantity").sum())
        .join(distance.filter("is_whole_year", pl.col("distance_km") > 0), on=["vin", "year"])
        .group_by("vin")
        .agg((pl.col("quantity").sum() / pl.col("distance_km").sum()).alias("_own_per_km"))
    )
    rows = (
        silent.join(distance, on=["vin", "year"])
        .join(own, on="vin", how="left")
        .join(class_consumption(), on=["category", "powertrain", "fuel"], how="left")
        .with_columns(
            quantity=pl.col("distance_km") * pl.coalesce("_own_per_km", "_class_per_km"),
            product=pl.col("fuel").replace_strict(USUAL_PRODUCT, default=None, return_dtype=pl.String),
            day=pl.date(pl.col("year"), 7, 1),
        )
        .filter(pl.col("quantity").is_not_null() & pl.col("product").is_not_null())
        .drop("entity_code")
    )
    placed = with_entity(rows.lazy(), inputs.vehicles, inputs.vehicle_entities).collect()
    return placed.select(
        "year",
        "entity_code",
        "vin",
        kind=pl.lit("fuel"),
        product="product",
        carrier=carrier_of(pl.col("product")),
        unit=unit_of(pl.col("product")),
        origin=pl.lit(FROM_DISTANCE),
        quantity="quantity",
        amount_net_eur=pl.lit(None, pl.Float64),
        rows=pl.lit(0, pl.UInt32),
        import_id=pl.lit(None, pl.Int64),
    )
