"""The mobility ladder: trips avoided, shared and shifted, and kilometres of service vehicles per full-time equivalent.

What an entity did not tell is unknown, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.language import current_language
from kern.sources import read_table
from vloot.service import in_service_on, with_entity

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.result import FleetResult

TABLE = "fleet/mobility_indicators.csv"
SUSTAINABLE = ("shift", "share")
"""Steps of the ladder above the car of one's own or of the service."""


@dataclass(frozen=True)
class Indicator:
    """Something an entity can tell about its trips in a year.

    Args:
        code: Its name in the register.
        step: size, avoid, share, shift or car: its place on the ladder.
        unit: fte, count or km.
        headings: How files call it.
    """

    code: str
    step: str
    unit: str
    nl: str
    en: str
    headings: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its name in the language in force."""
        return self.nl if current_language() == "nl" else self.en


@lru_cache(maxsize=1)
def indicators() -> dict[str, Indicator]:
    """Every indicator by its code, from `data/fleet/mobility_indicators.csv`.

    >>> indicators()["km_bicycle"].step, indicators()["fte"].unit
    ('shift', 'fte')
    """
    return {
        row["code"]: Indicator(
            row["code"], row["step"], row["unit"], row["nl"], row["en"], tuple(row["headings"].split(";"))
        )
        for row in read_table(TABLE).iter_rows(named=True)
    }


def mobility_years(inputs: FleetInputs, result: FleetResult) -> pl.DataFrame:
    """Mobility per entity and year with kilometres of service vehicles or something told.

    Returns:
        `entity_code`, `year`, `service_km` (kilometres of the vehicles with odometer readings, for the entity that had
        them halfway the year; null when none is known), `vehicle_count` (in service on 31 December), `known_count`
        (vehicles with kilometres over the whole year), a column per indicator (null when not told), `km_per_fte`,
        `trips_avoided_per_fte`, and `sustainable_share`: kilometres shared or shifted out of all kilometres, null
        unless service kilometres and at least one of those are known.
    """
    told = inputs.mobility.with_columns(pl.col("year").cast(pl.Int32)).select(
        "entity_code", "year", "indicator", "value"
    )
    wide = told.pivot(on="indicator", index=["entity_code", "year"], values="value", aggregate_function="sum")
    absent = [pl.lit(None, pl.Float64).alias(code) for code in indicators() if code not in wide.columns]
    wide = wide.with_columns(absent).select("entity_code", "year", *indicators())
    halfway = result.distance.lazy().with_columns(day=pl.date(pl.col("year"), 7, 1))
    driven = (
        with_entity(halfway, inputs.vehicles, inputs.vehicle_entities)
        .collect()
        .filter(pl.col("entity_code").is_not_null())
        .group_by("entity_code", "year")
        .agg(service_km=pl.col("distance_km").sum(), known_count=pl.col("is_whole_year").sum().cast(pl.Int64))
    )
    years = sorted({*driven["year"].to_list(), *wide["year"].to_list()})
    there = [
        in_service_on(inputs.vehicles, result.periods, date(year, 12, 31)).select(
            "entity_code", year=pl.lit(year, pl.Int32)
        )
        for year in years
    ]
    nobody = pl.DataFrame(schema={"entity_code": pl.String, "year": pl.Int32})
    counts = pl.concat([nobody, *there]).group_by("entity_code", "year").agg(vehicle_count=pl.len().cast(pl.Int64))
    km = [code for code, one in indicators().items() if one.unit == "km" and one.step != "avoid"]
    better = [code for code in km if indicators()[code].step in SUSTAINABLE]
    some_known = pl.any_horizontal(pl.col(code).is_not_null() for code in better)
    return (
        driven.join(wide, on=["entity_code", "year"], how="full", coalesce=True)
        .join(counts, on=["entity_code", "year"], how="left")
        .with_columns(pl.col("vehicle_count", "known_count").fill_null(0))
        .with_columns(
            km_per_fte=pl.when(pl.col("fte") > 0).then(pl.col("service_km") / pl.col("fte")),
            trips_avoided_per_fte=pl.when(pl.col("fte") > 0).then(pl.col("trips_avoided") / pl.col("fte")),
            _better=pl.when(some_known).then(pl.sum_horizontal(better)),
            _all=pl.col("service_km") + pl.sum_horizontal(km),
        )
        .with_columns(sustainable_share=pl.when(pl.col("_all") > 0).then(pl.col("_better") / pl.col("_all")))
        .drop("_better", "_all")
        .sort("entity_code", "year")
    )
