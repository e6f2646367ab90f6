from datetime import date, datetime

import polars as pl
import pytest

from kern.intake.contract import Intake
from vloot.linking import link_vehicles
from vloot.transactions import to_series

VEHICLES = pl.DataFrame({"vin": ["V1", "V2"], "fuel": ["diesel", "petrol"]})
PLATES = pl.DataFrame(
    {
        "vin": ["V1", "V2"],
        "plate": ["1ABC123", "1ABC123"],
        "valid_from": [date(2020, 1, 1), date(2022, 1, 1)],
        "valid_until": [date(2022, 1, 1), None],
    }
)
CARDS = pl.DataFrame(
    {
        "card_pseudonym": ["c1"],
        "vin": ["V2"],
        "valid_from": [date(2021, 1, 1)],
        "valid_until": [None],
    },
    schema_overrides={"valid_until": pl.Date},
)


def intake_of(*rows):
    columns = {
        "kind": "fuel",
        "txn_id": "A",
        "vin": None,
        "plate": None,
        "card_pseudonym": None,
        "product": "diesel",
        "unit": "l",
        "quantity": 40.0,
    }
    frame = pl.DataFrame(
        [{**columns, "source_row": place, **row} for place, row in enumerate(rows, start=2)],
        schema_overrides={"vin": pl.String, "plate": pl.String, "card_pseudonym": pl.String, "product": pl.String},
    ).with_columns(pl.col("at_utc").dt.replace_time_zone("UTC"))
    return Intake(series={"fleet_transactions": to_series(frame)}, rows_read=len(rows))


def linked(*rows, cards=CARDS):
    intake = link_vehicles(intake_of(*rows), VEHICLES, PLATES, cards)
    return intake.series["fleet_transactions"], intake.rejected


@pytest.mark.parametrize(("day", "vin"), [(datetime(2021, 6, 1), "V1"), (datetime(2022, 1, 1, 8), "V2")])
def test_a_plate_finds_the_vehicle_of_that_day(day, vin):
    frame, rejected = linked({"plate": "1ABC123", "at_utc": day})
    assert frame["vin"].to_list() == [vin]
    assert rejected.is_empty()
    assert "plate" not in frame.columns


def test_the_day_is_the_local_one():
    # 23:30 in Brussels on New Year's Eve of 2021 is 22:30 in UTC; half an hour after midnight is 23:30.
    frame, _rejected = linked({"plate": "1ABC123", "at_utc": datetime(2021, 12, 31, 23, 30)})
    assert frame["vin"].to_list() == ["V2"]


def test_the_last_day_counts_when_nothing_better_does():
    plates = PLATES.head(1)
    intake = link_vehicles(intake_of({"plate": "1ABC123", "at_utc": datetime(2022, 1, 1, 8)}), VEHICLES, plates, CARDS)
    assert intake.series["fleet_transactions"]["vin"].to_list() == ["V1"]


def test_the_chassis_number_goes_before_the_plate_and_the_plate_before_the_card():
    at = datetime(2023, 1, 1)
    frame, _rejected = linked(
        {"vin": "V9", "plate": "1ABC123", "at_utc": at},
        {"plate": "1ABC123", "card_pseudonym": "c1", "at_utc": datetime(2021, 6, 1)},
        {"card_pseudonym": "c1", "at_utc": at},
    )
    assert frame["vin"].to_list() == ["V9", "V1", "V2"]


def test_what_cannot_be_found_is_kept_out_with_a_masked_plate():
    at = datetime(2023, 1, 1)
    frame, rejected = linked(
        {"plate": "9XYZ999", "at_utc": at},
        {"card_pseudonym": "c9", "at_utc": at},
        {"at_utc": at},
    )
    assert frame.is_empty()
    assert rejected["code"].to_list() == ["fleet.plate.unknown", "fleet.card.unknown", "fleet.vehicle.missing"]
    assert rejected["value"].to_list() == ["9••••••", None, None]


def test_two_vehicles_with_one_plate_on_one_day_is_a_question():
    plates = PLATES.with_columns(valid_from=date(2020, 1, 1), valid_until=pl.lit(None, pl.Date))
    intake = link_vehicles(intake_of({"plate": "1ABC123", "at_utc": datetime(2021, 6, 1)}), VEHICLES, plates)
    assert intake.rejected["code"].to_list() == ["fleet.plate.ambiguous"]


def test_a_row_without_product_takes_that_of_the_vehicle():
    at = datetime(2023, 1, 1)
    frame, rejected = linked(
        {"vin": "V2", "product": None, "kind": None, "unit": None, "at_utc": at},
        {"vin": "V9", "product": None, "kind": None, "unit": None, "at_utc": at},
    )
    assert frame.select("product", "kind", "unit").rows() == [("petrol", "fuel", "l")]
    assert rejected["code"].to_list() == ["fleet.product.missing"]


def test_files_without_transactions_come_back_as_they_are():
    intake = Intake(rows_read=3)
    assert link_vehicles(intake, VEHICLES, PLATES) is intake


def test_a_plate_that_ended_in_a_later_file_is_no_longer_open():
    plates = pl.concat(
        [
            PLATES.head(1).with_columns(valid_until=pl.lit(None, pl.Date)),
            PLATES,
        ]
    )
    intake = link_vehicles(intake_of({"plate": "1ABC123", "at_utc": datetime(2023, 6, 1)}), VEHICLES, plates)
    assert intake.series["fleet_transactions"]["vin"].to_list() == ["V2"]
