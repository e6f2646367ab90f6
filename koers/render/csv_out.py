"""One table as CSV: neutral numbers, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong
from kern.language import N_, _
from kern.report import Chart, Column, Table

if TYPE_CHECKING:
    from kern.report import Section

FIGURES = "cijfers"
# What makes a spreadsheet read a text as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guard(value: Any) -> Any:
    """A cell that stays what it is: numbers stay numbers, a text that starts a formula gets an apostrophe.

    >>> guard("=1+1"), guard(-3.5), guard("-3"), guard("Gent")
    ("'=1+1", -3.5, "'-3", 'Gent')
    """
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def table_as_csv(table: Table) -> str:
    r"""A table with its column names on the first line; numbers as printed, with a point as decimal mark.

    >>> table_as_csv(Table("t", "T", [Column("a_kwh", "A", "kWh", 1)], [{"a_kwh": 1.26}]))
    'a_kwh\r\n1.3\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text)
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.printed_rows():
        writer.writerow(["" if row[name] is None else guard(row[name]) for name in names])
    return text.getvalue()


def tables_of(section: Section) -> dict[str, Table]:
    """The tables of a section by key: its own tables first, then the numbers behind its charts, then its figures."""
    own = [block for block in section.blocks if isinstance(block, Table)]
    charted = [block.data for block in section.blocks if isinstance(block, Chart) and block.data is not None]
    tables: dict[str, Table] = {}
    for table in [*own, *charted]:
        tables.setdefault(table.key, table)
    figures = section.figures()
    if figures:
        tables[FIGURES] = Table(
            FIGURES,
            _("Figures"),
            [Column(name, name) for name in ("key", "label", "value", "unit", "verdict", "note")],
            [
                {
                    "key": figure.key,
                    "label": figure.label,
                    "value": figure.printed,
                    "unit": figure.unit,
                    "verdict": figure.verdict,
                    "note": figure.note,
                }
                for figure in figures
            ],
        )
    return tables


def choose_table(section: Section, name: str | None) -> Table:
    """The table to write: the one named, else the first.

    Raises:
        UsageWrong: The section has no such table, or none at all.
    """
    tables = tables_of(section)
    if name is None and tables:
        return next(iter(tables.values()))
    if name is None or name not in tables:
        raise UsageWrong(
            N_("There is no table {name} here. Choose from: {tables}."), name=name or "–", tables=", ".join(tables)
        )
    return tables[name]
