"""Energy invoices as a table: one row per meter and billing period, in the unit of the invoice.

Advances of small connections are no readings (policy S84): they are kept as invoices and counted nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words, kwh_per_unit
from energie.ean import EAN_DAMAGED
from energie.history import Defect, FilePlace, rejections
from energie.invoice_checks import mark_double, mark_unit_slips
from energie.readers.meters import check_digit_findings
from energie.series import QUALITIES, REGISTERS, RESOLUTIONS
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet, sheet_with_fields
from kern.language import N_
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Energiedrager", "Periode van", "Periode tot", "Hoeveelheid", "Eenheid")

UNITS = {
    "kWh": "kWh", "MWh": "MWh", "Wh": "Wh", "MJ": "MJ", "GJ": "GJ",
    "m3": "m**3", "m³(n)": "m**3", "kubieke meter": "m**3",
    "liter": "l", "litre": "l", "l": "l", "kg": "kg", "kilogram": "kg", "ton": "t", "t": "t",
    "kWh bovenwaarde": "kWh gross", "kWh HHV": "kWh gross", "MWh bovenwaarde": "MWh gross", "MWh HHV": "MWh gross",
    "kWh onderwaarde": "kWh net", "kWh LHV": "kWh net", "MWh onderwaarde": "MWh net", "MWh LHV": "MWh net",
}  # fmt: skip
KINDS = {
    "afrekening": "settlement", "eindafrekening": "settlement", "regularisatie": "settlement",
    "settlement": "settlement",
    "voorschot": "advance", "tussentijds": "advance", "advance": "advance",
    "geschat": "estimate", "schatting": "estimate", "estimated": "estimate",
    "nagekeken": "checked", "checked": "checked",
}  # fmt: skip
QUALITY_OF_KIND = {"settlement": "invoice", "checked": "invoice", "estimate": "estimated"}


def fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("ean", ("EAN-code", "EAN")),
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Gebouwcode")),
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("period_from", ("Periode van", "Period from"), "date", required=True),
        Field("period_last", ("Periode tot", "Periode tot en met", "Period until"), "date", required=True),
        Field("quantity", ("Hoeveelheid", "Verbruik", "Quantity"), "number", required=True, minimum=0),
        Field("unit", ("Eenheid", "Unit"), "choice", required=True, choices=UNITS),
        Field("kind", ("Soort", "Kind"), "choice", choices=KINDS),
        Field("amount_eur", ("Bedrag (euro)", "Amount (euro)"), "number"),
        Field("number", ("Factuurnummer", "Invoice number")),
    )


_NOBODY = Defect(
    "ean",
    "energy.invoice.no_meter",
    N_("The row has neither an EAN code nor an asset."),
    N_("Fill in the EAN code of the invoice, or the code of the building."),
)
_DAMAGED = Defect(
    "ean",
    "energy.ean.damaged",
    N_("EAN code {value} has been damaged by a spreadsheet: its last digits are lost."),
    N_("Format the column as text and fill in the full EAN code again."),
)
_BACKWARD = Defect(
    "period_last",
    "energy.invoice.backward",
    N_("The period ends on {value}, before it starts."),
    N_("Correct one of the two days. The last day counts."),
)
_NO_CONTENT = Defect(
    "unit",
    "energy.invoice.unit",
    N_("There is no calorific value for {value}."),
    N_("Check unit and carrier, or add the value with its source to data/factors/energy_content.csv."),
)
_CONFLICT = Defect(
    "number",
    "energy.invoice.conflict",
    N_("The meter already has another invoice that starts on the same day: {value} was kept out."),
    N_("Keep the invoice that holds, or add the two up in one row when both are right."),
)
_SLIP = Defect(
    "quantity",
    "energy.invoice.factor_1000",
    N_("{value} is about a thousand times more or less than this meter's other invoices."),
    N_('Correct the quantity or the unit and load again. If it is right, write "nagekeken" under Soort.'),
)


def recognise(head: FileHead) -> bool:
    """Whether the file is a table of invoices."""
    return sheet_with_fields(head, fields()) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a table of invoices.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = sheet_with_fields(head, fields())
    table = read_sheet(head, sheet, fields(), mapping)
    place = FilePlace(head.shown_name, sheet.name if sheet else None, {f.name: f.headings[0] for f in table.fields})
    rows = _complete(table.complete())
    rejected = [table.rejected]
    amount = pl.concat_str(pl.col("quantity").cast(pl.String), "unit", separator=" ")
    day = pl.col("period_last").dt.strftime("%d-%m-%Y")
    for defect, wrong, value in (
        (_NOBODY, pl.col("ean").is_null() & pl.col("asset_code").is_null(), pl.col("ean")),
        (_DAMAGED, pl.col("ean").str.contains(EAN_DAMAGED), pl.col("ean")),
        (_BACKWARD, pl.col("period_until") <= pl.col("period_from"), day),
        (_NO_CONTENT, pl.col("consumption_kwh").is_null(), pl.concat_str("carrier", "unit", separator=", ")),
    ):
        rejected.append(rejections(rows.filter(wrong), defect, value, place))
        rows = rows.filter(~wrong.fill_null(False))
    rows, doubles = mark_double(rows)
    rows = mark_unit_slips(rows)
    for defect, column, value in ((_CONFLICT, "conflict", pl.col("number")), (_SLIP, "slip", amount)):
        rejected.append(rejections(rows.filter(column), defect, value, place))
        rows = rows.filter(~pl.col(column))
    return Intake(
        frames={"invoice": _invoices(rows)},
        series={"readings": _readings(rows)},
        rejected=pl.concat(rejected),
        findings=[*table.findings, *_notes(rows, doubles, place), *check_digit_findings(rows["ean"], place.where)],
        rows_read=table.rows_read,
    )


def _complete(rows: pl.DataFrame) -> pl.DataFrame:
    """Meter, end of the period and kilowatt-hours beside what the file says."""
    own_code = pl.concat_str("asset_code", "carrier", separator=":")
    rows = rows.with_columns(
        meter=pl.coalesce("ean", own_code),
        period_until=pl.col("period_last").dt.offset_by("1d"),
        kind=pl.col("kind").fill_null("settlement"),
    )
    start, until = pl.col("period_from"), pl.col("period_until")
    whole_month = (start.dt.day() == 1) & (until == start.dt.offset_by("1mo"))
    whole_year = (start.dt.ordinal_day() == 1) & (until == start.dt.offset_by("1y"))
    resolution = pl.when(whole_month).then(pl.lit("month")).when(whole_year).then(pl.lit("year"))
    return rows.with_columns(
        number=pl.col("number").fill_null(pl.concat_str("meter", pl.col("period_from").cast(pl.String), separator="/")),
        consumption_kwh=pl.col("quantity") * _kwh_factors(rows),
        resolution=resolution.otherwise(pl.lit("period")).cast(RESOLUTIONS),
    )


def _kwh_factors(rows: pl.DataFrame) -> pl.Series:
    """What one unit is in kWh, per row; null where carrier and unit do not go together."""
    kinds = rows.select("carrier", "unit", "period_from").unique()
    factors: list[float | None] = []
    for carrier, unit, day in kinds.iter_rows():
        try:
            factors.append(kwh_per_unit(carrier, unit, day)[0])
        except InputWrong:
            factors.append(None)
    kinds = kinds.with_columns(factor=pl.Series(factors, dtype=pl.Float64))
    return rows.join(kinds, on=["carrier", "unit", "period_from"], how="left", maintain_order="left")["factor"]


def _invoices(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        "number", "meter", "period_from", "period_until", "asset_code", "carrier", "kind", "quantity", "unit",
        "amount_eur", "source_sheet", "source_row",
    )  # fmt: skip


def _readings(rows: pl.DataFrame) -> pl.DataFrame:
    counted = rows.filter(pl.col("kind") != "advance")
    return counted.select(
        "meter",
        "carrier",
        register=pl.lit("offtake", REGISTERS),
        resolution="resolution",
        start_utc=_midnight_utc("period_from"),
        end_utc=_midnight_utc("period_until"),
        consumption_kwh="consumption_kwh",
        quality=pl.col("kind").replace_strict(QUALITY_OF_KIND, return_dtype=QUALITIES),
        source_row="source_row",
        year=pl.col("period_from").dt.year(),
        month=pl.col("period_from").dt.month(),
    )


def _midnight_utc(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")


def _notes(rows: pl.DataFrame, doubles: int, place: FilePlace) -> list[Finding]:
    said = []
    if doubles:
        text = N_("{rows} rows are double (same invoice, meter and period) and count once.")
        said.append(Finding("energy.invoice.double", Severity.WARNING, text, {"rows": doubles}, place.where))
    advances = rows.filter(pl.col("kind") == "advance").height
    if advances:
        text = N_("{rows} advances were kept as invoices and counted as no consumption.")
        said.append(Finding("energy.invoice.advance", Severity.INFO, text, {"rows": advances}, place.where))
    estimates = rows.filter(pl.col("kind") == "estimate").height
    if estimates:
        text = N_("{rows} rows are estimated.")
        said.append(Finding("energy.invoice.estimate", Severity.INFO, text, {"rows": estimates}, place.where))
    return said


READER = Reader(
    kind="energy.invoices",
    title=N_("Energy invoices"),
    recognise=recognise,
    read=read,
    example="energie/facturen-2019-2025.csv",
    headings=HEADINGS,
)
