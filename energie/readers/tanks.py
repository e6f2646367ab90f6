"""Deliveries to tanks and silos (oil, propane, pellets) and the levels in them: stock, never consumption by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words
from energie.history import Defect, FilePlace, rejections
from energie.readers.register_readings import fitting_units
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet, sheet_with_fields
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS = {
    "liter": "l", "litre": "l", "l": "l", "m3": "m3", "m³": "m3", "kg": "kg", "kilogram": "kg", "ton": "t", "t": "t",
}  # fmt: skip
_STORED_AS = {"l": ("l", 1.0), "m3": ("l", 1000.0), "kg": ("kg", 1.0), "t": ("kg", 1000.0)}
KINDS = {
    "levering": "delivery", "geleverd": "delivery", "delivery": "delivery", "bijvulling": "delivery",
    "peiling": "level", "niveau": "level", "voorraad": "level", "stand": "level", "level": "level", "stock": "level",
    "peiling na levering": "level_after", "voorraad na levering": "level_after", "level after": "level_after",
}  # fmt: skip


def fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("tank", ("Tank", "Tankcode", "Silo", "Tank of silo"), required=True),
        Field("day", ("Datum", "Leverdatum", "Date"), "date", required=True),
        Field("kind", ("Soort", "Kind"), "choice", required=True, choices=KINDS),
        Field("quantity", ("Hoeveelheid", "Quantity"), "number", required=True, minimum=0),
        Field("unit", ("Eenheid", "Unit"), "choice", required=True, choices=UNITS),
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Gebouwcode")),
        Field("amount_eur", ("Bedrag (euro)", "Amount (euro)"), "number"),
        Field("number", ("Leveringsbon", "Bonnummer", "Factuurnummer", "Delivery note", "Invoice number")),
    )


HEADINGS = ("Tank", "Datum", "Soort", "Hoeveelheid", "Eenheid", "Energiedrager")
_UNIT = Defect(
    "unit",
    "energy.invoice.unit",
    N_("There is no calorific value for {value}."),
    N_("Check unit and carrier, or add the value with its source to data/factors/energy_content.csv."),
)
_TWICE = Defect(
    "quantity",
    "energy.tank.twice",
    N_("The tank has another row of the same day, kind and delivery note in this file; {value} was kept out."),
    N_("Keep the one that holds; two deliveries of one day need their own delivery note."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file is a table of deliveries and levels."""
    return sheet_with_fields(head, fields()) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a table of deliveries and levels.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = sheet_with_fields(head, fields())
    table = read_sheet(head, sheet, fields(), mapping)
    place = FilePlace(head.shown_name, sheet.name if sheet else None, {f.name: f.headings[0] for f in table.fields})
    size = {unit: times for unit, (_stored, times) in _STORED_AS.items()}
    rows = table.complete().with_columns(
        pl.col("number").fill_null(""),
        pl.col("quantity") * pl.col("unit").replace_strict(size, return_dtype=pl.Float64),
        pl.col("unit").replace_strict({unit: stored for unit, (stored, _) in _STORED_AS.items()}),
    )
    key = ["tank", "day", "kind", "number"]
    rows = rows.unique([*key, "quantity", "carrier"], keep="first", maintain_order=True)
    rows = rows.with_columns(fits=fitting_units(rows, "day"))
    rejected = [table.rejected]
    for defect, wrong, value in (
        (_UNIT, ~pl.col("fits"), pl.concat_str("carrier", "unit", separator=", ")),
        (_TWICE, pl.len().over(key) > 1, pl.col("quantity").cast(pl.String)),
    ):
        bad = rows.select(wrong.fill_null(False)).to_series()
        rejected.append(rejections(rows.filter(bad), defect, value, place))
        rows = rows.filter(~bad)
    columns = [*key, "carrier", "asset_code", "quantity", "unit", "amount_eur"]
    return Intake(
        frames={"tank_record": rows.select(*columns, "source_sheet", "source_row")},
        rejected=pl.concat(rejected),
        findings=table.findings,
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="energy.tanks",
    title=N_("Deliveries to tanks and their levels"),
    recognise=recognise,
    read=read,
    example="",
    headings=HEADINGS,
    fields=fields,
)
