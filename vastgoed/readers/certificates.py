"""Certificates, labels and inspections of buildings: what was granted when, and until when it holds."""

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

HEADINGS = ("Certificaat", "Afgeleverd op")


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("kind", ("Certificaat", "Soort certificaat", "Keuring"), "choice", required=True,
              choices=choices("certificate")),
        Field("issued_on", ("Afgeleverd op", "Datum", "Datum keuring"), "date", required=True),
        Field("valid_until", ("Geldig tot", "Geldig tot en met", "Vervaldatum"), "date"),
        Field("level", ("Niveau", "Label", "Klasse")),
        Field("reference", ("Nummer", "Certificaatnummer", "EPC_ID")),
        Field("document", ("Document", "Bewijs")),
    )  # fmt: skip


def recognise(head: FileHead) -> bool:
    """Whether the file lists certificates of buildings."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read certificates; one whose last day lies before its first is kept out.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `certificate`.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], _fields(), mapping)
    if rows.has("valid_until"):
        until = pl.col("valid_until")
        rows.keep_out(
            until < pl.col("issued_on"), "estate.period.backwards", "valid_until", until.dt.strftime("%d-%m-%Y")
        )
    return Intake({"certificate": rows.frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)


READER = Reader(
    kind="estate.certificates",
    title=N_("certificates and inspections"),
    recognise=recognise,
    read=read,
    example="vastgoed/certificaten.csv",
    headings=("VIM gebouwcode", "Certificaat", "Afgeleverd op", "Geldig tot"),
    fields=_fields,
)
