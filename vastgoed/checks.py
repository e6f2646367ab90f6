"""The list of checks on the loaded portfolio, in the order in which they are shown.

A check takes the inputs and the options and gives findings: one per kind of defect, with how many assets have it.
"""

from __future__ import annotations

from collections.abc import Callable

from kern.findings import Finding
from vastgoed import area_checks, building_checks, contract_checks, energy_area
from vastgoed.inputs import EstateInputs
from vastgoed.options import EstateOptions

Check = Callable[[EstateInputs, EstateOptions], list[Finding]]

OF_BUILDINGS: tuple[Check, ...] = (
    building_checks.check_double_addresses,
    building_checks.check_double_register_numbers,
    building_checks.check_frequent_year,
    building_checks.check_year_order,
    building_checks.check_people,
    building_checks.check_locations,
    building_checks.check_parts,
    building_checks.check_not_buildings,
    building_checks.check_register_status,
    area_checks.check_area_order,
    area_checks.check_area_zero,
)
"""What can be said of a list of buildings by itself, so also while it is read."""

OF_SPLITS: tuple[Check, ...] = (area_checks.check_function_split, area_checks.check_function_split_missing)
"""What needs the areas by function beside the buildings."""

OF_CONTRACTS: tuple[Check, ...] = (
    contract_checks.check_missing_contracts,
    contract_checks.check_ended_contracts,
    contract_checks.check_repeated_numbers,
    contract_checks.check_notice_dates,
    contract_checks.check_missing_costs,
    area_checks.check_user_areas,
)
"""What needs the contracts beside the buildings."""

CHECKS: tuple[Check, ...] = (
    *OF_BUILDINGS,
    *OF_SPLITS,
    *OF_CONTRACTS,
    area_checks.check_area_missing,
    energy_area.check_energy_area,
    building_checks.check_mandatory_fields,
    building_checks.check_heritage_known,
    contract_checks.check_company_numbers,
    building_checks.check_managers,
)


def run_checks(checks: tuple[Check, ...], inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """The findings of some checks, in order."""
    return [finding for check in checks for finding in check(inputs, options)]
