"""The criteria of the label and the parts of the chain, read from data; a broken row is said, not guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.language import N_, current_language
from kern.sources import data_path, read_table
from vastgoed.accessibility.checks import CHECKS
from vastgoed.accessibility.conditions import Condition, read_condition
from vastgoed.accessibility.levels import GRANTED, Level
from vastgoed.accessibility.own_criteria import criteria_rows

SCOPES = ("visitor", "staff")
# What a threshold may rest on without being a proxy: the regulation, or the label's own text.
FIRM_BASES = frozenset({"legal", "label"})

_N = r"\d+(?:\.\d+)?"
# How each kind of rule writes its threshold.
THRESHOLDS = {
    "at_least": _N,
    "at_most": _N,
    "between": rf"{_N}\.\.{_N}",
    "between_or_multiple": rf"{_N}\.\.{_N}",
    "each_in_band": rf"{_N}\.\.{_N}(\|{_N}\.\.{_N})*",
    "at_least_box": rf"{_N}(x{_N})+",
    "at_least_share": r"[01](\.\d+)?",
    "at_least_steps": rf"{_N}(;{_N}){{3}}",
    "is_true": "true",
}
COLUMNS = (
    *("id", "part", "theme", "article", "quantity", "quantity_nl", "condition", "rule"),
    *("value_rough", "value_finished", "unit", "basis"),
    *("level_a", "level_aplus", "level_aplusplus", "basis_a", "basis_aplus", "basis_aplusplus"),
    *("unknown_levels", "satisfied_by", "scope", "mandatory", "valid_from", "source", "note", "certainty"),
)


@dataclass(frozen=True)
class Criterion:
    """One criterion of the label.

    Args:
        id: Such as `DOR-03`; the letters name the kind of element.
        part: Part of the chain it belongs to.
        theme: Theme of the criteria table.
        article: Article of the regulation, or empty.
        quantity: What is measured, in English; `quantity_nl` in Dutch.
        condition_text: When it applies, as written; `condition` is the same, read.
        rule: Name in `CHECKS`.
        unit: Unit of value and thresholds, pint syntax; empty for yes or no.
        thresholds: Level -> threshold, only where the level asks something.
        bases: Level -> what that threshold rests on: legal, label, handbook, toevla.
        unpublished: Levels whose threshold is not published.
        satisfied_by: A criterion that replaces this one when it passes, or empty.
        scopes: For whom it is judged: visitor, staff.
        mandatory: False is an extra facility that counts for A++ only.
        reference: The threshold of the norm itself, finished size first.
        source: Keys of `data/sources.csv`.
        own: What the agency set itself: `reference`, or data codes of levels.
    """

    id: str
    part: str
    theme: str
    article: str
    quantity: str
    quantity_nl: str
    condition_text: str
    condition: Condition
    rule: str
    unit: str
    thresholds: Mapping[Level, str]
    bases: Mapping[Level, str]
    unpublished: frozenset[Level]
    satisfied_by: str
    scopes: tuple[str, ...]
    mandatory: bool
    reference: str
    basis: str
    valid_from: date | None
    source: str
    note: str
    certainty: str
    own: frozenset[str] = frozenset()

    @property
    def group(self) -> str:
        """The kind of element it is about, such as `DOR`."""
        return self.id.split("-")[0]

    @property
    def label(self) -> str:
        """What is measured, in the language in force."""
        return self.quantity_nl if current_language() == "nl" else self.quantity

    def is_demanded(self, level: Level) -> bool:
        """Whether the level asks this criterion: it has a threshold there, and an extra counts for A++ only."""
        return level in self.thresholds and (self.mandatory or level is Level.A_PLUS_PLUS)

    def is_proxy(self, level: Level) -> bool:
        """Whether the threshold of the level is only a stand-in for what is not published."""
        return level in self.thresholds and self.bases.get(level, "") not in FIRM_BASES


@dataclass(frozen=True)
class Part:
    """A part of the chain.

    Args:
        code: Such as `entrance`.
        position: Its place in the chain, from one.
        mandatory: Every building has it, so silence about it is no proof that it is absent.
        when: `always`, `if_present` or `if_several_levels`.
    """

    code: str
    position: int
    mandatory: bool
    when: str
    nl: str
    en: str

    @property
    def label(self) -> str:
        """Its name in the language in force."""
        return self.nl if current_language() == "nl" else self.en


def read_parts() -> dict[str, Part]:
    """The parts of the chain in their order. Source: data/label/parts.csv.

    >>> list(read_parts())[:3]
    ['parking', 'path', 'entrance']
    """
    rows = read_table("label/parts.csv").iter_rows(named=True)
    parts = [
        Part(row["part"], int(row["position"]), row["mandatory"] == "true", row["when"], row["nl"], row["en"])
        for row in rows
    ]
    return {part.code: part for part in sorted(parts, key=lambda part: part.position)}


def read_criteria(on: date, own: pl.DataFrame | None = None, path: Path | None = None) -> dict[str, Criterion]:
    """The criteria in force on a day, by their id, in the order of the table.

    Args:
        on: The day; a criterion that begins later is left out.
        own: The agency's own criteria (register `label_criterion`), which go before those of the table.
        path: A criteria table with the columns of `data/label/criteria.csv`; without it, that table.

    Raises:
        InputWrong: The table lacks a column or has a row that cannot be used; all such rows are listed.

    >>> criteria = read_criteria(date(2026, 11, 24))
    >>> criteria["DOR-03"].thresholds[Level.A_PLUS], criteria["DOR-03"].is_proxy(Level.A)
    ('90', True)
    """
    file = path or data_path("label", "criteria.csv")
    rows = criteria_rows(own) if path is None else _rows_of(file)
    defects = criteria_defects(rows, file.name)
    if defects:
        raise InputWrong(
            N_("Criteria table {file} has {count} cells that cannot be used; the label was not assessed."),
            findings=defects,
            file=file.name,
            count=len(defects),
        )
    criteria = [_criterion(row) for row in rows]
    return {item.id: item for item in criteria if item.valid_from is None or item.valid_from <= on}


def _rows_of(file: Path) -> list[dict[str, str]]:
    frame = pl.read_csv(file, infer_schema=False)
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise InputWrong(
            N_("Criteria table {file} lacks the columns {columns}. Add them, as in data/label/criteria.csv."),
            file=file.name,
            columns=", ".join(missing),
        )
    return [{name: (row[name] or "").strip() for name in COLUMNS} for row in frame.iter_rows(named=True)]


def _criterion(row: Mapping[str, str]) -> Criterion:
    unpublished = {code for code in row["unknown_levels"].split(";") if code}
    return Criterion(
        **{name: row[name] for name in ("id", "part", "theme", "article", "quantity", "quantity_nl", "rule", "unit")},
        **{name: row[name] for name in ("satisfied_by", "basis", "source", "note", "certainty")},
        condition_text=row["condition"],
        condition=read_condition(row["condition"]),
        thresholds={level: text for level in GRANTED if (text := row[f"level_{level.data_code}"])},
        bases={level: text for level in GRANTED if (text := row[f"basis_{level.data_code}"])},
        unpublished=frozenset(level for level in GRANTED if level.data_code in unpublished),
        scopes=tuple(scope for scope in SCOPES if scope in row["scope"].split(";")),
        mandatory=row["mandatory"] == "true",
        reference=_reference(row),
        own=frozenset(row.get("own", "").split(";")) - {""},
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
    )


def _reference(row: Mapping[str, str]) -> str:
    """The norm itself: the finished size, else the rough one, else what A+, A or A++ asks."""
    names = ("value_finished", "value_rough", "level_aplus", "level_a", "level_aplusplus")
    return next((row[name] for name in names if row[name]), "")


def criteria_defects(rows: Sequence[Mapping[str, str]], file: str, sheet: str | None = None) -> list[Finding]:
    """What keeps rows of a criteria table from being used, all of it.

    Args:
        rows: Texts by the columns of `COLUMNS`; `source_row`, where there is one, is the row of the user's file.
        file: Name of the file, for the messages.
        sheet: Its sheet.
    """
    ids, parts = [row["id"] for row in rows], read_parts()
    found = []

    def note(number: int, column: str, text: str, **evidence: object) -> None:
        where = Where(file, sheet, number, column)
        found.append(Finding(f"accessibility.criteria.{column}", Severity.ERROR, text, evidence, where))

    for place, row in enumerate(rows, start=2):
        number = int(row.get("source_row") or place)
        if not row["id"] or ids.count(row["id"]) > 1:
            note(number, "id", N_("The id {got} is empty or stands there twice."), got=row["id"])
        if row["part"] not in parts:
            note(number, "part", N_("{got} is no part of the chain. Use {allowed}."), got=row["part"],
                 allowed=", ".join(parts))  # fmt: skip
        if row["rule"] not in CHECKS:
            note(number, "rule", N_("Rule {got} does not exist. Use {allowed}."), got=row["rule"],
                 allowed=", ".join(CHECKS))  # fmt: skip
        for column in ("value_rough", "value_finished", *(f"level_{level.data_code}" for level in GRANTED)):
            pattern = THRESHOLDS.get(row["rule"], ".*")
            if row[column] and not re.fullmatch(pattern, row[column]):
                note(number, column, N_("Threshold {got} cannot be read by rule {rule}."), got=row[column],
                     rule=row["rule"])  # fmt: skip
        if not _reference(row):
            note(number, "level_a", N_("Criterion {got} asks nothing: no level has a threshold."), got=row["id"])
        try:
            read_condition(row["condition"])
        except ValueError as error:
            note(number, "condition", N_("Condition {got} cannot be read."), got=str(error))
        if row["mandatory"] not in {"true", "false"}:
            note(number, "mandatory", N_("{got} is neither true nor false."), got=row["mandatory"])
        if not row["scope"] or not set(row["scope"].split(";")) <= set(SCOPES):
            note(number, "scope", N_("Scope {got} is not visitor, staff or both."), got=row["scope"])
        if row["satisfied_by"] and row["satisfied_by"] not in ids:
            note(number, "satisfied_by", N_("Criterion {got} is not in this table."), got=row["satisfied_by"])
        try:
            date.fromisoformat(row["valid_from"] or "2000-01-01")
        except ValueError:
            note(number, "valid_from", N_("{got} is no day. Write it as 2026-11-24."), got=row["valid_from"])
    return found
