"""The worked cases of the transfer, one test per case."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from vastgoed.transfer import quarters
from vastgoed.transfer.readiness import ReadinessRules, compute_readiness
from vastgoed.transfer.rules import HardRules, assess_rules
from vastgoed.transfer.scope import ScopeRules, compute_scope

CASES = yaml.safe_load((Path(__file__).parents[2] / "worked_cases" / "transfer.yaml").read_text(encoding="utf-8"))
# A building that no rule stops, and about which everything is known.
CLEAN = {
    "scope": "in_scope",
    "strategy": "keep_strategic",
    "owner_is_flemish": True,
    "has_use_right": True,
    "heritage_status": "none",
    "staff_agreed": True,
    "budget_agreed": True,
    "finance_advice_given": True,
    "is_co_owned": False,
    "is_encumbered": False,
    "is_virtual": False,
}


def named(case):
    return case["name"].replace(" ", "_")


def compare(row, expect):
    for key, value in expect.items():
        assert row[key] == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else value), key


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=named)
def test_every_case_names_its_source(case):
    assert case["source"]


@pytest.mark.parametrize("case", CASES["scope"], ids=named)
def test_scope(case):
    buildings = pl.DataFrame({"asset_code": ["A"], **{key: [value] for key, value in case.get("areas", {}).items()}})
    split = pl.DataFrame(
        [{"asset_code": "A", "function": key, "area_m2": float(value)} for key, value in case["split"].items()],
        schema={"asset_code": pl.String, "function": pl.String, "area_m2": pl.Float64},
    )
    requests = None
    if "request" in case:
        requests = pl.DataFrame({"asset_code": ["A"], "entity_requests": [case["request"]]})
    found = compute_scope(buildings, split, requests, ScopeRules(**case.get("rules", {})))
    assert found.height == 1
    compare(found.row(0, named=True), case["expect"])


@pytest.mark.parametrize("case", CASES["rules"], ids=named)
def test_rules(case):
    frame = pl.DataFrame({"asset_code": ["A"], **{key: [value] for key, value in (CLEAN | case["given"]).items()}})
    row = assess_rules(frame, HardRules(date(2026, 11, 24))).row(0, named=True)
    compare({"doubts": []} | row, {"doubts": []} | case["expect"])


def test_every_rule_has_a_case_that_meets_it_and_one_that_does_not():
    codes = {code for case in CASES["rules"] for code in case["expect"].get("codes", [])}
    assert codes == {f"H{number:02}" for number in range(1, 12)}
    clean = assess_rules(pl.DataFrame({"asset_code": ["A"]} | {k: [v] for k, v in CLEAN.items()}), HardRules(date.max))
    assert clean.select("codes", "doubts", "outcome").row(0) == ([], [], "in_scope")


@pytest.mark.parametrize("case", CASES["readiness"], ids=named)
def test_readiness(case):
    parts = pl.DataFrame(
        [{"asset_code": "A", "part": part, "status_share": float(share)} for part, share in case["parts"].items()],
        schema={"asset_code": pl.String, "part": pl.String, "status_share": pl.Float64},
    )
    row = compute_readiness(["A"], parts, "2026Q4", ReadinessRules(**case.get("rules", {}))).row(0, named=True)
    compare(row, {key: float(value) if key == "readiness_pct" else value for key, value in case["expect"].items()})


@pytest.mark.parametrize("case", CASES["quarters"], ids=named)
def test_quarters(case):
    assert getattr(quarters, case["call"])(*case["given"]) == case["expect"]
