"""The map itself: points on a plan with a scale and a north arrow; no tiles and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _, show_number
from kern.palette import GRID, INK, MUTED, SERIES, UNKNOWN
from kern.sources import read_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
"""A mark per group beside its colour: colour alone tells some readers nothing."""
_MOST_GROUPS = len(MARKS)
_LONG_NAME = 24
_MARGIN_M = 6_000.0
_SCALE_M = 20_000.0


def draw_map(points: pl.DataFrame, label: str, unit: str) -> Figure:
    """Buildings on the Lambert 72 plane.

    Args:
        points: Columns of `vastgoed.map.POINTS`.
        label: What they are coloured by.
        unit: Its unit, or empty.
    """
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(9.5, 5.4), layout="constrained")
    axes = figure.subplots()
    axes.set_aspect("equal")
    axes.set_axis_off()
    _frame(axes, points)
    _places(axes)
    known = points.filter(pl.col("value").is_not_null() | pl.col("group").is_not_null())
    unknown = points.filter(pl.col("value").is_null() & pl.col("group").is_null())
    if unknown.height:
        axes.scatter(
            unknown["x_lambert72_m"], unknown["y_lambert72_m"], s=26, marker="x", color=UNKNOWN, linewidths=1.2,
            label=_("unknown ({count})").format(count=unknown.height), zorder=3,
        )  # fmt: skip
    if known["value"].null_count() == known.height:
        _groups(axes, known)
    else:
        _numbers(figure, axes, known, f"{label} ({unit})" if unit else label)
    names = axes.get_legend_handles_labels()[1]
    if names:
        columns = 2 if max(map(len, names)) > _LONG_NAME else 4
        figure.legend(loc="outside lower left", ncols=columns, frameon=False, fontsize=9, labelcolor=INK, title=label,
                      title_fontsize=9, alignment="left")  # fmt: skip
    return figure


def _frame(axes: Axes, points: pl.DataFrame) -> None:
    """The window around points and towns, a scale bar and north."""
    places = read_table("vastgoed/places.csv").select(pl.col("x_lambert72_m", "y_lambert72_m").cast(pl.Float64))
    both = pl.concat([points.select("x_lambert72_m", "y_lambert72_m"), places])
    (left, right), (low, high) = (
        (float(both[name].min()), float(both[name].max()))  # type: ignore[arg-type]
        for name in ("x_lambert72_m", "y_lambert72_m")
    )
    axes.set_xlim(left - _MARGIN_M, right + _MARGIN_M)
    axes.set_ylim(low - 2 * _MARGIN_M, high + _MARGIN_M)
    start, foot = left, low - 1.4 * _MARGIN_M
    axes.plot([start, start + _SCALE_M], [foot, foot], color=INK, linewidth=2, solid_capstyle="butt")
    axes.annotate(
        f"{show_number(_SCALE_M / 1000, 0)} km", (start + _SCALE_M, foot), textcoords="offset points", xytext=(6, 0),
        va="center", fontsize=8, color=INK,
    )  # fmt: skip
    axes.annotate(
        "N", (right + 0.5 * _MARGIN_M, high - 1_500), (right + 0.5 * _MARGIN_M, high - 11_000), ha="center",
        fontsize=9, color=INK, arrowprops={"arrowstyle": "-|>", "color": INK},
    )  # fmt: skip


def _places(axes: Axes) -> None:
    for row in read_table("vastgoed/places.csv").iter_rows(named=True):
        x, y = float(row["x_lambert72_m"]), float(row["y_lambert72_m"])
        axes.plot(x, y, "o", color=GRID, markersize=13, zorder=1)
        axes.annotate(
            row["name"], (x, y), textcoords="offset points", xytext=(0, -15), ha="center", fontsize=8, color=MUTED,
            zorder=1,
        )  # fmt: skip


def _groups(axes: Axes, known: pl.DataFrame) -> None:
    """One colour and mark per group, the largest first; what is beyond the marks is taken together."""
    counts = known.group_by("group").len().sort("len", "group", descending=[True, False])
    names = counts["group"].to_list()
    own = names if len(names) <= _MOST_GROUPS else names[: _MOST_GROUPS - 1]
    for place, name in enumerate(own):
        _scatter(axes, known.filter(pl.col("group") == name), place, f"{name} ({{count}})")
    rest = known.filter(~pl.col("group").is_in(own))
    if rest.height:
        _scatter(axes, rest, len(own), _("others") + " ({count})")


def _scatter(axes: Axes, rows: pl.DataFrame, place: int, label: str) -> None:
    axes.scatter(
        rows["x_lambert72_m"], rows["y_lambert72_m"], s=46, marker=MARKS[place], color=SERIES[place],
        edgecolors="white", linewidths=0.6, label=label.replace("{count}", str(rows.height)), zorder=4,
    )  # fmt: skip


def _numbers(figure: Figure, axes: Axes, known: pl.DataFrame, label: str) -> None:
    """Colour by the number, and a size by it too; the largest on top."""
    rows = known.sort("value")
    high = float(rows["value"].max() or 1.0)  # type: ignore[arg-type]
    low = float(rows["value"].min() or 0.0)  # type: ignore[arg-type]
    spread = (high - low) or 1.0
    sizes = (rows["value"] - low) / spread * 150 + 25
    marks = axes.scatter(
        rows["x_lambert72_m"], rows["y_lambert72_m"], s=sizes.to_numpy(), c=rows["value"].to_numpy(), cmap="cividis",
        edgecolors="white", linewidths=0.6, zorder=4,
    )  # fmt: skip
    bar = figure.colorbar(marks, ax=axes, shrink=0.6, pad=0.01)
    whole = high - low > 20
    bar.ax.yaxis.set_major_formatter(
        lambda value, _place: str(int(value)) if 1500 < value < 2200 and whole and high < 2200
        else show_number(float(value), 0 if whole else 2)
    )  # fmt: skip
    bar.set_label(label, fontsize=9, color=INK)
    bar.ax.tick_params(labelsize=8, colors=INK)
    bar.outline.set_visible(False)
