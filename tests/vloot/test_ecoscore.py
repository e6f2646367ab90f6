from datetime import date, datetime

import polars as pl
import pytest

from kern.findings import Outcome
from kern.language import choose_language
from kern.report import Table
from kern.sources import read_table
from vloot.ecoscore import CLASS_AVERAGE, OFFICIAL, RECONSTRUCTED, average_ecoscores, compute_ecoscores
from vloot.inputs import VEHICLES
from vloot.options import FleetOptions
from vloot.section_ecoscore import judge_average, target_of
from vloot.sections import ecoscore_section
from vloot.trace import trace


def score(**vehicle):
    frame = pl.DataFrame([{"vin": "A", "category": "M1", **vehicle}], schema=VEHICLES)
    found = compute_ecoscores(frame).to_dicts()
    return (found[0]["ecoscore"], found[0]["origin"]) if found else None


def test_the_official_score_goes_first():
    assert score(ecoscore_official=71.0, powertrain="bev") == (71.0, OFFICIAL)


def test_vans_have_none():
    assert score(category="N1", ecoscore_official=60.0) is None


def test_published_averages_are_met_within_the_stated_margins():
    published = {
        (row["group"], int(row["year"])): float(row["ecoscore"])
        for row in read_table("fleet/ecoscore_averages.csv").filter(pl.col("fleet") == "flanders").iter_rows(named=True)
    }
    diesel, origin = score(powertrain="ice", fuel="diesel", euro_norm="5b", co2_nedc_g_per_km=125.0)
    assert origin == RECONSTRUCTED
    assert diesel == pytest.approx(published["diesel", 2020], abs=1.5)
    petrol, _origin = score(powertrain="ice", fuel="petrol", euro_norm="6d", co2_nedc_g_per_km=130.0)
    assert petrol == pytest.approx(published["petrol", 2020], abs=4)
    electric, _origin = score(powertrain="bev", fuel="electricity")
    assert electric == pytest.approx(published["electric", 2023], abs=0.1)


def test_nedc_goes_before_wltp():
    both = score(powertrain="ice", fuel="petrol", euro_norm="6", co2_nedc_g_per_km=110.0, co2_wltp_g_per_km=140.0)
    nedc = score(powertrain="ice", fuel="petrol", euro_norm="6", co2_nedc_g_per_km=110.0)
    assert both == nedc


def test_what_cannot_be_rebuilt_takes_the_average_of_its_kind():
    assert score(powertrain="ice", fuel="cng") == (78.2, CLASS_AVERAGE)
    assert score(powertrain="ice", fuel="diesel", euro_norm="6") == (58.7, CLASS_AVERAGE)
    assert score(powertrain=None, fuel=None) == (None, None)


def test_cleaner_is_never_worse():
    dirty = score(powertrain="ice", fuel="diesel", euro_norm="4", co2_nedc_g_per_km=150.0)
    clean = score(powertrain="ice", fuel="diesel", euro_norm="6", co2_nedc_g_per_km=150.0)
    assert clean[0] > dirty[0]


def test_averages_by_number_and_by_distance():
    scores = pl.DataFrame(
        {"ecoscore": [80.0, 60.0, None], "origin": [OFFICIAL, RECONSTRUCTED, None], "distance_km": [10.0, 30.0, 5.0]}
    )
    (row,) = average_ecoscores(scores, []).to_dicts()
    assert row["ecoscore_by_number"] == 70
    assert row["ecoscore_by_distance"] == 65
    assert (row["estimated_count"], row["unknown_count"]) == (1, 1)


@pytest.mark.parametrize(
    ("mean", "estimated", "certainty", "outcome"),
    [
        (72.0, 0, "high", Outcome.PASS),
        (69.0, 0, "high", Outcome.FAIL),
        (72.0, 1, "high", Outcome.NOT_ASSESSABLE),
        (72.0, 0, "low", Outcome.NOT_ASSESSABLE),
        (69.0, 0, "low", Outcome.FAIL),
        (None, 0, "high", Outcome.NOT_ASSESSABLE),
    ],
)
def test_an_estimate_and_a_doubtful_target_never_pass(mean, estimated, certainty, outcome):
    row = {"ecoscore_by_number": mean, "estimated_count": estimated, "unknown_count": 0}
    assert judge_average(row, {"minimum": "70", "certainty": certainty}) is outcome


def test_the_target_that_is_due():
    assert target_of(2019) is None
    assert target_of(2022)["target_id"] == "FL-ECO-2020-WEIGHTED"
    assert target_of(2025)["target_id"] == "FL-ECO-2024"


def test_the_section_marks_estimates_and_can_be_traced(make, car, row):
    choose_language("en")
    vehicles = [
        car("A", ecoscore_official=72.0),
        car("B", "ENT02", euro_norm="6d", co2_wltp_g_per_km=130.0),
        car("C", "ENT02", category="N1"),
    ]
    rows = [
        row(txn_id=f"{vin}{place}", vin=vin, odometer_km=place * 10_000.0 + 1, at_utc=datetime(2024 + place, 1, 5))
        for vin in "AB"
        for place in range(2)
    ]
    inputs = make(rows, vehicles)
    section = ecoscore_section(inputs, FleetOptions())
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    assert [row["vehicle_count"] for row in tables["vloot.ecoscore.per_entiteit"].rows] == [1, 1]
    assert {row["origin"] for row in tables["vloot.ecoscore.per_herkomst"].rows} == {
        "official",
        "estimated (reconstruction)",
    }
    assert section.figures()[0].verdict == "not_assessable"
    assert "fleet.ecoscore.estimated" in [finding.code for finding in section.findings]
    for key in ("vloot.ecoscore.2025", "vloot.ecoscore.2025.km", "vloot.ecoscore.2025.ENT02"):
        assert trace(key, inputs, FleetOptions()).rows


def test_a_fleet_without_cars_says_so(make, car):
    choose_language("en")
    inputs = make([], [car("V", category="N1", first_registered_on=date(2020, 1, 1))])
    assert "no car" in ecoscore_section(inputs, FleetOptions()).message
