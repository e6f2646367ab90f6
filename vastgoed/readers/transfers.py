"""Dated roles: which entity manages, owns or uses an asset from when till when. A transfer is two rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.sheet_rows import SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG_AGO = date(1900, 1, 1)
"""Start of a role whose first day nobody wrote down: a key needs a day."""

HEADINGS = ("Objectcode", "Entiteit", "Rol")
ROLES = {
    **dict.fromkeys(("beheerder", "beheer", "manager"), "manager"),
    **dict.fromkeys(("eigenaar", "owner"), "owner"),
    **dict.fromkeys(("gebruiker", "user"), "user"),
}
FIELDS = (
    Field("asset_code", ("Objectcode", "VIM gebouwcode"), required=True),
    Field("entity_code", ("Entiteit", "Entiteitcode"), required=True),
    Field("role", ("Rol",), "choice", required=True, choices=ROLES),
    Field("valid_from", ("Geldig van", "Datum overdracht"), "date"),
    Field("valid_until", ("Geldig tot",), "date"),
)


def recognise(head: FileHead) -> bool:
    """Whether the file gives entities a role for objects."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read dated roles.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `asset_role`; a role without a start begins long ago.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], FIELDS, mapping)
    start = pl.col("valid_from").fill_null(LONG_AGO) if rows.has("valid_from") else pl.lit(LONG_AGO)
    rows.frame = rows.frame.with_columns(start.alias("valid_from"))
    if rows.has("valid_until"):
        until = pl.col("valid_until")
        backwards = until <= pl.col("valid_from")
        rows.keep_out(backwards, "estate.period.backwards", "valid_until", until.dt.strftime("%d-%m-%Y"))
    return Intake({"asset_role": rows.frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)


READER = Reader(
    kind="estate.transfers",
    title=N_("roles and transfers of assets"),
    recognise=recognise,
    read=read,
    example="vastgoed/overdrachten.csv",
    headings=("Objectcode", "Entiteit", "Rol", "Geldig van", "Geldig tot"),
)
