"""Picture of completeness: entities by part, so that the gap is seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import _, show_number
from kern.palette import INK, MUTED
from vloot.readiness import PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl
    from matplotlib.figure import Figure

_HEADINGS = ("register", "fuel", "odometer", "contracts and prices", "charging", "clean purchases")


def draw_readiness(ready: pl.DataFrame, names: Mapping[str, str]) -> Figure:
    """Squares of entity by part with the share [%] in each; grey where a part does not apply."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure as Canvas
    from matplotlib.patches import Rectangle

    rows = list(ready.iter_rows(named=True))
    figure = Canvas(figsize=(8.0, max(2.2, 0.36 * len(rows) + 1.2)), layout="constrained")
    axes = figure.subplots()
    shades = LinearSegmentedColormap.from_list("gap", ["#e69f00", "#f7efd8", "#cfe8df"])
    for line, row in enumerate(rows):
        for place, part in enumerate(PARTS):
            share = row[part]
            colour = "#eef0f2" if share is None else shades(share)
            axes.add_patch(Rectangle((place - 0.48, line - 0.46), 0.96, 0.92, facecolor=colour, edgecolor="none"))
            text = "–" if share is None else f"{show_number(share * 100, 0)} %"
            ink = MUTED if share is None else INK
            axes.annotate(text, (place, line), ha="center", va="center", fontsize=8, color=ink)
    axes.set_xlim(-0.5, len(PARTS) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(PARTS)), [_(heading) for heading in _HEADINGS], fontsize=8, color=INK)
    axes.set_yticks(
        range(len(rows)), [names.get(row["entity_code"], row["entity_code"]) for row in rows], fontsize=8, color=INK
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure
