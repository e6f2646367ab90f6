"""Certificates on a day: the newest of each kind per building, until when it holds, and what is missing by duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_
from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

EVERY_BUILDING = "every_building"
STATES: Mapping[str, str] = {
    "valid": N_("valid"),
    "expires_soon": N_("expires within a year"),
    "expired": N_("expired"),
    "no_term": N_("no term"),
    "missing": N_("missing"),
}
"""State -> its name."""

CERTIFICATES: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "kind": pl.String(),
    "level": pl.String(),
    "reference": pl.String(),
    "issued_on": pl.Date(),
    "valid_until": pl.Date(),
    "term_from": pl.String(),
    "state": pl.String(),
    "import_id": pl.Int64(),
}


def compute_certificates(certificates: pl.DataFrame, buildings: pl.DataFrame, day: date) -> pl.DataFrame:
    """The state of every certificate of the buildings there, and a row for each that a duty asks and nobody has.

    Where the certificate names no last day, the term of its kind counts from the day it was issued (`term_from` is
    `rule`; else `certificate`). A later certificate of the same kind replaces an earlier one.

    Args:
        certificates: Register `certificate`.
        buildings: The buildings there on the day; column `asset_code`.
        day: The day; what was issued later does not count.

    Returns:
        Columns of CERTIFICATES, by building and kind. Source of terms and duties: data/vastgoed/certificate_kinds.csv.

    >>> from datetime import date
    >>> held = pl.DataFrame({"asset_code": ["A"], "kind": ["epc_nr"], "issued_on": [date(2020, 5, 1)]})
    >>> found = compute_certificates(held, pl.DataFrame({"asset_code": ["A", "B"]}), date(2025, 12, 31))
    >>> found.select("asset_code", "valid_until", "state").rows()
    [('A', datetime.date(2025, 5, 1), 'expired'), ('B', None, 'missing')]
    """
    kinds = read_table("vastgoed/certificate_kinds.csv").select(
        pl.col("code").alias("kind"), pl.col("valid_years").cast(pl.Int64), pl.col("duty_from").str.to_date(), "duty_of"
    )
    there = buildings.select("asset_code")
    absent = [pl.lit(None, kind).alias(name) for name, kind in CERTIFICATES.items() if name not in certificates.columns]
    named = pl.col("valid_until")
    by_rule = pl.col("issued_on").dt.offset_by(pl.format("{}y", pl.col("valid_years")))
    held = (
        certificates.with_columns(absent)
        .join(there, on="asset_code", how="semi")
        .filter(pl.col("issued_on") <= day)
        .sort("issued_on")
        .unique(["asset_code", "kind"], keep="last", maintain_order=True)
        .join(kinds, on="kind", how="left")
        .with_columns(
            valid_until=pl.coalesce(named, by_rule),
            term_from=pl.when(named.is_not_null()).then(pl.lit("certificate")).when(by_rule.is_not_null()).then(
                pl.lit("rule")
            ),
        )
        .with_columns(state=_state(day))
    )  # fmt: skip
    due = kinds.filter((pl.col("duty_of") == EVERY_BUILDING) & (pl.col("duty_from") <= day)).select("kind")
    missing = there.join(due, how="cross").join(held, on=["asset_code", "kind"], how="anti")
    lacking = missing.with_columns(
        *(pl.lit(None, kind).alias(name) for name, kind in CERTIFICATES.items() if name not in ("asset_code", "kind"))
    ).with_columns(state=pl.lit("missing"))
    columns = list(CERTIFICATES)
    schema = pl.Schema(CERTIFICATES)
    return pl.concat([held.select(columns).cast(schema), lacking.select(columns).cast(schema)]).sort(
        "asset_code", "kind"
    )


def _state(day: date) -> pl.Expr:
    until = pl.col("valid_until")
    return (
        pl.when(until.is_null())
        .then(pl.lit("no_term"))
        .when(until < day)
        .then(pl.lit("expired"))
        .when(until <= pl.lit(day).dt.offset_by("1y"))
        .then(pl.lit("expires_soon"))
        .otherwise(pl.lit("valid"))
    )
