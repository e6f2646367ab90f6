from datetime import date

import pytest

from kern.errors import InputWrong
from kern.sources import read_table
from vastgoed.accessibility.criteria import read_criteria, read_parts
from vastgoed.accessibility.levels import GRANTED, Level


def test_the_shipped_table_is_read_whole(criteria):
    assert len(criteria) == read_table("label/criteria.csv").height
    door = criteria["DOR-03"]
    assert (door.group, door.scopes, door.mandatory) == ("DOR", ("visitor", "staff"), True)
    assert door.thresholds == {Level.A: "77", Level.A_PLUS: "90", Level.A_PLUS_PLUS: "90"}
    assert [level for level in GRANTED if door.is_proxy(level)] == [Level.A]


def test_an_extra_facility_is_asked_at_the_highest_level_only(criteria):
    assert [level for level in GRANTED if criteria["DOR-11"].is_demanded(level)] == [Level.A_PLUS_PLUS]
    assert not any(criteria["SAN-12"].is_demanded(level) for level in GRANTED)


def test_a_rule_begins_on_its_day():
    before = read_criteria(date(2011, 3, 20))
    assert "STR-06" not in before
    assert "STR-05" in before


def test_parts_stand_in_the_order_of_the_chain():
    assert [part.position for part in read_parts().values()] == list(range(1, 12))


@pytest.fixture
def table(tmp_path):
    """Write the criteria table with some cells of one criterion replaced."""

    def write(criterion, **cells):
        rows = read_table("label/criteria.csv").to_dicts()
        next(row for row in rows if row["id"] == criterion).update(cells)
        path = tmp_path / "criteria.csv"
        frame = read_table("label/criteria.csv").clear().vstack(type(read_table("label/criteria.csv"))(rows))
        frame.write_csv(path)
        return path

    return write


def test_another_table_gives_other_thresholds(table, today):
    assert read_criteria(today, path=table("DOR-03", level_a="80"))["DOR-03"].thresholds[Level.A] == "80"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"rule": "at_least_ish"}, "Rule at_least_ish does not exist"),
        ({"level_a": "ninety"}, "Threshold ninety cannot be read by rule at_least"),
        ({"part": "roof"}, "roof is no part of the chain"),
        ({"condition": "rise>>5"}, "Condition rise>>5 cannot be read"),
        ({"mandatory": "ja"}, "ja is neither true nor false"),
        ({"scope": "guest"}, "Scope guest is not visitor, staff or both"),
        ({"satisfied_by": "XXX-01"}, "Criterion XXX-01 is not in this table"),
        ({"valid_from": "1 maart"}, "1 maart is no day"),
        ({"id": "DOR-01"}, "The id DOR-01 is empty or stands there twice"),
    ],
)
def test_a_broken_row_is_named(table, today, cells, words):
    with pytest.raises(InputWrong, match=r"criteria.csv has [123] cells that cannot be used") as caught:
        read_criteria(today, path=table("DOR-03", **cells))
    texts = [str(finding) for finding in caught.value.findings]
    assert any(words in text for text in texts)
    assert all(finding.where.row and finding.where.column for finding in caught.value.findings)


def test_a_table_without_its_columns_is_refused(tmp_path, today):
    path = tmp_path / "own.csv"
    path.write_text("id,part\nDOR-01,entrance\n", encoding="utf-8")
    with pytest.raises(InputWrong, match=r"own.csv lacks the columns theme, article"):
        read_criteria(today, path=path)
