"""The blank form is the file that is loaded: filled in with openpyxl, each value comes back as written."""

from datetime import date

import openpyxl
import polars as pl
import pytest

from koers.app import run
from koers.audit_forms import make_audit_form
from koers.workspace import create_workspace

FILLED = {"DOR-03": 88, "door_drive": "automatisch", "levels_count": 2, "ramp_present": "nee", "PAR-01": "2/28"}
STORED = {"DOR-03": "88", "door_drive": "automatic", "levels_count": "2", "ramp_present": "false", "PAR-01": "2/28"}


@pytest.fixture
def form(tmp_path):
    path = tmp_path / "form.xlsx"
    make_audit_form(None, [], path)
    return path


def fill(path):
    book = openpyxl.load_workbook(path)
    audits, values = book["audits"], book["metingen"]
    audits["A2"], audits["B2"], audits["C2"], audits["D2"] = "AUD-7", "GB-1", date(2026, 3, 2), "architect"
    for row in values.iter_rows(min_row=2):
        row[0].value = "AUD-7"
        row[5].value = FILLED.get(row[1].value)
    book.save(path)


ENTITIES = "Entiteitcode;Naam;OVO-code;KBO-nummer\nENT1;Dienst;;\n"
PORTFOLIO = (
    "VIM gebouwcode;Naam;Beheerder;Functie gebouw;Bouwjaar;Bruto vloeroppervlakte (BVO)\n"
    "GB-1;Huis;ENT1;Kantoor;1990;1000\n"
)


def test_a_filled_form_loads_and_counts(form, tmp_path):
    fill(form)
    (tmp_path / "p.csv").write_text(PORTFOLIO)
    (tmp_path / "e.csv").write_text(ENTITIES)
    with create_workspace(tmp_path / "w") as workspace:
        loading = workspace.load([tmp_path / "e.csv", tmp_path / "p.csv", form])
        assert not loading.refused, [str(item.error) for item in loading.refused]
        assert loading.quarantine.is_empty(), loading.quarantine.to_dicts()
        values = workspace.register("audit_value").filter(pl.col("value").is_not_null())
        stored = dict(values.select("criterion_id", "value").unique().rows())
        section = workspace.section("vastgoed.label", asset="GB-1", report_year=2026)
    assert stored == STORED
    assert "no level" in section.message
    findings = [finding.code for file in loading.report.files for finding in file.findings]
    assert "intake.heading.unknown" not in findings


def test_values_are_offered_and_checked_in_the_cell(form):
    sheet = openpyxl.load_workbook(form)["metingen"]
    rows = {row[1].value: row[5].coordinate for row in sheet.iter_rows(min_row=2)}
    checks = {cell: check for check in sheet.data_validations.dataValidation for cell in str(check.sqref).split()}
    assert checks[rows["DOR-04"]].formula1 == '"ja,nee,nvt"'
    assert "ISNUMBER" in checks[rows["DOR-03"]].formula1
    assert "90 cm" in checks[rows["DOR-03"]].prompt
    assert checks[rows["lift_kind"]].formula1 == '"kooilift,plateaulift"'


def test_no_cell_is_a_formula(form):
    book = openpyxl.load_workbook(form)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_file_that_is_there_is_not_written_over(form, capsys):
    before = form.read_bytes()
    assert run(["vastgoed", "label", "sjabloon", "--uitvoer", str(form)]) == 2
    assert "--overschrijf" in capsys.readouterr().err
    assert form.read_bytes() == before
    assert run(["vastgoed", "label", "sjabloon", "--uitvoer", str(form), "--overschrijf"]) == 0


def test_a_building_that_is_not_there_is_said(tmp_path, capsys):
    with create_workspace(tmp_path / "w"):
        pass
    words = ["vastgoed", "label", "sjabloon", "GB-9", "--map", str(tmp_path / "w"), "-u", str(tmp_path / "f.xlsx")]
    assert run(words) == 1
    assert "GB-9" in capsys.readouterr().err
    assert not (tmp_path / "f.xlsx").exists()


def test_criteria_go_out_and_come_back_unchanged(tmp_path, capsys):
    """The exported workbook, loaded as it is, changes no verdict; one changed cell changes one threshold."""
    from vastgoed.accessibility.criteria import read_criteria

    path = tmp_path / "criteria.xlsx"
    assert run(["vastgoed", "label", "criteria", "--uitvoer", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    headings = {cell.value: cell.column for cell in book["criteria"][1]}
    row = next(row for row in book["criteria"].iter_rows(min_row=2) if row[0].value == "DOR-03")
    before = read_criteria(date(2026, 11, 24))
    with create_workspace(tmp_path / "w") as workspace:
        assert not workspace.load([path]).refused
        same = read_criteria(date(2026, 11, 24), workspace.register("label_criterion"))
        assert {name: item.thresholds for name, item in same.items()} == {
            name: item.thresholds for name, item in before.items()
        }
        assert {name: item.bases for name, item in same.items()} == {name: item.bases for name, item in before.items()}
        row[headings["Niveau A"] - 1].value = 82
        book.save(path)
        workspace.load([path])
        assert (
            read_criteria(date(2026, 11, 24), workspace.register("label_criterion"))["DOR-03"].thresholds["a"] == "82"
        )
        workspace.undo()
        assert (
            read_criteria(date(2026, 11, 24), workspace.register("label_criterion"))["DOR-03"].thresholds["a"] == "77"
        )
    assert "vastgoed.label.criteria" not in capsys.readouterr().err


def test_an_audit_may_measure_an_own_criterion(tmp_path):
    (tmp_path / "e.csv").write_text(ENTITIES)
    (tmp_path / "p.csv").write_text(PORTFOLIO)
    (tmp_path / "c.csv").write_text(
        "Criterium;Onderdeel;Wat;Vergelijking;Eenheid;Niveau A\nLGT-01;lokalen;verlichting;>=;lux;300\n"
    )
    (tmp_path / "a.csv").write_text(
        "Auditcode;VIM gebouwcode;Datum;Criterium;Element;Doelgroep;Waarde;Eenheid\n"
        "A1;GB-1;2026-03-01;LGT-01;Zaal;bezoeker;250;lux\n"
    )
    with create_workspace(tmp_path / "w") as workspace:
        workspace.load([tmp_path / name for name in ("e.csv", "p.csv", "c.csv")])
        loading = workspace.load([tmp_path / "a.csv"])
        assert loading.quarantine.is_empty(), loading.quarantine.to_dicts()
        section = workspace.section("vastgoed.label", asset="GB-1", report_year=2026)
    failed = [
        row for table in section.blocks for row in getattr(table, "rows", ()) if row.get("criterion_id") == "LGT-01"
    ]
    assert [row["outcome"] for row in failed] == ["fail"]
