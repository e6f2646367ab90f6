from datetime import date

import polars as pl
import pytest

from kern.findings import Outcome
from kern.language import choose_language
from kern.report import Chart, Table
from vloot.inputs import VEHICLES
from vloot.options import FleetOptions
from vloot.quota import assess_quotas, judge_quota, quota_rules
from vloot.sections import quota_section
from vloot.trace import trace


def register(*rows):
    base = {"entity_code": "ENT01", "category": "M1", "first_registered_on": date(2022, 6, 1)}
    return pl.DataFrame([{"vin": str(place), **base, **row} for place, row in enumerate(rows)], schema=VEHICLES)


CLEAN_PHEV = {
    "powertrain": "phev",
    "fuel": "petrol",
    "co2_wltp_g_per_km": 30.0,
    "rde_nox_pct": 40.0,
    "rde_pn_pct": 60.0,
}
BEV = {"powertrain": "bev", "fuel": "electricity"}
DIESEL = {"powertrain": "ice", "fuel": "diesel", "co2_wltp_g_per_km": 130.0}


def light(vehicles, until=date(2026, 12, 31), start=2021):
    found = [s for s in assess_quotas(vehicles, until) if s.rule.cvd_class == "light" and s.rule.start.year == start]
    return found[0]


@pytest.mark.parametrize(
    ("vehicle", "clean", "unknown"),
    [
        (BEV, 1, 0),
        (CLEAN_PHEV, 1, 0),
        ({**CLEAN_PHEV, "co2_wltp_g_per_km": 51.0}, 0, 0),
        ({**CLEAN_PHEV, "rde_nox_pct": 90.0}, 0, 0),
        ({**CLEAN_PHEV, "rde_pn_pct": None}, 0, 1),
        ({**CLEAN_PHEV, "co2_wltp_g_per_km": None}, 0, 1),
        ({**DIESEL, "rde_nox_pct": None}, 0, 0),
        ({}, 0, 1),
    ],
)
def test_clean_until_2025(vehicle, clean, unknown):
    standing = light(register(vehicle))
    assert (standing.clean, standing.unknown) == (clean, unknown)


@pytest.mark.parametrize(("vehicle", "clean"), [(BEV, 1), (CLEAN_PHEV, 0), ({**DIESEL, "co2_wltp_g_per_km": 0.0}, 1)])
def test_from_2026_only_zero_counts(vehicle, clean):
    standing = light(register({**vehicle, "first_registered_on": date(2026, 3, 1)}), start=2026)
    assert standing.clean == clean
    assert standing.rule.quota_share == 0.385


@pytest.mark.parametrize(
    ("day", "counted"),
    [(date(2021, 8, 1), 0), (date(2021, 8, 2), 1), (date(2025, 12, 31), 1), (date(2026, 1, 1), 0)],
)
def test_the_period_includes_its_first_and_last_day(day, counted):
    assert light(register({**BEV, "first_registered_on": day})).acquired == counted


def test_lorries_count_by_fuel_and_vans_with_cars():
    vehicles = register(
        {"category": "N2", "powertrain": "ice", "fuel": "cng"},
        {"category": "N3", "powertrain": "ice", "fuel": "diesel"},
        {"category": "N1", **BEV},
    )
    truck = next(s for s in assess_quotas(vehicles, date(2025, 12, 31)) if s.rule.cvd_class == "truck")
    assert (truck.acquired, truck.clean) == (2, 1)
    assert light(vehicles).acquired == 1


def test_unknown_vehicles_never_make_a_pass():
    rule = quota_rules()[0]
    assert judge_quota(rule, 0, 0, 0) is Outcome.NOT_APPLICABLE
    assert judge_quota(rule, 10, 0, 10) is Outcome.NOT_ASSESSABLE
    assert judge_quota(rule, 10, 4, 6) is Outcome.PASS
    assert judge_quota(rule, 10, 0, 3) is Outcome.FAIL


def test_how_many_are_short():
    standing = light(register(*[DIESEL] * 8, *[BEV] * 2))
    assert standing.outcome is Outcome.FAIL
    assert standing.short_count == 2  # 38.5 % of ten is 3.85, so four


def test_the_section_shows_every_quota_and_can_be_traced(make, car):
    choose_language("en")
    vehicles = [
        car("A", **BEV, first_registered_on=date(2025, 1, 1)),
        car("B", euro_norm="4", first_registered_on=date(2022, 1, 1)),
        car("C", powertrain="phev", fuel="petrol", first_registered_on=date(2022, 1, 1)),
        car("D", first_registered_on=date(2025, 5, 1), euro_norm="6d"),
    ]
    for vehicle in vehicles[:1]:
        vehicle.update(fuel="electricity", powertrain="bev")
    inputs = make([], vehicles)
    section = quota_section(inputs, FleetOptions())
    figures = {figure.key: figure for figure in section.figures()}
    assert figures["vloot.quota.2025.light.2021"].verdict == "not_assessable"
    for key in figures:
        if figures[key].value is not None:
            assert trace(key, inputs, FleetOptions()).rows
    rules = next(block for block in section.blocks if isinstance(block, Table) and block.key == "vloot.quota.regels")
    assert [(row["rule_id"], row["outcome"]) for row in rules.rows] == [("FL-BUY-2025-M1", "fail")]
    for block in section.blocks:
        if isinstance(block, Chart):
            assert block.draw().axes
    codes = [finding.code for finding in section.findings]
    assert "fleet.rule.broken" in codes
    assert "fleet.quota.unknown" in codes
    assert "fleet.zone.unknown" in codes
