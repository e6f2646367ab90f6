"""What a load did, said as a section: one row per file, the cells in quarantine, and the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.findings import Severity
from kern.intake.contract import show_reason
from kern.language import _, ngettext, show_number
from kern.report import Column, Section, Table
from koers.loading_many import shorten
from koers.provenance import short_name
from koers.screen import show_error, talk

if TYPE_CHECKING:
    import polars as pl

    from kern.findings import Finding
    from kern.report import Block
    from kern.store.batch import FileReport
    from koers.loading import Loading

MOST_CELLS = 20


def loading_section(loading: Loading, cut: bool = False) -> Section:
    """Per file what happened with every row.

    Args:
        loading: What the load did.
        cut: Sum up what is too much for a screen, see `koers.loading_many`.
    """
    files = [*(loading.report.files if loading.report else []), *loading.known]
    rows = [_row(file, loading) for file in files]
    rows += [{"file": file.shown_name, "title": _("refused"), "kind": ""} for file in loading.refused]
    blocks: list[Block] = [Table("bestanden", _("Files"), _columns(), rows)]
    if not loading.quarantine.is_empty():
        blocks.append(quarantine_table(loading.quarantine, MOST_CELLS))
    section = Section("laad", _("Load"), _message(loading), blocks, _findings(loading))
    return shorten(section) if cut else section


def quarantine_table(cells: pl.DataFrame, most: int | None = None) -> Table:
    """Refused cells with place, reason and remedy.

    Args:
        cells: `Store.quarantine()`.
        most: How many are shown; None shows all.
    """
    shown = cells if most is None else cells.head(most)
    more = cells.height - shown.height
    note = ""
    if more:
        note = _("and {count} more; koers controle --quarantaine shows all").format(count=more)
    return Table(
        "quarantaine",
        _("Quarantine"),
        [
            Column("file_name", _("File")),
            Column("sheet", _("Sheet")),
            Column("row", _("Row")),
            Column("column", _("Column")),
            Column("value", _("Value")),
            Column("reason", _("Reason")),
            Column("remedy", _("Remedy")),
            Column("code", _("Code")),
        ],
        [
            {**row, "reason": show_reason(row), "remedy": show_reason(row, "remedy")}
            for row in shown.iter_rows(named=True)
        ],
        note,
    )


def say_what_was_kept_out(loading: Loading) -> None:
    """On stderr: refused files with their reason, and how many rows wait in quarantine."""
    for file in loading.refused:  # every one, however many: this is the only place that says why
        show_error(file.error)
        if any(finding.code == "intake.kind.closest" for finding in file.error.findings):
            text = _("If {file} holds readings, this shows how to read it: koers laad --toon-kaart {file}")
            talk("  " + text.format(file=file.shown_name))
    kept = loading.report.rows_quarantined if loading.report else 0
    if kept:
        text = ngettext(
            "Attention: {count} row is in quarantine; the other rows were loaded.",
            "Attention: {count} rows are in quarantine; the other rows were loaded.",
            kept,
        )
        talk(text.format(count=kept))
    left_out = loading.report.cells_emptied if loading.report else 0
    if left_out:
        text = ngettext(
            "Attention: {count} cell was left out of a row that was loaded; koers controle --quarantaine lists it.",
            "Attention: {count} cells were left out of rows that were loaded; koers controle --quarantaine lists them.",
            left_out,
        )
        talk(text.format(count=left_out))


def _columns() -> list[Column]:
    return [
        Column("file", _("File")),
        Column("title", _("Kind")),
        Column("rows_read", _("Read"), decimals=0),
        Column("new", _("New"), decimals=0),
        Column("same", _("Same"), decimals=0),
        Column("corrected", _("Corrected"), decimals=0),
        Column("quarantined", _("Quarantine"), decimals=0),
        Column("kind", _("Kind, as --soort takes it")),
        Column("tables", _("Into")),
    ]


def _row(file: FileReport, loading: Loading) -> dict[str, Any]:
    row: dict[str, Any] = {
        "file": short_name(file.shown_name),
        "title": _(loading.titles[file.reader_kind]),
        "kind": file.reader_kind,
    }
    if file in loading.known:
        return {**row, "tables": _("loaded before, nothing changed")}
    return {
        **row,
        "rows_read": file.rows_read,
        "new": file.new,
        "same": file.same,
        "corrected": file.corrected,
        "quarantined": file.rows_quarantined,
        "tables": ", ".join(f"{count.table} {count.new + count.corrected + count.same}" for count in file.tables),
    }


def _message(loading: Loading) -> str:
    report = loading.report
    if report is None:
        return _("Nothing changed: every file was loaded before.") if loading.known else _("Nothing was loaded.")
    if report.nothing_changed:
        return _("Nothing changed: every row was there already.")
    return ngettext(
        "1 file loaded: {new} rows new, {same} the same, {corrected} corrected, {quarantined} in quarantine.",
        "{files} files loaded: {new} rows new, {same} the same, {corrected} corrected, {quarantined} in quarantine.",
        len(report.files),
    ).format(
        files=len(report.files),
        new=show_number(report.new, 0),
        same=show_number(report.same, 0),
        corrected=show_number(report.corrected, 0),
        quarantined=show_number(report.rows_quarantined, 0),
    )


def _findings(loading: Loading) -> list[Finding]:
    found = [finding for file in (loading.report.files if loading.report else []) for finding in file.findings]
    found += [*(loading.report.healed if loading.report else []), *loading.skipped]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))
