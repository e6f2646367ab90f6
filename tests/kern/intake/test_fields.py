from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.intake.cells import clean_text, parse_number
from kern.intake.contract import show_reason
from kern.intake.fields import Field, ParsedTable, read_sheet
from kern.intake.head import open_file
from kern.language import show_number

FIELDS = (
    Field("code", ("Code",), required=True),
    Field("area_m2", ("Oppervlakte (m2)",), kind="number", minimum=0),
    Field("desks", ("Werkplekken",), kind="integer", maximum=10_000),
    Field("built_on", ("Bouwdatum",), kind="date"),
    Field("seen_at", ("Gezien",), kind="datetime"),
    Field("rented", ("Gehuurd",), kind="boolean"),
    Field("status", ("Statuut",), kind="choice", choices={"Beschermd monument": "monument", "geen": "none"}),
    Field("ean", ("EAN-code",), pattern=r"\d{18}"),
)


def parse_csv(tmp_path: Path, text: str, mapping: dict[str, str] | None = None) -> ParsedTable:
    path = tmp_path / "lijst.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    head = open_file(path)
    return read_sheet(head, None, FIELDS, mapping or {})


def test_every_kind_of_cell(tmp_path: Path) -> None:
    parsed = parse_csv(
        tmp_path,
        "Lijst van gebouwen\r\n\r\n"
        "EAN code;code;OPPERVLAKTE (m²);werkplekken;Bouwdatum;Gezien;gehuurd;Statuut\r\n"
        '="541448000000000011";A1;1.234,56;12;31-12-1990;01/02/2024 14:30;ja;beschermd MONUMENT\r\n'
        "541448000000000011;A2;0,5;;1990-12-31;2024-02-01T14:30:05;N;Geen\r\n",
    )
    assert parsed.rejected.is_empty()
    assert parsed.rows_read == 2
    rows = parsed.frame.rows(named=True)
    assert rows[0] == {
        "code": "A1",
        "area_m2": 1234.56,
        "desks": 12,
        "built_on": dt.date(1990, 12, 31),
        "seen_at": dt.datetime(2024, 2, 1, 14, 30),
        "rented": True,
        "status": "monument",
        "ean": "541448000000000011",
        "source_sheet": None,
        "source_row": 4,
    }
    assert rows[1]["seen_at"] == dt.datetime(2024, 2, 1, 14, 30, 5)
    assert rows[1]["desks"] is None
    assert rows[1]["source_row"] == 5


def test_all_defects_of_a_row_are_listed(tmp_path: Path) -> None:
    parsed = parse_csv(
        tmp_path,
        "Code;Oppervlakte (m2);Werkplekken;Bouwdatum;Gezien;Gehuurd;Statuut;EAN-code\n"
        ";27.626;2,5;31-02-2024;gisteren;misschien;onbekend;5,41E+17\n"
        "B;-3;10001;;;;;\n"
        "C;1;1;;;;;\n",
    )
    assert parsed.frame["code"].to_list() == ["C"]
    assert parsed.rows_read == 3
    defects = parsed.rejected.select("row", "column", "code").rows()
    assert defects == [
        (2, "Code", "intake.value.missing"),
        (2, "Oppervlakte (m2)", "intake.number.ambiguous"),
        (2, "Werkplekken", "intake.number.whole"),
        (2, "Bouwdatum", "intake.date.invalid"),
        (2, "Gezien", "intake.time.invalid"),
        (2, "Gehuurd", "intake.boolean.invalid"),
        (2, "Statuut", "intake.choice.unknown"),
        (2, "EAN-code", "intake.text.pattern"),
        (3, "Oppervlakte (m2)", "intake.number.too_low"),
        (3, "Werkplekken", "intake.number.too_high"),
    ]
    shown = [show_reason(row) for row in parsed.rejected.rows(named=True)]
    assert shown[1] == "27.626 is ambiguous: a thousand or three decimals?"
    assert shown[9] == "10001 is above 10000."
    remedy = show_reason(parsed.rejected.row(6, named=True), "remedy")
    assert remedy == "Choose from: Beschermd monument, geen."


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1234", 1234.0),
        ("1.234,56", 1234.56),
        ("1 234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234,567.8", 1234567.8),
        ("12,345", 12.345),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("12.5", 12.5),
        ("€ 12,50", 12.5),
        ("-0,5", -0.5),
        ("-", None),
        ("n.v.t.", None),
    ],
)
def test_a_number_that_can_be_read_one_way_is_read(written: str, value: float | None) -> None:
    frame = pl.DataFrame({"a": [written]})
    parsed = parse_number(clean_text("a"), pl.lit(False))
    assert frame.select(parsed.value, code=parsed.code).row(0) == (value, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("27.626", "intake.number.ambiguous"),
        ("-1.000", "intake.number.ambiguous"),
        ("12 34", "intake.number.invalid"),
        ("1.23.456", "intake.number.invalid"),
        ("1,2,3", "intake.number.invalid"),
        ("12a", "intake.number.invalid"),
        ("1e999", "intake.number.invalid"),
    ],
)
def test_a_number_that_can_not_is_refused(written: str, code: str) -> None:
    parsed = parse_number(clean_text("a"), pl.lit(False))
    assert pl.DataFrame({"a": [written]}).select(parsed.code).item() == code


@settings(deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_koers_writes_in_dutch_it_reads_back(number: float) -> None:
    english = show_number(float(number), 2)
    dutch = english.translate(str.maketrans(",.", ".,"))
    parsed = parse_number(clean_text("a"), pl.lit(False))
    value, code = pl.DataFrame({"a": [dutch]}).select(parsed.value, code=parsed.code).row(0)
    assert code is None
    assert value == float(number)


def test_a_missing_required_column_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputWrong, match="1 columns are missing or double") as caught:
        parse_csv(tmp_path, "Kode;Oppervlakte\nA;1\nB;2\n")
    (finding,) = caught.value.findings
    assert str(finding) == "Required column Code is missing."
    assert "Kode" in finding.remedy_text


def test_saved_mapping_goes_before_the_usual_headings(tmp_path: Path) -> None:
    parsed = parse_csv(tmp_path, "Code;Nummer;Kleur\nx;A1;rood\n", {"nummer": "code"})
    assert parsed.frame["code"].to_list() == ["A1"]
    assert [f.evidence["heading"] for f in parsed.findings] == ["Code", "Kleur"]


def test_an_unknown_heading_gets_a_suggestion(tmp_path: Path) -> None:
    parsed = parse_csv(tmp_path, "Code;Werkplek\nA;1\n")
    (finding,) = parsed.findings
    assert finding.evidence["suggestion"] == "Werkplekken"
    assert 'add "Werkplek" = "desks"' in finding.remedy_text


def test_another_unit_is_another_column(tmp_path: Path) -> None:
    parsed = parse_csv(tmp_path, "Code;Oppervlakte (ha)\nA;1\n")
    assert not parsed.has("area_m2")
    assert parsed.complete()["area_m2"].to_list() == [None]


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    parsed = parse_csv(tmp_path, "Code;Oppervlakte\nA;1\nB;2;3\n")
    assert parsed.frame["code"].to_list() == ["A"]
    assert parsed.rejected["code"].to_list() == ["intake.row.too_long"]
    assert parsed.rejected["row"].to_list() == [3]


def test_a_workbook_number_is_never_ambiguous(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "gebouwen"
    sheet.append(["Overzicht 2025"])
    sheet.append([None])
    sheet.append(["Code", "Oppervlakte (m2)", "Bouwdatum", "EAN-code"])
    sheet.append(["A", 27.626, dt.date(1990, 12, 31), "541448000000000011"])
    sheet.append(["B", "27.626", 33238, None])
    sheet.append([None])
    sheet.append(["C", "0,5", "31/12/1990", 541448000000000011])
    path = tmp_path / "gebouwen.xlsx"
    book.save(path)
    parsed = read_sheet(open_file(path), None, FIELDS, {})
    assert parsed.rows_read == 3
    assert parsed.frame.select("code", "area_m2", "built_on", "source_row").rows() == [
        ("A", 27.626, dt.date(1990, 12, 31), 4)
    ]
    assert parsed.rejected.select("row", "code").rows() == [
        (5, "intake.number.ambiguous"),
        (7, "intake.number.lost_digits"),
    ]


def test_a_workbook_whose_cells_hold_whole_lines(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in ("Code;Oppervlakte;Werkplekken;Gehuurd", "A;1,5;3;ja", "B;x;3;nee"):
        book.active.append([line])
    path = tmp_path / "a.xlsx"
    book.save(path)
    parsed = read_sheet(open_file(path), None, FIELDS, {})
    assert parsed.frame.select("code", "area_m2", "desks", "rented").rows() == [("A", 1.5, 3, True)]
    assert parsed.rejected.select("row", "value").rows() == [(3, "x")]


def test_a_moment_with_an_offset_becomes_brussels_time(tmp_path: Path) -> None:
    parsed = parse_csv(tmp_path, "Code;Gezien\nA;2024-07-01T10:00:00Z\nB;2024-07-01T10:00:00-02:00\nC;01-07-2024\n")
    assert parsed.frame["seen_at"].to_list() == [
        dt.datetime(2024, 7, 1, 12),
        dt.datetime(2024, 7, 1, 14),
        dt.datetime(2024, 7, 1),
    ]
