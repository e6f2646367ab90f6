"""Certificates of the example: most offices have an EPC NR, some have expired, one line ends before it begins."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from example.assets import Portfolio
from example.defects import FINDING, QUARANTINE, Planted
from example.write import Row, csv_text, stream, write_text

FILE = "vastgoed/certificaten.csv"
HEADINGS = ("VIM gebouwcode", "Certificaat", "Afgeleverd op", "Geldig tot", "Niveau", "Nummer")
_LAST = date(2025, 12, 1)


def write_certificates(root: Path, portfolio: Portfolio, planted: Planted) -> None:
    """The file."""
    random = stream("certificates")
    rows: list[Row] = []
    there = [b for b in portfolio.buildings if b.until is None]
    for number, b in enumerate(there):
        if random.random() < 0.7:
            issued = _LAST - timedelta(days=random.randint(30, 2200))
            rows.append((b.code, "EPC NR", issued, None, random.choice("CDDEEFG"), f"EPC-{200_000 + 17 * number}"))
        if b.kind == "office" and b.gross_m2 > 4_000:
            issued = _LAST - timedelta(days=random.randint(20, 500))
            until = issued + timedelta(days=365)
            rows.append((b.code, "liftkeuring", issued, until, "", f"LK-{number:03d}"))
            if random.random() < 0.4:
                rows.append((b.code, "ISO 14001", date(2023, 6, 15), date(2026, 6, 14), "", "EMS-2023-11"))
        if b.year < 2001 and random.random() < 0.3:
            rows.append((b.code, "asbest", date(2024, 3, 1), None, "", f"AS-{number:03d}"))
        if b.year > 2017:
            rows.append((b.code, "GRO", date(b.year, 12, 1), None, random.choice(("goed", "uitstekend")), ""))
    rows.append((there[3].code, "elektrische keuring", date(2024, 5, 2), date(2023, 5, 2), "", "EK-9"))
    planted.add(FILE, str(len(rows) + 1), "last day lies before the first", QUARANTINE)
    planted.add(FILE, "EPC NR", "some buildings have none, of others it has expired", FINDING)
    write_text(root / FILE, csv_text(HEADINGS, rows))
