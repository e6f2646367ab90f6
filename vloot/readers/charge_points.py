"""The list of chargers: where each stands, how many vehicles it serves and which building meter it hangs behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.rejections import Rejections
from vloot.tables import LONG_AGO

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead

FIELDS = (
    Field("charge_point", ("Laadpunt", "Laadpaal", "evse_id", "charge_point"), required=True),
    Field("asset_code", ("Standplaats", "Object", "asset_code", "home_base"), required=True),
    Field("meter", ("Meter", "Achter meter", "EAN", "meter_id")),
    Field("places_count", ("Laadplaatsen", "Aantal laadplaatsen", "places_count"), "integer", minimum=1, maximum=500),
    Field("power_kw", ("Vermogen (kW)", "power_kw"), "number", minimum=0, maximum=2000),
    Field("valid_from", ("Geldig van", "In dienst", "valid_from"), "date"),
    Field("valid_until", ("Geldig tot", "Uit dienst", "valid_until"), "date"),
)


def _sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        point = any(sheet.has(name) for name in FIELDS[0].headings)
        place = any(sheet.has(name) for name in FIELDS[1].headings)
        session = sheet.has("kWh") or sheet.has("Sessie") or sheet.has("cdr_id")
        if point and place and not session:
            return sheet
    return None


def recognise(head: FileHead) -> bool:
    """Whether some sheet says where chargers stand and lists no sessions."""
    return _sheet(head) is not None


def read_charge_points(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read chargers into the register `charge_point`.

    A row without a meter is a charger with a connection of its own: its kWh are in no building's total. An end is the
    first day no longer valid.
    """
    sheet = _sheet(head)
    table = read_sheet(head, sheet, FIELDS, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.complete().with_columns(
        pl.col("valid_from").fill_null(LONG_AGO), pl.col("places_count").fill_null(1), pl.col("meter").str.strip_chars()
    )
    frame = rejections.take(
        frame, pl.col("valid_until") <= pl.col("valid_from"), "fleet.period.reversed", "Geldig tot",
        pl.col("valid_until").cast(pl.String),
    )  # fmt: skip
    return Intake(
        frames={"charge_point": frame},
        rejected=rejections.all(table.rejected),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.charge_points",
    title=N_("chargers"),
    recognise=recognise,
    read=read_charge_points,
    example="vloot/laadpunten.csv",
    headings=("Laadpunt", "Standplaats", "Meter", "Laadplaatsen", "Vermogen (kW)", "Geldig van", "Geldig tot"),
)
