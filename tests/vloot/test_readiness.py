from datetime import date, datetime

import pytest

from kern.language import choose_language
from kern.report import Chart, Table
from vloot.options import FleetOptions
from vloot.readiness import compute_readiness
from vloot.result import compute_fleet
from vloot.sections import readiness_section
from vloot.trace import trace


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


@pytest.fixture
def complete(car):
    """A car of which nothing lacks."""
    return lambda vin, entity="ENT01", **told: car(
        vin, entity, **{"ownership": "owned", "use_type": "pool", "purchase_price_eur": 30_000.0, **told}
    )


@pytest.fixture
def year_of_fuel(row):
    def rows(vin, **told):
        return [
            row(**{
                "txn_id": f"{vin}-{place}", "vin": vin, "odometer_km": 1000.0 * (place + 1),
                "at_utc": datetime(2024 + (place + 11) // 12, (place + 11) % 12 + 1, 10), **told,
            })
            for place in range(14)
        ]  # fmt: skip

    return rows


def ready(inputs):
    options = FleetOptions()
    return {
        row["entity_code"]: row for row in compute_readiness(inputs, compute_fleet(inputs, options), options).to_dicts()
    }


def test_a_complete_entity_is_ready(make, complete, year_of_fuel):
    (found,) = ready(make(year_of_fuel("A"), [complete("A")])).values()
    assert found["readiness_share"] == 1.0
    assert found["weakest"] is None
    assert found["charging_share"] is None


def test_each_part_that_lacks_lowers_it(make, complete, year_of_fuel):
    vehicles = [
        complete("A"),
        complete("B", use_type=None),
        complete("C", "ENT02"),
        complete("D", "ENT02", ownership="lease"),
        complete("E", "ENT03", powertrain="bev", fuel="electricity"),
    ]
    rows = year_of_fuel("A") + year_of_fuel("B") + year_of_fuel("C") + year_of_fuel("D", quality="corrected")
    found = ready(make(rows, vehicles))
    assert found["ENT01"]["register_share"] == 0.5
    assert found["ENT01"]["weakest"] == "register_share"
    assert found["ENT02"]["contract_share"] == 0.5
    assert found["ENT02"]["clean_purchase_share"] == 0.5
    assert found["ENT02"]["readiness_share"] == pytest.approx(0.25)
    assert found["ENT03"]["charging_share"] == 0
    assert found["ENT03"]["fuel_share"] is None
    assert found["ENT03"]["readiness_share"] == 0


def test_a_vehicle_that_came_this_year_cannot_have_a_whole_year(make, complete, year_of_fuel):
    (found,) = ready(make(year_of_fuel("A"), [complete("A", acquired_on=date(2025, 6, 1))])).values()
    assert found["odometer_share"] is None


def test_the_section_names_the_entity_furthest_behind_and_can_be_traced(make, complete, year_of_fuel):
    inputs = make(year_of_fuel("A"), [complete("A"), complete("B", "ENT02")])
    section = readiness_section(inputs, FleetOptions())
    assert "Two is furthest behind (fuel: 0 %)" in section.message.replace("0.0 %", "0 %")
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [row["readiness_pct"] for row in table.rows] == [100.0, 0.0]
    for block in section.blocks:
        if isinstance(block, Chart):
            assert block.draw().axes
    for figure in section.figures():
        assert trace(figure.key, inputs, FleetOptions()).rows
    assert "fleet.fuel.absent" in [finding.code for finding in section.findings]


def test_an_empty_register_says_so(make):
    section = readiness_section(make([], [{"vin": "X", "entity_code": "ENT01", "status": "sold"}]), FleetOptions())
    assert "no vehicles in service" in section.message
