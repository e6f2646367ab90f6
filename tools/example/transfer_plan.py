"""How far each building is on its way to the agency, and what the agency can take in per quarter."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from example.assets import Building, Portfolio
from example.defects import FINDING, Planted
from example.transfer_records import write_transfer_records
from example.write import Row, csv_text, stream, write_text

READINESS = "vastgoed/inkanteling-gereedheid.csv"

PARTS: tuple[tuple[str, str], ...] = (
    ("data volledig", "uittreksel vastgoeddatabank"),
    ("rechten en huur duidelijk", "kopie huurcontract"),
    ("personeelslijst per taak akkoord, overleg gevoerd", "verslag overleg"),
    ("budget per lijn akkoord, advies Inspectie van Financiën", "advies IF"),
    ("technische staat gekend, keuringen geldig", "keuringsverslagen"),
    ("contracten overdraagbaar", "contractenlijst"),
    ("overdracht van sleutels, toegang, netwerk, helpdesk", "draaiboek"),
    ("trekker in de entiteit", "aanstelling"),
)

_SHARES = {"gereed": (100, 100), "in voorbereiding": (35, 100), "businesscase": (20, 85), "te beoordelen": (0, 60)}


def write_transfer_plan(root: Path, portfolio: Portfolio, planted: Planted) -> None:
    """The files of the transfer plan."""
    random = stream("readiness")
    candidates = [b for b in portfolio.buildings if _is_candidate(b)]
    rows: list[Row] = []
    for number, b in enumerate(candidates):
        low, high = _SHARES[b.transfer_status]
        for place, (part, proof) in enumerate(PARTS):
            if number == 7 and place in (3, 6):
                continue
            share = 100 if b.transfer_status == "gereed" else round(random.uniform(low, high) / 5) * 5
            if b.transfer_status == "in voorbereiding" and place in (0, 7):
                share = 100
            when = date(2025, 9, 1) + timedelta(days=random.randint(0, 115))
            rows.append((b.code, part, share, proof if share else "", when))
        if number == 7:
            planted.add(READINESS, b.code, "two of the eight parts are missing", FINDING)
    write_text(root / READINESS, csv_text(("VIM gebouwcode", "Onderdeel", "Stand (%)", "Bewijs", "Datum"), rows))
    capacity: list[Row] = [
        (
            f"{year}Q{quarter}",
            (2, 3, 2, 3)[quarter - 1] + (year == 2029),
            6_000 + 1_500 * (year - 2027),
            110 + 20 * quarter,
        )
        for year in (2027, 2028, 2029)
        for quarter in (1, 2, 3, 4)
    ]
    write_text(
        root / "vastgoed/inkanteling-capaciteit.csv",
        csv_text(("Kwartaal", "Gebouwen", "Oppervlakte (m2)", "VTE"), capacity),
    )
    write_transfer_records(root, portfolio, candidates, planted)


def _is_candidate(b: Building) -> bool:
    kinds = ("office", "office_rented", "mixed", "training")
    return b.kind in kinds and b.transfer_status in _SHARES and b.until is None and b.vacant_since is None
