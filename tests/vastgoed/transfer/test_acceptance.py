"""The acceptance checks of the transfer that no other test names: names of staff, printed reasons, room, desks."""

from datetime import date

import pytest

from vastgoed import tables
from vastgoed.options import EstateOptions
from vastgoed.sections import transfer, transfer_plan
from vastgoed.trace import trace
from vastgoed.transfer.scope import compute_scope

OPTIONS = EstateOptions(report_year=2026)


@pytest.fixture
def inputs(estate):
    building = {"internal_floor_area_m2": 1000.0, "housed_fte": 50.0, "ownership_right": "full_ownership"}
    return estate(
        [
            {"asset_code": "IN", **building},
            {"asset_code": "MIXED", **building},
            {"asset_code": "UNKNOWN", **building, "net_office_area_m2": 999.0},
            {"asset_code": "LATE", **building, "use_right": "lease"},
        ],
        function_area=[
            {"asset_code": "IN", "function": "office", "area_m2": 750.0},
            {"asset_code": "IN", "function": "laboratory", "area_m2": 250.0},
            {"asset_code": "MIXED", "function": "office", "area_m2": 749.0},
            {"asset_code": "MIXED", "function": "laboratory", "area_m2": 251.0},
            {"asset_code": "LATE", "function": "office", "area_m2": 1000.0},
        ],
        contract=[
            {"contract_code": "H", "asset_code": "LATE", "use_right": "lease", "contract_end": date(2027, 6, 30)}
        ],
        transfer_capacity=[{"quarter": f"2027Q{n}", "buildings_count": 1, "area_m2": 1000.0} for n in (1, 2, 3, 4)],
    )


def test_exactly_a_quarter_is_an_office_and_net_office_area_never_decides(inputs):
    buildings = inputs.building.select("asset_code", "internal_floor_area_m2", "net_office_area_m2")
    answers = dict(compute_scope(buildings, inputs.function_area, None).select("asset_code", "outcome").iter_rows())
    assert answers == {"IN": "in_scope", "MIXED": "mixed_out", "UNKNOWN": "undecided", "LATE": "in_scope"}


def test_each_planned_building_has_a_reason_and_each_other_one_a_rule_code(inputs):
    section = transfer_plan(inputs, OPTIONS)
    found = {block.key: block.rows for block in section.blocks if hasattr(block, "rows")}
    assert all(row["why"] for row in found["vastgoed.inkanteling.plan"])
    rules = {row["asset_code"]: row["rules"] for row in found["vastgoed.inkanteling.niet_gepland"]}
    assert rules["MIXED"].startswith("H01")
    assert rules["UNKNOWN"].startswith("H03")
    assert rules["LATE"].startswith("H05")
    for row in found["vastgoed.inkanteling.kwartalen"]:
        assert row["buildings"] <= row["buildings_limit"]
        assert row["area_m2"] <= row["area_m2_limit"]


def test_no_register_of_the_transfer_has_room_for_the_name_of_a_person():
    columns = {
        column
        for register in tables.REGISTERS
        if register.name.startswith(("transfer", "cost", "service", "building_cost"))
        for column in register.model.model_fields
    }
    assert not {column for column in columns if "name" in column or "person" in column}


def test_the_figures_of_plan_and_costs_are_traced(inputs):
    for figure in [*transfer_plan(inputs, OPTIONS).figures(), *transfer(inputs, OPTIONS).figures()]:
        assert trace(figure.key, inputs, OPTIONS).explanation
    assert trace("vastgoed.inkanteling.kost_per_vte.voor", inputs, OPTIONS).explanation
