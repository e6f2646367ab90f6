"""Picture of the mobility ladder: how each entity's kilometres for the service were driven."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _, show_number
from kern.palette import GRID, INK, MUTED, SERIES
from vloot.mobility import indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

_LOOKS = {
    "service_km": ("#8a949c", ""),
    "km_private_car": (SERIES[5], "//"),
    "km_shared_car": (SERIES[1], ".."),
    "km_bicycle": (SERIES[2], ""),
    "km_public_transport": (SERIES[0], "\\\\"),
}
"""Colour and hatching per kind, from the car to the train, so that grey paper shows them apart too."""

_LEAST_LABEL = 0.06


def draw_ladder(now: pl.DataFrame, names: Mapping[str, str]) -> Figure:
    """Shares [%] of the kilometres per entity that told them, the most sustainable at the top.

    Args:
        now: Rows of `vloot.mobility.mobility_years` of one year.
        names: Entity code -> name.
    """
    from matplotlib.figure import Figure as Canvas

    told = now.filter(pl.col("sustainable_share").is_not_null()).sort("sustainable_share")
    rows = list(told.iter_rows(named=True))
    figure = Canvas(figsize=(8.0, max(2.4, 0.4 * len(rows) + 1.3)), layout="constrained")
    axes = figure.subplots()
    titles = {"service_km": _("service vehicles")} | {code: one.title for code, one in indicators().items()}
    for line, row in enumerate(rows):
        total = sum(row[code] or 0.0 for code in _LOOKS)
        left = 0.0
        for code, (colour, hatch) in _LOOKS.items():
            share = (row[code] or 0.0) / total
            axes.barh(
                line, share * 100, left=left * 100, color=colour, hatch=hatch, edgecolor="white", height=0.72,
                label=titles[code] if line == 0 else None,
            )  # fmt: skip
            if share >= _LEAST_LABEL:
                axes.annotate(
                    f"{show_number(share * 100, 0)} %", ((left + share / 2) * 100, line), ha="center", va="center",
                    fontsize=8, color=INK,
                    bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.85, "edgecolor": "none"},
                )  # fmt: skip
            left += share
    axes.set_yticks(
        range(len(rows)), [names.get(row["entity_code"], row["entity_code"]) for row in rows], fontsize=8, color=INK
    )
    axes.set_xlim(0, 100)
    axes.set_xlabel(_("% of the kilometres for the service"), fontsize=9, color=INK)
    axes.tick_params(colors=MUTED, labelsize=8)
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(GRID)
    figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=8)
    return figure
