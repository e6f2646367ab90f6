"""Findings on kilometres and on what a vehicle uses per kilometre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_
from vloot.distance import readings
from vloot.monthly import MEASURED
from vloot.result import compute_fleet
from vloot.telling import some

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

MOST_KM_PER_DAY = 1500.0
LEAST_L_PER_100KM, MOST_L_PER_100KM = 2.0, 25.0
"""Band for cars and vans that burn fuel alone; outside it kilometres or litres are wrong."""

_FEWEST_KM = 2000.0
_SLACK_KM = 50.0


def check_odometer(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Readings that go back, and jumps no vehicle drives in a day (a digit too many)."""
    del options
    # On one day a card, a charger and a garage may have read in any order: only days are compared.
    daily = (
        readings(inputs.transactions)
        .group_by("vin", "day")
        .agg(pl.col("odometer_km").min().alias("_low"), pl.col("odometer_km").max().alias("_high"))
        .sort("vin", "day")
    )
    before = pl.col("_high").shift(1).over("vin")
    days = pl.col("day").diff().over("vin").dt.total_days()
    steps = daily.with_columns(_before=before, _days=days).filter(pl.col("_before").is_not_null()).collect()
    jumps = steps.filter((pl.col("_high") - pl.col("_before")) / pl.col("_days") > MOST_KM_PER_DAY)
    # What lies below a jump is the reading that was right.
    jumped = jumps.select("vin", _before="_high")
    back = steps.filter(pl.col("_low") < pl.col("_before") - _SLACK_KM).join(jumped, on=["vin", "_before"], how="anti")
    found = []
    for code, frame, text in (
        (
            "fleet.odometer.back",
            back,
            N_("{rows} odometer readings of {count} vehicles lie below an earlier one: {vins}."),
        ),
        (
            "fleet.odometer.jump",
            jumps,
            N_("{rows} odometer readings of {count} vehicles jump more than {most} km a day: {vins}."),
        ),
    ):
        if frame.is_empty():
            continue
        vins = frame["vin"].unique().sort().to_list()
        evidence = {"rows": frame.height, "count": len(vins), "vins": some(vins), "all_vins": vins}
        found.append(
            Finding(
                code,
                Severity.WARNING,
                text,
                {**evidence, "most": MOST_KM_PER_DAY},
                remedy=N_("Correct the reading at the source; kilometres leave such readings out."),
            )
        )
    return found


def check_consumption(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Litres per 100 km that no car or van can reach, in the report year."""
    result = compute_fleet(inputs, options)
    cars = inputs.vehicles.filter(pl.col("category").is_in(["M1", "N1"]), pl.col("powertrain").is_in(["ice", "hev"]))
    litres = (
        result.consumption.filter(
            pl.col("year") == options.report_year, pl.col("unit") == "l", pl.col("kind") == "fuel",
            pl.col("origin") == MEASURED,
        )
        .group_by("vin")
        .agg(pl.col("quantity").sum())
    )  # fmt: skip
    driven = result.distance.filter(
        pl.col("year") == options.report_year, "is_whole_year", pl.col("distance_km") >= _FEWEST_KM
    )
    odd = (
        litres.join(driven, on="vin")
        .join(cars.select("vin"), on="vin", how="semi")
        .with_columns(l_per_100km=pl.col("quantity") / pl.col("distance_km") * 100)
        .filter(~pl.col("l_per_100km").is_between(LEAST_L_PER_100KM, MOST_L_PER_100KM))
        .sort("vin")
    )
    if odd.is_empty():
        return []
    return [
        Finding(
            "fleet.consumption.impossible",
            Severity.WARNING,
            N_("{count} cars or vans used less than {least} or more than {most} litres per 100 km in {year}: {vins}."),
            {
                "count": odd.height,
                "least": LEAST_L_PER_100KM,
                "most": MOST_L_PER_100KM,
                "year": options.report_year,
                "vins": some(odd["vin"].to_list()),
                "all_vins": odd["vin"].to_list(),
            },
            remedy=N_("Look for missing refuellings, a second vehicle on the card, or a wrong odometer."),
        )
    ]
