from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest

from kern.errors import UsageWrong
from kern.language import choose_language
from kern.report import Chart, Table
from vloot.needs import fleet_needs, long_days
from vloot.options import FleetOptions
from vloot.replacement import co2_path, energy_prices, plan_replacement
from vloot.replacement_options import refusal, replacement_options, rule_forbids
from vloot.result import compute_fleet
from vloot.sections import replacement_section
from vloot.trace import trace

OPTIONS = {option.code: option for option in replacement_options()}
YEARS = (2015, 2019, 2020, 2021, 2022, 2023, 2024, 2025)


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


@pytest.fixture
def fleet(make, car, row):
    """Four owned diesels that each drive 12 000 km on 600 litres a year."""

    def build(litres=50.0, **frames):
        vehicles = [
            car(vin, entity, **{
                "ownership": "owned", "purchase_price_eur": 30_000.0, "use_type": "assigned", "home_base": "GB1",
                "first_registered_on": date(2014, 1, 1) if vin in "AB" else date(2019, 1, 1),
                "acquired_on": date(2014, 1, 1), **frames.pop(vin, {}),
            })
            for vin, entity in (("A", "ENT01"), ("B", "ENT01"), ("C", "ENT02"), ("D", "ENT02"))
        ]  # fmt: skip
        rows = [
            row(
                txn_id=f"{vin}-{year}-{month}", vin=vin, at_utc=datetime(year, month, 5, 9), quantity=litres,
                amount_gross_eur=litres * 1.6, odometer_km=1.0 + 1000.0 * (12 * (year - 2015) + month),
            )
            for vin in "ABCD"
            for year in YEARS
            for month in range(1, 13)
        ]  # fmt: skip
        return make(rows, vehicles, **frames)

    return build


def need_of(inputs, vin="A"):
    options = FleetOptions()
    return next(need for need in fleet_needs(inputs, compute_fleet(inputs, options), 2025) if need.vin == vin)


def test_a_need_is_a_whole_year_of_use(fleet):
    need = need_of(fleet())
    assert need.distance_km == pytest.approx(11_000, rel=0.1)
    assert need.fuel_quantity == 600
    assert need.fuel_co2_kg == pytest.approx(600 * 2.64)
    assert need.carrier == "diesel"


def test_a_vehicle_that_came_in_the_year_is_brought_to_a_whole_one(fleet):
    inputs = fleet(A={"acquired_on": date(2025, 7, 2)})
    assert need_of(inputs).fuel_quantity == pytest.approx(600 / (183 / 365))


def test_a_long_day_comes_from_readings_close_together(series, row):
    rows = [
        row(txn_id=str(place), odometer_km=km, at_utc=datetime(2025, 6, day, 9))
        for place, (day, km) in enumerate([(2, 0.5), (3, 100.0), (4, 200.0), (5, 300.0), (6, 700.0)])
    ]
    (found,) = long_days(series(rows).lazy()).to_dicts()
    assert 300 < found["long_day_km"] <= 400


@pytest.mark.parametrize(
    ("told", "code", "year", "reason"),
    [
        ({}, "bev_m1", 2026, None),
        ({"category": "N1"}, "bev_m1", 2026, "category"),
        ({"category": "N1"}, "diesel_n1", 2026, None),
        ({"category": "N1"}, "diesel_n1", 2027, "rule"),
        ({"use_type": "assigned"}, "pool_m1", 2026, "use"),
        ({"use_type": "pool"}, "pool_m1", 2026, "distance"),
        ({"use_type": "pool", "distance_km": 3000.0}, "pool_m1", 2026, None),
        ({"use_type": "pool", "distance_km": 2000.0, "long_day_km": 40.0}, "ebike_m1", 2026, "range"),
        ({"use_type": "pool", "distance_km": 2000.0, "long_day_km": 20.0}, "ebike_m1", 2026, None),
        ({"long_day_km": 400.0}, "bev_m1", 2026, "range"),
        ({"distance_km": None}, "bev_m1", 2026, "unknown"),
    ],
)
def test_hard_rules_come_first_and_say_why(fleet, told, code, year, reason):
    need = replace(need_of(fleet()), **{"long_day_km": 80.0, **told})
    assert refusal(need, OPTIONS[code], year, "flanders") == reason


def test_a_bicycle_is_no_vehicle_to_the_purchase_rules():
    assert not rule_forbids(OPTIONS["ebike_m1"], 2026, "flanders")


def test_energy_prices_are_the_fleets_own_where_it_bought(fleet):
    prices = energy_prices(fleet(), 2025)
    assert prices.per_unit_eur["diesel"] == pytest.approx(1.6)
    assert prices.is_own["diesel"]
    assert not prices.is_own["electricity"]


def test_the_plan_follows_the_path_and_the_age(fleet):
    inputs = fleet()
    found = plan_replacement(inputs, FleetOptions())
    path = co2_path(compute_fleet(inputs, FleetOptions()), (2026, 2030))
    assert path[2030] == pytest.approx(0.6 * 4 * 600 * 2.64)
    assert found.plan.is_feasible
    for year in found.years:
        assert year.co2_kg <= year.path_kg * (1 + 1e-6)
    assert found.years[-1].unchanged_kg == pytest.approx(4 * 600 * 2.64)
    gone = {one.need.vin: one.year for one in found.decisions}
    assert gone["A"] is not None
    assert gone["A"] <= 2027  # twelve years old in 2026
    assert found.plan.gap_share <= 0.002


def test_a_holding_time_and_a_lease_hold_a_vehicle(fleet):
    inputs = fleet(C={"ownership": "lease", "contract_ends_on": date(2028, 6, 1)}, D={"acquired_on": date(2024, 1, 1)})
    found = plan_replacement(inputs, FleetOptions())
    gone = {one.need.vin: one for one in found.decisions}
    assert gone["C"].must_go == 2028
    assert gone["C"].year == 2029
    sold = {key[1]: key[2] for key, _number in found.plan.of("sell")}
    assert sold.get("D", 2030) >= 2027


def test_a_budget_that_is_too_small_names_the_shortage(fleet):
    found = plan_replacement(fleet(), replace(FleetOptions(), plan_budget_eur=1000.0))
    assert not found.plan.is_feasible
    assert found.years == ()
    assert {short.limit for short in found.plan.shortages} <= {"budget", "co2", "needed", "demand"}
    assert found.plan.shortages


def charger(**told):
    return pl.DataFrame(
        [{"charge_point": "P1", "valid_from": date(2020, 1, 1), "asset_code": "GB1", "places_count": 4, **told}]
    )


def electric_per_year(found):
    bought = Counter(one.year for one in found.decisions if one.option and one.option.powertrain == "bev")
    return [sum(count for when, count in bought.items() if when <= year.year) for year in found.years]


def test_charging_places_limit_what_stands_at_a_home_base(fleet):
    free = plan_replacement(fleet(), FleetOptions())
    assert max(electric_per_year(free)) > 1
    one = plan_replacement(fleet(charge_points=charger(places_count=1)), FleetOptions())
    if one.plan.is_feasible:
        assert max(electric_per_year(one)) <= 1
    else:
        assert "capacity" in {short.limit for short in one.plan.shortages}
    shared = plan_replacement(fleet(charge_points=charger(places_count=1)), FleetOptions(plan_vehicles_per_place=4.0))
    assert shared.plan.is_feasible


def test_places_that_come_later_and_vehicles_that_charge_at_home(fleet):
    later = charger(valid_from=date(2028, 6, 1))
    found = plan_replacement(fleet(charge_points=later), FleetOptions())
    assert found.problem.capacities["GB1"] == {2026: 0, 2027: 0, 2028: 4, 2029: 4, 2030: 4}
    home = {vin: {"use_type": "take_home"} for vin in "ABCD"}
    assert not any(
        one.loads for one in plan_replacement(fleet(charge_points=later, **home), FleetOptions()).problem.cohorts
    )


def test_without_a_base_year_there_is_no_path(make, fleet):
    inputs = fleet()
    recent = replace(inputs, transactions=inputs.transactions.filter(pl.col("year") > 2015))
    found = plan_replacement(recent, FleetOptions())
    assert found.years[0].path_kg is None
    codes = [finding.code for finding in replacement_section(recent, FleetOptions()).findings]
    assert "fleet.replacement.no_path" in codes


def test_the_section_shows_plan_money_and_vehicles_and_can_be_traced(fleet):
    inputs = fleet()
    section = replacement_section(inputs, FleetOptions())
    figures = {figure.key: figure for figure in section.figures()}
    assert figures["vloot.vervanging.2030"].verdict == "on_course"
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    assert {row["vin"] for row in tables["vloot.vervanging.voertuigen"].rows} == set("ABCD")
    replaced = sum(row.get("bev_m1", 0) for row in tables["vloot.vervanging.jaren"].rows)
    assert replaced == figures["vloot.vervanging.2030.aantal"].value
    for block in section.blocks:
        if isinstance(block, Chart):
            assert block.draw().axes
    for key in figures:
        assert trace(key, inputs, FleetOptions()).rows


def test_the_section_of_an_infeasible_plan_says_what_lacks(fleet):
    section = replacement_section(fleet(), replace(FleetOptions(), plan_budget_eur=1000.0))
    assert section.message.startswith("No plan fits")
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    assert tables["vloot.vervanging.tekorten"].rows
    assert section.figures()[0].verdict == "off_course"


def test_an_empty_register_says_so(make):
    section = replacement_section(make([], [{"vin": "X", "entity_code": "E", "status": "sold"}]), FleetOptions())
    assert "no vehicles in service" in section.message


def test_keeping_longer_than_the_oldest_age_is_a_contradiction_and_is_said(fleet):
    with pytest.raises(UsageWrong, match="at least 13 years and go at 12 years"):
        plan_replacement(fleet(), FleetOptions(plan_holding_years=13))


def test_what_was_bought_old_is_kept_as_long_as_the_least_holding_asks(fleet):
    bought_old = {"first_registered_on": date(2010, 1, 1), "acquired_on": date(2024, 1, 1)}
    found = plan_replacement(fleet(A=bought_old), FleetOptions(plan_holding_years=4))
    assert found.plan.is_feasible
    assert next(one for one in found.decisions if one.need.vin == "A").must_go == 2027
