"""Each litre once: cancellations set off against what they cancel, the same purchase in two files counted once."""

from __future__ import annotations

import polars as pl

from kern.times import ZONE

SAME = ("kind", "vin", "at_utc", "product", "quantity", "amount_gross_eur")
"""Rows equal in all of these are one purchase, whatever their numbers."""

_AMOUNTS = ("quantity", "amount_net_eur", "amount_gross_eur")


def bought(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging rows."""
    return transactions.filter(pl.col("kind").is_in(["fuel", "charge"]))


def _is_credit() -> pl.Expr:
    return pl.col("cancel_of").is_not_null() | (pl.col("quantity").fill_null(0) < 0)


def named_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Credits that say which transaction they undo."""
    return bought(transactions).filter(pl.col("cancel_of").is_not_null())


def unnamed_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Negative rows that do not say what they undo."""
    return bought(transactions).filter(pl.col("cancel_of").is_null() & (pl.col("quantity") < 0))


def match_unnamed(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Unnamed credits with the purchase they must undo, in `cancel_of`; null where there is none.

    It is the latest earlier purchase of the same product and quantity by the same vehicle.
    """
    alike = ["kind", "vin", "product", "_size"]
    size = pl.col("quantity").abs().round(3).alias("_size")
    cancelled = named_credits(transactions).select("kind", "cancel_of").unique()
    credits_ = unnamed_credits(transactions).with_columns(size).sort("at_utc", "txn_id")
    credits_ = credits_.with_columns(_place=pl.col("txn_id").cum_count().over(alike))
    latest = credits_.group_by(alike).agg(pl.col("at_utc").max().alias("_latest"))
    purchases = (
        bought(transactions)
        .filter(~_is_credit())
        .with_columns(size)
        .join(latest, on=alike)
        .filter(pl.col("at_utc") <= pl.col("_latest"))
        .join(cancelled, left_on=["kind", "txn_id"], right_on=["kind", "cancel_of"], how="anti")
        .sort("at_utc", "txn_id", descending=True)
        .select(*alike, _purchase="txn_id", _place=pl.col("txn_id").cum_count().over(alike))
    )
    return (
        credits_.join(purchases, on=[*alike, "_place"], how="left")
        .with_columns(cancel_of="_purchase")
        .drop("_purchase", "_place", "_size")
    )


def all_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Every credit with the transaction it undoes, or null."""
    return pl.concat([named_credits(transactions), match_unnamed(transactions)])


def dangling_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Credits whose purchase is not in the data. They count for nothing: no litre is given back that never came in."""
    purchases = bought(transactions).filter(~_is_credit()).select("kind", "txn_id")
    return all_credits(transactions).join(
        purchases, left_on=["kind", "cancel_of"], right_on=["kind", "txn_id"], how="anti"
    )


def after_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging after credits, doubles still in it; columns as of `net_transactions`."""
    credits_ = (
        all_credits(transactions)
        .group_by("kind", "cancel_of")
        .agg(
            *(pl.col(name).sum().alias(f"_{name}") for name in _AMOUNTS),
            pl.col("quantity").is_null().any().alias("_whole"),
            pl.len().alias("_rows"),
        )
    )
    local = pl.col("at_utc").dt.convert_time_zone(ZONE)
    return (
        bought(transactions)
        .filter(~_is_credit())
        .join(credits_, left_on=["kind", "txn_id"], right_on=["kind", "cancel_of"], how="left")
        # A credit without a quantity undoes the whole purchase.
        .filter(~pl.col("_whole").fill_null(False))
        .with_columns(
            *((pl.col(name) + pl.col(f"_{name}").fill_null(0)).alias(name) for name in _AMOUNTS),
            rows=pl.lit(1, pl.UInt32) + pl.col("_rows").fill_null(0),
        )
        .filter(pl.col("_rows").is_null() | (pl.col("quantity").fill_null(0).abs() > 1e-6))
        .drop("_whole", "_rows", *(f"_{name}" for name in _AMOUNTS))
        .with_columns(day=local.dt.date(), month=local.dt.month())
    )


def net_transactions(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging after credits and doubles, each at the moment and vehicle of the purchase.

    Args:
        transactions: Columns of `fleet_transactions`.

    Returns:
        Its columns; `quantity` and amounts net, without fully cancelled rows, `day` (local date), `month` (local) and
        `rows`, the number of stored rows behind it.
    """
    # Doubles are few: a hash finds them without carrying every column through a sort.
    marked = after_credits(transactions).with_columns(_hash=pl.struct(SAME).hash())
    marked = marked.with_columns(_again=pl.col("_hash").is_duplicated() & pl.col("quantity").is_not_null())
    single = marked.filter(~pl.col("_again"))
    double = marked.filter("_again").sort("txn_id").unique(SAME, keep="first", maintain_order=True)
    return pl.concat([single, double]).drop("_hash", "_again")


def doubles(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """The purchases that were counted once though they stand in the data more often: `txn_id`s and number."""
    return (
        after_credits(transactions)
        .filter(pl.col("quantity").is_not_null())
        .group_by(SAME)
        .agg(pl.len().alias("count"), pl.col("txn_id").sort())
        .filter(pl.col("count") > 1)
    )
