from dataclasses import replace
from datetime import date

import pytest

from kern.errors import UsageWrong
from kern.trajectory import Course, Method
from vloot.options import FleetOptions
from vloot.result import compute_fleet
from vloot.targets import fleet_target
from vloot.trajectories import pace_compound_share, pace_linear_share


def falling(to_share):
    """Litres that fall in a straight line from 100 in 2015 to this share of it in 2025."""
    return lambda year: 100 * (1 - (1 - to_share) * (year - 2015) / 10)


@pytest.mark.parametrize(
    ("share", "course"), [(0.70, Course.ON_COURSE), (11 / 15, Course.ON_COURSE), (0.75, Course.OFF_COURSE)]
)
def test_verdict_against_the_linear_path(make, months, share, course):
    fleet = compute_fleet(make(months(falling(share))), FleetOptions()).fleet
    assert fleet.course is course
    assert fleet.chosen.change_share == pytest.approx(share - 1)


def test_the_method_may_decide_and_then_it_is_said(make, months):
    fleet = compute_fleet(make(months(falling(0.72))), FleetOptions()).fleet
    assert fleet.standing[Method.LINEAR_ON_BASE].course is Course.ON_COURSE
    assert fleet.standing[Method.COMPOUND].course is Course.OFF_COURSE
    assert fleet.method_decides
    compound = compute_fleet(make(months(falling(0.72))), replace(FleetOptions(), method=Method.COMPOUND)).fleet
    assert compound.course is Course.OFF_COURSE


@pytest.mark.parametrize("missing", [2015, 2025])
def test_a_year_without_data_makes_it_undetermined(make, months, missing):
    years = [year for year in (2015, 2019, 2020, 2021, 2022, 2023, 2024, 2025) if year != missing]
    fleet = compute_fleet(make(months(falling(0.5), years=years)), FleetOptions()).fleet
    assert fleet.course is Course.UNDETERMINED


def test_half_a_year_is_shown_and_not_judged(make, months):
    rows = [row for row in months(falling(0.5)) if row["at_utc"].date() < date(2025, 7, 1)]
    fleet = compute_fleet(make(rows), FleetOptions()).fleet
    assert fleet.known[2025] > 0
    assert fleet.actuals[2025] is None
    assert fleet.course is Course.UNDETERMINED


def test_too_many_silent_vehicles_make_it_undetermined(make, months, car):
    vehicles = [car("DIESEL1"), car("DIESEL2"), car("PETROL1", fuel="petrol"), car("VAN1"), car("QUIET")]
    inputs = make(months(falling(0.5)), vehicles)
    assert compute_fleet(inputs, FleetOptions()).fleet.course is Course.UNDETERMINED
    lenient = replace(FleetOptions(), minimum_coverage_share=0.8)
    assert compute_fleet(inputs, lenient).fleet.course is Course.ON_COURSE


def test_each_entity_is_judged_on_its_own(make, months):
    def rows():
        for row in months(falling(0.5)):
            yield {**row, "quantity": 100.0} if row["vin"] == "VAN1" else row

    result = compute_fleet(make(list(rows())), FleetOptions())
    courses = {one.entity_code: one.course for one in result.trajectories}
    assert courses["ENT01"] is Course.ON_COURSE
    assert courses["ENT03"] is Course.OFF_COURSE


def test_an_entity_without_a_base_year_is_undetermined(make, months, car):
    rows = [row for row in months(falling(0.5)) if not (row["vin"] == "VAN1" and row["year"] == 2015)]
    vehicles = [
        car("DIESEL1"), car("DIESEL2", "ENT02"), car("PETROL1", "ENT02", fuel="petrol"),
        car("VAN1", "ENT03", first_registered_on=date(2018, 1, 1)),
    ]  # fmt: skip
    result = compute_fleet(make(rows, vehicles), FleetOptions())
    courses = {one.entity_code: one.course for one in result.trajectories}
    assert courses["ENT03"] is Course.UNDETERMINED
    assert courses[None] is Course.ON_COURSE


def test_entities_add_up_to_the_fleet(make):
    result = compute_fleet(make(), FleetOptions())
    for year, total in result.fleet.known.items():
        assert sum(one.known.get(year, 0) for one in result.trajectories[1:]) == pytest.approx(total)


def test_a_later_set_asks_more(make):
    promise = fleet_target(replace(FleetOptions(), target_set="2022"))
    assert promise.target.reduction_share == 0.55


def test_base_year_can_be_chosen():
    promise = fleet_target(replace(FleetOptions(), base_year=2005))
    assert promise.target.base_year == 2005
    assert promise.base_year_of_set == 2015


def test_a_set_without_a_fleet_target_names_those_that_have_one():
    with pytest.raises(UsageWrong, match="Sets that have one: 2016, 2019, 2021, 2022"):
        fleet_target(replace(FleetOptions(), target_set="2017"))


def test_paces():
    promise = fleet_target(FleetOptions())
    assert pace_linear_share(promise) == pytest.approx(0.4 / 15)
    assert pace_compound_share(promise) == pytest.approx(1 - 0.6 ** (1 / 15))
