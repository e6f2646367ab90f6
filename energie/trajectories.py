"""The energy and CO2 trajectories: targets as data, actual values with their coverage, and where they stand.

Portfolio as reported: an asset counts for the days on which it was in the portfolio. Technical infrastructure counts
in the target's total and is shown as a total of its own. A year of which too little is known is undetermined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from energie.emissions import Boundary, Emissions
from kern.errors import UsageWrong
from kern.language import N_
from kern.sources import read_table
from kern.trajectory import Assessment, Course, Method, Target, assess_trajectory, compute_path

if TYPE_CHECKING:
    from energie.options import EnergyOptions

TARGET_TABLE = "targets/targets.csv"
TARGET_SETS_TABLE = "targets/sets.csv"

BUILDINGS, INFRASTRUCTURE = "building", "infrastructure"
SCOPES: Mapping[str, tuple[str, ...]] = {
    "buildings_and_infrastructure": (BUILDINGS, INFRASTRUCTURE),
    "government_buildings": (BUILDINGS,),
    "central_government_buildings": (BUILDINGS,),
}
"""Scopes this room can judge by itself. Others need the fleet, or a list of assets nobody has published."""

METRICS = ("primary_energy", "co2")
IMMOVABLE_HERITAGE = "immovable_heritage"


@dataclass(frozen=True)
class EnergyTarget:
    """One target of a set with what it counts.

    Args:
        set_id: Target set.
        target_id: Name inside the set.
        kinds: Kinds of asset that count.
        column: Column of `energie.emissions.Emissions.frame` it counts.
        boundary: CO2 boundary; None for energy.
        excludes_heritage: Whether immovable heritage stays out.
        promise: Base year, target year, reduction or pace, method.
        base_year_of_set: Base year as the set has it.
        method_of_set: Method as the set has it.
        source: Source keys.
        certainty: high, medium or low.
        note: What is not published or assumed.
    """

    set_id: str
    target_id: str
    kinds: tuple[str, ...]
    column: str
    boundary: Boundary | None
    excludes_heritage: bool
    promise: Target
    base_year_of_set: int
    method_of_set: Method
    source: str
    certainty: str
    note: str

    @property
    def word(self) -> str:
        """The part of a figure's key that names the trajectory.

        `primair`, `co2`, or with the target year behind it where a set has a second target for the same metric.
        """
        metric = "primair" if self.boundary is None else "co2"
        if self.target_id.endswith("_pace"):  # a set may word one promise twice: as an end value and as a pace
            metric += "_tempo"
        return metric if self.promise.target_year <= 2030 else f"{metric}_{self.promise.target_year}"


def default_target_set() -> str:
    """The set that `data/targets/sets.csv` marks as the default.

    >>> default_target_set()
    '2019'
    """
    rows = read_table(TARGET_SETS_TABLE).filter(pl.col("is_default") == "true")
    return str(rows["set_id"][0])


def energy_targets(options: EnergyOptions) -> list[EnergyTarget]:
    """The targets of the chosen set that this room can judge, with the chosen method, base year and boundary.

    Raises:
        UsageWrong: The set is not known, or the base year asked for lies after the report year.
        InputWrong: The base year does not lie before the target year.
    """
    if options.base_year is not None and options.base_year > options.report_year:
        raise UsageWrong(
            N_("Base year {base} lies after report year {year}. Choose an earlier base year or a later report year."),
            base=options.base_year,
            year=options.report_year,
        )
    set_id = options.target_set or default_target_set()
    known = read_table(TARGET_SETS_TABLE)["set_id"].to_list()
    if set_id not in known:
        raise UsageWrong(
            N_("Target set {set_id} is not in data/{table}. Known sets: {known}."),
            set_id=set_id,
            table=TARGET_SETS_TABLE,
            known=", ".join(known),
        )
    rows = read_table(TARGET_TABLE).filter(
        pl.col("set_id") == set_id,
        pl.col("metric").is_in(METRICS),
        pl.col("scope").is_in(list(SCOPES)),
        pl.col("base_year").is_not_null(),
    )
    return [_target(row, options) for row in rows.iter_rows(named=True)]


def _target(row: Mapping[str, str | None], options: EnergyOptions) -> EnergyTarget:
    text = {name: value or "" for name, value in row.items()}
    boundary = None
    if text["metric"] == "co2":
        boundary = options.boundary or Boundary(text["boundary"] or Boundary.LOCATION_BASED)
    method = Method(text["method_default"])
    promise = Target(
        base_year=options.base_year or int(text["base_year"]),
        target_year=int(text["target_year"]),
        reduction_share=float(text["reduction_share"]) if text["reduction_share"] else None,
        per_year_share=float(text["per_year_share"]) if text["per_year_share"] else None,
        method=options.method or method,
    )
    return EnergyTarget(
        set_id=text["set_id"],
        target_id=text["target_id"],
        kinds=SCOPES[text["scope"]],
        column="primary_energy_kwh" if boundary is None else f"{boundary}_co2_kg",
        boundary=boundary,
        excludes_heritage=IMMOVABLE_HERITAGE in text["excludes"].split(";"),
        promise=promise,
        base_year_of_set=int(text["base_year"]),
        method_of_set=method,
        source=text["source"],
        certainty=text["certainty"],
        note=text["note"],
    )


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
    """The rows a target counts: assets of its kinds, without excluded heritage where the target says so.

    Args:
        emissions: `Emissions.frame`.
        assets: The portfolio.
        target: The target.
        options: Names the excluded statuses.

    Returns:
        The rows with the asset's `kind`, `name`, `entity_code` and `entity_name`.
    """
    known = assets.select("asset_code", "name", "kind", "entity_code", "entity_name", "heritage_status")
    rows = emissions.join(known, on="asset_code", how="inner").filter(pl.col("kind").is_in(list(target.kinds)))
    if target.excludes_heritage:
        rows = rows.filter(~is_excluded_heritage(options))
    return rows


def is_excluded_heritage(options: EnergyOptions) -> pl.Expr:
    """Whether an asset has one of the excluded heritage statuses."""
    return pl.col("heritage_status").is_in(list(options.excluded_heritage_statuses)).fill_null(False)


def year_values(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Sum a metric per year.

    Args:
        rows: From `in_scope`.
        column: The metric.

    Returns:
        `year`, `value`, `missing_value`, `coverage_share`, `building_value`, `infrastructure_value`.
    """
    value, missing = pl.col(column), pl.col(f"missing_{column}")
    sums = rows.group_by("year").agg(
        value.sum().alias("value"),
        missing.sum().alias("missing_value"),
        value.filter(pl.col("kind") == BUILDINGS).sum().alias("building_value"),
        value.filter(pl.col("kind") == INFRASTRUCTURE).sum().alias("infrastructure_value"),
    )
    total = pl.col("value") + pl.col("missing_value")
    return sums.with_columns(coverage_share=pl.when(total > 0).then(pl.col("value") / total).otherwise(0.0)).sort(
        "year"
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


def compute_trajectory(
    emissions: Emissions, assets: pl.DataFrame, target: EnergyTarget, options: EnergyOptions
) -> Trajectory:
    """A target for the whole portfolio.

    Args:
        emissions: Energy and CO2 per asset, carrier and year.
        assets: The portfolio.
        target: The target.
        options: Year, threshold, heritage.
    """
    return assess(year_values(in_scope(emissions.frame, assets, target, options), target.column), target, options)


def compute_entity_trajectories(
    emissions: Emissions, assets: pl.DataFrame, target: EnergyTarget, options: EnergyOptions
) -> dict[str, Trajectory]:
    """A target for each entity, by the entity that answers for the asset's data today.

    Args:
        emissions: Energy and CO2 per asset, carrier and year.
        assets: The portfolio.
        target: The target.
        options: Year, threshold, heritage.

    Returns:
        Entity code -> trajectory, in order of code.
    """
    rows = in_scope(emissions.frame, assets, target, options)
    return {
        str(code): assess(year_values(part, target.column), target, options)
        for (code,), part in sorted(rows.filter(pl.col("entity_code").is_not_null()).group_by("entity_code"))
    }


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
