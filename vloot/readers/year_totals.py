"""Yearly totals per entity and product: for years of which no purchases exist any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.products import UNITS, products_of, unit_of
from vloot.rejections import Rejections

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead

FIELDS = (
    Field("entity_code", ("Entiteit", "Entiteitcode", "entity"), required=True),
    Field("year", ("Jaar", "year"), "integer", required=True, minimum=1990, maximum=2100),
    Field("product_raw", ("Brandstof", "Product", "fuel"), required=True),
    Field("quantity", ("Jaarverbruik", "Hoeveelheid", "quantity"), "number", required=True, minimum=0),
    Field("unit", ("Eenheid", "unit"), "choice", required=True, choices=UNITS),
    Field("is_estimated", ("Geschat", "is_estimated"), "boolean"),
)
_SINGLE = ("Chassisnummer", "VIN", "Nummerplaat", "Kenteken", "Datum", "Kaartnummer", "Transactienummer")


def _sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        needed = all(any(sheet.has(name) for name in f.headings) for f in FIELDS if f.required)
        if needed and not any(sheet.has(name) for name in _SINGLE):
            return sheet
    return None


def recognise(head: FileHead) -> bool:
    """Whether some sheet gives a quantity of fuel per entity and year, and names no single vehicle, card or day."""
    return _sheet(head) is not None


def read_year_totals(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read yearly totals into the register `fleet_year_total`."""
    sheet = _sheet(head)
    table = read_sheet(head, sheet, FIELDS, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.complete()
    frame = frame.with_columns(products_of(frame["product_raw"]).alias("product"))
    frame = rejections.take(
        frame, pl.col("product").is_null(), "fleet.product.unknown", "Brandstof", pl.col("product_raw")
    )
    wrong = pl.col("unit") != unit_of(pl.col("product"))
    frame = rejections.take(frame, wrong, "fleet.unit.contradicts", "Eenheid", pl.col("unit"))
    rows = frame.select(
        "entity_code", "year", "product", "quantity", pl.col("is_estimated").fill_null(False), "source_sheet",
        "source_row",
    )  # fmt: skip
    return Intake(
        frames={"fleet_year_total": rows},
        rejected=rejections.all(table.rejected),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.year_totals",
    title=N_("yearly fuel totals"),
    recognise=recognise,
    read=read_year_totals,
    example="",
    headings=("Entiteit", "Jaar", "Brandstof", "Jaarverbruik", "Eenheid", "Geschat"),
)
