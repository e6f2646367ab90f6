"""Sections on a terminal: headings, figures with their verdict, tables with Dutch or English numbers."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from kern.findings import Severity
from kern.language import _
from kern.report import Chart, Figure, Paragraph, Table
from koers.render.values import SIGNS, common_note, is_numeric, show_cell, show_figure, show_heading, sign_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from kern.findings import Finding
    from kern.report import Block, Column, Section

MOST_FINDINGS = 20
SEVERITY_SIGNS = {Severity.ERROR: ("✗", "red"), Severity.WARNING: ("!", "yellow"), Severity.INFO: ("i", "cyan")}


def console_for(stream: object = None) -> Console:
    """A console for data: as wide as the terminal, and on anything else as wide as the tables need."""
    file = stream or sys.stdout
    is_terminal = bool(getattr(file, "isatty", lambda: False)())
    width = shutil.get_terminal_size().columns if is_terminal else 400
    return Console(file=file, width=width, highlight=False, soft_wrap=not is_terminal)  # type: ignore[arg-type]


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
    for block in [*section.blocks, None]:
        if isinstance(block, Figure):
            figures.append(block)
            continue
        if figures:
            parts += [_figures(figures), Text("")]
            figures = []
        if block is not None:
            parts += [*_block(block), Text("")]
    if section.findings:
        parts += _findings(section.findings)
    return Group(*parts)


def _block(block: Block) -> list[RenderableType]:
    if isinstance(block, Table):
        return [_table(block)]
    if isinstance(block, Chart):
        return [Text(block.message, style="italic"), *([_table(block.data)] if block.data else [])]
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
    for column in table.columns:
        right = is_numeric(column, rows)
        shown.add_column(Text(show_heading(column)), justify="right" if right else "left", no_wrap=right)
    for row in rows:
        shown.add_row(*(_cell(row, column) for column in table.columns))
    if not rows:
        return Group(shown, Text(_("No rows."), style="dim"))
    return Group(shown, Text(table.note, style="dim")) if table.note else shown


def _cell(row: dict[str, object], column: Column) -> Text:
    value = row.get(column.name)
    sign = sign_of(value, column.name)
    return Text(show_cell(value, column), style=sign.colour if sign else "")


def _findings(findings: Sequence[Finding]) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(_("Findings"), style="bold")]
    for finding in findings[:MOST_FINDINGS]:
        symbol, colour = SEVERITY_SIGNS[finding.severity]
        place = f"{finding.where}: " if str(finding.where) else ""
        line = Text(f"{symbol} ", style=colour)
        line.append(f"{place}{finding} {finding.remedy_text}".rstrip(), style="")
        parts.append(Padding(line, (0, 0, 0, 2)))
    more = len(findings) - MOST_FINDINGS
    if more > 0:
        parts.append(Text("  " + _("and {count} more").format(count=more)))
    return parts
