"""Water, waste, meals and purchases of the offices, with a unit that fits no stream and a code that does not exist."""

from __future__ import annotations

from pathlib import Path

from example.assets import Portfolio
from example.defects import QUARANTINE, Planted
from example.write import Row, csv_text, stream, write_text

FILE = "vastgoed/water-afval.csv"
HEADINGS = ("VIM gebouwcode", "Jaar", "Stroom", "Hoeveelheid", "Eenheid")


def write_resources(root: Path, portfolio: Portfolio, planted: Planted) -> None:
    """The file."""
    random = stream("resources")
    rows: list[Row] = []
    offices = [b for b in portfolio.buildings if b.kind == "office" and b.until is None and b.fte > 0]
    for b in offices[:40]:
        for year in (2024, 2025):
            water = b.fte * random.uniform(5.5, 9.5)
            rain = water * random.uniform(0.1, 0.45) if b.renovated or b.year > 2005 else 0.0
            rows.append((b.code, year, "leidingwater", round(water - rain, 1), "m³"))
            if rain:
                rows.append((b.code, year, "regenwater", round(rain, 1), "m³"))
            for name, low, high in (("restafval", 18, 45), ("papier en karton", 15, 40), ("pmd", 3, 8),
                                    ("organisch afval", 4, 14)):  # fmt: skip
                rows.append((b.code, year, name, round(b.fte * random.uniform(low, high)), "kg"))
            if b.gross_m2 > 2_500:
                meals = round(b.fte * random.uniform(30, 60))
                rows.append((b.code, year, "maaltijden", meals, ""))
                rows.append((b.code, year, "voedselverlies", round(meals * random.uniform(0.05, 0.14)), "kg"))
                bought = round(b.fte * random.uniform(350, 900), -2)
                rows.append((b.code, year, "aankopen", bought, "euro"))
                rows.append(
                    (b.code, year, "circulaire aankopen", round(bought * random.uniform(0.05, 0.3), -2), "euro")
                )
    rows.append((offices[2].code, 2025, "glas", 120, "liter"))
    planted.add(FILE, str(len(rows) + 1), "glass in litres", QUARANTINE)
    rows.append(("GB-0993", 2025, "restafval", 900, "kg"))
    planted.add(FILE, str(len(rows) + 1), "building GB-0993 does not exist", QUARANTINE)
    write_text(root / FILE, csv_text(HEADINGS, rows))
