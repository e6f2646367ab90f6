"""The measured values of a building as they stand on a day: the newest of each, from whatever audit or model."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

import polars as pl

from kern.errors import InputWrong
from kern.language import N_

# Input frame; unit, source, audited_on and audit_code may be absent.
VALUE_SCHEMA: dict[str, pl.DataType] = {
    "asset_code": pl.String(),
    "criterion_id": pl.String(),
    "element": pl.String(),
    "scope": pl.String(),
    "value": pl.String(),
    "unit": pl.String(),
    "source": pl.String(),
    "audited_on": pl.Date(),
    "audit_code": pl.String(),
}
_NEEDED = ("asset_code", "criterion_id", "element", "scope", "value")
# Of two values of the same day, an audit goes before geometry, geometry before a claim in a property.
SOURCES = ("audit", "geometry", "property")


@dataclass(frozen=True)
class Measurement:
    """One value as it was written down."""

    criterion_id: str
    element: str
    scope: str
    value: str | None
    unit: str
    source: str
    audited_on: date | None


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February.

    >>> years_later(date(2024, 2, 29), 5)
    datetime.date(2029, 2, 28)
    """
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def age_years(begin: date, on: date) -> float:
    """Age in years with a fraction; a whole number on the anniversary only.

    >>> age_years(date(2020, 5, 1), date(2025, 5, 1)), age_years(date(2020, 5, 1), date(2025, 5, 2)) > 5
    (5.0, True)
    """
    whole = on.year - begin.year - (on < years_later(begin, on.year - begin.year))
    last = years_later(begin, whole)
    return whole + (on - last).days / (years_later(begin, whole + 1) - last).days


def newest_values(values: pl.DataFrame, on: date, valid_years: int) -> pl.DataFrame:
    """Of each criterion, element and scope of a building the newest value; later ones than the day do not count.

    Values older than the label's term are left out as soon as the building has a younger one; the rest of an
    audit does not keep an old one alive. Values of the same day and source that differ are all kept.

    Args:
        values: Columns of `VALUE_SCHEMA`.
        on: The day.
        valid_years: Term of the label. [year]

    Returns:
        The columns of `VALUE_SCHEMA`, sorted.

    Raises:
        InputWrong: A needed column is absent.
    """
    absent = [name for name in _NEEDED if name not in values.columns]
    if absent:
        raise InputWrong(N_("The measured values lack the columns {columns}."), columns=", ".join(absent))
    known = values.select(
        pl.col(name).cast(kind) if name in values.columns else pl.lit(None, kind).alias(name)
        for name, kind in VALUE_SCHEMA.items()
    ).with_columns(
        pl.col("element", "unit").fill_null("").str.strip_chars(),
        pl.col("scope").fill_null("visitor"),
        pl.col("source").fill_null("audit"),
        pl.col("criterion_id").str.strip_chars(),
    )
    term = years_later(on, -valid_years)
    day = pl.col("audited_on")
    known = known.filter(day.is_null() | (day <= on))
    has_young = (day >= term).any().over("asset_code")
    known = known.filter(day.is_null() | (day >= term) | ~has_young)
    rank = pl.col("source").replace_strict({name: place for place, name in enumerate(SOURCES)}, default=len(SOURCES))
    key = ["asset_code", "criterion_id", "element", "scope"]
    return (
        known.with_columns(rank.alias("_rank"), day.fill_null(date.min).alias("_day"))
        .filter(pl.col("_day") == pl.col("_day").max().over(key))
        .filter(pl.col("_rank") == pl.col("_rank").min().over(key))
        .drop("_rank", "_day")
        .unique(subset=[*key, "value", "unit"], keep="any")
        .sort(*key, "value", "unit", nulls_last=True)
    )


def measurements(rows: pl.DataFrame) -> Iterator[tuple[str, list[Measurement]]]:
    """The rows of `newest_values` as values, building by building."""
    columns = ("asset_code", "criterion_id", "element", "scope", "value", "unit", "source", "audited_on")
    for asset_code, of_asset in groupby(rows.select(columns).iter_rows(), key=itemgetter(0)):
        yield str(asset_code), [Measurement(*row[1:]) for row in of_asset]
