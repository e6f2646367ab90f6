"""The computations that several sections and traces share, from inputs and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import asset_years
from energie.emissions import Emissions, compute_emissions
from energie.trajectories import Trajectory, compute_entity_trajectories, compute_trajectory, energy_targets

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
