"""The property files: database extract, old extract, entities, infrastructure, roles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from example.assets import Building, Portfolio
from example.contracts import CONTRACT_HEADINGS, contract_rows
from example.defects import FINDING, QUARANTINE, Planted
from example.names import ENTITIES, kbo_number
from example.write import Row, csv_text, write_text, write_workbook

DATABASE = "vastgoed/vastgoeddatabank-2025.xlsx"
OLD_EXTRACT = "vastgoed/oude-uitvoer-2019.csv"

BUILDING_HEADINGS = (
    "VIM gebouwcode", "gebouwID", "gebouweenheidID", "Naam", "Straat", "Huisnummer", "Busnummer", "Postcode",
    "Gemeente", "Lambert72 X (m)", "Lambert72 Y (m)", "Correcte locatie op de webkaart?", "Dienstverleningscode",
    "Deelgebouw", "Virtueel gebouw", "Beheerder", "Laatst gewijzigd op", "Eigendomsrechten",
    "Zit het vastgoed in een mede-eigendom?", "Bezwarende rechten gevestigd?", "Gebruiksrecht", "Functie gebouw",
    "Bouwjaar", "Jaar laatste grondige wijziging", "Bruto vloeroppervlakte (BVO)", "Interne vloeroppervlakte (IFA)",
    "Netto vloeroppervlakte (NVO)", "Netto kantooroppervlakte (m2)", "Aantal (individuele) werkplekken",
    "VTE gehuisvest", "Koppen", "Aantal aangepaste parkeerplaatsen", "Aantal douches", "Strategie op termijn",
    "Vastgoedstatus HFB", "Elektriciteit aanwezig", "Gas aanwezig", "Energiebesparende werken: type",
    "Hernieuwbare energie: type", "Beschermd erfgoed", "Leegstand sinds", "Leegstand reden", "Gebouwstatus",
    "Inkanteling: status", "Inkanteling: kwartaal", "Inkanteling: dossier",
    "Inkanteling: entiteit vraagt", "Inkanteling: businesscase positief", "Geldig van", "Geldig tot",
)  # fmt: skip

MAIN_FUNCTION = {
    "training": "leslokaal gewoon", "depot": "loods garage werkplaats", "laboratory": "labo",
    "museum": "museum erfgoed toerisme", "dwelling": "woning", "nature": "loket onthaal",
}  # fmt: skip

OLD_HEADINGS = (
    "VIM gebouwcode", "Naam", "OIDN-nummer", "Correcte locatie op de webkaart?", "Straat", "Huisnummer", "Busnummer",
    "Postcode", "Gemeente", "Beheerder", "Eigendomsrechten", "Gebruiksrecht", "Bouwjaar",
    "Netto kantooroppervlakte (m2)", "Bruto vloeroppervlakte (BVO)", "Elektriciteit aanwezig", "Gas aanwezig",
    "Virtueel gebouw",
)  # fmt: skip


def write_estate(root: Path, portfolio: Portfolio, planted: Planted) -> None:
    """All files below `vastgoed/` but those of the transfer plan."""
    write_workbook(
        root / DATABASE,
        {
            "gebouwen": (BUILDING_HEADINGS, [_building_row(b) for b in portfolio.buildings]),
            "oppervlakten": (
                ("VIM gebouwcode", "Functie", "Oppervlakte (m2)", "Meetmethode"),
                _area_rows(portfolio.buildings, planted),
            ),
            "contracten": (CONTRACT_HEADINGS, contract_rows(portfolio, planted, DATABASE)),
        },
    )
    entities = [
        (e.code, e.name, f"OVO99{place:04d}", kbo_number(9_998_000 + place * 7))
        for place, e in enumerate(ENTITIES, start=1)
    ]
    write_text(root / "vastgoed/entiteiten.csv", csv_text(("Entiteitcode", "Naam", "OVO-code", "KBO-nummer"), entities))
    write_text(root / OLD_EXTRACT, csv_text(OLD_HEADINGS, _old_rows(portfolio, planted)))
    write_text(
        root / "vastgoed/technische-infrastructuur.csv",
        csv_text(
            ("Objectcode", "Naam", "Soort", "Beheerder", "Gemeente", "Geldig van", "Geldig tot"),
            [(i.code, i.name, i.sort, i.entity, i.town, i.start, i.until) for i in portfolio.infrastructure],
        ),
    )
    roles = [
        (code, role.entity, role.role, role.start or date(2010, 1, 1), role.until)
        for code in sorted(portfolio.roles)
        for role in portfolio.roles[code]
    ]
    write_text(
        root / "vastgoed/overdrachten.csv",
        csv_text(("Objectcode", "Entiteit", "Rol", "Geldig van", "Geldig tot"), roles),
    )


def _yes(value: object) -> str:
    return "ja" if value else "nee"


def _building_row(b: Building) -> Row:
    works = "installaties (HVAC)" if b.renovated and b.renovated > 2010 else "gebouwschil" if b.renovated else None
    renewable = "warmtepomp" if b.heating == "heat_pump" else "zonnepanelen" if b.solar_kwp else None
    values: dict[str, str | int | float | date | None] = {
        "VIM gebouwcode": b.code,
        "gebouwID": b.building_id,
        "gebouweenheidID": ", ".join(str(unit) for unit in b.unit_ids),
        "Naam": b.name,
        "Straat": b.street,
        "Huisnummer": b.house,
        "Postcode": b.postcode,
        "Gemeente": b.town,
        "Lambert72 X (m)": b.x_m,
        "Lambert72 Y (m)": b.y_m,
        "Correcte locatie op de webkaart?": "ja",
        "Virtueel gebouw": "nee",
        "Beheerder": b.entity,
        "Laatst gewijzigd op": date(2025, 12, 31),
        "Eigendomsrechten": b.ownership or None,
        "Zit het vastgoed in een mede-eigendom?": _yes(b.ownership == "mede-eigendom"),
        "Bezwarende rechten gevestigd?": "nee",
        "Gebruiksrecht": b.use_right,
        "Functie gebouw": MAIN_FUNCTION.get(b.kind, "kantoor"),
        "Bouwjaar": b.year,
        "Jaar laatste grondige wijziging": b.renovated,
        "Bruto vloeroppervlakte (BVO)": b.gross_m2,
        "Interne vloeroppervlakte (IFA)": b.internal_m2,
        "Netto vloeroppervlakte (NVO)": b.net_m2,
        "Netto kantooroppervlakte (m2)": b.office_m2,
        "Aantal (individuele) werkplekken": b.desks,
        "VTE gehuisvest": b.fte,
        "Koppen": b.heads,
        "Aantal aangepaste parkeerplaatsen": b.parking,
        "Aantal douches": b.showers,
        "Strategie op termijn": b.strategy,
        "Vastgoedstatus HFB": b.strategy if b.entity == "ENT01" else None,
        "Elektriciteit aanwezig": "ja",
        "Gas aanwezig": _yes(b.heating == "gas"),
        "Energiebesparende werken: type": works,
        "Hernieuwbare energie: type": renewable,
        "Beschermd erfgoed": b.heritage,
        "Leegstand sinds": b.vacant_since,
        "Leegstand reden": b.vacancy_reason or None,
        "Gebouwstatus": "Gehistoreerd" if b.until else "Gerealiseerd",
        "Inkanteling: status": b.transfer_status,
        "Inkanteling: kwartaal": b.transfer_quarter or None,
        "Inkanteling: dossier": b.dossier or None,
        "Inkanteling: entiteit vraagt": _yes(b.asked) if b.asked is not None else None,
        "Inkanteling: businesscase positief": _yes(b.case_positive) if b.case_positive is not None else None,
        "Geldig van": b.start,
        "Geldig tot": b.until,
    }
    return [values.get(heading) for heading in BUILDING_HEADINGS]


def _area_rows(buildings: list[Building], planted: Planted) -> list[Row]:
    rows: list[Row] = []
    for b in buildings:
        if b.split is None:
            planted.add(DATABASE, b.code, "oppervlakten: no split by function known", FINDING)
        for function, area in (b.split or {}).items():
            if b.code == "GB-0083" and function == "labo":
                area = round(area * 0.93)
                planted.add(DATABASE, b.code, "oppervlakten: split is some 4 % short of the internal area", FINDING)
            rows.append((b.code, function, area, b.split_method))
            if b.code == "GB-0078" and function == "kantoor":
                rows.append((b.code, "opleidingslokaal specifiek", -120, b.split_method))
                planted.add(DATABASE, f"oppervlakten {len(rows) + 1}", "negative area of -120 m²", QUARANTINE)
    return rows


def _old_rows(portfolio: Portfolio, planted: Planted) -> list[Row]:
    """Eight buildings in the older layout, where a building is an outline of the base map."""
    chosen = [b for b in portfolio.buildings if b.kind in ("office", "mixed") and b.start is None][3:43:5]
    rows: list[Row] = []
    for b in chosen:
        wrong_place = b is chosen[-1]
        rows.append(
            (
                b.code, b.name, 5_900_000 + b.building_id % 100_000, _yes(not wrong_place), b.street, b.house, "",
                b.postcode, b.town, b.entity, b.ownership, b.use_right, b.year, b.office_m2, b.gross_m2, "ja",
                _yes(b.heating == "gas"), "nee",
            )
        )  # fmt: skip
        if wrong_place:
            planted.add(OLD_EXTRACT, len(rows) + 1, f"{b.code}: the point on the map is said to be wrong", FINDING)
    return rows
