"""The report sections of the fleet; every command shows one of these, and the report shows the same."""

from __future__ import annotations

from collections.abc import Callable

from kern.report import Section
from vloot.inputs import FleetInputs
from vloot.options import FleetOptions
from vloot.section_ecoscore import ecoscore_section
from vloot.section_mobility import mobility_section
from vloot.section_overview import overview_section
from vloot.section_practice import practice_section
from vloot.section_quota import quota_section
from vloot.section_readiness import readiness_section
from vloot.section_replacement import replacement_section
from vloot.section_trajectory import trajectory_section
from vloot.section_vehicles import vehicles_section

__all__ = [
    "BY_COMMAND",
    "SECTIONS",
    "ecoscore_section",
    "mobility_section",
    "overview_section",
    "practice_section",
    "quota_section",
    "readiness_section",
    "replacement_section",
    "trajectory_section",
    "vehicles_section",
]

SECTIONS: tuple[Callable[[FleetInputs, FleetOptions], Section], ...] = (trajectory_section, overview_section)
"""Sections of the annual report, in order."""

BY_COMMAND: dict[str, Callable[[FleetInputs, FleetOptions], Section]] = {
    "toon": overview_section,
    "traject": trajectory_section,
    "controle": readiness_section,
    "quota": quota_section,
    "ecoscore": ecoscore_section,
    "praktijk": practice_section,
    "vervanging": replacement_section,
    "voertuigen": vehicles_section,
    "mobiliteit": mobility_section,
}
"""The section behind each command of the fleet."""
