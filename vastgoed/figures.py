"""Pictures of the portfolio, one message each; matplotlib is imported only when a picture is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.language import N_, _, show_number
from kern.palette import ACTUAL, GRID, INK, MUTED, PATH, SERIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH_IN = 8.0
_MOST_BARS = 14
_LONGEST_NAME = 38


def _canvas(height_in: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(_WIDTH_IN, height_in), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=9)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def draw_areas_by_entity(rows: Sequence[tuple[str, float, float]]) -> Figure:
    """Gross floor area [m²] per managing entity, the vacant part apart.

    Args:
        rows: Name, area and vacant area, largest first; the last ones are taken together when there are many.
    """
    shown = list(rows[:_MOST_BARS])
    rest = rows[_MOST_BARS:]
    if rest:
        shown.append((_("others"), sum(area for _n, area, _v in rest), sum(vacant for _n, _a, vacant in rest)))
    figure, axes = _canvas(0.9 + 0.32 * len(shown))
    places = range(len(shown))
    used = [area - vacant for _name, area, vacant in shown]
    empty = [vacant for _name, _area, vacant in shown]
    axes.barh(places, used, color=ACTUAL, height=0.65, label=_("In use"))
    vacant = [(place, area, used[place]) for place, area in enumerate(empty) if area > 0]
    if vacant:
        axes.barh(
            [place for place, _area, _left in vacant],
            [area for _place, area, _left in vacant],
            left=[left for _place, _area, left in vacant],
            color="white",
            edgecolor=SERIES[5],
            hatch="////",
            height=0.65,
            label=_("Vacant"),
        )
        axes.legend(loc="lower right", frameon=False, fontsize=9, labelcolor=INK)
    for place, (_name, area, _vacant) in enumerate(shown):
        axes.annotate(
            show_number(area, 0), (area, place), textcoords="offset points", xytext=(5, 0), va="center", fontsize=9,
            color=INK,
        )  # fmt: skip
    axes.set_yticks(list(places), [_short(name) for name, _area, _vacant in shown])
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0))
    axes.set_xlabel(_("m² gross floor area"), color=INK, fontsize=9)
    return figure


def draw_levels(rows: Sequence[tuple[str, int]]) -> Figure:
    """Number of audited buildings per indicative level.

    Args:
        rows: Name of the level and number of buildings, highest level first.
    """
    figure, axes = _canvas(0.9 + 0.42 * len(rows))
    places = list(range(len(rows)))
    axes.barh(places, [count for _name, count in rows], color=ACTUAL, height=0.6)
    for place, (_name, count) in enumerate(rows):
        axes.annotate(
            show_number(count, 0), (count, place), textcoords="offset points", xytext=(5, 0), va="center", fontsize=10,
            color=INK,
        )  # fmt: skip
    axes.set_yticks(places, [name for name, _count in rows])
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0) if value == int(value) else "")
    axes.set_xlabel(_("Audited buildings"), color=INK, fontsize=9)
    return figure


LIMITS = {
    "area_m2": N_("m² internal floor area"),
    "fte": N_("FTE to absorb"),
    "buildings": N_("buildings"),
    "budget_eur": N_("EUR of one-off cost"),
}
"""Column of `Plan.use` -> what it is, with its unit."""


def tightest_limit(rows: Sequence[Mapping[str, Any]]) -> str:
    """The limit that the plan comes closest to, over all quarters; the floor area when nothing limits.

    Args:
        rows: Rows of `Plan.use`.

    >>> tightest_limit([{"area_m2": 10, "area_m2_limit": 100, "fte": 9, "fte_limit": 10, "buildings_limit": None}])
    'fte'
    """
    fullness = {}
    for name in LIMITS:
        known = [row for row in rows if row.get(f"{name}_limit")]
        fullness[name] = sum(row[name] / row[f"{name}_limit"] for row in known) / len(known) if known else 0.0
    return max(fullness, key=lambda name: fullness[name])


def draw_plan(rows: Sequence[Mapping[str, Any]], limit: str) -> Figure:
    """What is transferred per quarter under the tightest limit, with the number of buildings.

    Args:
        rows: Rows of `Plan.use`.
        limit: A key of LIMITS.
    """
    figure, axes = _canvas(4.2)
    axes.grid(visible=False)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.spines["bottom"].set_visible(True)
    places = list(range(len(rows)))
    sizes = [float(row[limit]) for row in rows]
    limits = [row[f"{limit}_limit"] for row in rows]
    axes.bar(places, sizes, color=ACTUAL, width=0.62, label=_("Planned"))
    if any(most is not None for most in limits):
        known = [float("nan") if most is None else float(most) for most in limits]
        edges = [place - 0.5 for place in [*places, len(places)]]
        axes.stairs(known, edges, color=PATH, linewidth=1.8, baseline=None, label=_("Capacity"))
    for place, row in enumerate(rows):
        if row["buildings"]:
            axes.annotate(
                show_number(float(row["buildings"]), 0), (place, 0), textcoords="offset points", xytext=(0, 4),
                ha="center", fontsize=9, color="white", fontweight="bold",
            )  # fmt: skip
    axes.set_xticks(places, [str(row["quarter"]) for row in rows], rotation=45, ha="right")
    axes.set_ylim(bottom=0)
    axes.margins(x=0.01)
    axes.yaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0))
    axes.set_ylabel(_(LIMITS[limit]), color=INK, fontsize=9)
    axes.set_xlabel(_("In each column: number of buildings"), color=MUTED, fontsize=9)
    figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return figure


def draw_desks(rows: Sequence[tuple[str, int, int]]) -> Figure:
    """Desks there are beside the desks the norm asks, per entity.

    Args:
        rows: Name, desks and norm, the largest surplus first.
    """
    shown = list(rows[:_MOST_BARS])
    figure, axes = _canvas(1.1 + 0.34 * len(shown))
    places = list(range(len(shown)))
    for place, (_name, desks, norm) in enumerate(shown):
        axes.plot([norm, desks], [place, place], color=PATH if desks > norm else ACTUAL, linewidth=3, alpha=0.45)
    axes.plot([desks for _n, desks, _norm in shown], places, "o", color=ACTUAL, markersize=8, label=_("Desks"))
    axes.plot(
        [norm for _n, _d, norm in shown], places, "|", color=INK, markersize=14, markeredgewidth=2, label=_("Norm")
    )
    for place, (_name, desks, norm) in enumerate(shown):
        difference = desks - norm
        axes.annotate(
            f"{'+' if difference > 0 else '−' if difference < 0 else ''}{show_number(abs(difference), 0)}",
            (max(desks, norm), place), textcoords="offset points", xytext=(9, 0), va="center", fontsize=9, color=INK,
        )  # fmt: skip
    axes.set_yticks(places, [_short(name) for name, _desks, _norm in shown])
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.margins(x=0.1)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0))
    axes.set_xlabel(_("Number of desks"), color=INK, fontsize=9)
    figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=9, labelcolor=INK)
    return figure
