"""How complete each entity's fleet data is: what its reporting, its quota and its transfer can rest on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from vloot.checks_register import REQUIRED
from vloot.consumption import expected_vehicles
from vloot.monthly import MEASURED
from vloot.service import in_service_on

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions
    from vloot.result import FleetResult

PARTS = ("register_share", "fuel_share", "odometer_share", "contract_share", "charging_share", "clean_purchase_share")
"""The parts of readiness; a part that does not apply is null and leaves the product alone."""

_LEAST_DAYS = 60


def compute_readiness(inputs: FleetInputs, result: FleetResult, options: FleetOptions) -> pl.DataFrame:
    """Completeness per entity in the report year, after the failures the audit of 2017 found.

    Returns:
        One row per entity with vehicles in service on 31 December: `entity_code`, `vehicle_count`, the shares of
        `PARTS`, `readiness_share` (their product) and `weakest` (the lowest part).

        `register_share`: vehicles of which no required field is empty. `fuel_share`: fuel-burning vehicles with
        measured fuel. `odometer_share`: vehicles with kilometres over the whole year. `contract_share`: leased or
        rented vehicles with an end date, owned ones with a purchase price. `charging_share`: electric vehicles with
        charging. `clean_purchase_share`: purchases with a quantity in the right unit, of a vehicle in the register.
    """
    year = options.report_year
    day = date(year, 12, 31)
    vehicles = in_service_on(inputs.vehicles, result.periods, day).filter(pl.col("entity_code").is_not_null())
    complete = pl.all_horizontal(pl.col(name).is_not_null() for name in REQUIRED)
    owned = pl.col("ownership") == "owned"
    settled = (
        pl.when(owned)
        .then(pl.col("purchase_price_eur").is_not_null())
        .otherwise(pl.col("contract_ends_on").is_not_null())
    )
    driven = result.distance.filter(pl.col("year") == year, "is_whole_year")["vin"]
    newly = (pl.col("service_start") > date(year, 1, 1)).fill_null(False)
    charged = result.consumption.filter(pl.col("year") == year, pl.col("kind") == "charge")["vin"]
    electric = pl.col("powertrain") == "bev"
    # A vehicle that came during the year cannot have been read over the whole of it.
    counted = vehicles.with_columns(
        _complete=complete,
        _settled=pl.when(pl.col("ownership").is_not_null()).then(settled).otherwise(False),
        _driven=pl.when(~newly).then(pl.col("vin").is_in(driven.implode())),
        _charged=pl.when(electric & ~newly).then(pl.col("vin").is_in(charged.implode())),
    )
    shares = counted.group_by("entity_code").agg(
        pl.len().alias("vehicle_count"),
        pl.col("_complete").mean().alias("register_share"),
        pl.col("_driven").mean().alias("odometer_share"),
        pl.col("_settled").mean().alias("contract_share"),
        pl.col("_charged").mean().alias("charging_share"),
    )
    joined = (
        shares.join(_fuel_shares(inputs, result, year), on="entity_code", how="left")
        .join(_clean_shares(inputs, year), on="entity_code", how="left")
        .select("entity_code", "vehicle_count", *PARTS)
    )
    known = [pl.col(part).fill_null(1.0) for part in PARTS]
    lowest = pl.min_horizontal(PARTS)
    weakest = pl.coalesce(pl.when(pl.col(part) == lowest).then(pl.lit(part)) for part in PARTS)
    return joined.with_columns(
        readiness_share=pl.fold(pl.lit(1.0), lambda product, part: product * part, known),
        weakest=pl.when(lowest < 1).then(weakest),
    ).sort("entity_code")


def _fuel_shares(inputs: FleetInputs, result: FleetResult, year: int) -> pl.DataFrame:
    measured = result.consumption.filter(
        pl.col("year") == year, pl.col("kind") == "fuel", pl.col("origin") == MEASURED
    )["vin"]
    expected = expected_vehicles(inputs, [year], _LEAST_DAYS)
    seen = pl.col("vin").is_in(measured.implode())
    return expected.group_by("entity_code").agg(seen.mean().alias("fuel_share"))


def _clean_shares(inputs: FleetInputs, year: int) -> pl.DataFrame:
    """Purchases of the year with a quantity in the unit the issuer gave."""
    return (
        inputs.transactions.filter(pl.col("kind").is_in(["fuel", "charge"]), pl.col("year") == year)
        .group_by("vin")
        .agg(pl.len().alias("_rows"), (pl.col("quality") == "measured").sum().alias("_clean"))
        .join(inputs.vehicles.lazy().select("vin", "entity_code"), on="vin")
        .group_by("entity_code")
        .agg((pl.col("_clean").sum() / pl.col("_rows").sum()).alias("clean_purchase_share"))
        .collect(engine="streaming")
    )
