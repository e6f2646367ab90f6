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
    assert {(2, "Criterium"), (3, "Criterium"), (4, "part"), (4, "Geldt"), (4, "rule")} <= said


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
