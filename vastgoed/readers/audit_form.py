"""Accessibility audits: who audited which building when, and what was measured per criterion."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.accessibility.measured import UNKNOWN
from vastgoed.audit_values import Asked, NotAValue, OtherUnit, asked_values, normalise_value
from vastgoed.sheet_rows import ORIGIN, SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import SheetHead

BUILDING = ""
"""Element of a value that was measured for the building as a whole."""

SCOPES = {
    **dict.fromkeys(("bezoeker", "bezoekers", "visitor"), "visitor"),
    **dict.fromkeys(("personeel", "medewerker", "medewerkers", "staff"), "staff"),
}
_AUDIT = ("Auditcode", "Datum")
_VALUE = ("Auditcode", "Criterium", "Waarde")

AUDIT_FIELDS = (
    Field("audit_code", ("Auditcode",), required=True),
    Field("asset_code", ("VIM gebouwcode", "VIM-gebouwcode", "Gebouwcode", "Objectcode"), required=True),
    Field("audited_on", ("Datum", "Datum audit"), "date", required=True),
    Field("auditor_role", ("Uitgevoerd door (rol)", "Rol auditor", "Uitgevoerd door")),
)
VALUE_FIELDS = (
    Field("audit_code", ("Auditcode",), required=True),
    Field("criterion_id", ("Criterium", "Criterium-id"), required=True),
    Field("element", ("Element", "Onderdeel", "Plaats")),
    Field("scope", ("Doelgroep (bezoeker|personeel)", "Doelgroep"), "choice", required=True, choices=SCOPES),
    Field("value", ("Waarde",)),
    Field("unit", ("Eenheid",)),
    Field("remark", ("Opmerking",)),
    # Help that stands on the form; it is read so that nobody is told it is unknown, and not kept.
    *(
        Field(f"help_{place}", (heading,))
        for place, heading in enumerate(
            ("Wat", "Invullen als", "Vraagt A", "Vraagt A plus", "Vraagt A plus plus", "Artikel", "Geldt als")
        )
    ),
)


def recognise(head: FileHead) -> bool:
    """Whether the file holds audits, measured values of audits, or both."""
    return head.has(*_VALUE) or any(_is_audits(sheet) for sheet in head.sheets)


def _is_audits(sheet: SheetHead) -> bool:
    codes = AUDIT_FIELDS[1].headings
    return sheet.has(*_AUDIT) and any(sheet.has(code) for code in codes)


def read(head: FileHead, mapping: Mapping[str, str], asked: Mapping[str, Asked] | None = None) -> Intake:
    """Read audits and their values; one flat table with both is read as both.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.
        asked: What may be measured; without it, what the criteria that come with Koers ask.

    Returns:
        Registers `audit` and `audit_value`. Values have the notation of `data/README.md` and the criterion's unit.

    Raises:
        InputWrong: A required column is missing.
    """
    intake = Intake()
    rejected = [intake.rejected]
    for sheet in head.sheets:
        flat = _is_audits(sheet) and sheet.has(*_VALUE)
        if _is_audits(sheet):
            rows = SheetRows.read(head, sheet, AUDIT_FIELDS, mapping)
            audits = rows.frame.unique("audit_code", keep="first", maintain_order=True) if flat else rows.frame
            intake.frames["audit"] = audits
            if not flat:
                intake.rows_read += rows.rows_read
                intake.findings += rows.findings
            rejected.append(rows.all_rejected())
        if sheet.has(*_VALUE):
            rows = SheetRows.read(head, sheet, VALUE_FIELDS, mapping)
            intake.frames["audit_value"] = _values(rows, asked or asked_values())
            intake.rows_read += rows.rows_read
            intake.findings += rows.findings
            rejected.append(rows.all_rejected())
    intake.frames = {name: frame for name, frame in intake.frames.items() if frame.height}
    intake.rejected = pl.concat(rejected)
    return intake


def _values(rows: SheetRows, known: Mapping[str, Asked]) -> pl.DataFrame:
    if rows.frame.is_empty():
        return rows.frame
    written = pl.col("criterion_id").str.strip_chars()
    names = pl.when(written.str.contains(r"^[A-Za-z]{3}-\d")).then(written.str.to_uppercase()).otherwise(
        written.str.to_lowercase()
    )  # fmt: skip
    element = pl.col("element").fill_null(BUILDING) if rows.has("element") else pl.lit(BUILDING)
    absent = [pl.lit(None, pl.String).alias(name) for name in ("value", "unit", "remark") if not rows.has(name)]
    rows.frame = rows.frame.with_columns(names.alias("criterion_id"), element.alias("element"), *absent)
    rows.keep_out(~pl.col("criterion_id").is_in(list(known)), "estate.criterion.unknown", "criterion_id")
    checked = [
        _check(known[row["criterion_id"]], row["value"], row["unit"]) for row in rows.frame.iter_rows(named=True)
    ]
    schema = {"_value": pl.String, "_defect": pl.String, "_form": pl.String, "_unit": pl.String}
    rows.frame = pl.concat([rows.frame, pl.DataFrame(checked, schema=schema, orient="row")], how="horizontal")
    for code, name in (("estate.audit_value.unit", "unit"), ("estate.audit_value.invalid", "value")):
        rows.keep_out(pl.col("_defect") == code, code, name, allowed=pl.col("_form"))
    return rows.frame.select(
        "audit_code",
        "criterion_id",
        "element",
        "scope",
        value="_value",
        unit="_unit",
        remark="remark",
        **{name: pl.col(name) for name in ORIGIN},
    )


def _check(asked: Asked, value: str | None, unit: str | None) -> tuple[str | None, str | None, str, str | None]:
    """Value in its one spelling, code of what is wrong, the form that is asked, and the unit."""
    if value is None or value.strip().lower() in UNKNOWN:
        return None, None, asked.form, asked.unit or None
    try:
        return normalise_value(asked, value, unit), None, asked.form, asked.unit or None
    except OtherUnit:
        return None, "estate.audit_value.unit", asked.unit or "–", None
    except NotAValue:
        return None, "estate.audit_value.invalid", asked.form, None


READER = Reader(
    kind="estate.audit",
    title=N_("accessibility audit"),
    recognise=recognise,
    read=read,
    example="toegankelijkheid/audits.xlsx",
    headings=("Auditcode", "Criterium", "Element", "Doelgroep (bezoeker|personeel)", "Waarde", "Eenheid"),
)


def reader_for(asked: Mapping[str, Asked]) -> Reader:
    """The reader where other criteria than those that come with Koers may be measured too."""
    return replace(READER, read=partial(read, asked=asked))
