"""Charging sessions as evcc exports them: its vehicle title must hold the chassis number or the plate."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.charges import finish_charges
from vloot.rejections import Rejections
from vloot.transactions import to_utc

FIELDS = (
    Field("start", ("Created",), "datetime", required=True),
    Field("end", ("Finished",), "datetime"),
    Field("charge_point", ("Charging point",)),
    Field("card_no", ("Identifier",)),
    Field("title", ("Vehicle",)),
    Field("odometer_km", ("Mileage (km)",), "number", minimum=0.0, maximum=3_000_000.0),
    Field("quantity", ("Energy (kWh)",), "number", required=True, minimum=0.0, maximum=2000.0),
    Field("amount_gross_eur", ("Cost",), "number"),
    *(
        Field(f"ignored_{place}", (heading,))
        for place, heading in enumerate(
            (
                "Meter start (kWh)", "Meter stop (kWh)", "Duration", "SoC start (%)", "SoC end (%)", "Added range (km)",
                "Solar (%)", "Price/kWh", "CO2/kWh (gCO2eq)", "CO2/kWh", "Reference Price/kWh", "Reference CO2/kWh",
            )
        )
    ),
)  # fmt: skip


def recognise(head: FileHead) -> bool:
    """Whether the headings are those of an evcc session export in English."""
    return head.has("Created", "Finished", "Charging point", "Energy (kWh)")


def read_evcc(head: FileHead, mapping: Mapping[str, str], key: bytes | None = None) -> Intake:
    """Read evcc sessions. Times are local; sessions have no number, so they get one of their own.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.
        key: Secret for pseudonyms of identifiers.
    """
    table = read_sheet(head, head.sheet_with("Created", "Energy (kWh)"), FIELDS, mapping)
    plain = pl.col("title").str.to_uppercase().str.replace_all(r"[^A-Z0-9 ]", "")
    frame = table.complete().with_columns(
        at_utc=to_utc(pl.col("start")),
        vin=plain.str.extract(r"\b([A-HJ-NPR-Z0-9]{17})\b", 1),
        plate=plain.str.extract(r"\b([1-9][A-Z]{3}[0-9]{3})\b", 1),
    )
    rejections = Rejections(None)
    series = finish_charges(frame, rejections, key)
    return Intake(
        series={"fleet_transactions": series},
        rejected=rejections.all(table.rejected),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.evcc",
    title=N_("charging sessions (evcc)"),
    recognise=recognise,
    read=read_evcc,
    example="",
    headings=("Created", "Finished", "Charging point", "Vehicle", "Energy (kWh)"),
)
