"""Documents are read back: every table, its heading row repeated, and no text that Markdown takes for an order."""

import io

import docx
import pytest

from kern.errors import UsageWrong
from kern.report import Column, Figure, Paragraph, Section, Table
from koers.documents import write_document
from koers.render.docx_out import section_as_docx
from koers.render.markdown import section_as_markdown

SECTION = Section(
    "s",
    "Dossier <b>",
    "Said | done.",
    [
        Figure("f", "Parts", 3.0, "of 15"),
        Paragraph("More *text*."),
        Table("t", "Who must do what", [Column("a", "What"), Column("b_m2", "Area", "m²", 0)],
              [{"a": "x | y", "b_m2": 1234.4}, {"a": None, "b_m2": None}], "A note."),
    ],
)  # fmt: skip


def test_word_holds_every_cell_and_repeats_the_heading():
    raw = section_as_docx(SECTION)
    read = docx.Document(io.BytesIO(raw))
    cells = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert cells == [["What", "Area [m²]"], ["x | y", "1,234"], ["–", "–"]]
    assert "tblHeader" in read.tables[0].rows[0]._tr.xml
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert {"Dossier <b>", "Said | done.", "Who must do what", "A note."} <= set(texts)


def test_markdown_gives_no_orders():
    text = section_as_markdown(SECTION)
    assert "# Dossier &lt;b&gt;" in text
    assert "| x \\| y | 1,234 |" in text
    assert "More \\*text\\*." in text


def test_the_ending_says_the_form(tmp_path):
    for name in ("a.docx", "map/a.md"):
        write_document(SECTION, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 50
    with pytest.raises(UsageWrong, match=r"\.docx, \.md"):
        write_document(SECTION, tmp_path / "a.odt")
