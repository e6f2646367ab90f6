"""Litres, kilograms and kWh per vehicle, entity and year, with the estimated part apart."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from kern.sources import read_table
from vloot.distance import compute_distance
from vloot.inputs import FleetInputs
from vloot.monthly import FROM_DISTANCE, MEASURED, monthly_use
from vloot.products import USUAL_PRODUCT, carrier_of, unit_of
from vloot.service import BURNS_NOTHING, service_periods, with_entity
from vloot.year_totals import counted_totals

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


def compute_consumption(inputs: FleetInputs, monthly: pl.DataFrame | None = None) -> pl.DataFrame:
    """What the vehicles used, in the unit of each product.

    Vehicles that burn fuel and have no row at all in a year, but do have kilometres, are estimated from their own
    consumption in other years, else from `data/fleet/vehicle_classes.csv`.

    Args:
        inputs: The fleet's data.
        monthly: What `vloot.monthly.monthly_use` gives, when it was computed before.

    Returns:
        Columns of `CONSUMPTION`. `origin` is measured, estimated_from_money, estimated_from_distance, year_total,
        estimated_total (both without `vin`) or unknown (money without a price to go by: quantity null);
        `entity_code` is null for a vehicle that is not in the register; `import_id` is null for kilometres.
    """
    monthly = monthly_use(inputs) if monthly is None else monthly
    by = ["year", "entity_code", "vin", "kind", "product", "unit", "origin", "import_id"]
    sums = [_known_sum(name) for name in ("quantity", "amount_net_eur")]
    grouped = monthly.group_by(by).agg(*sums, pl.col("rows").sum())
    grouped = grouped.with_columns(carrier=carrier_of(pl.col("product")))
    used = grouped.select(pl.col(name).cast(dtype) for name, dtype in CONSUMPTION.items())
    return pl.concat([used, _from_distance(inputs, used), counted_totals(inputs, used)]).sort(
        "year", "entity_code", "vin", "product", "origin", "import_id"
    )


def _known_sum(name: str) -> pl.Expr:
    """A sum that is unknown when nothing in it is known; rounded, so that it does not hang on the order of rows."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum().round(6)).alias(name)


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
