"""Entities: code, name, organisation code and company number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.identifiers import OVO_CODE, has_kbo_check, kbo_digits, ovo_code
from vastgoed.sheet_rows import SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Entiteitcode", "Naam")
FIELDS = (
    Field("code", ("Entiteitcode", "Code entiteit"), required=True),
    Field("name", ("Naam", "Naam entiteit"), required=True),
    Field("ovo_code", ("OVO-code", "OVO")),
    Field("kbo_number", ("KBO-nummer", "Ondernemingsnummer")),
)


def recognise(head: FileHead) -> bool:
    """Whether the file lists entities by code, with an organisation code or company number."""
    sheet = head.sheet_with(*HEADINGS)
    return sheet is not None and (sheet.has("OVO-code") or sheet.has("KBO-nummer"))


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read entities.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `entity`. Codes are brought to their one spelling; where that changed more than the notation, and
        where a check digit is wrong, a finding says so.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], FIELDS, mapping)
    if rows.has("ovo_code"):
        written = rows.frame
        rows.frame = written.with_columns(ovo_code(pl.col("ovo_code")).alias("ovo_code"))
        rows.say(
            rows.frame.filter(rows.frame["ovo_code"] != written["ovo_code"]),
            "ovo_code",
            "estate.ovo.corrected",
            N_("Organisation codes written in full: {count} (row: code): {examples}."),
            severity=Severity.INFO,
        )
        rows.say(
            rows.frame.filter(~pl.col("ovo_code").str.contains(OVO_CODE)),
            "ovo_code",
            "estate.ovo.invalid",
            N_("Organisation codes that are not OVO and six digits, kept: {count} (row: value): {examples}."),
            N_("Look the organisation up in the organisation registry; a code looks like OVO002949."),
        )
    rows.replace(
        "kbo_number",
        kbo_digits(pl.col("kbo_number")),
        "estate.kbo.invalid",
        N_("Company numbers without ten digits, left out: {count} (row: value): {examples}."),
        N_("Correct them; a company number looks like 0403.019.261."),
    )
    if rows.has("kbo_number"):
        rows.say(
            rows.frame.filter(~has_kbo_check(pl.col("kbo_number"))),
            "kbo_number",
            "estate.kbo.check_digits",
            N_("Company numbers with wrong check digits, kept: {count} (row: value): {examples}."),
            N_("Look the company up in the Crossroads Bank for Enterprises and correct the number."),
        )
    return Intake({"entity": rows.frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read, rows.all_emptied())


READER = Reader(
    kind="estate.entities",
    title=N_("list of entities"),
    recognise=recognise,
    read=read,
    example="vastgoed/entiteiten.csv",
    headings=("Entiteitcode", "Naam", "OVO-code", "KBO-nummer"),
)
