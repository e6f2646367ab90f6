"""Charge detail records of OCPI 2.2.1 (JSON): one object, a list, or a response with `data`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Form, Intake, Reader
from kern.language import N_
from vloot.charges import finish_charges
from vloot.rejections import Rejections

_SCHEMA = {
    "source_row": pl.Int64,
    "txn_id": pl.String,
    "start": pl.String,
    "card_no": pl.String,
    "charge_point": pl.String,
    "quantity": pl.Float64,
    "amount_net_eur": pl.Float64,
    "amount_gross_eur": pl.Float64,
    "currency": pl.String,
    "home_charging": pl.Boolean,
    "cancel_of": pl.String,
    "lacks": pl.String,
}


def recognise(head: FileHead) -> bool:
    """Whether the text holds charge detail records."""
    return head.form is Form.JSON and all(f'"{name}"' in head.text for name in ("cdr_token", "total_energy"))


def read_ocpi(head: FileHead, mapping: Mapping[str, str], key: bytes | None = None) -> Intake:
    """Read charge detail records.

    A record knows no vehicle, plate or odometer: the contract of its token finds the vehicle through the card list.

    Args:
        head: The file.
        mapping: Not used: the names are those of the standard.
        key: Secret for pseudonyms of contracts; without it a record cannot find its vehicle.

    Raises:
        InputWrong: The text is no JSON.
    """
    del mapping
    try:
        told: Any = json.loads(head.path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise InputWrong(
            N_("File {file} is not whole JSON (line {line}). Export or copy it again."),
            file=head.shown_name,
            line=error.lineno,
        ) from error
    if isinstance(told, dict):
        told = told.get("data", [told])
    records = [record for record in told if isinstance(record, dict)]
    frame = pl.DataFrame([_row(record, place) for place, record in enumerate(records, start=1)], schema=_SCHEMA)
    rejections = Rejections(None)
    frame = rejections.take(frame, pl.col("lacks") != "", "fleet.file.broken", "id, start_date_time, total_energy")
    text = pl.col("start").str.strip_suffix("Z").str.replace(r"[+]00:00$", "")
    at = text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False, time_unit="us").dt.replace_time_zone("UTC")
    series = finish_charges(frame.with_columns(at_utc=at), rejections, key)
    return Intake(
        series={"fleet_transactions": series},
        rejected=rejections.all(),
        rows_read=len(records),
    )


def _row(record: Mapping[str, Any], place: int) -> dict[str, object]:
    """The parts of a record that Koers needs, by column."""
    token, location = record.get("cdr_token") or {}, record.get("cdr_location") or {}
    cost = record.get("total_cost") or {}
    needed = ("id", "start_date_time", "total_energy")
    return {
        "source_row": place,
        "txn_id": record.get("id"),
        "start": record.get("start_date_time"),
        "card_no": token.get("contract_id") or token.get("uid"),
        "charge_point": location.get("evse_id"),
        "quantity": _number(record.get("total_energy")),
        "amount_net_eur": _number(cost.get("excl_vat")),
        "amount_gross_eur": _number(cost.get("incl_vat")),
        "currency": record.get("currency"),
        "home_charging": bool(record.get("home_charging_compensation")),
        "cancel_of": record.get("credit_reference_id") if record.get("credit") else None,
        "lacks": ", ".join(name for name in needed if record.get(name) is None),
    }


def _number(told: object) -> float | None:
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else None


READER = Reader(
    kind="fleet.ocpi_cdr",
    title=N_("charge detail records (OCPI 2.2.1)"),
    recognise=recognise,
    read=read_ocpi,
    example="",
)
