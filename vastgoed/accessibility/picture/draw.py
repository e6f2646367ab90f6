"""Draws a floor plan; matplotlib is imported only then. States differ in hatching too, not in colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kern.language import N_, _, show_number
from kern.palette import BAD, GOOD, GRID, INK, MUTED
from vastgoed.accessibility.picture.captions import captions
from vastgoed.accessibility.picture.floors import State
from vastgoed.accessibility.picture.names import place_names

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.picture.floors import EntranceSign, FloorPlan, Mark

# Fill, edge and hatch; light fills, so that names stay readable.
LOOKS: dict[State, tuple[str, str, str]] = {
    State.OPEN: ("#d7efe6", GOOD, ""),
    State.UNSURE: ("#eaf3fa", "#9dbfd8", "--"),
    State.CLOSED: ("#fdf3da", "#e0b958", "///"),
    State.STEPS: ("#fbe6e2", "#dc9a92", "xx"),
    State.NO_WAY: ("#e9ebed", "#a9b2b9", ".."),
    State.NO_FUNCTION: ("#f6f7f8", GRID, ""),
}
_ELEMENTS: dict[str, dict[str, Any]] = {
    "furniture": {"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.5, "zorder": 3},
    "sanitary": {"facecolor": "white", "edgecolor": INK, "linewidth": 0.6, "zorder": 3},
    "stair_flight": {"facecolor": "#ffffff", "edgecolor": INK, "linewidth": 0.6, "hatch": "|||", "zorder": 3},
    "ramp_flight": {"facecolor": "#ffffff", "edgecolor": INK, "linewidth": 0.8, "hatch": "\\\\", "zorder": 3},
    "lift": {"facecolor": "#ffffff", "edgecolor": INK, "linewidth": 1.0, "zorder": 3},
    "wall": {"facecolor": "#4a545c", "edgecolor": "#4a545c", "linewidth": 0.3, "zorder": 2},
    "column": {"facecolor": "#4a545c", "edgecolor": "#4a545c", "linewidth": 0.3, "zorder": 2},
    "window": {"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.4, "zorder": 4},
    "opening": {"facecolor": "white", "edgecolor": MUTED, "linewidth": 0.4, "zorder": 3.5},
}
_NOT_COVERED = ("lift", "stair_flight", "sanitary", "furniture")
_SIGNS = {"stair_flight": N_("stair"), "ramp_flight": N_("ramp"), "lift": N_("lift")}
_LINE_IN = 0.21
_MARK_PT = 20.0
_LETTERS_PER_IN, _TITLE_LETTERS_PER_IN = 12.7, 8.4  # so many fit on a line and in the title
_MOST_IN_PER_M = 0.34  # a small building does not fill the page
_POINTS_PER_IN = 72.0


Places = Sequence[tuple["Mark", tuple[float, float]]]


def draw_floor_plan(plan: FloorPlan, width_in: float = 11.0, is_titled: bool = True) -> Figure:
    """The plan of a storey with its legend and, below it, what each number stands for.

    Args:
        plan: From `floor_plans`.
        width_in: Width of the picture; letters keep their size. [inch]
        is_titled: Whether the title stands in the picture; in the report it stands above it.
    """
    from matplotlib.figure import Figure as Canvas

    low_x, low_y, high_x, high_y = _bounds(plan)
    width, height = high_x - low_x, high_y - low_y
    map_in = min(max(width_in * height / width, 2.2), 9.5, max(_MOST_IN_PER_M * height, 2.2))
    texts = captions(plan.failing, int(_LETTERS_PER_IN * width_in))
    legend_in = 0.10 + 0.19 * math.ceil(len(_legend(plan)) / 2)
    foot_in = legend_in + 0.25 + _LINE_IN * len(texts) + 0.10
    whole = map_in + foot_in + (0.50 if is_titled else 0.05)
    figure = Canvas(figsize=(width_in, whole))
    axes = figure.add_axes((0.02, foot_in / whole, 0.96, map_in / whole))
    axes.set_xlim(low_x, high_x)
    axes.set_ylim(low_y, high_y)
    axes.set_aspect("equal")
    axes.axis("off")
    scale = min(width_in * 0.96 / width, map_in / height) * _POINTS_PER_IN  # points per metre
    _draw_rooms(axes, plan)
    _draw_elements(axes, plan)
    for line in plan.lines:
        axes.plot(*zip(*line, strict=True), color=GOOD, linewidth=1.3, linestyle=(0, (4, 2)), zorder=5)
    for entrance in plan.entrances:
        _draw_entrance(axes, entrance, scale)
    placed = _place_marks(plan, scale)
    _draw_names(axes, plan, placed, scale)
    _draw_marks(axes, placed)
    _draw_scale(axes, (low_x, low_y, high_x, high_y))
    title = _("{building}, {storey}: {open} of {count} rooms reached without steps, past elements that comply").format(
        building=plan.building, storey=plan.title, open=plan.open_count, count=plan.function_count
    )
    size = min(12.0, 12.0 * _TITLE_LETTERS_PER_IN * width_in / len(title))
    if is_titled:
        figure.text(0.02, 1 - 0.30 / whole, title, fontsize=size, fontweight="bold", color=INK, va="center")
    _draw_legend(figure, plan, whole, foot_in)
    for place, text in enumerate(texts):
        y = (foot_in - legend_in - 0.25 - _LINE_IN * place) / whole
        figure.text(0.02, y, text, fontsize=9, color=INK, va="center")
    return figure


def _bounds(plan: FloorPlan) -> tuple[float, float, float, float]:
    """What is drawn: the rooms indoors, the entrances and the marks, with a margin, in m."""
    boxes = [room.shape.bounds for room in plan.rooms if room.state is not State.NO_FUNCTION]
    boxes = boxes or [room.shape.bounds for room in plan.rooms]
    boxes += [(x - 1.5 * dx, y - 1.5 * dy, x - 1.5 * dx, y - 1.5 * dy) for x, y, dx, dy in plan.entrances]
    boxes += [shape.bounds for shape in plan.shapes.get("ramp_flight", ()) if _is_near(shape, boxes)]
    boxes += [(mark.x_m, mark.y_m, mark.x_m, mark.y_m) for mark in plan.marks]
    low_x, low_y = min(box[0] for box in boxes), min(box[1] for box in boxes)
    high_x, high_y = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin = max(1.2, 0.04 * (high_x - low_x))
    return low_x - margin, low_y - margin - 0.6, high_x + margin, high_y + margin


def _is_near(shape: BaseGeometry, boxes: list[tuple[float, float, float, float]]) -> bool:
    """Whether a ramp outdoors lies close to the rooms."""
    from shapely.geometry import box

    around = box(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return bool(around.distance(shape) < 6.0)


def _draw_entrance(axes: Axes, entrance: EntranceSign, scale: float) -> None:
    """An arrow that points in, so that a number at the door does not cover it."""
    x, y, inward_x, inward_y = entrance
    reach = 26.0 / scale
    axes.annotate(
        "", xy=(x - 0.35 * reach * inward_x, y - 0.35 * reach * inward_y),
        xytext=(x - 1.35 * reach * inward_x, y - 1.35 * reach * inward_y),
        arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 2.4, "mutation_scale": 16}, zorder=7,
    )  # fmt: skip


def _draw_rooms(axes: Axes, plan: FloorPlan) -> None:
    for room in plan.rooms:
        fill, edge, hatch = LOOKS[room.state]
        _fill(axes, room.shape, facecolor=fill, edgecolor=edge, hatch=hatch, linewidth=0.6, zorder=1)


def _draw_names(axes: Axes, plan: FloorPlan, placed: Places, scale: float) -> None:
    """Each name in its room, off the numbers and off what is drawn where it can."""
    from shapely.geometry import Point

    taken = [Point(spot).buffer(0.5 * _MARK_PT / scale) for _mark, spot in placed]
    taken += [shape for kind in _NOT_COVERED for shape in plan.shapes.get(kind, ())]
    for name in place_names(plan.rooms, taken, scale):
        axes.text(
            name.x_m, name.y_m, name.text, fontsize=name.size_pt, color=INK, ha="center", va="center", zorder=6,
            clip_on=True, rotation=90 if name.is_turned else 0, linespacing=1.1,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip


def _draw_elements(axes: Axes, plan: FloorPlan) -> None:
    for kind, shapes in plan.shapes.items():
        for shape in shapes:
            _fill(axes, shape, **_ELEMENTS[kind])
            if kind == "lift":
                low_x, low_y, high_x, high_y = shape.bounds
                axes.plot([low_x, high_x], [low_y, high_y], color=INK, linewidth=0.6, zorder=3.2)
                axes.plot([low_x, high_x], [high_y, low_y], color=INK, linewidth=0.6, zorder=3.2)


def _fill(axes: Axes, shape: BaseGeometry, **look: Any) -> None:
    """A polygon with its holes."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        rings = [np.asarray(ring.coords) for ring in (part.exterior, *part.interiors)]
        codes = [np.r_[Path.MOVETO, np.full(len(ring) - 2, Path.LINETO), Path.CLOSEPOLY] for ring in rings]
        path = Path(np.concatenate([ring[:, :2] for ring in rings]), np.concatenate(codes))
        axes.add_patch(PathPatch(path, **look))


def _place_marks(plan: FloorPlan, scale: float) -> Places:
    """Each number and where it is drawn, pushed apart where they would cover each other."""
    reach = _MARK_PT / scale
    placed: list[tuple[Mark, tuple[float, float]]] = []
    for mark in plan.marks:
        x, y = mark.x_m, mark.y_m
        for turn in range(24):
            if all(math.hypot(x - other_x, y - other_y) >= reach for _other, (other_x, other_y) in placed):
                break
            angle = math.pi / 4 + turn * math.pi / 4
            away = reach * (1.05 + 0.5 * (turn // 8))
            x, y = mark.x_m + away * math.cos(angle), mark.y_m + away * math.sin(angle)
        placed.append((mark, (x, y)))
    return placed


def _draw_marks(axes: Axes, placed: Places) -> None:
    """Numbers in dark circles, with a line to their element when they stand beside it."""
    for mark, (x, y) in placed:
        if (x, y) != (mark.x_m, mark.y_m):
            axes.plot([mark.x_m, x], [mark.y_m, y], color=BAD, linewidth=1.0, zorder=8)
        axes.text(
            x, y, str(mark.number), fontsize=9, fontweight="bold", color="white", ha="center", va="center", zorder=9,
            bbox={"boxstyle": "circle,pad=0.25", "facecolor": BAD, "edgecolor": "white", "linewidth": 1.0},
        )  # fmt: skip


def _draw_scale(axes: Axes, bounds: tuple[float, float, float, float]) -> None:
    low_x, low_y, high_x, _high_y = bounds
    length = next((size for size in (20.0, 10.0, 5.0, 2.0) if size <= (high_x - low_x) / 4), 1.0)
    x, y = high_x - length - 0.4, low_y + 0.35
    axes.plot([x, x + length], [y, y], color=INK, linewidth=2.5, solid_capstyle="butt", zorder=7)
    axes.annotate(
        f"{show_number(length, 0)} m", (x + length / 2, y), textcoords="offset points", xytext=(0, 4), ha="center",
        fontsize=8, color=INK, zorder=7,
    )  # fmt: skip


def _legend(plan: FloorPlan) -> list[tuple[str, State | str | None]]:
    """What is on this plan: the states that occur, then what is drawn, then the signs."""
    entries: list[tuple[str, State | str | None]] = [
        (state.label, state) for state in State if any(room.state is state for room in plan.rooms)
    ]
    entries += [(_(name), kind) for kind, name in _SIGNS.items() if plan.shapes.get(kind)]
    if plan.lines:
        entries.append((_(N_("route without steps")), None))
    if plan.entrances:
        entries.append((_(N_("entrance")), None))
    if plan.marks:
        entries.append((_(N_("element that fails, with its number below")), None))
    return entries


def _draw_legend(figure: Figure, plan: FloorPlan, whole: float, foot_in: float) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    signs: dict[str, dict[str, Any]] = {
        _(N_("route without steps")): {"color": GOOD, "linestyle": (0, (4, 2)), "linewidth": 1.3},
        _(N_("entrance")): {"color": INK, "marker": "$\\rightarrow$", "linestyle": "none", "markersize": 14},
        _(N_("element that fails, with its number below")): {
            "color": BAD, "marker": "o", "linestyle": "none", "markersize": 9,
        },
    }  # fmt: skip
    for text, state in _legend(plan):
        if state is None:
            handles.append(Line2D([], [], label=text, **signs[text]))
        elif isinstance(state, State):
            fill, edge, hatch = LOOKS[state]
            handles.append(Patch(facecolor=fill, edgecolor=edge, hatch=hatch, label=text))
        else:
            look = {name: value for name, value in _ELEMENTS[state].items() if name != "zorder"}
            look |= {"hatch": "x"} if state == "lift" else {}
            handles.append(Patch(**look, label=text))
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.01, (foot_in - 0.05) / whole), ncols=2, frameon=False,
        fontsize=9, labelcolor=INK, handlelength=2.2, columnspacing=1.6, labelspacing=0.35, borderaxespad=0,
    )  # fmt: skip
