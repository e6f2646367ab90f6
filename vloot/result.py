"""Everything the sections show, computed once for the same data and options."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from vloot.consumption import compute_consumption, last_seen
from vloot.coverage import YearCoverage, compute_coverage
from vloot.distance import compute_distance
from vloot.emissions import Emissions, compute_emissions
from vloot.inputs import FleetInputs
from vloot.monthly import monthly_use
from vloot.options import FleetOptions
from vloot.service import service_periods
from vloot.targets import FleetTarget, fleet_target
from vloot.trajectories import FleetTrajectory, compute_trajectories

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class FleetResult:
    """The fleet computed.

    Args:
        consumption: Columns of `vloot.consumption.CONSUMPTION`.
        emissions: Emissions with their factors.
        distance: `vin`, `year`, `distance_km`, `is_whole_year`.
        coverage: By entity (None is the whole fleet) and year.
        promise: The target.
        trajectories: The whole fleet first, then each entity.
        periods: `vin`, `service_start`, `service_end`.
    """

    consumption: pl.DataFrame
    emissions: Emissions
    distance: pl.DataFrame
    coverage: Mapping[str | None, Mapping[int, YearCoverage]]
    promise: FleetTarget
    trajectories: list[FleetTrajectory]
    periods: pl.DataFrame

    @property
    def fleet(self) -> FleetTrajectory:
        """The trajectory of the whole fleet."""
        return self.trajectories[0]


@lru_cache(maxsize=4)
def compute_fleet(inputs: FleetInputs, options: FleetOptions) -> FleetResult:
    """Compute the fleet. The same inputs object with the same options is computed once."""
    monthly = monthly_use(inputs)
    consumption = compute_consumption(inputs, monthly)
    emissions = compute_emissions(consumption, options)
    coverage = compute_coverage(inputs, consumption, monthly, options)
    promise = fleet_target(options)
    return FleetResult(
        consumption=consumption,
        emissions=emissions,
        distance=compute_distance(inputs.transactions),
        coverage=coverage,
        promise=promise,
        trajectories=compute_trajectories(emissions.frame, coverage, promise, options),
        periods=service_periods(inputs.vehicles, inputs.plates, last_seen(inputs.transactions)),
    )
