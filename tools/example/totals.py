"""What the example adds up to, with the factors of the default sets written out: a check by another road."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from example.assets import Portfolio
from example.energy_tables import HEAT_NETWORK
from example.invoice_row import Invoice
from example.meters import YEARS

PRIMARY = {
    "elektriciteit": 2.5,
    "aardgas": 1.0,
    "stookolie": 1.0,
    "pellets": 1.0,
    "warmtenet": HEAT_NETWORK["primaire energie"],
}
FUEL_CO2 = {"aardgas": 0.182, "stookolie": 0.267, "pellets": 0.0, "warmtenet": HEAT_NETWORK["CO2"]}
GRID_CO2 = {
    2015: 0.2312, 2019: 0.1531, 2020: 0.1599, 2021: 0.1194, 2022: 0.1409, 2023: 0.1274, 2024: 0.1047, 2025: 0.1047,
}  # fmt: skip
ROAD_CO2 = {"diesel": 2.640, "petrol": 2.392, "cng": 2.69}
PROTECTED = ("beschermd monument", "beschermd stads- of dorpsgezicht", "beschermd cultuurhistorisch landschap")

Use = dict[tuple[str, str, int], float]


def counted_use(invoices: list[Invoice], finer: Mapping[str, float]) -> Use:
    """What a careful reader counts, by asset, carrier and year, in kWh.

    Args:
        invoices: Rows that count.
        finer: By meter the energy of its Fluvius file of 2025, which goes before its invoices of that year.
    """
    found: Use = defaultdict(float)
    told: set[str] = set()
    for row in invoices:
        key = (row.meter.asset, row.meter.carrier, row.first.year)
        if row.first.year == 2025 and row.meter.code in finer:
            if row.meter.code not in told:
                told.add(row.meter.code)
                found[key] += finer[row.meter.code]
        else:
            found[key] += row.kwh
    return found


def yearly(use: Use, portfolio: Portfolio) -> dict[int, dict[str, float]]:
    """Per year: final energy of everything; primary energy and CO2 without protected heritage.

    The heat network counts with the factors its supplier states, which are in the example.
    """
    excluded = {b.code for b in portfolio.buildings if b.heritage in PROTECTED}
    found = {year: defaultdict[str, float](float) for year in YEARS}
    for (asset, carrier, year), kwh in use.items():
        total = found[year]
        total[carrier] += kwh
        total["final"] += kwh
        if asset in excluded:
            total["heritage"] += kwh
            continue
        primary = kwh * PRIMARY.get(carrier, 0.0)
        total["infrastructure" if asset.startswith("TI") else "buildings"] += primary
        total["primary"] += primary
        total["co2"] += kwh * (GRID_CO2[year] if carrier == "elektriciteit" else FUEL_CO2.get(carrier, 0.0))
    return {year: dict(total) for year, total in found.items()}
