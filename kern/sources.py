"""Reference numbers: reads `data/`, finds the factor that holds on a date, and never falls back silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from kern.errors import FactorMissing, InputWrong
from kern.language import N_

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Source:
    """Where a number was published."""

    key: str
    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True)
class Factor:
    """One reference number with its passport."""

    key: str
    factor_set: str
    value: float
    unit: str
    valid_from: date
    valid_until: date | None
    kind: str
    source: str
    place: str
    note: str
    certainty: str
    file: str


def data_path(*parts: str) -> Path:
    """The path of a file in `data/`.

    Raises:
        InputWrong: The file is not there.
    """
    path = DATA.joinpath(*parts)
    if not path.exists():
        raise InputWrong(N_("Reference file data/{file} is missing."), file="/".join(parts))
    return path


@lru_cache(maxsize=64)
def read_table(name: str) -> pl.DataFrame:
    """A table of `data/` as text columns, empty cells as null.

    Args:
        name: Path below `data/`, such as `factors/emission.csv`.

    >>> read_table("sources.csv").columns[:2]
    ['key', 'title']
    """
    return pl.read_csv(data_path(*name.split("/")), infer_schema=False)


def source(key: str) -> Source:
    """The source behind a key of `data/sources.csv`.

    Raises:
        InputWrong: The key is not in the file.
    """
    rows = read_table("sources.csv").filter(pl.col("key") == key)
    if rows.is_empty():
        raise InputWrong(N_("Source {key} is not in data/sources.csv. Add a row for it."), key=key)
    row = rows.row(0, named=True)
    return Source(*(row[name] or "" for name in ("key", "title", "publisher", "year", "url")))


def sources_of(keys: str) -> list[Source]:
    """The sources of a cell that may name several, separated by semicolons.

    Raises:
        InputWrong: A key is not in `data/sources.csv`.

    >>> sources_of("")
    []
    """
    return [source(key.strip()) for key in keys.split(";") if key.strip()]


@lru_cache(maxsize=16)
def factor_table(name: str) -> pl.DataFrame:
    """A table of factors, typed.

    Args:
        name: Path below `data/`, such as `factors/emission.csv`.

    Returns:
        Columns `key`, `factor_set`, `value`, `unit`, `valid_from`, `valid_until` (excluded, null is open),
        `kind`, `source`, `place`, `note`, `certainty`.

    >>> factor_table("factors/primary_energy.csv")["value"].dtype
    Float64
    """
    return read_table(name).with_columns(
        pl.col("value").cast(pl.Float64),
        pl.col("valid_from", "valid_until").str.to_date("%Y-%m-%d"),
    )


def factor(table: str, key: str, on: date, factor_set: str) -> Factor:
    """The factor of a set that holds on a day.

    Args:
        table: Path below `data/`, such as `factors/emission.csv`.
        key: Name of the factor, such as `co2.natural_gas.direct`.
        on: The day it must hold.
        factor_set: Which published series; series are never mixed.

    Raises:
        FactorMissing: No row of this set holds on that day; the message names the file to extend.

    >>> table, key = "factors/primary_energy.csv", "primary_energy.electricity"
    >>> factor(table, key, date(2024, 7, 1), "vlaams_actieplan_2016").value
    2.5
    """
    rows = factor_table(table).filter(
        pl.col("key") == key,
        pl.col("factor_set") == factor_set,
        pl.col("valid_from") <= on,
        pl.col("valid_until").is_null() | (pl.col("valid_until") > on),
    )
    if rows.is_empty():
        raise FactorMissing(
            N_(
                "Factor {key} of set {factor_set} has no value for {day}. "
                "Add a row with its source to data/{table}, or choose another set."
            ),
            key=key,
            factor_set=factor_set,
            day=on,
            table=table,
        )
    row = rows.row(0, named=True)
    return Factor(
        key=row["key"],
        factor_set=row["factor_set"],
        value=row["value"],
        unit=row["unit"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        kind=row["kind"] or "",
        source=row["source"] or "",
        place=row["place"] or "",
        note=row["note"] or "",
        certainty=row["certainty"] or "",
        file=f"data/{table}",
    )
