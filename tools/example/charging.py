"""Charging sessions and odometer readings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.fuel_card import KM_FACTOR, odometer
from example.vehicles import END, Vehicle
from example.write import Row, csv_text, dutch, stream, write_text

SESSIONS = "vloot/laadbeurten.csv"
ODOMETERS = "vloot/kilometerstanden.csv"
HEADINGS = (
    "Sessie", "Start", "Einde", "Contract", "Chassisnummer", "Laadpunt", "kWh", "Kost excl. btw", "Munt", "Thuisladen",
    "Credit van",
)  # fmt: skip
_YEARS = range(2019, 2026)
_ON_CARD_SHARE = 0.1
_PHEV_KWH_PER_100_KM = 1.4
_PRICE = {2019: 0.27, 2020: 0.27, 2021: 0.28, 2022: 0.41, 2023: 0.39, 2024: 0.34, 2025: 0.33}
_EPOCH = "1970-01-01T00:00:00Z"


def write_charging(root: Path, vehicles: list[Vehicle], planted: Planted) -> dict[int, float]:
    """The sessions; gives the energy a careful reader counts by year, in kWh."""
    random = stream("charging")
    sessions: list[tuple[datetime, datetime, Vehicle, float]] = []
    for vehicle in vehicles:
        for year in _YEARS:
            sessions += _of_year(vehicle, year, random)
    sessions.sort(key=lambda session: (session[0], session[2].vin))
    rows: list[list[str]] = []
    energy: dict[int, float] = dict.fromkeys(_YEARS, 0.0)
    for number, (start, end, vehicle, kwh) in enumerate(sessions, start=1):
        home = vehicle.use in ("mee naar huis", "toegewezen") and random.random() < 0.7
        point = f"BE*KRT*E{number % 97:03d}" if home else f"BE*KRS*E{vehicle.base.replace('-', '')}*{1 + number % 4}"
        contract = f"BE-KRS-C{int(vehicle.vin[-6:]):08d}-1"
        times = [f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (start, end)]
        cost = dutch(kwh * _PRICE[start.year], 2)
        at_home = "ja" if home else "nee"
        rows.append(
            [f"BE*KRS*{number:06d}", *times, contract, vehicle.vin, point, dutch(kwh, 2), cost, "EUR", at_home, ""]
        )
        energy[start.year] += kwh
    for place in (640, 1910, 2950):
        _credit(rows, energy, place, planted)
    lost = rows[1500]
    energy[int(lost[1][:4])] -= float(lost[6].replace(",", "."))
    lost[1] = _EPOCH
    planted.add(SESSIONS, 1502, "start 1970-01-01: the charger lost its clock", QUARANTINE)
    big = rows[2600]
    energy[int(big[1][:4])] += 9 * float(big[6].replace(",", "."))
    big[6] = dutch(10 * float(big[6].replace(",", ".")), 2)
    planted.add(
        SESSIONS, 2602, f"{big[6]} kWh in one session: more than the battery holds, counts as it stands", FINDING
    )
    write_text(root / SESSIONS, csv_text(HEADINGS, rows))
    return energy


def _credit(rows: list[list[str]], energy: dict[int, float], place: int, planted: Planted) -> None:
    """A session that is undone."""
    undone = rows[place]
    kwh = float(undone[6].replace(",", "."))
    credit = [f"{undone[0]}C", *undone[1:6], dutch(-kwh, 2), f"-{undone[7]}", *undone[8:10], undone[0]]
    rows.append(credit)
    energy[int(undone[1][:4])] -= kwh
    planted.add(SESSIONS, len(rows) + 1, f"credit for row {place + 2}: nets to nothing", KEPT)


def _of_year(vehicle: Vehicle, year: int, random: Random) -> list[tuple[datetime, datetime, Vehicle, float]]:
    model = vehicle.model
    first, last = max(vehicle.start, date(year, 1, 1)), min(vehicle.until or END, date(year + 1, 1, 1))
    if model.battery_kwh is None or first >= last:
        return []
    per_100_km = model.per_100_km * (1 - _ON_CARD_SHARE) if model.powertrain == "bev" else _PHEV_KWH_PER_100_KM
    days = (last - first).days
    energy = days / 365 * vehicle.km_a_year * KM_FACTOR[year] * per_100_km / 100
    found: list[tuple[datetime, datetime, Vehicle, float]] = []
    while energy > model.battery_kwh * 0.3:
        kwh = round(model.battery_kwh * random.uniform(0.45, 0.9), 2)
        energy -= kwh
        day = first + timedelta(days=random.randrange(days))
        start = datetime(
            day.year, day.month, day.day, random.choice((6, 7, 8, 15, 16, 17)), random.randint(0, 59), tzinfo=UTC
        )
        hours = kwh / random.choice((7.2, 10.6))
        found.append((start, start + timedelta(seconds=round(hours * 3600)), vehicle, kwh))
    return found


def write_odometers(root: Path, vehicles: list[Vehicle], planted: Planted) -> None:
    """Readings twice a year."""
    random = stream("odometers")
    rows: list[Row] = []
    for vehicle in vehicles:
        source = "leasing" if not vehicle.owned else "onderhoud"
        for year in (2015, *_YEARS):
            for month in (1, 7):
                day = date(year, month, random.randint(3, 27))
                if vehicle.active(day) and random.random() < 0.93:
                    rows.append((vehicle.vin, day, odometer(vehicle, day), source if month == 7 else "bestuurder"))
    wrong = list(rows[777])
    wrong[2] = int(str(wrong[2])[:-1])
    rows[777] = wrong
    planted.add(ODOMETERS, 779, "a digit too few: the odometer goes back", FINDING)
    write_text(root / ODOMETERS, csv_text(("Chassisnummer", "Datum", "Kilometerstand", "Bron"), rows))
