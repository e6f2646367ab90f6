"""From a reader's columns to rows of the fleet series: time in UTC, numbers with their unit, an own id."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from kern.times import ZONE
from vloot.series import FLEET_TRANSACTIONS

if TYPE_CHECKING:
    from vloot.rejections import Rejections

TRANSIENT = ("plate",)
"""Columns a reader hands to `vloot.linking` beside those of the series; they are never stored."""

_FIRST, _LAST = datetime(2000, 1, 1), datetime(2100, 1, 1)
_CLOCK = r"(\d{1,2}[:.hu]\d{2}(?::\d{2})?)(?:\.\d+)?\s*$"


def to_utc(local: pl.Expr) -> pl.Expr:
    """Wall-clock time of Brussels in UTC. The repeated hour is read as the first, the missing one as an hour later.

    >>> from datetime import datetime
    >>> night = pl.DataFrame({"at": [datetime(2025, 10, 26, 2, 30), datetime(2025, 3, 30, 2, 30)]})
    >>> [str(at) for at in night.select(to_utc(pl.col("at")))["at"].to_list()]
    ['2025-10-26 00:30:00+00:00', '2025-03-30 01:30:00+00:00']
    """
    known = local.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
    later = (local + pl.duration(hours=1)).dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")
    return pl.coalesce(known, later).dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC"))


def time_of_day(text: pl.Expr) -> pl.Expr:
    """A time of day from a text such as 7:41, 07.41, 07:41:00 or a spreadsheet's share of a day.

    >>> pl.DataFrame({"t": ["7:41", "07:41:30", "0.5", "x"]}).select(t=time_of_day(pl.col("t")))["t"].to_list()
    [datetime.time(7, 41), datetime.time(7, 41, 30), datetime.time(12, 0), None]
    """
    clock = text.str.extract(_CLOCK, 1).str.replace_all("[.hu]", ":")
    padded = pl.when(clock.str.count_matches(":") == 1).then(clock + ":00").otherwise(clock)
    share = text.str.extract(r"^(0(?:[.,]\d+)?)$", 1).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    from_share = (pl.datetime(2000, 1, 1) + pl.duration(seconds=(share * 86_400).round().cast(pl.Int64))).dt.time()
    return pl.when(share.is_not_null()).then(from_share).otherwise(padded.str.to_time("%H:%M:%S", strict=False))


def drop_improbable(frame: pl.DataFrame, rejections: Rejections, column: str) -> pl.DataFrame:
    """Keep out rows whose `at_utc` lies before 2000 or after 2100, or is unknown."""
    at = pl.col("at_utc").dt.replace_time_zone(None)
    return rejections.take(
        frame,
        at.is_null() | (at < _FIRST) | (at >= _LAST),
        "fleet.date.improbable",
        column,
        pl.col("at_utc").dt.date().cast(pl.String),
    )


def with_own_id(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows with a `txn_id`: where the file gives none, one made of what the row says, so that it is stable."""
    lacking = frame.filter(pl.col("txn_id").is_null())
    if lacking.is_empty():
        return frame
    parts = ("vin", "plate", "card_pseudonym", "at_utc", "product", "quantity", "amount_gross_eur", "amount_net_eur")
    told = [pl.col(name).cast(pl.String).fill_null("") for name in parts if name in frame.columns]
    texts = lacking.select(pl.concat_str(told, separator="|")).to_series()
    ids = pl.Series("txn_id", ["~" + hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts])
    return pl.concat([frame.filter(pl.col("txn_id").is_not_null()), lacking.with_columns(ids)]).sort("source_row")


def drop_duplicates(frame: pl.DataFrame, rejections: Rejections, column: str) -> pl.DataFrame:
    """Keep one of rows that say the same under one id; number those that say something else under it.

    One ticket may hold several lines; each then gets its place behind the number, in an order that does not hang on
    the order of rows.
    """
    same = ("kind", "txn_id", "at_utc", "product", "quantity", "amount_gross_eur")
    again = pl.struct(same).is_duplicated() & ~pl.struct(same).is_first_distinct()
    frame = rejections.take(frame.sort("source_row"), again, "fleet.row.duplicate", column, pl.col("txn_id"))
    line = pl.col("txn_id").cum_count().over("kind", "txn_id", order_by=["at_utc", "product", "quantity"])
    suffix = pl.when(line > 1).then(pl.format("/{}", line)).otherwise(pl.lit(""))
    return frame.with_columns(txn_id=pl.col("txn_id") + suffix)


def to_series(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the series (without `import_id`) and the transient ones, typed; absent ones null."""
    schema = {name: dtype for name, dtype in FLEET_TRANSACTIONS.schema.items() if name not in ("import_id", "year")}
    schema |= dict.fromkeys(TRANSIENT, pl.String())
    columns = [
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
    ]
    year = pl.col("at_utc").dt.convert_time_zone(ZONE).dt.year().cast(pl.Int32)
    return frame.select(columns).with_columns(year=year)
