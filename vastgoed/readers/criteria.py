"""The agency's own criteria workbook: thresholds and criteria that go before those that come with Koers.

A workbook is taken whole or not at all: a threshold that was misread would grant a level nobody reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.accessibility.criteria import criteria_defects, read_parts
from vastgoed.accessibility.own_criteria import criteria_rows
from vastgoed.sheet_rows import ORIGIN, SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import SheetHead

FIELDS = (
    Field("id", ("Criterium", "Criterium-id", "Id"), required=True),
    Field("part", ("Onderdeel", "part")),
    Field("theme", ("Thema", "theme")),
    Field("article", ("Artikel", "article")),
    Field("quantity_nl", ("Wat wordt gemeten", "Wat", "quantity_nl")),
    Field("quantity", ("Wat (Engels)", "quantity")),
    Field("condition", ("Geldt als", "Voorwaarde", "condition")),
    Field("rule", ("Vergelijking", "Regel", "rule")),
    Field("value_rough", ("Ruwbouwmaat", "value_rough")),
    Field("value_finished", ("Afwerkingsmaat", "value_finished")),
    Field("unit", ("Eenheid", "unit")),
    Field("basis", ("Grondslag", "basis")),
    Field("level_a", ("Niveau A", "level_a")),
    Field("level_aplus", ("Niveau A plus", "level_aplus")),
    Field("level_aplusplus", ("Niveau A plus plus", "level_aplusplus")),
    Field("basis_a", ("Grondslag A", "basis_a")),
    Field("basis_aplus", ("Grondslag A plus", "basis_aplus")),
    Field("basis_aplusplus", ("Grondslag A plus plus", "basis_aplusplus")),
    Field("satisfied_by", ("Vervangen door", "satisfied_by")),
    Field("scope", ("Doelgroep", "scope")),
    Field("mandatory", ("Verplicht", "mandatory")),
    Field("in_force", ("Geldt", "in_force")),
    Field("valid_from", ("Geldig vanaf", "valid_from")),
    Field("note", ("Opmerking", "note")),
)
_COLUMNS = tuple(field.name for field in FIELDS)
LEVELS = ("Niveau A", "Niveau A plus", "Niveau A plus plus")
_SIGNS = {">=": "at_least", "≥": "at_least", "minstens": "at_least", "<=": "at_most", "≤": "at_most",
          "hoogstens": "at_most", "=": "is_true", "ja": "is_true", "tussen": "between"}  # fmt: skip
_YES = {"ja": "true", "yes": "true", "waar": "true", "true": "true", "x": "true"}
_NO = {"nee": "false", "neen": "false", "no": "false", "onwaar": "false", "false": "false"}
_SCOPES = {"bezoeker": "visitor", "bezoekers": "visitor", "personeel": "staff", "medewerker": "staff"}
_BASES = {"wettelijk": "legal", "regelgeving": "legal", "handboek": "handbook", "label": "label", "toevla": "toevla"}
_UNITS = {"%": "percent", "aantal": "count", "jaar": "year"}
_THRESHOLDS = ("value_rough", "value_finished", "level_a", "level_aplus", "level_aplusplus")


def recognise(head: FileHead) -> bool:
    """Whether a sheet holds criteria with what the levels ask."""
    return _sheet(head) is not None


def _sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        names = any(sheet.has(name) for name in FIELDS[0].headings)
        asks = any(sheet.has(level) for level in (*LEVELS, "level_a", "level_aplus", "level_aplusplus"))
        if names and asks and not sheet.has("Auditcode"):
            return sheet
    return None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read the agency's criteria; a filled cell goes before the shipped one, `-` takes it away, empty keeps it.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `label_criterion`: the columns of `data/label/criteria.csv` as texts, and `in_force`.

    Raises:
        InputWrong: A required column is missing, or a cell cannot be used; all of them are listed.
    """
    rows = SheetRows.read(head, _sheet(head) or head.sheets[0], FIELDS, mapping)
    frame = rows.frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in _COLUMNS if name not in rows.frame.columns
    )
    frame = frame.with_columns(pl.Series(name, [_cell(name, text) for text in frame[name]]) for name in _COLUMNS)
    defects = _defects(head, rows, frame)
    if defects:
        raise InputWrong(
            N_(
                "Criteria in {file} cannot be used: {count} cells are wrong. Nothing of it was loaded, so that no "
                "level rests on a misread threshold. Correct the cells and load it again."
            ),
            findings=defects,
            file=head.shown_name,
            count=len(defects),
        )
    return Intake(
        {"label_criterion": frame.select(*_COLUMNS, *ORIGIN)},
        {},
        rows.all_rejected(),
        [*rows.findings, *_what_changes(head, rows, frame)],
        rows.rows_read,
    )


def _cell(name: str, text: str | None) -> str | None:
    """A cell in the notation of the criteria table; what is not understood stays, to be named as a defect."""
    if text is None or not text.strip():
        return None
    bare, lower = text.strip(), text.strip().lower()
    if name == "id":
        return bare.upper()
    if name == "part":
        names = {part.nl.lower(): code for code, part in read_parts().items()}
        names |= {part.en.lower(): code for code, part in read_parts().items()}
        return names.get(lower, bare)
    if name in ("mandatory", "in_force"):
        return _YES.get(lower) or _NO.get(lower) or bare
    if name == "rule":
        return _SIGNS.get(lower, bare)
    if name == "scope":
        return ";".join(_SCOPES.get(word, word) for word in re.split(r"\s*(?:;|,|\ben\b|\+)\s*", lower))
    if name.startswith("basis"):
        return _BASES.get(lower, bare)
    if name == "unit":
        return _UNITS.get(lower, bare)
    if name == "valid_from":
        swapped = re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", bare)
        return f"{swapped[3]}-{int(swapped[2]):02d}-{int(swapped[1]):02d}" if swapped else bare[:10]
    return _threshold(lower) if name in _THRESHOLDS else bare


def _threshold(text: str) -> str:
    """A threshold as the rules write it.

    >>> _threshold("6,25"), _threshold("120 x 150"), _threshold("57 - 63"), _threshold("ja"), _threshold("≥ 90 cm")
    ('6.25', '120x150', '57..63', 'true', '90')
    """
    if text in _YES:
        return "true"
    bare = re.sub(r"^(?:>=|<=|≥|≤)\s*|\s*(?:cm|m|%|kg)$", "", text)
    bare = re.sub(r"(?<=\d),(?=\d)", ".", bare)
    bare = re.sub(r"\s*[x×*]\s*", "x", bare) if re.match(r"^\d", bare) else bare
    return re.sub(r"(?<=\d)\s*[–-]\s*(?=\d)", "..", bare)


def _defects(head: FileHead, rows: SheetRows, frame: pl.DataFrame) -> list[Finding]:
    """What is wrong in the rows of this file, against the table as it would become."""
    places = dict(frame.select("id", "source_row").rows())
    headings = {field.name: field.headings[0] for field in FIELDS}
    said = [_said(row, rows, head) for row in rows.all_rejected().iter_rows(named=True)]
    doubled = frame.filter(pl.col("id").is_duplicated())
    for name, row in doubled.select("id", "source_row").rows():
        where = Where(head.shown_name, rows.sheet.name, row, headings["id"])
        text = N_("Criterion {got} stands there more than once.")
        said.append(Finding("estate.criteria.double", Severity.ERROR, text, {"got": name}, where))
    for name, row, word in frame.select("id", "source_row", "in_force").rows():
        if word is not None and word not in ("true", "false"):
            where = Where(head.shown_name, rows.sheet.name, row, headings["in_force"])
            text = N_("{got} is neither ja nor nee.")
            said.append(Finding("estate.criteria.in_force", Severity.ERROR, text, {"got": word, "id": name}, where))
    whole = criteria_rows(frame.unique("id", keep="last", maintain_order=True).select(_COLUMNS))
    numbered = [row | {"source_row": str(places.get(row["id"], 0))} for row in whole]
    found = criteria_defects(numbered, head.shown_name, rows.sheet.name)
    return [*said, *(finding for finding in found if finding.where.row)]


def _said(row: Mapping[str, object], rows: SheetRows, head: FileHead) -> Finding:
    where = Where(head.shown_name, rows.sheet.name, int(str(row["row"])), str(row["column"]))
    evidence = {"value": row["value"], "allowed": row["allowed"], "column": row["column"]}
    return Finding(str(row["code"]), Severity.ERROR, str(row["reason"]), evidence, where, str(row["remedy"]))


def _what_changes(head: FileHead, rows: SheetRows, frame: pl.DataFrame) -> list[Finding]:
    known = {row["id"] for row in criteria_rows()}
    names = frame["id"].to_list()
    gone = frame.filter(pl.col("in_force") == "false")["id"].to_list()
    new = [name for name in names if name not in known and name not in gone]
    text = N_("Own criteria: {changed} changed, {new} new ({names}), {gone} no longer in force.")
    evidence: dict[str, object] = {
        "changed": len(names) - len(new) - len(gone),
        "new": len(new),
        "names": ", ".join(new[:5]) or "–",
        "gone": len(gone),
    }
    where = Where(head.shown_name, rows.sheet.name)
    return [Finding("estate.criteria.own", Severity.INFO, text, evidence, where)]


READER = Reader(
    kind="estate.criteria",
    title=N_("criteria of the accessibility label"),
    recognise=recognise,
    read=read,
    example="",
    headings=("Criterium", "Niveau A", "Niveau A plus", "Niveau A plus plus"),
    fields=lambda: FIELDS,
)
