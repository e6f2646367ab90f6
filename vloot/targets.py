"""The fleet's target in a target set of `data/targets`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import UsageWrong
from kern.language import N_
from kern.sources import read_table
from kern.trajectory import Method, Target

if TYPE_CHECKING:
    from vloot.options import FleetOptions

TARGET_ID = "fleet_co2"


@dataclass(frozen=True)
class FleetTarget:
    """What was promised for the fuel of the fleet, and by whom.

    Args:
        target: Base year, target year, reduction, with the method in force.
        set_id: Target set.
        scope: Who it is for.
        source: Keys of `data/sources.csv`.
        certainty: high, medium or low.
        note: What the reader must know.
        base_year_of_set: The base year the set itself names.
    """

    target: Target
    set_id: str
    scope: str
    source: str
    certainty: str
    note: str
    base_year_of_set: int

    def with_method(self, method: Method) -> Target:
        """The target along another path."""
        return replace(self.target, method=method)


def fleet_target(options: FleetOptions) -> FleetTarget:
    """The target of the chosen set, with the base year and the method that were asked for.

    Raises:
        UsageWrong: The set has no target for the fleet.

    >>> from vloot.options import FleetOptions
    >>> found = fleet_target(FleetOptions())
    >>> found.target.base_year, found.target.target_year, found.target.reduction_share
    (2015, 2030, 0.4)
    """
    rows = read_table("targets/targets.csv").filter(pl.col("target_id") == TARGET_ID)
    chosen = rows.filter(pl.col("set_id") == options.target_set)
    if chosen.is_empty():
        raise UsageWrong(
            N_("Target set {set_id} has no target for the fleet. Sets that have one: {known}."),
            set_id=options.target_set,
            known=", ".join(rows["set_id"].to_list()),
        )
    row = chosen.row(0, named=True)
    base_year = int(row["base_year"])
    target = Target(
        base_year=options.base_year or base_year,
        target_year=int(row["target_year"]),
        reduction_share=float(row["reduction_share"]) if row["reduction_share"] else None,
        per_year_share=float(row["per_year_share"]) if row["per_year_share"] else None,
        method=options.method or Method(row["method_default"]),
    )
    return FleetTarget(
        target,
        row["set_id"],
        row["scope"] or "",
        row["source"] or "",
        row["certainty"] or "",
        row["note"] or "",
        base_year,
    )
