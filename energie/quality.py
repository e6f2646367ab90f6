"""How good the readings are: completeness per meter and month, and what stands out between the intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import expected_months
from energie.day_kinds import kind_of_day
from energie.rollup import HOURS
from kern.times import ZONE

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs

SPIKE_TIMES = 6.0
"""A spike is an interval above this many times the meter's 98th percentile of the month."""

STUCK_HOURS = 24.0
"""A value other than zero that stays the same to the last decimal for this long is stuck."""

ZERO_HOURS = 72.0
"""Zeros for this long at a meter that uses energy: perhaps no data that were filled with zero upstream."""

NIGHT = (0, 5)
OFFICE = (9, 17)

INTERVAL_QUALITY = pl.Schema(
    {
        "meter": pl.String(),
        "carrier": pl.String(),
        "year": pl.Int32(),
        "month": pl.Int8(),
        "rows_count": pl.Int64(),
        "missing_count": pl.Int64(),
        "spike_count": pl.Int64(),
        "stuck_count": pl.Int64(),
        "zero_count": pl.Int64(),
        "longest_gap_days": pl.Float64(),
        "night_kw": pl.Float64(),
        "office_kw": pl.Float64(),
        "weekday_kw": pl.Float64(),
        "weekend_kw": pl.Float64(),
    }
)
"""Offtake of quarters and hours. `stuck_count` and `zero_count` count intervals in such runs; the means in kW are
over local nights (00-05), office hours of weekdays (09-17), weekdays, and Saturdays, Sundays and holidays."""


def completeness(inputs: EnergyInputs, year: int) -> pl.DataFrame:
    """Completeness per meter, asset and month of a year.

    Args:
        inputs: Readings, meters and portfolio.
        year: Local calendar year.

    Returns:
        `asset_code`, `meter`, `carrier`, `year`, `month`, `expected_days`, `covered_days`, `coverage_share`,
        `estimated_share` (of the energy), `substituted_share`, `sisters_count` (other meters of the asset that have
        data in that month: a month missing here only is a stronger finding).
    """
    counted = inputs.months.counted
    expected = expected_months(counted, inputs.links, inputs.assets, inputs.meters, [year])
    offtake = counted.filter(pl.col("flow") == "offtake", pl.col("year") == year)
    kwh = pl.col("consumption_kwh").sum()
    found = offtake.group_by("meter", "month").agg(
        pl.col("covered_days").sum(),
        pl.when(kwh > 0).then(pl.col("estimated_kwh").sum() / kwh).otherwise(0.0).alias("estimated_share"),
        pl.when(kwh > 0).then(pl.col("substituted_kwh").sum() / kwh).otherwise(0.0).alias("substituted_share"),
    )
    days = pl.date("year", "month", 1).dt.days_in_month()
    covered = pl.col("covered_days").fill_null(0.0) * pl.col("expected_days") / days
    return (
        expected.group_by("asset_code", "meter", "carrier", "year", "month")
        .agg(pl.col("expected_days").sum().clip(upper_bound=days.first()))
        .join(found, on=["meter", "month"], how="left")
        .with_columns(covered_days=pl.min_horizontal(covered, "expected_days"))
        .with_columns(coverage_share=pl.col("covered_days") / pl.col("expected_days"))
        .with_columns(
            sisters_count=(pl.col("coverage_share") > 0).sum().over("asset_code", "month")
            - (pl.col("coverage_share") > 0).cast(pl.Int64)
        )
        .with_columns(pl.col("estimated_share", "substituted_share").fill_null(0.0))
        .sort("asset_code", "meter", "month")
    )


def interval_quality(readings: pl.LazyFrame, year: int) -> pl.DataFrame:
    """What stands out between the quarters and hours of a year, month by month so that memory stays small.

    Args:
        readings: The readings series.
        year: Local calendar year.

    Returns:
        INTERVAL_QUALITY.
    """
    months = [_month_quality(readings, year, month) for month in range(1, 13)]
    return pl.concat([INTERVAL_QUALITY.to_frame(), *months]).sort("meter", "year", "month")


def _month_quality(readings: pl.LazyFrame, year: int, month: int) -> pl.DataFrame:
    resolution = pl.col("resolution").cast(pl.String)
    local = pl.col("start_utc").dt.convert_time_zone(ZONE)
    rows = (
        readings.filter(
            pl.col("year") == year,
            pl.col("month") == month,
            resolution.is_in(list(HOURS)),
            pl.col("register").cast(pl.String).str.starts_with("offtake"),
        )
        .select(
            "meter",
            pl.col("carrier").cast(pl.String),
            "start_utc",
            "consumption_kwh",
            hours=resolution.replace_strict(HOURS, return_dtype=pl.Float64),
            hour=local.dt.hour(),
            closed=kind_of_day(local.dt.date(), [year, year + 1]) > 0,
        )
        .collect(engine="streaming")
        # Sorting by a number is several times faster than by an EAN.
        .with_columns(code=pl.col("meter").cast(pl.Categorical).to_physical())
        .sort("code", "start_utc")
    )
    if rows.is_empty():
        return INTERVAL_QUALITY.to_frame()
    kwh = pl.col("consumption_kwh")
    power = kwh / pl.col("hours")
    same = (kwh != kwh.shift(1)).fill_null(True) | (pl.col("code") != pl.col("code").shift(1)).fill_null(True)
    rows = rows.with_columns(run=same.cum_sum()).with_columns(run_hours=pl.col("hours").sum().over("run"))
    valued = rows.filter(kwh.is_not_null())
    gaps = valued.group_by("meter").agg(
        longest_gap_days=(
            (pl.col("start_utc").diff().dt.total_minutes() / 60 - pl.col("hours")).max().fill_null(0.0).clip(0.0) / 24
        )
    )
    night = pl.col("hour").is_between(NIGHT[0], NIGHT[1] - 1)
    office = pl.col("hour").is_between(OFFICE[0], OFFICE[1] - 1) & ~pl.col("closed")
    return (
        rows.group_by("meter", maintain_order=True)
        .agg(
            pl.col("carrier").first(),
            pl.lit(year, pl.Int32).alias("year"),
            pl.lit(month, pl.Int8).alias("month"),
            pl.len().cast(pl.Int64).alias("rows_count"),
            kwh.null_count().cast(pl.Int64).alias("missing_count"),
            (kwh > SPIKE_TIMES * kwh.quantile(0.98)).sum().cast(pl.Int64).alias("spike_count"),
            ((kwh > 0) & (pl.col("run_hours") >= STUCK_HOURS)).sum().cast(pl.Int64).alias("stuck_count"),
            ((kwh == 0) & (pl.col("run_hours") >= ZERO_HOURS) & (kwh.max() > 0))
            .sum()
            .cast(pl.Int64)
            .alias("zero_count"),
            power.filter(night).mean().alias("night_kw"),
            power.filter(office).mean().alias("office_kw"),
            power.filter(~pl.col("closed")).mean().alias("weekday_kw"),
            power.filter(pl.col("closed")).mean().alias("weekend_kw"),
        )
        .join(gaps, on="meter", how="left")
        .select(pl.col(name).cast(dtype) for name, dtype in INTERVAL_QUALITY.items())
    )
