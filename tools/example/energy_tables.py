"""Small tables of the energy room: temperatures, measures, a supplier's factors, portfolio changes, a pathway."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from example.assets import Building, Portfolio
from example.climate import days_in, degree_days
from example.meters import Meter
from example.write import Row, csv_text, dutch, stream, write_text

TEMPERATURES = "energie/temperaturen.csv"
MEASURES = "energie/maatregelen.csv"
FACTORS = "energie/eigen-factoren.csv"
CHANGES = "energie/portefeuillewijzigingen.csv"
PATHWAY = "energie/afbouwpad.csv"
ACTIVITY = "energie/oppervlakte-en-mensen.csv"
FIRST, LAST = date(2014, 12, 30), date(2025, 12, 31)
BASE_DEGC = 16.5
HEAT_NETWORK = {"primaire energie": 0.62, "CO2": 0.071}
"""Of the invented heat network: kWh primary and kg CO2 per kWh of heat."""


def write_energy_tables(root: Path, portfolio: Portfolio, meters: list[Meter]) -> None:
    """Write all six."""
    headings = ("Objectcode", "Jaar", "Bruto vloeroppervlakte in het jaar (m2)", "VTE in het jaar")
    write_text(root / ACTIVITY, csv_text(headings, _activity(portfolio)))
    write_text(root / TEMPERATURES, csv_text(("Datum", "Gemiddelde temperatuur (°C)", "Station"), _temperatures()))
    write_text(
        root / MEASURES,
        csv_text(
            (
                "Maatregelcode", "Objectcode", "Maatregel", "Energiedrager", "Besparing (kWh)", "Status", "Datum",
                "Investering (euro)", "Levensduur (jaar)", "Keuzegroep",
            ),
            _measures(portfolio, meters),
        ),
    )  # fmt: skip
    source = "Warmtenet Voorbeeldstad (verzonnen), jaarverklaring 2024"
    rows: list[Row] = [
        ("warmtenet", what, value, "kWh/kWh" if what != "CO2" else "kg/kWh", source, "tabel 2")
        for what, value in HEAT_NETWORK.items()
    ]
    columns = ("Energiedrager", "Grootheid", "Factor", "Eenheid", "Bron", "Plaats in de bron")
    write_text(root / FACTORS, csv_text(columns, rows))
    write_text(
        root / CHANGES, csv_text(("Objectcode", "Wijziging", "Datum wijziging", "Toelichting"), _changes(portfolio))
    )
    pathway = [
        (year, round(152 * 0.962 ** (year - 2020)), dutch(26.0 * 0.925 ** (year - 2020), 1))
        for year in range(2020, 2051)
    ]
    write_text(root / PATHWAY, csv_text(("Jaar", "kWh/m²", "kgCO2e/m²"), pathway))


def _temperatures() -> list[Row]:
    """Days whose equivalent degree days add up to those of the month, from two days before the first year."""
    random, rows, before = stream("temperatures"), [], [4.0, 4.0]
    swing = 0.0
    rows = [(FIRST + timedelta(days=n), dutch(before[n], 1), "Voorbeeldstad") for n in range(2)]
    for year in range(2015, LAST.year + 1):
        for month in range(1, 13):
            shape = []
            for _day in range(days_in(year, month)):
                swing = 0.72 * swing + random.gauss(0, 2.2)
                shape.append(swing)
            degc = _fitted(shape, before, degree_days(year, month))
            for number, value in enumerate(degc):
                rows.append((date(year, month, number + 1), dutch(value, 1), "Voorbeeldstad"))
            before = degc[-2:]
    return rows


def _fitted(shape: list[float], before: list[float], wanted: float) -> list[float]:
    low, high = -25.0, 40.0
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _equivalent([v + middle for v in shape], before) > wanted else (low, middle)
    level = min(high, 24.0 if wanted < 1 else high)
    return [round(value + level, 1) for value in shape]


def _equivalent(degc: list[float], before: list[float]) -> float:
    cold = [max(0.0, BASE_DEGC - value) for value in [*before, *degc]]
    return sum(0.6 * cold[n] + 0.3 * cold[n - 1] + 0.1 * cold[n - 2] for n in range(2, len(cold)))


def _of_year(meters: list[Meter], carriers: tuple[str, ...], year: int) -> float:
    return sum(kwh for m in meters if m.carrier in carriers for (y, _month), kwh in m.use.items() if y == year)


def _measures(portfolio: Portfolio, meters: list[Meter]) -> list[Row]:
    """What was done, as far as somebody wrote it down, and what is decided or possible."""
    random, rows = stream("measures"), []
    by_asset: dict[str, list[Meter]] = {}
    for meter in meters:
        by_asset.setdefault(meter.asset, []).append(meter)
    for b in portfolio.buildings:
        own = by_asset.get(b.code, [])
        known = random.random() < 0.75
        if b.until or b.start or not known:
            continue
        fuels = tuple({m.carrier for m in own} - {"elektriciteit"})
        fuel = fuels[0] if fuels else ""
        heat, power = _of_year(own, fuels, 2025), _of_year(own, ("elektriciteit",), 2025)
        if 2015 < b.led_from <= 2025:
            rows.append(_row(b, "LED", "relighting met LED", "elektriciteit", power * 0.07 / 0.93, "uitgevoerd",
                             date(b.led_from, 1, 1), b.gross_m2 * 22.0, 20))  # fmt: skip
        elif b.led_from > 2025 and not b.rented:
            rows.append(_row(b, "LED", "relighting met LED", "elektriciteit", power * 0.07, "beslist",
                             date(2027, 1, 1), b.gross_m2 * 24.0, 20))  # fmt: skip
        if b.renovated and 2015 < b.renovated < 2025 and fuel:
            rows.append(_row(b, "SCHIL", "isolatie van dak en ramen", fuel, heat * 0.25, "uitgevoerd",
                             date(b.renovated + 1, 1, 1), b.gross_m2 * 160.0, 40))  # fmt: skip
        if b.rented or b.heritage != "geen" or b.gross_m2 < 1200:
            continue
        if fuel and not (b.renovated and b.renovated > 2005):
            rows.append(_row(b, "SCHIL", "isolatie van dak en ramen", fuel, heat * 0.28, "mogelijk", None,
                             b.gross_m2 * 175.0, 40))  # fmt: skip
        if fuel in ("aardgas", "stookolie"):
            group = f"warmte-{b.code}"
            rows += [
                _row(b, "WP", "warmtepomp in plaats van ketel", fuel, heat * 0.85, "mogelijk", None,
                     b.gross_m2 * 120.0, 20, group),
                _row(b, "WP", "warmtepomp in plaats van ketel", "elektriciteit", -heat * 0.85 * 0.9 / 3.3,
                     "mogelijk", None, None, 20, group),
                _row(b, "KETEL", "condenserende ketel en regeling", fuel, heat * 0.11, "mogelijk", None,
                     b.gross_m2 * 18.0, 15, group),
            ]  # fmt: skip
        if not b.solar_kwp and b.gross_m2 > 2500:
            rows.append(_row(b, "PV", "zonnepanelen", "elektriciteit", b.gross_m2 * 0.015 * 930 * 0.74, "mogelijk",
                             None, b.gross_m2 * 0.015 * 950, 25))  # fmt: skip
    return rows


def _row(
    b: Building, kind: str, name: str, carrier: str, kwh: float, status: str, on: date | None, cost: float | None,
    life: int, group: str = "",
) -> Row:  # fmt: skip
    euros = "" if cost is None else round(cost / 100) * 100
    return (f"{kind}-{b.code[3:]}", b.code, name, carrier, round(kwh / 100) * 100, status, on, euros, life, group)


def _activity(portfolio: Portfolio) -> list[Row]:
    """Two buildings that never changed and one that grew by an annex in 2023."""
    rows: list[Row] = []
    for b in portfolio.buildings:
        if b.code in ("GB-0003", "GB-0005", "GB-0019"):
            for year in (2015, *range(2019, 2026)):
                grown = b.code == "GB-0019" and year < 2023
                rows.append((b.code, year, round(b.gross_m2 * 0.94) if grown else b.gross_m2, ""))
    return rows


def _changes(portfolio: Portfolio) -> list[Row]:
    rows: list[Row] = []
    for b in portfolio.buildings:
        if b.start:
            rows.append((b.code, "ingehuurd" if b.rented else "nieuwbouw", b.start, ""))
        if b.until:
            rows.append((b.code, "huur beëindigd" if b.rented else "verkocht", b.until, ""))
    return rows
