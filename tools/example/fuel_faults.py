"""What goes wrong with fuel cards in real life, a handful of each."""

from __future__ import annotations

from copy import copy
from datetime import timedelta

from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.fuel_row import FuelRow
from example.vehicles import Vehicle
from example.write import dutch, stream


def plant_faults(rows: list[FuelRow], vehicles: list[Vehicle], planted: Planted, file: str) -> list[FuelRow]:
    """The rows with faults put in and rows added; every fault is noted with its line."""
    random = stream("fuel faults")
    fuel = [row for row in rows if row.family in ("diesel", "petrol") and row.at.year >= 2019]
    chosen = iter(random.sample(fuel, 60))
    added: list[FuelRow] = []

    def spoil(what: str, expected: str, counts: bool, **shown: str) -> FuelRow:
        row = next(chosen)
        row.shown.update({heading.replace("_", " "): text for heading, text in shown.items()})
        row.fault, row.counts = (what, expected), counts
        return row

    _wrong_units(rows, planted)
    for _ in range(2):
        again = copy(next(chosen))
        again.fault, again.counts = ("the same transaction once more", QUARANTINE), False
        added.append(again)
    for _ in range(9):
        added.append(_cancel(next(chosen)))
    for _ in range(3):
        row = next(chosen)
        row.odometer = (row.odometer or 60_000) - random.randint(9_000, 30_000)
        row.fault = ("odometer goes back", FINDING)
    row = next(chosen)
    row.odometer, row.fault = (row.odometer or 60_000) * 10, ("odometer with a digit too many", FINDING)
    for _ in range(2):
        spoil("litres missing, amount there: quantity unknown", FINDING, False, Hoeveelheid="")
    spoil("neither litres nor amount", QUARANTINE, False,
          **{"Hoeveelheid": "", "Bedrag_incl._btw": "", "Bedrag_excl._btw": ""})  # fmt: skip
    spoil("time 25:61 does not exist", QUARANTINE, False, Tijd="25:61")
    spoil("product Krant is not known", QUARANTINE, False, Product="KRANT")
    spoil("no chassis number, and no vehicle has the plate 1-KRS-404", QUARANTINE, False,
          Chassisnummer="", Nummerplaat="1-KRS-404", Kaartnummer="")  # fmt: skip
    for _ in range(2):
        spoil("chassis number WVWZZZ1KZ9W404404 is in no register: its litres count, for no vehicle", FINDING, True,
              Chassisnummer="WVWZZZ1KZ9W404404")  # fmt: skip
    other = next(chosen)
    other.quantity, other.fault = (
        round((other.vehicle.model.tank_l or 50) * 1.6, 2),
        ("more than the tank holds", FINDING),
    )
    rows = sorted([*rows, *added], key=lambda row: row.at)
    for line, row in enumerate(rows, start=2):
        if row.fault:
            planted.add(file, line, *row.fault)
    adblue = sum(row.product == "ADBLUE" for row in rows)
    planted.add(file, "Product = ADBLUE", f"{adblue} rows: no fuel, no CO2", KEPT)
    planted.add(file, "Chassisnummer", "empty before 2021: vehicles are found by plate and day", KEPT)
    return rows


def _wrong_units(rows: list[FuelRow], planted: Planted) -> None:
    """Charging booked as litres: twice as petrol (the price gives it away), three times with the right product."""
    charges = [row for row in rows if row.family == "electricity"]
    for row in charges[10:160:75]:
        row.shown.update({"Product": "EURO 95 (E10)", "Eenheid": "l"})
        row.fault, row.counts = (f"{dutch(row.quantity, 2)} kWh booked as litres of petrol", QUARANTINE), False
    for row in charges[30:150:45]:
        row.shown["Eenheid"] = "l"
        row.fault = ("charging in litres: counts as kWh", FINDING)


def _cancel(row: FuelRow) -> FuelRow:
    """A credit for a transaction, a few days later."""
    credit = copy(row)
    credit.shown, credit.sign, credit.cancels = {}, -1, row.number
    credit.number, credit.at = f"{row.number}C", row.at + timedelta(days=3)
    credit.fault = ("cancellation of an earlier transaction: nets to nothing", KEPT)
    return credit
