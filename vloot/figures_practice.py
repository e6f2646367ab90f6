"""Picture of practice: real and approved consumption side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import _, show_number
from kern.palette import ACTUAL, GRID, INK, MUTED
from vloot.words import fuel_name, powertrain_name

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure


def draw_gap(classes: pl.DataFrame) -> Figure:
    """Bars of real and approved consumption [l/100 km] per class, with the gap written at the end."""
    from matplotlib.figure import Figure as Canvas

    rows = list(classes.iter_rows(named=True))
    figure = Canvas(figsize=(8.0, max(2.4, 0.75 * len(rows) + 1.2)), layout="constrained")
    axes = figure.subplots()
    places = list(range(len(rows)))
    approved = [row["wltp_l_per_100km"] for row in rows]
    real = [row["real_l_per_100km"] for row in rows]
    axes.barh([place - 0.2 for place in places], approved, height=0.36, color=GRID, label=_("Type approval (WLTP)"))
    axes.barh([place + 0.2 for place in places], real, height=0.36, color=ACTUAL, label=_("Real"))
    for place, row in zip(places, rows, strict=True):
        gap = show_number(row["gap_share"] * 100, 0)
        axes.annotate(
            f"{show_number(row['real_l_per_100km'], 1)}  ({'+' if row['gap_share'] >= 0 else ''}{gap} %)",
            (row["real_l_per_100km"], place + 0.2), textcoords="offset points", xytext=(4, 0), va="center", fontsize=9,
            color=INK,
        )  # fmt: skip
        axes.annotate(
            show_number(row["wltp_l_per_100km"], 1), (row["wltp_l_per_100km"], place - 0.2),
            textcoords="offset points", xytext=(4, 0), va="center", fontsize=8, color=MUTED,
        )  # fmt: skip
    names = [f"{row['category']} {powertrain_name(row['powertrain'])}\n{fuel_name(row['fuel'])}" for row in rows]
    axes.set_yticks(places, names, fontsize=9, color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max([*real, *approved, 1.0]) * 1.25)
    axes.set_xlabel(_("l per 100 km"), fontsize=9, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(axis="x", labelsize=8, colors=MUTED)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    return figure
