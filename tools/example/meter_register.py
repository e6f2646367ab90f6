"""The register of meters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from example.defects import KEPT, QUARANTINE, Planted
from example.meters import SWAPPED, Meter
from example.names import ean18
from example.write import Row, csv_text, write_text

REGISTER = "energie/meters.csv"
HEADINGS = ("EAN-code", "Objectcode", "Energiedrager", "Meetwijze", "Geldig van", "Geldig tot", "Groene stroom")


def write_meters(root: Path, meters: list[Meter], planted: Planted) -> None:
    """The register, with one meter on a building that does not exist."""
    rows: list[Row] = [(m.code, m.asset, m.carrier, m.measured, m.start, m.until, m.green) for m in meters]
    for line, meter in enumerate(meters, start=2):
        if meter.asset == SWAPPED[0] and meter.until:
            planted.add(REGISTER, f"{line} and {line + 1}", "one connection ends, the next begins the same day", KEPT)
    rows.append(
        (ean18(54_144_899_000_099_984), "GB-0998", "elektriciteit", "maandopname", date(2022, 1, 1), None, "nee")
    )
    planted.add(REGISTER, len(rows) + 1, "building GB-0998 does not exist", QUARANTINE)
    write_text(root / REGISTER, csv_text(HEADINGS, rows))
