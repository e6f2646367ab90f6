"""The charts of a section as PNG files, for slides and mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import UsageWrong
from kern.language import N_
from kern.report import Chart

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section

DOTS_PER_INCH = 160


def save_charts(section: Section, path: Path) -> list[Path]:
    """Write the charts of a section; with several of them the second gets -2 behind its name, and so on.

    Args:
        section: Where the charts stand.
        path: The file to write, ending in .png.

    Raises:
        UsageWrong: The name does not end in .png, its folder does not exist, or there is no chart.
    """
    import matplotlib as mpl

    from koers.render.svg import SETTINGS

    charts = [block for block in section.blocks if isinstance(block, Chart)]
    if path.suffix.lower() != ".png":
        raise UsageWrong(N_("{file} does not end in .png: pictures are written as PNG."), file=path)
    if not path.absolute().parent.is_dir():
        raise UsageWrong(N_("The folder of {file} does not exist. Make it first."), file=path)
    if not charts:
        raise UsageWrong(N_("{section} has no picture to write."), section=section.title)
    written = []
    for number, chart in enumerate(charts, start=1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        with mpl.rc_context(SETTINGS):
            figure = chart.draw()
            figure.suptitle(chart.message, fontsize=11, x=0.01, ha="left")
            figure.savefig(
                target, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight", facecolor="white",
                metadata={"Software": None, "Description": chart.alt},
            )  # fmt: skip
        written.append(target)
    return written
