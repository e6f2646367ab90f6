"""Names of codes in the language in force, from the reference tables and from here."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from kern.language import N_, _, current_language
from kern.sources import read_table
from kern.trajectory import Method

METHODS = {
    Method.LINEAR_ON_BASE: N_("linear: each year the same slice of the base year"),
    Method.COMPOUND: N_("compound: each year the same share of the year before"),
    Method.AVERAGE: N_("average over the whole term"),
}

CERTAINTIES = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}

USE_TYPES = {
    "pool": N_("pool"),
    "technical": N_("technical"),
    "assigned": N_("assigned to a person"),
    "take_home": N_("taken home"),
}

_COLUMN = {"fleet/powertrains.csv": "code", "fleet/products.csv": "product", "factors/sets.csv": "factor_set"}


@lru_cache(maxsize=16)
def _names(table: str, language: str) -> dict[str, str]:
    rows = read_table(table)
    return dict(rows.select(_COLUMN[table], language).rows())


def powertrain_name(code: str | None) -> str:
    """A powertrain in words.

    >>> from kern.language import choose_language
    >>> choose_language("en"), powertrain_name("bev"), powertrain_name(None)
    ('en', 'battery electric', 'not known')
    """
    return _names("fleet/powertrains.csv", current_language()).get(code or "", _("not known"))


def fuel_name(code: str) -> str:
    """A fuel in words; fuels are named like their product."""
    return product_name(code)


def certainty_name(code: str) -> str:
    """A certainty in words."""
    return _(CERTAINTIES.get(code, code))


def product_name(code: str) -> str:
    """A product in words."""
    return _names("fleet/products.csv", current_language()).get(code, code)


def factor_set_name(code: str) -> str:
    """A factor set in words, with its code, so that it can be asked for."""
    return f"{_names('factors/sets.csv', current_language()).get(code, code)} ({code})"


def target_set_name(code: str) -> str:
    """A target set in words."""
    rows = read_table("targets/sets.csv")
    names: dict[str, str] = dict(rows.select("set_id", current_language()).rows())
    return names.get(code, code)


def use_type_name(code: str | None) -> str:
    """A use type in words."""
    return _(USE_TYPES[code]) if code in USE_TYPES else _("not known")


def factor_set_version(code: str, year: int) -> str:
    """Which edition of a factor set holds for a year: its vintage, else the day from which its rows hold.

    >>> factor_set_version("desnz_2023_mineral", 2025), factor_set_version("ecoscore_be", 2025)
    ('2023', '2005-01-01')
    """
    rows = read_table("factors/sets.csv").filter(pl.col("factor_set") == code)
    vintage = rows["vintage"].to_list()[0] if rows.height else None
    if vintage:
        return str(vintage)
    of_set = read_table("factors/emission.csv").filter(
        pl.col("factor_set") == code, pl.col("valid_from") <= f"{year}-12-31"
    )
    newest = of_set["valid_from"].max()
    return "" if newest is None else str(newest)
