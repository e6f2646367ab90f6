from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from vloot.consumption import compute_consumption
from vloot.ecoscore import Exhaust, reconstruct
from vloot.emissions import compute_emissions, sum_emissions
from vloot.options import FleetOptions
from vloot.practice import gap_share
from vloot.targets import fleet_target
from vloot.trajectories import pace_compound_share, pace_linear_share

CASES = yaml.safe_load((Path(__file__).parents[1] / "worked_cases" / "fleet.yaml").read_text(encoding="utf-8"))


def named(group):
    return [pytest.param(case, id=case["name"]) for case in CASES[group]]


def check(case, found):
    assert case["source"]
    for name, expected in case["output"].items():
        assert found[name] == pytest.approx(expected, abs=case["tolerance"]), case["source"]


@pytest.mark.parametrize("case", named("paces"))
def test_paces(case):
    promise = fleet_target(replace(FleetOptions(), **case["input"]))
    check(
        case,
        {"compound_pct": pace_compound_share(promise) * 100, "linear_points": pace_linear_share(promise) * 100},
    )


@pytest.mark.parametrize("case", named("emissions"))
def test_emissions(case, make, row):
    year = case["input"].get("year", 2025)
    told = [
        row(**{"txn_id": str(place), "at_utc": datetime(year, 6, 1, 10, place), "amount_gross_eur": None, **each})
        for place, each in enumerate(case["input"]["rows"])
    ]
    frame = compute_emissions(compute_consumption(make(told)), FleetOptions()).frame
    (total,) = sum_emissions(frame, ["year"]).to_dicts()
    check(case, total)


@pytest.mark.parametrize("case", named("ecoscore"))
def test_ecoscore(case):
    told = case["input"]
    car = Exhaust(*(told[name] for name in ("fuel", "co2", "co", "hc", "nox", "pm", "noise")))
    check(case, {"score": reconstruct(car)})


@pytest.mark.parametrize("case", named("gap"))
def test_gap(case):
    check(case, {"gap_pct": gap_share(**case["input"]) * 100})
