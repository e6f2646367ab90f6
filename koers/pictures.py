"""A chart of a section as a file of its own: PNG, SVG or PDF, by the ending of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import InputWrong, UsageWrong
from kern.language import N_
from kern.report import Chart

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section

FORMS = (".png", ".svg", ".pdf")


def write_chart(section: Section, key: str, path: Path) -> None:
    """Write one chart.

    Args:
        section: The section that holds it.
        key: Key of the chart.
        path: Where; the ending says the form.

    Raises:
        UsageWrong: The ending is not known.
        InputWrong: There is nothing to draw, or the file cannot be written.
    """
    if path.suffix.lower() not in FORMS:
        raise UsageWrong(N_("{file}: choose a name that ends in one of: {forms}."), file=path, forms=", ".join(FORMS))
    charts = [block for block in section.blocks if isinstance(block, Chart) and block.key == key]
    if not charts:
        raise InputWrong(N_("There is nothing to draw: no building has a quarter."))
    figure = charts[0].draw()
    try:
        # No moment in the file: the same plan gives the same picture.
        made = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[path.suffix.lower()]
        figure.savefig(path, dpi=170, metadata=made)
    except OSError as error:
        raise InputWrong(N_("{file} cannot be written: {reason}"), file=path, reason=error) from error
