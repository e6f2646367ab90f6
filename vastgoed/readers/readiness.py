"""How ready each building is to move to the agency, part by part, with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.portfolio_fields import CODE
from vastgoed.sheet_rows import SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Onderdeel", "Stand (%)")


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("part", ("Onderdeel",), "choice", required=True, choices=choices("part")),
        Field("status_pct", ("Stand (%)",), "number", required=True, minimum=0, maximum=100),
        Field("evidence", ("Bewijs",)),
        Field("assessed_on", ("Datum",), "date"),
    )


def recognise(head: FileHead) -> bool:
    """Whether the file says per building and part how far the preparation is."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read the readiness of buildings.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `transfer_readiness`.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], _fields(), mapping)
    frame = rows.frame
    if "status_pct" in frame.columns:
        frame = frame.with_columns(status_share=pl.col("status_pct") / 100).drop("status_pct")
        evidence = pl.col("evidence").is_null() if rows.has("evidence") else pl.lit(True)
        rows.say(
            frame.filter((pl.col("status_share") >= 1) & evidence),
            "part",
            "estate.readiness.no_evidence",
            N_("Parts said to be ready without evidence: {count} (row: part): {examples}."),
            N_("Name the document that shows it."),
        )
    return Intake({"transfer_readiness": frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)


READER = Reader(
    kind="estate.readiness",
    title=N_("readiness for transfer"),
    recognise=recognise,
    read=read,
    example="vastgoed/inkanteling-gereedheid.csv",
    headings=("VIM gebouwcode", "Onderdeel", "Stand (%)", "Bewijs", "Datum"),
)
