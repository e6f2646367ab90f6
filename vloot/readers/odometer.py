"""Odometer readings by vehicle and day."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.rejections import Rejections, hide_personal
from vloot.transactions import drop_duplicates, drop_improbable, to_series, to_utc, with_own_id
from vloot.vehicle_keys import is_vin, normalise_key

SOURCES = {
    "tankkaart": "fuel",
    "tankbeurt": "fuel",
    "onderhoud": "service",
    "garage": "service",
    "keuring": "inspection",
    "bestuurder": "driver",
    "telematica": "telematics",
    "boordcomputer": "telematics",
    "leasing": "lease",
    "leasemaatschappij": "lease",
    "andere": "other",
}

FIELDS = (
    Field("vin", ("Chassisnummer", "VIN")),
    Field("plate", ("Nummerplaat", "Kenteken")),
    Field("date", ("Datum", "read_at"), "date", required=True),
    Field("quantity", ("Kilometerstand", "km"), "number", required=True, minimum=0.0, maximum=3_000_000.0),
    Field("source", ("Bron", "source"), "choice", choices=SOURCES),
    Field("confidence", ("Betrouwbaarheid", "confidence")),
)


def recognise(head: FileHead) -> bool:
    """Whether some sheet lists odometer readings and nothing that was bought."""
    return any(
        (sheet.has("Kilometerstand", "Datum") or sheet.has("read_at", "km"))
        and not sheet.has("Hoeveelheid")
        and not sheet.has("kWh")
        for sheet in head.sheets
    )


def read_odometer(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read odometer readings [km] as rows of `fleet_transactions` of kind `odometer`."""
    sheet = head.sheet_with("Kilometerstand", "Datum") or head.sheet_with("read_at", "km")
    table = read_sheet(head, sheet, FIELDS, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.complete().with_columns(normalise_key("vin"), normalise_key("plate"))
    frame = rejections.take(
        frame, ~is_vin("vin") & pl.col("plate").is_null(), "fleet.vin.invalid", "Chassisnummer", pl.col("vin")
    )
    noon = pl.col("date").dt.combine(pl.time(12), "us")
    frame = drop_improbable(frame.with_columns(at_utc=to_utc(noon)), rejections, "Datum")
    of_vin = pl.when(is_vin("vin")).then(pl.col("vin"))
    frame = frame.with_columns(
        vin=of_vin,
        kind=pl.lit("odometer"),
        product=pl.col("source").fill_null("other"),
        unit=pl.lit("km"),
        odometer_km="quantity",
        quality=pl.lit("measured"),
        amount_gross_eur=pl.lit(None, pl.Float64),
        # The same source on the same day is the same reading: a second value corrects the first.
        txn_id=pl.format("{}:{}:{}", of_vin, "date", pl.col("source").fill_null("other")),
    )
    frame = drop_duplicates(with_own_id(frame), rejections, "Kilometerstand")
    seen = table.rejected
    if sheet is not None:
        seen = hide_personal(seen, sheet, [(f.name, f.headings) for f in FIELDS], mapping)
    return Intake(
        series={"fleet_transactions": to_series(frame)},
        rejected=rejections.all(seen),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.odometer",
    title=N_("odometer readings"),
    recognise=recognise,
    read=read_odometer,
    example="vloot/kilometerstanden.csv",
    headings=("Chassisnummer", "Datum", "Kilometerstand", "Bron"),
)
