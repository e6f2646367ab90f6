"""Sections on a terminal: headings, figures with their verdict, tables with Dutch or English numbers."""

from __future__ import annotations

import io
import shutil
import sys
from typing import IO, TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from kern.findings import Severity
from kern.language import _
from kern.report import Chart, Figure, Paragraph, Table
from koers.render.values import (
    SIGNS,
    common_note,
    in_reading_order,
    is_numeric,
    show_cell,
    show_figure,
    show_heading,
    sign_of,
    without_repeats,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from kern.findings import Finding
    from kern.report import Block, Column, Section

MOST_FINDINGS = 20
WIDEST_TEXT = 64
PIPED_WIDTH = 400
SEVERITY_SIGNS = {Severity.ERROR: ("✗", "red"), Severity.WARNING: ("!", "yellow"), Severity.INFO: ("i", "cyan")}


def console_for(stream: IO[str] | None = None) -> Console:
    """A console for data: as wide as the terminal, and on anything else as wide as the tables need."""
    file = stream or sys.stdout
    width = shutil.get_terminal_size().columns if file.isatty() else PIPED_WIDTH
    return Console(file=file, width=width, highlight=False)


def show_section(section: Section, console: Console | None = None) -> None:
    """Print a section."""
    (console or console_for()).print(_render(section))


def section_as_text(section: Section) -> str:
    """A section as plain text, for tests and files."""
    stream = io.StringIO()
    show_section(section, console_for(stream))
    return stream.getvalue()


def _render(section: Section) -> Group:
    parts: list[RenderableType] = [Text(section.title, style="bold underline"), Text(section.message), Text("")]
    figures: list[Figure] = []
    # With tables in the section, the numbers behind its charts are for who asks: --tabel, JSON, the page.
    has_table = any(isinstance(block, Table) for block in section.blocks)
    for block in [*without_repeats(section.blocks), None]:
        if isinstance(block, Figure):
            figures.append(block)
            continue
        if figures:
            parts += [_figures(figures), Text("")]
            figures = []
        if block is not None:
            parts += [*_block(block, has_table), Text("")]
    if section.findings:
        parts += _findings(section.findings)
    return Group(*parts)


def _block(block: Block, has_table: bool) -> list[RenderableType]:
    if isinstance(block, Table):
        return [_table(block)]
    if isinstance(block, Chart):
        return [Text(block.message, style="italic"), *([_table(block.data)] if block.data and not has_table else [])]
    return [Text(block.text)] if isinstance(block, Paragraph) else []


def _figures(figures: Sequence[Figure]) -> RenderableType:
    grid = RichTable(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(style="dim")
    shared = common_note(figures)
    for figure in figures:
        note = "" if figure.note == shared else figure.note
        grid.add_row(Text(figure.label), Text(show_figure(figure), style="bold"), verdict(figure.verdict), Text(note))
    return Group(grid, Text(shared, style="dim")) if shared else grid


def verdict(code: str) -> Text:
    """A verdict as symbol, word and colour; empty when there is none."""
    sign = SIGNS.get(code)
    return Text(f"{sign.symbol} {_(sign.word)}", style=f"bold {sign.colour}") if sign else Text("")


def _table(table: Table) -> RenderableType:
    rows = table.printed_rows()
    shown = RichTable(
        title=Text(table.title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    columns = in_reading_order(table.columns)
    for column in columns:
        right = is_numeric(column, rows)
        shown.add_column(
            Text(show_heading(column)),
            justify="right" if right else "left",
            no_wrap=right,
            overflow="fold",
            max_width=None if right else WIDEST_TEXT,
        )
    for row in rows:
        shown.add_row(*(_cell(row, column) for column in columns))
    if not rows:
        return Group(shown, Text(_("No rows."), style="dim"))
    return Group(shown, Text(table.note, style="dim")) if table.note else shown


def _cell(row: dict[str, Any], column: Column) -> Text:
    value = row.get(column.name)
    sign = sign_of(value, column.name)
    return Text(show_cell(value, column), style=sign.colour if sign else "")


def _findings(findings: Sequence[Finding]) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(_("Findings"), style="bold")]
    for finding in findings[:MOST_FINDINGS]:
        symbol, colour = SEVERITY_SIGNS[finding.severity]
        place = f"{finding.where}: " if str(finding.where) else ""
        line = Text(f"{symbol} ", style=colour)
        line.append(f"{place}{finding} {finding.remedy_text}".rstrip(), style="default")
        parts.append(Padding(line, (0, 0, 0, 2), expand=False))
    more = len(findings) - MOST_FINDINGS
    if more > 0:
        parts.append(Text("  " + _("and {count} more").format(count=more)))
    return parts
