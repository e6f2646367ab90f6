"""Fluvius consumption history ("Verbruikshistoriek"): quarters, hours and days, Dutch and English, every header so far.

Source: policy S45 to S50. Columns are matched by name. Rows that are no energy of their own (reactive power,
monthly peaks, the cubic metres beside kilowatt-hours) are read, left out and reported, never added.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.ean import EAN_DAMAGED, EAN_PATTERN
from energie.history import (
    HISTORY_REGISTERS,
    HISTORY_ROWS,
    KINDS,
    Defect,
    FilePlace,
    rejections,
    to_readings,
)
from energie.history_carriers import CarrierSigns, electric_meters, measured_by_devices
from energie.history_words import PROVISIONAL, register_of, status_of, unit_of
from energie.series import QUALITIES
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.intake.cells import DEFECTS, Parsed, clean_text, parse_date, parse_number
from kern.intake.contract import FileHead, Form, Intake, Reader, SheetHead, no_rejections
from kern.intake.fields import Field
from kern.intake.mapping import match_headings
from kern.intake.table import read_text_table
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from polars._typing import PolarsDataType

FIELDS = (
    Field("from_date", ("Van (datum)", "From (date)"), required=True),
    Field("from_time", ("Van (tijdstip)", "From (time)"), required=True),
    Field("until_date", ("Tot (datum)", "Until (date)"), required=True),
    Field("until_time", ("Tot (tijdstip)", "Until (time)"), required=True),
    Field("ean", ("EAN-code", "EAN code", "EAN"), required=True),
    Field("device", ("Meter",)),
    Field("meter_type", ("Metertype", "Meter type")),
    Field("register", ("Register",), required=True),
    Field("volume", ("Volume",), required=True),
    Field("unit", ("Eenheid", "Unit"), required=True),
    Field("status", ("Validatiestatus", "Validation status"), required=True),
    Field("calorific_value", ("Calorische Bovenwaarde", "Caloric upper value")),
    Field("description", ("Omschrijving", "Description")),
)
NEEDED = ("from_date", "from_time", "until_date", "until_time", "ean", "register", "volume", "unit", "status")

_IN_ONE_GO_BYTES = 128_000_000
_BATCH_ROWS = 1_000_000
_WORDS_ROWS = 2_000

_EAN_WRONG = Defect(
    "ean",
    "energy.ean.invalid",
    N_("{value} is not an EAN code of 18 digits."),
    N_("Copy the EAN code from the Fluvius site or the invoice, as text."),
)
_REGISTER_UNKNOWN = Defect(
    "register",
    "energy.history.register",
    N_("Register {value} is not known: it cannot be told whether this is offtake."),
    N_("Registers such as Afname Dag, Injectie Nacht, Afname Actief or Productie Actief are understood."),
)
_UNIT_UNKNOWN = Defect(
    "unit",
    "energy.history.unit",
    N_("Unit {value} is not known."),
    N_("Units kWh, MWh, Wh, m³, kVArh and kW are understood."),
)
_NEGATIVE = Defect(
    "volume",
    "energy.history.negative",
    N_("{value} is below zero: an interval cannot take off less than nothing."),
    N_("Check the export; injection has a register of its own."),
)


def recognise(head: FileHead) -> bool:
    """Whether some table of the file has the columns of a consumption history."""
    return _history_sheet(head) is not None


def _history_sheet(head: FileHead) -> SheetHead | None:
    wanted = [f.headings for f in FIELDS if f.required]
    return next((sheet for sheet in head.sheets if all(any(sheet.has(h) for h in names) for names in wanted)), None)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a consumption history.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A column is missing, or a spreadsheet has destroyed the EAN codes.
        FactorMissing: Only cubic metres are given for a day without a calorific value in `data/`.
    """
    sheet = _history_sheet(head) or head.sheets[0]
    columns, findings = match_headings(head, sheet, FIELDS, mapping)
    place = FilePlace(head.shown_name, sheet.name, {name: sheet.headings[at] for name, at in columns.items()})
    parts = [_parse(texts, place) for texts in _texts(head, sheet, columns)]
    rows = pl.concat([part.rows for part in parts]) if parts else HISTORY_ROWS.to_frame()
    meters = frozenset[str]().union(*(part.meters for part in parts))
    electric = frozenset[str]().union(*(part.electric for part in parts))
    undecided = meters > electric or "volume" in rows["kind"].unique()
    only = ("ean", "device")
    look = "device" in columns and undecided
    devices = measured_by_devices(_texts(head, sheet, columns, only)) if look else {}
    history = to_readings(rows, place, CarrierSigns(meters, electric, "calorific_value" in columns, devices))
    rows_read = sum(part.rows_read for part in parts)
    if not rows_read:
        findings = [*findings, Finding("energy.history.no_rows", Severity.WARNING, _NO_ROWS, {}, place.where)]
    statuses = sorted({status for part in parts for status in part.unknown_statuses})
    return Intake(
        series={"readings": history.readings},
        rejected=pl.concat([*(part.rejected for part in parts), history.rejected]),
        findings=[*findings, *(_unknown_status(status, place) for status in statuses), *history.findings],
        rows_read=rows_read,
    )


@dataclass(frozen=True)
class _Part:
    rows: pl.DataFrame
    rejected: pl.DataFrame
    rows_read: int
    unknown_statuses: tuple[str, ...]
    meters: frozenset[str]
    electric: frozenset[str]


def _texts(
    head: FileHead, sheet: SheetHead, columns: Mapping[str, int], only: Sequence[str] = NEEDED
) -> Iterator[pl.DataFrame]:
    """The file as frames with a text column per field, `source_row`, and `volume` already a number where it can be."""
    if head.form is Form.XLSX:
        cells = read_text_table(head, sheet).frame
        yield cells.select("source_row", *(pl.col(f"c{at}").alias(name) for name, at in columns.items()))
        return
    try:
        yield from _scan(head, sheet, columns, pl.Float64() if "volume" in only else pl.String(), only)
    except pl.exceptions.ComputeError:
        yield from _scan(head, sheet, columns, pl.String(), only)


def _scan(
    head: FileHead, sheet: SheetHead, columns: Mapping[str, int], volume: pl.DataType, only: Sequence[str]
) -> Iterator[pl.DataFrame]:
    if volume == pl.Float64 and _has_point(head.path):
        volume = pl.String()  # 12.345 in a file with decimal commas must be looked at, not taken
    types: dict[str, pl.DataType] = {f"c{place}": pl.String() for place in range(len(sheet.headings))}
    types[f"c{columns['volume']}"] = volume
    wanted = [name for name in dict.fromkeys((*only, "calorific_value")) if name in columns]
    frame = pl.scan_csv(
        head.path,
        separator=head.separator or ";",
        has_header=False,
        skip_rows=sheet.heading_row,
        schema=types,
        decimal_comma=True,
        row_index_name="source_row",
        row_index_offset=sheet.heading_row + 1,
        truncate_ragged_lines=True,
        extra_columns="ignore",
        missing_columns="insert",
        raise_if_empty=False,
    ).select(pl.col("source_row").cast(pl.Int64), *(pl.col(f"c{columns[name]}").alias(name) for name in wanted))
    if head.size_bytes <= _IN_ONE_GO_BYTES:
        yield frame.collect()
    else:
        yield from frame.collect_batches(chunk_size=_BATCH_ROWS, maintain_order=True)


def _has_point(path: Path) -> bool:
    """Whether a point occurs anywhere: Fluvius writes none, so a look at the bytes settles it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b".") >= 0


def _parse(texts: pl.DataFrame, place: FilePlace) -> _Part:
    """Typed rows, and the rejected ones with the reason of each cell."""
    if texts["from_date"].null_count() or texts["ean"].null_count():
        texts = texts.filter(~pl.all_horizontal(pl.all().exclude("source_row").is_null()))
    words = _Words(texts.head(_WORDS_ROWS))
    typed = _typed(texts, words)
    if any(typed[name].null_count() for name in ("meter", "register", "kind", "quality")):
        words = _Words(texts)
        typed = _typed(texts, words)
    _refuse_damaged(words.eans.values(), place)
    if typed["start_local"].null_count() or typed["end_local"].null_count():
        typed = typed.with_columns(
            start_local=texts.select(_any_moment("from_date", "from_time")).to_series(),
            end_local=texts.select(_any_moment("until_date", "until_time")).to_series(),
        )
    good, rejected = _split(texts, typed.with_columns(pl.col("quality").fill_null("provisional")), place)
    unknown = tuple(text for text, quality in words.statuses.items() if quality is None)
    return _Part(
        good,
        rejected,
        texts.height,
        unknown,
        frozenset(words.eans.values()),
        electric_meters(texts, words.registers, words.eans),
    )


class _Words:
    """What the words of a file mean. Learned from its first rows; from all of them when that is not enough."""

    def __init__(self, texts: pl.DataFrame) -> None:
        def distinct(column: str) -> list[str]:
            return texts[column].drop_nulls().unique(maintain_order=True).to_list()

        self.eans = {text: text.strip('=" \t') for text in distinct("ean")}
        self.registers = {text: register_of(text) for text in distinct("register")}
        self.units = {text: unit_of(text) for text in distinct("unit")}
        self.statuses = {text: status_of(text) for text in distinct("status")}


def _refuse_damaged(eans: Iterable[str], place: FilePlace) -> None:
    for ean in eans:
        if re.fullmatch(EAN_DAMAGED, ean):
            raise InputWrong(
                N_(
                    "File {file}: EAN code {ean} has been damaged by a spreadsheet, its last digits are lost. "
                    "Export the file again and load it without opening and saving it in a spreadsheet."
                ),
                file=place.file,
                ean=ean,
            )


def _typed(texts: pl.DataFrame, words: _Words) -> pl.DataFrame:
    """The rows in HISTORY_ROWS form; null where a word or a moment is not understood."""
    return texts.select(
        "source_row",
        meter=_coded(texts, "ean", words.eans, pl.String()),
        register=_coded(texts, "register", words.registers, HISTORY_REGISTERS),
        kind=_kind(texts, words),
        volume=_volume(texts, words),
        quality=_quality(texts, words),
        start_local=_moment(texts, "from_date", "from_time"),
        end_local=_moment(texts, "until_date", "until_time"),
    )


def _coded(texts: pl.DataFrame, column: str, codes: Mapping[str, object], dtype: PolarsDataType) -> pl.Expr:
    """The code of each text; a column that says one thing all the way down costs a comparison only."""
    if len(codes) == 1:
        text, code = next(iter(codes.items()))
        if texts[column].null_count() == 0 and (texts[column] == text).all():
            return pl.lit(code, dtype)
    return pl.col(column).replace_strict(codes, default=None, return_dtype=dtype)


def _kind(texts: pl.DataFrame, words: _Words) -> pl.Expr:
    by_unit = _coded(texts, "unit", {text: unit[0] if unit else None for text, unit in words.units.items()}, KINDS)
    special = {text: code if code in ("reactive", "peak") else None for text, code in words.registers.items()}
    if not any(special.values()):
        return by_unit
    return pl.coalesce(_coded(texts, "register", special, KINDS), by_unit)


def _volume(texts: pl.DataFrame, words: _Words) -> pl.Expr:
    volume = pl.col("volume")
    if texts["volume"].dtype == pl.String:
        number = _number()
        volume = pl.when(number.code.is_null()).then(number.value)
    if any(unit and unit[1] != 1 for unit in words.units.values()):
        scale = {text: unit[1] if unit else None for text, unit in words.units.items()}
        volume *= _coded(texts, "unit", scale, pl.Float64())
    return volume


def _number() -> Parsed:
    return parse_number(clean_text("volume"), pl.lit(False))


def _quality(texts: pl.DataFrame, words: _Words) -> pl.Expr:
    """The validation status; an empty volume is no data whatever the status, and a value is never no data."""
    with_value = {text: "provisional" if code in (None, "no_data") else code for text, code in words.statuses.items()}
    quality = _coded(texts, "status", with_value, QUALITIES)
    if "calorific_value" in texts.columns:
        provisional = pl.col("calorific_value").str.strip_chars().str.to_lowercase().is_in(PROVISIONAL)
        settled = quality.is_in(["measured", "validated"])
        quality = pl.when(provisional & settled).then(pl.lit("provisional", QUALITIES)).otherwise(quality)
    if texts["volume"].dtype == pl.Float64:
        empty = pl.col("volume").is_null() if texts["volume"].null_count() else None
    else:
        empty = clean_text("volume").is_null()
    return quality if empty is None else pl.when(empty).then(pl.lit("no_data", QUALITIES)).otherwise(quality)


def _moment(texts: pl.DataFrame, day: str, clock: str) -> pl.Expr:
    """The local moment, in the form of the first row: one file keeps one form."""
    first_day, first_clock = texts[day].drop_nulls().head(1).to_list(), texts[clock].drop_nulls().head(1).to_list()
    day_form = "%d/%m/%Y" if first_day and "/" in first_day[0] else "%d-%m-%Y"
    clock_form = "%H:%M" if first_clock and first_clock[0].count(":") == 1 else "%H:%M:%S"
    date, time = pl.col(day).str.to_date(day_form, strict=False), pl.col(clock).str.to_time(clock_form, strict=False)
    return date.dt.combine(time, "us")


def _any_moment(day: str, clock: str) -> pl.Expr:
    """The local moment in whatever form each row has; slower, for re-saved files and for rows with an error."""
    digits = clean_text(clock).str.extract(r"(\d{1,2}:\d{2}(?::\d{2})?)(?:\.0+)?$", 1)
    padded = pl.when(digits.str.count_matches(":") == 1).then(digits + ":00").otherwise(digits)
    return parse_date(clean_text(day), spreadsheet=True).value.dt.combine(
        padded.str.to_time("%H:%M:%S", strict=False), "us"
    )


def _split(texts: pl.DataFrame, typed: pl.DataFrame, place: FilePlace) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The good rows, and a line per bad cell of the others."""
    sound = not any(typed[name].null_count() for name in ("meter", "register", "kind", "start_local", "end_local"))
    numbers = texts["volume"].dtype == pl.Float64 and not (typed["volume"] < 0).any()
    if sound and numbers and not _odd_eans(typed):
        return typed, no_rejections()
    marks = typed.select(
        ean=pl.col("meter").is_null() | ~pl.col("meter").str.contains(EAN_PATTERN),
        from_date=pl.col("start_local").is_null(),
        until_date=pl.col("end_local").is_null(),
        register=pl.col("register").is_null() & (pl.col("kind") != "reactive") & (pl.col("kind") != "peak"),
        volume=(pl.col("volume").is_null() & (pl.col("quality") != "no_data")) | (pl.col("volume") < 0),
        unit=pl.col("kind").is_null(),
    ).select(pl.all().fill_null(False))
    bad = marks.select(pl.any_horizontal(pl.all())).to_series()
    if not bad.any():
        return typed, no_rejections()
    cells = pl.concat(_rejected_cells(name, texts.filter(marks[name]), place) for name in marks.columns)
    return typed.filter(~bad), cells.sort("row", maintain_order=True)


def _odd_eans(typed: pl.DataFrame) -> bool:
    meter = typed["meter"]
    if meter.len() and (meter == meter[0]).all():
        return not re.fullmatch(EAN_PATTERN, meter[0])
    return not meter.unique().str.contains(EAN_PATTERN).all()


def _rejected_cells(name: str, texts: pl.DataFrame, place: FilePlace) -> pl.DataFrame:
    value = pl.col(name).cast(pl.String)
    match name:
        case "from_date" | "until_date":
            value = pl.concat_str(name, name.replace("date", "time"), separator=" ", ignore_nulls=True)
            return rejections(texts, _defect(name, "intake.time.invalid"), value, place)
        case "volume" if texts["volume"].dtype == pl.String:
            number = _number()
            below_zero = (
                pl.when(number.value < 0).then(pl.lit(_NEGATIVE.code)).otherwise(pl.lit("intake.number.invalid"))
            )
            texts = texts.with_columns(code=pl.coalesce(number.code, below_zero))
            parts = [
                rejections(part, _NEGATIVE if code == _NEGATIVE.code else _defect(name, str(code)), value, place)
                for (code,), part in texts.group_by("code", maintain_order=True)
            ]
            return pl.concat(parts) if parts else no_rejections()
        case _:
            return rejections(texts, _DEFECTS[name], value, place)


def _defect(name: str, code: str) -> Defect:
    return Defect(name, code, *DEFECTS[code])


_NO_ROWS = N_("The file has headings but no rows.")
_DEFECTS = {defect.field: defect for defect in (_EAN_WRONG, _REGISTER_UNKNOWN, _UNIT_UNKNOWN, _NEGATIVE)}


def _unknown_status(status: str, place: FilePlace) -> Finding:
    return Finding(
        "energy.history.status",
        Severity.WARNING,
        N_("Validation status {status} is not known; its values are kept as provisional."),
        {"status": status},
        place.where,
    )


READER = Reader(
    kind="energy.fluvius",
    title=N_("Fluvius consumption history"),
    recognise=recognise,
    read=read,
    example="energie/fluvius",
    headings=tuple(f.headings[0] for f in FIELDS if f.required),
)
