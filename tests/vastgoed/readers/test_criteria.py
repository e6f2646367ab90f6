import openpyxl
import pytest

from kern.errors import InputWrong
from kern.intake.head import open_file
from vastgoed.readers.criteria import READER, read


def head(tmp_path, text, name="criteria.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return open_file(path, name, None, tmp_path)


def frame(tmp_path, text):
    return read(head(tmp_path, text), {}).frames["label_criterion"]


def test_it_knows_a_workbook_by_what_the_levels_ask(tmp_path):
    assert READER.recognise(head(tmp_path, "Criterium;Niveau A;Niveau A plus\nDOR-03;80;95\n"))
    assert not READER.recognise(head(tmp_path, "Criterium;Waarde;Auditcode\nDOR-03;80;A1\n"))


def test_words_of_the_field_are_understood(tmp_path):
    text = (
        "Criterium;Onderdeel;Vergelijking;Eenheid;Doelgroep;Verplicht;Geldig vanaf;Niveau A;Grondslag A\n"
        "lgt-01;lokalen;>=;%;bezoeker en personeel;ja;1/3/2027;6,25;wettelijk\n"
    )
    row = frame(tmp_path, text).row(0, named=True)
    assert {name: row[name] for name in ("id", "part", "rule", "unit", "scope", "mandatory")} == {
        "id": "LGT-01",
        "part": "rooms",
        "rule": "at_least",
        "unit": "percent",
        "scope": "visitor;staff",
        "mandatory": "true",
    }
    assert (row["valid_from"], row["level_a"], row["basis_a"]) == ("2027-03-01", "6.25", "legal")
    assert row["level_aplus"] is None


def test_every_wrong_cell_is_named_and_nothing_is_taken(tmp_path):
    text = "Criterium;Onderdeel;Niveau A;Geldt\nDOR-03;;veel;\nDOR-03;;90;\nNEW-01;kelder;90;misschien\n"
    with pytest.raises(InputWrong, match=r"Criteria in criteria\.csv cannot be used") as caught:
        read(head(tmp_path, text), {})
    said = {(finding.where.row, finding.where.column) for finding in caught.value.findings}
    assert {(2, "Criterium"), (3, "Criterium"), (4, "Onderdeel"), (4, "Geldt"), (4, "Vergelijking")} <= said


def test_a_threshold_its_rule_cannot_read_is_named(tmp_path):
    with pytest.raises(InputWrong, match="1 cells are wrong") as caught:
        read(head(tmp_path, "Criterium;Niveau A\nDOR-03;veel\n"), {})
    assert "veel" in str(caught.value.findings[0])


def test_a_workbook_is_read_like_csv(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Criterium", "Niveau A", "Niveau A plus"])
    book.active.append(["DOR-03", 80, "92,5"])
    book.save(tmp_path / "c.xlsx")
    opened = open_file(tmp_path / "c.xlsx", "c.xlsx", None, tmp_path)
    assert read(opened, {}).frames["label_criterion"].select("level_a", "level_aplus").row(0) == ("80", "92.5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Criterium;Niveau A plus\nDOR-03;1,00 m\n", "1,00 m is in m, but the criterion is measured in cm."),
        ("Criterium;Niveau A plus\nRCP-02;≥ 80\n", "The sign in ≥ 80 turns the comparison"),
        ("Criterium;Niveau A;Niveau A plus\nDOR-03;95;85\n", "Niveau A asks more (95) than Niveau A plus (85)."),
        ("Criterium;Niveau A;Niveau A plus\nRCP-02;85;95\n", "Niveau A asks more (85) than Niveau A plus (95)."),
        ("Criterium;Wat;Onderdeel;Vergelijking;Eenheid;Niveau A\nX-1;licht;lokalen;>=;luxen;9\n", "luxen is not known"),
    ],
)
def test_a_threshold_that_would_be_misread_is_named(tmp_path, text, said):
    with pytest.raises(InputWrong, match=r"1 cells are wrong") as caught:
        read(head(tmp_path, text), {})
    assert said in str(caught.value.findings[0])


def test_what_is_asked_in_the_unit_and_with_the_sign_of_the_criterion_is_taken(tmp_path):
    text = "Criterium;Niveau A;Niveau A plus;Niveau A plus plus\nDOR-03;≥ 85 cm;≥ 95 cm;100\nPAR-06;;≤ 1,5 %;1\n"
    rows = frame(tmp_path, text).select("level_a", "level_aplus", "level_aplusplus").rows()
    assert rows == [("85", "95", "100"), (None, "1.5", "1")]


def test_a_defect_names_the_words_its_cell_takes(tmp_path):
    with pytest.raises(InputWrong) as caught:
        read(head(tmp_path, "Criterium;Onderdeel;Vergelijking;Niveau A\nNEW-01;kelder;>=;90\n"), {})
    assert "access path" in str(caught.value.findings[0])
