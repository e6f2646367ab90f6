"""A CSV file or one sheet of a workbook as text cells, with the row numbers the user sees."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Form, SheetHead
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPARE = "spare"
_MOST_TITLE_ROWS = 40
_FULL_ENOUGH = 0.6
_HEAD_ROWS = 60
_PACKED_SEPARATORS = 3
_PACKED_MARKS = ";\t|,"


@dataclass(frozen=True)
class TextTable:
    """Text cells under the headings.

    Args:
        frame: Columns `c0`, `c1`, … in heading order, `source_row`, and `spare` where a CSV row had a cell too many.
        head: The file.
        sheet: The sheet.
        typed: Whether cells carry a type of their own (a workbook, not a CSV).
    """

    frame: pl.DataFrame
    head: FileHead
    sheet: SheetHead
    typed: bool

    def numeric_cells(self, column: str) -> pl.Series:
        """True where the spreadsheet holds a number in this column, one value per row of `frame`."""
        if not self.typed:
            return pl.Series(column, [False]).new_from_index(0, self.frame.height)
        reader = open_workbook(self.head)
        index = int(column[1:])
        # Text never turns into a moment here while a number does: the one way to tell "27.626" from 27.626.
        moments = reader.load_sheet(
            self.sheet.name, header_row=None, skip_rows=0, use_columns=[index], dtypes={index: "datetime"}
        ).to_polars()
        numeric: pl.Series = moments.to_series().is_not_null()
        return numeric.gather(self.frame["source_row"] - 1).alias(column)


def find_heading_row(rows: Sequence[Sequence[str | None]]) -> int | None:
    """The row of the headings, counted from 1: the first that is filled like the table below it.

    A title above the table fills one or two cells, and a merged group heading leaves gaps.

    >>> find_heading_row([["Lijst"], [], ["Code", "Naam", "Jaar"], ["A", "Huis", "1990"]])
    3
    """
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in rows[:_MOST_TITLE_ROWS]]
    most = max(filled, default=0)
    if not most:
        return None
    enough = max(_FULL_ENOUGH * most, min(2, most))
    return next(number for number, count in enumerate(filled, start=1) if count >= enough)


def csv_rows(text: str, separator: str) -> list[list[str]]:
    """The rows of a piece of CSV text, the last one left out when it may be cut off."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return rows if len(rows) < 2 or text.endswith("\n") else rows[:-1]


def sheet_head(name: str | None, rows: Sequence[Sequence[str | None]]) -> SheetHead | None:
    """Headings of a table, or None when it is empty."""
    at = find_heading_row(rows)
    if at is None:
        return None
    headings = [" ".join((cell or "").split()) for cell in rows[at - 1]]
    while headings and not headings[-1]:
        headings.pop()
    return SheetHead(name, tuple(headings), at)


def packed_separator(row: Sequence[str | None]) -> str | None:
    """The separator of a CSV line that stands in the first cell of a workbook row; None where there is none.

    >>> packed_separator(["a;1,5;2,5;3,5", None]), packed_separator(["Straat 1, Gent", None])
    (';', None)
    """
    if not row or not row[0] or any(row[1:]):
        return None
    line = row[0]
    return next((mark for mark in _PACKED_MARKS if line.count(mark) >= _PACKED_SEPARATORS), None)


def packed_rows(rows: Sequence[Sequence[str | None]]) -> str | None:
    """The separator of a sheet whose rows are whole CSV lines in one cell; lines above the table may be short.

    >>> packed_rows([["Uitvoer", None], ["a;b;c;d", None], ["1;2;3;4", None], ["5;6;7;8", None]])
    ';'
    """
    filled = [row for row in rows if any(row)]
    if not filled or any(any(row[1:]) for row in filled):
        return None
    marks = [packed_separator(row) for row in filled]
    found = max(_PACKED_MARKS, key=marks.count)
    # Text with commas is not a table: then every row must have as many.
    alike = {row[0].count(found) for row, mark in zip(filled, marks, strict=True) if row[0] and mark == found}
    if marks.count(found) * 2 <= len(filled) or (found == "," and len(alike) != 1):
        return None
    return found


def open_workbook(head: FileHead) -> Any:  # fastexcel ships no types
    """The workbook behind a head.

    Raises:
        InputWrong: It cannot be read.
    """
    import fastexcel

    try:
        return fastexcel.read_excel(head.path)
    except fastexcel.FastExcelError as error:
        raise InputWrong(
            N_("File {file} cannot be read as a workbook: {reason}. Open it in a spreadsheet and save it again."),
            file=head.shown_name,
            reason=str(error).splitlines()[0],
        ) from error


def read_text_table(head: FileHead, sheet: SheetHead) -> TextTable:
    """All cells below the headings as text; empty rows are left out, row numbers stay those of the file.

    Raises:
        InputWrong: The file cannot be read as a table.
    """
    if head.form is Form.XLSX:
        return _read_workbook(head, sheet)
    return TextTable(_read_csv(head.path, head, sheet), head, sheet, typed=False)


def _read_csv(source: Path | bytes, head: FileHead, sheet: SheetHead) -> pl.DataFrame:
    columns = [f"c{number}" for number in range(len(sheet.headings))]
    try:
        frame = pl.read_csv(
            source,
            separator=head.separator or ";",
            has_header=False,
            schema=dict.fromkeys([*columns, SPARE], pl.String),
            skip_rows=sheet.heading_row,
            missing_columns="insert",
            truncate_ragged_lines=True,
            raise_if_empty=False,
        )
    except pl.exceptions.ComputeError as error:
        raise InputWrong(
            N_("File {file} cannot be read as a table: {reason}. Save it again as CSV in UTF-8."),
            file=head.shown_name,
            reason=str(error).splitlines()[0],
        ) from error
    return _below(frame, columns, first_row=sheet.heading_row + 1)


def _below(frame: pl.DataFrame, columns: Sequence[str], first_row: int) -> pl.DataFrame:
    numbered = frame.with_row_index("source_row", offset=first_row).with_columns(pl.col("source_row").cast(pl.Int64))
    return numbered.filter(pl.any_horizontal(pl.col(*columns).str.strip_chars() != ""))


def _read_workbook(head: FileHead, sheet: SheetHead) -> TextTable:
    rows = open_workbook(head).load_sheet(sheet.name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    packed_mark = packed_rows(rows.head(_HEAD_ROWS).rows())
    if packed_mark:
        lines = "\n".join(line or "" for line in rows.to_series(0))
        packed = FileHead(head.path, head.shown_name, Form.CSV, "", packed_mark, (sheet,))
        return TextTable(_read_csv(lines.encode(), packed, sheet), head, sheet, typed=False)
    columns = [f"c{number}" for number in range(len(sheet.headings))]
    rows = rows[:, : len(columns)]
    rows.columns = columns
    below = _below(rows.slice(sheet.heading_row), columns, first_row=sheet.heading_row + 1)
    return TextTable(below.with_columns(pl.lit(None, pl.String).alias(SPARE)), head, sheet, typed=True)
