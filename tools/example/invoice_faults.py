"""What goes wrong with invoice files in real life, a handful of each."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.invoice_row import Invoice
from example.meters import SWAPPED, Meter
from example.names import ean18
from example.write import day, dutch

_MISSING = (
    ("GB-0020", "elektriciteit", date(2022, 3, 1)),
    ("GB-0052", "aardgas", date(2024, 7, 1)),
    ("GB-0052", "aardgas", date(2024, 8, 1)),
    ("GB-0086", "aardgas", date(2025, 11, 1)),
    ("TI-018", "elektriciteit", date(2020, 2, 1)),
)
_DOUBLE = (
    ("GB-0033", "elektriciteit", date(2019, 10, 1)),
    ("GB-0061", "aardgas", date(2021, 2, 1)),
    ("TI-009", "elektriciteit", date(2025, 3, 1)),
)


def plant_faults(rows: list[Invoice], planted: Planted, file: str) -> list[Invoice]:
    """The rows with faults put in, rows taken out and rows added; every fault is noted."""
    index = {(r.meter.asset, r.meter.carrier, r.first): r for r in reversed(rows) if r.kind == "Afrekening"}
    for key in _MISSING:
        rows.remove(index[key])
        planted.add(file, f"{index[key].meter.code}, {key[2]:%m-%Y}", f"month missing ({key[0]}, {key[1]})", FINDING)
    _spoil(index)
    rows += _added(index)
    _merge(rows, index)
    planted.add(
        file, SWAPPED[0], f"electricity connection renewed on {day(SWAPPED[1])}: two part months, two EAN codes", KEPT
    )
    return rows


def _spoil(index: dict[tuple[str, str, date], Invoice]) -> None:
    """Rows that a careful reader keeps out."""

    def spoil(key: tuple[str, str, date], what: str, **shown: str) -> None:
        row = index[key]
        row.shown.update({heading.replace("_", " "): text for heading, text in shown.items()})
        row.fault, row.counts = (what, QUARANTINE), False

    spoil(
        ("GB-0006", "elektriciteit", date(2023, 10, 1)),
        "27.626 kWh is ambiguous: 27,626 or 27 626",
        Hoeveelheid="27.626",
    )
    spoil(("GB-0022", "aardgas", date(2023, 2, 1)), "31-02-2023 does not exist", Periode_tot="31-02-2023")
    slip = index["GB-0010", "elektriciteit", date(2024, 3, 1)]
    spoil(("GB-0010", "elektriciteit", date(2024, 3, 1)), "megawatt-hours written as kWh (factor 1000)",
          Hoeveelheid=dutch(slip.kwh / 1000, 2))  # fmt: skip
    swapped = index["GB-0026", "elektriciteit", date(2021, 9, 1)]
    spoil(("GB-0026", "elektriciteit", date(2021, 9, 1)), "period ends before it starts",
          Periode_van=day(swapped.last), Periode_tot=day(swapped.first))  # fmt: skip
    spoil(("GB-0070", "aardgas", date(2020, 11, 1)), "unit kWu is no unit", Eenheid="kWu")
    damaged = index["GB-0074", "aardgas", date(2022, 12, 1)]
    damaged.shown["EAN-code"] = "5,41449E+17"
    damaged.fault, damaged.counts = ("EAN code damaged by a spreadsheet", QUARANTINE), False


def _added(index: dict[tuple[str, str, date], Invoice]) -> list[Invoice]:
    """Rows beside the true ones: doubles, a credit, a second bill, a building nobody knows."""
    added: list[Invoice] = []
    for key in _DOUBLE:
        again = copy(index[key])
        again.copy_of, again.counts = index[key], False
        again.fault = ("same row as the one above: counts once", FINDING)
        added.append(again)
    credit = replace(index["GB-0031", "aardgas", date(2022, 5, 1)], kwh=-1840.0, amount=-191.36, number="VC2022-00017")
    credit.shown, credit.counts, credit.fault = {}, False, ("credit of -1840 kWh", QUARANTINE)
    first = index["GB-0066", "elektriciteit", date(2024, 1, 1)]
    second = replace(first, kwh=round(first.kwh * 1.18), number="VE2024-90001", counts=False)
    second.fault = ("second invoice for a month that was billed already, other number and quantity", QUARANTINE)
    added += [credit, second]
    nobody = Meter(ean18(54_144_899_000_099_991), "GB-0999", "elektriciteit", "maandopname")
    for month, last, kwh in ((5, 31, 3121), (6, 30, 2987)):
        row = Invoice(nobody, date(2024, month, 1), date(2024, month, last), kwh, "kWh", amount=round(kwh * 0.22, 2))
        row.fault, row.counts = ("meter and building GB-0999 are in no register: counts for nobody", FINDING), False
        added.append(row)
    return added


def _merge(rows: list[Invoice], index: dict[tuple[str, str, date], Invoice]) -> None:
    """Two months on one invoice."""
    january, february = (index["GB-0067", "aardgas", date(2020, month, 1)] for month in (1, 2))
    january.last, january.kwh = february.last, january.kwh + february.kwh
    january.amount = round(january.amount + february.amount, 2)
    january.fault = ("two months on one invoice", KEPT)
    rows.remove(february)
