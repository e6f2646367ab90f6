"""Screenings on somebody else's form (ToeVla, GRO SOC3): items in words, a measured value or a score beside each.

The building and the day stand above the table or in columns. Which item is which criterion stands in
`data/label/form_items.csv`; for other wordings the user says it: `--kaart "Breedte inkomdeur=DOR-03"`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.intake.headings import closest_heading, normalise_heading
from kern.language import N_
from kern.sources import read_table
from vastgoed.accessibility.measured import UNKNOWN
from vastgoed.audit_values import NOT_APPLICABLE, Asked, NotAValue, OtherUnit, asked_values, normalise_value
from vastgoed.preamble import read_preamble
from vastgoed.readers.audit_form import BUILDING, SCOPES
from vastgoed.sheet_rows import ORIGIN, SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import SheetHead

FIELDS = (
    Field("item", ("Item", "Vraag", "Aandachtspunt", "Criterium"), required=True),
    Field("value", ("Meting", "Gemeten waarde", "Gemeten")),
    Field("score", ("Score", "Voldaan", "Voldoet", "Beoordeling")),
    Field("element", ("Onderdeel", "Ruimte", "Element", "Plaats")),
    Field("unit", ("Eenheid",)),
    Field("scope", ("Doelgroep",), "choice", choices=SCOPES),
    Field("remark", ("Opmerking", "Toelichting")),
    Field("asset_code", ("VIM gebouwcode", "Gebouwcode", "Objectcode")),
    Field("audited_on", ("Datum", "Datum screening"), "date"),
    # Columns of these forms that say nothing about the building.
    *(Field(f"other_{place}", (name,)) for place, name in enumerate(("Nr", "Nummer", "Ambitieniveau", "Fase"))),
)
_YES, _NO, _PARTLY = ("+", "ja", "voldaan", "voldoet", "v", "ok"), ("-", "–", "nee", "neen", "niet voldaan", "x"), (
    "±", "+/-", "deels", "gedeeltelijk")  # fmt: skip
_SKIPPED = ("nvt", "n.v.t.", "niet van toepassing")
_MOST_SHOWN = 5


def recognise(head: FileHead) -> bool:
    """Whether a sheet has items in words with a measured value or a score, and no audit codes of our own form."""
    return _sheet(head) is not None


def _sheet(head: FileHead) -> SheetHead | None:
    def fits(sheet: SheetHead) -> bool:
        items = any(sheet.has(name) for name in ("Item", "Vraag", "Aandachtspunt", "Criterium"))
        answers = any(sheet.has(name) for name in ("Meting", "Gemeten waarde", "Score", "Voldaan", "Voldoet"))
        return items and answers and not sheet.has("Auditcode")

    return next((sheet for sheet in head.sheets if fits(sheet)), None)


def read(head: FileHead, mapping: Mapping[str, str], asked: Mapping[str, Asked] | None = None) -> Intake:
    """Read one screening.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name, and item -> criterion id.
        asked: What may be measured; without it, what the criteria that come with Koers ask.

    Returns:
        Registers `audit` and `audit_value`, as the reader of our own form. A score without a measured value counts for
        criteria that ask yes or no; for the others it is kept as not assessed, and said.

    Raises:
        InputWrong: A required column is missing, or no building or day is named.
    """
    known = asked or asked_values()
    sheet = _sheet(head) or head.sheets[0]
    rows = SheetRows.read(head, sheet, FIELDS, mapping)
    rows.frame = _whole(rows.frame, _named(head, sheet, rows.frame))
    items = _items(known, mapping)
    criteria = [items.get(normalise_heading(item)) for item in rows.frame["item"]]
    likely = [closest_heading(item, list(items)) for item in rows.frame["item"]]
    rows.frame = rows.frame.with_columns(
        criterion_id=pl.Series(criteria, dtype=pl.String),
        _likely=pl.Series([items.get(name, "") if name else "" for name in likely], dtype=pl.String),
    )
    rows.keep_out(pl.col("criterion_id").is_null(), "estate.audit_sheet.item", "item", allowed=pl.col("_likely"))
    _judge_cells(rows, known)
    audit = pl.concat_str(pl.lit("SCR"), "asset_code", pl.col("audited_on").cast(pl.String), separator="-")
    frame = rows.frame.with_columns(audit_code=audit)
    audits = frame.unique("audit_code", keep="first", maintain_order=True)
    values = frame.select(
        *("audit_code", "criterion_id", "element"),
        scope=pl.col("scope").fill_null("visitor"),
        value="_value",
        unit="_unit",
        remark="remark",
        **{name: pl.col(name) for name in ORIGIN},
    )
    return Intake(
        {"audit": audits.select("audit_code", "asset_code", "audited_on", *ORIGIN), "audit_value": values},
        {},
        rows.all_rejected(),
        rows.findings,
        rows.rows_read,
    )


def _whole(frame: pl.DataFrame, named: Mapping[str, object]) -> pl.DataFrame:
    """Every field as a column; building and day from above the table where the row does not say them."""
    absent = [
        pl.lit(None, pl.Date if f.kind == "date" else pl.String).alias(f.name)
        for f in FIELDS
        if f.name not in frame.columns
    ]
    whole = frame.with_columns(absent)
    return whole.with_columns(
        pl.col("asset_code").fill_null(pl.lit(named.get("asset_code"), pl.String)),
        pl.col("audited_on").fill_null(pl.lit(named.get("audited_on"), pl.Date)),
        pl.col("element").fill_null(BUILDING),
    )


def _named(head: FileHead, sheet: SheetHead, frame: pl.DataFrame) -> dict[str, object]:
    """Building and day above the table; what is said neither there nor in a column is named as missing."""
    named = read_preamble(head, sheet)
    for name, label in (("asset_code", "Gebouw"), ("audited_on", "Datum")):
        if named.get(name) is None and name not in frame.columns:
            raise InputWrong(
                N_("{file} does not say {label}. Write it above the table ('{label}' and beside it the value), or "
                   "add a column {label}."),
                file=head.shown_name,
                label=label,
            )  # fmt: skip
    return named


def _items(known: Mapping[str, Asked], mapping: Mapping[str, str]) -> dict[str, str]:
    """Wording, normalised -> criterion id: ids themselves, the criteria's own words, known forms, the user's own."""
    found = {normalise_heading(name): name for name in known}
    for row in read_table("label/criteria.csv").iter_rows(named=True):
        found |= {normalise_heading(row[column]): row["id"] for column in ("quantity", "quantity_nl")}
    for row in read_table("label/form_items.csv").iter_rows(named=True):
        found[normalise_heading(row["item"])] = row["criterion_id"]
    own = {normalise_heading(text): name.upper() for text, name in mapping.items() if name.upper() in known}
    return found | own


def _judge_cells(rows: SheetRows, known: Mapping[str, Asked]) -> None:
    checked = [
        _check(known[row["criterion_id"]], row["value"], row["unit"], row["score"])
        for row in rows.frame.iter_rows(named=True)
    ]
    schema = dict.fromkeys(("_value", "_defect", "_form", "_unit"), pl.String())
    rows.frame = pl.concat([rows.frame, pl.DataFrame(checked, schema=schema, orient="row")], how="horizontal")
    for code, name in (("estate.audit_value.unit", "unit"), ("estate.audit_value.invalid", "value")):
        rows.keep_out(pl.col("_defect") == code, code, name, allowed=pl.col("_form"))
    scored = rows.frame.filter(pl.col("_defect") == "score")
    if scored.height:
        shown = scored["item"].head(_MOST_SHOWN).to_list()
        rows.findings.append(
            Finding(
                "estate.audit_sheet.score",
                Severity.WARNING,
                N_("{count} items have a score but no measured value ({items}); they count as not assessed."),
                {"count": scored.height, "items": ", ".join(shown), "rows": scored["source_row"].to_list()},
                Where(rows.head.shown_name, rows.sheet.name, scored["source_row"][0]),
                N_("Add what was measured in the column Meting: a score cannot be weighed against a norm."),
            )
        )


def _check(
    asked: Asked, value: str | None, unit: str | None, score: str | None
) -> tuple[str | None, str | None, str, str | None]:
    """Value in its one spelling, code of what is wrong, the form that is asked, and the unit."""
    text = (value or "").strip()
    if text.lower() in UNKNOWN:
        return _scored(asked, (score or "").strip().lower())
    try:
        return normalise_value(asked, text, unit), None, asked.form, asked.unit or None
    except OtherUnit:
        return None, "estate.audit_value.unit", asked.unit or "–", None
    except NotAValue:
        return None, "estate.audit_value.invalid", asked.form, None


def _scored(asked: Asked, score: str) -> tuple[str | None, str | None, str, str | None]:
    if score in _SKIPPED:
        return NOT_APPLICABLE, None, asked.form, None
    if asked.kind == "boolean" and score in (*_YES, *_NO):
        return ("true" if score in _YES else "false"), None, asked.form, None
    return None, ("score" if score else None), asked.form, None


READER = Reader(
    kind="estate.audit_sheet",
    title=N_("accessibility screening (ToeVla, SOC3)"),
    recognise=recognise,
    read=read,
    example="",
    headings=("Onderdeel", "Item", "Meting", "Score"),
    fields=lambda: FIELDS,
)


def reader_for(asked: Mapping[str, Asked]) -> Reader:
    """The reader where other criteria than those that come with Koers may be measured too."""
    return replace(READER, read=partial(read, asked=asked))
