from datetime import date

import pytest

from kern.errors import InputWrong
from kern.report import Table
from vastgoed.dossier import COMPLETE, MISSING, PARTIAL, PARTS, build_dossier
from vastgoed.dossier_section import dossier_section
from vastgoed.options import EstateOptions
from vastgoed.sections import dossier
from vastgoed.trace import trace

OPTIONS = EstateOptions(report_year=2025)
READY = ("data", "rights", "budget", "technical", "contracts", "handover", "sponsor")


@pytest.fixture
def inputs(estate):
    office = {
        "building_id": 1,
        "building_unit_ids": "2",
        "street": "Kaai",
        "house_number": "1",
        "postcode": "9000",
        "municipality": "Gent",
        "x_lambert72_m": 104_000.0,
        "y_lambert72_m": 194_000.0,
        "last_changed_at": date(2025, 12, 31),
        "ownership_right": "full_ownership",
        "use_right": "own_use",
        "is_co_owned": False,
        "is_encumbered": False,
        "internal_floor_area_m2": 1000.0,
        "net_office_area_m2": 500.0,
        "heads_count": 55,
        "housed_fte": 50.0,
        "desks_count": 40,
        "long_term_strategy": "keep_flexible",
        "transfer_status": "in_preparation",
        "transfer_dossier": "INK-1",
        "entity_code": "ENT02",
    }
    return estate(
        [
            {"asset_code": "A", **office},
            {"asset_code": "B", "entity_code": "ENT02"},
            {"asset_code": "C", "entity_code": "ENT02", "transfer_status": "transferred"},
        ],
        function_area=[{"asset_code": "A", "function": "office", "area_m2": 1000.0, "method": "opmeting"}],
        transfer_readiness=[
            *(
                {"asset_code": "A", "part": part, "status_share": 1.0, "evidence": "stuk", "import_id": 2}
                for part in READY
            ),
            {"asset_code": "A", "part": "staff", "status_share": 0.5, "evidence": "verslag", "import_id": 2},
        ],
        transfer_capacity=[{"quarter": "2027Q4", "buildings_count": 5, "import_id": 3}],
        asset_role=[{"asset_code": "A", "role": "user", "entity_code": "ENT01", "valid_from": date(2020, 1, 1)}],
    )


def parts(inputs, code, **beside):
    return {part.number: part for part in build_dossier(inputs, OPTIONS, code, beside).parts}


def test_there_are_fifteen_parts_and_each_has_a_state(inputs):
    found = build_dossier(inputs, OPTIONS, "A")
    assert len(found.parts) == len(PARTS) == 15
    assert [part.number for part in found.parts] == list(range(1, 16))
    assert {part.state for part in found.parts} <= {COMPLETE, PARTIAL, MISSING}
    assert all(part.title for part in found.parts)


def test_what_is_there_is_complete_and_what_is_not_says_who_and_when(inputs):
    found = parts(inputs, "A")
    assert [number for number, part in found.items() if part.state == COMPLETE] == [
        1,
        2,
        3,
        4,
        9,
        11,
        12,
        13,
        14,
        15,
    ]
    staff = found[6]
    assert staff.state == PARTIAL
    assert staff.todos[0].who == "giving entity and agency"
    # Planned for 2027Q4; the staff list needs three quarters.
    assert staff.todos[0].due == date(2027, 1, 1)
    assert found[5].state == MISSING
    assert ("User", "Eerste") in found[4].facts


def test_nothing_known_is_missing_and_never_complete(inputs):
    found = parts(inputs, "B")
    assert found[1].state == PARTIAL
    assert {number for number, part in found.items() if part.state == COMPLETE} <= {14}
    assert any("areas by function" in todo.what for todo in found[2].todos)


def test_a_day_to_deliver_never_lies_in_the_past(inputs):
    for code in "AB":
        for part in build_dossier(inputs, OPTIONS, code).parts:
            assert all(todo.due > OPTIONS.day for todo in part.todos)


def test_what_other_rooms_know_completes_its_part(inputs):
    assert parts(inputs, "A")[10].state == MISSING
    found = parts(inputs, "A", energy=[("Elektriciteit 2025", "10 000 kWh")], vehicles=[("Voertuigen", "3")])
    assert found[10].state == COMPLETE
    assert ("Voertuigen", "3") in found[13].facts


def test_readiness_without_evidence_is_asked_for(inputs, estate):
    rows = inputs.transfer_readiness.with_columns(evidence=None).to_dicts()
    bare = estate([{"asset_code": "A"}], transfer_readiness=rows)
    assert any("evidence" in todo.what for todo in parts(bare, "A")[7].todos)


def test_the_section_lists_the_actions_by_day(inputs):
    section = dossier(inputs, OPTIONS, "A")
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    days = [row["due"] for row in tables["vastgoed.dossier.acties"].rows]
    assert days == sorted(days)
    assert section.message == "10 of 15 parts complete; Tweede, planned for 2027Q4."
    assert trace(section.figures()[0].key, inputs, OPTIONS).rows


def test_an_entity_gets_the_dossiers_of_what_may_still_move(inputs):
    section = dossier_section(inputs, OPTIONS, "ENT02")
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    assert [row["asset_code"] for row in tables["vastgoed.dossier.gebouwen"].rows] == ["A", "B"]
    assert "1 more are out of scope or have moved already" in section.message
    assert {row["asset_code"] for row in tables["vastgoed.dossier.acties"].rows} == {"A", "B"}


def test_an_unknown_building_or_an_entity_without_one_is_refused(inputs):
    with pytest.raises(InputWrong, match="There is no asset Z"):
        dossier(inputs, OPTIONS, "Z")
    with pytest.raises(InputWrong, match="manages no building"):
        dossier(inputs, OPTIONS, "ENT01")
