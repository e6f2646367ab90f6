"""From readings to pieces: one row per meter, flow, resolution, local month and import.

The rollup is one lazy group-by on the partition columns, so that a hundred million readings stream through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.spreading import spread_over_months
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE = ("quarter", "hour", "day")
FLOWS = ("offtake", "injection", "production", "auxiliary")
HOURS = {"quarter": 0.25, "hour": 1.0}

PIECES = pl.Schema(
    {
        "meter": pl.String(),
        "carrier": pl.String(),
        "flow": pl.String(),
        "resolution": pl.String(),
        "year": pl.Int32(),
        "month": pl.Int8(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "consumption_kwh": pl.Float64(),
        "estimated_kwh": pl.Float64(),
        "provisional_kwh": pl.Float64(),
        "covered_days": pl.Float64(),
        "interval_days": pl.Float64(),
        "split": pl.String(),
        "rows_count": pl.Int64(),
    }
)
"""`covered_days` is the part of the month with a value, in calendar days; `interval_days` the length of one interval
(small is fine); `split` how the part of this month was taken: whole, days or degree_days. An invoice has its
`source_row`; for intervals of a day or less that is null and `rows_count` rows stand behind the piece."""


@dataclass(frozen=True)
class Pieces:
    """Pieces, and the invoices that overlap another one of the same meter.

    Args:
        frame: PIECES.
        overlaps: Columns `meter`, `flow`, `start`, `end`, `overlap_days`, `import_id`, `source_row`.
    """

    frame: pl.DataFrame
    overlaps: pl.DataFrame


def fine_rollup(readings: pl.LazyFrame, by: Sequence[str] = ("import_id",)) -> pl.LazyFrame:
    """Sum intervals of a day or less per meter, register, resolution and local month.

    Args:
        readings: The readings series.
        by: Further columns to group by.

    Returns:
        Group columns, `consumption_kwh`, `estimated_kwh`, `provisional_kwh`, `rows_count`, `valued_count`.
    """
    kwh = pl.col("consumption_kwh")
    return (
        readings.filter(pl.col("resolution").is_in(FINE))
        .group_by("meter", "carrier", "register", "resolution", "year", "month", *by)
        .agg(
            kwh.sum(),
            kwh.filter(pl.col("quality") == "estimated").sum().alias("estimated_kwh"),
            kwh.filter(pl.col("quality") == "provisional").sum().alias("provisional_kwh"),
            pl.len().cast(pl.Int64).alias("rows_count"),
            kwh.count().cast(pl.Int64).alias("valued_count"),
        )
    )


def roll_up(readings: pl.LazyFrame) -> Pieces:
    """Bring all readings to months.

    Args:
        readings: The readings series; `year` and `month` are the local calendar of the start.
    """
    fine = fine_rollup(readings).collect(engine="streaming")
    coarse = readings.filter(~pl.col("resolution").is_in(FINE)).collect(engine="streaming")
    spread = spread_over_months(coarse.with_columns(flow=_flow()))
    frame = pl.concat([_fine_pieces(fine), spread.pieces.select(PIECES.names()).cast(PIECES)])
    return Pieces(frame.sort("meter", "flow", "year", "month", "resolution", "import_id"), spread.overlaps)


def _flow() -> pl.Expr:
    return pl.col("register").cast(pl.String).str.replace("_day$|_night$", "")


def month_calendar(frame: pl.DataFrame) -> pl.DataFrame:
    """The months of a frame with their length.

    Args:
        frame: Columns `year`, `month`.

    Returns:
        `year`, `month`, `first` (day), `days` (calendar), `hours` (with the clock change).
    """
    first = pl.date("year", "month", 1)
    after = first.dt.offset_by("1mo")

    def utc(day: pl.Expr) -> pl.Expr:
        return day.cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")

    return (
        frame.select(pl.col("year").cast(pl.Int32), pl.col("month").cast(pl.Int8))
        .unique()
        .with_columns(
            first=first,
            days=(after - first).dt.total_days().cast(pl.Float64),
            hours=(utc(after) - utc(first)).dt.total_hours().cast(pl.Float64),
        )
    )


def _fine_pieces(fine: pl.DataFrame) -> pl.DataFrame:
    """Coverage of a month: quarters and hours of all registers add up (day or night is active, never both);
    day totals give one row per register for the same day, so the fullest register counts."""  # noqa: D205, D209
    fine = fine.with_columns(flow=_flow()).join(month_calendar(fine), on=["year", "month"])
    hours = pl.col("resolution").cast(pl.String).replace_strict(HOURS, default=24.0, return_dtype=pl.Float64)
    group = ["meter", "flow", "resolution", "year", "month", "import_id"]
    pieces = fine.group_by(group, maintain_order=True).agg(
        pl.col("carrier").first(),
        pl.col("consumption_kwh", "estimated_kwh", "provisional_kwh", "rows_count").sum(),
        pl.col("valued_count").sum().alias("summed_count"),
        pl.col("valued_count").max().alias("fullest_count"),
        pl.col("days", "hours").first(),
    )
    valued = pl.when(pl.col("resolution") == "day").then("fullest_count").otherwise("summed_count")
    of_month = pl.when(pl.col("resolution") == "day").then("days").otherwise(pl.col("hours") / hours)
    return pieces.with_columns(
        covered_days=(valued / of_month).clip(upper_bound=1.0) * pl.col("days"),
        interval_days=hours / 24,
        split=pl.lit("whole"),
        source_row=pl.lit(None, pl.Int64),
    ).select(pl.col(name).cast(dtype) for name, dtype in PIECES.items())
