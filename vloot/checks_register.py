"""Findings on the register: what it lacks, and what the transactions know better."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vloot.consumption import silent_vehicles
from vloot.monthly import FROM_DISTANCE, MEASURED
from vloot.readers.register import FIELDS
from vloot.result import compute_fleet
from vloot.service import in_service_on, service_periods
from vloot.telling import some

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

REQUIRED = ("category", "powertrain", "fuel", "first_registered_on", "ownership", "use_type")
"""What a vehicle record must hold for the reporting, the quota and the replacement plan."""

_GRACE_DAYS = 31
_HEADINGS = {field.name: field.headings[0] for field in FIELDS}


def check_unknown_vehicles(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Transactions of chassis numbers that are not in the register: they count in the total and for no entity."""
    del options
    strange = (
        inputs.transactions.join(inputs.vehicles.lazy().select("vin"), on="vin", how="anti")
        .group_by("vin")
        .agg(pl.len().alias("rows"))
        .sort("vin")
        .collect()
    )
    if strange.is_empty():
        return []
    return [
        Finding(
            "fleet.vin.unknown",
            Severity.WARNING,
            N_("{rows} transactions of {count} vehicles that are not in the register: {vins}."),
            {"rows": int(strange["rows"].sum()), "count": strange.height, "vins": some(strange["vin"].to_list())},
            remedy=N_("Add them to the vehicle register; until then they count for no entity."),
        )
    ]


def check_register_gaps(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Fields a record needs and lacks, per field."""
    del options
    found = []
    for name in REQUIRED:
        lacking = inputs.vehicles.filter(pl.col(name).is_null()).sort("vin")["vin"].to_list()
        if lacking:
            found.append(
                Finding(
                    "fleet.register.gap",
                    Severity.WARNING,
                    N_("{count} vehicles have no {field} in the register: {vins}."),
                    {"count": len(lacking), "field": _HEADINGS[name], "vins": some(lacking)},
                    remedy=N_("Complete the vehicle register and load it again."),
                )
            )
    return found


def check_costs(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Vehicles in service of which nobody wrote down what they cost: price, lease, upkeep."""
    periods = service_periods(inputs.vehicles, inputs.plates)
    there = in_service_on(inputs.vehicles, periods, date(options.report_year, 12, 31))
    owned, hired = pl.col("ownership") == "owned", pl.col("ownership").is_in(["lease", "rent"])
    found = []
    for text, lacking, severity in (
        (
            N_("{count} of {all} vehicles in service have no purchase price in the register: {vins}."),
            owned & pl.col("purchase_price_eur").is_null(),
            Severity.WARNING,
        ),
        (
            N_("{count} of {all} vehicles in service have no lease price in the register: {vins}."),
            hired & pl.col("lease_eur_per_month").is_null(),
            Severity.INFO,
        ),
        (
            N_("{count} of {all} vehicles in service have no cost of upkeep in the register: {vins}."),
            pl.col("upkeep_eur_per_year").is_null(),
            Severity.INFO,
        ),
    ):
        vins = there.filter(lacking.fill_null(False)).sort("vin")["vin"].to_list()
        if vins:
            evidence = {"count": len(vins), "all": there.height, "vins": some(vins)}
            remedy = N_("Complete the vehicle register; without it the plan counts with proposals.")
            found.append(Finding("fleet.cost.unrecorded", severity, text, evidence, remedy=remedy))
    return found


def check_plates(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """One plate on two vehicles at the same time: transactions by plate cannot be placed."""
    del options
    rows = inputs.plates.select("plate", "vin", "valid_from", "valid_until")
    pairs = rows.join(rows, on="plate", suffix="_other").filter(
        (pl.col("vin") < pl.col("vin_other"))
        & (pl.col("valid_until").is_null() | (pl.col("valid_from_other") < pl.col("valid_until")))
        & (pl.col("valid_until_other").is_null() | (pl.col("valid_from") < pl.col("valid_until_other")))
    )
    if pairs.is_empty():
        return []
    vins = sorted({*pairs["vin"], *pairs["vin_other"]})
    return [
        Finding(
            "fleet.plate.shared",
            Severity.WARNING,
            N_("{count} plates stand on two vehicles at the same time: {vins}."),
            {"count": pairs["plate"].n_unique(), "vins": some(vins)},
            remedy=N_("Fill in until when the plate was on the first vehicle."),
        )
    ]


def check_service_period(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Refuelling or charging outside the days on which the vehicle was in service."""
    del options
    periods = service_periods(inputs.vehicles, inputs.plates).lazy()
    day = pl.col("at_utc").dt.convert_time_zone("Europe/Brussels").dt.date()
    outside = (
        inputs.transactions.filter(pl.col("kind").is_in(["fuel", "charge"]))
        .join(periods, on="vin")
        .filter(
            (day < pl.col("service_start") - pl.duration(days=_GRACE_DAYS))
            | (day > pl.col("service_end") + pl.duration(days=_GRACE_DAYS))
        )
        .group_by("vin")
        .agg(pl.len().alias("rows"))
        .sort("vin")
        .collect()
    )
    if outside.is_empty():
        return []
    return [
        Finding(
            "fleet.service.outside",
            Severity.WARNING,
            N_("{rows} purchases of {count} vehicles lie more than a month outside their days in service: {vins}."),
            {"rows": int(outside["rows"].sum()), "count": outside.height, "vins": some(outside["vin"].to_list())},
            remedy=N_("Correct the dates in the register, or block the card."),
        )
    ]


def check_silent_vehicles(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Vehicles that burn fuel, were in service in the report year and have no refuelling."""
    result = compute_fleet(inputs, options)
    silent = silent_vehicles(inputs, result.consumption.filter(pl.col("origin") == MEASURED))
    chosen = silent.filter(pl.col("year") == options.report_year).sort("vin")
    if chosen.is_empty():
        return []
    estimated = result.consumption.filter(
        (pl.col("origin") == FROM_DISTANCE) & (pl.col("year") == options.report_year)
    )["vin"].n_unique()
    return [
        Finding(
            "fleet.fuel.absent",
            Severity.WARNING,
            N_(
                "{count} vehicles that burn fuel have no refuelling in {year} ({estimated} of them are estimated from "
                "kilometres): {vins}."
            ),
            {
                "count": chosen.height,
                "year": options.report_year,
                "estimated": estimated,
                "vins": some(chosen["vin"].to_list()),
            },
            remedy=N_("Load the missing fuel-card file, or end the vehicle in the register."),
        )
    ]
