from datetime import date

from vastgoed.options import EstateOptions
from vastgoed.transfer_inputs import transfer_buildings

OPTIONS = EstateOptions(report_year=2025)


def rows(inputs, options=OPTIONS):
    return {row["asset_code"]: row for row in transfer_buildings(inputs, options).iter_rows(named=True)}


def test_the_lease_end_is_that_of_the_last_lease_even_when_it_has_passed(estate):
    contracts = [
        {"contract_code": "1", "asset_code": "A", "use_right": "lease", "contract_end": date(2020, 1, 1)},
        {"contract_code": "2", "asset_code": "A", "use_right": "lease", "contract_end": date(2025, 6, 30)},
        {"contract_code": "3", "asset_code": "B", "use_right": "lease", "contract_end": None},
        {"contract_code": "4", "asset_code": "C", "use_right": "free_occupation", "contract_end": date(2030, 1, 1)},
    ]
    found = rows(estate([{"asset_code": code} for code in "ABC"], contract=contracts))
    assert found["A"]["lease_end"] == date(2025, 6, 30)
    assert found["B"]["lease_end"] is None
    assert found["C"]["lease_end"] is None


def test_an_unknown_cost_is_not_zero(estate):
    contracts = [
        {"contract_code": "1", "asset_code": "A", "yearly_cost_eur": 100.0},
        {"contract_code": "2", "asset_code": "A", "yearly_cost_eur": None},
        {"contract_code": "3", "asset_code": "B", "yearly_cost_eur": 100.0},
        {"contract_code": "4", "asset_code": "B", "yearly_cost_eur": 50.0, "contract_end": date(2024, 1, 1)},
    ]
    found = rows(estate([{"asset_code": "A"}, {"asset_code": "B"}], contract=contracts))
    assert found["A"]["yearly_cost_eur"] is None
    assert found["B"]["yearly_cost_eur"] == 100


def test_who_asks_what_is_fixed_and_what_has_moved(estate):
    found = rows(
        estate(
            [
                {"asset_code": "A", "transfer_status": "business_case"},
                {"asset_code": "B", "entity_asks_transfer": True},
                {"asset_code": "C", "transfer_status": "planned", "transfer_quarter": "2027Q1"},
                {"asset_code": "D", "transfer_status": "ready", "transfer_quarter": "2027Q1"},
                {"asset_code": "E", "transfer_status": "transferred"},
                {"asset_code": "F", "entity_code": "ENT02"},
            ]
        ),
        EstateOptions(agency_entity="ENT02"),
    )
    assert [found[code]["entity_requests"] for code in "ABC"] == [True, True, False]
    assert [found[code]["locked_quarter"] for code in "CD"] == ["2027Q1", None]
    assert [found[code]["is_transferred"] for code in "DEF"] == [False, True, True]


def test_the_owner_is_flemish_when_the_database_has_an_ownership_right(estate):
    found = rows(
        estate(
            [
                {"asset_code": "A", "ownership_right": "full_ownership"},
                {"asset_code": "B", "use_right": "lease"},
                {"asset_code": "C"},
            ]
        )
    )
    assert [found[code]["owner_is_flemish"] for code in "ABC"] == [True, False, None]
    assert [found[code]["has_use_right"] for code in "ABC"] == [False, True, False]


def test_a_part_without_its_main_building_is_marked(estate):
    parts = [{"asset_code": "B", "part_of_building": "A"}, {"asset_code": "C", "part_of_building": "Z"}]
    found = rows(estate([{"asset_code": "A"}, *parts]))
    assert [found[code]["is_part_without_main"] for code in "ABC"] == [False, False, True]
