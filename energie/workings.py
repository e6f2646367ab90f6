"""The computations that several sections and traces share, from inputs and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import asset_months, asset_years
from energie.emissions import Emissions, compute_emissions
from energie.trajectories import Trajectory, compute_entity_trajectories, compute_trajectory, energy_targets
from energie.weather import YearWeather, corrected_pieces, weather_of_years

if TYPE_CHECKING:
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


def entity_names(assets: pl.DataFrame) -> dict[str, str]:
    """Entity code -> name."""
    named = assets.filter(pl.col("entity_code").is_not_null()).unique("entity_code", maintain_order=True)
    return {code: name or code for code, name in named.select("entity_code", "entity_name").iter_rows()}
