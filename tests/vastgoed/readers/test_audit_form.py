from datetime import date

from vastgoed.readers.audit_form import read, recognise

AUDITS = [["Auditcode", "VIM gebouwcode", "Datum", "Uitgevoerd door (rol)"], ["A1", "G1", date(2024, 5, 2), "adviseur"]]
VALUES = [
    ["Auditcode", "Criterium", "Element", "Doelgroep (bezoeker|personeel)", "Waarde", "Eenheid", "Opmerking"],
    ["A1", "dor-03", "deur 1", "bezoeker", "0,88", "m", None],
    ["A1", "PAR-01", None, "bezoeker", "2/40", None, "telling"],
    ["A1", "RMP-05", "helling", "bezoeker", "118 x 150", "cm", None],
    ["A1", "rise_cm", "helling", "bezoeker", 22, None, None],
    ["A1", "DOR-07", "toilet", "personeel", "ja", None, None],
    ["A1", "COR-07", "gang", "personeel", None, "cm", "niet gemeten"],
    ["A1", "XXX-99", "gang", "personeel", 3, "cm", None],
    ["A1", "DOR-03", "deur 2", "bezoeker", "breed", "cm", None],
    ["A1", "DOR-03", "deur 3", "bezoeker", 90, "kg", None],
    ["A1", "DOR-03", "deur 4", "directie", 90, "cm", None],
]


def test_a_workbook_gives_audits_and_values_in_the_unit_of_the_criterion(workbook):
    head = workbook(audits=AUDITS, metingen=VALUES)
    assert recognise(head)
    intake = read(head, {})
    assert intake.frames["audit"].row(0, named=True)["audited_on"] == date(2024, 5, 2)
    rows = {row["criterion_id"]: row for row in intake.frames["audit_value"].iter_rows(named=True)}
    assert {name: (row["value"], row["unit"]) for name, row in rows.items()} == {
        "DOR-03": ("88", "cm"),
        "PAR-01": ("2/40", None),
        "RMP-05": ("118x150", "cm"),
        "rise_cm": ("22", "cm"),
        "DOR-07": ("true", None),
        "COR-07": (None, "cm"),
    }
    assert rows["PAR-01"]["element"] == ""
    assert rows["DOR-07"]["scope"] == "staff"


def test_what_is_no_value_is_kept_out_with_what_is_asked(workbook):
    rejected = read(workbook(audits=AUDITS, metingen=VALUES), {}).rejected
    found = {row["row"]: (row["code"], row["allowed"]) for row in rejected.iter_rows(named=True)}
    assert found[8][0] == "estate.criterion.unknown"
    assert found[9] == ("estate.audit_value.invalid", "88 / 88,5 cm")
    assert found[10] == ("estate.audit_value.unit", "cm")
    assert found[11][0] == "intake.choice.unknown"


def test_a_word_for_unknown_is_no_value_and_no_defect(workbook):
    values = [VALUES[0], *(["A1", "DOR-03", word, "bezoeker", word, "cm", None] for word in ("onbekend", "?", "-"))]
    intake = read(workbook(audits=AUDITS, metingen=values), {})
    assert intake.frames["audit_value"]["value"].to_list() == [None] * 3
    assert intake.rejected.is_empty()


def test_one_flat_table_is_read_as_both(csv_file):
    head = csv_file(
        "Auditcode;VIM gebouwcode;Datum;Criterium;Doelgroep;Waarde\nA1;G1;02-05-2024;DOR-03;bezoeker;88\n"
        "A1;G1;02-05-2024;DOR-01;bezoeker;210\n"
    )
    intake = read(head, {})
    assert intake.frames["audit"].height == 1
    assert intake.frames["audit_value"]["value"].to_list() == ["88", "210"]
    assert intake.rows_read == 2


def test_other_tables_with_a_building_and_a_date_are_left_alone(csv_file):
    assert not recognise(csv_file("VIM gebouwcode;Onderdeel;Datum\nG1;data;01-01-2026\n"))
