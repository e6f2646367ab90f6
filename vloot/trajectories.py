"""The fleet's course: fuel CO2 against the path to the target year, for the whole and for each entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kern.trajectory import Assessment, Course, Method, assess_trajectory
from vloot.coverage import YearCoverage
from vloot.emissions import sum_emissions
from vloot.targets import FleetTarget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vloot.options import FleetOptions

NAMED = (Method.LINEAR_ON_BASE, Method.COMPOUND)
"""The two readings of "−40 % by 2030": equal slices of the base (2.667 points a year), or an equal share of the year
before (3.348 % a year). The plan of 2021 calls the second rate linear, so both are shown."""


@dataclass(frozen=True)
class FleetTrajectory:
    """Where the fleet or one of its entities stands.

    Args:
        entity_code: None is the whole fleet.
        promise: The target.
        known: Year -> fuel CO2 [kg] as far as the data goes.
        actuals: Year -> fuel CO2 [kg] of years that may be judged; None for the others.
        coverage: Year -> what is known of it.
        standing: Method -> assessment in the report year.
    """

    entity_code: str | None
    promise: FleetTarget
    known: Mapping[int, float]
    actuals: Mapping[int, float | None]
    coverage: Mapping[int, YearCoverage]
    standing: Mapping[Method, Assessment]

    @property
    def chosen(self) -> Assessment:
        """The assessment by the method in force."""
        return self.standing[self.promise.target.method]

    @property
    def course(self) -> Course:
        """The verdict by the method in force."""
        return self.chosen.course

    @property
    def method_decides(self) -> bool:
        """Whether the other method would give another verdict."""
        return len({self.standing[method].course for method in NAMED}) > 1


def pace_linear_share(promise: FleetTarget) -> float:
    """What must go each year, as a share of the base value.

    >>> from vloot.options import FleetOptions
    >>> from vloot.targets import fleet_target
    >>> round(pace_linear_share(fleet_target(FleetOptions())), 5)
    0.02667
    """
    target = promise.target
    return target.end_share / (target.target_year - target.base_year)


def pace_compound_share(promise: FleetTarget) -> float:
    """What must go each year, as a share of the year before.

    >>> from vloot.options import FleetOptions
    >>> from vloot.targets import fleet_target
    >>> round(pace_compound_share(fleet_target(FleetOptions())), 5)
    0.03348
    """
    target = promise.target
    return float(1 - (1 - target.end_share) ** (1 / (target.target_year - target.base_year)))


def assess_fleet(
    entity_code: str | None,
    known: Mapping[int, float],
    coverage: Mapping[int, YearCoverage],
    promise: FleetTarget,
    year: int,
) -> FleetTrajectory:
    """Judge one trajectory.

    Args:
        entity_code: None is the whole fleet.
        known: Year -> fuel CO2. [kg]
        coverage: Year -> coverage; a year that is not complete is not judged.
        promise: The target.
        year: Report year.
    """
    actuals: dict[int, float | None] = {}
    for each, coverage_of_year in coverage.items():
        # Nobody had to refuel and nobody did: that is a known zero.
        actuals[each] = known.get(each, 0.0) if coverage_of_year.is_complete else None
    standing = {
        method: assess_trajectory(actuals, promise.with_method(method), year)
        for method in (*NAMED, promise.target.method)
    }
    return FleetTrajectory(entity_code, promise, known, actuals, coverage, standing)


def compute_trajectories(
    emissions: pl.DataFrame,
    coverage: Mapping[str | None, Mapping[int, YearCoverage]],
    promise: FleetTarget,
    options: FleetOptions,
) -> list[FleetTrajectory]:
    """The whole fleet first, then each entity that has a base year or a report year in the data.

    Args:
        emissions: Frame of `vloot.emissions.Emissions`.
        coverage: By entity and year.
        promise: The target.
        options: The report year.
    """
    total = sum_emissions(emissions, ["year"])
    whole = dict(total.select("year", "fuel_co2_kg").rows())
    found = [assess_fleet(None, whole, coverage[None], promise, options.report_year)]
    per_entity = sum_emissions(emissions.filter(pl.col("entity_code").is_not_null()), ["entity_code", "year"])
    codes = {code for code in coverage if code is not None} | set(per_entity["entity_code"].to_list())
    for code in sorted(codes):
        own = per_entity.filter(pl.col("entity_code") == code)
        known = dict(own.select("year", "fuel_co2_kg").rows())
        covered = dict(coverage.get(code, {}))
        for year, of_fleet in coverage[None].items():
            # An entity with electric vehicles only owes no fuel data; one that never had a vehicle has no base.
            if year not in covered and year in known:
                covered[year] = YearCoverage(year, of_fleet.months, 0, 0, of_fleet.minimum_share)
        found.append(assess_fleet(code, known, covered, promise, options.report_year))
    return found
