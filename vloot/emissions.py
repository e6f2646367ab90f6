"""CO2 of the fleet: fuel tank-to-wheel is the indicator; well-to-wheel and charging stand beside it, never in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import FactorMissing
from kern.findings import Finding, Severity
from kern.language import N_
from kern.sources import Factor, factor
from vloot.monthly import ESTIMATES

if TYPE_CHECKING:
    from vloot.options import FleetOptions

TABLE = "factors/emission.csv"
GRID_DIRECT, GRID_LIFECYCLE = "co2.electricity.location.direct", "co2.electricity.location.lifecycle"
MEASURES = ("fuel_co2_kg", "well_to_wheel_co2e_kg", "charging_co2e_kg")


@dataclass(frozen=True)
class Emissions:
    """Emissions with what they rest on.

    Args:
        frame: Consumption with `fuel_co2_kg` (tank-to-wheel, zero for charging), `well_to_wheel_co2e_kg`,
            `charging_co2e_kg` (grid, direct), `factor_set`, `well_to_wheel_set`, `is_estimated`.
        factors: Every factor used, by measure, product and year.
        findings: Factors that were missing beside the indicator; the values they would give are null.
    """

    frame: pl.DataFrame
    factors: dict[tuple[str, str, int], Factor]
    findings: list[Finding]


def factor_day(year: int) -> date:
    """The day whose factor holds for a year: its middle."""
    return date(year, 7, 1)


def compute_emissions(consumption: pl.DataFrame, options: FleetOptions) -> Emissions:
    """CO2 of each row of consumption, with the set of each factor in the row.

    Args:
        consumption: Columns of `vloot.consumption.CONSUMPTION`.
        options: Factor sets; with `with_estimates` off, estimated rows are left out.

    Raises:
        FactorMissing: The indicator has no factor for a fuel and year.
    """
    if not options.with_estimates:
        consumption = consumption.filter(~pl.col("origin").is_in(ESTIMATES))
    wanted = consumption.select("kind", "carrier", "year").unique().sort("kind", "carrier", "year")
    factors: dict[tuple[str, str, int], Factor] = {}
    missing: dict[tuple[str, str], list[int]] = {}
    rows = []
    for kind, carrier, year in wanted.rows():
        day = factor_day(year)
        if kind == "fuel":
            keys = {
                "fuel_co2_kg": (f"co2.{carrier}.ttw", options.factor_set),
                "well_to_wheel_co2e_kg": (f"co2.{carrier}.wtw", options.well_to_wheel_set),
            }
        else:
            keys = {
                "charging_co2e_kg": (GRID_DIRECT, options.electricity_set),
                "well_to_wheel_co2e_kg": (GRID_LIFECYCLE, options.electricity_lifecycle_set),
            }
        row: dict[str, object] = {"kind": kind, "carrier": carrier, "year": year}
        for measure, (key, factor_set) in keys.items():
            try:
                used = factor(TABLE, key, day, factor_set)
            except FactorMissing:
                # The indicator must be whole; what stands beside it may have a gap, and says so.
                if measure == "fuel_co2_kg":
                    raise
                missing.setdefault((key, factor_set), []).append(year)
                continue
            factors[(measure, carrier, year)] = used
            row[f"_{measure}"] = used.value
        rows.append(row)
    schema = {
        "kind": pl.String,
        "carrier": pl.String,
        "year": pl.Int32,
        **{f"_{name}": pl.Float64 for name in MEASURES},
    }
    joined = consumption.join(pl.DataFrame(rows, schema=schema), on=["kind", "carrier", "year"], how="left")
    values = {name: pl.col("quantity") * pl.col(f"_{name}") for name in MEASURES}
    is_fuel = pl.col("kind") == "fuel"
    frame = joined.with_columns(
        fuel_co2_kg=pl.when(is_fuel).then(values["fuel_co2_kg"]).otherwise(0.0),
        charging_co2e_kg=pl.when(is_fuel).then(0.0).otherwise(values["charging_co2e_kg"]),
        well_to_wheel_co2e_kg=values["well_to_wheel_co2e_kg"],
        factor_set=pl.when(is_fuel).then(pl.lit(options.factor_set)).otherwise(pl.lit(options.electricity_set)),
        well_to_wheel_set=pl.when(is_fuel)
        .then(pl.lit(options.well_to_wheel_set))
        .otherwise(pl.lit(options.electricity_lifecycle_set)),
        is_estimated=pl.col("origin").is_in(ESTIMATES),
    ).drop(f"_{name}" for name in MEASURES)
    return Emissions(frame, factors, [_factor_gap(*which, years) for which, years in missing.items()])


def _factor_gap(key: str, factor_set: str, years: list[int]) -> Finding:
    return Finding(
        "fleet.factor.missing",
        Severity.WARNING,
        N_("Factor {key} of set {factor_set} is missing for {years}: that part is not shown."),
        {"key": key, "factor_set": factor_set, "years": ", ".join(str(year) for year in years)},
        remedy=N_("Add a row with its source to data/factors/emission.csv, or choose another set."),
    )


def sum_emissions(frame: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Totals by columns such as `year`, `entity_code`, `vin`.

    Returns:
        The columns of `by`, `fuel_co2_kg`, `well_to_wheel_co2e_kg`, `charging_co2e_kg` (null when a factor is
        missing), `estimated_share` (of the fuel CO2), `charging_kwh`, `factor_set`.
    """
    fuel = pl.col("fuel_co2_kg")
    # A sum with an unknown part is unknown.
    whole = {name: pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()) for name in MEASURES[1:]}
    return (
        frame.group_by(by)
        .agg(
            fuel.sum(),
            **whole,
            charging_kwh=pl.col("quantity").filter(pl.col("kind") == "charge").sum(),
            _estimated=fuel.filter("is_estimated").sum(),
            unknown_rows=pl.col("quantity").is_null().sum(),
        )
        .with_columns(
            estimated_share=pl.when(pl.col("fuel_co2_kg") > 0).then(pl.col("_estimated") / pl.col("fuel_co2_kg"))
        )
        .drop("_estimated")
        .sort(by, nulls_last=True)
    )
