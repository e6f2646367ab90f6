"""A section as a document of its own: Word or Markdown, by the ending of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import InputWrong, UsageWrong
from kern.language import N_

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section

FORMS = (".docx", ".md")


def write_document(section: Section, path: Path) -> None:
    """Write a section.

    Args:
        section: What to write.
        path: Where; the ending says the form.

    Raises:
        UsageWrong: The ending is not known.
        InputWrong: The file cannot be written.
    """
    from koers.render.docx_out import section_as_docx
    from koers.render.markdown import section_as_markdown

    if path.suffix.lower() not in FORMS:
        raise UsageWrong(N_("{file}: choose a name that ends in one of: {forms}."), file=path, forms=", ".join(FORMS))
    raw = section_as_docx(section) if path.suffix.lower() == ".docx" else section_as_markdown(section).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    except OSError as error:
        raise InputWrong(N_("{file} cannot be written: {reason}"), file=path, reason=error) from error
