"""Readings in a file of any make, read as its mapping in `koers.toml` says (see `energie.readers.layout`).

Nothing is guessed while reading: `koers laad --toon-kaart FILE` proposes the mapping, the user keeps it, and what
does not follow it is refused cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from energie.ean import EAN_DAMAGED
from energie.history import Defect, FilePlace, rejections
from energie.readers import series_values as values
from energie.readers.heading_rows import first_rows, headings_of, sheet_of
from energie.readers.layout import KIND, SEPARATORS, Layout, layout_of, quantity_field
from energie.readers.meters import check_digit_findings
from energie.readers.moments import day_of
from energie.readers.series_moments import add_day_intervals, add_intervals, stamp_columns
from kern.errors import InputWrong
from kern.intake.cells import clean_text
from kern.intake.contract import FileHead, Form, Intake, Reader
from kern.intake.headings import normalise_heading
from kern.intake.table import SPARE, TextTable, read_text_table
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import SheetHead

_SERIES = ("meter", "carrier", "register")
_MOMENT = Defect(
    "moment",
    "energy.series.moment",
    N_("{value} is not a moment in the form that the mapping says."),
    N_("Check datumvorm in the mapping, or leave the row out when it is a total or a remark."),
)
_SKIPPED = Defect(
    "moment",
    "energy.series.skipped_hour",
    N_("Time {value} does not exist: the clock jumps from 02:00 to 03:00 on this day."),
    N_('If the file does not follow summer time, write tijdzone = "UTC" or "+01:00" in the mapping.'),
)
_DAMAGED = Defect(
    "meter",
    "energy.ean.damaged",
    N_("EAN code {value} has been damaged by a spreadsheet: its last digits are lost."),
    N_("Format the column as text and fill in the full EAN code again."),
)
_NO_METER = Defect(
    "meter",
    "energy.series.no_meter",
    N_("The row says no meter."),
    N_('Fill in the meter, or write meter = "CODE" in the mapping.'),
)
_TWICE = Defect(
    "quantity",
    "energy.series.twice",
    N_("The interval stands in the file before with another value; {value} was kept out."),
    N_("Keep the row that holds. In October the hour from 02:00 to 03:00 may stand there twice, not more."),
)


def recognise(head: FileHead) -> bool:
    """Never by itself: a saved mapping says that a file is one of these."""
    return False


@dataclass(frozen=True)
class _Source:
    """A table and where its fields stand."""

    layout: Layout
    table: TextTable
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    quantities: tuple[tuple[str, str, str], ...]


def fitting_sheet(head: FileHead, layout: Layout) -> SheetHead | None:
    """The table of the file that has every heading of the mapping, or None.

    Args:
        head: The file.
        layout: What the mapping says.
    """
    wanted = {normalise_heading(name) for name in layout.kolommen}
    for name in [sheet.name for sheet in head.sheets] or [None]:
        rows = first_rows(head, name, SEPARATORS[layout.scheiding])
        first, last = layout.heading_rows
        if len(rows) <= last:
            continue
        found = {normalise_heading(heading) for heading in headings_of(rows, first, last)}
        if wanted and wanted <= found:
            return sheet_of(name, rows, first, last)
    return None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a file of readings as the mapping says.

    Args:
        head: The file.
        mapping: Options and headings (see `Layout.as_mapping`).

    Raises:
        InputWrong: The mapping is missing, not understood, or does not fit the file.
        FactorMissing: A quantity has no calorific value for a day.
    """
    layout = layout_of(mapping, head.shown_name)
    return read_table(_table(head, layout), layout)


def read_table(table: TextTable, layout: Layout) -> Intake:
    """Read the cells of a table as a layout says.

    Args:
        table: Text cells with their headings.
        layout: What they mean.

    Raises:
        InputWrong: The layout does not say enough, or does not fit the cells.
        FactorMissing: A quantity has no calorific value for a day.
    """
    source = _source(table, layout)
    head = table.head
    rows, rejected = _rows(source)
    place = FilePlace(head.shown_name, source.table.sheet.name, _headings(source))
    rows, refused = _refuse(rows, place)
    rejected = [*rejected, *refused]
    findings = values.interval_findings(rows, layout, place)
    rows, twice = _without_doubles(rows)
    rejected.append(rejections(twice.filter("other"), _TWICE, pl.col("text"), place))
    findings += values.notes(rows, twice.height - int(twice["other"].sum() or 0), place)
    findings += check_digit_findings(rows["meter"], place.where)
    return Intake(
        series={"readings": values.as_readings(rows, layout)},
        rejected=pl.concat(rejected),
        findings=findings,
        rows_read=source.table.frame.height,
    )


def _table(head: FileHead, layout: Layout) -> TextTable:
    sheet = fitting_sheet(head, layout)
    if sheet is None:
        found = [h for s in head.sheets for h in s.headings]
        raise InputWrong(
            N_(
                "File {file} does not have the headings of the mapping: {wanted}. Found: {found}. "
                "Make a new mapping with: koers laad --toon-kaart {file}"
            ),
            file=head.shown_name,
            wanted=", ".join(layout.kolommen) or "–",
            found=", ".join(found[:30]) or "–",
        )
    shown = head if head.form is Form.XLSX else replace(head, separator=SEPARATORS[layout.scheiding], form=Form.CSV)
    return read_text_table(shown, sheet)


def _source(table: TextTable, layout: Layout) -> _Source:
    head, sheet = table.head, table.sheet
    fields = {normalise_heading(name): name_of for name, name_of in layout.kolommen.items()}
    columns: dict[str, str] = {}
    quantities: list[tuple[str, str, str]] = []
    for at, heading in enumerate(sheet.headings):
        field = fields.get(normalise_heading(heading))
        if field is None or field == "ignore":
            continue
        said = quantity_field(field)
        if said is not None:
            quantities.append((f"c{at}", *said))
        else:
            columns[field] = f"c{at}"
    if layout.vorm == "rij per dag":
        quantities = [(f"c{at}", "", "") for at in values.value_places(sheet.headings, layout, head.shown_name)]
    _check_fields(layout, columns, quantities, head.shown_name)
    return _Source(layout, table, sheet.headings, columns, tuple(quantities))


def _check_fields(
    layout: Layout, columns: Mapping[str, str], quantities: list[tuple[str, str, str]], file: str
) -> None:
    missing = []
    if "moment" not in columns and "date" not in columns:
        missing.append("moment")
    if not quantities:
        missing.append("quantity")
    if "meter" not in columns and not layout.meter and not all(code for _column, _register, code in quantities):
        missing.append("meter")
    if missing:
        raise InputWrong(
            N_(
                "File {file}: the mapping does not say which column is {fields}. "
                "Make a new mapping with: koers laad --toon-kaart {file}"
            ),
            file=file,
            fields=", ".join(missing),
        )


def _headings(source: _Source) -> dict[str, str]:
    found = {field: source.headings[int(column[1:])] for field, column in source.columns.items()}
    found.setdefault("moment", found.get("date", "moment"))
    if source.quantities:
        found["quantity"] = source.headings[int(source.quantities[0][0][1:])]
    return found


def _rows(source: _Source) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """One row per value: series, moment, number, and what is wrong with each."""
    layout, columns, frame = source.layout, source.columns, source.table.frame
    place = FilePlace(source.table.head.shown_name, source.table.sheet.name, _headings(source))
    texts = frame.select("source_row", *(clean_text(name).alias(name) for name in frame.columns if name[0] == "c"))
    spare = (
        frame.filter(pl.col(SPARE).str.strip_chars().fill_null("") != "") if SPARE in frame.columns else frame.clear()
    )
    daily = layout.vorm == "rij per dag"
    if daily:
        stamp = day_of(pl.col(columns.get("date") or columns["moment"]), layout.datumvorm, source.table.typed)
        offset = pl.lit(None, pl.Int64)
    else:
        stamp, offset = stamp_columns(layout, dict(columns), source.table.typed)
    stamped = texts.with_columns(stamp=stamp, offset=offset, said=_said(columns))
    bad = stamped.filter(pl.col("stamp").is_null())
    rejected = [rejections(bad, _MOMENT, pl.col("said"), place)]
    if spare.height:
        rejected.append(rejections(spare, values.TOO_LONG, pl.col(SPARE), place))
    stamped = stamped.filter(pl.col("stamp").is_not_null(), ~pl.col("source_row").is_in(spare["source_row"].to_list()))
    words = values.word_columns(stamped, layout, columns)
    parts = []
    for number, (column, register, code) in enumerate(source.quantities):
        meter = pl.lit(code) if code else words["meter"]
        parts.append(
            stamped.select(
                "source_row",
                "stamp",
                "offset",
                "said",
                place=pl.lit(number, pl.Int32),
                meter=meter.cast(pl.String),
                carrier=words["carrier"],
                register=pl.lit(register) if register else words["register"],
                unit=words["unit"],
                status=words["status"],
                text=pl.col(column),
            )
        )
    long = pl.concat(parts).sort("source_row", "place", maintain_order=True)
    long, wrong = values.numbers(long, layout, source.table.typed, place)
    rejected += wrong
    if daily:
        long = add_day_intervals(
            long.with_columns(day="stamp", filled=pl.col("text").is_not_null()), layout, list(_SERIES)
        )
    else:
        long = add_intervals(long, layout, list(_SERIES))
    return long, rejected


def _said(columns: Mapping[str, str]) -> pl.Expr:
    """The moment as the file writes it, for messages."""
    parts = [columns[name] for name in ("moment", "date", "time") if name in columns]
    return pl.concat_str([pl.col(part) for part in parts], separator=" ", ignore_nulls=True)


def _refuse(rows: pl.DataFrame, place: FilePlace) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    rejected = []
    for defect, wrong, value in (
        (_SKIPPED, pl.col("start_utc").is_null(), pl.col("said")),
        (_NO_METER, pl.col("meter").is_null(), pl.col("meter")),
        (_DAMAGED, pl.col("meter").str.contains(EAN_DAMAGED), pl.col("meter")),
    ):
        wrong = wrong.fill_null(False)
        rejected.append(rejections(rows.filter(wrong), defect, value, place))
        rows = rows.filter(~wrong)
    return rows, rejected


def _without_doubles(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first row of each interval, and the later ones with `other`: whether their value differs."""
    key = [*_SERIES, "start_utc"]
    first = pl.int_range(pl.len()).over(key) == 0
    marked = rows.with_columns(first=first, other=pl.col("quantity").ne_missing(pl.col("quantity").first().over(key)))
    return marked.filter("first").drop("first", "other"), marked.filter(~pl.col("first"))


READER = Reader(
    kind=KIND,
    title=N_("Readings in a file of any make, with a mapping"),
    recognise=recognise,
    read=read,
    example="",
)
