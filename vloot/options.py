"""What the fleet's figures depend on beside the data: year, target set, method, factor sets."""

from __future__ import annotations

from dataclasses import dataclass

from kern.trajectory import Method


@dataclass(frozen=True)
class FleetOptions:
    """The choices behind the figures. Each is printed with the figures it touches.

    Args:
        report_year: The year the report is about.
        target_set: Set of `data/targets`.
        method: How the target becomes a path; None takes that of the set. Both are always shown.
        base_year: Base year; None takes that of the set.
        factor_set: Tank-to-wheel factors of `data/factors/emission.csv`: the indicator.
        well_to_wheel_set: Well-to-wheel factors, shown beside it.
        electricity_set: Grid factors, direct, for charging.
        electricity_lifecycle_set: Grid factors over the life cycle, for charging in well-to-wheel.
        minimum_coverage_share: Least share of fuel-burning vehicles with fuel data for a year to be judged.
        rule_set: Rules on buying and disposing of `data/fleet/purchase_rules.csv`.
        plan_until: Last year of the replacement plan.
        plan_budget_eur: Most money for buying in each year of the plan; None does not limit it.
        plan_interest_share: Interest per year on capital.
        plan_holding_years: Years an owned vehicle is kept at least.
        plan_oldest_years: Age at which an owned vehicle goes at the latest.
        plan_vehicles_per_place: Vehicles with a plug that share one charging place at the home base.
        plan_seconds: Most time for the search of a plan.
        with_estimates: Whether litres estimated from money or kilometres count; they are always shown apart.
    """

    report_year: int = 2025
    target_set: str = "2019"
    method: Method | None = None
    base_year: int | None = None
    factor_set: str = "ecoscore_be"
    well_to_wheel_set: str = "desnz_2023_mineral"
    electricity_set: str = "be_grid_em_direct"
    electricity_lifecycle_set: str = "be_grid_em_lifecycle"
    minimum_coverage_share: float = 0.9
    with_estimates: bool = True
    rule_set: str = "flanders"
    plan_until: int = 2030
    plan_budget_eur: float | None = None
    plan_interest_share: float = 0.03
    plan_holding_years: int = 4
    plan_oldest_years: int = 12
    plan_vehicles_per_place: float = 1.0
    plan_seconds: float = 20.0
