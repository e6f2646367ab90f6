from datetime import datetime

import polars as pl
import pytest

from vloot.series import FLEET_TRANSACTIONS
from vloot.transactions import time_of_day, to_series, to_utc


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2025, 7, 1, 12), "2025-07-01 10:00:00+00:00"),
        (datetime(2025, 1, 1, 0), "2024-12-31 23:00:00+00:00"),
        (datetime(2025, 10, 26, 2, 30), "2025-10-26 00:30:00+00:00"),
        (datetime(2025, 3, 30, 2, 30), "2025-03-30 01:30:00+00:00"),
    ],
)
def test_wall_clock_to_utc(local, utc):
    assert str(pl.DataFrame({"at": [local]}).select(at=to_utc(pl.col("at"))).item()) == utc


@pytest.mark.parametrize(
    ("text", "shown"),
    [("7:41", "07:41:00"), ("14u30", "14:30:00"), ("1899-12-31 14:30:00", "14:30:00"), ("24:10", "None")],
)
def test_times_of_day(text, shown):
    assert str(pl.DataFrame({"t": [text]}).select(t=time_of_day(pl.col("t"))).item()) == shown


def test_the_year_is_the_local_one():
    frame = pl.DataFrame({"at_utc": [datetime(2024, 12, 31, 23, 30)]}).with_columns(
        pl.col("at_utc").dt.replace_time_zone("UTC"), source_row=pl.lit(2)
    )
    series = to_series(frame)
    assert series["year"].to_list() == [2025]
    assert set(FLEET_TRANSACTIONS.schema) - {"import_id"} <= set(series.columns)
    for name in set(FLEET_TRANSACTIONS.schema) - {"import_id"}:
        assert series.schema[name] == FLEET_TRANSACTIONS.schema[name]
