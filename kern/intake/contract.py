"""The one contract for every reader: what it is told of a file, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.headings import heading_fits
from kern.language import _, translate

if TYPE_CHECKING:
    from pathlib import Path

    from kern.findings import Finding
    from kern.intake.fields import Field

REJECTED: Mapping[str, pl.DataType] = {
    "sheet": pl.String(),
    "row": pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "code": pl.String(),
    "reason": pl.String(),
    "remedy": pl.String(),
    "allowed": pl.String(),
}
"""One line per rejected cell. `reason` and `remedy` are English templates (marked with `N_` where they are
written) that may name the other columns, such as `{value}`, `{column}` and `{allowed}`."""


class Form(StrEnum):
    """What a file is by its content, whatever its name says."""

    CSV = "csv"
    XLSX = "xlsx"
    IFC = "ifc"
    JSON = "json"
    TEXT = "text"


@dataclass(frozen=True)
class SheetHead:
    """The headings of one table: a sheet of a workbook, or the only table of a CSV file (name None).

    Args:
        name: Sheet name; None for CSV.
        headings: The headings as written, without spaces around them.
        heading_row: The row they stand in, counted from 1.
    """

    name: str | None
    headings: tuple[str, ...]
    heading_row: int

    def has(self, *headings: str) -> bool:
        """Whether every one of these headings is there, compared normalised."""
        return all(any(heading_fits(found, wanted) for found in self.headings) for wanted in headings)


@dataclass(frozen=True)
class EmptiedCell:
    """A cell below the headings that says something in the file, and is read as empty.

    Args:
        sheet: The sheet.
        row: Row, counted from 1.
        column: Place of its column, counted from 1.
    """

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class FileHead:
    """What a reader may look at to recognise a file, and what it needs to read it.

    Args:
        path: A plain file in UTF-8 (text) on this machine; never a folder or archive.
        shown_name: The name the user knows, such as `a.zip!b.csv`.
        form: What it is by content.
        text: The first 64 kB as text; empty for a workbook.
        separator: Column separator of a CSV file.
        sheets: Every table found, in file order.
        sha256: Hash of the file's bytes, after unpacking and before any change of encoding.
        size_bytes: Size of the file at `path`.
        findings: What was noticed on opening (hidden sheets, formulas, merged headings).
        emptied: Cells whose formula has no saved result.
    """

    path: Path
    shown_name: str
    form: Form
    text: str
    separator: str | None
    sheets: tuple[SheetHead, ...]
    sha256: str = ""
    size_bytes: int = 0
    findings: tuple[Finding, ...] = ()
    emptied: tuple[EmptiedCell, ...] = ()

    def has(self, *headings: str) -> bool:
        """Whether some sheet has all these headings, compared normalised."""
        return self.sheet_with(*headings) is not None

    def sheet_with(self, *headings: str) -> SheetHead | None:
        """The first sheet that has all these headings, or None."""
        return next((sheet for sheet in self.sheets if sheet.has(*headings)), None)

    def sheet_named(self, name: str) -> SheetHead | None:
        """The sheet with this name, small and capital letters alike, or None."""
        return next((sheet for sheet in self.sheets if (sheet.name or "").strip().lower() == name.lower()), None)


def no_rejections() -> pl.DataFrame:
    """An empty frame of rejected cells."""
    return pl.DataFrame(schema=REJECTED)


def show_reason(rejected: Mapping[str, object], part: str = "reason") -> str:
    """The reason or remedy of one rejected cell in the language in force.

    Args:
        rejected: One row of a REJECTED frame or of the quarantine.
        part: `reason` or `remedy`.

    >>> show_reason({"reason": "{value} is not a number.", "value": "12a"})
    '12a is not a number.'
    """
    template = str(rejected.get(part) or "")
    values = {name: "" if value is None else value for name, value in rejected.items()}
    if values.get("allowed"):
        values["allowed"] = _(str(values["allowed"]))  # a name of a register is text; codes stay as they are
    try:
        return translate(template, values)
    except (KeyError, IndexError, ValueError):
        return template  # a reader's own sentence with a stray brace is still worth showing


@dataclass
class Intake:
    """What a reader returns: good rows per table, rejected cells and findings.

    Args:
        frames: Register table name -> rows. Columns are the table's own (those the file has; a column that is
            left out keeps its stored value) and `source_sheet`, `source_row`.
        series: Series table name -> rows with the series' columns and `source_row`. The store adds `import_id`.
        rejected: REJECTED schema; every row number in it was kept out of `frames` and `series`.
        findings: What is worth saying about the file as a whole.
        rows_read: Data rows in the file, the rejected ones included.
        emptied: REJECTED schema; cells that were left out of a row that did land. They are listed with the quarantine.
    """

    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    series: dict[str, pl.DataFrame | pl.LazyFrame] = field(default_factory=dict)
    rejected: pl.DataFrame = field(default_factory=no_rejections)
    findings: list[Finding] = field(default_factory=list)
    rows_read: int = 0
    emptied: pl.DataFrame = field(default_factory=no_rejections)


@dataclass(frozen=True)
class Reader:
    """One file format: how it is recognised and read.

    Args:
        kind: Stable code, such as `fluvius.history`.
        title: What the user calls it, marked with `N_`.
        recognise: Whether a file is of this kind; exactly one reader may say yes.
        read: Reads the file with the user's saved mapping of headings to field names.
        example: Name of a sample below `data/example`.
        headings: The headings it needs, shown when nothing recognises a file.
        fields: What `--kaart` may name, to suggest it for headings that are nearly right; None suggests no fields.
        edition: Raise it when the same file gives more rows: files that were loaded before are then read again.
    """

    kind: str
    title: str
    recognise: Callable[[FileHead], bool]
    read: Callable[[FileHead, Mapping[str, str]], Intake]
    example: str
    headings: tuple[str, ...] = ()
    fields: Callable[[], Sequence[Field]] | None = None
    edition: int = 1
