"""Targets as data, coverage before verdict, and other readings of the texts."""

from datetime import date

import pytest

from energie.emissions import Boundary
from energie.options import EnergyOptions
from energie.targets import energy_targets
from energie.trajectory_section import trajectories
from energie.workings import entity_trajectories_of, trajectories_of
from kern.errors import UsageWrong
from kern.trajectory import Course, Method

OPTIONS = EnergyOptions(report_year=2023)


def primary(portfolio, options=OPTIONS):
    return trajectories_of(portfolio.inputs(), options)[0]


def falling(portfolio, meter, per_year, years=range(2019, 2024), base=100_000.0):
    for year in years:
        portfolio.months(meter, year, base / 12 * (1 - per_year * (year - 2019)))
    return portfolio


def test_the_default_set_has_a_pace_for_energy_and_two_ends_for_co2():
    targets = energy_targets(EnergyOptions())
    assert [target.word for target in targets] == ["primair", "co2", "co2_2050"]
    energy, co2, _far = targets
    assert (energy.promise.base_year, energy.promise.per_year_share, energy.excludes_heritage) == (2019, 0.025, True)
    assert (co2.promise.base_year, co2.promise.reduction_share, co2.boundary) == (2015, 0.4, Boundary.LOCATION_BASED)


def test_method_base_year_and_boundary_can_be_chosen():
    options = EnergyOptions(method=Method.COMPOUND, base_year=2020, boundary=Boundary.FOSSIL_ONLY)
    energy, co2, _far = energy_targets(options)
    assert (energy.promise.method, energy.promise.base_year) == (Method.COMPOUND, 2020)
    assert co2.column == "fossil_only_co2_kg"
    assert energy.base_year_of_set == 2019


def test_an_unknown_set_lists_the_known_ones():
    with pytest.raises(UsageWrong, match=r"Target set 1999 is not in data/targets/sets\.csv\. Known sets: 2013, 2016"):
        energy_targets(EnergyOptions(target_set="1999"))


def test_every_shipped_set_can_be_asked_for(portfolio):
    from kern.sources import read_table

    falling(portfolio.asset("A").meter("M", "A"), "M", 0.03)
    for set_id in read_table("targets/sets.csv")["set_id"]:
        trajectories_of(portfolio.inputs(), EnergyOptions(report_year=2023, target_set=set_id))


@pytest.mark.parametrize(("per_year", "course"), [(0.03, Course.ON_COURSE), (0.02, Course.OFF_COURSE)])
def test_the_verdict_follows_the_path(portfolio, per_year, course):
    found = primary(falling(portfolio.asset("A").meter("M", "A"), "M", per_year))
    standing = found.assessment
    assert standing.course is course
    assert standing.base_value == pytest.approx(250_000)
    assert standing.path == pytest.approx(225_000)
    assert standing.actual == pytest.approx(250_000 * (1 - 4 * per_year))
    assert standing.trend_target_year == pytest.approx(250_000 * (1 - 11 * per_year))


def test_a_meter_without_data_is_never_a_saving(portfolio):
    portfolio.asset("A").asset("B").meter("M", "A").meter("N", "B")
    falling(portfolio, "M", 0.0)
    falling(portfolio, "N", 0.0, years=range(2019, 2023))
    found = primary(portfolio)
    assert found.assessment.course is Course.UNDETERMINED
    assert found.thin_years == (2023,)
    assert found.value(2023) == pytest.approx(250_000)


def test_a_lower_threshold_judges_what_is_known(portfolio):
    portfolio.asset("A").meter("M", "A")
    falling(portfolio, "M", 0.05, years=range(2019, 2023)).months("M", 2023, 6_000.0, range(1, 11))
    assert primary(portfolio).assessment.course is Course.UNDETERMINED
    relaxed = EnergyOptions(report_year=2023, minimum_coverage_share=0.7)
    assert primary(portfolio, relaxed).assessment.course is Course.ON_COURSE


def test_heritage_stays_out_by_named_status_and_infrastructure_is_its_own_total(portfolio):
    portfolio.asset("A").asset("H", heritage_status="protected_monument").asset("I", heritage_status="inventory_only")
    portfolio.asset("L", kind="infrastructure")
    for code in "AHIL":
        falling(portfolio.meter(code, code), code, 0.02)
    row = primary(portfolio).years.row(0, named=True)
    assert row["value"] == pytest.approx(3 * 250_000)
    assert row["building_value"] == pytest.approx(2 * 250_000)
    assert row["infrastructure_value"] == pytest.approx(250_000)
    none_out = EnergyOptions(report_year=2023, excluded_heritage_statuses=())
    assert primary(portfolio, none_out).value(2019) == pytest.approx(4 * 250_000)


def test_an_asset_that_left_counts_for_its_days(portfolio):
    portfolio.asset("A", valid_until=date(2023, 7, 1)).meter("M", "A")
    falling(portfolio, "M", 0.0)
    found = primary(portfolio)
    assert found.value(2023) == pytest.approx(125_000)
    assert found.assessment.course is Course.ON_COURSE  # as reported: leaving the portfolio lowers the total


def test_another_method_or_base_year_that_changes_the_verdict_is_said(portfolio):
    # Compound allows 90.37 % after four years, linear 90 %: 90.2 % lies between the two.
    portfolio.asset("A").meter("M", "A")
    for year, kwh in {2019: 100.0, 2020: 98.0, 2021: 95.0, 2022: 92.0, 2023: 90.2}.items():
        portfolio.months("M", year, kwh)
    found = primary(portfolio)
    assert found.assessment.course is Course.OFF_COURSE
    assert {(other.method, other.base_year, other.course) for other in found.alternatives} == {
        (Method.COMPOUND, 2019, Course.ON_COURSE),
        (Method.LINEAR_ON_BASE, 2020, Course.ON_COURSE),
        (Method.COMPOUND, 2020, Course.ON_COURSE),
        (Method.AVERAGE, 2020, Course.ON_COURSE),
    }


def test_each_entity_has_its_own_verdict(portfolio):
    portfolio.asset("A", entity_code="E1").asset("B", entity_code="E2").meter("M", "A").meter("N", "B")
    falling(portfolio, "M", 0.05)
    falling(portfolio, "N", 0.0)
    by_entity = entity_trajectories_of(portfolio.inputs(), OPTIONS)[0]
    assert {code: found.assessment.course for code, found in by_entity.items()} == {
        "E1": Course.ON_COURSE,
        "E2": Course.OFF_COURSE,
    }
    assert sum(found.value(2023) for found in by_entity.values()) == pytest.approx(primary(portfolio).value(2023))


def test_a_base_year_after_the_report_year_is_refused_or_said(portfolio):
    portfolio.asset("A").meter("M", "A").months("M", 2015, 10.0)
    with pytest.raises(UsageWrong, match="Base year 2026 lies after report year 2025"):
        energy_targets(EnergyOptions(report_year=2025, base_year=2026))
    section = trajectories(portfolio.inputs(), EnergyOptions(report_year=2015))
    assert "base year 2019 lies after 2015" in section.figures()[0].note


def test_two_wordings_of_one_promise_have_their_own_keys():
    words = [target.word for target in energy_targets(EnergyOptions(report_year=2025, target_set="2016"))]
    assert len(words) == len(set(words))
