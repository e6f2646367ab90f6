import polars as pl
import pytest

from kern.language import choose_language
from vastgoed.accessibility.asked import show_asked
from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.portfolio import verdict_frame
from vastgoed.label_tables import verdicts_table


def changed(today, **cells):
    return read_criteria(today, pl.DataFrame({name: [value] for name, value in cells.items()}))


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({}, "≥ 90 cm"),
        ({"level_aplus": "85"}, "≥ 85 cm (own threshold)"),
        ({"level_a": "80"}, "≥ 90 cm; A: ≥ 80 cm (own threshold)"),
        ({"level_a": "80", "level_aplus": "85"}, "≥ 85 cm (own threshold); A: ≥ 80 cm (own threshold)"),
        ({"level_aplusplus": "100"}, "≥ 90 cm; A++: ≥ 100 cm (own threshold)"),
    ],
)
def test_the_threshold_in_force_is_shown_with_whose_it_is(today, cells, text):
    assert show_asked(changed(today, id="DOR-03", **cells)["DOR-03"]) == text


def test_the_tables_judge_and_show_by_the_own_threshold(building, today):
    values = building(change={"Inner door": {"DOR-03": "87"}})
    found = {}
    for name, criteria in (("norm", read_criteria(today)), ("own", changed(today, id="DOR-03", level_aplus="85"))):
        result = assess_building(values, criteria, today)
        table = verdicts_table(result)
        [row] = [row for row in table.rows if row["criterion_id"] == "DOR-03" and row["scope"] == "visitors"]
        frame = verdict_frame([result]).filter(pl.col("criterion_id") == "DOR-03").row(0, named=True)
        assert frame["required"] == row["required"]
        found[name] = (row["required"], row["outcome"], frame["basis"], "threshold of its own" in table.note)
    assert found["norm"] == ("≥ 90 cm", "fail", "legal", False)
    assert found["own"] == ("≥ 85 cm (own threshold)", "pass", "label", True)


def test_it_is_said_in_dutch(today):
    choose_language("nl")
    assert show_asked(changed(today, id="DOR-03", level_aplus="85")["DOR-03"]) == "≥ 85 cm (eigen drempel)"
    choose_language("en")
