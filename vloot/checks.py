"""Findings on the loaded fleet data: one function per kind of defect, gathered in `CHECKS`.

Findings name chassis numbers, never plates, drivers or card numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from kern.findings import Finding
from vloot.checks_purchases import (
    check_cards_on_two_vehicles,
    check_credits,
    check_doubles,
    check_fuel_against_vehicle,
    check_missing_quantities,
    check_prices,
    check_tank_overfill,
    check_units,
    check_weekend_use,
)
from vloot.checks_register import (
    check_costs,
    check_plates,
    check_register_gaps,
    check_service_period,
    check_silent_vehicles,
    check_unknown_vehicles,
)
from vloot.checks_use import check_consumption, check_odometer
from vloot.inputs import FleetInputs
from vloot.options import FleetOptions
from vloot.year_totals import check_totals

CHECKS: tuple[Callable[[FleetInputs, FleetOptions], list[Finding]], ...] = (
    check_unknown_vehicles,
    check_register_gaps,
    check_costs,
    check_plates,
    check_service_period,
    check_silent_vehicles,
    check_missing_quantities,
    check_units,
    check_tank_overfill,
    check_fuel_against_vehicle,
    check_prices,
    check_doubles,
    check_credits,
    check_cards_on_two_vehicles,
    check_weekend_use,
    check_odometer,
    check_consumption,
    check_totals,
)


def check_fleet(inputs: FleetInputs, options: FleetOptions) -> list[Finding]:
    """Every finding on the fleet."""
    return [finding for check in CHECKS for finding in check(inputs, options)]
