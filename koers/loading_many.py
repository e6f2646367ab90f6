"""A load of very many files on a screen: one line per kind of file, the files that ask for attention, findings by kind.

Only for people: JSON and CSV keep every file and every finding.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kern.findings import Severity
from kern.language import _
from kern.report import Column, Section, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.findings import Finding

MOST_FILES = 20
MOST_FINDINGS = 20
MOST_TABLES = 3
_SUMS = ("rows_read", "new", "same", "corrected", "quarantined")


def shorten(section: Section) -> Section:
    """The section of a load with its files and findings summed up, where there are too many to read.

    Args:
        section: As `koers.loading_report.loading_section` makes it; its first table holds the files.
    """
    blocks = list(section.blocks)
    files = blocks[0]
    if isinstance(files, Table) and len(files.rows) > MOST_FILES:
        blocks[:1] = [_per_kind(files), *_of_note(files)]
    elif isinstance(files, Table):
        blocks[0] = replace(files, rows=[{**row, "tables": _few_tables(row.get("tables"))} for row in files.rows])
    findings = list(section.findings)
    if len(findings) > MOST_FINDINGS:
        blocks.append(_per_code(findings))
        findings = []
    return replace(section, blocks=blocks, findings=findings)


def _per_kind(files: Table) -> Table:
    """One row per kind of file and what became of it."""
    sums: dict[tuple[str, str], dict[str, Any]] = {}
    for row in files.rows:
        state = "" if row.get("rows_read") is not None else str(row.get("tables") or "")
        total = sums.setdefault((row["title"], state), {"title": row["title"], "state": state, "files": 0})
        total["files"] += 1
        for name in _SUMS:
            if row.get(name) is not None:
                total[name] = total.get(name, 0) + row[name]
    headings = {column.name: column for column in files.columns}
    columns = [
        headings["title"],
        Column("files", _("Files"), decimals=0),
        *(headings[name] for name in _SUMS),
        Column("state", _("Note")),
    ]
    note = _("Every file on its own: add --formaat csv.")
    return Table("soorten", _("Files by kind"), columns, list(sums.values()), note)


def _of_note(files: Table) -> list[Table]:
    """The files that were refused or have rows in quarantine."""
    rows = [row for row in files.rows if not row["kind"] or row.get("quarantined")]
    if not rows:
        return []
    shown = sorted(rows, key=lambda row: row["kind"])[:MOST_FILES]
    kept = [column for column in files.columns if column.name in {"file", "title", "rows_read", "quarantined"}]
    return [replace(files, title=_("Files that ask for attention"), columns=kept, rows=shown, note=_more(rows, shown))]


def _per_code(findings: Sequence[Finding]) -> Table:
    """One row per kind of finding: how often, in how many files, and one of them in words."""
    by_code: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_code.setdefault((finding.severity.value, finding.code), []).append(finding)
    order = [severity.value for severity in Severity]
    ranked = sorted(by_code.items(), key=lambda item: (order.index(item[0][0]), -len(item[1])))
    rows = [_code_row(severity, same) for (severity, _code), same in ranked]
    columns = [
        Column("severity", _("Weight")),
        Column("count", _("Times"), decimals=0),
        Column("files", _("Files"), decimals=0),
        Column("example", _("One of them")),
    ]
    note = _("Every finding with its place and code: add --formaat json.")
    return Table("bevindingen", _("Findings by kind"), columns, rows, note)


def _code_row(severity: str, same: Sequence[Finding]) -> Mapping[str, Any]:
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("attention"), Severity.INFO: _("for information")}
    first = same[0]
    place = f"{first.where}: " if str(first.where) else ""
    return {
        "severity": words[Severity(severity)],
        "count": len(same),
        "files": len({finding.where.file for finding in same if finding.where.file}),
        "example": f"{place}{first} {first.remedy_text}".rstrip(),
    }


def _few_tables(said: str | None) -> str | None:
    """The first tables that a file went into, and how many more.

    >>> _few_tables("a 1, b 2, c 3, d 4")
    'a 1, b 2, c 3, and 1 more'
    """
    names = (said or "").split(", ")
    if len(names) <= MOST_TABLES:
        return said
    return ", ".join([*names[:MOST_TABLES], _("and {count} more").format(count=len(names) - MOST_TABLES)])


def _more(rows: Sequence[object], shown: Sequence[object]) -> str:
    more = len(rows) - len(shown)
    return _("and {count} more").format(count=more) if more else ""
