"""What the example adds up to, with the factors of the default sets written out: a check by another road."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from example.assets import Portfolio
from example.meters import YEARS, Meter

PRIMARY = {"elektriciteit": 2.5, "aardgas": 1.0, "stookolie": 1.0, "pellets": 1.0}
FUEL_CO2 = {"aardgas": 0.182, "stookolie": 0.267, "pellets": 0.0}
GRID_CO2 = {
    2015: 0.2312, 2019: 0.1531, 2020: 0.1599, 2021: 0.1194, 2022: 0.1409, 2023: 0.1274, 2024: 0.1047, 2025: 0.1047,
}  # fmt: skip
PROTECTED_BY_DEFAULT = (
    "beschermd monument",
    "beschermd stads- of dorpsgezicht",
    "beschermd cultuurhistorisch landschap",
)


def true_use(meters: Iterable[Meter]) -> dict[tuple[str, str, int], float]:
    """Use before faults, by asset, carrier and year, in kWh."""
    found: dict[tuple[str, str, int], float] = defaultdict(float)
    for meter in meters:
        for (year, _month), kwh in meter.use.items():
            found[meter.asset, meter.carrier, year] += kwh
    return found


def yearly(use: dict[tuple[str, str, int], float], portfolio: Portfolio) -> dict[int, dict[str, float]]:
    """Per year: primary energy and CO2 in the scope of the targets, and final energy of everything.

    Heat networks have no published factor, so they are in none but the last.
    """
    excluded = {b.code for b in portfolio.buildings if b.heritage in PROTECTED_BY_DEFAULT}
    found = {year: defaultdict[str, float](float) for year in YEARS}
    for (asset, carrier, year), kwh in use.items():
        total = found[year]
        total[f"final {carrier}"] += kwh
        if asset in excluded:
            total["final of protected heritage"] += kwh
            continue
        factor = GRID_CO2[year] if carrier == "elektriciteit" else FUEL_CO2.get(carrier, 0.0)
        total["primary"] += kwh * PRIMARY.get(carrier, 0.0)
        total["primary of infrastructure"] += kwh * 2.5 * asset.startswith("TI")
        total["co2_kg"] += kwh * factor
        total["co2_kg of fuels"] += kwh * factor * (carrier != "elektriciteit")
    return {year: dict(total) for year, total in found.items()}
