from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from vastgoed.rain_tank import RainUse, choose_tank, read_rain, simulate_tanks

EVERY_DAY = RainUse(100.0, 50.0, 1.0, 1.0, weekdays_only=False)


def series(*rain_mm, start=date(2024, 1, 1)):
    days = [start + timedelta(days=place) for place in range(len(rain_mm))]
    return pl.DataFrame({"date": days, "rain_mm": [float(value) for value in rain_mm]})


def test_worked_case_by_hand():
    """Tank of 0.2 m³, half full; 100 m² of roof; 50 l asked a day.

    Day 1: 100 + 200 = 300, 100 spill, 50 used, 150 left. Day 2: 50 used, 100 left. Day 3: 50 used, 50 left.
    Day 4: 50 used, 0 left. Day 5: nothing used.
    """
    row = simulate_tanks(series(2, 0, 0, 0, 0), EVERY_DAY, [0.2]).row(0, named=True)
    assert row["cover_share"] == pytest.approx(200 / 250)
    assert row["spill_share"] == pytest.approx(100 / 200)
    assert row["empty_days_share"] == pytest.approx(1 / 5)


def test_nothing_is_asked_in_the_weekend():
    use = RainUse(100.0, 50.0, 1.0, 1.0, weekdays_only=True)
    saturday_and_sunday = series(10, 10, start=date(2024, 1, 6))
    assert simulate_tanks(saturday_and_sunday, use, [1.0])["used_m3_per_year"].to_list() == [0.0, 0.0]


RAIN = st.lists(st.floats(0, 60), min_size=20, max_size=60)


@settings(max_examples=40)
@given(RAIN, st.floats(1, 1000), st.floats(1, 2000))
def test_a_larger_tank_never_covers_less(rain, roof, litres):
    tanks = simulate_tanks(series(*rain), RainUse(roof, litres, 0.8, 0.95), [0.5, 1, 5, 20])
    finite = tanks.head(4)
    # Each tank begins half full, so a larger one begins with more.
    assert finite["cover_share"].is_sorted()
    assert finite["spill_share"].is_sorted(descending=True)


@settings(max_examples=40)
@given(RAIN, st.floats(1, 1000), st.floats(1, 2000))
def test_water_is_neither_made_nor_lost(rain, roof, litres):
    use = RainUse(roof, litres, 0.8, 0.95)
    row = simulate_tanks(series(*rain), use, [5.0]).row(0, named=True)
    runs_in = sum(rain) * roof * 0.8 * 0.95
    used = row["used_m3_per_year"] * 1000 * len(rain) / 365.25
    left = runs_in + 2500 - used - row["spill_share"] * runs_in
    assert -1e-6 <= left <= 5000 + 1e-6


def test_the_smallest_tank_that_is_enough_is_chosen():
    tanks = pl.DataFrame({"size_m3": [1.0, 2.0, float("inf")], "cover_share": [0.5, 0.77, 0.8]})
    assert choose_tank(tanks, 0.95) == 2.0
    assert choose_tank(tanks, 0.99) is None


YEAR = "".join(f"{date(2023, 1, 1) + timedelta(days=place):%d/%m/%Y};1,5\n" for place in range(400))


def test_a_series_with_a_gap_is_used_and_the_gap_is_said(csv_file, only):
    text = "Datum;Neerslag (mm)\n" + YEAR.replace("05/01/2023;1,5\n", "")
    rain, findings = read_rain(csv_file(text))
    assert rain.height == 399
    assert only(findings, "estate.rain.gap").evidence["count"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Datum;Neerslag (mm)\n1/1/2023;veel\n1/1/2023;2\n" + YEAR, "cells are wrong"),
        ("Datum;Neerslag (mm)\n1/1/2023;2\n", "has 1 days"),
        ("Dag;Zon\n1/1/2023;2\n", "columns are missing"),
    ],
)
def test_a_series_that_cannot_be_used_is_refused(csv_file, text, said):
    with pytest.raises(InputWrong, match=said):
        read_rain(csv_file(text))
