"""The picture of the passport: what the building weighs, by class of material and by what the number rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kern.language import _, show_number
from kern.palette import ACTUAL, GRID, INK, MUTED, SERIES
from vastgoed.passport.words import ORIGINS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_BARS = 12
# Certainty goes down from a full bar over a hatched one to a pale one: grey tells them apart too.
_LOOKS = {
    "stated_weight": (ACTUAL, ""),
    "model_density": (SERIES[4], "///"),
    "library_density": ("#e4f0f8", ""),
}


def bars_of(rows: Sequence[tuple[str, Mapping[str, float]]]) -> list[tuple[str, Mapping[str, float]]]:
    """The rows that get a bar; the lightest together in one, so that the bars add up to what is known.

    Args:
        rows: Name of the class, and tonnes per origin; the heaviest first.

    >>> bars = bars_of([(f"class {number}", {"stated_weight": 20.0 - number}) for number in range(14)])
    >>> len(bars), bars[-1]
    (13, ('2 other classes', {'stated_weight': 15.0}))
    """
    if len(rows) <= MOST_BARS + 1:
        return list(rows)
    rest = rows[MOST_BARS:]
    origins = [origin for origin in _LOOKS if any(origin in parts for _name, parts in rest)]
    together = {origin: sum(parts.get(origin, 0.0) for _name, parts in rest) for origin in origins}
    return [*rows[:MOST_BARS], (_("{count} other classes").format(count=len(rest)), together)]


def draw_masses(rows: Sequence[tuple[str, Mapping[str, float]]]) -> Figure:
    """Tonnes per class of material, split by what the number rests on.

    Args:
        rows: Name of the class, and tonnes per origin; the heaviest first. Those beyond twelve share a bar.
    """
    from matplotlib.figure import Figure

    shown = bars_of(rows)
    figure = Figure(figsize=(7.2, 1.2 + 0.34 * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    places = list(range(len(shown)))
    ends = [0.0] * len(shown)
    for origin, (colour, hatch) in _LOOKS.items():
        lengths = [parts.get(origin, 0.0) for _name, parts in shown]
        if not any(lengths):
            continue
        axes.barh(
            places, lengths, 0.66, left=ends, color=colour, edgecolor=ACTUAL, hatch=hatch, linewidth=0.8,
            label=_(ORIGINS[origin]),
        )  # fmt: skip
        ends = [end + length for end, length in zip(ends, lengths, strict=True)]
    for place, end in enumerate(ends):
        text = show_number(end, 0 if end >= 10 else 1)
        axes.annotate(text, (end, place), textcoords="offset points", xytext=(5, 0), va="center", fontsize=9, color=INK)
    axes.set_yticks(places, [name for name, _parts in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.margins(x=0.1)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0))
    axes.set_xlabel(_("Tonnes"), color=INK, fontsize=9)
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.xaxis.grid(visible=True, color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    figure.legend(loc="outside lower left", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return figure
