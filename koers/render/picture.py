"""A chart as a file of its own: PNG to paste, SVG to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_
from koers.render.svg import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Chart

KINDS = (".png", ".svg")
_DOTS_PER_INCH = 160


def check_picture(path: Path) -> None:
    """Refuse a name that is no picture, before anything is worked out.

    Raises:
        UsageWrong: The name does not end in .png or .svg.
    """
    if path.suffix.lower() not in KINDS:
        raise UsageWrong(N_("{file} is no picture. Give a name that ends in .png or .svg."), file=path)


def write_picture(chart: Chart, path: Path) -> None:
    """Draw a chart into a file.

    Raises:
        UsageWrong: The name does not end in .png or .svg.
    """
    import matplotlib as mpl

    check_picture(path)
    kind = path.suffix.lower().lstrip(".")
    with mpl.rc_context(SETTINGS):
        figure = chart.draw()
        figure.suptitle(chart.message, x=0.01, ha="left", fontsize=12, fontweight="bold")
        meta = {"Title": chart.message, "Date": None} if kind == "svg" else {"Title": chart.message}
        figure.savefig(path, format=kind, dpi=_DOTS_PER_INCH, facecolor="white", bbox_inches="tight", metadata=meta)
