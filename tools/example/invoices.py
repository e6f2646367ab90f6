"""Energy invoices: the true use of each meter as suppliers bill it, one row per meter and period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from example.climate import days_in
from example.defects import KEPT, QUARANTINE, Planted
from example.invoice_faults import plant_faults
from example.invoice_row import KWH_PER_UNIT, Invoice
from example.meters import Meter
from example.write import Row, csv_text, stream, write_text, write_workbook

MONTHLY = "energie/facturen-2019-2025.csv"
YEARLY = "energie/facturen-2015.xlsx"
HEADINGS = (
    "EAN-code", "Objectcode", "Energiedrager", "Periode van", "Periode tot", "Hoeveelheid", "Eenheid", "Soort",
    "Bedrag (euro)", "Factuurnummer",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2019, 2025
_WITH_ADVANCES = ("TI-003", "TI-011")
_ESTIMATED_SHARE = 0.0011

# Euro per kWh, all in.
_PRICES = {
    "elektriciteit": dict(zip(range(2019, 2026), (0.146, 0.138, 0.171, 0.304, 0.262, 0.221, 0.217), strict=True)),
    "aardgas": dict(zip(range(2019, 2026), (0.034, 0.029, 0.047, 0.104, 0.073, 0.058, 0.057), strict=True)),
    "stookolie": dict(zip(range(2019, 2026), (0.064, 0.049, 0.063, 0.113, 0.094, 0.089, 0.086), strict=True)),
    "pellets": dict(zip(range(2019, 2026), (0.056, 0.055, 0.061, 0.118, 0.098, 0.071, 0.069), strict=True)),
    "warmtenet": dict(zip(range(2019, 2026), (0.067, 0.066, 0.074, 0.108, 0.099, 0.091, 0.090), strict=True)),
}
_PRICES_2015 = {"elektriciteit": 0.128, "aardgas": 0.041, "stookolie": 0.056, "pellets": 0.054, "warmtenet": 0.066}


def write_invoices(root: Path, meters: list[Meter], planted: Planted) -> list[Invoice]:
    """Both invoice files; gives the rows that a careful reader counts."""
    before = [_period(m, date(2015, 1, 1), date(2015, 12, 31)) for m in meters if (2015, 1) in m.use]
    _write_yearly(root / YEARLY, before, planted)
    rows = [row for meter in meters for row in _of_meter(meter)]
    rows = plant_faults(rows, planted, MONTHLY)
    rows.sort(key=lambda row: (row.first, row.meter.code))
    _number(rows)
    random = stream("estimates")
    for row in rows:
        if row.kind == "Afrekening" and row.fault is None and random.random() < _ESTIMATED_SHARE:
            row.kind = "Geschat"
    estimated = sum(row.kind == "Geschat" for row in rows)
    planted.add(MONTHLY, "Soort = Geschat", f"{estimated} estimated months", KEPT)
    advances = sum(row.kind == "Voorschot" for row in rows)
    planted.add(MONTHLY, "Soort = Voorschot", f"{advances} advances of two yearly read connections: no use", KEPT)
    for line, row in enumerate(rows, start=2):
        if row.fault:
            planted.add(MONTHLY, line, *row.fault)
    write_text(root / MONTHLY, csv_text(HEADINGS, [row.cells() for row in rows]))
    return [row for row in [*before, *rows] if row.counts]


def _write_yearly(path: Path, rows: list[Invoice], planted: Planted) -> None:
    cells: list[Row] = []
    for line, row in enumerate(rows, start=2):
        row.number = f"VE2015-{line - 1:05d}"
        quantity: float | int | None = row.quantity
        if row.meter.asset == "GB-0035" and row.meter.carrier == "aardgas":
            row.unit, quantity = "m3", round(row.kwh / KWH_PER_UNIT["m3"])
            row.kwh = quantity * KWH_PER_UNIT["m3"]
            planted.add(YEARLY, line, "gas billed in m³, without kWh", KEPT)
        if row.meter.asset == "GB-0075" and row.meter.carrier == "elektriciteit":
            row.counts, quantity = False, None
            planted.add(YEARLY, line, "no quantity filled in", QUARANTINE)
        cells.append(
            (row.meter.code, row.meter.asset, row.meter.carrier, row.first, row.last, quantity, row.unit, row.kind,
             row.amount, row.number)
        )  # fmt: skip
    write_workbook(path, {"facturen 2015": (HEADINGS, cells)})


def _of_meter(meter: Meter) -> Iterator[Invoice]:
    months = {"month": 1, "quarter": 3, "year": 12}[meter.billing]
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13, months):
            last_month = month + months - 1
            first, last = date(year, month, 1), date(year, last_month, days_in(year, last_month))
            if meter.start:
                first = max(first, meter.start)
            if meter.until:
                last = min(last, meter.until - timedelta(days=1))
            if first <= last and any((year, m) in meter.use for m in range(month, last_month + 1)):
                yield _period(meter, first, last)
    if meter.asset in _WITH_ADVANCES:
        yield from _advances(meter)


def _advances(meter: Meter) -> Iterator[Invoice]:
    for year in (2024, 2025):
        part = sum(kwh for (y, _m), kwh in meter.use.items() if y == year - 1) / 12
        for month in range(1, 13):
            row = Invoice(meter, date(year, month, 1), date(year, month, days_in(year, month)), round(part), "kWh")
            row.kind, row.counts, row.amount = "Voorschot", False, round(part * 0.23)
            yield row


def _period(meter: Meter, first: date, last: date) -> Invoice:
    kwh = sum(use for (y, m), use in meter.use.items() if y == first.year and first.month <= m <= last.month)
    row = Invoice(meter, first, last, kwh, meter.unit)
    row.kwh = row.quantity * KWH_PER_UNIT[meter.unit]
    prices = _PRICES[meter.carrier]
    row.amount = round(row.kwh * prices.get(first.year, _PRICES_2015[meter.carrier]) + 18, 2)
    return row


def _number(rows: list[Invoice]) -> None:
    counters: dict[int, int] = {}
    for row in rows:
        counters[row.first.year] = counters.get(row.first.year, 0) + 1
        row.number = row.number or f"VE{row.first.year}-{counters[row.first.year]:05d}"
    for row in rows:
        if row.copy_of:
            row.number = row.copy_of.number
