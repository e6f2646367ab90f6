from datetime import date

import polars as pl
import pytest

from kern.findings import Outcome
from kern.sources import read_table
from vloot.inputs import VEHICLES
from vloot.purchase_rules import JUDGES, TABLE, assess_purchases


def judge(year, *rows, rule_id=None, ends=None):
    base = {
        "entity_code": "ENT01",
        "category": "M1",
        "first_registered_on": date(year, 6, 1),
        "powertrain": "ice",
        "fuel": "diesel",
    }
    frame = pl.DataFrame([{"vin": str(place), **base, **row} for place, row in enumerate(rows)], schema=VEHICLES)
    periods = frame.select("vin", service_end=pl.lit(ends, pl.Date))
    return {
        one.rule.rule_id: one
        for one in assess_purchases(frame, periods, year)
        if rule_id is None or one.rule.rule_id == rule_id
    }


@pytest.mark.parametrize(
    ("year", "vehicle", "outcome"),
    [
        (2020, {}, None),
        (2021, {}, Outcome.FAIL),
        (2021, {"powertrain": "hev", "fuel": "petrol"}, Outcome.PASS),
        (2021, {"fuel": "cng"}, Outcome.PASS),
        (2021, {"powertrain": None}, Outcome.NOT_ASSESSABLE),
        (2025, {"powertrain": "phev", "fuel": "petrol"}, Outcome.FAIL),
        (2025, {"powertrain": "bev", "fuel": "electricity"}, Outcome.PASS),
        (2025, {"fuel": "cng"}, Outcome.FAIL),
        (2026, {"category": "N1"}, None),
        (2027, {"category": "N1"}, Outcome.FAIL),
        (2027, {"category": "N1", "powertrain": "bev"}, Outcome.PASS),
    ],
)
def test_what_may_be_bought_when(year, vehicle, outcome):
    found = [one.outcome for name, one in judge(year, vehicle).items() if name.startswith("FL-BUY")]
    assert found == ([] if outcome is None else [outcome])


def test_a_fuel_that_is_not_in_the_rule_says_nothing_when_the_powertrain_is_missing():
    found = judge(2025, {"powertrain": None, "fuel": "petrol"})
    assert found["FL-BUY-2025-M1"].outcome is Outcome.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("vehicle", "outcome"),
    [
        ({"euro_norm": "4", "status": "sold"}, Outcome.FAIL),
        ({"euro_norm": "4", "status": "scrapped"}, Outcome.PASS),
        ({"euro_norm": "5b", "status": "sold"}, Outcome.PASS),
        ({"euro_norm": None, "status": "sold"}, Outcome.NOT_ASSESSABLE),
        ({"fuel": "petrol", "euro_norm": "2", "status": "sold"}, Outcome.FAIL),
        ({"fuel": "petrol", "euro_norm": "3", "status": "sold"}, Outcome.PASS),
    ],
)
def test_old_vehicles_go_to_recycling(vehicle, outcome):
    told = {"first_registered_on": date(2006, 1, 1), **vehicle}
    found = judge(2023, told, ends=date(2023, 5, 1))
    assert [one.outcome for one in found.values()] == [outcome]


def test_the_rule_of_2013_starts_at_the_fourth_purchase():
    clean, other = {"ecoscore_official": 75.0}, {"ecoscore_official": 60.0}
    name = "FL-2013-ECO72"
    assert name not in judge(2015, *[other] * 3)
    assert judge(2015, *[other] * 3, clean)[name].outcome is Outcome.PASS
    assert judge(2015, *[other] * 4)[name].outcome is Outcome.FAIL
    assert judge(2015, *[other] * 3, {})[name].outcome is Outcome.NOT_ASSESSABLE


def test_a_rule_for_the_whole_government_is_judged_once():
    found = judge(2015, *[{"powertrain": "bev", "entity_code": f"ENT{place}"} for place in range(3)])
    assert found["FL-2013-EV5"].entity_code is None
    assert found["FL-2013-EV5"].count == 3


def test_every_kind_of_rule_in_the_data_has_a_judge():
    assert set(read_table(TABLE)["rule"]) <= set(JUDGES)
