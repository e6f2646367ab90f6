from datetime import date

import polars as pl

from vloot.inputs import PLATES, VEHICLES
from vloot.service import service_periods


def periods(vehicle, plates=(), seen=None):
    vehicles = pl.DataFrame([{"vin": "A", **vehicle}], schema=VEHICLES)
    frame = pl.DataFrame([{"vin": "A", **plate} for plate in plates], schema=PLATES)
    last = None if seen is None else pl.DataFrame({"vin": ["A"], "day": [seen]})
    (found,) = service_periods(vehicles, frame, last).to_dicts()
    return found["service_start"], found["service_end"]


def test_the_register_goes_first():
    told = {"acquired_on": date(2020, 1, 1), "out_of_service_on": date(2024, 1, 1), "status": "sold"}
    assert periods(told, [{"plate": "X", "valid_from": date(2019, 1, 1), "valid_until": None}]) == (
        date(2020, 1, 1),
        date(2024, 1, 1),
    )


def test_plates_date_what_the_register_does_not():
    plates = [
        {"plate": "X", "valid_from": date(2019, 1, 1), "valid_until": date(2021, 1, 1)},
        {"plate": "Y", "valid_from": date(2021, 1, 1), "valid_until": date(2023, 5, 1)},
    ]
    assert periods({"first_registered_on": date(2015, 1, 1)}, plates) == (date(2019, 1, 1), date(2023, 5, 1))
    open_ = [*plates, {"plate": "Z", "valid_from": date(2023, 5, 1), "valid_until": None}]
    assert periods({}, open_) == (date(2019, 1, 1), None)


def test_a_vehicle_that_left_without_a_date_left_when_it_was_last_seen():
    assert periods({"status": "sold"}, seen=date(2022, 3, 4)) == (None, date(2022, 3, 5))
    assert periods({"status": "active"}, seen=date(2022, 3, 4)) == (None, None)
