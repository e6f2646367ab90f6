"""Intervals on the local wall clock brought to UTC, the repeated October hour included."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from energie.series import RESOLUTIONS
from kern.times import BRUSSELS, UTC

if TYPE_CHECKING:
    from collections.abc import Sequence

_WINTER, _SKIPPED, _SUMMER, _REPEATED = range(4)
_HOUR_US = 3_600_000_000
_MINUTE_US = 60_000_000


@lru_cache(maxsize=256)
def clock_changes(year: int) -> tuple[datetime, ...]:
    """Four local moments of a year: the skipped hour's start and end, the repeated hour's start and end.

    >>> [moment.strftime("%m-%d %H") for moment in clock_changes(2023)]
    ['03-26 02', '03-26 03', '10-29 02', '10-29 03']
    """
    hour = timedelta(hours=1)
    moment = datetime(year, 1, 1, tzinfo=UTC)
    changes: list[datetime] = []
    while moment.year == year:
        after = moment + timedelta(days=1)
        before_offset, after_offset = moment.astimezone(BRUSSELS).utcoffset(), after.astimezone(BRUSSELS).utcoffset()
        if before_offset != after_offset:
            turn = next(
                moment + step * hour
                for step in range(1, 25)
                if (moment + step * hour).astimezone(BRUSSELS).utcoffset() == after_offset
            )
            local = turn.astimezone(BRUSSELS).replace(tzinfo=None)
            skips = (after_offset or hour) > (before_offset or hour)
            changes += [local - hour, local] if skips else [local, local + hour]
        moment = after
    return tuple(changes)


def _clock_state(local: pl.Series) -> pl.Series:
    """Per moment: winter, skipped, summer or repeated (0..3)."""
    first, last = local.min(), local.max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return pl.repeat(None, local.len(), dtype=pl.UInt32, eager=True)
    changes = [moment for year in range(first.year, last.year + 1) for moment in clock_changes(year)]
    turns = pl.Series(changes, dtype=pl.Datetime("us"))
    frame = local.rename("local").to_frame().select(pl.lit(turns).search_sorted(pl.col("local"), side="right") % 4)
    return frame.to_series().rename("state")


def add_utc(rows: pl.DataFrame, pair_by: Sequence[str | pl.Expr]) -> pl.DataFrame:
    """Add `start_utc` and `end_utc` to intervals on the wall clock of Brussels.

    The hour that occurs twice in October has no marker in the files: of two rows with the same local start,
    the first is summer time and the second winter time. A row may then end before it starts (02:45-02:00): that
    one is always summer time. A file sorted newest first gives the pairs the other way round; it is told by such
    a row, or else by the order of the rows around it.

    Args:
        rows: Columns `start_local` and `end_local`, in file order.
        pair_by: Columns or expressions that tell the rows of one meter and flow apart from those of another.

    Returns:
        The rows with `start_utc`, `end_utc`, and `clock_doubt`: True where a repeated-hour row has no twin.
        A start in the skipped hour of March has no `start_utc`.
    """
    start = _clock_state(rows["start_local"])
    end = _clock_state(rows["end_local"])
    rows = rows.with_columns(
        start_utc=_shifted("start_local", pl.lit(start)).cast(pl.Datetime("us", "UTC")),
        end_utc=_shifted("end_local", pl.lit(end)).cast(pl.Datetime("us", "UTC")),
        clock_doubt=pl.lit(False),
    )
    if (start == _SKIPPED).any():
        rows = rows.with_columns(start_utc=pl.when(pl.lit(start) != _SKIPPED).then("start_utc"))
    doubtful = ((start == _REPEATED) | (end == _REPEATED)).fill_null(False)
    return _settle_repeated_hour(rows, doubtful, start, end, pair_by) if doubtful.any() else rows


def _shifted(column: str, state: pl.Expr) -> pl.Expr:
    hours = pl.when(state >= _SUMMER).then(2 * _HOUR_US).otherwise(_HOUR_US)
    return (pl.col(column).to_physical() - hours).cast(pl.Datetime("us"))


def _settle_repeated_hour(
    rows: pl.DataFrame, doubtful: pl.Series, start: pl.Series, end: pl.Series, pair_by: Sequence[str | pl.Expr]
) -> pl.DataFrame:
    hour = pl.duration(hours=1)
    twin, run = ["start_local", *pair_by], [pl.col("start_local").dt.date(), *pair_by]
    falling = pl.col("start_local").first() > pl.col("start_local").last()
    few = (
        rows.with_columns(place=pl.int_range(pl.len()), start_state=start, end_state=end)
        .filter(doubtful)
        .with_columns(summer=(pl.col("start_state") == _REPEATED) & (pl.col("end_local") <= pl.col("start_local")))
        .with_columns(
            turn=pl.int_range(pl.len()).over(twin),
            twins=pl.len().over(twin),
            summer_last=pl.when(pl.col("summer").any() & ~pl.col("summer").all())
            .then(~pl.col("summer").first())
            .over(twin),
        )
        .with_columns(newest_first=pl.coalesce(pl.col("summer_last").max(), falling).over(run))
        .with_columns(turn=pl.when("newest_first").then(pl.col("twins") - 1 - pl.col("turn")).otherwise("turn"))
        .with_columns(
            start_utc=pl.when((pl.col("start_state") == _REPEATED) & (pl.col("turn") % 2 == 1) & ~pl.col("summer"))
            .then(pl.col("start_utc") + hour)
            .otherwise("start_utc"),
            clock_doubt=(pl.col("start_state") == _REPEATED) & (pl.col("twins") % 2 == 1) & ~pl.col("summer"),
        )
        .with_columns(
            # Of the two moments an end may mean, the first that lies after the start.
            end_utc=pl.when((pl.col("end_state") == _REPEATED) & (pl.col("end_utc") <= pl.col("start_utc")))
            .then(pl.col("end_utc") + hour)
            .otherwise("end_utc")
        )
    )
    columns = {}
    for name in ("start_utc", "end_utc", "clock_doubt"):
        columns[name] = rows[name].scatter(few["place"], few[name])
    return rows.with_columns(**columns)


def resolution_of_intervals(rows: pl.DataFrame) -> pl.Expr:
    """The resolution that belongs to each interval; null when its length fits none.

    Days have 23 to 25 hours. A month starts and ends on a first of the month.

    Args:
        rows: Columns `start_utc`, `end_utc`, `start_local`, `end_local`.
    """
    length = (pl.col("end_utc").to_physical() - pl.col("start_utc").to_physical()) // _MINUTE_US
    shortest, longest = rows.select(length.min().alias("shortest"), length.max().alias("longest")).row(0)
    for name, minutes in (("quarter", 15), ("hour", 60)):
        if shortest == longest == minutes and rows["start_utc"].null_count() == 0:
            return pl.lit(name, RESOLUTIONS)
        if shortest == longest == minutes:
            return pl.when(pl.col("start_utc").is_not_null()).then(pl.lit(name, RESOLUTIONS))
    day = 24 * 60
    first_days = (pl.col("start_local").dt.day() == 1) & (pl.col("end_local").dt.day() == 1)
    return (
        pl.when(length == 15)
        .then(pl.lit("quarter", RESOLUTIONS))
        .when(length == 60)
        .then(pl.lit("hour", RESOLUTIONS))
        .when(length.is_between(day - 60, day + 60))
        .then(pl.lit("day", RESOLUTIONS))
        .when(length.is_between(27 * day, 32 * day) & first_days)
        .then(pl.lit("month", RESOLUTIONS))
        .when(length > day)
        .then(pl.lit("period", RESOLUTIONS))
    )


def local_midnight_utc(day: date) -> datetime:
    """The moment a local day begins.

    >>> local_midnight_utc(date(2025, 7, 1)).isoformat()
    '2025-06-30T22:00:00+00:00'
    """
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS).astimezone(UTC)
