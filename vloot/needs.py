"""What each vehicle is needed for: kilometres a year, the range of a long day, and where it stands at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from vloot.distance import believable, readings
from vloot.monthly import ESTIMATES
from vloot.products import USUAL_PRODUCT, carrier_of
from vloot.service import in_service_on

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.result import FleetResult

WORKING_SHARE = 5 / 7
"""Part of the days on which a service vehicle drives."""

LONG_DAY_QUANTILE = 0.95
_LONGEST_GAP_DAYS = 31
_LEAST_SHARE = 0.15


@dataclass(frozen=True)
class Need:
    """One vehicle in service and what it does.

    Args:
        vin: Chassis number.
        entity_code: Entity.
        home_base: Asset it stands at, or None.
        category: M1, N1 and so on, or None.
        powertrain: Powertrain, or None.
        fuel: Fuel, or None.
        use_type: pool, technical, assigned, take_home or None.
        ownership: owned, lease, rent or None.
        purchase_price_eur: Price when bought, or None.
        lease_eur_per_month: Lease price, or None.
        upkeep_eur_per_year: What its upkeep costs in a year, or None.
        contract_ends_on: End of the lease, or None.
        started_on: First day in service, or None.
        first_registered_on: First registration, or None.
        distance_km: Kilometres of a whole year, or None when it came too late in the year to tell.
        fuel_quantity: Litres or kilograms of a whole year.
        fuel_co2_kg: Tank-to-wheel CO2 of a whole year.
        carrier: Carrier of its fuel, or None.
        charged_kwh: Charged in a whole year.
        long_day_km: Kilometres of a long working day, or None.
        is_estimated: Whether its fuel is an estimate.
    """

    vin: str
    entity_code: str
    home_base: str | None
    category: str | None
    powertrain: str | None
    fuel: str | None
    use_type: str | None
    ownership: str | None
    purchase_price_eur: float | None
    lease_eur_per_month: float | None
    upkeep_eur_per_year: float | None
    contract_ends_on: date | None
    started_on: date | None
    first_registered_on: date | None
    distance_km: float | None
    fuel_quantity: float
    fuel_co2_kg: float
    carrier: str | None
    charged_kwh: float
    long_day_km: float | None
    is_estimated: bool


def long_days(transactions: pl.LazyFrame) -> pl.DataFrame:
    """Kilometres of a long working day per vehicle: `vin`, `long_day_km`.

    From odometer readings at most a month apart: kilometres per working day, of which the 95th percentile is taken. The
    longest single day may be longer; own trip data would say so.
    """
    daily = readings(transactions).group_by("vin", "day").agg(pl.col("odometer_km").max())
    told = believable(daily).collect(engine="streaming").sort("vin", "day")
    days = pl.col("day").diff().over("vin").dt.total_days()
    km = pl.col("odometer_km").diff().over("vin")
    return (
        told.with_columns(_days=days, _km=km)
        .filter(pl.col("_days").is_between(1, _LONGEST_GAP_DAYS))
        .group_by("vin")
        .agg(
            (pl.col("_km") / (pl.col("_days") * WORKING_SHARE).clip(1)).quantile(LONG_DAY_QUANTILE).alias("long_day_km")
        )
    )


def _share_of_year(year: int) -> pl.Expr:
    """Part of the year in which the vehicle was there; one that came in between did less than it will do."""
    days = (pl.lit(date(year + 1, 1, 1)) - pl.col("service_start")).dt.total_days()
    return pl.when(pl.col("service_start") > date(year, 1, 1)).then(days / 365).otherwise(1.0)


def fleet_needs(inputs: FleetInputs, result: FleetResult, year: int) -> list[Need]:
    """Every vehicle in service on 31 December with what it did in that year."""
    vehicles = in_service_on(inputs.vehicles, result.periods, date(year, 12, 31))
    of_year = result.emissions.frame.filter(pl.col("year") == year)
    used = of_year.group_by("vin").agg(
        pl.col("quantity").filter(pl.col("kind") == "fuel").sum().alias("fuel_quantity"),
        pl.col("fuel_co2_kg").sum(),
        pl.col("quantity").filter(pl.col("kind") == "charge").sum().alias("charged_kwh"),
        pl.col("origin").is_in(ESTIMATES).any().alias("is_estimated"),
    )
    driven = result.distance.filter(pl.col("year") == year).select("vin", "distance_km")
    product = pl.col("fuel").replace_strict(USUAL_PRODUCT, default=None, return_dtype=pl.String)
    joined = (
        vehicles.join(used, on="vin", how="left")
        .join(driven, on="vin", how="left")
        .join(long_days(inputs.transactions), on="vin", how="left")
        .with_columns(carrier=carrier_of(product), _share=_share_of_year(year))
        .with_columns(
            (pl.col(name) / pl.col("_share")).alias(name)
            for name in ("distance_km", "fuel_quantity", "fuel_co2_kg", "charged_kwh")
        )
        .with_columns(distance_km=pl.when(pl.col("_share") >= _LEAST_SHARE).then("distance_km"))
        .sort("vin")
    )
    return [
        Need(
            vin=row["vin"],
            entity_code=row["entity_code"],
            home_base=row["home_base"],
            category=row["category"],
            powertrain=row["powertrain"],
            fuel=row["fuel"],
            use_type=row["use_type"],
            ownership=row["ownership"],
            purchase_price_eur=row["purchase_price_eur"],
            lease_eur_per_month=row["lease_eur_per_month"],
            upkeep_eur_per_year=row["upkeep_eur_per_year"],
            contract_ends_on=row["contract_ends_on"],
            started_on=row["service_start"],
            first_registered_on=row["first_registered_on"],
            distance_km=row["distance_km"],
            fuel_quantity=row["fuel_quantity"] or 0.0,
            fuel_co2_kg=row["fuel_co2_kg"] or 0.0,
            carrier=row["carrier"],
            charged_kwh=row["charged_kwh"] or 0.0,
            long_day_km=row["long_day_km"],
            is_estimated=bool(row["is_estimated"]),
        )
        for row in joined.iter_rows(named=True)
    ]
