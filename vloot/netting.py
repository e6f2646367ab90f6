"""Each litre once: cancellations set off against what they cancel, the same purchase in two files counted once.

Credits and doubles are few. They are looked up first, so that the many rows that are neither stream past.
"""

from __future__ import annotations

import polars as pl

from kern.times import ZONE

SAME = ("kind", "vin", "at_utc", "product", "quantity", "amount_gross_eur")
"""Rows equal in all of these are one purchase, whatever their numbers."""

_AMOUNTS = ("quantity", "amount_net_eur", "amount_gross_eur")
_NOTHING = 1e-6


def bought(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging rows."""
    return transactions.filter(pl.col("kind").is_in(["fuel", "charge"]))


def _is_credit() -> pl.Expr:
    return pl.col("cancel_of").is_not_null() | (pl.col("quantity").fill_null(0) < 0)


def purchases(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging rows that are no credit."""
    return bought(transactions).filter(~_is_credit())


def find_credits(transactions: pl.LazyFrame) -> pl.DataFrame:
    """Every credit with the transaction it undoes in `cancel_of`; null where none was found.

    A negative row that names no transaction undoes the latest earlier purchase of the same product and quantity by the
    same vehicle that nothing else undoes.
    """
    told = bought(transactions).filter(_is_credit()).collect(engine="streaming")
    named = told.filter(pl.col("cancel_of").is_not_null())
    unnamed = told.filter(pl.col("cancel_of").is_null())
    if unnamed.is_empty():
        return named
    alike = ["kind", "vin", "product", "_size"]
    size = pl.col("quantity").abs().round(3).alias("_size")
    unnamed = unnamed.with_columns(size).sort("at_utc", "txn_id")
    unnamed = unnamed.with_columns(_place=pl.col("txn_id").cum_count().over(alike))
    latest = unnamed.group_by(alike).agg(pl.col("at_utc").max().alias("_latest"))
    candidates = (
        purchases(transactions)
        .with_columns(size)
        .join(latest.lazy(), on=alike)
        .filter(pl.col("at_utc") <= pl.col("_latest"))
        .join(named.lazy(), left_on=["kind", "txn_id"], right_on=["kind", "cancel_of"], how="anti")
        .select(*alike, "at_utc", "txn_id")
        .collect(engine="streaming")
        .sort("at_utc", "txn_id", descending=True)
        .select(*alike, _purchase="txn_id", _place=pl.col("txn_id").cum_count().over(alike))
    )
    found = unnamed.join(candidates, on=[*alike, "_place"], how="left").with_columns(cancel_of="_purchase")
    return pl.concat([named, found.select(named.columns)])


def dangling_credits(transactions: pl.LazyFrame) -> pl.DataFrame:
    """Credits whose purchase is not in the data. They count for nothing: no litre is given back that never came in."""
    credits_ = find_credits(transactions)
    undone = credits_.select("kind", txn_id="cancel_of").unique()
    known = purchases(transactions).join(undone.lazy(), on=["kind", "txn_id"], how="semi").select("kind", "txn_id")
    return credits_.join(
        known.collect(engine="streaming"), left_on=["kind", "cancel_of"], right_on=["kind", "txn_id"], how="anti"
    )


def after_credits(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging after credits, doubles still in it; columns as of `net_transactions`."""
    credits_ = find_credits(transactions).filter(pl.col("cancel_of").is_not_null())
    sums = credits_.group_by("kind", txn_id="cancel_of").agg(
        *(pl.col(name).sum().alias(f"_{name}") for name in _AMOUNTS),
        pl.col("quantity").is_null().any().alias("_whole"),
        pl.len().alias("_rows"),
    )
    local = pl.col("at_utc").dt.convert_time_zone(ZONE)
    rest = purchases(transactions).with_columns(day=local.dt.date(), month=local.dt.month())
    whole = rest.join(sums.lazy(), on=["kind", "txn_id"], how="anti").with_columns(rows=pl.lit(1, pl.UInt32))
    if sums.is_empty():
        return whole
    part = (
        rest.join(sums.lazy(), on=["kind", "txn_id"])
        # A credit without a quantity undoes the whole purchase.
        .filter(~pl.col("_whole"))
        .with_columns(*(pl.col(name) + pl.col(f"_{name}") for name in _AMOUNTS), rows=pl.col("_rows") + 1)
        .filter(pl.col("quantity").fill_null(0).abs() > _NOTHING)
        .drop("_whole", "_rows", *(f"_{name}" for name in _AMOUNTS))
        .collect(engine="streaming")
    )
    return pl.concat([whole, part.lazy()], how="diagonal_relaxed")


def double_purchases(net: pl.LazyFrame) -> pl.DataFrame:
    """Purchases equal in all but their number: all rows of each, by number.

    Args:
        net: What `after_credits` gives.
    """
    known = net.filter(pl.col("quantity").is_not_null())
    # One number per row finds the few doubles without carrying every column through a sort.
    marks = known.select(pl.struct(SAME).hash()).collect(engine="streaming").to_series()
    again = marks.filter(marks.is_duplicated()).unique()
    if again.is_empty():
        return known.clear().collect()
    rows = known.filter(pl.struct(SAME).hash().is_in(again.implode())).collect(engine="streaming")
    return rows.filter(pl.struct(SAME).is_duplicated()).sort("txn_id")


def net_transactions(transactions: pl.LazyFrame) -> pl.LazyFrame:
    """Refuelling and charging after credits and doubles, each at the moment and vehicle of the purchase.

    Args:
        transactions: Columns of `fleet_transactions`.

    Returns:
        Its columns; `quantity` and amounts net, without fully cancelled rows, `day` (local date), `month` (local) and
        `rows`, the number of stored rows behind it.
    """
    net = after_credits(transactions)
    twice = double_purchases(net)
    if twice.is_empty():
        return net
    surplus = twice.filter(~pl.struct(SAME).is_first_distinct()).select("kind", "txn_id")
    return net.join(surplus.lazy(), on=["kind", "txn_id"], how="anti")


def doubles(transactions: pl.LazyFrame) -> pl.DataFrame:
    """The purchases that were counted once though they stand in the data more often: `txn_id`s and number."""
    twice = double_purchases(after_credits(transactions))
    return twice.group_by(SAME).agg(pl.len().alias("count"), pl.col("txn_id").sort()).sort("at_utc", "vin")
