import polars as pl
import pytest

from kern.language import choose_language
from vloot.checks import check_fleet
from vloot.options import FleetOptions
from vloot.result import compute_fleet
from vloot.sections import trajectory_section
from vloot.year_totals import check_totals


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


def totals(*rows):
    return pl.DataFrame(
        [{"entity_code": "ENT01", "year": 2005, "product": "diesel", "quantity": 1000.0, "is_estimated": False, **row}
         for row in rows]
    )  # fmt: skip


def test_a_base_year_of_totals_can_be_judged_for_the_fleet_and_each_entity(make):
    told = totals({}, {"entity_code": "ENT02", "product": "petrol", "quantity": 2000.0, "is_estimated": True})
    options = FleetOptions(base_year=2005)
    result = compute_fleet(make(year_totals=told), options)
    assert result.fleet.actuals[2005] == pytest.approx(1000 * 2.640 + 2000 * 2.392)
    assert result.fleet.promise.target.base_year == 2005
    assert result.fleet.chosen.path == pytest.approx(result.fleet.actuals[2005] * (1 - 0.4 * 20 / 25))
    per_entity = {one.entity_code: one.actuals.get(2005) for one in result.trajectories}
    assert per_entity["ENT01"] == pytest.approx(2640)
    assert per_entity["ENT03"] is None
    section = trajectory_section(make(year_totals=told), options)
    assert "fleet.year.of_totals" in {finding.code for finding in section.findings}
    table = next(block for block in section.blocks if getattr(block, "key", "") == "vloot.traject.jaren")
    row = next(row for row in table.rows if row["year"] == 2005)
    assert row["estimated_pct"] == pytest.approx(4784 / (2640 + 4784) * 100)
    assert (row["factor_set"], row["factor_version"]) == ("ecoscore_be", "2005-01-01")


def test_purchases_go_before_a_total_of_the_same_year_and_a_difference_is_said(make):
    inputs = make(year_totals=totals({"year": 2025, "quantity": 700.0}))
    assert compute_fleet(inputs, FleetOptions()).fleet.known[2025] == pytest.approx(12 * 50 * (3 * 2.640 + 2.392))
    (finding,) = check_totals(inputs, FleetOptions())
    assert "ENT01, 2025: purchases of diesel add up to 600, the total told is 700" in str(finding)
    assert "fleet.total.differs" in {finding.code for finding in check_fleet(inputs, FleetOptions())}
    assert not check_totals(make(year_totals=totals({"year": 2025, "quantity": 605.0})), FleetOptions())
