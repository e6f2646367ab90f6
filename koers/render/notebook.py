"""Sections in a notebook: the page of the report, in a frame of its own."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.report import Chart, Table

if TYPE_CHECKING:
    from kern.report import Section

PIXELS = {Chart: 620, Table: 520}
PIXELS_OF_OTHERS = 60
PIXELS_OF_HEADING = 260


@dataclass(frozen=True)
class Look:
    """A section that a notebook shows as a page and a console as text."""

    section: Section

    def __repr__(self) -> str:
        from koers.render.terminal import section_as_text

        return section_as_text(self.section)

    def _repr_html_(self) -> str:
        from koers.render.html import section_as_html

        blocks = (PIXELS.get(type(block), PIXELS_OF_OTHERS) for block in self.section.blocks)
        height = min(2400, PIXELS_OF_HEADING + sum(blocks))
        page = html.escape(section_as_html(self.section), quote=True)
        return f'<iframe srcdoc="{page}" style="width: 100%; height: {height}px; border: 0"></iframe>'
