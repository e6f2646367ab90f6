from datetime import datetime

import pytest

from vloot.distance import compute_distance


@pytest.fixture
def driven(row, series):
    def distance_of(*told):
        rows = [
            row(
                kind="odometer", txn_id=str(place), product="service", unit="km", quantity=km, odometer_km=km, at_utc=at
            )
            for place, (at, km) in enumerate(told)
        ]
        return dict(compute_distance(series(rows).lazy()).select("year", "distance_km").rows())

    return distance_of


def test_the_turn_of_the_year_is_drawn_between_readings(driven):
    found = driven((datetime(2024, 7, 2), 0.1), (datetime(2025, 7, 2), 36_500.1), (datetime(2026, 7, 2), 73_000.1))
    assert found[2025] == pytest.approx(36_500, rel=0.001)


def test_without_a_reading_on_one_side_the_distance_is_a_least(driven, row, series):
    rows = [
        row(kind="odometer", txn_id=str(place), product="x", unit="km", quantity=km, odometer_km=km, at_utc=at)
        for place, (at, km) in enumerate([(datetime(2025, 3, 1), 1000.0), (datetime(2025, 9, 1), 9000.0)])
    ]
    (found,) = compute_distance(series(rows).lazy()).to_dicts()
    assert found["distance_km"] == 8000
    assert found["is_whole_year"] is False


def test_a_digit_too_many_and_a_reading_that_goes_back_are_left_out(driven):
    clean = [(datetime(2024, 12, 31), 10_000.0), (datetime(2025, 6, 1), 15_000.0), (datetime(2026, 1, 2), 20_000.0)]
    dirty = [
        *clean,
        (datetime(2025, 3, 1), 130_000.0),
        (datetime(2025, 8, 1), 1_700.0),
        (datetime(2025, 9, 1), 0.0),
    ]
    assert driven(*dirty)[2025] == pytest.approx(driven(*clean)[2025])


def test_card_readings_count_too(row, series):
    rows = [row(txn_id=str(month), odometer_km=month * 1000.0, at_utc=datetime(2025, month, 1)) for month in (1, 6, 12)]
    (found,) = compute_distance(series(rows).lazy()).to_dicts()
    assert found["distance_km"] == 11_000


def test_no_readings_give_an_empty_frame(series, row):
    assert compute_distance(series([row()]).lazy()).is_empty()
