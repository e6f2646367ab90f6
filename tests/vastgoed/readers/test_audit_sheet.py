from datetime import date

import openpyxl
import pytest

from kern.errors import InputWrong
from kern.intake.head import open_file
from vastgoed.readers.audit_sheet import READER, read

TOEVLA = """Screening;;;;
Gebouw;GB-0034;;;
Datum: 5/6/2025;;;;
Onderdeel;Item;Meting;Score;Opmerking
Inkom;Doorgangsbreedte toegangsdeur;85 cm;+;
Inkom;Drempel aan de ingang;1,5 cm;±;
Toilet;Draairuimte toilet;130;±;
Toilet;Wastafel in dezelfde ruimte;;+;
Toilet;Ruimte naast het toilet;;-;niet gemeten
Balie;Hoogte balie;laag;-;
Balie;Ringleiding;;nvt;
Zaal;Iets heel anders;12;+;
"""


def opened(tmp_path, text, name="screening.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return open_file(path, name, None, tmp_path)


@pytest.fixture
def intake(tmp_path):
    return read(opened(tmp_path, TOEVLA), {})


def test_it_is_known_by_items_with_answers(tmp_path):
    assert READER.recognise(opened(tmp_path, TOEVLA))
    assert not READER.recognise(opened(tmp_path, "Auditcode;Criterium;Waarde\nA;DOR-03;80\n"))


def test_building_and_day_stand_above_the_table(intake):
    row = intake.frames["audit"].row(0, named=True)
    assert (row["asset_code"], row["audited_on"]) == ("GB-0034", date(2025, 6, 5))
    assert row["audit_code"] == "SCR-GB-0034-2025-06-05"


def test_measured_values_become_those_of_the_criteria(intake):
    values = {row["criterion_id"]: row for row in intake.frames["audit_value"].iter_rows(named=True)}
    assert {name: row["value"] for name, row in values.items()} == {
        "DOR-11": "85",
        "LVL-02": "1.5",
        "SAN-02": "130",
        "SAN-07": "true",
        "SAN-04": None,
        "RCP-05": "not_applicable",
    }
    assert (values["DOR-11"]["element"], values["DOR-11"]["scope"]) == ("Inkom", "visitor")


def test_a_score_alone_is_no_measurement_and_is_said(intake):
    said = [finding for finding in intake.findings if finding.code == "estate.audit_sheet.score"]
    assert [finding.evidence["items"] for finding in said] == ["Ruimte naast het toilet"]


def test_every_row_that_is_not_taken_is_listed(intake):
    refused = {(row["row"], row["code"]) for row in intake.rejected.iter_rows(named=True)}
    assert refused == {(10, "estate.audit_value.invalid"), (12, "estate.audit_sheet.item")}
    assert intake.rows_read == len(intake.frames["audit_value"]) + len(refused)


def test_the_users_own_wording_is_a_mapping(tmp_path):
    taken = read(opened(tmp_path, TOEVLA), {"Iets heel anders": "DOR-03"})
    assert dict(taken.frames["audit_value"].select("criterion_id", "value").rows())["DOR-03"] == "12"


def test_a_soc3_sheet_answers_yes_or_no_by_the_users_mapping(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("SOC3 checklist", None, None, None, None),
        ("Gebouw", "GB-0007", None, None, None),
        ("Datum", "2025-03-01", None, None, None),
        ("Nr", "Aandachtspunt", "Ambitieniveau", "Voldaan", "Toelichting"),
        (1, "Deuren van aangepast sanitair draaien naar buiten", "goed", "ja", "plan 3"),
        (2, "Glas is gemarkeerd", "uitstekend", "nee", None),
        (3, "Er is een lift", "goed", "nvt", None),
    ):
        book.active.append(row)
    book.save(tmp_path / "soc3.xlsx")
    head = open_file(tmp_path / "soc3.xlsx", "soc3.xlsx", None, tmp_path)
    assert READER.recognise(head)
    mapping = {"Deuren van aangepast sanitair draaien naar buiten": "DOR-07", "Glas is gemarkeerd": "DOR-10"}
    taken = read(head, mapping)
    assert dict(taken.frames["audit_value"].select("criterion_id", "value").rows()) == {
        "DOR-07": "true",
        "DOR-10": "false",
    }
    assert taken.rejected["value"].to_list() == ["Er is een lift"]
    assert taken.frames["audit"]["audited_on"].to_list() == [date(2025, 3, 1)]


@pytest.mark.parametrize("lacking", ["Gebouw;GB-0034;;;\n", "Datum: 5/6/2025;;;;\n"])
def test_a_screening_of_nothing_or_no_day_is_refused(tmp_path, lacking):
    with pytest.raises(InputWrong, match="does not say"):
        read(opened(tmp_path, TOEVLA.replace(lacking, "")), {})
