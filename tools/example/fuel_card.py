"""Fuel-card transactions of 2015 and of 2019 to 2025."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from example.defects import KEPT, Planted
from example.fuel_faults import plant_faults
from example.fuel_row import HEADINGS, FuelRow
from example.names import TOWNS
from example.vehicles import END, Vehicle
from example.write import csv_text, stream, write_gzip

FILES = {"vloot/tankkaart-2015.csv.gz": (2015,), "vloot/tankkaart-2019-2025.csv.gz": tuple(range(2019, 2026))}

KM_FACTOR = {2015: 1.0, 2016: 1.0, 2017: 1.0, 2018: 1.0, 2019: 1.0, 2020: 0.80, 2021: 0.88, 2022: 0.96, 2023: 0.98,
             2024: 0.99, 2025: 1.0}  # fmt: skip
# Euro per unit, VAT included.
_YEARS = (2015, 2019, 2020, 2021, 2022, 2023, 2024, 2025)
_PRICES = {
    "diesel": dict(zip(_YEARS, (1.26, 1.45, 1.27, 1.46, 1.87, 1.74, 1.68, 1.64), strict=True)),
    "petrol": dict(zip(_YEARS, (1.43, 1.44, 1.32, 1.53, 1.79, 1.75, 1.68, 1.60), strict=True)),
    "cng": dict(zip(_YEARS, (0.94, 1.04, 1.01, 1.14, 2.12, 1.58, 1.41, 1.36), strict=True)),
}
_STATIONS = tuple(f"{town.name} {side}" for town in TOWNS for side in ("Noord", "Zuid"))


@dataclass
class Fuelled:
    """What a careful reader counts: quantity by year and product family; and the rows of each file."""

    quantity: dict[tuple[int, str], float] = field(default_factory=lambda: defaultdict(float))
    rows: dict[str, int] = field(default_factory=dict)


def write_fuel_card(root: Path, vehicles: list[Vehicle], planted: Planted) -> Fuelled:
    """Both files."""
    done = Fuelled()
    for name, years in FILES.items():
        random = stream(name)
        rows = [row for vehicle in vehicles for year in years for row in _of_year(vehicle, year, random)]
        rows.sort(key=lambda row: (row.at, row.vehicle.vin, row.product))
        for place, row in enumerate(rows, start=1):
            row.number = f"T{row.at:%y}-{place:06d}"
        if len(years) > 1:
            rows = plant_faults(rows, vehicles, planted, name)
        else:
            planted.add(name, "Chassisnummer", "empty in the whole file: vehicles are found by plate and day", KEPT)
        write_gzip(root / name, csv_text(HEADINGS, [row.cells() for row in rows]))
        done.rows[name] = len(rows)
        for row in rows:
            if row.counts and row.family != "other":
                done.quantity[row.at.year, row.family] += row.sign * row.quantity
    return done


def odometer(vehicle: Vehicle, day: date) -> int:
    """Kilometres on the clock, to the kilometre."""
    total = 12.0
    for year in range(vehicle.start.year, day.year + 1):
        first, last = max(vehicle.start, date(year, 1, 1)), min(day, date(year + 1, 1, 1))
        total += max(0, (last - first).days) / 365 * vehicle.km_a_year * KM_FACTOR.get(year, 1.0)
    return round(total)


def _of_year(vehicle: Vehicle, year: int, random: Random) -> Iterator[FuelRow]:
    model = vehicle.model
    if model.powertrain == "bev":
        yield from _fast_charges(vehicle, year, random)
        return
    first = max(vehicle.start, date(year, 1, 1))
    last = min(vehicle.until or END, date(year + 1, 1, 1))
    if first >= last:
        return
    a_day = vehicle.km_a_year * KM_FACTOR[year] / 365 * model.per_100_km / 100
    moment = datetime(first.year, first.month, first.day, 7) + timedelta(days=random.uniform(0, 14))
    tank = float(model.tank_l or 50)
    fills = 0
    while moment.date() < last:
        quantity = round(tank * random.uniform(0.55, 0.93), 2)
        at = _at_pump(moment, random)
        if at.date() >= last:
            break
        yield _fill(vehicle, at, quantity, random)
        fills += 1
        clean = vehicle.start.year >= 2015 and model.powertrain == "diesel" and model.category != "M1"
        if clean and fills % 7 == 0:
            yield _extra(vehicle, at, "ADBLUE", round(random.uniform(5, 16), 2), "l", random.uniform(0.75, 1.1), random)
        if model.category == "M1" and random.random() < 0.018:
            yield _extra(vehicle, at, "CARWASH", 1.0, "stuks", random.choice((9.5, 12.0, 14.5)), random)
        moment += timedelta(days=quantity / a_day * random.uniform(0.93, 1.07))


def _at_pump(moment: datetime, random: Random) -> datetime:
    at = moment.replace(
        hour=random.choice((6, 7, 7, 8, 9, 11, 12, 14, 15, 16, 16, 17, 18)), minute=random.randint(0, 59)
    )
    if at.weekday() >= 5 and random.random() < 0.8:
        at += timedelta(days=7 - at.weekday())
    return at.replace(second=0, microsecond=0)


def _fill(vehicle: Vehicle, at: datetime, quantity: float, random: Random) -> FuelRow:
    family = {"diesel": "diesel", "cng": "cng"}.get(vehicle.model.powertrain, "petrol")
    price = _PRICES[family][at.year] * (1 + 0.03 * random.uniform(-1, 1)) * (1 + 0.015 * (at.month - 6.5) / 6)
    if family == "diesel":
        product = "DIESEL B7" if at.year > 2015 else "DIESEL"
    elif family == "petrol":
        product = "EURO 95 (E10)" if at.year > 2016 else "SUPER 95"
    else:
        product = "CNG"
    return _row(vehicle, at, product, quantity, "kg" if family == "cng" else "l", price, random, family)


def _extra(
    vehicle: Vehicle, at: datetime, product: str, quantity: float, unit: str, price: float, random: Random
) -> FuelRow:
    return _row(vehicle, at + timedelta(minutes=2), product, quantity, unit, price, random, "other")


def _fast_charges(vehicle: Vehicle, year: int, random: Random) -> Iterator[FuelRow]:
    """What an electric vehicle charges on the fuel card, on the road: a tenth of its energy."""
    first = max(vehicle.start, date(year, 1, 1))
    last = min(vehicle.until or END, date(year + 1, 1, 1))
    kwh = max(0, (last - first).days) / 365 * vehicle.km_a_year * KM_FACTOR[year] * vehicle.model.per_100_km / 100 * 0.1
    while kwh > 8:
        part = round(random.uniform(14, 42), 2)
        kwh -= part
        at = _at_pump(
            datetime(first.year, first.month, first.day, 7)
            + timedelta(days=random.uniform(0, (last - first).days - 4)),
            random,
        )
        if first <= at.date() < last:
            yield _row(vehicle, at, "ELEK DC", part, "kWh", random.uniform(0.55, 0.72), random, "electricity")


def _row(
    vehicle: Vehicle, at: datetime, product: str, quantity: float, unit: str, price: float, random: Random, family: str
) -> FuelRow:
    clock: int | None = odometer(vehicle, at.date()) + random.randint(0, 40)
    if random.random() < 0.06:
        clock = None
    return FuelRow(
        vehicle=vehicle, at=at, station=random.choice(_STATIONS), product=product, quantity=quantity, unit=unit,
        price=round(price, 3), odometer=clock, driver=random.choice(vehicle.drivers), family=family,
        shows_vin=at.year >= 2021,
    )  # fmt: skip
