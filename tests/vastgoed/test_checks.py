"""Every kind of defect is found with its count, and a sound portfolio has none."""

from datetime import date

import pytest

from vastgoed.checks import CHECKS, run_checks
from vastgoed.options import EstateOptions

OPTIONS = EstateOptions(report_year=2025)
SOUND = {
    "ownership_right": "full_ownership",
    "use_right": "own_use",
    "building_function": "office",
    "construction_year": 1990,
    "gross_floor_area_m2": 1200.0,
    "internal_floor_area_m2": 1000.0,
    "net_floor_area_m2": 900.0,
    "net_office_area_m2": 500.0,
    "desks_count": 40,
    "housed_fte": 50.0,
    "heads_count": 55,
    "long_term_strategy": "keep_flexible",
    "heritage_status": "none",
    "postcode": "9000",
    "street": "Kaai",
    "map_location_correct": True,
    "x_lambert72_m": 104_000.0,
    "y_lambert72_m": 194_000.0,
    "register_status": "realised",
}


def sound(number, **told):
    return {"asset_code": f"G{number}", "house_number": str(number), "building_id": number, **SOUND, **told}


def split(*numbers):
    return [{"asset_code": f"G{n}", "function": "office", "area_m2": 1000.0} for n in numbers]


def lease(code, asset, **told):
    return {
        "contract_code": code,
        "asset_code": asset,
        "use_right": "lease",
        "kbo_number": "0403019261",
        "contract_start": date(2020, 1, 1),
        "contract_end": date(2028, 12, 31),
        "notice_period_months": 12,
        "notice_date": date(2027, 12, 28),
        "yearly_cost_eur": 1000.0,
        "user_area_m2": 500.0,
        **told,
    }


def codes(inputs):
    return [finding.code for finding in run_checks(CHECKS, inputs, OPTIONS)]


def test_a_sound_portfolio_has_no_findings(estate):
    buildings = [sound(1), sound(2, use_right="lease")]
    assert codes(estate(buildings, function_area=split(1, 2), contract=[lease("C", "G2")])) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("estate.year.order", {"last_major_change_year": 1980}),
        ("estate.heads.below_fte", {"heads_count": 40}),
        ("estate.vacant.occupied", {"vacant_since": date(2024, 1, 1)}),
        ("estate.location.wrong", {"map_location_correct": False}),
        ("estate.location.outside", {"x_lambert72_m": 194_000.0, "y_lambert72_m": 104_000.0}),
        ("estate.part.no_main", {"part_of_building": "G9"}),
        ("estate.register.gone", {"register_status": "retired"}),
        ("estate.field.missing", {"desks_count": None}),
        ("estate.heritage.unknown", {"heritage_status": None}),
        ("estate.area.order", {"gross_floor_area_m2": 990.0}),
        ("estate.area.missing", {"gross_floor_area_m2": None}),
        ("estate.split.sum", {"internal_floor_area_m2": 1020.0}),
        ("estate.contract.missing", {"use_right": "lease"}),
    ],
)
def test_one_defect_gives_one_finding_that_names_the_building(estate, code, told):
    found = run_checks(CHECKS, estate([sound(1), sound(2, **told)], function_area=split(1, 2)), OPTIONS)
    assert [finding.code for finding in found] == [code]
    assert found[0].evidence["assets"] == ["G2"]
    assert found[0].evidence["count"] == 1
    assert str(found[0])
    assert found[0].remedy_text


def test_a_zero_area_is_not_an_unknown_one(estate):
    inputs = estate([sound(1, net_floor_area_m2=0.0, net_office_area_m2=0.0)], function_area=split(1))
    assert codes(inputs) == ["estate.area.zero"]


def test_a_difference_of_one_percent_is_rounding(estate):
    assert codes(estate([sound(1, internal_floor_area_m2=1010.0)], function_area=split(1))) == []


def test_a_missing_split_is_said_and_never_filled_from_the_office_area(estate):
    assert codes(estate([sound(1)])) == ["estate.split.missing"]


def test_double_records_are_found_by_address_and_by_register_number(estate):
    buildings = [sound(1), sound(2, house_number=" 1", building_id=1)]
    found = codes(estate(buildings, function_area=split(1, 2)))
    assert found == ["estate.address.double", "estate.building_id.double"]


def test_parts_of_a_building_share_its_address(estate):
    buildings = [sound(1), sound(2, house_number="1", part_of_building="G1")]
    assert codes(estate(buildings, function_area=split(1, 2))) == []


def test_a_default_construction_year_is_suspected(estate):
    buildings = [sound(n, construction_year=1900 if n < 9 else 1900 + n) for n in range(1, 21)]
    found = run_checks(CHECKS, estate(buildings, function_area=split(*range(1, 21))), OPTIONS)
    assert [finding.code for finding in found] == ["estate.year.frequent"]
    assert (found[0].evidence["years"], found[0].evidence["count"]) == ("1900", 8)


def test_land_between_the_buildings_is_found(estate):
    nothing = {"gross_floor_area_m2": None, "internal_floor_area_m2": None, "net_floor_area_m2": None}
    land = sound(2, name="Perceel Zeedijk", net_office_area_m2=None, **nothing)
    found = codes(estate([sound(1), land], function_area=split(1, 2)))
    assert "estate.not_a_building" in found


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("estate.contract.ended", {"contract_end": date(2025, 6, 30), "notice_date": date(2024, 6, 28)}),
        ("estate.contract.notice", {"notice_date": date(2028, 6, 28)}),
        ("estate.contract.cost_missing", {"yearly_cost_eur": None}),
        ("estate.contract.area_over", {"user_area_m2": 1200.0}),
        ("estate.kbo.check_digits", {"kbo_number": "0403019262"}),
    ],
)
def test_one_defect_of_a_contract_gives_one_finding(estate, code, told):
    inputs = estate([sound(1, use_right="lease")], function_area=split(1), contract=[lease("C", "G1", **told)])
    assert codes(inputs) == [code]


def test_the_whole_area_on_each_contract_is_told_from_too_much(estate):
    contracts = [lease("C1", "G1", user_area_m2=1000.0), lease("C2", "G1", user_area_m2=1000.0)]
    inputs = estate([sound(1, use_right="lease")], function_area=split(1), contract=contracts)
    assert codes(inputs) == ["estate.contract.area_repeated"]


def test_a_contract_number_on_two_buildings_is_said(estate):
    buildings = [sound(n, use_right="lease") for n in (1, 2)]
    inputs = estate(buildings, function_area=split(1, 2), contract=[lease("C", "G1"), lease("C", "G2")])
    assert codes(inputs) == ["estate.contract.number_repeated"]


def test_two_managers_at_a_time_and_another_manager_than_the_portfolio(estate):
    roles = [
        {"asset_code": "G1", "role": "manager", "valid_from": date(2010, 1, 1), "entity_code": "ENT01"},
        {"asset_code": "G1", "role": "manager", "valid_from": date(2020, 1, 1), "entity_code": "ENT02"},
    ]
    inputs = estate([sound(1)], function_area=split(1), asset_role=roles)
    assert codes(inputs) == ["estate.manager.overlap", "estate.manager.differs"]


def test_what_has_left_the_portfolio_is_not_checked(estate):
    gone = sound(1, desks_count=None, valid_until=date(2025, 1, 1))
    assert codes(estate([gone])) == []


def test_a_file_is_checked_while_it_is_read(csv_file):
    from vastgoed.readers.portfolio import read

    head = csv_file(
        "VIM gebouwcode;Naam;Beheerder;Bouwjaar;Straat;Huisnummer;BVO (m2);IFA (m2)\n"
        "G1;Een;ENT01;1990;Kaai;1;100;90\nG2;Twee;ENT01;1991;Kaai;1;80;90\n"
    )
    found = {finding.code: finding for finding in read(head, {}).findings}
    assert found["estate.address.double"].evidence["count"] == 2
    assert found["estate.area.order"].evidence["assets"] == ["G2"]
    assert found["estate.area.order"].where.file == "bestand.csv"
