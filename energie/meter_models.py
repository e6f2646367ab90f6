"""Change-point models of the portfolio's own meters: base load, heating slope and balance temperature per meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.day_kinds import kind_of_day
from energie.rollup import FINE, HOURS
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MODELS = pl.Schema(
    {
        "meter": pl.String(),
        "carrier": pl.String(),
        "year": pl.Int32(),
        "shape": pl.String(),
        "partition": pl.String(),
        "base_kwh": pl.Float64(),
        "heating_slope_kwh": pl.Float64(),
        "heating_degc": pl.Float64(),
        "cooling_slope_kwh": pl.Float64(),
        "cooling_degc": pl.Float64(),
        "cvrmse_share": pl.Float64(),
        "nmbe_share": pl.Float64(),
        "r2_share": pl.Float64(),
        "days": pl.Int64(),
        "shortcomings": pl.String(),
    }
)
"""One row per meter and year. Base per day and slopes per day and degree are those of the whole year's segment, or
of the first segment with heating, cooling; null where the shape has none. `shortcomings` is empty when the data
suffice."""

_MOST_MISSING_SHARE = 0.02


def daily_use(readings: pl.LazyFrame, year: int) -> pl.DataFrame:
    """Offtake per meter and local day, for days that are complete.

    Args:
        readings: The readings series; quarters, hours and days count.
        year: Local calendar year.

    Returns:
        `meter`, `carrier`, `day`, `consumption_kwh` (null where the day is not complete).
    """
    resolution = pl.col("resolution").cast(pl.String)
    hours = resolution.replace_strict(HOURS, default=24.0, return_dtype=pl.Float64)
    kwh = pl.col("consumption_kwh")
    sums = (
        readings.filter(
            pl.col("year") == year,
            resolution.is_in(FINE),
            pl.col("register").cast(pl.String).str.starts_with("offtake"),
        )
        .group_by(
            "meter",
            pl.col("carrier").cast(pl.String),
            resolution.alias("resolution"),
            pl.col("start_utc").dt.convert_time_zone(ZONE).dt.date().alias("day"),
        )
        .agg(kwh.sum(), (hours * kwh.is_not_null()).sum().alias("known_hours"))
        .collect(engine="streaming")
    )
    # The finest resolution of a day counts; a day has 23 to 25 hours.
    finest = sums.sort(
        "meter", "day", pl.col("resolution").replace_strict({name: place for place, name in enumerate(FINE)})
    ).unique(["meter", "day"], keep="first", maintain_order=True)
    length = (_midnight(pl.col("day").dt.offset_by("1d")) - _midnight(pl.col("day"))).dt.total_hours()
    length = pl.when(pl.col("resolution") == "day").then(24).otherwise(length)
    complete = pl.col("known_hours") >= length * (1 - _MOST_MISSING_SHARE)
    return finest.select("meter", "carrier", "day", consumption_kwh=pl.when(complete).then("consumption_kwh"))


def _midnight(day: pl.Expr) -> pl.Expr:
    return day.cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")


def fit_meters(readings: pl.LazyFrame, temperatures: Mapping[date, float], year: int) -> pl.DataFrame:
    """Fit every meter with daily data in a year.

    Args:
        readings: The readings series.
        temperatures: Mean temperature per local day [°C].
        year: Local calendar year.

    Returns:
        MODELS, in order of meter; empty without temperatures.
    """
    import numpy as np

    from energie.change_point import fit_daily, segments_of_days
    from energie.savings import shortcomings

    known = sorted(day for day in temperatures if day.year == year)
    use = daily_use(readings, year).filter(pl.col("day").is_in(known))
    if use.is_empty():
        return MODELS.to_frame()
    wide = pl.DataFrame({"day": known}).join(
        use.pivot("meter", index="day", values="consumption_kwh"), on="day", how="left", maintain_order="left"
    )
    meters = sorted(name for name in wide.columns if name != "day")
    matrix = wide.select(pl.col(meters).cast(pl.Float64).fill_null(float("nan"))).to_numpy()
    degc = np.array([temperatures[day] for day in known])
    closed = wide.select(kind_of_day(pl.col("day"), [year]) > 0).to_series().to_numpy()
    models = fit_daily(degc, matrix, segments_of_days(wide["day"].dt.month().to_numpy().astype(np.int64), closed))
    carriers = dict(use.select("meter", "carrier").unique().iter_rows())
    rows = []
    for place, meter in enumerate(meters):
        names = models.partitions[int(models.partition[place])] if models.partition[place] >= 0 else ()
        fits = [models.segments[name] for name in names]
        heating = next((fit for fit in fits if fit.heating_slope[place] > 0), None)
        cooling = next((fit for fit in fits if fit.cooling_slope[place] > 0), None)
        rows.append(
            {
                "meter": meter,
                "carrier": carriers[meter],
                "year": year,
                "shape": models.shape_of(place),
                "partition": ", ".join(names),
                "base_kwh": float((heating or cooling or fits[0]).base[place]) if fits else None,
                "heating_slope_kwh": float(heating.heating_slope[place]) if heating else None,
                "heating_degc": float(heating.heating_degc[place]) if heating else None,
                "cooling_slope_kwh": float(cooling.cooling_slope[place]) if cooling else None,
                "cooling_degc": float(cooling.cooling_degc[place]) if cooling else None,
                "cvrmse_share": float(models.cvrmse_share[place]) if fits else None,
                "nmbe_share": float(models.nmbe_share[place]) if fits else None,
                "r2_share": float(models.r2_share[place]) if fits else None,
                "days": int(models.rows[place]),
                "shortcomings": ", ".join(shortcomings(known, matrix[:, place], degc)),
            }
        )
    return pl.DataFrame(rows, schema=MODELS)
