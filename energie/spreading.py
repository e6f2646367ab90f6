"""Invoices over months: which part of a period falls in which month, by days or by degree days, each day once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from kern.errors import FactorMissing
from kern.language import N_
from kern.sources import read_table
from kern.times import ZONE

HEATING_CARRIERS = ("natural_gas", "heating_oil", "propane", "pellets", "district_heat")
"""Carriers whose use follows the weather: a period is split by degree days. All others by days."""

DEGREE_DAY_TABLE = "factors/degree_days.csv"
DEGREE_DAY_SERIES = "eq_16_5"
NORMAL_PERIOD = "1991-2020"


@dataclass(frozen=True)
class Spread:
    """Pieces per month, and the rows that overlap an earlier one."""

    pieces: pl.DataFrame
    overlaps: pl.DataFrame


@lru_cache(maxsize=4)
def normal_degree_days(series: str = DEGREE_DAY_SERIES, period: str = NORMAL_PERIOD) -> dict[int, float]:
    """Degree days of each calendar month in the normal year [°C·day].

    Args:
        series: Series of `data/factors/degree_days.csv`.
        period: The thirty years of the normal.

    Raises:
        FactorMissing: The twelve months are not all there.

    >>> sum(normal_degree_days().values())
    2252.0
    """
    rows = read_table(DEGREE_DAY_TABLE).filter(
        pl.col("series") == series,
        pl.col("quantity") == "normal",
        pl.col("normal_period") == period,
        pl.col("month_from") == pl.col("month_until"),
    )
    found = {int(month): float(value) for month, value in rows.select("month_from", "value").iter_rows()}
    if len(found) != 12:
        raise FactorMissing(
            N_("Normal degree days {series} of {period} are not complete. Add the months to data/{table}."),
            series=series,
            period=period,
            table=DEGREE_DAY_TABLE,
        )
    return found


def spread_over_months(rows: pl.DataFrame) -> Spread:
    """Split periods over calendar months.

    A row whose days lie wholly in one month stays whole. Others are split by normal degree days where the carrier
    heats, else by days. Where a row overlaps an earlier one of the same meter, flow and resolution, its overlapping
    days are not counted a second time: only its share of the remaining days is.

    Args:
        rows: Readings of a month, a year or another period, with `flow`.

    Returns:
        Pieces with the columns of `energie.rollup.PIECES`, and overlaps.
    """
    local = rows.with_columns(
        start=pl.col("start_utc").dt.convert_time_zone(ZONE).dt.date(),
        end=(pl.col("end_utc").dt.convert_time_zone(ZONE) - pl.duration(seconds=1)).dt.date().dt.offset_by("1d"),
    ).sort("meter", "flow", "resolution", "start", "end", "source_row")
    same = ["meter", "flow", "resolution"]
    reached = pl.col("end").cum_max().shift(1).over(same)
    local = local.with_columns(
        counted_from=pl.max_horizontal("start", reached), length=(pl.col("end") - pl.col("start")).dt.total_days()
    )
    overlaps = local.filter(pl.col("counted_from") > pl.col("start")).select(
        "meter",
        "flow",
        "start",
        "end",
        overlap_days=(pl.min_horizontal("counted_from", "end") - pl.col("start")).dt.total_days(),
        import_id="import_id",
        source_row="source_row",
    )
    return Spread(_month_parts(local), overlaps)


def _month_parts(rows: pl.DataFrame) -> pl.DataFrame:
    month_start = pl.col("start").dt.month_start()
    last_month = pl.col("end").dt.offset_by("-1d").dt.month_start()
    parts = (
        rows.with_row_index("row")
        .with_columns(first=pl.date_ranges(month_start, last_month, "1mo"))
        .explode("first")
        .with_columns(after=pl.col("first").dt.offset_by("1mo"))
    )
    whole_days = _overlap("start", "end")
    counted_days = _overlap("counted_from", "end").clip(lower_bound=0)
    month_days = (pl.col("after") - pl.col("first")).dt.total_days()
    normal = pl.col("first").dt.month().replace_strict(normal_degree_days(), return_dtype=pl.Float64)
    heats = pl.col("carrier").cast(pl.String).is_in(HEATING_CARRIERS)
    per_day = pl.when(heats).then(normal / month_days).otherwise(1.0)
    parts = parts.with_columns(
        weight=whole_days * per_day,
        counted_weight=counted_days * per_day,
        counted_days=counted_days.cast(pl.Float64),
        one_month=(pl.len() == 1).over("row"),
    )
    parts = parts.with_columns(part_share=pl.col("counted_weight") / pl.col("weight").sum().over("row"))
    kwh = pl.col("consumption_kwh") * pl.col("part_share")
    quality = pl.col("quality").cast(pl.String)
    split = pl.when("one_month").then(pl.lit("whole")).when(heats).then(pl.lit("degree_days"))
    return parts.filter(pl.col("counted_days") > 0).select(
        "meter",
        pl.col("carrier").cast(pl.String),
        "flow",
        pl.col("resolution").cast(pl.String),
        year=pl.col("first").dt.year(),
        month=pl.col("first").dt.month(),
        import_id="import_id",
        source_row="source_row",
        consumption_kwh=kwh.fill_null(0.0),
        estimated_kwh=pl.when(quality == "estimated").then(kwh).fill_null(0.0),
        provisional_kwh=pl.when(quality == "provisional").then(kwh).fill_null(0.0),
        substituted_kwh=pl.lit(0.0),
        covered_days=pl.when(pl.col("consumption_kwh").is_not_null()).then("counted_days").otherwise(0.0),
        interval_days=pl.col("length").cast(pl.Float64),
        split=split.otherwise(pl.lit("days")),
        rows_count=pl.lit(1, pl.Int64),
    )


def _overlap(start: str, end: str) -> pl.Expr:
    return (pl.min_horizontal(end, "after") - pl.max_horizontal(start, "first")).dt.total_days()
