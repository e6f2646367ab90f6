"""The plan as a Gantt picture: when each building can be ready, when its lease window closes, and its quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.language import _
from kern.palette import ACTUAL, GRID, INK, MUTED, PATH
from vastgoed.transfer.quarters import quarter_number, quarter_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW_IN = 0.27
_LONGEST = 40
MOST_ROWS = 60
"""Above so many buildings a picture has no readable names: the first ones are shown, and the picture says so."""


def draw_gantt(rows: Sequence[Mapping[str, Any]], first: str, last: str) -> Figure:
    """One line per building, bundled by entity in order of its first quarter.

    A thin line runs from the quarter in which the building is ready to the last one its lease allows; the block is the
    quarter of the move, a lock is a diamond in it, a hollow circle is the quarter of the plan before.

    Args:
        rows: `name`, `asset_code`, `entity_name`, `quarter`, `earliest_quarter`, `latest_quarter`, `locked_quarter`,
            `previous_quarter`; planned buildings only.
        first: First quarter shown.
        last: Last quarter shown.
    """
    from matplotlib.figure import Figure as Canvas

    ordered = order_rows(rows)
    shown = ordered[:MOST_ROWS]
    entities = [row["entity_name"] for row in shown]
    lines = len(shown) + len(dict.fromkeys(entities))
    figure = Canvas(figsize=(10.0, 1.5 + _ROW_IN * max(lines, 3)), layout="constrained")
    axes = figure.subplots()
    start, end = quarter_number(first), quarter_number(last)
    labels: list[tuple[float, str, bool]] = []
    at, entity = 0.0, None
    for row in shown:
        if row["entity_name"] != entity:
            entity = row["entity_name"]
            labels.append((at, _short(str(entity or "–")), True))
            axes.axhspan(at - 0.5, at + 0.5, color=GRID, alpha=0.45, linewidth=0)
            at += 1
        labels.append((at, _short(f"{row['name']}"), False))
        _draw_row(axes, at, row, start, end)
        at += 1
    _frame(axes, labels, start, end, at)
    _legend(figure, shown, last)
    if len(ordered) > len(shown):
        note = _("The first {shown} of {count} buildings; the table holds all.").format(
            shown=len(shown), count=len(ordered)
        )
        axes.set_xlabel(note, color=INK, fontsize=9)
    return figure


def order_rows(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows by entity, the entity that moves first on top; within it by quarter.

    >>> rows = [{"entity_name": "B", "quarter": "2027Q1", "asset_code": "1"},
    ...     {"entity_name": "A", "quarter": "2027Q2", "asset_code": "2"}]
    >>> [row["asset_code"] for row in order_rows(rows)]
    ['1', '2']
    """
    begins: dict[Any, str] = {}
    for row in rows:
        begins[row["entity_name"]] = min(row["quarter"], begins.get(row["entity_name"], row["quarter"]))

    def rank(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
        return begins[row["entity_name"]], str(row["entity_name"]), row["quarter"], row["asset_code"]

    return sorted(rows, key=rank)


def _draw_row(axes: Axes, at: float, row: Mapping[str, Any], start: int, end: int) -> None:
    place = quarter_number(row["quarter"])
    ready = quarter_number(row["earliest_quarter"]) if row.get("earliest_quarter") else start
    closes = quarter_number(row["latest_quarter"]) + 1 if row.get("latest_quarter") else None
    ready = max(ready, start)
    until = end + 1 if closes is None else min(closes, end + 1)
    axes.plot([ready, max(until, place + 1)], [at, at], color=MUTED, linewidth=1.4, solid_capstyle="butt", zorder=2)
    if closes is not None and closes <= end + 1:
        axes.plot([closes, closes], [at - 0.3, at + 0.3], color=INK, linewidth=1.6, zorder=3)
    axes.barh(at, 1, left=place, height=0.62, color=ACTUAL, zorder=4)
    if row.get("locked_quarter") == row["quarter"]:
        axes.plot(place + 0.5, at, "D", color="white", markersize=4.5, zorder=5)
    before = row.get("previous_quarter")
    if before and before != row["quarter"] and start <= quarter_number(before) <= end:
        axes.plot(
            quarter_number(before) + 0.5, at, "o", markerfacecolor="white", markeredgecolor=PATH,
            markeredgewidth=1.6, markersize=6.5, zorder=5,
        )  # fmt: skip


def _frame(axes: Axes, labels: Sequence[tuple[float, str, bool]], start: int, end: int, height: float) -> None:
    for number in range(start, end + 2):
        axes.axvline(number, color=GRID, linewidth=1.4 if number % 4 == 0 else 0.6, zorder=1)
    axes.set_xlim(start, end + 1)
    axes.set_ylim(max(height, 1) - 0.5, -0.5)
    axes.set_yticks([at for at, _text, _bold in labels], [text for _at, text, _bold in labels])
    for tick, (_at, _text, bold) in zip(axes.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if bold else "normal")
    numbers = range(start, end + 1)
    names = [quarter_text(number) for number in numbers]
    axes.set_xticks([number + 0.5 for number in numbers], [name[4:] for name in names])
    axes.tick_params(colors=INK, labelsize=8.5, length=0)
    axes.xaxis.tick_top()
    for number, name in zip(numbers, names, strict=True):
        if name.endswith("Q1") or number == start:
            axes.annotate(
                name[:4], (number + 0.08, 1), xycoords=("data", "axes fraction"), textcoords="offset points",
                xytext=(0, 18), fontsize=9.5, fontweight="bold", color=INK,
            )  # fmt: skip
    axes.spines[:].set_visible(False)


def _legend(figure: Figure, rows: Sequence[Mapping[str, Any]], last: str) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Patch(color=ACTUAL, label=_("Quarter of the move")),
        Line2D([], [], color=MUTED, linewidth=1.4, label=_("From ready to the last quarter")),
    ]
    if any(row.get("latest_quarter") and row["latest_quarter"] <= last for row in rows):
        handles.append(
            Line2D([], [], color=INK, marker="|", linestyle="", markersize=9, markeredgewidth=1.6,
                   label=_("Lease window closes"))
        )  # fmt: skip
    if any(row.get("locked_quarter") == row["quarter"] for row in rows):
        handles.append(
            Line2D([], [], marker="D", linestyle="", markerfacecolor="white", markeredgecolor=ACTUAL, label=_("Fixed"))
        )
    if any(row.get("previous_quarter") not in (None, row["quarter"]) for row in rows):
        handles.append(
            Line2D(
                [], [], marker="o", linestyle="", markerfacecolor="white", markeredgecolor=PATH, markeredgewidth=1.6,
                label=_("In the plan before"),
            )
        )  # fmt: skip
    figure.legend(
        handles=handles, loc="outside lower left", ncols=len(handles), frameon=False, fontsize=8.5, labelcolor=INK
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
