"""The computations that several sections and traces share, from inputs and options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import asset_months, asset_years
from energie.emissions import Emissions, compute_emissions
from energie.explanation import YearState, explain, presence_share, year_state
from energie.trajectories import (
    EnergyTarget,
    Trajectory,
    compute_entity_trajectories,
    compute_trajectory,
    energy_targets,
    is_excluded_heritage,
)
from energie.weather import YearWeather, corrected_pieces, weather_of_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from energie.explanation import Floats
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions


def reported_months(inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """Asset months from the earliest base year up to the report year."""
    return inputs.asset_months.filter(pl.col("year").is_between(first_year(options), options.report_year))


def first_year(options: EnergyOptions) -> int:
    """The earliest base year among the targets in force."""
    return min((target.promise.base_year for target in energy_targets(options)), default=options.report_year)


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
        kept = inputs.memory[options] = compute_emissions(reported_months(inputs, options), options.factor_sets)
    return kept


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
        kept = inputs.memory["corrected", options] = compute_emissions(months, options.factor_sets)
    return kept


def corrected_trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[Trajectory]:
    """The targets of `trajectories_of` on corrected values: to stand beside the raw ones, never instead of them."""
    emissions = corrected_emissions_of(inputs, options)
    return [compute_trajectory(emissions, inputs.assets, target, options) for target in energy_targets(options)]


def trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[Trajectory]:
    """Every target of the set that this room can judge, for the whole portfolio."""
    emissions = emissions_of(inputs, options)
    return [compute_trajectory(emissions, inputs.assets, target, options) for target in energy_targets(options)]


def entity_trajectories_of(inputs: EnergyInputs, options: EnergyOptions) -> list[dict[str, Trajectory]]:
    """The same targets per entity."""
    emissions = emissions_of(inputs, options)
    targets = energy_targets(options)
    return [compute_entity_trajectories(emissions, inputs.assets, target, options) for target in targets]


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
    inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget, first_year: int, second_year: int
) -> Explained:
    """Explain the change of a target's value, asset by asset.

    Args:
        inputs: Readings, meters, portfolio, measures and activity.
        options: Factor sets, heritage, degree days.
        target: What counts.
        first_year: The earlier year.
        second_year: The later year.
    """
    emissions, corrected = emissions_of(inputs, options).frame, corrected_emissions_of(inputs, options).frame
    assets = inputs.assets.filter(pl.col("kind").is_in(list(target.kinds))).sort("asset_code")
    if target.excludes_heritage:
        assets = assets.filter(~is_excluded_heritage(options))
    codes = emissions["carrier"].unique().sort().to_list()
    weather = weather_of(inputs, options)
    activity = {(code, year): value for code, year, value in inputs.activity.iter_rows()}
    first, second = (
        year_state(emissions, corrected, assets, codes, target.column, year, _index(weather, year), activity)
        for year in (first_year, second_year)
    )
    saved = _measures_value(inputs.measures, assets, codes, first, second, (first_year, second_year))
    effects = explain(first, second, saved)
    frame = assets.select("asset_code", "name").with_columns(
        first=pl.Series(first.value),
        second=pl.Series(second.value),
        **{cause: pl.Series(effect) for cause, effect in effects.items()},
    )
    return Explained(first_year, second_year, frame)


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
    for asset, code, done_on, kwh in measures.select("asset_code", "carrier", "done_on", "saving_kwh").iter_rows():
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
