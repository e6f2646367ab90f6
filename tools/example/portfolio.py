"""The 120 assets: sizes, years and functions by kind, then the special cases by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from example.assets import Building, Infrastructure, Portfolio, split_area
from example.cases import apply_cases, transfers
from example.names import BUILDING_NAMES, STREETS, TOWNS, kbo_number
from example.write import stream


@dataclass(frozen=True)
class Kind:
    """How buildings of one kind look.

    Args:
        name: Kind.
        count: How many.
        gross_m2: Smallest and largest gross area. [m²]
        years: Earliest and latest construction year.
        split: Function -> parts of the internal area, in hundredths; the first takes what rounding leaves.
        title: What they are called, before the town or a person.
        entities: Who manages them, in turn.
    """

    name: str
    count: int
    gross_m2: tuple[int, int]
    years: tuple[int, int]
    split: dict[str, int]
    title: str
    entities: tuple[str, ...]


_OFFICE = {"kantoor": 64, "vergader restaurant archief": 12, "loket onthaal": 4, "gemeenschappelijk": 20}
_MIXED = {"kantoor": 45, "labo": 22, "loods garage werkplaats": 18, "gemeenschappelijk": 15}

KINDS = (
    Kind("office_main", 6, (9_500, 21_500), (1994, 2016), {**_OFFICE, "kantoor": 55, "parking ondergronds": 9},
         "Vlaams kantoor", ("ENT01",)),
    Kind("office", 34, (850, 6_400), (1958, 2012), _OFFICE, "Kantoor",
         ("ENT01", "ENT02", "ENT05", "ENT08", "ENT09", "ENT11", "ENT04", "ENT06", "ENT03", "ENT10")),
    Kind("office_rented", 15, (420, 3_900), (1972, 2014), _OFFICE, "Huurkantoor",
         ("ENT05", "ENT09", "ENT01", "ENT11", "ENT02")),
    Kind("mixed", 14, (1_400, 7_200), (1963, 2008), _MIXED, "Steunpunt", ("ENT10", "ENT03", "ENT04", "ENT02", "ENT12")),
    Kind("training", 5, (2_300, 9_800), (1969, 2001),
         {"kantoor": 30, "leslokaal gewoon": 35, "opleidingslokaal specifiek": 25, "gemeenschappelijk": 10},
         "Opleidingscentrum", ("ENT05",)),
    Kind("depot", 8, (600, 3_400), (1961, 2005), {"loods garage werkplaats": 78, "kantoor": 16, "gemeenschappelijk": 6},
         "Depot", ("ENT04", "ENT03", "ENT07")),
    Kind("laboratory", 4, (1_900, 5_600), (1974, 2009), {"labo": 62, "kantoor": 24, "gemeenschappelijk": 14},
         "Laboratorium", ("ENT10", "ENT12")),
    Kind("museum", 5, (1_100, 4_300), (1688, 1931),
         {"museum erfgoed toerisme": 70, "loket onthaal": 8, "kantoor": 12, "gemeenschappelijk": 10},
         "Erfgoedhuis", ("ENT06",)),
    Kind("dwelling", 2, (160, 240), (1938, 1966), {"woning": 100}, "Conciërgewoning", ("ENT07", "ENT03")),
    Kind("nature", 3, (380, 900), (1984, 2011), {"loket onthaal": 45, "kantoor": 30, "gemeenschappelijk": 25},
         "Natuurpoort", ("ENT07",)),
)  # fmt: skip

_TRUNKS = ("E17", "E19", "E34", "E40", "E313", "E314", "N8", "N9", "R4", "R22")
_WATERS = ("Zeegracht", "Wulpenkanaal", "Oude Lievevaart", "Dijlebocht", "Kempenvaart", "Netearm")


def make_portfolio() -> Portfolio:
    """All assets of the example, always the same."""
    random = stream("portfolio")
    buildings: list[Building] = []
    for kind in KINDS:
        for place in range(kind.count):
            buildings.append(_building(len(buildings) + 1, kind, place, random))
    _lease(buildings, random)
    apply_cases(buildings)
    _people(buildings, random)
    infrastructure = _infrastructure(random)
    return Portfolio(buildings, infrastructure, transfers(buildings, infrastructure))


def _building(number: int, kind: Kind, place: int, random: Random) -> Building:
    low, high = kind.gross_m2
    gross = round((low + (high - low) * random.random() ** 1.4) / 10) * 10
    internal = round(gross * random.uniform(0.90, 0.94))
    net = round(internal * random.uniform(0.89, 0.94))
    split = split_area(internal, kind.split)
    town = TOWNS[(number * 7 + place) % len(TOWNS)] if kind.name != "office_main" else TOWNS[place]
    year = random.randint(*kind.years)
    owner = random.choices(("volle eigendom", "mede-eigendom", "blote eigendom"), (90, 7, 3))[0]
    renovated = year + random.randint(15, 45) if random.random() < 0.7 else 9999
    street = STREETS[(number * 3) % len(STREETS)]
    title = f"{kind.title} {street}"
    if kind.name == "office_main":
        title = f"{kind.title} {BUILDING_NAMES[place + 6]}"
    elif kind.name == "office" and place < 6:
        title = f"{BUILDING_NAMES[place]}gebouw"
    return Building(
        code=f"GB-{number:04d}",
        building_id=29_900_000 + number * 37,
        unit_ids=tuple(29_950_000 + number * 41 + unit for unit in range(1 + (gross > 4000))),
        name=f"{title} {town.name}",
        kind=kind.name,
        street=street,
        house=str(random.randint(1, 180)),
        postcode=town.postcode,
        town=town.name,
        x_m=town.x_m + random.randint(-1800, 1800),
        y_m=town.y_m + random.randint(-1800, 1800),
        entity=kind.entities[place % len(kind.entities)],
        year=year,
        gross_m2=gross,
        internal_m2=internal,
        net_m2=net,
        office_m2=round(min(split.get("kantoor", 0), net) * 0.86),
        split=split,
        renovated=renovated if 1950 < renovated <= 2023 else None,
        ownership=owner,
        strategy=random.choices(
            ("onduidelijk/geen strategie", "flexibel behouden", "strategisch behouden", "bijzonder behouden"),
            (35, 35, 25, 5),
        )[0],
        parking=0 if gross < 900 else max(1, round(gross / 2500)),
        showers=round(gross / 1400),
    )


def _lease(buildings: list[Building], random: Random) -> None:
    """Leases that end from 2026 to 2036, and one that has ended already."""
    rented = [b for b in buildings if b.kind == "office_rented"]
    for place, building in enumerate(rented):
        building.use_right, building.ownership = "huur", ""
        month = place % 4
        building.lease_end = date(2026 + place * 11 // len(rented), (3, 6, 9, 12)[month], (31, 30, 30, 31)[month])
        building.landlord_kbo = kbo_number(9_998_100 + place * 13)
        building.strategy = random.choice(("flexibel behouden", "onduidelijk/geen strategie", "afstoten"))
    rented[3].lease_end = date(2025, 6, 30)


def _people(buildings: list[Building], random: Random) -> None:
    """Desks from the office area, FTE from the desks, heads from the FTE."""
    for building in buildings:
        office = (building.split or {}).get("kantoor", round(building.internal_m2 * 0.5))
        if building.vacant_since or building.kind == "dwelling":
            building.desks = round(office / 14) if building.kind != "dwelling" else 0
            continue
        building.desks = max(2, round(office / random.uniform(11.5, 17.0)))
        building.fte = round(building.desks * random.uniform(1.0, 1.75), 1)
        building.heads = round(building.fte * random.uniform(1.06, 1.16)) + 1


def _infrastructure(random: Random) -> list[Infrastructure]:
    """Road lighting, locks, pumping stations and two bridges."""
    found: list[Infrastructure] = []

    def add(name: str, sort: str, entity: str, town: str, mwh: float) -> None:
        found.append(Infrastructure(f"TI-{len(found) + 1:03d}", name, sort, entity, town, round(mwh, 1)))

    for place, road in enumerate(_TRUNKS):
        town = TOWNS[(place * 5 + 2) % len(TOWNS)].name
        add(f"Wegverlichting {road} vak {town}", "wegverlichting", "ENT04", town, random.uniform(60, 340))
    for place, water in enumerate(_WATERS):
        town = TOWNS[(place * 3 + 1) % len(TOWNS)].name
        add(f"Sluis {water}", "sluis", "ENT03", town, random.uniform(45, 190))
    for place, water in enumerate(_WATERS):
        town = TOWNS[(place * 4 + 3) % len(TOWNS)].name
        add(f"Pompgemaal {water} {place + 1}", "pompgemaal", "ENT03", town, random.uniform(90, 420))
    add("Beweegbare brug Zeegracht", "brug", "ENT03", "Oostende", 24.0)
    add("Tunnel Meridiaan", "tunnel", "ENT04", "Antwerpen", 510.0)
    return found
