"""Writes floor plans as PNG or SVG files, the same bytes for the same model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong
from kern.language import N_
from kern.palette import without_letter_warnings
from vastgoed.accessibility.picture.draw import draw_floor_plan
from vastgoed.accessibility.picture.floors import floor_plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from vastgoed.accessibility.assessment import ModelAssessment

SUFFIXES = (".png", ".svg")
_DPI = 150
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "koers", "font.family": "sans-serif", "hatch.linewidth": 0.7}


def write_floor_plans(path: Path, assessments: Sequence[ModelAssessment]) -> list[Path]:
    """Write a picture per storey; with one storey under the name given, else with building and storey behind it.

    Args:
        path: A .png or .svg file; a name without such an ending gives both; a folder gives both in it.
        assessments: From `assess_model`.

    Returns:
        The files written.

    Raises:
        UsageWrong: The name ends otherwise, or a file cannot be written.
    """
    if path.is_dir():
        path /= "plan"
    suffixes = (path.suffix.lower(),) if path.suffix else SUFFIXES
    if suffixes[0] not in SUFFIXES:
        raise UsageWrong(
            N_("{file} is no picture Koers can make. Use a name that ends in {allowed}."),
            file=path.name,
            allowed=", ".join(SUFFIXES),
        )
    import matplotlib as mpl

    drawn = [(one, number, plan) for one in assessments for number, plan in enumerate(floor_plans(one))]
    written: list[Path] = []
    for one, number, plan in drawn:
        parts = [path.stem]
        if len(assessments) > 1:
            parts.append(_slug(one.result.asset_code))
        if len(drawn) > 1:
            parts += [str(number), _slug(plan.title)]
        with mpl.rc_context(_SETTINGS):
            figure = draw_floor_plan(plan)
            for suffix in suffixes:
                target = path.with_name("-".join(parts) + suffix)
                _save(figure, target, suffix)
                written.append(target)
    return written


def _save(figure: Figure, target: Path, suffix: str) -> None:
    details: dict[str, Any] = {"metadata": {"Date": None, "Creator": None}} if suffix == ".svg" else {}
    try:
        with without_letter_warnings():
            figure.savefig(target, format=suffix[1:], dpi=_DPI, facecolor="white", **details)
    except OSError as error:
        raise UsageWrong(N_("{file} cannot be written: {reason}."), file=target, reason=error.strerror) from error


def _slug(title: str) -> str:
    """A storey's name as part of a file name.

    >>> _slug("Level 1 / Noord"), _slug("+00")
    ('level-1-noord', '00')
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "verdieping"
