"""The 240 service vehicles: who drives what from when till when, and under which plate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from example.assets import Portfolio
from example.defects import FINDING, KEPT, Planted
from example.models import CHOICES, MODELS, POWERTRAINS, Model, euro_norm
from example.names import FIRST_NAMES, LAST_NAMES
from example.write import Row, stream, write_workbook

REGISTER = "vloot/voertuigen.xlsx"
COUNT = 240
HEADINGS = (
    "Chassisnummer", "Nummerplaat", "Plaat van", "Plaat tot", "Entiteit", "Standplaats", "Categorie", "Merk", "Model",
    "Eerste inschrijving", "Brandstof", "Aandrijving", "Euronorm", "CO2 WLTP (g/km)", "CO2 NEDC (g/km)", "Massa (kg)",
    "Tankinhoud (l)", "Batterij (kWh)", "Eigendom", "Contracteinde", "Aankoopprijs (euro)", "Ecoscore", "Gebruik",
    "Status",
)  # fmt: skip
END = date(2026, 1, 1)
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_ENTITIES = {
    "ENT04": 20, "ENT03": 18, "ENT07": 13, "ENT01": 11, "ENT05": 9, "ENT10": 8, "ENT02": 6, "ENT12": 5, "ENT09": 4,
    "ENT11": 3, "ENT06": 2, "ENT08": 1,
}  # fmt: skip
_TECHNICAL = ("ENT03", "ENT04", "ENT07", "ENT10", "ENT12")


@dataclass(frozen=True)
class Plate:
    """A plate on a vehicle; `until` is the first day without it."""

    text: str
    start: date
    until: date | None
    entity: str


@dataclass
class Vehicle:
    """One vehicle in one job.

    Args:
        vin: Chassis number.
        model: What it is.
        start: First day in service.
        until: First day no longer in service.
        km_a_year: In a year without a pandemic.
        card: The fuel card of the job, masked as issuers print it.
        drivers: Who drives it.
    """

    vin: str
    model: Model
    entity: str
    base: str
    use: str
    start: date
    until: date | None
    km_a_year: float
    card: str
    drivers: tuple[str, ...]
    plates: list[Plate] = field(default_factory=list)
    owned: bool = True

    def plate_on(self, day: date) -> str:
        """The plate it carries on a day."""
        return next((p.text for p in reversed(self.plates) if p.start <= day), self.plates[0].text)

    def active(self, day: date) -> bool:
        """Whether it is in service."""
        return self.start <= day and (self.until is None or day < self.until)


def make_vehicles(portfolio: Portfolio) -> list[Vehicle]:
    """All vehicles: jobs that each get a new vehicle when the old one is worn."""
    random = stream("vehicles")
    found: list[Vehicle] = []
    job = 0
    while len(found) < COUNT:
        found += _job(job, portfolio, random)[: COUNT - len(found)]
        job += 1
    twice = [vehicle for vehicle in found if len(vehicle.plates) == 2]
    for vehicle, giver in zip(twice, ("ENT02", "ENT09"), strict=False):
        first = vehicle.plates[0]
        vehicle.plates[0] = Plate(first.text, first.start, first.until, giver)
    return found


def _job(number: int, portfolio: Portfolio, random: Random) -> list[Vehicle]:
    entity = random.choices(list(_ENTITIES), list(_ENTITIES.values()))[0]
    bases = [b.code for b in portfolio.buildings if b.entity == entity and b.until is None and not b.vacant_since]
    base = random.choice(bases)
    category = random.choices(("M1", "N1", "N2"), (48, 46, 6) if entity in _TECHNICAL else (86, 14, 0))[0]
    technical = category != "M1"
    use = "technisch" if technical else random.choice(("pool", "pool", "toegewezen", "mee naar huis"))
    km = {"M1": 17_500, "N1": 16_000, "N2": 13_000}[category] * random.uniform(0.55, 1.5)
    card = f"7005****{1000 + number * 37 % 9000:04d}"
    people = tuple(
        f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}" for _ in range(1 if use == "toegewezen" else 3)
    )
    start = date(2007, 1, 15) + timedelta(days=random.randint(0, 2900))
    late = random.random() < 0.12
    if late:
        start = date(random.randint(2016, 2023), random.randint(1, 12), 3)
    ends = date(random.randint(2017, 2024), random.randint(1, 12), 1) if random.random() < 0.13 and not late else None
    found: list[Vehicle] = []
    while start < END and (ends is None or start < ends):
        age = timedelta(days=round(365.25 * random.uniform(6.8, 11.5)))
        stop = min(day for day in (start + age, ends or END, END))
        if stop < date(2015, 1, 1):
            start = stop
            continue
        model = _choose(category, start.year, random)
        vehicle = Vehicle(
            _vin(model, start.year, random), model, entity, base, use, start, None if stop >= END else stop, km, card,
            people, owned=random.random() < 0.7,
        )  # fmt: skip
        _plate(vehicle, found[-1] if found else None, random)
        found.append(vehicle)
        start = stop
    return found


def _choose(category: str, year: int, random: Random) -> Model:
    chances = next(chances for last, chances in CHOICES[category] if year <= last)
    powertrain = random.choices(list(chances), list(chances.values()))[0]
    models = [m for m in MODELS if m.category == category and m.powertrain == powertrain]
    return random.choice(models)


def _vin(model: Model, year: int, random: Random) -> str:
    """Seventeen signs, no I, O or Q; the tenth is the model year."""
    middle = "".join(random.choice(_LETTERS + "0123456789") for _ in range(6))
    years = "ABCDEFGHJKLMNPRSTVWXY"
    sign = years[year - 2010] if year >= 2010 else str(year - 2000)
    return f"{model.maker_code}{middle}{sign}{random.choice(_LETTERS)}{random.randint(0, 999_999):06d}"


def _new_plate(year: int, random: Random) -> str:
    letters = "".join(random.choice(_LETTERS) for _ in range(3))
    digits = f"{random.randint(1, 999):03d}"
    if year < 2010:
        return f"{letters}-{digits}"
    return f"{'1' if year < 2021 else '2'}-{letters}-{digits}"


def _plate(vehicle: Vehicle, before: Vehicle | None, random: Random) -> None:
    """A third of the new vehicles take over the plate of the old one; some get another plate on the way."""
    if before is not None and random.random() < 0.34:
        text = before.plates[-1].text
    else:
        text = _new_plate(vehicle.start.year, random)
    vehicle.plates = [Plate(text, vehicle.start, vehicle.until, vehicle.entity)]
    last = vehicle.until or END
    if random.random() < 0.05 and (last - vehicle.start).days > 1500:
        change = vehicle.start + timedelta(days=(last - vehicle.start).days // 2)
        vehicle.plates = [
            Plate(text, vehicle.start, change, vehicle.entity),
            Plate(_new_plate(change.year, random), change, vehicle.until, vehicle.entity),
        ]


def write_vehicles(root: Path, vehicles: list[Vehicle], planted: Planted) -> None:
    """The register, one row per vehicle and plate."""
    random = stream("vehicle register")
    rows: list[Row] = []
    for vehicle in vehicles:
        status = "actief" if vehicle.until is None else random.choice(("verkocht", "verkocht", "gesloopt"))
        if vehicle.until and not vehicle.owned:
            status = "teruggegeven"
        for plate in vehicle.plates:
            rows.append(_row(vehicle, plate, status))
    moved = sum(
        1
        for v in vehicles
        for p in v.plates[:1]
        if any(q.text == p.text for w in vehicles if w is not v for q in w.plates)
    )
    planted.add(
        REGISTER, "Nummerplaat", f"{moved} vehicles carry a plate that another vehicle carries earlier or later", KEPT
    )
    for line, row in enumerate(rows, start=2):
        if row[13] is None and row[14] is None and row[11] != "volledig elektrisch" and row[6] != "N2":
            planted.add(REGISTER, line, "no CO2 value at all", FINDING)
    write_workbook(root / REGISTER, {"voertuigen": (HEADINGS, rows)})


def _row(v: Vehicle, plate: Plate, status: str) -> Row:
    model = v.model
    fuel, powertrain = POWERTRAINS[model.powertrain]
    wltp = v.start.year >= 2019
    heavy = model.category == "N2"
    nothing = v.vin.endswith(("11", "77"))
    official = model.ecoscore if model.category == "M1" or v.start.year >= 2019 else None
    return (
        v.vin, plate.text, plate.start, plate.until, plate.entity, v.base, model.category, model.make, model.name,
        v.start, fuel, powertrain, euro_norm(v.start.year, model.category) if model.powertrain != "bev" else None,
        round(model.co2 * 1.16) if wltp and not heavy and not nothing else None,
        model.co2 if not wltp and not heavy and not nothing else None, model.mass_kg, model.tank_l, model.battery_kwh,
        "eigendom" if v.owned else "lease",
        None if v.owned else v.until or date(v.start.year + 8 + (v.start.year < 2018) * 3, v.start.month, 1),
        model.price_eur if v.owned else None, official, v.use, status,
    )  # fmt: skip
