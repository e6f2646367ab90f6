"""A section as a Word document: tables that repeat their heading, pictures with their alternative text."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kern.language import _, current_language
from kern.palette import without_letter_warnings
from kern.report import Chart, Figure, Paragraph, Table
from koers.render.values import show_cell, show_figure, show_heading

if TYPE_CHECKING:
    from kern.report import Block, Section

_HEAD_FILL = "DCE6F1"
_WIDE = 5
_STAMP = datetime(2000, 1, 1)


def section_as_docx(section: Section) -> bytes:
    """The bytes of the document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)
    page.footer.paragraphs[0].text = section.title
    properties = document.core_properties
    properties.title, properties.author, properties.language = section.title, "Koers", current_language()
    properties.created = properties.modified = _STAMP
    document.add_heading(section.title, level=0)
    document.add_paragraph(section.message)
    for block in section.blocks:
        _add(document, block)
    if section.findings:
        document.add_heading(_("Findings"), level=1)
        for finding in section.findings:
            document.add_paragraph(f"{finding} {finding.remedy_text}".rstrip(), style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Paragraph):
        document.add_paragraph(block.text)
    elif isinstance(block, Figure):
        line = document.add_paragraph()
        line.add_run(f"{block.label}: {show_figure(block)}").bold = True
        if block.note:
            line.add_run(f"  {block.note}")
    elif isinstance(block, Chart):
        _add_picture(document, block)
    else:
        _add_table(document, block)


def _add_picture(document: Any, chart: Chart) -> None:
    from docx.shared import Cm

    stream = io.BytesIO()
    with without_letter_warnings():
        chart.draw().savefig(stream, format="png", dpi=150)
    stream.seek(0)
    document.add_heading(chart.message, level=1)
    picture = document.add_picture(stream, width=Cm(22))
    picture._inline.docPr.set("descr", chart.alt)


def _add_table(document: Any, table: Table) -> None:
    from docx.shared import Pt

    document.add_heading(table.title, level=1)
    rows = table.printed_rows()
    if not rows:
        document.add_paragraph(_("No rows."))
        return
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.text = show_heading(column)
        cell.paragraphs[0].runs[0].bold = True
        _shade(cell)
    _repeat_heading(made.rows[0])
    for row in rows:
        cells = made.add_row().cells
        for cell, column in zip(cells, table.columns, strict=True):
            cell.text = show_cell(row.get(column.name), column)
            if column.decimals is not None:
                cell.paragraphs[0].alignment = 2
    if len(table.columns) > _WIDE:
        for row in made.rows:
            for cell in row.cells:
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(8)
    if table.note:
        document.add_paragraph(table.note).runs[0].italic = True


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:fill"), _HEAD_FILL)
    cell._tc.get_or_add_tcPr().append(fill)


def _repeat_heading(row: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeat)
