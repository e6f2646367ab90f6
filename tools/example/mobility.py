"""Chargers at the home bases, what entities tell about their trips, and the yearly totals of 2005."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from example.assets import Portfolio
from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.meters import Meter
from example.vehicles import END, Vehicle
from example.write import Row, csv_text, stream, write_text

POINTS = "vloot/laadpunten.csv"
MOBILITY = "vloot/mobiliteit.csv"
TOTALS = "vloot/jaarverbruik-2005.csv"
_YEARS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)
_SILENT = "ENT08"
_AT_HOME = {2019: 0.5, 2020: 1.9, 2021: 1.7, 2022: 1.2, 2023: 1.1, 2024: 1.15, 2025: 1.2}
"""Meetings at a distance, of those of an ordinary year."""


def write_charge_points(root: Path, vehicles: list[Vehicle], meters: list[Meter], planted: Planted) -> None:
    """The list of chargers, one or two per base with electric vehicles."""
    mains: dict[str, str] = {}
    for meter in meters:
        if meter.carrier == "elektriciteit" and meter.until is None and meter.start is None:
            mains.setdefault(meter.asset, meter.code)
    plugged = Counter(v.base for v in vehicles if v.model.battery_kwh is not None)
    today = Counter(v.base for v in vehicles if v.model.battery_kwh is not None and v.active(date(2025, 12, 31)))
    rows: list[Row] = []
    for place, base in enumerate(sorted(plugged)):
        own = place % 4 == 3 or base not in mains
        meter = "" if own else mains[base]
        evse = f"BE*KRS*E{base.replace('-', '')}"
        rows.append((evse, base, meter, 1 + today[base], "22", date(2018, 1, 1), None))
        if place % 5 == 1:
            rows.append((f"BE*KRS*E{base.replace('-', '')}N", base, meter, 4, "11", date(2027, 7, 1), None))
    rows.append(("BE*KRS*EGB9999", "GB-9999", "", 2, "11", date(2024, 1, 1), None))
    planted.add(POINTS, len(rows) + 1, "a charger at a building that is not in the portfolio", QUARANTINE)
    headings = ("Laadpunt", "Standplaats", "Meter", "Laadplaatsen", "Vermogen (kW)", "Geldig van", "Geldig tot")
    write_text(root / POINTS, csv_text(headings, rows))


def write_mobility(root: Path, portfolio: Portfolio, vehicles: list[Vehicle], planted: Planted) -> None:
    """Trips and staff per entity and year; one entity tells nothing."""
    random = stream("mobility")
    staff: dict[str, float] = defaultdict(float)
    for building in portfolio.buildings:
        staff[building.entity] += building.fte
    entities = sorted({v.entity for v in vehicles} - {_SILENT})
    rows: list[Row] = []
    for entity in entities:
        size, habit = max(staff[entity], 25.0), random.uniform(0.7, 1.3)
        for year in _YEARS:
            fte = round(size * (1 + 0.006 * (year - 2022)) * random.uniform(0.985, 1.015), 1)
            home = _AT_HOME[year]
            avoided = round(fte * 3 * habit * home)
            shared = round(fte * 0.5 * habit / max(home, 0.9))
            bicycle = round(fte * (3 + 0.8 * (year - 2019)) * habit * (0.5 if year == 2020 else 1))
            transit = round(fte * 38 * habit / home * random.uniform(0.9, 1.1))
            car_share = round(fte * 3 * (year - 2018) * habit * random.uniform(0.8, 1.2))
            private = round(fte * 30 / habit / max(home, 0.8) * random.uniform(0.9, 1.1))
            rows.append(
                (entity, year, fte, avoided, avoided * 62, shared, car_share, bicycle, transit, private)
            )  # a trip that does not happen saves 62 km there and back
    lost = list(rows[10])
    lost[8] = None
    rows[10] = lost
    planted.add(MOBILITY, 12, "public transport left open: not told, so not zero", KEPT)
    headings = (
        "Entiteit", "Jaar", "VTE", "Vermeden verplaatsingen", "Vermeden km", "Gedeelde verplaatsingen", "Km deelwagen",
        "Km fiets", "Km openbaar vervoer", "Km eigen wagen",
    )  # fmt: skip
    write_text(root / MOBILITY, csv_text(headings, rows))


def write_totals_2005(root: Path, vehicles: list[Vehicle], planted: Planted) -> None:
    """The litres of 2005, of which no transactions exist any more."""
    random = stream("totals 2005")
    cars = Counter(v.entity for v in vehicles if v.start < date(2016, 1, 1) and (v.until or END) > date(2015, 1, 1))
    rows: list[Row] = []
    for entity in sorted(cars):
        litres = cars[entity] * 1420 * random.uniform(0.9, 1.1)
        rows.append((entity, 2005, "diesel", round(litres * 0.86), "liter", "nee"))
        rows.append((entity, 2005, "benzine", round(litres * 0.14), "liter", "ja" if random.random() < 0.2 else "nee"))
    rows.append((rows[0][0], 2005, "benzeen", 120, "liter", "nee"))
    planted.add(TOTALS, len(rows) + 1, "benzeen is no fuel that is known", QUARANTINE)
    planted.add(TOTALS, "Geschat", "some totals say of themselves that they are estimates", FINDING)
    headings = ("Entiteit", "Jaar", "Brandstof", "Jaarverbruik", "Eenheid", "Geschat")
    write_text(root / TOTALS, csv_text(headings, rows))
