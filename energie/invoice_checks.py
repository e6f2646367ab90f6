"""Invoices against each other: doubles, conflicts and slips of a factor thousand."""

from __future__ import annotations

import polars as pl

_SAME_MONTH_ENOUGH = 2
_ROWS_ENOUGH = 6
_LOG_TOLERANCE = 0.5


def mark_double(rows: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Drop rows that repeat an invoice, and mark those that contradict one.

    Args:
        rows: Invoice rows with `number`, `meter`, `period_from`, `period_until`, `resolution`, `kind`,
            `consumption_kwh`.

    Returns:
        The rows with `conflict` (True where the meter has an earlier row that starts on the same day and has the
        same resolution, or the invoice stands there with another quantity), and how many rows were dropped as repeats.
    """
    same = ["number", "meter", "period_from", "period_until", "kind", "consumption_kwh"]
    once = rows.unique(same, keep="first", maintain_order=True)
    # Which of two contradicting rows counts must not hang on the order of the file.
    once = once.sort("number", "meter", "period_from", "period_until", "consumption_kwh", maintain_order=True)
    counted = pl.col("kind") != "advance"
    same_number = pl.int_range(pl.len()).over("number", "meter", "period_from", "period_until") > 0
    same_start = counted & (pl.int_range(pl.len()).over("meter", "period_from", "resolution", counted) > 0)
    marked = once.with_columns(conflict=same_number | same_start)
    if "source_row" in marked.columns:
        marked = marked.sort("source_row", maintain_order=True)
    return marked, rows.height - once.height


def mark_unit_slips(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark rows whose use per day is about a thousand times more or less than the meter's own history.

    Compared with the median of the same calendar month in other years where there are at least two, else with
    the median of all the meter's rows (at least six); the latter only finds what is too high, since a gas meter
    in summer is rightly near nothing. About a thousand: within half an order of magnitude.

    Args:
        rows: Invoice rows with `meter`, `period_from`, `period_until`, `kind`, `consumption_kwh`.

    Returns:
        The rows with `slip`; a row whose kind is `checked` is never marked.
    """
    days = (pl.col("period_until") - pl.col("period_from")).dt.total_days()
    rows = rows.with_columns(
        per_day=pl.when((pl.col("consumption_kwh") > 0) & (pl.col("kind") != "advance")).then(
            pl.col("consumption_kwh") / days
        ),
        month_of_year=pl.col("period_from").dt.month(),
        monthly=days <= 31,
    )
    same_month = ["meter", "month_of_year", "monthly"]
    usual_month = pl.when(pl.col("per_day").count().over(same_month) > _SAME_MONTH_ENOUGH).then(
        pl.col("per_day").median().over(same_month)
    )
    usual = pl.when(pl.col("per_day").count().over("meter", "monthly") > _ROWS_ENOUGH).then(
        pl.col("per_day").median().over("meter", "monthly")
    )
    by_month = (pl.col("per_day") / usual_month).log10()
    overall = (pl.col("per_day") / usual).log10()
    near_thousand = (
        pl.when(usual_month.is_not_null())
        .then((by_month.abs() - 3).abs() < _LOG_TOLERANCE)
        .otherwise((overall - 3).abs() < _LOG_TOLERANCE)
    )
    return rows.with_columns(slip=near_thousand.fill_null(False) & (pl.col("kind") != "checked")).drop(
        "per_day", "month_of_year", "monthly"
    )
