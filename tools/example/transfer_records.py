"""What moves along with a building, what it costs, what it waits for, and what was decided before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from example.assets import Building, Portfolio
from example.contracts import contract_rows
from example.defects import FINDING, QUARANTINE, Planted
from example.write import Row, csv_text, stream, write_text

YEAR = 2025
FOLDER = "vastgoed"
SUPPLIERS = ("Poetsdienst Noorderlicht", "Liften Peilstok", "Bewaking Kompas", "Installaties Graaddag")
_BOARD = "directiecomité van het agentschap"


def write_transfer_records(root: Path, portfolio: Portfolio, candidates: list[Building], planted: Planted) -> None:
    """All files of the transfer beside readiness and capacity."""
    moved = [b for b in portfolio.buildings if b.transfer_status == "overgedragen" and b.until is None]
    _tasks(root, candidates, planted)
    _costs(root, portfolio, candidates, moved, planted)
    _services(root, candidates)
    _dependencies(root, candidates, planted)
    _decisions(root, candidates)
    _earlier_plan(root, candidates)
    quarters = [f"{year}Q{quarter}" for year in (2027, 2028, 2029) for quarter in (1, 2, 3, 4)]
    budget: list[Row] = [(quarter, 160_000 + 10_000 * place) for place, quarter in enumerate(quarters)]
    write_text(root / FOLDER / "inkanteling-budget.csv", csv_text(("Kwartaal", "Budget (euro)"), budget))


def _tasks(root: Path, candidates: list[Building], planted: Planted) -> None:
    random = stream("transfer tasks")
    file, rows = f"{FOLDER}/inkanteling-taken.csv", list[Row]()
    for number, b in enumerate(candidates):
        if number == 5:
            planted.add(file, b.code, "nobody said who does which task", FINDING)
            continue
        for domain, function, per_m2, least in (
            ("vastgoedbeheer", "vastgoedbeheerder", 9_000, 0.1),
            ("facilitair beheer", "facilitair medewerker", 2_500, 0.2),
            ("technisch beheer", "technicus", 4_000, 0.1),
            ("netwerkbeheer", "netwerkbeheerder", 15_000, 0.1),
            ("ICT", "helpdeskmedewerker", 6_000, 0.1),
        ):
            fte = round(max(b.internal_m2 / per_m2 * random.uniform(0.8, 1.2), least), 1)
            outside = domain == "technisch beheer" and random.random() < 0.3
            moving = 0.0 if domain == "ICT" or outside else round(fte * random.choice((1.0, 1.0, 0.8)), 1)
            rows.append(
                (b.code, domain, function, fte, moving, "contractant" if outside else "eigen dienst",
                 "" if outside else random.choice(("statutair", "contractueel")))
            )  # fmt: skip
    rows.append((candidates[0].code, "tuinbouw", "tuinman", 0.5, 0.5, "eigen dienst", "contractueel"))
    planted.add(file, str(len(rows) + 1), 'task domain "tuinbouw" is not on the list', QUARANTINE)
    headings = (
        "VIM gebouwcode", "Taakdomein", "Functie personeel", "VTE nu", "VTE die meekomt", "Uitgevoerd door", "Statuut",
    )  # fmt: skip
    write_text(root / file, csv_text(headings, rows))


def _lines(b: Building, rent: float | None, year: int, saving: float) -> list[tuple[str, float]]:
    """The yearly cost of a building per line, the same for the same building and year."""
    random = stream(f"costs {b.code} {year}")
    per_m2 = (("energie", 19.0), ("onderhoud", 16.0), ("schoonmaak", 21.0), ("bewaking", 6.0), ("overige kosten", 4.0))
    found = [("huur", rent)] if rent else []
    return found + [(name, round(b.internal_m2 * price * random.uniform(0.75, 1.3) * saving)) for name, price in per_m2]


def _costs(
    root: Path, portfolio: Portfolio, candidates: list[Building], moved: list[Building], planted: Planted
) -> None:
    random = stream("transfer costs")
    file = f"{FOLDER}/inkanteling-kosten.csv"
    rents = {str(row[0]): float(str(row[9])) for row in contract_rows(portfolio, Planted(), "") if row[2] == "huur"}
    rows: list[Row] = []
    for number, b in enumerate(candidates):
        rent = rents.get(b.code)
        if number % 6 != 4:
            for line, amount in _lines(b, rent, YEAR, 1.0):
                rows.append(
                    (b.code, YEAR, line, amount, round(amount * 0.1) if line == "energie" else "", "boekhouding")
                )
            total = sum(amount for _line, amount in _lines(b, None, YEAR, 1.0))
            rows.append((b.code, YEAR, "werkingskrediet", round(total), "", "begroting"))
        rows.append((b.code, YEAR + 1, "eenmalige kost", round(b.internal_m2 * random.uniform(18, 42)), "", "raming"))
    planted.add(file, "each sixth building", "no yearly costs are known", FINDING)
    frozen: list[Row] = []
    for b in moved:
        when = next(role.start for role in b.roles or portfolio.roles[b.code] if role.entity == "ENT01" and role.start)
        day = date(when.year - (when.month <= 3), (when.month - 4) % 12 + 1, 15)
        for line, amount in _lines(b, rents.get(b.code), when.year - 1, 1.0):
            frozen.append((b.code, day, line, when.year - 1, amount, b.fte, b.internal_m2, _BOARD))
        rows += [(b.code, YEAR, line, amount, "", "boekhouding") for line, amount in
                 _lines(b, rents.get(b.code), YEAR, 0.9)]  # fmt: skip
    headings = ("VIM gebouwcode", "Jaar", "Kostenpost", "Bedrag (euro)", "Waarvan vermijdbaar (euro)", "Bron")
    write_text(root / file, csv_text(headings, rows))
    headings = (
        "VIM gebouwcode", "Bevroren op", "Post nulmeting", "Referentiejaar", "Bevroren bedrag (euro)",
        "VTE gehuisvest", "Interne vloeroppervlakte (m2)", "Beslist door",
    )  # fmt: skip
    write_text(root / f"{FOLDER}/inkanteling-nulmeting.csv", csv_text(headings, frozen))


def _services(root: Path, candidates: list[Building]) -> None:
    random = stream("services")
    rows: list[Row] = []
    for number, b in enumerate(candidates):
        for place, subject in enumerate(("schoonmaak", "onderhoud liften", "bewaking", "onderhoud installaties")):
            if random.random() < 0.35:
                continue
            end = date(2026 + random.randrange(5), random.choice((1, 4, 7, 10)), 1)
            rows.append(
                (b.code, f"DC-{number + 1:03d}-{place + 1}", subject, SUPPLIERS[place], end,
                 random.choice((3, 6)), random.choice(("ja", "ja", "ja", "nee", "")),
                 round(b.internal_m2 * (21.0, 2.0, 6.0, 9.0)[place]))
            )  # fmt: skip
    headings = (
        "VIM gebouwcode", "Dienstcontract", "Voorwerp", "Leverancier", "Einddatum", "Opzegtermijn (maanden)",
        "Overdraagbaar", "Uitgave op jaarbasis (euro)",
    )  # fmt: skip
    write_text(root / f"{FOLDER}/inkanteling-dienstcontracten.csv", csv_text(headings, rows))


def _dependencies(root: Path, candidates: list[Building], planted: Planted) -> None:
    file = f"{FOLDER}/inkanteling-afhankelijkheden.csv"
    ready = [b for b in candidates if b.transfer_status == "gereed"]
    rows: list[Row] = [
        ("ENT07", "besluit", "personeelsbesluit", date(2027, 6, 30), "juridische dienst", "ontwerp van besluit"),
        ("ENT12", "besluit", "personeelsbesluit", date(2028, 1, 1), "juridische dienst", "principebeslissing"),
        (ready[0].code, "netwerk", "glasvezelaansluiting", date(2027, 9, 15), "netwerkteam", "offerte"),
        (ready[1].code, "contract", "DC schoonmaak", date(2027, 4, 1), "aankoopdienst", "opzegbrief"),
        (ready[2].code, "netwerk", "vervanging van schakelkast", None, "netwerkteam", ""),
    ]
    planted.add(file, str(len(rows) + 1), f"{ready[2].code} waits for a network without a day", FINDING)
    headings = ("Gebouw of entiteit", "Afhankelijkheid", "Wat", "Klaar op", "Verantwoordelijke dienst", "Bewijs")
    write_text(root / file, csv_text(headings, rows))


def _decisions(root: Path, candidates: list[Building]) -> None:
    ready = [b for b in candidates if b.transfer_status == "gereed"]
    rows: list[Row] = [
        (ready[3].code, date(2025, 9, 18), "2027Q2", _BOARD, "samen met de verhuis van de dienst"),
        (ready[4].code, date(2025, 9, 18), "2027Q3", _BOARD, "einde van de verbouwing"),
        (ready[4].code, date(2025, 11, 20), "", _BOARD, "verbouwing uitgesteld: terug vrij"),
    ]
    headings = ("VIM gebouwcode", "Beslist op", "Vast kwartaal", "Beslist door", "Reden")
    write_text(root / f"{FOLDER}/inkanteling-besluiten.csv", csv_text(headings, rows))


def _earlier_plan(root: Path, candidates: list[Building]) -> None:
    """The plan of half a year earlier: who was prepared, two a quarter."""
    prepared = [b for b in candidates if b.transfer_status in ("gereed", "in voorbereiding")]
    quarters = [f"{year}Q{quarter}" for year in (2027, 2028, 2029) for quarter in (1, 2, 3, 4)]
    rows: list[Row] = []
    for number, b in enumerate(sorted(prepared, key=lambda b: (b.transfer_status != "gereed", b.entity, b.code))):
        quarter = quarters[number // 2] if number // 2 < len(quarters) else ""
        rows.append(("PLAN-2025-06", date(2025, 6, 30), b.code, quarter, "", "", "", "gereed eerst, twee per kwartaal"))
    headings = (
        "Plancode", "Gemaakt op", "VIM gebouwcode", "Gepland kwartaal", "Gereedheid (%)", "Redencode", "Uitleg",
        "Instellingen",
    )  # fmt: skip
    write_text(root / f"{FOLDER}/inkanteling-plan-2025-06.csv", csv_text(headings, rows))
