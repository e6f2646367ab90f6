"""The head of a workbook: its visible sheets with their headings, and what deserves a word about them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import EmptiedCell, FileHead, Form, SheetHead
from kern.intake.table import open_workbook, packed_rows, sheet_head
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 2 * 1024**3
_HEAD_ROWS = 60
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# A cell with a formula and no result: no value element behind it, or an empty one.
_UNCOUNTED = re.compile(
    rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')


@dataclass(frozen=True)
class SheetNotes:
    """What the workbook's own XML says about a sheet."""

    name: str
    hidden: bool
    formulas: bool
    uncounted: tuple[tuple[int, int], ...]
    merged_rows: tuple[tuple[int, int], ...]


def open_workbook_head(
    path: Path, name: str
) -> tuple[tuple[SheetHead, ...], tuple[Finding, ...], tuple[EmptiedCell, ...]]:
    """Headings of every visible sheet that is not empty, what deserves a word, and formulas without a saved result.

    Args:
        path: The workbook.
        name: The name the user knows.

    Raises:
        InputWrong: It cannot be read, or unpacks to an absurd size.
    """
    sheets: list[SheetHead] = []
    findings: list[Finding] = []
    emptied: list[EmptiedCell] = []
    reader = open_workbook(FileHead(path, name, Form.XLSX, "", None, ()))
    for notes in _notes(path, name):
        if notes.hidden:
            findings.append(
                Finding(
                    "intake.sheet.hidden",
                    Severity.WARNING,
                    N_("Hidden sheet {sheet} was not read."),
                    {"sheet": notes.name},
                    Where(name, notes.name),
                    N_("Make the sheet visible if it belongs to the data."),
                )
            )
            continue
        rows = _first_rows(reader, notes.name)
        mark = packed_rows(rows)
        if mark:
            rows = [tuple((row[0] or "").split(mark)) for row in rows]
        sheet = sheet_head(notes.name, rows)
        if sheet is not None:
            sheets.append(sheet)
            findings += _on_sheet(name, notes, sheet)
            below = [cell for cell in notes.uncounted if cell[0] > sheet.heading_row]
            emptied += [EmptiedCell(notes.name, row, place) for row, place in below]
    return tuple(sheets), tuple(findings), tuple(emptied)


def _first_rows(reader: Any, sheet: str) -> list[tuple[str | None, ...]]:
    loaded = reader.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=_HEAD_ROWS, dtypes="string")
    return list(loaded.to_polars().rows())


def _on_sheet(name: str, notes: SheetNotes, sheet: SheetHead) -> Iterator[Finding]:
    where = Where(name, notes.name)
    if notes.uncounted:
        yield Finding(
            "intake.sheet.uncounted_formulas",
            Severity.WARNING,
            N_("Sheet {sheet} has {count} formulas without a saved result; their cells were read as empty."),
            {"sheet": notes.name, "count": len(notes.uncounted)},
            where,
            N_("Open the workbook in a spreadsheet, save it and load it again."),
        )
    elif notes.formulas:
        yield Finding(
            "intake.sheet.formulas",
            Severity.INFO,
            N_("Sheet {sheet} has formulas; the results saved with them were read."),
            {"sheet": notes.name},
            where,
        )
    if any(first <= sheet.heading_row <= last for first, last in notes.merged_rows):
        yield Finding(
            "intake.sheet.merged_headings",
            Severity.WARNING,
            N_("Headings of sheet {sheet} are merged cells; only the first column under each has a heading."),
            {"sheet": notes.name},
            Where(name, notes.name, sheet.heading_row),
            N_("Split the merged cells so that every column has its own heading."),
        )


def _notes(path: Path, name: str) -> list[SheetNotes]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                raise InputWrong(
                    N_("Workbook {file} unpacks to more than {limit} GB. Split it, or export it as CSV."),
                    file=name,
                    limit=MOST_BYTES // 1024**3,
                )
            return [_note(archive, *sheet) for sheet in _sheets(archive)]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, EOFError) as error:
        raise InputWrong(
            N_("Workbook {file} is damaged. Open it in a spreadsheet, save it as .xlsx and load it again."), file=name
        ) from error


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, bool, str]]:
    """Name, hidden and path inside the archive of each worksheet."""
    relations = {
        relation.get("Id"): relation.get("Target", "") for relation in _parse(archive, "xl/_rels/workbook.xml.rels")
    }
    book = _parse(archive, "xl/workbook.xml")
    for sheet in (element for element in book.iter() if element.tag.endswith("}sheet")):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = relations.get(link, "")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if "worksheets" in member:
            yield sheet.get("name", ""), sheet.get("state", "visible") != "visible", member


def _parse(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    xml = archive.read(member)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise KeyError(member)  # no spreadsheet writes one, and entities can blow up
    return ElementTree.fromstring(xml)  # noqa: S314


def _note(archive: zipfile.ZipFile, name: str, hidden: bool, member: str) -> SheetNotes:
    xml = archive.read(member)
    merged = tuple((int(first), int(last)) for first, last in _MERGED.findall(xml))
    formulas = _FORMULA.search(xml) is not None
    return SheetNotes(name, hidden, formulas, _uncounted(xml) if formulas else (), merged)


def _uncounted(xml: bytes) -> tuple[tuple[int, int], ...]:
    return tuple((int(row), _place(letters.decode())) for letters, row in _UNCOUNTED.findall(xml))


def _place(letters: str) -> int:
    """The place of a column, counted from 1.

    >>> _place("A"), _place("AB")
    (1, 28)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place
