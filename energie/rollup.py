"""From readings to pieces: one row per meter, flow, resolution, local month and import.

The rollup is one lazy group-by on the partition columns, so that a hundred million readings stream through it.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from energie.spreading import load_profiles, spread_over_months
from kern.times import ZONE

FINE = ("quarter", "hour", "day")
FLOWS = ("offtake", "injection", "production", "auxiliary")
HOURS = {"quarter": 0.25, "hour": 1.0}
PIECE_KEY = ("meter", "flow", "resolution", "year", "month", "import_id")

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
        "substituted_kwh": pl.Float64(),
        "covered_days": pl.Float64(),
        "interval_days": pl.Float64(),
        "split": pl.String(),
        "rows_count": pl.Int64(),
    }
)
"""`covered_days` is the part of the month with a value, in calendar days; `interval_days` the length of one interval
(small is fine); `split` how the part of this month was taken: whole, days, load_profile or degree_days. An invoice
has its `source_row`; for intervals of a day or less that is null and `rows_count` rows stand behind the piece.
`substituted_kwh` is what was put in gaps (see `energie.repair`); such a piece has no import."""


@dataclass(frozen=True)
class Pieces:
    """Pieces, and the invoices that overlap another one of the same meter.

    Args:
        frame: PIECES.
        overlaps: Columns `meter`, `flow`, `start`, `end`, `overlap_days`, `import_id`, `source_row`.
    """

    frame: pl.DataFrame
    overlaps: pl.DataFrame


def monthly_sums(readings: pl.LazyFrame) -> pl.LazyFrame:
    """Sum all readings per meter, register, resolution, quality, local month and import.

    Nothing is filtered or computed per row, so that it costs little more than a bare sum.

    Args:
        readings: The readings series.

    Returns:
        Group columns, `consumption_kwh`, `rows_count`.
    """
    group = ["meter", "carrier", "register", "resolution", "quality", "year", "month", "import_id"]
    return readings.group_by(group).agg(pl.col("consumption_kwh").sum(), pl.len().cast(pl.Int64).alias("rows_count"))


def roll_up(readings: pl.LazyFrame) -> Pieces:
    """Bring all readings to months.

    Args:
        readings: The readings series; `year` and `month` are the local calendar of the start.
    """
    sums = monthly_sums(readings).collect(engine="streaming")
    is_fine = pl.col("resolution").cast(pl.String).is_in(FINE)
    starts = sums.filter(~is_fine).select("year", "month").unique()
    coarse = readings.clear().collect()
    if starts.height:
        # The months in which a period starts are partitions: only they are read again, row by row.
        among = pl.any_horizontal(
            (pl.col("year") == year) & pl.col("month").is_in(months)
            for year, months in starts.group_by("year").agg("month").iter_rows()
        )
        coarse = readings.filter(among, ~is_fine).collect(engine="streaming")
    fine = _fine_pieces(sums.filter(is_fine))
    spread = spread_over_months(coarse.with_columns(flow=_flow()), load_profiles(fine))
    frame = pl.concat([fine, spread.pieces.select(PIECES.names()).cast(PIECES)])
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


def _fine_pieces(sums: pl.DataFrame) -> pl.DataFrame:
    """Pieces of intervals of a day or less.

    Quarters and hours of all registers add up: day or night is active, never both. Day totals give a row per
    register for the same day, so the fullest register counts.
    """
    kwh, quality = pl.col("consumption_kwh"), pl.col("quality").cast(pl.String)
    register = [*PIECE_KEY, "register"]
    by_register = (
        sums.with_columns(flow=_flow())
        .group_by(register, maintain_order=True)
        .agg(
            pl.col("carrier").first().cast(pl.String),
            kwh.sum(),
            kwh.filter(quality == "estimated").sum().alias("estimated_kwh"),
            kwh.filter(quality == "provisional").sum().alias("provisional_kwh"),
            pl.col("rows_count").filter(quality != "no_data").sum().alias("valued_count"),
            pl.col("rows_count").sum(),
        )
    )
    pieces = by_register.group_by(PIECE_KEY, maintain_order=True).agg(
        pl.col("carrier").first(),
        pl.col("consumption_kwh", "estimated_kwh", "provisional_kwh", "rows_count").sum(),
        pl.col("valued_count").sum().alias("summed_count"),
        pl.col("valued_count").max().alias("fullest_count"),
    )
    is_day = pl.col("resolution") == "day"
    hours = pl.col("resolution").replace_strict(HOURS, default=24.0, return_dtype=pl.Float64)
    valued = pl.when(is_day).then("fullest_count").otherwise("summed_count")
    of_month = pl.when(is_day).then("days").otherwise(pl.col("hours") / hours)
    return (
        pieces.with_columns(pl.col("resolution").cast(pl.String))
        .join(month_calendar(pieces), on=["year", "month"])
        .with_columns(
            covered_days=(valued / of_month).clip(upper_bound=1.0) * pl.col("days"),
            interval_days=hours / 24,
            split=pl.lit("whole"),
            source_row=pl.lit(None, pl.Int64),
            substituted_kwh=pl.lit(0.0),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in PIECES.items())
    )
