"""Kilometres per vehicle and year from odometer readings of every origin."""

from __future__ import annotations

import polars as pl

from kern.times import ZONE

_DAYS = 365
_MOST_OPEN_DAYS = 30


def readings(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Odometer readings of cards, garages and drivers together: `vin`, `at_utc`, `day`, `odometer_km`, `kind`."""
    return transactions.filter(pl.col("odometer_km").is_not_null() & (pl.col("odometer_km") > 0)).select(
        "vin", "at_utc", "odometer_km", "kind", day=pl.col("at_utc").dt.convert_time_zone(ZONE).dt.date()
    )


def believable(told: pl.LazyFrame) -> pl.LazyFrame:
    """Readings that only go up: a single peak is dropped, then whatever lies below what stood there before.

    Args:
        told: `vin`, `day`, `odometer_km`, one row per day.
    """
    ordered = told.sort("vin", "day")
    before, after = pl.col("odometer_km").shift(1).over("vin"), pl.col("odometer_km").shift(-1).over("vin")
    peak = (pl.col("odometer_km") > after) & (before.is_null() | (before <= after))
    ordered = ordered.filter(~peak.fill_null(False))
    return ordered.filter(pl.col("odometer_km") >= pl.col("odometer_km").cum_max().over("vin"))


def compute_distance(transactions: pl.LazyFrame) -> pl.DataFrame:
    """Kilometres of each vehicle in each local year.

    A reading at the turn of the year is drawn between the readings before and after it. Where one of the two is
    missing, the first or last reading of the year stands in: the distance is a least, and `is_whole_year` is false
    when more than thirty days of the year are not covered.

    Args:
        transactions: Columns of `fleet_transactions`.

    Returns:
        `vin`, `year`, `distance_km`, `is_whole_year`.
    """
    daily = readings(transactions).group_by("vin", "day").agg(pl.col("odometer_km").max())
    told = believable(daily).collect(engine="streaming").sort("vin", "day")
    if told.is_empty():
        return pl.DataFrame(
            schema={"vin": pl.String, "year": pl.Int32, "distance_km": pl.Float64, "is_whole_year": pl.Boolean}
        )
    spans = told.group_by("vin").agg(first=pl.col("day").min().dt.year(), last=pl.col("day").max().dt.year())
    turns = (
        spans.with_columns(year=pl.int_ranges("first", pl.col("last") + 2))
        .explode("year")
        .select("vin", "year", day=pl.date(pl.col("year"), 1, 1))
        .sort("vin", "day")
    )
    marks = _at_turns(turns, told)
    by_year = (
        told.with_columns(year=pl.col("day").dt.year().cast(pl.Int64))
        .group_by("vin", "year")
        .agg(
            pl.col("odometer_km").min().alias("_lowest"),
            pl.col("odometer_km").max().alias("_highest"),
            pl.col("day").min().dt.ordinal_day().alias("_first"),
            pl.col("day").max().dt.ordinal_day().alias("_last"),
        )
    )
    start = marks.select("vin", "year", _start="odometer_km")
    end = marks.select("vin", year=pl.col("year") - 1, _end="odometer_km")
    return (
        start.join(end, on=["vin", "year"], how="inner")
        .join(by_year, on=["vin", "year"], how="left")
        .with_columns(_open=pl.when(pl.col("_start").is_null()).then(pl.col("_first").cast(pl.Int32) - 1).otherwise(0))
        .with_columns(
            _open=pl.col("_open")
            + pl.when(pl.col("_end").is_null()).then(_DAYS - pl.col("_last").cast(pl.Int32)).otherwise(0)
        )
        .with_columns(is_whole_year=pl.col("_open").fill_null(_DAYS) <= _MOST_OPEN_DAYS)
        .with_columns(distance_km=pl.coalesce("_end", "_highest") - pl.coalesce("_start", "_lowest"))
        .filter(pl.col("distance_km").is_not_null())
        .select("vin", pl.col("year").cast(pl.Int32), "distance_km", "is_whole_year")
        .sort("vin", "year")
    )


def _at_turns(turns: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The odometer at each turn of the year, by the straight line between the readings around it."""
    told = told.sort("day")
    turns = turns.sort("day")
    before = told.select("vin", _day0="day", _km0="odometer_km", day="day")
    after = told.select("vin", _day1="day", _km1="odometer_km", day="day")
    joined = turns.join_asof(before, on="day", by="vin", strategy="backward", check_sortedness=False).join_asof(
        after, on="day", by="vin", strategy="forward", check_sortedness=False
    )
    span = (pl.col("_day1") - pl.col("_day0")).dt.total_days()
    share = pl.when(span > 0).then((pl.col("day") - pl.col("_day0")).dt.total_days() / span).otherwise(0.0)
    return joined.select(
        "vin",
        pl.col("year").cast(pl.Int64),
        odometer_km=pl.col("_km0") + share * (pl.col("_km1") - pl.col("_km0")),
    )
