"""What expires when: leases and their day of notice, accessibility assessments, certificates and inspections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_
from vastgoed.certificates import compute_certificates
from vastgoed.code_lists import name_of
from vastgoed.contract_checks import contracts_on
from vastgoed.label_section import assess_labels
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

KINDS: Mapping[str, str] = {
    "notice": N_("last day to give notice"),
    "lease_end": N_("contract ends"),
    "label": N_("accessibility assessment expires"),
    "certificate": N_("certificate expires"),
}
"""Kind -> its name."""

DEADLINES: Mapping[str, pl.DataType] = {
    "due": pl.Date(),
    "kind": pl.String(),
    "asset_code": pl.String(),
    "name": pl.String(),
    "entity_name": pl.String(),
    "what": pl.String(),
    "is_past": pl.Boolean(),
    "import_id": pl.Int64(),
}


def compute_deadlines(inputs: EstateInputs, options: EstateOptions, months: int = 24) -> pl.DataFrame:
    """Everything that expires up to some months after the day, and what has expired already.

    A day of notice that has passed is left out: nothing can be done about it any more.

    Args:
        inputs: The registers.
        options: The day.
        months: How far ahead. [month]

    Returns:
        Columns of DEADLINES, by day.
    """
    day = options.day
    there = compute_buildings(inputs, day)
    contracts = inputs.contract.filter(pl.col("asset_code").is_in(there["asset_code"].implode()))
    running = contracts_on(contracts, day)
    ends = pl.col("contract_end")
    last = contracts.group_by("asset_code").agg(latest=ends.max(), is_open=ends.is_null().any())
    ended = (
        contracts.join(last.filter(~pl.col("is_open")), on="asset_code")
        .filter(ends == pl.col("latest"), ends < day)
        .select(running.columns)
    )
    labels = [
        {"asset_code": code, "due": result.expires_on, "what": result.label}
        for code, result in assess_labels(inputs, options).items()
        if result.expires_on is not None
    ]
    parts = [
        _part(running.filter(pl.col("notice_date") >= day), "notice", pl.col("notice_date"), pl.col("contract_code")),
        _part(pl.concat([running, ended]), "lease_end", ends, pl.col("contract_code")),
        _part(
            pl.DataFrame(labels, schema={"asset_code": pl.String, "due": pl.Date, "what": pl.String}),
            "label",
            pl.col("due"),
            pl.col("what"),
        ),
    ]
    certificates = compute_certificates(inputs.certificate, there, day)
    kinds = certificates["kind"].map_elements(lambda kind: name_of("certificate", kind), return_dtype=pl.String)
    parts.append(_part(certificates.with_columns(kinds), "certificate", pl.col("valid_until"), pl.col("kind")))
    names = there.select("asset_code", "name", "entity_name")
    return (
        pl.concat(parts)
        .join(names, on="asset_code")
        .filter(pl.col("due") <= pl.lit(day).dt.offset_by(f"{months}mo"))
        .with_columns(is_past=pl.col("due") < day)
        .select(*DEADLINES)
        .cast(pl.Schema(DEADLINES))
        .sort("due", "kind", "asset_code", "what")
    )


def _part(frame: pl.DataFrame, kind: str, due: pl.Expr, what: pl.Expr) -> pl.DataFrame:
    origin = pl.col("import_id") if "import_id" in frame.columns else pl.lit(None, pl.Int64)
    rows = frame.select(
        "asset_code", due=due, kind=pl.lit(kind), what=what.cast(pl.String), import_id=origin.cast(pl.Int64)
    )
    return rows.filter(pl.col("due").is_not_null()).unique(maintain_order=True)


def calendar_text(deadlines: pl.DataFrame, titles: Mapping[str, str], stamp: date) -> str:
    r"""The deadlines as a calendar file (iCalendar, RFC 5545): one whole-day entry each.

    Args:
        deadlines: Columns of DEADLINES.
        titles: Kind -> its name in the language of the reader.
        stamp: The day the calendar was made; entries keep their identity when it is made again.

    >>> row = {"due": date(2026, 3, 31), "kind": "notice", "asset_code": "G1", "name": "Toren", "what": "HC-1"}
    >>> text = calendar_text(pl.DataFrame([row]), {"notice": "opzeg"}, date(2025, 12, 31))
    >>> [line for line in text.split("\r\n") if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20260331', 'SUMMARY:opzeg: Toren (G1)']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Koers//vastgoed//NL", "CALSCALE:GREGORIAN"]
    for row in deadlines.iter_rows(named=True):
        title = f"{titles[row['kind']]}: {row['name']} ({row['asset_code']})"
        identity = "-".join(str(row[name]) for name in ("kind", "asset_code", "what", "due"))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(identity.replace(' ', '_'))}@koers",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{row['due']:%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(str(row['what'] or ''))}",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str, most: int = 73) -> str:
    """A long line continued on the next, which begins with a blank; cut between characters, counted in bytes."""
    parts, part = [], ""
    for mark in line:
        if len((part + mark).encode()) > most:
            parts.append(part)
            part = ""
        part += mark
    return "\r\n ".join([*parts, part])
