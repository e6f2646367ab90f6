from datetime import date

import polars as pl
import pytest

from vloot.inputs import VEHICLES
from vloot.low_emission import EXPECTED, change_days, zone_access


def access(on, statuses=("in_force",), **vehicle):
    frame = pl.DataFrame(
        [{"vin": "A", "fuel": "diesel", "powertrain": "ice", "euro_norm": "5", **vehicle}], schema=VEHICLES
    )
    return dict(zone_access(frame, on, statuses).select("zone", "access").rows())


@pytest.mark.parametrize(
    ("vehicle", "on", "expected"),
    [
        # VMM: Antwerp and Ghent from 2020, diesel Euro 5, Euro 4 against payment, petrol Euro 2.
        ({"euro_norm": "5a"}, date(2024, 1, 1), ("allowed", "allowed", "allowed")),
        ({"euro_norm": "4"}, date(2024, 1, 1), ("paid", "paid", "banned")),
        ({"euro_norm": "3"}, date(2024, 1, 1), ("banned", "banned", "banned")),
        ({"euro_norm": "3"}, date(2019, 6, 1), ("allowed", "allowed", "allowed")),
        ({"euro_norm": "2"}, date(2019, 6, 1), ("allowed", "allowed", "banned")),
        ({"fuel": "petrol", "euro_norm": "1"}, date(2024, 1, 1), ("banned", "banned", "banned")),
        ({"fuel": "cng", "euro_norm": "5"}, date(2024, 1, 1), ("allowed", "allowed", "allowed")),
        ({"euro_norm": "VI"}, date(2024, 1, 1), ("allowed", "allowed", "allowed")),
        ({"euro_norm": None}, date(2024, 1, 1), ("unknown", "unknown", "unknown")),
        ({"fuel": None}, date(2024, 1, 1), ("unknown", "unknown", "unknown")),
        (
            {"fuel": "electricity", "powertrain": "bev", "euro_norm": None},
            date(2040, 1, 1),
            ("allowed", "allowed", "allowed"),
        ),
    ],
)  # fmt: skip
def test_access_by_fuel_norm_and_day(vehicle, on, expected):
    assert access(on, **vehicle) == dict(zip(("antwerp", "ghent", "brussels"), expected, strict=True))


def test_announced_bans_count_only_when_asked():
    assert access(date(2031, 6, 1), euro_norm="6")["antwerp"] == "allowed"
    assert access(date(2031, 6, 1), EXPECTED, euro_norm="6")["antwerp"] == "banned"


def test_superseded_rows_never_count():
    assert access(date(2026, 6, 1), EXPECTED, euro_norm="5")["antwerp"] == "allowed"


def test_days_of_change_ahead():
    assert change_days(after=date(2026, 1, 1))[0] == date(2027, 1, 1)
