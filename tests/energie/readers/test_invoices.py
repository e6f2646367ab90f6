"""Invoices: periods, units, advances, doubles and slips."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from energie.readers.invoices import READER
from kern.intake.head import open_file

HEADINGS = ["EAN-code", "Objectcode", "Energiedrager", "Periode van", "Periode tot", "Hoeveelheid", "Eenheid", "Soort",
            "Bedrag (euro)", "Factuurnummer"]  # fmt: skip
E1 = "541448000000000011"


def read(tmp_path, *rows):
    path = tmp_path / "facturen.csv"
    path.write_text("\n".join([";".join(HEADINGS), *rows]) + "\n", encoding="utf-8")
    head = open_file(path)
    assert READER.recognise(head)
    return READER.read(head, {})


def test_the_last_day_counts_and_the_period_gets_its_resolution(tmp_path):
    intake = read(
        tmp_path,
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;1.234,5;kWh;Afrekening;300,10;F1",
        f"{E1};A1;elektriciteit;01-01-2015;31-12-2015;12;MWh;Afrekening;;F2",
        f"{E1};A1;elektriciteit;15-01-2016;20-03-2016;900;kWh;Geschat;;F3",
    )
    readings = intake.series["readings"]
    assert readings["resolution"].to_list() == ["month", "year", "period"]
    assert readings["consumption_kwh"].to_list() == [1234.5, 12_000, 900]
    assert readings["quality"].to_list() == ["invoice", "invoice", "estimated"]
    assert readings["start_utc"][0] == datetime(2023, 2, 28, 23, tzinfo=UTC)
    assert readings["end_utc"][0] == datetime(2023, 3, 31, 22, tzinfo=UTC)
    assert intake.frames["invoice"]["period_until"][0] == date(2023, 4, 1)
    assert intake.frames["invoice"]["amount_eur"][0] == 300.10


@pytest.mark.parametrize(
    ("carrier", "quantity", "unit", "kwh"),
    [
        ("aardgas", "100", "m³", 1150.0),
        ("aardgas", "90", "kWh onderwaarde", 100.0),
        ("aardgas", "90", "kWh bovenwaarde", 90.0),
        ("stookolie", "1000", "liter", 10_000.0),
        ("propaan", "100", "l", 670.0),
        ("pellets", "1", "ton", 4800.0),
        ("elektriciteit", "36", "MJ", 10.0),
    ],
)
def test_units_become_kilowatt_hours_by_their_calorific_value(tmp_path, carrier, quantity, unit, kwh):
    intake = read(tmp_path, f";A1;{carrier};01-01-2023;31-01-2023;{quantity};{unit};Afrekening;;F1")
    row = intake.series["readings"].row(0, named=True)
    assert row["consumption_kwh"] == pytest.approx(kwh)
    assert row["meter"] == f"A1:{row['carrier']}"


def test_an_advance_is_no_consumption(tmp_path):
    intake = read(
        tmp_path,
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;100;kWh;Voorschot;30;F1",
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;90;kWh;Afrekening;28;F2",
    )
    assert intake.series["readings"]["consumption_kwh"].to_list() == [90]
    assert intake.frames["invoice"]["kind"].to_list() == ["advance", "settlement"]
    assert "energy.invoice.advance" in {f.code for f in intake.findings}


def test_a_repeat_counts_once_and_a_contradiction_is_kept_out(tmp_path):
    row = f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;100;kWh;Afrekening;30;F1"
    intake = read(tmp_path, row, row, row.replace(";100;", ";110;"), row.replace("F1", "F9"))
    assert intake.series["readings"].height == 1
    assert intake.rejected.select("row", "code").rows() == [
        (4, "energy.invoice.conflict"),
        (5, "energy.invoice.conflict"),
    ]
    assert [f.evidence["rows"] for f in intake.findings if f.code == "energy.invoice.double"] == [1]


def monthly(values, kind="Afrekening"):
    days = [date(2020 + place // 12, place % 12 + 1, 1) for place in range(len(values))]
    return [
        f"{E1};A1;aardgas;{day:%d-%m-%Y};{pl.Series([day]).dt.month_end()[0]:%d-%m-%Y};{value};kWh;{kind};;F{day}"
        for day, value in zip(days, values, strict=True)
    ]


SEASON = [17_900, 16_000, 13_000, 8_000, 4_000, 1_800, 1_600, 1_600, 2_500, 7_000, 12_500, 16_500]


@pytest.mark.parametrize(("place", "factor"), [(30, 1000), (30, 0.001), (0, 1000), (18, 1000)])
def test_a_slip_of_a_thousand_is_kept_out(tmp_path, place, factor):
    values = SEASON * 3
    values[place] = f"{values[place] * factor:g}".replace(".", ",").replace("e+06", "000000")
    values = [f"{float(str(v).replace(',', '.')):.1f}".replace(".", ",") for v in values]
    intake = read(tmp_path, *monthly(values))
    assert intake.rejected["code"].to_list() == ["energy.invoice.factor_1000"]
    assert intake.rejected["row"].to_list() == [place + 2]


def test_a_checked_slip_and_a_quiet_summer_are_kept(tmp_path):
    values = SEASON * 3
    values[6] = values[18] = values[30] = 12
    assert read(tmp_path, *monthly(values)).rejected.is_empty()
    values[3] *= 1000
    assert read(tmp_path, *monthly(values, kind="Nagekeken")).rejected.is_empty()


def test_wrong_rows_are_kept_out_with_a_reason(tmp_path):
    intake = read(
        tmp_path,
        ";;elektriciteit;01-03-2023;31-03-2023;100;kWh;Afrekening;;F1",
        "5,41448E+17;A1;elektriciteit;01-03-2023;31-03-2023;100;kWh;Afrekening;;F2",
        f"{E1};A1;elektriciteit;01-03-2023;28-02-2023;100;kWh;Afrekening;;F3",
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;100;l;Afrekening;;F4",
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;27.626;kWh;Afrekening;;F5",
        f"{E1};A1;elektriciteit;01-03-2023;31-03-2023;-5;kWh;Afrekening;;F6",
        f"{E1};A1;stookolie;01-03-2000;31-03-2000;5;l;Afrekening;;F7",
    )
    assert intake.rejected.sort("row").select("row", "code").rows() == [
        (2, "energy.invoice.no_meter"),
        (3, "energy.ean.damaged"),
        (4, "energy.invoice.backward"),
        (5, "energy.invoice.unit"),
        (6, "intake.number.ambiguous"),
        (7, "intake.number.too_low"),
        (8, "energy.invoice.unit"),
    ]
    assert intake.series["readings"].is_empty()


def test_a_workbook_reads_the_same(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS)
    book.active.append([E1, "A1", "elektriciteit", date(2015, 1, 1), date(2015, 12, 31), 27.626, "MWh", "Afrekening", 12.5, "F1"])  # fmt: skip  # noqa: E501
    path = tmp_path / "facturen.xlsx"
    book.save(path)
    intake = READER.read(open_file(path), {})
    row = intake.series["readings"].row(0, named=True)
    assert (row["consumption_kwh"], row["resolution"], row["year"]) == (pytest.approx(27_626), "year", 2015)
