"""The agency's own criteria workbook: thresholds and criteria that go before those that come with Koers.

A workbook is taken whole or not at all: a threshold that was misread would grant a level nobody reached.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from kern.units import convert
from vastgoed.accessibility.criteria import criteria_defects, read_parts
from vastgoed.accessibility.own_criteria import criteria_rows
from vastgoed.accessibility.wording import show_unit
from vastgoed.sheet_rows import ORIGIN, SheetRows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
_LEVELS = ("level_a", "level_aplus", "level_aplusplus")
_SIGN = re.compile(r"^(>=|<=|≥|≤)\s*")
_UNIT = re.compile(r"(?<=\d)\s*(cm|mm|dm|m|%|kg|g)$")
_AT_LEAST = frozenset({"at_least", "at_least_box", "at_least_share", "at_least_steps"})
_HEADINGS = {field.name: field.headings[0] for field in FIELDS}


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
    written = frame
    frame = frame.with_columns(pl.Series(name, [_cell(name, text) for text in frame[name]]) for name in _COLUMNS)
    defects = _defects(head, rows, frame, written)
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
    bare = _UNIT.sub("", _SIGN.sub("", text))
    bare = re.sub(r"(?<=\d),(?=\d)", ".", bare)
    bare = re.sub(r"\s*[x×*]\s*", "x", bare) if re.match(r"^\d", bare) else bare
    return re.sub(r"(?<=\d)\s*[–-]\s*(?=\d)", "..", bare)


def _defects(head: FileHead, rows: SheetRows, frame: pl.DataFrame, written: pl.DataFrame) -> list[Finding]:
    """What is wrong in the rows of this file, against the table as it would become."""
    places = dict(frame.select("id", "source_row").rows())
    said = [_said(row, rows, head) for row in rows.all_rejected().iter_rows(named=True)]

    def note(row: int, column: str, text: str, **evidence: object) -> None:
        where = Where(head.shown_name, rows.sheet.name, row, _HEADINGS[column])
        said.append(Finding(f"estate.criteria.{column}", Severity.ERROR, text, evidence, where))

    doubled = frame.filter(pl.col("id").is_duplicated())
    for name, row in doubled.select("id", "source_row").rows():
        note(row, "id", N_("Criterion {got} stands there more than once."), got=name)
    for name, row, word in frame.select("id", "source_row", "in_force").rows():
        if word is not None and word not in ("true", "false"):
            note(row, "in_force", N_("{got} is neither ja nor nee."), got=word, id=name)
    whole = criteria_rows(frame.unique("id", keep="last", maintain_order=True).select(_COLUMNS))
    numbered = [row | {"source_row": str(places.get(row["id"], 0))} for row in whole]
    found = criteria_defects(numbered, head.shown_name, rows.sheet.name)
    of_file = [_in_words(finding) for finding in found if finding.where.row]
    by_id = {row["id"]: row for row in whole}
    for row in written.iter_rows(named=True):
        criterion = by_id.get((row["id"] or "").strip().upper())
        if criterion is not None:
            _judge_cells(row, criterion, note)
    return [*said, *of_file]


def _judge_cells(row: Mapping[str, Any], criterion: Mapping[str, str], note: Callable[..., None]) -> None:
    """A sign or a unit behind a threshold that says something else than the criterion; levels in the wrong order."""
    number, unit, rule = int(row["source_row"]), criterion["unit"], criterion["rule"]
    for column in _THRESHOLDS:
        text = (row[column] or "").strip().lower()
        sign, own = _SIGN.match(text), _UNIT.search(text)
        if own and rule != "at_least_share" and _UNITS.get(own[1], own[1]) != unit:
            note(number, column, N_("{got} is in {own}, but the criterion is measured in {unit}. Write it in {unit}."),
                 got=row[column], own=own[1], unit=show_unit(unit) or "–")  # fmt: skip
        if sign and (sign[1] in (">=", "≥")) != (rule in _AT_LEAST):
            note(number, column, N_("The sign in {got} turns the comparison of this criterion round."), got=row[column])
    if unit and not _is_known(unit):
        note(number, "unit", N_("Unit {got} is not known. Use a unit such as cm, m, %, kg or lx."), got=unit)
    if rule not in ("at_least", "at_most"):
        return
    # A level also asks what the levels below it ask, so only what the file itself says can contradict.
    own_levels = [name for name in _LEVELS if (row[name] or "").strip() and _is_number(criterion[name])]
    for low, high in pairwise(own_levels):
        less, more = float(criterion[low]), float(criterion[high])
        if (less > more) if rule == "at_least" else (less < more):
            note(number, high, N_("{low} asks more ({less}) than {high} ({more})."), low=_HEADINGS[low],
                 high=_HEADINGS[high], less=criterion[low], more=criterion[high])  # fmt: skip


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def _is_known(unit: str) -> bool:
    try:
        convert(1.0, unit, unit)
    except InputWrong:
        return False
    return True


def _in_words(finding: Finding) -> Finding:
    """A defect of the table under the heading of the user's file, with the words its cells take."""
    words = {"part": ", ".join(part.label for part in read_parts().values()), "rule": ", ".join(_SIGNS)}
    column = finding.where.column or ""
    evidence = dict(finding.evidence) | ({"allowed": words[column]} if column in words else {})
    where = replace(finding.where, column=_HEADINGS.get(column, column))
    return replace(finding, evidence=evidence, where=where)


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
