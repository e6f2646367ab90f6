"""The energy and CO2 trajectories: actual values with their coverage, and where they stand against the targets.

A portfolio that changes is counted in one of the views of `energie.portfolio_views`. Technical infrastructure counts in
the target's total and is shown as a total of its own. A year of which too little is known is undetermined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from energie.options import Per
from energie.portfolio_views import year_shares
from energie.targets import BUILDINGS, INFRASTRUCTURE, EnergyTarget, counts, is_excluded_heritage
from kern.trajectory import Assessment, Course, Method, assess_trajectory, compute_path

if TYPE_CHECKING:
    from energie.emissions import Emissions
    from energie.options import EnergyOptions

SIZES: Mapping[Per, str] = {Per.FLOOR_AREA: "gross_floor_area_m2", Per.PERSON: "fte"}
"""What values are divided by: the gross floor area, or the people housed."""


@dataclass(frozen=True)
class Alternative:
    """What the verdict would be with another method or base year."""

    method: Method
    base_year: int
    course: Course
    path: float | None


@dataclass(frozen=True)
class Trajectory:
    """A target against what happened.

    Args:
        target: What was promised.
        years: `year`, `value`, `missing_value` (expected for days without data), `coverage_share`, `building_value`,
            `infrastructure_value`, `path_value`; in the unit of the column (kWh or kg), from base to report year.
        assessment: Where the report year stands; years below the coverage threshold count as unknown.
        alternatives: Other choices under which the verdict is another one.
        thin_years: Years with a value that is too incomplete to judge.
    """

    target: EnergyTarget
    years: pl.DataFrame
    assessment: Assessment
    alternatives: tuple[Alternative, ...]
    thin_years: tuple[int, ...]

    def value(self, year: int) -> float | None:
        """The value of a year, also when it is too thin to judge; None without any data."""
        return dict(self.years.select("year", "value").iter_rows()).get(year)


def in_scope(
    emissions: pl.DataFrame, assets: pl.DataFrame, target: EnergyTarget, options: EnergyOptions
) -> pl.DataFrame:
    """The rows a target counts: assets of its kinds and list, without excluded heritage where the target says so.

    Args:
        emissions: `Emissions.frame`; with an `entity_code` of its own that one holds, else the asset's.
        assets: The portfolio.
        target: The target.
        options: Names the excluded statuses.

    Returns:
        The rows with the asset's `kind`, `name`, `entity_code`; per floor area or person only assets whose size is
        known, with their `size`.
    """
    known = assets.filter(counts(target, options))
    columns = ["asset_code", "name", "kind"]
    if "entity_code" not in emissions.columns:
        columns.append("entity_code")
    if target.per is Per.ABSOLUTE:
        return emissions.join(known.select(columns), on="asset_code", how="inner")
    size = pl.col(SIZES[target.per])
    return emissions.join(known.filter(size > 0).select(*columns, size=size), on="asset_code", how="inner")


def missing_name(column: str) -> str:
    """The column that holds what is to be expected for days without a reading.

    >>> missing_name("primary_energy_kwh"), missing_name("consumption_kwh")
    ('missing_primary_energy_kwh', 'missing_kwh')
    """
    return "missing_kwh" if column == "consumption_kwh" else f"missing_{column}"


VALUES = ("value", "missing_value", "building_value", "infrastructure_value")


def year_values(rows: pl.DataFrame, column: str, fleet_co2_kg: Mapping[int, float] | None = None) -> pl.DataFrame:
    """Sum a metric per year.

    Args:
        rows: From `in_scope`.
        column: The metric.
        fleet_co2_kg: Fuel CO2 of the vehicles per year, for targets that add it; a year without it is not known.

    Returns:
        `year`, `value`, `missing_value`, `coverage_share`, `building_value`, `infrastructure_value`.
    """
    value, missing = pl.col(column), pl.col(missing_name(column))
    sums = rows.group_by("year").agg(
        value.sum().alias("value"),
        missing.sum().alias("missing_value"),
        value.filter(pl.col("kind") == BUILDINGS).sum().alias("building_value"),
        value.filter(pl.col("kind") == INFRASTRUCTURE).sum().alias("infrastructure_value"),
    )
    total = pl.col("value") + pl.col("missing_value")
    sums = sums.with_columns(coverage_share=pl.when(total > 0).then(pl.col("value") / total).otherwise(0.0))
    if fleet_co2_kg is not None:
        added = pl.col("year").replace_strict(dict(fleet_co2_kg), default=None, return_dtype=pl.Float64)
        sums = sums.with_columns(added.alias("added")).with_columns(
            value=pl.col("value") + pl.col("added").fill_null(0.0),
            coverage_share=pl.when(pl.col("added").is_null()).then(0.0).otherwise("coverage_share"),
        )
    return sums.drop("added", strict=False).sort("year")


def divided(years: pl.DataFrame, rows: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Year values per floor area or person: each asset's size counts for the part of the year it counts itself.

    Args:
        years: From `year_values`.
        rows: From `in_scope`, with `size`.
        shares: `energie.portfolio_views.ViewMonths.shares`, of the same entity where there is one.
    """
    sizes = rows.select("asset_code", "size").unique("asset_code")
    total = (
        year_shares(shares)
        .join(sizes, on="asset_code")
        .group_by("year")
        .agg((pl.col("share") * pl.col("size")).sum().alias("total"))
    )
    return (
        years.join(total, on="year", how="inner")
        .filter(pl.col("total") > 0)
        .with_columns(pl.col(name) / pl.col("total") for name in VALUES)
        .drop("total")
        .sort("year")
    )


def assess(years: pl.DataFrame, target: EnergyTarget, options: EnergyOptions) -> Trajectory:
    """Set year values against the promise.

    Args:
        years: From `year_values`.
        target: The promise.
        options: Report year and coverage threshold.
    """
    promise, report_year = target.promise, options.report_year
    wanted = years.filter(pl.col("year").is_between(promise.base_year, max(report_year, promise.base_year)))
    enough = pl.col("coverage_share") >= options.minimum_coverage_share
    actuals: dict[int, float | None] = dict(wanted.filter(enough).select("year", "value").iter_rows())
    thin = tuple(wanted.filter(~enough)["year"].to_list())
    assessment = assess_trajectory(actuals, promise, report_year)
    base = assessment.base_value
    path = {} if base is None else compute_path(base, promise, wanted["year"].to_list())
    shown = wanted.with_columns(path_value=pl.col("year").replace_strict(path, default=None, return_dtype=pl.Float64))
    all_years = years.filter(pl.col("coverage_share") >= options.minimum_coverage_share)
    known: dict[int, float | None] = dict(all_years.select("year", "value").iter_rows())
    return Trajectory(target, shown, assessment, _alternatives(known, target, assessment, report_year), thin)


def _alternatives(
    actuals: Mapping[int, float | None], target: EnergyTarget, assessment: Assessment, report_year: int
) -> tuple[Alternative, ...]:
    """The other readings of the texts: each method, and the base years that the texts leave open.

    A yearly pace may be counted from its base year or from the year in which it starts; an end value has been
    worded against 2005 and against 2015.
    """
    promise = target.promise
    bases = {promise.base_year, target.base_year_of_set}
    bases |= {target.base_year_of_set + 1} if promise.per_year_share is not None else {2005, 2015}
    found = []
    for base_year in sorted(base for base in bases if base < min(report_year, promise.target_year)):
        for method in Method:
            other = replace(promise, base_year=base_year, method=method)
            if other == promise or actuals.get(base_year) is None:
                continue
            standing = assess_trajectory(actuals, other, report_year)
            if standing.course is not assessment.course:
                found.append(Alternative(method, base_year, standing.course, standing.path))
    return tuple(found)


@dataclass(frozen=True)
class Counted:
    """What trajectories are computed from, in the view asked for.

    Args:
        emissions: Energy and CO2; its frame has `entity_code`.
        shares: `energie.portfolio_views.ViewMonths.shares`.
        assets: The portfolio.
        fleet_co2_kg: Fuel CO2 of the vehicles per year; empty when the fleet is not known.
        filled_kwh: Final energy that was taken from an asset's own later years (base year recalculated).
    """

    emissions: Emissions
    shares: pl.DataFrame
    assets: pl.DataFrame
    fleet_co2_kg: Mapping[int, float]
    filled_kwh: float = 0.0


def compute_trajectory(counted: Counted, target: EnergyTarget, options: EnergyOptions) -> Trajectory:
    """A target for the whole portfolio.

    Args:
        counted: Energy and CO2 in the target's view.
        target: The target.
        options: Year, threshold, heritage.
    """
    rows = in_scope(counted.emissions.frame, counted.assets, target, options)
    years = year_values(rows, target.column, counted.fleet_co2_kg if target.with_fleet else None)
    if target.per is not Per.ABSOLUTE:
        years = divided(years, rows, counted.shares)
    return assess(years, target, options)


def compute_entity_trajectories(
    counted: Counted, target: EnergyTarget, options: EnergyOptions
) -> dict[str, Trajectory]:
    """A target for each entity, by the entity that managed the asset on the day; the fleet is not divided.

    Args:
        counted: Energy and CO2 in the target's view.
        target: The target.
        options: Year, threshold, heritage.

    Returns:
        Entity code -> trajectory, in order of code.
    """
    rows = in_scope(counted.emissions.frame, counted.assets, target, options)
    found = {}
    for (code,), part in sorted(rows.filter(pl.col("entity_code").is_not_null()).group_by("entity_code")):
        years = year_values(part, target.column)
        if target.per is not Per.ABSOLUTE:
            years = divided(years, part, counted.shares.filter(pl.col("entity_code") == code))
        found[str(code)] = assess(years, target, options)
    return found


def heritage_energy(emissions: Emissions, assets: pl.DataFrame, options: EnergyOptions) -> pl.DataFrame:
    """The excluded heritage of the report year with its energy, largest first.

    Args:
        emissions: Energy and CO2 per asset, carrier and year.
        assets: The portfolio.
        options: Report year and excluded statuses.

    Returns:
        `asset_code`, `name`, `entity_name`, `heritage_status`, `consumption_kwh`, `primary_energy_kwh`.
    """
    protected = assets.filter(is_excluded_heritage(options))
    energy = (
        emissions.frame.filter(pl.col("year") == options.report_year)
        .group_by("asset_code")
        .agg(pl.col("consumption_kwh", "primary_energy_kwh").sum())
    )
    return (
        protected.select("asset_code", "name", "entity_name", "heritage_status")
        .join(energy, on="asset_code", how="left")
        .sort("primary_energy_kwh", "asset_code", descending=[True, False], nulls_last=True)
    )
