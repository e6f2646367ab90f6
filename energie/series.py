"""The readings: one row per meter, register and interval, whatever the file it came from."""

from __future__ import annotations

import polars as pl

from kern.register import Ranking, SeriesTable

REGISTERS = pl.Enum(
    [
        "offtake", "offtake_day", "offtake_night",
        "injection", "injection_day", "injection_night",
        "production", "auxiliary",
    ]
)  # fmt: skip
"""Which way the energy went. Offtake is consumption; injection and production stand apart."""

RESOLUTIONS = pl.Enum(["quarter", "hour", "day", "month", "year", "period"])
"""Finest first: of two rows that cover the same days, the finer one counts."""

QUALITIES = pl.Enum(["measured", "validated", "provisional", "estimated", "invoice", "no_data"])
"""What the value rests on. `no_data` goes with an empty consumption and is never a measured zero."""

QUALITY_RANKS = {"measured": 3, "validated": 3, "invoice": 3, "provisional": 2, "estimated": 1, "no_data": 0}
"""Which reading gives way to which: an older export never puts an estimate or nothing over a validated value."""

READINGS = SeriesTable(
    name="readings",
    schema={
        "meter": pl.String(),
        "carrier": pl.String(),
        "register": pl.String(),
        "resolution": pl.String(),
        "start_utc": pl.Datetime("us", "UTC"),
        "end_utc": pl.Datetime("us", "UTC"),
        "consumption_kwh": pl.Float64(),
        "quality": pl.String(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "year": pl.Int32(),
        "month": pl.Int8(),
    },
    key=("meter", "register", "resolution", "start_utc"),
    time_column="start_utc",
    compare=("end_utc", "consumption_kwh", "quality"),
    ranking=Ranking(value="consumption_kwh", quality="quality", ranks=QUALITY_RANKS),
)
"""Consumption of an interval, never a register reading. The kWh of a fuel stand on
the calorific value (gross or net) that `data/factors/carriers.csv` names for its carrier.

`year` and `month` are the local calendar of the start. Null consumption is "no data".
"""

TEMPERATURES = SeriesTable(
    name="temperatures",
    schema={
        "station": pl.String(),
        "start_utc": pl.Datetime("us", "UTC"),
        "mean_temperature_degc": pl.Float64(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "year": pl.Int32(),
        "month": pl.Int8(),
    },
    key=("station", "start_utc"),
    time_column="start_utc",
    compare=("mean_temperature_degc",),
)
"""Mean outdoor temperature of a local day; `start_utc` is the moment that day begins."""

SERIES = (READINGS, TEMPERATURES)
