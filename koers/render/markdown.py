"""A section as Markdown: readable as it is, and taken by any word processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import _
from kern.report import Chart, Figure, Paragraph, Table
from koers.render.values import show_cell, show_figure, show_heading

if TYPE_CHECKING:
    from kern.report import Block, Section


def section_as_markdown(section: Section) -> str:
    """The section with its tables; a picture is given as its message and its numbers.

    >>> from kern.report import Section
    >>> section_as_markdown(Section("a", "Title", "Said.", [Paragraph("More.")])).splitlines()
    ['# Title', '', 'Said.', '', 'More.']
    """
    parts = [f"# {_escaped(section.title)}", _escaped(section.message)]
    parts += [text for block in section.blocks for text in _block(block)]
    if section.findings:
        parts.append("## " + _("Findings"))
        parts.append(
            "\n".join(f"- {_escaped(str(finding))} {_escaped(finding.remedy_text)}" for finding in section.findings)
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [_escaped(block.text)]
    if isinstance(block, Figure):
        return [f"**{_escaped(block.label)}: {show_figure(block)}** {_escaped(block.note)}".rstrip()]
    if isinstance(block, Chart):
        return [_escaped(block.message), *([] if block.data is None else _table(block.data))]
    return _table(block)


def _table(table: Table) -> list[str]:
    head = "| " + " | ".join(_cell(show_heading(column)) for column in table.columns) + " |"
    line = "|" + "|".join(" --- " if column.decimals is None else " ---: " for column in table.columns) + "|"
    rows = [
        "| " + " | ".join(_cell(show_cell(row.get(column.name), column)) for column in table.columns) + " |"
        for row in table.printed_rows()
    ]
    body = "\n".join([head, line, *rows]) if rows else _("No rows.")
    return [f"## {_escaped(table.title)}", body, *([_escaped(table.note)] if table.note else [])]


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|").replace("\n", " ")


def _escaped(text: str) -> str:
    r"""Text in which Markdown and HTML see no orders.

    >>> _escaped("<b> *x*")
    '&lt;b&gt; \\*x\\*'
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("*", "\\*").replace("[", "\\[").replace("`", "\\`")
