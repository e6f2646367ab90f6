"""Picture of the low-emission zones: vehicles that may not enter, by zone and day of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _, show_value
from kern.palette import BAD, GRID, INK, MUTED, SERIES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMES = {"antwerp": "Antwerp", "ghent": "Ghent", "brussels": "Brussels"}
_SHADES = {"banned": BAD, "paid": SERIES[1], "unknown": "#b8c0c6"}


def draw_zones(access: pl.DataFrame) -> Figure:
    """Bars of vehicles that may not enter, only against payment, or of which it is not known."""
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(8.0, 4.5), layout="constrained")
    days = access["on"].unique().sort().to_list()
    zones = access["zone"].unique().sort().to_list()
    panels = figure.subplots(1, max(1, len(zones)), sharey=True, squeeze=False)[0]
    highest = 1.0
    for panel, zone in zip(panels, zones, strict=False):
        left = [0.0] * len(days)
        for name, colour in _SHADES.items():
            counts = access.filter(pl.col("zone") == zone, pl.col("access") == name)
            numbers = dict(counts.select("on", "vehicle_count").rows())
            widths = [float(numbers.get(day, 0)) for day in days]
            labels = {"banned": _("May not enter"), "paid": _("Against payment"), "unknown": _("Euro norm not known")}
            panel.barh(range(len(days)), widths, left=left, color=colour, height=0.6, label=labels[name])
            left = [before + width for before, width in zip(left, widths, strict=True)]
        for place, total in enumerate(left):
            panel.annotate(
                f"{total:.0f}", (total, place), textcoords="offset points", xytext=(4, 0), va="center", fontsize=9,
                color=INK,
            )  # fmt: skip
        highest = max(highest, *left)
        panel.set_title(_(_NAMES.get(zone, zone)), fontsize=10, color=INK, loc="left")
        panel.set_yticks(range(len(days)), [show_value(day) for day in days], fontsize=9, color=INK)
        panel.spines[["top", "right", "bottom"]].set_visible(False)
        panel.spines["left"].set_color(MUTED)
        panel.grid(axis="x", color=GRID)
        panel.set_axisbelow(True)
        panel.tick_params(axis="x", labelsize=8, colors=MUTED)
    for panel in panels:
        panel.set_xlim(0, highest * 1.2)
    panels[0].invert_yaxis()
    handles, labels_shown = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels_shown, loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure
