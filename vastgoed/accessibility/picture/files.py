"""Writes floor plans as PNG or SVG files, the same bytes for the same model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong
from kern.language import N_
from vastgoed.accessibility.picture.draw import draw_floor_plan
from vastgoed.accessibility.picture.floors import floor_plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vastgoed.accessibility.assessment import ModelAssessment

SUFFIXES = (".png", ".svg")
_DPI = 150
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "koers", "font.family": "sans-serif", "hatch.linewidth": 0.7}


def write_floor_plans(path: Path, assessments: Sequence[ModelAssessment]) -> list[Path]:
    """Write a picture per storey; with one storey under the name given, else with the storey behind it.

    Args:
        path: A .png or .svg file.
        assessments: From `assess_model`.

    Returns:
        The files written.

    Raises:
        UsageWrong: The name ends otherwise, or a file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageWrong(
            N_("{file} is no picture Koers can make. Use a name that ends in {allowed}."),
            file=path.name,
            allowed=", ".join(SUFFIXES),
        )
    import matplotlib as mpl

    plans = [(one, plan) for one in assessments for plan in floor_plans(one)]
    written: list[Path] = []
    for number, (_one, plan) in enumerate(plans):
        target = path if len(plans) == 1 else path.with_name(f"{path.stem}-{number}-{_slug(plan.title)}{suffix}")
        with mpl.rc_context(_SETTINGS):
            figure = draw_floor_plan(plan)
            details: dict[str, Any] = {"metadata": {"Date": None, "Creator": None}} if suffix == ".svg" else {}
            try:
                figure.savefig(target, format=suffix[1:], dpi=_DPI, facecolor="white", **details)
            except OSError as error:
                raise UsageWrong(
                    N_("{file} cannot be written: {reason}."), file=target, reason=error.strerror
                ) from error
        written.append(target)
    return written


def _slug(title: str) -> str:
    """A storey's name as part of a file name.

    >>> _slug("Level 1 / Noord"), _slug("+00")
    ('level-1-noord', '00')
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "verdieping"
