"""The blank audit form as a workbook: choices to pick from, a word of help at each cell, nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.language import N_, _, translate
from koers.render.csv_out import guard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from vastgoed.accessibility.form import FormLine

# Headings as `vastgoed/readers/audit_form.py` reads them: Dutch in every language.
AUDITS = ("Auditcode", "VIM gebouwcode", "Datum", "Uitgevoerd door (rol)")
VALUES = (
    *("Auditcode", "Criterium", "Wat", "Element", "Doelgroep (bezoeker|personeel)", "Waarde", "Eenheid", "Opmerking"),
    *("Invullen als", "Vraagt A", "Vraagt A plus", "Vraagt A plus plus", "Artikel", "Geldt als"),
)
_WIDTHS = (20, 15, 52, 24, 22, 14, 10, 30, 16, 20, 20, 20, 9, 22)
_SCOPES = {"visitor": "bezoeker", "staff": "personeel"}
_UNITS = {"percent": "%", "count": "", "year": ""}
_MOST_PROMPT = 255
_VALUE_COLUMN, _SCOPE_COLUMN, _ELEMENT_COLUMN = "F", "E", "D"
_HELP = (
    N_("How to fill in this form"),
    N_("1. Sheet audits: one line per audit. Give the code of the building and the day; say who by role, not by name."),
    N_("2. Sheet metingen: write the measured value, not a judgement: Koers compares it with the norm of each level."),
    N_("3. Say first what is there (ja or nee). What is not there needs no value."),
    N_("4. One set of lines per element that differs: copy the lines of a door for another door, and name it."),
    N_("5. Copy the lines for staff areas too, with personeel as the group: level A+ asks values measured there."),
    N_("6. Not applicable is nvt. An empty value stays 'not assessed', and unknown never counts as a pass."),
    N_("7. Load the file with: koers laad FILE. Each cell that cannot be read is listed with its row and the remedy."),
    N_("Norms marked with * are proxies: the label's own line is not published. Only Inter grants the label."),
)


def write_audit_form(path: Path, lines: Sequence[FormLine], audits: Sequence[tuple[str, str]]) -> None:
    """Write the form.

    Args:
        path: Where.
        lines: What is asked.
        audits: (audit code, building code) to fill in beforehand; a building code may be empty.
    """
    from openpyxl import Workbook

    book = Workbook()
    first: Any = book.active
    first.title = "audits"
    _audits(first, audits)
    values = book.create_sheet("metingen")
    _values(values, lines, [code for code, _building in audits])
    _help(book.create_sheet("toelichting"))
    book.properties.creator = "Koers"
    book.save(path)


def _audits(sheet: Worksheet, audits: Sequence[tuple[str, str]]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.append(list(AUDITS))
    for code, building in audits:
        sheet.append([guard(code), guard(building), None, None])
    for row in range(2, len(audits) + 2):
        sheet.cell(row, 3).number_format = "yyyy-mm-dd"
    days = DataValidation(type="date", operator="greaterThan", formula1="DATE(2000,1,1)", allow_blank=True)
    _explain(days, _("Day"), _("The day of the audit, as 2026-03-31."))
    days.add(f"C2:C{len(audits) + 1}")
    roles = DataValidation(type="list", formula1='"toegankelijkheidsbureau,architect,gebouwbeheerder"')
    roles.showErrorMessage = False  # another role is fine; a name is not asked
    _explain(roles, _("Role"), _("Who audited, by role and never by name."))
    roles.add(f"D2:D{len(audits) + 1}")
    sheet.add_data_validation(days)
    sheet.add_data_validation(roles)
    _dress(sheet, (20, 18, 14, 28))


def _values(sheet: Worksheet, lines: Sequence[FormLine], codes: Sequence[str]) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.append(list(VALUES))
    scopes = DataValidation(type="list", formula1='"bezoeker,personeel"', allow_blank=False)
    sheet.add_data_validation(scopes)
    to_fill = PatternFill("solid", fgColor="FFF8E1")
    for code in codes:
        for line in lines:
            sheet.append(_cells(code, line))
            row = sheet.max_row
            scopes.add(f"{_SCOPE_COLUMN}{row}")
            check = _check(line, f"{_VALUE_COLUMN}{row}")
            _explain(check, line.criterion_id, _prompt(line))
            check.add(f"{_VALUE_COLUMN}{row}")
            sheet.add_data_validation(check)
            for column in (_ELEMENT_COLUMN, _VALUE_COLUMN, "H"):
                sheet[f"{column}{row}"].fill = to_fill
            sheet[f"{_VALUE_COLUMN}{row}"].number_format = "@" if line.asked.kind != "number" else "General"
    _dress(sheet, _WIDTHS)
    sheet.auto_filter.ref = sheet.dimensions


def _cells(code: str, line: FormLine) -> list[Any]:
    star = "*" if line.is_proxy else ""
    norms = [f"{text}{star}" if (text := line.norms.get(level, "")) else "" for level in ("a", "aplus", "aplusplus")]
    unit = _UNITS.get(line.asked.unit, line.asked.unit) if line.asked.kind != "text" else ""
    texts = [code, line.criterion_id, line.what, line.element, _SCOPES[line.scope], None, unit, None]
    texts += [" / ".join(line.words) or line.asked.form, *norms, line.article, line.condition]
    return [guard(text) or None for text in texts]


def _check(line: FormLine, cell: str) -> Any:
    """What the cell takes; a measured number may also be nvt."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if line.asked.kind == "boolean":
        return _listed(("ja", "nee", "nvt"))
    if line.words:
        return _listed(line.words)
    if line.asked.kind == "number":
        check = DataValidation(type="custom", formula1=f'OR(ISNUMBER({cell}),LOWER({cell})="nvt")', allow_blank=True)
        check.error = _("Write a number in the unit of this line, or nvt.")
        check.showErrorMessage = True
        return check
    return DataValidation(allow_blank=True)


def _listed(words: Sequence[str]) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    check = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    check.error = translate(N_("Choose {words}."), {"words": ", ".join(words)})
    check.showErrorMessage = True
    return check


def _prompt(line: FormLine) -> str:
    said = [line.what, translate(N_("Write as: {form}"), {"form": " / ".join(line.words) or line.asked.form})]
    asks = {"A": line.norms.get("a"), "A+": line.norms.get("aplus"), "A++": line.norms.get("aplusplus")}
    said += [f"{level}: {text}" for level, text in asks.items() if text]
    if line.condition:
        said.append(translate(N_("Applies when: {condition}"), {"condition": line.condition}))
    return "\n".join(said)[:_MOST_PROMPT]


def _explain(check: Any, title: str, text: str) -> None:
    check.promptTitle, check.prompt, check.showInputMessage = title[:32], text, True


def _help(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font

    for text in _HELP:
        sheet.append([_(text)])
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        heading = sheet.cell(1, place)
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = PatternFill("solid", fgColor="1F4E79")
        heading.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"
