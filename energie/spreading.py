"""Invoices over months: which part of a period falls in which month, each day once.

Carriers that heat: the heating part (`data/factors/heating_share.csv`) by normal degree days, the rest by days. Others:
by the load profile of the portfolio's own meters with finer readings, and by days only where too few have them. The
method stands behind every piece as `split`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from kern.errors import FactorMissing
from kern.language import N_
from kern.sources import factor, read_table
from kern.times import ZONE

HEATING_CARRIERS = ("natural_gas", "heating_oil", "propane", "pellets", "district_heat")
"""Carriers whose use follows the weather: the heating part of a period is split by degree days."""

HEATING_SHARE_TABLE = "factors/heating_share.csv"
HEATING_SHARE_SET = "be_default"
PROFILE_METER_YEARS = 5
"""So many whole meter-years of finer readings make a load profile."""

PROFILE = pl.Schema({"carrier": pl.String(), "month": pl.Int8(), "profile": pl.Float64()})
"""Use per day in each calendar month over the mean of the year, of the portfolio's own meters."""

DEGREE_DAY_TABLE = "factors/degree_days.csv"
DEGREE_DAY_SERIES = "eq_16_5"
NORMAL_PERIOD = "1991-2020"
_YEAR_DAYS = 365.25


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


@lru_cache(maxsize=64)
def heating_share(carrier: str, on: date) -> float:
    """The part of a carrier's yearly use that follows the weather, 0..1.

    Args:
        carrier: Code of the carrier.
        on: The day it must hold.

    Raises:
        FactorMissing: There is no row for the carrier on that day.

    >>> heating_share("natural_gas", date(2024, 1, 1))
    0.86
    """
    return factor(HEATING_SHARE_TABLE, f"heating_share.{carrier}", on, HEATING_SHARE_SET).value


def load_profiles(pieces: pl.DataFrame) -> pl.DataFrame:
    """The load profile of each carrier, from meters whose twelve months of a year are complete.

    Args:
        pieces: `energie.rollup.PIECES` of intervals of a day or less.

    Returns:
        PROFILE; a carrier with fewer than PROFILE_METER_YEARS is left out.
    """
    days = pl.date("year", "month", 1).dt.days_in_month()
    months = (
        pieces.filter(pl.col("flow") == "offtake")
        .sort("interval_days")
        .group_by("meter", "carrier", "year", "month", "resolution", maintain_order=True)
        .agg(pl.col("consumption_kwh", "covered_days").sum())
        .unique(["meter", "year", "month"], keep="first", maintain_order=True)
        .filter(pl.col("covered_days") >= 0.95 * days, pl.col("consumption_kwh") > 0)
        .with_columns(per_day=pl.col("consumption_kwh") / pl.col("covered_days"))
    )
    year = ["meter", "carrier", "year"]
    return (
        months.filter(pl.len().over(year) == 12)
        .with_columns(profile=pl.col("per_day") / pl.col("per_day").mean().over(year))
        .group_by("carrier", "month")
        .agg(pl.col("profile").mean(), pl.len().alias("years"))
        .filter(pl.col("years") >= PROFILE_METER_YEARS)
        .select(pl.col(name).cast(dtype) for name, dtype in PROFILE.items())
    )


def spread_over_months(rows: pl.DataFrame, profiles: pl.DataFrame | None = None) -> Spread:
    """Split periods over calendar months.

    A row whose days lie wholly in one month stays whole. Others are split as the head of this module says. Where a
    row overlaps an earlier one of the same meter, flow and resolution, its overlapping days are not counted a second
    time: only its share of the remaining days is.

    Args:
        rows: Readings of a month, a year or another period, with `flow`.
        profiles: PROFILE, from `load_profiles`; None is none.

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
    return Spread(_month_parts(local, PROFILE.to_frame() if profiles is None else profiles), overlaps)


def _month_parts(rows: pl.DataFrame, profiles: pl.DataFrame) -> pl.DataFrame:
    month_start = pl.col("start").dt.month_start()
    last_month = pl.col("end").dt.offset_by("-1d").dt.month_start()
    parts = (
        rows.with_row_index("row")
        .with_columns(first=pl.date_ranges(month_start, last_month, "1mo"))
        .explode("first")
        .with_columns(
            after=pl.col("first").dt.offset_by("1mo"),
            of_month=pl.col("first").dt.month(),
            fuel=pl.col("carrier").cast(pl.String),
        )
        .join(
            profiles.rename({"carrier": "fuel", "month": "of_month"}), on=["fuel", "of_month"], how="left",
            maintain_order="left",
        )
    )  # fmt: skip
    whole_days = _overlap("start", "end")
    counted_days = _overlap("counted_from", "end").clip(lower_bound=0)
    month_days = (pl.col("after") - pl.col("first")).dt.total_days()
    normals = normal_degree_days()
    normal = pl.col("of_month").replace_strict(normals, return_dtype=pl.Float64)
    heats = pl.col("fuel").is_in(HEATING_CARRIERS)
    # A whole year gives the heating share to degree days and the rest to days.
    per_degree_day = normal / month_days / sum(normals.values()) * _YEAR_DAYS
    warm = pl.col("fuel").replace_strict(_heating_shares(parts), default=0.0, return_dtype=pl.Float64)
    per_day = pl.when(heats).then(1 - warm + warm * per_degree_day).otherwise(pl.col("profile").fill_null(1.0))
    parts = parts.with_columns(
        weight=whole_days * per_day,
        counted_weight=counted_days * per_day,
        counted_days=counted_days.cast(pl.Float64),
        one_month=(pl.len() == 1).over("row"),
    )
    parts = parts.with_columns(part_share=pl.col("counted_weight") / pl.col("weight").sum().over("row"))
    kwh = pl.col("consumption_kwh") * pl.col("part_share")
    quality = pl.col("quality").cast(pl.String)
    split = (
        pl.when("one_month")
        .then(pl.lit("whole"))
        .when(heats)
        .then(pl.lit("degree_days"))
        .when(pl.col("profile").is_not_null())
        .then(pl.lit("load_profile"))
    )
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


def _heating_shares(parts: pl.DataFrame) -> dict[str, float]:
    """The heating share of each carrier on the first day that asks for it."""
    heating = parts.filter(pl.col("fuel").is_in(HEATING_CARRIERS))
    firsts = heating.group_by("fuel").agg(pl.col("start").min())
    return {fuel: heating_share(fuel, day) for fuel, day in firsts.iter_rows()}


def _overlap(start: str, end: str) -> pl.Expr:
    return (pl.min_horizontal(end, "after") - pl.max_horizontal(start, "first")).dt.total_days()
