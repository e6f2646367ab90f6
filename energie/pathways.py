"""When a building leaves a decarbonisation pathway per floor area: the misalignment year, as CRREM names it.

The user brings the pathway (year, kWh/m², kgCO2e/m²); between its years it is a straight line. A building's intensity
is that of the report year, whole building, per internal floor area (gross where that is not known), and stays as it
is: what is asked is when nothing is done. The misalignment year is the first year of the pathway in which the
intensity lies above it; an earlier year than the report year means that the building is above it already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.emissions import Boundary
from energie.workings import emissions_of

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

ENERGY, CO2 = "energy_kwh_per_m2", "co2_kg_per_m2"
ANY_FUNCTION = ""


@dataclass(frozen=True)
class Alignment:
    """A building against a pathway.

    Args:
        asset_code: The building.
        name: Its name.
        function: Its function.
        pathway: Name of the pathway.
        energy_kwh_per_m2: Final energy of the report year; None when not known well enough.
        co2_kg_per_m2: Location-based CO2 of the report year, likewise.
        energy_year: First year above the energy pathway; None is never, within the pathway.
        co2_year: First year above the CO2 pathway, likewise.
        above_energy: Above it in the report year.
        above_co2: Above it in the report year.
    """

    asset_code: str
    name: str
    function: str
    pathway: str
    energy_kwh_per_m2: float | None
    co2_kg_per_m2: float | None
    energy_year: int | None
    co2_year: int | None
    above_energy: bool | None
    above_co2: bool | None


def interpolated(points: Mapping[int, float]) -> dict[int, float]:
    """A value for every year between the first and the last, on a straight line between known years.

    >>> interpolated({2020: 100.0, 2022: 80.0})
    {2020: 100.0, 2021: 90.0, 2022: 80.0}
    """
    years = sorted(points)
    found: dict[int, float] = {}
    for first, last in zip(years, [*years[1:], years[-1]], strict=True):
        for year in range(first, last + (first == last)):
            part = (year - first) / (last - first) if last > first else 0.0
            found[year] = points[first] + part * (points[last] - points[first])
    return found


def misalignment_year(intensity: float, pathway: Mapping[int, float]) -> int | None:
    """The first year in which an unchanging intensity lies above the pathway; None is never.

    >>> misalignment_year(85.0, {2020: 100.0, 2021: 90.0, 2022: 80.0})
    2022
    """
    return next((year for year in sorted(pathway) if intensity > pathway[year]), None)


def alignments(inputs: EnergyInputs, options: EnergyOptions) -> list[Alignment]:
    """Every building against every pathway for its function; one without a function is for all others.

    Args:
        inputs: Readings, portfolio and pathways.
        options: Report year, factors, coverage.
    """
    year = options.report_year
    area = pl.coalesce("internal_floor_area_m2", "gross_floor_area_m2")
    sums = (
        emissions_of(inputs, options)
        .frame.filter(pl.col("year") == year)
        .group_by("asset_code")
        .agg(
            pl.col("consumption_kwh").sum().alias("kwh"),
            pl.col("missing_kwh").sum().alias("missing"),
            pl.col(f"{Boundary.LOCATION_BASED}_co2_kg").sum().alias("co2"),
        )
    )
    buildings = (
        inputs.assets.filter(pl.col("kind") == "building", area > 0)
        .select("asset_code", "name", pl.col("function").fill_null(""), area.alias("area"), "valid_until")
        .join(sums, on="asset_code", how="inner")
        .filter(pl.col("valid_until").is_null() | (pl.col("valid_until").dt.year() > year))
        .sort("asset_code")
    )
    lines: dict[tuple[str, str], dict[str, dict[int, float]]] = {}
    for row in inputs.pathways.sort("name", "function", "year").iter_rows(named=True):
        both = lines.setdefault((row["name"], row["function"] or ANY_FUNCTION), {ENERGY: {}, CO2: {}})
        for column in (ENERGY, CO2):
            if row[column] is not None:
                both[column][int(row["year"])] = row[column]
    paths = {
        key: {c: interpolated(points) if points else {} for c, points in both.items()} for key, both in lines.items()
    }
    names = list(dict.fromkeys(name for name, _function in paths))
    found = []
    for row in buildings.iter_rows(named=True):
        enough = row["kwh"] > 0 and row["kwh"] >= options.minimum_coverage_share * (row["kwh"] + row["missing"])
        energy, co2 = (row["kwh"] / row["area"], row["co2"] / row["area"]) if enough else (None, None)
        for name in names:
            path = paths.get((name, row["function"])) or paths.get((name, ANY_FUNCTION))
            if path is None:
                continue
            found.append(
                Alignment(
                    row["asset_code"], row["name"], row["function"], name, energy, co2,
                    None if energy is None else misalignment_year(energy, path[ENERGY]),
                    None if co2 is None else misalignment_year(co2, path[CO2]),
                    None if energy is None or year not in path[ENERGY] else energy > path[ENERGY][year],
                    None if co2 is None or year not in path[CO2] else co2 > path[CO2][year],
                )
            )  # fmt: skip
    return found
