"""The special cases of the portfolio: scope test vectors, heritage, transfers, new, sold and empty buildings."""

from __future__ import annotations

from datetime import date

from example.assets import Building, Infrastructure, Role, split_area

MIXED_CASES: tuple[tuple[str, dict[str, int] | None, str, bool], ...] = (
    ("precies 25,0 % andere functie", {"kantoor": 7_500, "labo": 2_500}, "opmeting NBN EN 15221-6", False),
    ("25,01 % andere functie", {"kantoor": 7_499, "loods garage werkplaats": 2_501}, "opmeting NBN EN 15221-6", False),
    ("25,01 %, entiteit vraagt", {"kantoor": 7_499, "loods garage werkplaats": 2_501}, "opmeting NBN EN 15221-6", True),
    ("verdeling onbekend", None, "", False),
    ("rand, 74 % kantoor", {"kantoor": 2_960, "labo": 1_040}, "schatting op plan (± 5 %)", False),
    ("rand, 76,5 % kantoor", {"kantoor": 1_836, "loods garage werkplaats": 564}, "schatting op plan (± 5 %)", False),
    ("rand, 72,5 % kantoor, entiteit vraagt", {"kantoor": 2_175, "labo": 825}, "schatting op plan (± 5 %)", True),
    ("verdeling onbekend", None, "", False),
)
"""What the rule of 25 % must decide, for the first mixed buildings (portfolio-and-transfer 2.4)."""

TRAINING_CASES: tuple[tuple[str, dict[str, int], bool], ...] = (
    ("gewone leslokalen tellen als kantoor", {"kantoor": 4_000, "leslokaal gewoon": 4_000, "labo": 1_000}, False),
    ("lasatelier", {"kantoor": 4_000, "opleidingslokaal specifiek": 4_000}, True),
)

MODELLED: dict[str, tuple[int, int, int, dict[str, int]]] = {
    "GB-0030": (1_008, 929, 891, {"kantoor": 62, "vergader restaurant archief": 16, "gemeenschappelijk": 22}),
    "GB-0034": (700, 606, 572, {"kantoor": 58, "vergader restaurant archief": 14, "gemeenschappelijk": 28}),
    "GB-0069": (1_160, 1_079, 985,
                {"kantoor": 48, "labo": 11, "loods garage werkplaats": 18, "gemeenschappelijk": 23}),
}  # fmt: skip
"""Buildings with a model: gross, internal and net area in the register, and the split. The first agrees with its
model, the second is some 4 % above it, the third 11 %."""

PROTECTED = {
    "museum": ("beschermd monument", "beschermd monument", "beschermd stads- of dorpsgezicht",
               "beschermd cultuurhistorisch landschap", "inventaris"),
    "office": ("beschermd monument", "beschermd stads- of dorpsgezicht", "inventaris", "inventaris"),
    "nature": ("beschermd cultuurhistorisch landschap",),
}  # fmt: skip


def of_kind(buildings: list[Building], kind: str) -> list[Building]:
    """Buildings of one kind, in order."""
    return [b for b in buildings if b.kind == kind]


def apply_cases(buildings: list[Building]) -> None:
    """Overwrite what chance gave where a case must be exact."""
    for building, (_text, split, method, asked) in zip(of_kind(buildings, "mixed"), MIXED_CASES, strict=False):
        _set_split(building, split, method, asked)
    for building, (_text, areas, asked) in zip(of_kind(buildings, "training"), TRAINING_CASES, strict=False):
        _set_split(building, areas, "opmeting NBN EN 15221-6", asked)
    of_kind(buildings, "training")[1].case_positive = True
    for kind, statuses in PROTECTED.items():
        for building, status in zip(reversed(of_kind(buildings, kind)), statuses, strict=False):
            building.heritage = status
            building.strategy = "bijzonder behouden"
            if kind == "office":
                building.year, building.renovated = 1905 + len(building.town), 1998
    for building in buildings:
        if building.code in MODELLED:
            building.gross_m2, building.internal_m2, building.net_m2, parts = MODELLED[building.code]
            building.split = split_area(building.internal_m2, parts)
            building.office_m2 = round(building.split["kantoor"] * 0.86)
    _heating(buildings)
    _come_and_go(buildings)
    _plans(buildings)


def _set_split(building: Building, split: dict[str, int] | None, method: str, asked: bool) -> None:
    building.split, building.split_method = split, method
    if split is not None:
        building.internal_m2 = sum(split.values())
        building.gross_m2 = round(building.internal_m2 * 0.108) * 10
        building.net_m2 = round(building.internal_m2 * 0.92)
        building.office_m2 = round(min(split.get("kantoor", 0), building.net_m2) * 0.86)
    building.asked = asked
    if asked:
        building.transfer_status, building.dossier = "businesscase", f"BC-{building.code[-4:]}"


def _heating(buildings: list[Building]) -> None:
    """Gas, unless: oil in old depots and museums, pellets in nature houses, heat pumps and one heat network."""
    for building in [
        *of_kind(buildings, "depot")[:3],
        *of_kind(buildings, "museum")[:2],
        *of_kind(buildings, "mixed")[9:10],
    ]:
        building.heating = "oil"
    for building in of_kind(buildings, "nature"):
        building.heating = "pellets"
    of_kind(buildings, "office_main")[1].heating = "district_heat"
    for building in of_kind(buildings, "dwelling"):
        building.heating = "gas"
    solar = [b for b in buildings if b.heritage == "geen" and not b.rented and b.gross_m2 > 1500]
    for building in solar[::4]:
        building.solar_kwp = round(min(220, building.gross_m2 * 0.018))
    main = of_kind(buildings, "office_main")
    main[0].solar_kwp, main[3].solar_kwp = 180, 0
    offices = of_kind(buildings, "office")
    offices[8].solar_kwp, offices[12].solar_kwp = 0, 82


def _come_and_go(buildings: list[Building]) -> None:
    offices, rented = of_kind(buildings, "office"), of_kind(buildings, "office_rented")
    for building, start in zip(
        (offices[5], offices[11], offices[17], offices[23]),
        (date(2018, 9, 1), date(2021, 10, 1), date(2023, 3, 1), date(2024, 9, 1)),
        strict=True,
    ):
        building.start, building.year, building.renovated = start, start.year, None
        building.heating, building.solar_kwp = "heat_pump", max(building.solar_kwp, 60)
        building.heritage, building.strategy = "geen", "strategisch behouden"
    for building, start in ((rented[2], date(2019, 5, 1)), (rented[9], date(2022, 7, 1))):
        building.start = start
    sold = (offices[7], offices[14], rented[5], of_kind(buildings, "depot")[5], offices[21], rented[12])
    days = (date(2020, 7, 1), date(2021, 1, 1), date(2022, 4, 1), date(2023, 7, 1), date(2024, 1, 1), date(2025, 7, 1))
    for building, until in zip(sold, days, strict=True):
        building.until, building.strategy = until, "afstoten"
        building.transfer_status = "afgesloten"
        if building.lease_end:
            building.lease_end = date(until.year, until.month, 1)
    empty = (offices[26], of_kind(buildings, "depot")[6], of_kind(buildings, "dwelling")[1], offices[29])
    reasons = ("wacht op verkoop", "bouwtechnische staat", "geen bestemming", "wacht op renovatie")
    for building, since, reason in zip(
        empty, (date(2023, 5, 1), date(2021, 9, 1), date(2020, 2, 1), date(2024, 11, 1)), reasons, strict=True
    ):
        building.vacant_since, building.vacancy_reason = since, reason
        building.strategy = "afstoten" if reason != "wacht op renovatie" else "flexibel behouden"


def _plans(buildings: list[Building]) -> None:
    """Transfer plan: what is prepared, what is planned, what is out."""
    open_offices = [
        b for b in buildings
        if b.kind in ("office", "office_rented") and b.entity != "ENT01" and b.until is None and not b.vacant_since
    ]  # fmt: skip
    for place, building in enumerate(open_offices):
        building.transfer_status = ("te beoordelen", "in voorbereiding", "in voorbereiding", "gereed")[place % 4]
        building.dossier = f"INK-{building.code[-4:]}" if place % 4 else ""
    for building in buildings:
        if building.kind in ("depot", "laboratory", "museum", "dwelling"):
            building.transfer_status = "buiten toepassing"
        if building.entity == "ENT01" and building.transfer_status == "te beoordelen":
            building.transfer_status = "afgesloten"


def transfers(buildings: list[Building], infrastructure: list[Infrastructure]) -> dict[str, list[Role]]:
    """Dated roles of the assets that changed hands, that others own, or that others use as well."""
    found: dict[str, list[Role]] = {}

    def moved(building: Building, giver: str, day: date, taker: str) -> None:
        building.entity = taker
        found.setdefault(building.code, []).extend(
            [Role(giver, "beheerder", building.start, day), Role(taker, "beheerder", day, building.until)]
        )
        if taker == "ENT01":
            building.transfer_status, building.transfer_quarter = "overgedragen", f"{day.year}Q{(day.month + 2) // 3}"
            building.dossier = f"INK-{building.code[-4:]}"

    offices, rented, mixed = (of_kind(buildings, kind) for kind in ("office", "office_rented", "mixed"))
    for building, giver, when in (
        (offices[1], "ENT02", date(2020, 7, 1)),
        (offices[2], "ENT05", date(2021, 1, 1)),
        (offices[4], "ENT09", date(2021, 7, 1)),
        (offices[8], "ENT03", date(2022, 1, 1)),
        (offices[12], "ENT05", date(2022, 10, 1)),
        (offices[18], "ENT09", date(2023, 4, 1)),
        (rented[0], "ENT05", date(2024, 1, 1)),
        (rented[4], "ENT02", date(2024, 7, 1)),
        (offices[24], "ENT09", date(2025, 4, 1)),
        (offices[32], "ENT05", date(2025, 10, 1)),
    ):
        moved(building, giver, when, "ENT01")
    for building, giver, when, taker in (
        (offices[9], "ENT10", date(2020, 1, 1), "ENT12"),
        (mixed[8], "ENT12", date(2022, 1, 1), "ENT10"),
        (offices[10], "ENT01", date(2023, 1, 1), "ENT11"),
        (offices[20], "ENT01", date(2024, 4, 1), "ENT08"),
    ):
        moved(building, giver, when, taker)
    for infra, giver, when, taker in (
        (infrastructure[4], "ENT03", date(2021, 7, 1), "ENT04"),
        (infrastructure[20], "ENT02", date(2023, 1, 1), "ENT03"),
    ):
        infra.entity = taker
        found[infra.code] = [Role(giver, "beheerder", None, when), Role(taker, "beheerder", when, infra.until)]
    for building, owner in ((offices[13], "ENT06"), (offices[19], "ENT08"), (mixed[10], "ENT02")):
        found.setdefault(building.code, []).append(Role(owner, "eigenaar", None, None))
    main = of_kind(buildings, "office_main")
    for building, user in ((main[0], "ENT02"), (main[3], "ENT11"), (offices[0], "ENT06")):
        found.setdefault(building.code, []).append(Role(user, "gebruiker", date(2019, 1, 1), None))
    return found
