"""Pictures of the replacement plan: the timeline with the CO2 path, and the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import _, show_number
from kern.palette import ACTUAL, GRID, INK, MUTED, PATH, SERIES
from vloot.replacement_options import replacement_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from vloot.replacement import YearOfPlan

_NAMES = {
    "bev": "electric vehicle",
    "diesel": "diesel vehicle",
    "pool": "shared electric car",
    "ebike": "electric bicycle",
}
_COLOURS = {"bev": SERIES[2], "diesel": SERIES[6], "pool": SERIES[4], "ebike": SERIES[1]}


def _calm(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=9)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def draw_plan(years: Sequence[YearOfPlan]) -> Figure:
    """Vehicles replaced per year by kind, and below it the fuel CO2 [t] against the path."""
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(8.0, 5.2), layout="constrained")
    top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=(1, 1))
    places = [year.year for year in years]
    kinds = {option.code: option.replaced_by for option in replacement_options()}
    below = [0] * len(years)
    for kind, colour in _COLOURS.items():
        heights = [sum(n for code, n in year.replaced.items() if kinds[code] == kind) for year in years]
        if any(heights):
            top.bar(places, heights, bottom=below, color=colour, width=0.6, label=_(_NAMES[kind]))
            below = [low + height for low, height in zip(below, heights, strict=True)]
    for place, total in zip(places, below, strict=True):
        top.annotate(
            str(total), (place, total), textcoords="offset points", xytext=(0, 3), ha="center", fontsize=9, color=INK
        )
    top.set_ylabel(_("Vehicles replaced"), fontsize=9, color=INK)
    top.set_ylim(0, max([*below, 1]) * 1.25)
    if top.get_legend_handles_labels()[1]:
        top.legend(loc="upper left", ncols=4, frameon=False, fontsize=8)
    paths = [(year.year, year.path_kg / 1000) for year in years if year.path_kg is not None]
    if paths:
        bottom.plot(*zip(*paths, strict=True), "--", color=PATH, linewidth=1.6, label=_("Path"))
    bottom.plot(
        places, [year.unchanged_kg / 1000 for year in years], ":", color=MUTED, linewidth=1.6,
        label=_("Without replacing"),
    )  # fmt: skip
    planned = [year.co2_kg / 1000 for year in years]
    bottom.plot(places, planned, "o-", color=ACTUAL, linewidth=2.2, label=_("Plan"))
    bottom.annotate(
        f"{show_number(planned[-1], 0)} t", (places[-1], planned[-1]), textcoords="offset points", xytext=(6, -12),
        fontsize=9, color=ACTUAL, fontweight="bold",
    )  # fmt: skip
    bottom.set_ylabel(_("t CO2 of fuel"), fontsize=9, color=INK)
    bottom.set_ylim(bottom=0)
    bottom.set_xticks(places)
    bottom.set_xlim(places[0] - 0.6, places[-1] + 0.6)
    bottom.legend(loc="lower left", ncols=3, frameon=False, fontsize=8)
    for axes in (top, bottom):
        _calm(axes)
    return figure


def draw_money(years: Sequence[YearOfPlan]) -> Figure:
    """What is paid for buying and what the fleet costs per year of use, in thousand euro."""
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(8.0, 3.8), layout="constrained")
    axes = figure.subplots()
    places = [year.year for year in years]
    cash = [year.cash_eur / 1000 for year in years]
    cost = [year.cost_eur / 1000 for year in years]
    axes.bar([place - 0.2 for place in places], cash, width=0.38, color=SERIES[1], label=_("Paid for buying"))
    axes.bar([place + 0.2 for place in places], cost, width=0.38, color=SERIES[0], label=_("Cost per year of use"))
    for place, amounts in zip(places, zip(cash, cost, strict=True), strict=True):
        for shift, amount in zip((-0.2, 0.2), amounts, strict=True):
            axes.annotate(
                show_number(amount, 0), (place + shift, amount), textcoords="offset points", xytext=(0, 3), ha="center",
                fontsize=8, color=INK,
            )  # fmt: skip
    axes.set_xticks(places)
    axes.set_ylabel(_("thousand euro"), fontsize=9, color=INK)
    axes.set_ylim(0, max([*cash, *cost, 1.0]) * 1.25)
    _calm(axes)
    axes.legend(loc="upper left", ncols=2, frameon=False, fontsize=9)
    return figure
