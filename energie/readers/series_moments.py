"""From the moments of a file of any make to intervals in UTC: stamped at begin or end, on whichever clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from energie.intervals import add_utc, clock_changes
from energie.readers.moments import IN_STAMP, day_of, offset_minutes, seconds_of, zone_minutes
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from energie.readers.layout import Layout

DAY, MONTH = 1440, 0


def local_stamp(layout: Layout, day: pl.Expr, clock: pl.Expr | None, spreadsheet: bool) -> pl.Expr:
    """The moment on the clock of the file, without zone; null where it cannot be read.

    Args:
        layout: What is known of the file.
        day: Cells with the day, and with the time where `clock` is None.
        clock: Cells with the time.
        spreadsheet: Whether the cells come from a workbook.
    """
    date = day_of(day, layout.datumvorm, spreadsheet).cast(pl.Datetime("us"))
    if layout.minutes in (DAY, MONTH):
        return date
    # A moment without a time is midnight; a cell for the time without one is a defect.
    seconds = seconds_of(day, spreadsheet).fill_null(0) if clock is None else seconds_of(clock, spreadsheet)
    return date + pl.duration(seconds=seconds)


def add_intervals(rows: pl.DataFrame, layout: Layout, by: Sequence[str]) -> pl.DataFrame:
    """Add `start_utc`, `end_utc` and `clock_doubt` to rows with a moment.

    Args:
        rows: Columns `stamp` (on the clock of the file) and `offset` (minutes from UTC behind the moment, or null),
            in file order.
        layout: What is known of the file.
        by: Columns that tell one series from another.
    """
    if layout.minutes in (DAY, MONTH):
        return _whole_days(rows, layout)
    step = pl.duration(minutes=layout.minutes)
    fixed = zone_minutes(layout.tijdzone)
    if layout.tijdzone == IN_STAMP or fixed is not None:
        away = pl.col("offset") if layout.tijdzone == IN_STAMP else pl.lit(fixed)
        moment = (pl.col("stamp") - pl.duration(minutes=away)).dt.replace_time_zone("UTC")
        rows = rows.with_columns(moment=moment, clock_doubt=pl.lit(False))
    else:
        rows = _from_local(rows, layout, by)
    if layout.tijdstip == "einde":
        return rows.with_columns(start_utc=pl.col("moment") - step, end_utc="moment")
    return rows.with_columns(start_utc="moment", end_utc=pl.col("moment") + step)


def _whole_days(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    length = "1d" if layout.minutes == DAY else "1mo"
    first = pl.col("stamp") if layout.minutes == DAY else pl.col("stamp").dt.month_start()
    if layout.tijdstip == "einde":
        first = first.dt.offset_by(f"-{length}")

    def utc(moment: pl.Expr) -> pl.Expr:
        return moment.dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")

    return rows.with_columns(start_utc=utc(first), end_utc=utc(first.dt.offset_by(length)), clock_doubt=pl.lit(False))


def _from_local(rows: pl.DataFrame, layout: Layout, by: Sequence[str]) -> pl.DataFrame:
    """Moments on the clock of Brussels; of a pair in the repeated hour the first is summer time."""
    local = rows.with_columns(start_local="stamp")
    if layout.tijdstip == "einde":
        local = _ends_at_a_change(local, by)
    # `add_utc` tells the summer row of a pair by an end that does not lie after its start; these rows have no end.
    local = local.with_columns(end_local=pl.col("start_local") + pl.duration(minutes=1))
    return add_utc(local, by).rename({"start_utc": "moment"}).drop("start_local", "end_local", "end_utc")


def _ends_at_a_change(rows: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """An end at the change itself: 02:00 in March is 03:00, and the first of two 03:00 in October is 02:00."""
    first, last = rows["start_local"].min(), rows["start_local"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return rows
    turns = [clock_changes(year) for year in range(first.year, last.year + 1)]
    spring = [turn[0] for turn in turns]
    autumn = [turn[3] for turn in turns]
    hour = timedelta(hours=1)
    stamp = pl.col("start_local")
    place = pl.int_range(pl.len()).over("start_local", *by)
    twice = pl.len().over("start_local", *by) > 1
    return rows.with_columns(
        start_local=pl.when(stamp.is_in(spring))
        .then(stamp + hour)
        .when(stamp.is_in(autumn) & twice & (place == 0))
        .then(stamp - hour)
        .otherwise(stamp)
    )


def add_day_intervals(rows: pl.DataFrame, layout: Layout, by: Sequence[str]) -> pl.DataFrame:
    """Intervals of a file with a row per day: the values stand beside each other.

    On a day with a clock change the values may follow the day as it was (92 or 100 of them), or stand under the
    clock time of their heading with the skipped hour left empty. Which one it is follows from what is filled.

    Args:
        rows: Columns `day`, `place` (0, 1, … in the row), `filled` (whether the cell has something) and `source_row`.
        layout: What is known of the file.
        by: Columns that tell one series from another.

    Returns:
        The rows with `start_utc`, `end_utc` and `clock_doubt`; an empty cell that stands for no interval of its day
        is left out.
    """
    step = layout.minutes
    per_day = DAY // step
    per_hour = 60 // step
    midnight = pl.col("day").cast(pl.Datetime("us"))
    zone = zone_minutes(layout.tijdzone)
    if zone is not None:
        start = (midnight - pl.duration(minutes=zone)).dt.replace_time_zone("UTC")
        start += pl.duration(minutes=pl.col("place") * step)
        rows = rows.filter((pl.col("place") < per_day) | pl.col("filled"))
        return _ending(rows.with_columns(start_utc=start, clock_doubt=pl.lit(False)), step)

    def utc(day: pl.Expr) -> pl.Expr:
        return day.dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")

    length = ((utc(midnight.dt.offset_by("1d")) - utc(midnight)).dt.total_minutes() // step).alias("expected")
    skipped = pl.col("place").is_between(2 * per_hour, 3 * per_hour - 1)
    row = ["source_row", *by]
    rows = rows.with_columns(length).with_columns(
        last=pl.col("place").filter(pl.col("filled")).max().over(row).fill_null(-1),
        hole=(~pl.col("filled") & skipped).sum().over(row) == per_hour,
    )
    # A short day as it was fills 92 places; under clock times it goes on to the end and leaves 02:00-03:00 empty.
    by_clock = (
        pl.when(pl.col("expected") < per_day)
        .then((pl.col("last") >= pl.col("expected")) | pl.col("hole"))
        .when(pl.col("expected") > per_day)
        .then(pl.col("last") < per_day)
        .otherwise(False)
    )
    rows = rows.with_columns(by_clock=by_clock)
    elapsed = rows.filter(~pl.col("by_clock")).filter(pl.col("filled") | (pl.col("place") < pl.col("expected")))
    elapsed = elapsed.with_columns(
        start_utc=utc(midnight) + pl.duration(minutes=pl.col("place") * step), clock_doubt=pl.lit(False)
    )
    clock = rows.filter(pl.col("by_clock")).filter(pl.col("filled") | (pl.col("place") < per_day))
    clock = clock.filter(~(skipped & ~pl.col("filled") & (pl.col("expected") < per_day)))
    local = midnight + pl.duration(minutes=pl.col("place") * step)
    clock = add_utc(
        clock.with_columns(start_local=local).with_columns(end_local=pl.col("start_local") + pl.duration(minutes=1)), by
    ).drop("start_local", "end_local", "end_utc")
    both = pl.concat([elapsed, clock.select(elapsed.columns)]) if clock.height else elapsed
    return _ending(both.drop("expected", "last", "hole", "by_clock"), step)


def _ending(rows: pl.DataFrame, step: int) -> pl.DataFrame:
    return rows.with_columns(end_utc=pl.col("start_utc") + pl.duration(minutes=step))


def stamp_columns(layout: Layout, columns: dict[str, str], spreadsheet: bool) -> tuple[pl.Expr, pl.Expr]:
    """The moment and its offset from UTC, of rows with text columns.

    Args:
        layout: What is known of the file.
        columns: Field -> column with its text.
        spreadsheet: Whether the cells come from a workbook.
    """
    if "moment" in columns:
        text = pl.col(columns["moment"])
        return local_stamp(layout, text, None, spreadsheet), offset_minutes(text)
    day = pl.col(columns["date"])
    clock = pl.col(columns["time"]) if "time" in columns else None
    offset = offset_minutes(clock if clock is not None else day)
    return local_stamp(layout, day, clock, spreadsheet), offset
