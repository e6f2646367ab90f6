"""The map of the buildings, by an indicator of the real-estate room or of the energy room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from koers.building_energy import energy_by_building
from koers.render.picture import check_picture, write_charts
from koers.rooms import room_of
from vastgoed.map import Indicator, indicator
from vastgoed.map_section import map_section

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section
    from koers.workspace import Workspace

# What the energy room knows of each asset: column of its table of assets.
ENERGY = (
    Indicator("energie", N_("Energy per gross floor area"), "kWh/m²", "per_area_kwh_per_m2"),
    Indicator("verbruik", N_("Energy"), "MWh", "total_mwh"),
)


def make_map(workspace: Workspace, code: str, year: int | None = None, path: Path | None = None) -> Section:
    """The map, and on request its picture.

    Args:
        workspace: The data.
        code: What the buildings are coloured by.
        year: Report year; None is the newest full year.
        path: The picture to write, .png or .svg.

    Raises:
        UsageWrong: There is no such indicator, or the file is no picture.
    """
    if path is not None:
        check_picture(path)
    chosen = indicator(code, ENERGY)
    room = room_of("vastgoed")
    options = workspace.options(room, {"report_year": year})
    values = energy_by_building(workspace, chosen.column, options.report_year) if chosen in ENERGY else None
    section = map_section(workspace.inputs(room), options, chosen, values)
    if path is not None:
        write_charts(section, path)
    return section
