from datetime import date, datetime

import polars as pl
import pytest

from kern.language import choose_language
from vloot.depots import charging_places, depot_charging
from vloot.options import FleetOptions
from vloot.sections import vehicles_section
from vloot.trace import trace


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


def points(*rows):
    told = [{"valid_from": date(2020, 1, 1), "places_count": 2, **row} for row in rows]
    return pl.DataFrame(
        told, schema_overrides={"valid_until": pl.Date, "meter": pl.String}, infer_schema_length=None
    ).with_columns([pl.lit(None, pl.String).alias("meter")] if not any("meter" in row for row in rows) else [])


@pytest.fixture
def sessions(row):
    def build(*told):
        return [
            row(kind="charge", txn_id=f"S{place}", vin="BEV1", product="electricity", unit="kwh", quality="measured",
                **{"quantity": 10.0, "at_utc": datetime(2025, 3, 4, 7), "charge_point": "BE*KRS*E1*2", **one})
            for place, one in enumerate(told)
        ]  # fmt: skip

    return build


def test_a_connector_is_found_at_its_station_on_the_day_of_the_session(make, sessions):
    listed = points(
        {"charge_point": "be-krs-e1", "asset_code": "GB1", "meter": "M1", "valid_until": date(2025, 3, 5)},
        {"charge_point": "BE*KRS*E1", "asset_code": "GB2", "meter": None, "valid_from": date(2025, 3, 5)},
    )
    rows = sessions({}, {"quantity": 5.0}, {"at_utc": datetime(2025, 3, 5, 7)}, {"charge_point": "BE*OTH*E9"})
    found = depot_charging(make(rows, charge_points=listed)).to_dicts()
    assert [(one["asset_code"], one["meter"], one["charged_kwh"], one["sessions_count"]) for one in found] == [
        ("GB1", "M1", 15.0, 2)
    ]


def test_a_station_that_moved_counts_where_it_stood(make, sessions):
    listed = points(
        {"charge_point": "E-1", "asset_code": "GB1", "meter": "M1", "valid_until": date(2025, 3, 5)},
        {"charge_point": "E-1", "asset_code": "GB2", "meter": "M2", "valid_from": date(2025, 3, 5)},
    )
    rows = sessions({"charge_point": "E*1"}, {"charge_point": "E*1", "at_utc": datetime(2025, 3, 5, 7)})
    assert depot_charging(make(rows, charge_points=listed))["asset_code"].to_list() == ["GB1", "GB2"]


def test_home_charging_and_credits_are_not_drawn_from_a_building(make, sessions):
    listed = points({"charge_point": "BE*KRS*E1", "asset_code": "GB1", "meter": "M1"})
    rows = sessions({}, {"home_charging": True}, {"quantity": -10.0, "cancel_of": "S0"})
    assert depot_charging(make(rows, charge_points=listed)).is_empty()
    assert depot_charging(make(sessions({}))).is_empty()


def test_places_are_counted_on_the_last_day_of_each_year():
    listed = points(
        {"charge_point": "A", "asset_code": "GB1", "valid_until": date(2027, 6, 1)},
        {"charge_point": "B", "asset_code": "GB1", "valid_from": date(2028, 1, 1), "places_count": 5},
    )
    assert charging_places(listed, (2026, 2027, 2028)) == {"GB1": {2026: 2.0, 2027: 0.0, 2028: 5.0}}


def test_what_a_vehicle_charged_is_shown_with_the_meter_it_came_from(make, sessions):
    listed = points({"charge_point": "BE*KRS*E1", "asset_code": "GB1", "meter": "M1"})
    inputs = make(sessions({}, {"quantity": 12.0}), charge_points=listed)
    section = vehicles_section(inputs, FleetOptions())
    figures = {figure.key: figure for figure in section.figures()}
    assert figures["vloot.laden.2025.achter_meter"].value == 22.0
    table = next(block for block in section.blocks if getattr(block, "key", "") == "vloot.voertuigen.laadplaatsen")
    assert table.rows[0]["counted"].startswith("yes")
    assert trace("vloot.laden.2025.achter_meter", inputs, FleetOptions()).rows[0]["charged_kwh"] == 22.0


def test_each_vehicle_has_a_row_with_its_factor_set_and_version(make):
    section = vehicles_section(make(), FleetOptions())
    table = next(block for block in section.blocks if getattr(block, "key", "") == "vloot.voertuigen.uitstoot")
    assert {row["vin"] for row in table.rows} == {"DIESEL1", "DIESEL2", "PETROL1", "VAN1", "BEV1"}
    assert {(row["factor_set"], row["factor_version"]) for row in table.rows} == {("ecoscore_be", "2005-01-01")}
    assert sum(row["fuel_co2_kg"] for row in table.rows) == pytest.approx(12 * 50 * (3 * 2.640 + 2.392))
