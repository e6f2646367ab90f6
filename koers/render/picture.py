"""Charts as files of their own: PNG to paste, SVG to edit, PDF to print, by the ending of the name."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong
from kern.language import N_
from kern.report import Chart
from koers.render.svg import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from kern.report import Section

FORMS = (".png", ".svg", ".pdf")
_DOTS_PER_INCH = 160
_LETTERS_PER_INCH = 11
# No moment in the file: the same chart gives the same bytes.
_TIMELESS: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None},
}


def check_picture(path: Path) -> None:
    """Refuse a name that cannot be written, before anything is worked out.

    Raises:
        UsageWrong: The name has another ending, or its folder does not exist.
    """
    if path.suffix.lower() not in FORMS:
        raise UsageWrong(N_("{file}: choose a name that ends in one of: {forms}."), file=path, forms=", ".join(FORMS))
    if not path.absolute().parent.is_dir():
        raise UsageWrong(N_("The folder of {file} does not exist. Make it first."), file=path)


def write_charts(section: Section, path: Path, key: str | None = None) -> list[Path]:
    """Write the charts of a section; with several of them the second gets -2 behind its name, and so on.

    Args:
        section: Where the charts stand.
        path: The file to write; its ending says the form.
        key: Only the chart with this key.

    Raises:
        UsageWrong: The name or its folder is not right, there is no such chart, or the file cannot be written.
    """
    check_picture(path)
    charts = [block for block in section.blocks if isinstance(block, Chart) and key in (None, block.key)]
    if not charts:
        raise UsageWrong(N_("{section} has no picture to write."), section=section.title)
    written = []
    for number, chart in enumerate(charts, start=1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        _write(chart, target)
        written.append(target)
    return written


def _write(chart: Chart, path: Path) -> None:
    import matplotlib as mpl

    kind = path.suffix.lower()
    with mpl.rc_context(SETTINGS):
        figure = chart.draw()
        width = int(figure.get_figwidth() * _LETTERS_PER_INCH)
        figure.suptitle(fill(chart.message, width), x=0.01, ha="left", fontsize=11)
        try:
            figure.savefig(
                path, format=kind[1:], dpi=_DOTS_PER_INCH, bbox_inches="tight", facecolor="white",
                metadata={"Title": chart.message, **_TIMELESS[kind]},
            )  # fmt: skip
        except OSError as error:
            raise UsageWrong(N_("{file} cannot be written: {reason}."), file=path, reason=error.strerror) from error
