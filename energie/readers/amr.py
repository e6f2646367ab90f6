"""Files of large consumers (AMR) with the quarters of a day beside each other: no headings, one row per day.

Source: policy S51. Lines above the table, then per row: first the day, eighth the code of the unit, from the eleventh
on the quarters of that local day, 92 or 100 of them when the clock changes. The connection stands in one of the
columns between, or in the lines above. Also as a workbook with each whole line in one cell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from energie.readers.heading_rows import first_rows
from energie.readers.layout import Layout
from energie.readers.series_files import read_table
from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.cells import clean_text
from kern.intake.contract import FileHead, Form, Intake, Reader, SheetHead
from kern.intake.table import TextTable, read_text_table
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VALUES_FROM = 10
MOST_VALUES = 100
UNIT_AT = 7
_DAY = re.compile(r"^\d{8} \d{1,2}:\d{2}(:\d{2})?$")
_EAN = r"^54\d{16}$"
_UNITS = {"KWT": "kWh", "KWH": "kWh", "MWH": "MWh", "MTQ": "m³"}
_REACTIVE = ("KVR", "K3", "KVARH", "KVA", "KVAR")
_OBIS = {"1": "Afname", "2": "Injectie", "3": "Reactief", "4": "Reactief"}
_MOST_ROWS_ABOVE = 12


def recognise(head: FileHead) -> bool:
    """Whether a row begins with a day such as `01012025 00:15` and goes on with the quarters of that day."""
    return _first_row(head) is not None


def _first_row(head: FileHead) -> tuple[str | None, Sequence[Sequence[str]], int] | None:
    """Sheet, first rows, and the number of the first row of the table."""
    for sheet in [sheet.name for sheet in head.sheets] or [None]:
        if head.form is Form.XLSX:
            named = head.sheet_named(sheet or "")
            if named is None or not any(_DAY.match(heading) for heading in named.headings[:1]):
                continue
            rows = first_rows(head, sheet, ";")
        elif head.form in (Form.CSV, Form.TEXT):
            lines = head.text.splitlines()[: _MOST_ROWS_ABOVE + 1]
            rows = [[cell.strip().strip('"') for cell in line.split(";")] for line in lines]
        else:
            continue
        for number, row in enumerate(rows[: _MOST_ROWS_ABOVE + 1], start=1):
            if len(row) >= VALUES_FROM + MOST_VALUES - 8 and _DAY.match(row[0]):
                return sheet, rows, number
    return None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a file of quarters with a row per day.

    Args:
        head: The file.
        mapping: Not used: the columns have fixed places.

    Raises:
        InputWrong: No connection stands in the file or its name.
    """
    found = _first_row(head)
    if found is None:
        raise InputWrong(
            N_("File {file} has no rows that begin with a day such as 01012025 00:15 and hold its quarters."),
            file=head.shown_name,
        )
    sheet, rows, first = found
    names = tuple(f"kolom {place}" for place in range(1, VALUES_FROM + MOST_VALUES + 1))
    table = read_text_table(replace(head, separator=";"), SheetHead(sheet, names, first - 1))
    frame = table.frame.with_columns(clean_text(f"c{at}").alias(f"c{at}") for at in range(VALUES_FROM))
    columns, frame = _meanings(frame)
    unit = pl.col(f"c{UNIT_AT}").str.to_uppercase()
    frame = frame.with_columns(unit.replace(_UNITS).alias(f"c{UNIT_AT}"))
    reactive = unit.is_in(_REACTIVE) | (pl.col(columns["register"]) == "Reactief" if "register" in columns else False)
    left_out = frame.filter(reactive.fill_null(False)).height
    frame = frame.filter(~reactive.fill_null(False))
    layout = Layout(
        kopregels="1",
        vorm="rij per dag",
        waarden=f"{names[VALUES_FROM]} .. {names[-1]}",
        meter="" if "meter" in columns else _meter(head, rows[: first - 1]),
        kolommen={names[int(column[1:])]: field for field, column in columns.items()},
    )
    intake = read_table(TextTable(frame, table.head, table.sheet, table.typed), layout)
    return replace(
        intake,
        findings=[*intake.findings, *_notes(table.frame, left_out, Where(head.shown_name, sheet))],
        rows_read=table.frame.height,
    )


def _meanings(frame: pl.DataFrame) -> tuple[dict[str, str], pl.DataFrame]:
    """Field -> column among those before the values; a code of the register as its word."""
    columns = {"date": "c0", "unit": f"c{UNIT_AT}"}
    for at in (1, 2, 3, 4, 5, 6, 8, 9):
        cells = frame[f"c{at}"].drop_nulls()
        if cells.is_empty():
            continue
        if cells.str.contains(_EAN).all():
            columns.setdefault("meter", f"c{at}")
        elif cells.str.contains(r"^(\d-\d:)?[1-4]\.\d+\.\d+").all():
            columns.setdefault("register", f"c{at}")
            code = pl.col(f"c{at}").str.extract(r"^(?:\d-\d:)?([1-4])\.", 1)
            frame = frame.with_columns(code.replace_strict(_OBIS).alias(f"c{at}"))
        elif cells.str.contains("(?i)^(afname|injectie|offtake|injection|productie)").all():
            columns.setdefault("register", f"c{at}")
    if "register" in columns:
        column = columns["register"]
        silent = pl.col(column).str.contains("(?i)reactief|capacitief|inductief|reactive")
        frame = frame.with_columns(pl.when(silent).then(pl.lit("Reactief")).otherwise(column).alias(column))
    return columns, frame


def _meter(head: FileHead, above: Sequence[Sequence[str]]) -> str:
    text = " ".join(cell for row in above for cell in row)
    found = re.search(r"(?<!\d)54\d{16}(?!\d)", f"{text} {head.shown_name}")
    if found is None:
        raise InputWrong(
            N_(
                "File {file} names no connection: no EAN code of 18 digits in its columns, above the table "
                "or in its name. Put the EAN code in the name of the file and load it again."
            ),
            file=head.shown_name,
        )
    return found[0]


def _notes(frame: pl.DataFrame, left_out: int, where: Where) -> list[Finding]:
    said = []
    if left_out:
        text = N_("{rows} rows with reactive energy (kVArh) were read and left out: they are no consumption.")
        said.append(Finding("energy.history.left_out.reactive", Severity.INFO, text, {"rows": left_out}, where))
    if (frame[f"c{UNIT_AT}"].str.to_uppercase() == "KWT").any():
        text = N_("Unit code KWT was taken as kWh per quarter-hour, as the grid operator's file means it.")
        remedy = N_("Compare one month with the invoice: if it is four times too high, the file holds kW.")
        said.append(Finding("energy.amr.unit", Severity.INFO, text, {}, where, remedy))
    return said


READER = Reader(
    kind="fluvius.amr",
    title=N_("AMR file with the quarters of a day on one row"),
    recognise=recognise,
    read=read,
    example="",
)
