"""Daily mean outdoor temperatures of a station: the user's own weather goes before published degree days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.history import Defect, FilePlace, rejections
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import SheetHead

FIELDS = (
    Field("day", ("Datum", "Date", "Dag"), "date", required=True),
    Field(
        "mean_temperature_degc",
        ("Gemiddelde temperatuur (°C)", "Gemiddelde temperatuur", "Etmaalgemiddelde (°C)", "Mean temperature (°C)"),
        "number",
        minimum=-40,
        maximum=50,
    ),
    Field("station", ("Station", "Weerstation")),
)
HEADINGS = ("Datum", "Gemiddelde temperatuur (°C)")
DEFAULT_STATION = "station"

_TWICE = Defect(
    "day",
    "energy.temperature.twice",
    N_("{value} stands in the file twice with different temperatures."),
    N_("Keep one row per station and day."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file has a day and its mean temperature."""
    return _sheet(head) is not None


def _sheet(head: FileHead) -> SheetHead | None:
    wanted = [f.headings for f in FIELDS[:2]]
    return next((sheet for sheet in head.sheets if all(any(sheet.has(h) for h in names) for names in wanted)), None)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read daily temperatures.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = _sheet(head)
    table = read_sheet(head, sheet, FIELDS, mapping)
    place = FilePlace(head.shown_name, sheet.name if sheet else None, {f.name: f.headings[0] for f in table.fields})
    rows = table.complete().with_columns(pl.col("station").fill_null(DEFAULT_STATION))
    rows = rows.unique(["station", "day", "mean_temperature_degc"], keep="first", maintain_order=True)
    twice = pl.int_range(pl.len()).over("station", "day") > 0
    rejected = rejections(rows.filter(twice), _TWICE, pl.col("day").dt.strftime("%d-%m-%Y"), place)
    good = rows.filter(~twice, pl.col("mean_temperature_degc").is_not_null()).select(
        "station",
        "mean_temperature_degc",
        "source_row",
        start_utc=pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC"),
        year=pl.col("day").dt.year(),
        month=pl.col("day").dt.month(),
    )
    return Intake(
        series={"temperatures": good},
        rejected=pl.concat([table.rejected, rejected]),
        findings=table.findings,
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="energy.temperatures",
    title=N_("Daily temperatures"),
    recognise=recognise,
    read=read,
    example="",
    headings=HEADINGS,
)
