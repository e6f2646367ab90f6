"""How much of a year the fuel data covers: a year that is not whole is not judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vloot.consumption import expected_vehicles
from vloot.year_totals import OF_TOTALS

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

MONTHS = 12
EVERY_MONTH_FROM = 5
"""Fuel-burning vehicles from which an entity refuels in every month, so that an empty month is missing data."""


@dataclass(frozen=True)
class YearCoverage:
    """What is known of the fuel of a year.

    Args:
        year: Local calendar year.
        months: Months with refuelling; of the whole fleet, or of an entity large enough to refuel every month.
        expected: Fuel-burning vehicles in service.
        covered: Those with fuel, measured or estimated.
        minimum_share: Least share of the expected vehicles that must be covered.
    """

    year: int
    months: int
    expected: int
    covered: int
    minimum_share: float

    @property
    def share(self) -> float | None:
        """Covered vehicles as a share of the expected ones; None when none are expected.

        >>> YearCoverage(2025, 12, 10, 9, 0.9).share
        0.9
        """
        return self.covered / self.expected if self.expected else None

    @property
    def is_complete(self) -> bool:
        """Whether the year may be judged.

        >>> YearCoverage(2025, 11, 10, 10, 0.9).is_complete, YearCoverage(2025, 12, 10, 9, 0.9).is_complete
        (False, True)
        """
        return self.months == MONTHS and (self.share is None or self.share >= self.minimum_share)


def compute_coverage(
    inputs: FleetInputs, consumption: pl.DataFrame, monthly: pl.DataFrame, options: FleetOptions
) -> dict[str | None, dict[int, YearCoverage]]:
    """Coverage by entity and year; key None is the whole fleet.

    Args:
        inputs: The fleet's data.
        consumption: Columns of `vloot.consumption.CONSUMPTION`.
        monthly: What `vloot.monthly.monthly_use` gives.
        options: `minimum_coverage_share`.
    """
    refuelled = monthly.filter(pl.col("kind") == "fuel").select("entity_code", "year", "month").unique()
    months = dict(refuelled.group_by("year").agg(pl.col("month").n_unique()).sort("year").rows())
    own_months = {
        (entity, year): count
        for entity, year, count in refuelled.group_by("entity_code", "year").agg(pl.col("month").n_unique()).rows()
    }
    known = consumption.filter(pl.col("kind") == "fuel", pl.col("quantity").is_not_null())
    with_fuel = known.select("vin", "year", "entity_code").unique(["vin", "year"], keep="last")
    expected = expected_vehicles(inputs, sorted(months)).select("vin", "year", _own="entity_code")
    # A vehicle that refuelled belongs to the entity it refuelled for; a silent one to its own.
    judged = expected.join(with_fuel.with_columns(_seen=pl.lit(True)), on=["vin", "year"], how="left").with_columns(
        entity_code=pl.coalesce("entity_code", "_own"), covered=pl.col("_seen").fill_null(False)
    )
    counts = judged.group_by("entity_code", "year").agg(pl.len().alias("expected"), pl.col("covered").sum())
    found: dict[str | None, dict[int, YearCoverage]] = {None: {}}
    for year, count in months.items():
        of_year = counts.filter(pl.col("year") == year)
        found[None][year] = YearCoverage(
            year, count, int(of_year["expected"].sum()), int(of_year["covered"].sum()), options.minimum_coverage_share
        )
        for entity, all_, seen in of_year.select("entity_code", "expected", "covered").rows():
            if entity is not None:
                own = own_months.get((entity, year), 0) if all_ >= EVERY_MONTH_FROM else count
                found.setdefault(entity, {})[year] = YearCoverage(year, own, all_, seen, options.minimum_coverage_share)
    _cover_totals(found, consumption)
    return found


def _cover_totals(found: dict[str | None, dict[int, YearCoverage]], consumption: pl.DataFrame) -> None:
    """Years told as a total are whole: nothing is expected of single vehicles there."""
    told = consumption.filter(pl.col("origin").is_in(OF_TOTALS), pl.col("kind") == "fuel")
    for entity, year in told.select("entity_code", "year").unique().sort("entity_code", "year").rows():
        found.setdefault(entity, {})[year] = YearCoverage(year, MONTHS, 0, 0, 0.0)
        # A year of the fleet with purchases too is judged on those.
        found[None].setdefault(year, YearCoverage(year, MONTHS, 0, 0, 0.0))
