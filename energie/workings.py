"""The computations that several sections and traces share, from inputs and options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import asset_months, asset_years
from energie.emissions import Emissions, FactorSets, compute_emissions
from energie.explanation import YearState, explain, presence_share, year_state
from energie.options import EVERY_SET
from energie.portfolio_views import View, ViewMonths, as_reported, like_for_like, recalculated
from energie.targets import EnergyTarget, counts, energy_targets, target_sets, targets_of_sets
from energie.trajectories import Counted, Trajectory, compute_entity_trajectories, compute_trajectory
from energie.weather import YearWeather, corrected_pieces, weather_of_years
from kern.errors import FactorMissing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from energie.explanation import Floats
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions


def reported_months(inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """Asset months from the earliest base year up to the report year."""
    return inputs.asset_months.filter(pl.col("year").is_between(first_year(options), options.report_year))


def first_year(options: EnergyOptions) -> int:
    """The earliest base year among the targets in force."""
    return min((target.promise.base_year for target in judged_targets(options)), default=options.report_year)


def judged_targets(options: EnergyOptions) -> list[EnergyTarget]:
    """The targets of the set, or with `alle` of every set."""
    if options.target_set != EVERY_SET:
        return energy_targets(options)
    return [target for _row, target in targets_of_sets(options, target_sets()) if isinstance(target, EnergyTarget)]


def reported_years(inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """Asset years from the earliest base year up to the report year."""
    return asset_years(reported_months(inputs, options))


def emissions_of(inputs: EnergyInputs, options: EnergyOptions) -> Emissions:
    """Primary energy and CO2 per asset, carrier and year, up to the report year.

    Raises:
        FactorMissing: A year has energy and no factor.
    """
    kept = inputs.memory.get(options)
    if not isinstance(kept, Emissions):
        kept = inputs.memory[options] = _emissions(inputs, options, reported_months(inputs, options))
    return kept


def _emissions(
    inputs: EnergyInputs, options: EnergyOptions, months: pl.DataFrame, by: Sequence[str] = ("asset_code",)
) -> Emissions:
    """Consumption times factors, with the user's own factors, k_exp, and later factors where asked."""

    def of(sets: FactorSets, part: pl.DataFrame) -> Emissions:
        return compute_emissions(part, sets, by, inputs.own_factors, options.export_factor)

    later, start = options.later_factor_sets, options.later_factors_from
    if later is None or start is None:
        return of(options.factor_sets, months)
    return of(options.factor_sets, months.filter(pl.col("year") < start)).with_more(
        of(later, months.filter(pl.col("year") >= start))
    )


def weather_of(inputs: EnergyInputs, options: EnergyOptions) -> dict[int, YearWeather]:
    """The heating weather of the reported years, as far as it is known."""
    years = reported_years(inputs, options)["year"].unique().sort().to_list()
    return weather_of_years(years, inputs.day_temperatures, inputs.station, options.weather_series)


def corrected_emissions_of(inputs: EnergyInputs, options: EnergyOptions) -> Emissions:
    """Primary energy and CO2 as they would have been in a normal year; only years with degree days.

    Raises:
        FactorMissing: A year has energy and no factor.
    """
    kept = inputs.memory.get(("corrected", options))
    if not isinstance(kept, Emissions):
        weather = weather_of(inputs, options)
        pieces = corrected_pieces(inputs.months.counted, weather)
        months = asset_months(pieces, inputs.links, inputs.assets, inputs.meters, list(weather))
        kept = inputs.memory["corrected", options] = _emissions(inputs, options, months)
    return kept


def counted_of(inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget, corrected: bool = False) -> Counted:
    """Energy and CO2 in the view of a target.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year, factor sets.
        target: Names the view, and for like for like the base year.
        corrected: As it would have been in a normal year.

    Raises:
        FactorMissing: A year has energy and no factor.
    """
    base = target.promise.base_year if target.view is View.LIKE_FOR_LIKE else 0
    key = ("counted", target.view, base, corrected, options)
    kept = inputs.memory.get(key)
    if not isinstance(kept, Counted):
        seen = _view(inputs, options, target.view, base, corrected)
        emissions = _emissions(inputs, options, seen.months, ("asset_code", "entity_code"))
        kept = Counted(emissions, seen.shares, inputs.assets, inputs.fleet_co2_kg, seen.filled_kwh)
        inputs.memory[key] = kept
    return kept


def _view(inputs: EnergyInputs, options: EnergyOptions, view: View, base_year: int, corrected: bool) -> ViewMonths:
    pieces, months = inputs.months.counted, reported_months(inputs, options)
    if corrected:
        weather = weather_of(inputs, options)
        pieces = corrected_pieces(pieces, weather)
        months = asset_months(pieces, inputs.links, inputs.assets, inputs.meters, list(weather))
    years = sorted(months["year"].unique())
    if view is View.RECALCULATED:
        return recalculated(inputs, pieces, months, years, options.report_year)
    seen = as_reported(inputs, months, years)
    return seen if view is View.AS_REPORTED else like_for_like(seen, base_year, options.report_year)


def corrected_trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[Trajectory]:
    """The targets of `trajectories_of` on corrected values: to stand beside the raw ones, never instead of them."""
    return [
        compute_trajectory(counted_of(inputs, options, target, corrected=True), target, options)
        for target in energy_targets(options)
    ]


def trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[Trajectory]:
    """Every target of the set that this room can judge, for the whole portfolio."""
    return [trajectory_of(inputs, options, target) for target in energy_targets(options)]


def trajectory_of(inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget) -> Trajectory:
    """One target for the whole portfolio."""
    return compute_trajectory(counted_of(inputs, options, target), target, options)


def entity_trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[dict[str, Trajectory]]:
    """The same targets per entity."""
    return [
        compute_entity_trajectories(counted_of(inputs, options, target), target, options)
        for target in energy_targets(options)
    ]


@dataclass(frozen=True)
class Explained:
    """Why a target's value changed between two years.

    Args:
        first_year: The earlier year.
        second_year: The later year.
        assets: `asset_code`, `name`, `first`, `second` and a column per cause; kWh or kg.
    """

    first_year: int
    second_year: int
    assets: pl.DataFrame

    def total(self, column: str) -> float:
        """The sum over all assets."""
        return float(self.assets[column].sum())


def explain_of(
    inputs: EnergyInputs,
    options: EnergyOptions,
    target: EnergyTarget,
    first_year: int,
    second_year: int,
    published: Mapping[str, float] | None = None,
) -> Explained:
    """Explain the change of a target's value, asset by asset.

    Args:
        inputs: Readings, meters, portfolio, measures and activity.
        options: Factor sets, heritage, degree days.
        target: What counts.
        first_year: The earlier year.
        second_year: The later year.
        published: The first year as it was published, per asset; the difference to today's is restatement.
    """
    emissions, corrected = emissions_of(inputs, options).frame, corrected_emissions_of(inputs, options).frame
    assets = inputs.assets.filter(counts(target, options)).sort("asset_code")
    codes = emissions["carrier"].unique().sort().to_list()
    weather = weather_of(inputs, options)
    activity = {(code, year): value for code, year, value in inputs.activity.iter_rows()}
    first, second = (
        year_state(emissions, corrected, assets, codes, target.column, year, _index(weather, year), activity, other)
        for year, other in zip(
            (first_year, second_year), _other_sets(inputs, options, first_year, second_year), strict=True
        )
    )
    saved = _measures_value(inputs.measures, assets, codes, first, second, (first_year, second_year))
    effects = explain(first, second, saved)
    frame = assets.select("asset_code", "name").with_columns(
        first=pl.Series(first.value),
        second=pl.Series(second.value),
        **{cause: pl.Series(effect) for cause, effect in effects.items()},
    )
    return Explained(first_year, second_year, frame if published is None else _from_published(frame, published))


def _from_published(frame: pl.DataFrame, published: Mapping[str, float]) -> pl.DataFrame:
    """Begin at what was published: the difference to today's first value is restatement, for assets that left too."""
    then = pl.DataFrame({"asset_code": list(published), "then": list(published.values())}, schema_overrides={
        "asset_code": pl.String, "then": pl.Float64})  # fmt: skip
    known = frame.join(then, on="asset_code", how="full", coalesce=True).with_columns(
        pl.col(pl.Float64).fill_null(0.0), pl.coalesce("name", "asset_code").alias("name")
    )
    return (
        known.with_columns(restatement=pl.col("restatement") + pl.col("first") - pl.col("then"), first=pl.col("then"))
        .drop("then")
        .sort("asset_code")
    )


def _other_sets(
    inputs: EnergyInputs, options: EnergyOptions, first_year: int, second_year: int
) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
    """Each year's emissions by the factor set of the other, where a later set was asked for between them."""
    later, start = options.later_factor_sets, options.later_factors_from
    if later is None or start is None or not first_year < start <= second_year:
        return None, None

    def by(sets: FactorSets, year: int) -> pl.DataFrame | None:
        months = reported_months(inputs, options).filter(pl.col("year") == year)
        try:
            return compute_emissions(months, sets, ("asset_code",), inputs.own_factors, options.export_factor).frame
        except FactorMissing:
            return None

    return by(later, first_year), by(options.factor_sets, second_year)


def _index(weather: dict[int, YearWeather], year: int) -> float | None:
    return weather[year].index if year in weather else None


def _measures_value(
    measures: pl.DataFrame,
    assets: pl.DataFrame,
    codes: Sequence[str],
    first: YearState,
    second: YearState,
    years: tuple[int, int],
) -> Floats:
    """What measures should save more in the second year, at the mean factor of both years."""
    import numpy as np

    saved = np.zeros(assets.height)
    places = {code: place for place, code in enumerate(assets["asset_code"])}
    columns = {code: place for place, code in enumerate(codes)}
    done = measures.filter(pl.col("status").fill_null("done") == "done")
    for asset, code, done_on, kwh in done.select("asset_code", "carrier", "done_on", "saving_kwh").iter_rows():
        if asset in places and code in columns and done_on is not None:
            row, column = places[asset], columns[code]
            active = [presence_share(done_on, None, year) for year in years]
            factor = (first.factor[row, column] + second.factor[row, column]) / 2
            saved[row] += (kwh or 0.0) * (active[1] - active[0]) * factor
    return saved


def entity_names(assets: pl.DataFrame) -> dict[str, str]:
    """Entity code -> name."""
    named = assets.filter(pl.col("entity_code").is_not_null()).unique("entity_code", maintain_order=True)
    return {code: name or code for code, name in named.select("entity_code", "entity_name").iter_rows()}
