"""Declarative parsing of a table: a reader lists its fields, every defect of every cell comes back at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding
from kern.intake.cells import (
    AMBIGUOUS,
    DEFECTS,
    Parsed,
    clean_text,
    parse_boolean,
    parse_choice,
    parse_date,
    parse_datetime,
    parse_number,
)
from kern.intake.contract import REJECTED, FileHead, SheetHead, no_rejections
from kern.intake.headings import normalise_heading
from kern.intake.mapping import match_headings
from kern.intake.table import SPARE, TextTable, read_text_table
from kern.language import N_

__all__ = ["Field", "ParsedTable", "normalise_heading", "parse_table", "read_sheet", "sheet_with_fields"]

Kind = Literal["text", "number", "integer", "date", "datetime", "boolean", "choice"]

TYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "number": pl.Float64(),
    "integer": pl.Int64(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "boolean": pl.Boolean(),
    "choice": pl.String(),
}


@dataclass(frozen=True)
class Field:
    """One column a reader understands.

    Args:
        name: Column of the frame it becomes.
        headings: What it may be called, first the usual one. A unit in brackets may be absent in the file; another
            unit there makes it another column.
        kind: text, number, integer, date, datetime (local wall clock, no zone), boolean or choice.
        required: The column must be there and every cell filled.
        choices: Text as people write it -> code; compared without accents, capitals and punctuation.
        minimum: Lowest number allowed.
        maximum: Highest number allowed.
        pattern: Regular expression the whole text must follow.
    """

    name: str
    headings: tuple[str, ...]
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class ParsedTable:
    """What `read_sheet` hands back.

    Args:
        frame: Good rows: one typed column per field that the file has, `source_sheet`, `source_row`.
        rejected: REJECTED schema, one line per bad cell; its rows are not in `frame`.
        findings: Unknown headings with a suggestion.
        rows_read: Data rows, the rejected ones included.
        fields: All fields asked for, also those the file lacks.
    """

    frame: pl.DataFrame
    rejected: pl.DataFrame
    findings: list[Finding]
    rows_read: int
    fields: tuple[Field, ...] = field(default=())

    def has(self, *names: str) -> bool:
        """Whether the file has a column for each of these fields."""
        return set(names) <= set(self.frame.columns)

    def complete(self) -> pl.DataFrame:
        """The good rows with every field as a column; null where the file has no such column.

        For computing in a reader. Hand `frame` to a register instead, so that what the file does not say
        keeps its stored value.
        """
        absent = [pl.lit(None, TYPES[f.kind]).alias(f.name) for f in self.fields if f.name not in self.frame.columns]
        return self.frame.with_columns(absent)


def sheet_with_fields(head: FileHead, fields: Sequence[Field]) -> SheetHead | None:
    """The first sheet that has a column for every required field, under any of its headings.

    Args:
        head: The file.
        fields: What a reader understands.
    """
    wanted = [f.headings for f in fields if f.required]
    return next((sheet for sheet in head.sheets if all(any(sheet.has(h) for h in names) for names in wanted)), None)


def read_sheet(
    head: FileHead, sheet: SheetHead | None, fields: Sequence[Field], mapping: Mapping[str, str]
) -> ParsedTable:
    """Read and check a whole sheet.

    Args:
        head: The file.
        sheet: Which table; None takes the first.
        fields: What is understood.
        mapping: The user's saved heading -> field name; goes before the fields' own headings.

    Raises:
        InputWrong: A required column is missing, or two columns claim the same field; all of them are listed.
    """
    if sheet is None:
        if not head.sheets:
            raise InputWrong(N_("File {file} has no table. Check that the right file was saved."), file=head.shown_name)
        sheet = head.sheets[0]
    columns, findings = match_headings(head, sheet, fields, mapping)
    return parse_table(read_text_table(head, sheet), columns, fields, findings)


def parse_table(
    table: TextTable, columns: Mapping[str, int], fields: Sequence[Field], findings: Sequence[Finding] = ()
) -> ParsedTable:
    """Parse text cells into typed columns.

    Args:
        table: The text cells.
        columns: Field name -> place of its column.
        fields: What is understood; those without a column are left out.
        findings: Findings so far, handed on.
    """
    present = [f for f in fields if f.name in columns]
    texts = table.frame.select(
        "source_row", SPARE, *(clean_text(f"c{columns[f.name]}").alias(f"text.{f.name}") for f in present)
    )
    values, codes = [], []
    for f in present:
        parsed = _parse(f, texts, table, f"c{columns[f.name]}")
        values.append(parsed.value.cast(TYPES[f.kind]).alias(f.name))
        codes.append(parsed.code.alias(f"code.{f.name}"))
    too_long = pl.when(pl.col(SPARE).is_not_null()).then(pl.lit("intake.row.too_long")).alias(f"code.{SPARE}")
    parsed_rows = texts.with_columns(*values, *codes, too_long, source_sheet=pl.lit(table.sheet.name, pl.String))
    bad = pl.any_horizontal(pl.col(f"code.{name}").is_not_null() for name in [*(f.name for f in present), SPARE])
    good = parsed_rows.filter(~bad).select(*(f.name for f in present), "source_sheet", "source_row")
    rejected = _rejections(parsed_rows.filter(bad), present, columns, table.sheet)
    return ParsedTable(good, rejected, list(findings), texts.height, tuple(fields))


def _parse(f: Field, texts: pl.DataFrame, table: TextTable, column: str) -> Parsed:
    text = pl.col(f"text.{f.name}")
    parsed = _parse_kind(f, text, texts, table, column)
    code = parsed.code
    if f.minimum is not None:
        code = pl.coalesce(code, pl.when(parsed.value < f.minimum).then(pl.lit("intake.number.too_low")))
    if f.maximum is not None:
        code = pl.coalesce(code, pl.when(parsed.value > f.maximum).then(pl.lit("intake.number.too_high")))
    if f.pattern is not None:
        code = pl.coalesce(code, pl.when(~text.str.contains(f"^(?:{f.pattern})$")).then(pl.lit("intake.text.pattern")))
    if f.required:
        code = pl.coalesce(code, pl.when(parsed.value.is_null()).then(pl.lit("intake.value.missing")))
    return Parsed(parsed.value, code)


def _parse_kind(f: Field, text: pl.Expr, texts: pl.DataFrame, table: TextTable, column: str) -> Parsed:
    match f.kind:
        case "number" | "integer":
            doubtful = table.typed and texts.select(text.str.contains(AMBIGUOUS).any()).item()
            numeric = pl.lit(table.numeric_cells(column)) if doubtful else pl.lit(False)
            return parse_number(text, numeric, whole=f.kind == "integer")
        case "date":
            return parse_date(text, table.typed)
        case "datetime":
            return parse_datetime(text, table.typed)
        case "boolean":
            return parse_boolean(text)
        case "choice":
            return parse_choice(text, f.choices or {})
        case _:
            lost = text.str.contains(r"^\d{15}0+$|^\d[.,]\d+[eE]\+\d\d$") if table.typed else pl.lit(False)
            # A spreadsheet keeps fifteen digits of a number: the rest of a long code became zeros.
            return Parsed(text, pl.when(lost.fill_null(False)).then(pl.lit("intake.number.lost_digits")))


def _rejections(
    bad: pl.DataFrame, present: Sequence[Field], columns: Mapping[str, int], sheet: SheetHead
) -> pl.DataFrame:
    if bad.is_empty():
        return no_rejections()
    parts = [
        bad.filter(pl.col(f"code.{f.name}").is_not_null()).select(
            row="source_row",
            column=pl.lit(sheet.headings[columns[f.name]]),
            value=pl.col(f"text.{f.name}"),
            code=pl.col(f"code.{f.name}"),
            allowed=_allowed(f, pl.col(f"code.{f.name}")),
        )
        for f in present
    ]
    parts.append(
        bad.filter(pl.col(SPARE).is_not_null()).select(
            row="source_row",
            column=pl.lit(""),
            value=SPARE,
            code=pl.col(f"code.{SPARE}"),
            allowed=pl.lit(None, pl.String),
        )
    )
    lines = pl.concat(parts).sort("row", maintain_order=True)
    return lines.select(
        sheet=pl.lit(sheet.name, pl.String),
        row="row",
        column="column",
        value="value",
        code="code",
        reason=pl.col("code").replace_strict({code: text for code, (text, _) in DEFECTS.items()}),
        remedy=pl.col("code").replace_strict({code: text for code, (_, text) in DEFECTS.items()}),
        allowed="allowed",
    ).cast(pl.Schema(REJECTED))


def _allowed(f: Field, code: pl.Expr) -> pl.Expr:
    said = {
        "intake.number.too_low": _limit(f.minimum),
        "intake.number.too_high": _limit(f.maximum),
        "intake.choice.unknown": ", ".join(dict.fromkeys(f.choices or {})),
        "intake.text.pattern": f.pattern or "",
    }
    return code.replace_strict(said, default=None, return_dtype=pl.String)


def _limit(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}".replace(".", ",")
