"""The agency's own criteria over those that come with Koers: cell by cell, by criterion id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

OWN_SOURCE = "eigen_criteria"
# What a threshold of the agency's own workbook rests on when it says nothing else: the label's own text.
OWN_BASIS = "label"
NONE = "-"
"""Written in a cell, it takes the value of the shipped table away; an empty cell keeps it."""
_LEVELS = ("a", "aplus", "aplusplus")
DEFAULTS = {"mandatory": "true", "scope": "visitor;staff", "certainty": "high", "source": OWN_SOURCE}
"""What a new criterion is when its row does not say."""


def criteria_rows(own: pl.DataFrame | None = None) -> list[dict[str, str]]:
    """The rows of the criteria in force: the shipped ones, changed and extended by the own ones.

    A filled cell replaces the shipped one. A level that gets a threshold rests on the label unless the row says
    otherwise, and its threshold is no longer unpublished. A row with `in_force` false takes its criterion out. An own
    threshold of A+ without an own size takes the place of the published norm, against which every value is shown.

    Args:
        own: Register `label_criterion`; None or empty leaves the shipped table as it is.

    Returns:
        Dicts with the columns of `data/label/criteria.csv`, empty cells as empty texts, and `own`: what of the norm
        (`reference`) and the levels (`a`, `aplus`, `aplusplus`) is the agency's own, with a semicolon between.

    >>> import polars as pl
    >>> own = pl.DataFrame({"id": ["DOR-03"], "level_a": ["80"], "in_force": [None]})
    >>> row = next(row for row in criteria_rows(own) if row["id"] == "DOR-03")
    >>> row["level_a"], row["basis_a"], row["level_aplus"], row["own"]
    ('80', 'label', '90', 'a')
    """
    shipped = read_table("label/criteria.csv")
    rows = {
        row["id"]: {name: row[name] or "" for name in shipped.columns} | {"own": ""}
        for row in shipped.iter_rows(named=True)
    }
    changes: Iterable[Mapping[str, str | None]] = own.iter_rows(named=True) if own is not None else ()
    for change in changes:
        name = change["id"] or ""
        if change.get("in_force") == "false":
            rows.pop(name, None)
            continue
        old = rows.get(name)
        rows[name] = _changed(old if old is not None else _blank(name, shipped.columns), change, is_new=old is None)
    # What replaced a criterion that is no longer there replaces nothing.
    return [row | {"satisfied_by": row["satisfied_by"] if row["satisfied_by"] in rows else ""} for row in rows.values()]


def _blank(name: str, columns: list[str]) -> dict[str, str]:
    return dict.fromkeys(columns, "") | DEFAULTS | {"id": name, "basis": OWN_BASIS, "own": ""}


def _changed(row: dict[str, str], change: Mapping[str, str | None], *, is_new: bool) -> dict[str, str]:
    said = {name: value for name, value in change.items() if name in row and value}
    old, row = row, row | {name: "" if value == NONE else value for name, value in said.items()}
    unknown = {code for code in row["unknown_levels"].split(";") if code}
    for level in _LEVELS:
        if said.get(f"level_{level}"):
            row[f"basis_{level}"] = said.get(f"basis_{level}") or OWN_BASIS
            unknown.discard(level)
    row["unknown_levels"] = ";".join(sorted(unknown))
    # A workbook may repeat what is shipped: only what differs is the agency's own.
    own = [level for level in _LEVELS if row[f"level_{level}"] not in {"", old[f"level_{level}"]}]
    size = "value_finished" if row["value_finished"] else "value_rough"
    has_size = row[size] not in {"", old[size]}
    if "aplus" in own and not is_new and not has_size:
        row |= {"value_finished": row["level_aplus"], "value_rough": ""}
        has_size = True
    if is_new or has_size:
        own.insert(0, "reference")
        row["basis"] = row["basis"] if row["basis"] != old["basis"] else OWN_BASIS
    row["own"] = ";".join(own)
    if not is_new and "source" not in said:
        row["source"] = ";".join(dict.fromkeys([*filter(None, row["source"].split(";")), OWN_SOURCE]))
    row["quantity_nl"] = row["quantity_nl"] or row["quantity"]
    row["quantity"] = row["quantity"] or row["quantity_nl"]
    return row
