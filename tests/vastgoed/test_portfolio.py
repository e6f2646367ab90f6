from datetime import date

from vastgoed.portfolio import compute_assets, compute_buildings, managers_on


def test_an_asset_counts_while_it_is_in_the_portfolio(estate):
    inputs = estate(
        [
            {"asset_code": "A", "valid_until": date(2024, 1, 1)},
            {"asset_code": "B", "valid_from": date(2024, 1, 1)},
            {"asset_code": "C"},
        ]
    )
    assert compute_assets(inputs, date(2023, 12, 31))["asset_code"].to_list() == ["A", "C"]
    assert compute_assets(inputs, date(2024, 1, 1))["asset_code"].to_list() == ["B", "C"]
    assert compute_assets(inputs)["asset_code"].to_list() == ["A", "B", "C"]


def test_the_manager_of_a_day_comes_from_the_roles_and_else_from_today(estate):
    roles = [
        {"asset_code": "A", "role": "manager", "valid_from": date(1900, 1, 1), "valid_until": date(2021, 1, 1),
         "entity_code": "ENT02"},
        {"asset_code": "A", "role": "manager", "valid_from": date(2021, 1, 1), "entity_code": "ENT01"},
        {"asset_code": "B", "role": "user", "valid_from": date(2000, 1, 1), "entity_code": "ENT02"},
    ]  # fmt: skip
    inputs = estate([{"asset_code": "A"}, {"asset_code": "B"}], asset_role=roles)
    assert compute_assets(inputs, date(2020, 12, 31))["entity_code"].to_list() == ["ENT02", "ENT01"]
    assert compute_assets(inputs, date(2021, 1, 1))["entity_name"].to_list() == ["Eerste", "Eerste"]
    assert managers_on(inputs.asset_role, date(1800, 1, 1)).is_empty()


def test_infrastructure_and_virtual_buildings_are_no_buildings(estate):
    inputs = estate(
        [{"asset_code": "A", "is_virtual": True}, {"asset_code": "B", "is_virtual": False}, {"asset_code": "C"}],
        managed_asset=[{"code": "TI", "name": "Sluis", "kind": "infrastructure", "entity_code": "ENT01"}],
        infrastructure=[{"asset_code": "TI", "sort": "sluis"}],
    )
    assert compute_buildings(inputs, date(2025, 1, 1))["asset_code"].to_list() == ["B", "C"]
    assert compute_assets(inputs).filter(kind="infrastructure")["sort"].to_list() == ["sluis"]


def test_an_entity_without_a_name_is_shown_by_its_code(estate):
    inputs = estate([{"asset_code": "A", "entity_code": "ENT99"}])
    assert compute_assets(inputs)["entity_name"].to_list() == ["ENT99"]


def test_one_asset_keeps_only_its_own_rows(estate):
    inputs = estate(
        [{"asset_code": "A"}, {"asset_code": "B"}],
        audit=[{"audit_code": "X", "asset_code": "A", "audited_on": date(2024, 1, 1)}],
        audit_value=[
            {"audit_code": "X", "criterion_id": "DOR-03", "element": "e", "scope": "visitor"},
            {"audit_code": "Y", "criterion_id": "DOR-03", "element": "e", "scope": "visitor"},
        ],
    ).only("A")
    assert inputs.managed_asset["code"].to_list() == ["A"]
    assert inputs.audit_value["audit_code"].to_list() == ["X"]
