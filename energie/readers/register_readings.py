"""Manual readings of registers: what a meter showed on a day. `energie.register_readings` makes consumption of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words, kwh_per_unit
from energie.ean import EAN_DAMAGED
from energie.history import Defect, FilePlace, rejections
from energie.history_words import register_of
from energie.readers.meters import check_digit_findings
from energie.series import REGISTERS
from kern.errors import InputWrong
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet, sheet_with_fields
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNITS = {
    "kWh": "kWh", "MWh": "MWh", "GJ": "GJ", "m3": "m**3", "m³": "m**3", "liter": "l", "l": "l", "kg": "kg",
}  # fmt: skip
KINDS = {
    "gelezen": "read", "opgenomen": "read", "stand": "read", "read": "read", "gemist": "read", "missed": "read",
    "geschat": "estimated", "schatting": "estimated", "estimated": "estimated",
    "eindstand": "end", "eind": "end", "einde": "end", "verwijderd": "end", "end": "end", "removed": "end",
    "beginstand": "start", "begin": "start", "geplaatst": "start", "nieuw": "start", "start": "start", "new": "start",
}  # fmt: skip


def fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("meter", ("EAN-code", "EAN", "Metercode", "Meter"), required=True),
        Field("read_on", ("Datum", "Opnamedatum", "Datum opname", "Date", "Reading date"), "date", required=True),
        Field("reading", ("Meterstand", "Indexstand", "Stand", "Meter reading", "Reading"), "number", minimum=0),
        Field("unit", ("Eenheid", "Unit"), "choice", required=True, choices=UNITS),
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("register_text", ("Register", "Telwerk")),
        Field("kind", ("Soort", "Kind"), "choice", choices=KINDS),
        Field("device", ("Meternummer", "Toestelnummer", "Serienummer", "Serial number", "Device")),
        Field("factor", ("Factor", "Vermenigvuldigingsfactor", "Constante", "Multiplier"), "number", minimum=1e-6),
        Field("digits", ("Aantal cijfers", "Cijfers", "Digits"), "integer", minimum=3, maximum=12),
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Gebouwcode")),
    )


HEADINGS = ("Metercode", "Datum", "Meterstand", "Eenheid", "Energiedrager")
_READINGS = ("Meterstand", "Indexstand", "Stand", "Meter reading", "Reading")
_DAMAGED = Defect(
    "meter",
    "energy.ean.damaged",
    N_("EAN code {value} has been damaged by a spreadsheet: its last digits are lost."),
    N_("Format the column as text and fill in the full EAN code again."),
)
_REGISTER = Defect(
    "register_text",
    "energy.history.register",
    N_("Register {value} is not known: it cannot be told whether this is offtake."),
    N_("Registers such as Afname Dag, Injectie Nacht, Afname Actief or Productie Actief are understood."),
)
_UNIT = Defect(
    "unit",
    "energy.invoice.unit",
    N_("There is no calorific value for {value}."),
    N_("Check unit and carrier, or add the value with its source to data/factors/energy_content.csv."),
)
_TWICE = Defect(
    "reading",
    "energy.register.twice",
    N_("The register has another reading of the same day and kind in this file; {value} was kept out."),
    N_("Keep the one that holds. At a meter swap write eindstand and beginstand under Soort."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file is a table of meter readings."""
    sheet = sheet_with_fields(head, fields())
    return sheet is not None and any(sheet.has(name) for name in _READINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a table of register readings.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = sheet_with_fields(head, fields())
    table = read_sheet(head, sheet, fields(), mapping)
    place = FilePlace(head.shown_name, sheet.name if sheet else None, {f.name: f.headings[0] for f in table.fields})
    rows = table.complete().with_columns(
        pl.col("kind").fill_null("read"), register_name=_registers(table.complete()["register_text"])
    )
    key = ["meter", "register_name", "read_on", "kind"]
    rows = rows.unique([*key, "reading", "unit", "device"], keep="first", maintain_order=True)
    rows = rows.with_columns(fits=fitting_units(rows, "read_on"))
    amount = pl.col("reading").cast(pl.String)
    rejected = [table.rejected]
    for defect, wrong, value in (
        (_DAMAGED, pl.col("meter").str.contains(EAN_DAMAGED), pl.col("meter")),
        (_REGISTER, pl.col("register_name").is_null(), pl.col("register_text")),
        (_UNIT, ~pl.col("fits"), pl.concat_str("carrier", "unit", separator=", ")),
        (_TWICE, pl.len().over(key) > 1, amount),
    ):
        bad = rows.select(wrong.fill_null(False)).to_series()
        rejected.append(rejections(rows.filter(bad), defect, value, place))
        rows = rows.filter(~bad)
    columns = [*key, "device", "carrier", "asset_code", "reading", "unit", "factor", "digits"]
    return Intake(
        frames={"register_reading": rows.select(*columns, "source_sheet", "source_row")},
        rejected=pl.concat(rejected),
        findings=[*table.findings, *check_digit_findings(rows["meter"], place.where)],
        rows_read=table.rows_read,
    )


def _registers(texts: pl.Series) -> pl.Series:
    """The register of each row; plain offtake where nothing is said, null where it is not understood."""
    codes = {text: register_of(text) for text in texts.drop_nulls().unique()}
    codes |= {text: "offtake_day" for text in codes if text.strip().lower() in ("dag", "day")}
    codes |= {text: "offtake_night" for text in codes if text.strip().lower() in ("nacht", "night")}
    known = {text: code for text, code in codes.items() if code in REGISTERS.categories}
    frame = texts.to_frame("text").select(
        pl.when(pl.col("text").is_null())
        .then(pl.lit("offtake"))
        .otherwise(pl.col("text").replace_strict(known, default=None, return_dtype=pl.String))
    )
    return frame.to_series()


def fitting_units(rows: pl.DataFrame, day: str) -> pl.Series:
    """Whether carrier and unit go together on the day of each row.

    Args:
        rows: Columns `carrier`, `unit` and the day.
        day: Name of the column with the day.
    """

    def fits(carrier: str, unit: str, on: object) -> bool:
        try:
            kwh_per_unit(carrier, unit, on)  # type: ignore[arg-type]
        except InputWrong:
            return False
        return True

    kinds: Sequence[tuple[str, str, object]] = rows.select("carrier", "unit", day).unique().rows()
    known = {kind: fits(*kind) for kind in kinds}
    return pl.Series([known[kind] for kind in rows.select("carrier", "unit", day).iter_rows()], dtype=pl.Boolean)


READER = Reader(
    kind="energy.register_readings",
    title=N_("Manual meter readings"),
    recognise=recognise,
    read=read,
    example="",
    headings=HEADINGS,
    fields=fields,
)
