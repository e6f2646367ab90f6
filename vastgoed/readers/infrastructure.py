"""Technical infrastructure: road lighting, locks, pumping stations and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.sheet_rows import ORIGIN, SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Objectcode", "Soort", "Beheerder")
FIELDS = (
    Field("code", ("Objectcode",), required=True),
    Field("name", ("Naam",), required=True),
    Field("sort", ("Soort", "Type")),
    Field("entity_code", ("Beheerder", "Entiteitcode"), required=True),
    Field("municipality", ("Gemeente",)),
    Field("valid_from", ("Geldig van",), "date"),
    Field("valid_until", ("Geldig tot",), "date"),
)


def recognise(head: FileHead) -> bool:
    """Whether the file lists objects with what sort of object they are and who manages them."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read technical infrastructure.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Registers `managed_asset` and `infrastructure`.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], FIELDS, mapping)
    if rows.has("valid_from", "valid_until"):
        until = pl.col("valid_until")
        backwards = until <= pl.col("valid_from")
        rows.keep_out(backwards, "estate.period.backwards", "valid_until", until.dt.strftime("%d-%m-%Y"))
    sort = [pl.col("sort").str.to_lowercase()] if rows.has("sort") else []
    frames = {
        "managed_asset": rows.frame.drop("sort", strict=False).with_columns(kind=pl.lit("infrastructure")),
        "infrastructure": rows.frame.select(pl.col("code").alias("asset_code"), *sort, *ORIGIN),
    }
    return Intake(frames, {}, rows.all_rejected(), rows.findings, rows.rows_read)


READER = Reader(
    kind="estate.infrastructure",
    title=N_("technical infrastructure"),
    recognise=recognise,
    read=read,
    example="vastgoed/technische-infrastructuur.csv",
    headings=("Objectcode", "Naam", "Soort", "Beheerder", "Gemeente", "Geldig van", "Geldig tot"),
)
