"""The section on pathways per floor area: the misalignment year of each building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from energie.pathways import Alignment, alignments
from energie.wording import function_name
from kern.language import _
from kern.report import Column, Section, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

KEY = "energie.afbouwpad"
FAR = 9999


def pathways(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Each building against the loaded pathways.

    Args:
        inputs: Readings, portfolio and pathways.
        options: Report year, factors, coverage.

    Raises:
        FactorMissing: A year with energy has no factor.
    """
    title = _("Pathway per floor area")
    if inputs.pathways.is_empty():
        text = _("No pathway was loaded. Load a CSV file with the columns Jaar, kWh/m² and kgCO2e/m².")
        return Section(KEY, title, text, [])
    found = sorted(alignments(inputs, options), key=_order)
    year = options.report_year
    judged = [one for one in found if one.energy_kwh_per_m2 is not None]
    above = sum(1 for one in judged if one.above_energy or one.above_co2)
    soon = sum(1 for one in judged if not (one.above_energy or one.above_co2) and _order(one)[0] <= 2030)
    message = _(
        "Of {count} buildings {above} lie above a pathway in {year}, and {soon} more will by 2030 when nothing is done."
    ).format(count=len(judged), above=above, year=year, soon=soon)
    rows = [
        {
            "asset_code": one.asset_code,
            "name": one.name,
            "function": function_name(one.function),
            "pathway": one.pathway,
            "energy": one.energy_kwh_per_m2,
            "co2": one.co2_kg_per_m2,
            "energy_year": _year(one.energy_year, one.energy_kwh_per_m2),
            "co2_year": _year(one.co2_year, one.co2_kg_per_m2),
        }
        for one in found
    ]
    columns = [
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("function", _("Function")),
        Column("pathway", _("Path")),
        Column("energy", _("Final energy {year}").format(year=year), "kWh/m²", 0),
        Column("energy_year", _("Misalignment year, energy")),
        Column("co2", _("CO2 {year}, location based").format(year=year), "kg/m²", 1),
        Column("co2_year", _("Misalignment year, CO2")),
    ]
    note = _(
        "Whole building, per internal floor area (gross where that is not known); the intensity of {year} stays as "
        "it is. The misalignment year is the first year above the pathway; a year before {year} means above it "
        "already. Only years of {pct} % coverage are judged."
    ).format(year=year, pct=round(options.minimum_coverage_share * 100))
    return Section(
        KEY, title, message, [Table(f"{KEY}.gebouwen", _("Misalignment year per building"), columns, rows, note)]
    )


def _order(one: Alignment) -> tuple[int, str]:
    return min(one.energy_year or FAR, one.co2_year or FAR), one.asset_code


def _year(year: int | None, intensity: float | None) -> str:
    if intensity is None:
        return _("not known")
    return str(year) if year is not None else _("not within the pathway")
