"""Totals of the real sample files against a computation with the standard library only."""

import csv
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

from energie.readers.fluvius import READER
from kern.intake.head import open_file

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "fluvius"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside the repository")


def totals_with_the_standard_library(path, unit):
    totals, empty, rows = defaultdict(float), 0, 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["Eenheid"] != unit:
                continue
            rows += 1
            if row["Volume"]:
                totals[row["Register"]] += float(row["Volume"].replace(",", "."))
            else:
                empty += 1
    return totals, empty, rows


def read(name):
    path = SAMPLES / name
    return path, READER.read(open_file(path), {})


def test_electricity_totals_registers_and_the_october_day():
    path, intake = read("Verbruikshistoriek_elektriciteit_kwartiertotalen.csv")
    rows = intake.series["readings"]
    totals, empty, count = totals_with_the_standard_library(path, "kWh")
    names = {"offtake_day": "Afname Dag", "offtake_night": "Afname Nacht", "injection_day": "Injectie Dag",
             "injection_night": "Injectie Nacht"}  # fmt: skip
    found = {names[r]: v for r, v in rows.group_by("register").agg(pl.col("consumption_kwh").sum()).iter_rows()}
    assert found == pytest.approx({name: totals[name] for name in names.values()})
    assert (rows.height, rows["consumption_kwh"].null_count()) == (count, empty) == (3848, 2566)
    assert (rows["quality"] == "estimated").sum() == 354
    clock_day = rows.filter(
        pl.col("start_utc").dt.convert_time_zone("Europe/Brussels").dt.date() == pl.date(2021, 10, 31),
        pl.col("register").cast(pl.String).str.starts_with("offtake"),
    ).sort("start_utc")
    assert clock_day["start_utc"].n_unique() == 100
    assert (clock_day["end_utc"].head(99) == clock_day["start_utc"].tail(99)).all()


def test_gas_totals_are_those_of_the_kwh_rows():
    path, intake = read("Verbruikshistoriek_gas_uurtotalen.csv")
    rows = intake.series["readings"]
    totals, empty, count = totals_with_the_standard_library(path, "kWh")
    assert rows["consumption_kwh"].sum() == pytest.approx(totals["Afname"])
    assert (rows.height, rows["consumption_kwh"].null_count(), intake.rows_read) == (count, empty, 116)
    assert set(rows["carrier"]) == {"natural_gas"}
