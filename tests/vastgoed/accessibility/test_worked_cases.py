"""The worked cases of the label, one test per case."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.checks import CHECKS
from vastgoed.accessibility.levels import GRANTED

CASES = yaml.safe_load((Path(__file__).parents[2] / "worked_cases" / "label.yaml").read_text(encoding="utf-8"))


def named(case):
    return case["name"].replace(" ", "_")


@pytest.mark.parametrize("case", CASES["criteria"], ids=named)
def test_criterion(case, criteria, today):
    told = {**case.get("facts", {}), case["criterion"]: case["value"]}
    rows = [
        {"asset_code": "G", "criterion_id": name, "element": "E", "scope": "visitor", "value": value,
         "unit": case.get("unit") if name == case["criterion"] else None}
        for name, value in told.items()
    ]  # fmt: skip
    result = assess_building(pl.DataFrame(rows, schema_overrides={"unit": pl.String}), criteria, today)
    (found,) = [item for item in result.verdicts if item.criterion.id == case["criterion"] and item.source]
    assert found.outcome == case["norm"]
    assert {level: found.at[level].outcome for level in GRANTED if level in case} == {
        level: case[level] for level in GRANTED if level in case
    }


def test_every_rule_has_a_case_met_and_one_not_met(criteria):
    seen = {(criteria[case["criterion"]].rule, case["norm"]) for case in CASES["criteria"]}
    assert {(rule, outcome) for rule in CHECKS for outcome in ("pass", "fail")} <= seen
    assert len({case["criterion"] for case in CASES["criteria"]}) >= 25
    assert all(case["source"] for case in [*CASES["criteria"], *CASES["buildings"]])


@pytest.mark.parametrize("case", CASES["buildings"], ids=named)
def test_building(case, building, criteria, today):
    options = {name: case[name] for name in ("change", "remove", "audited_on") if name in case}
    result = assess_building(building(**options), criteria, today)
    weakest = result.weakest
    shown = {
        "weakest": [weakest.criterion_id, weakest.element, weakest.blocks, weakest.outcome] if weakest else None,
        "part": weakest.part if weakest else None,
        "absent": list(result.absent),
    }
    for name, value in case["expect"].items():
        assert shown.get(name, getattr(result, name, None)) == value, name
