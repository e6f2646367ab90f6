"""Charging sessions as CSV or XLSX: one row per session, credits point at the session they undo."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.charges import finish_charges
from vloot.rejections import Rejections, hide_personal
from vloot.transactions import to_utc

_MOST_KWH = 2000.0

FIELDS = (
    Field("txn_id", ("Sessie", "cdr_id", "Sessie-id"), required=True),
    Field("start", ("Start", "Begin"), "datetime", required=True),
    Field("end", ("Einde", "end"), "datetime"),
    Field("card_no", ("Contract", "contract_id", "Laadpas")),
    Field("vin", ("Chassisnummer", "VIN")),
    Field("plate", ("Nummerplaat", "Kenteken")),
    Field("charge_point", ("Laadpunt", "evse_id")),
    Field("quantity", ("kWh", "Energie (kWh)"), "number", required=True, minimum=-_MOST_KWH, maximum=_MOST_KWH),
    Field("amount_net_eur", ("Kost excl. btw", "cost_excl_vat"), "number"),
    Field("currency", ("Munt", "currency")),
    Field("home_charging", ("Thuisladen", "home_compensation"), "boolean"),
    Field("cancel_of", ("Credit van", "credit_of")),
    Field("odometer_km", ("Kilometerstand",), "number", minimum=0.0, maximum=3_000_000.0),
    Field("driver", ("Bestuurder",)),
)


def recognise(head: FileHead) -> bool:
    """Whether some sheet lists charging sessions."""
    return head.has("Sessie", "Start", "kWh") or head.has("cdr_id", "start", "kwh")


def read_charging(head: FileHead, mapping: Mapping[str, str], key: bytes | None = None) -> Intake:
    """Read charging sessions.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.
        key: Secret for pseudonyms of contracts; without it they are not kept.

    Returns:
        Series `fleet_transactions`, with the transient column `plate` for `vloot.linking`.
    """
    sheet = head.sheet_with("Sessie", "Start", "kWh") or head.sheet_with("cdr_id", "start", "kwh")
    table = read_sheet(head, sheet, FIELDS, mapping)
    frame = table.complete().with_columns(at_utc=to_utc(pl.col("start")))
    rejections = Rejections(sheet.name if sheet else None)
    series = finish_charges(frame, rejections, key)
    seen = table.rejected
    if sheet is not None:
        seen = hide_personal(seen, sheet, [(f.name, f.headings) for f in FIELDS], mapping)
    return Intake(
        series={"fleet_transactions": series},
        rejected=rejections.all(seen),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.charging",
    title=N_("charging sessions"),
    recognise=recognise,
    read=read_charging,
    example="vloot/laadbeurten.csv",
    headings=("Sessie", "Start", "Einde", "Contract", "Chassisnummer", "Laadpunt", "kWh"),
)
