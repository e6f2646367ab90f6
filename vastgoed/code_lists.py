"""The code lists of `data/`: what people write -> code, and code -> its name in the language in force."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.language import current_language
from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS: Mapping[str, str] = {
    "building_function": "transfer/functions.csv",
    "function": "transfer/functions.csv",
    "ownership_right": "vastgoed/ownership_rights.csv",
    "use_right": "vastgoed/use_rights.csv",
    "heritage_status": "vastgoed/heritage_statuses.csv",
    "long_term_strategy": "vastgoed/strategies.csv",
    "property_status": "vastgoed/strategies.csv",
    "saving_works_type": "vastgoed/energy_works.csv",
    "renewable_type": "vastgoed/energy_works.csv",
    "register_status": "vastgoed/register_statuses.csv",
    "unit_status": "vastgoed/register_statuses.csv",
    "transfer_status": "transfer/statuses.csv",
    "certificate": "vastgoed/certificate_kinds.csv",
    "resource": "vastgoed/resource_kinds.csv",
    "part": "transfer/readiness.csv",
    "outcome": "transfer/outcomes.csv",
    "task_domain": "transfer/task_domains.csv",
    "cost_line": "transfer/cost_lines.csv",
    "dependency": "transfer/dependencies.csv",
}
"""Column -> the table of `data/` that lists its codes."""

_KIND = {"saving_works_type": "saving_works", "renewable_type": "renewable", "register_status": "building",
         "unit_status": "unit"}  # fmt: skip


@lru_cache(maxsize=32)
def choices(column: str) -> Mapping[str, str]:
    """Text as people write it -> code, for a column with a code list.

    Args:
        column: A key of LISTS.

    >>> choices("use_right")["huurovereenkomst"], choices("function")["labo"]
    ('lease', 'laboratory')
    """
    found: dict[str, str] = {}
    for row in _rows(column).iter_rows(named=True):
        code = row.get("code") or row["part"]
        said = [code, row["nl"], row["en"], *(row.get("aliases") or "").split(";")]
        found |= {text.strip(): code for text in said if text and text.strip()}
    return found


@lru_cache(maxsize=32)
def _names(column: str, language: str) -> Mapping[str, str]:
    rows = _rows(column)
    key = "code" if "code" in rows.columns else "part"
    return dict(zip(rows[key], rows[language], strict=True))


def name_of(column: str, code: str | None) -> str:
    """The name of a code in the language in force; an unknown code is shown as it is, none as empty.

    >>> from kern.language import choose_language
    >>> choose_language("nl"), name_of("use_right", "lease"), name_of("use_right", "iets anders"), choose_language("en")
    ('nl', 'huur', 'iets anders', 'en')
    """
    if code is None:
        return ""
    return _names(column, current_language()).get(code, code)


def codes(column: str, where: str | None = None) -> tuple[str, ...]:
    """The codes of a list, in its order.

    Args:
        column: A key of LISTS.
        where: Only those whose cell in this column of the list is `true`.

    >>> codes("heritage_status", "is_protected")[0], codes("use_right", "is_lease")[:2]
    ('protected_monument', ('lease', 'emphyteusis'))
    """
    rows = _rows(column)
    if where is not None:
        rows = rows.filter(pl.col(where) == "true")
    return tuple(rows["code" if "code" in rows.columns else "part"])


def _rows(column: str) -> pl.DataFrame:
    rows = read_table(LISTS[column])
    kind = _KIND.get(column)
    return rows if kind is None else rows.filter(pl.col("kind") == kind)
