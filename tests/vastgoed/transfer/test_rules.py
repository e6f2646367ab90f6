"""Hard rules: data and code agree, own terms, labels."""

from datetime import date

import polars as pl
import pytest

from kern.errors import InputWrong
from kern.language import choose_language
from kern.sources import read_table
from vastgoed.transfer.rules import OUTCOME_ORDER, RULES, HardRules, assess_rules, outcome_label

ON = date(2026, 11, 24)


def test_every_rule_of_the_table_has_its_function_and_every_outcome_its_place():
    table = read_table("transfer/rules.csv")
    assert [code for code, _ in RULES] == table["id"].to_list()
    assert set(table["outcome"]) - {"flag_no_exclusion"} <= set(OUTCOME_ORDER)
    assert set(OUTCOME_ORDER) <= set(read_table("transfer/outcomes.csv")["code"])


def test_own_terms_go_before_the_table():
    frame = pl.DataFrame({"asset_code": ["A"], "scope": ["in_scope"], "lease_end": [date(2027, 6, 30)]})
    assert "H05" in assess_rules(frame, HardRules(ON))["codes"][0]
    assert "H05" not in assess_rules(frame, HardRules(ON, lease_months=6))["codes"][0]


def test_what_is_unknown_is_never_fine():
    row = assess_rules(pl.DataFrame({"asset_code": ["A"]}), HardRules(ON)).row(0, named=True)
    assert row["codes"] == ["H03", "H08", "H09"]
    assert row["doubts"] == ["H06", "H07", "H10"]
    assert (row["outcome"], row["may_be_planned"]) == ("undecided_data", False)


def test_labels_in_both_languages_and_unknown_outcomes():
    choose_language("en")
    assert outcome_label("not_ready") == "not ready"
    with pytest.raises(InputWrong, match=r"Outcome fog is not in data/transfer/outcomes.csv"):
        outcome_label("fog")


def test_a_double_building_is_refused():
    with pytest.raises(InputWrong, match="stands twice"):
        assess_rules(pl.DataFrame({"asset_code": ["A", "A"]}), HardRules(ON))
