"""Drawings of the energy room: one message each, labels beside what they name, safe for colour-blind readers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from energie.carriers import carriers
from kern.language import _, show_number
from kern.palette import ACTUAL, BAD, GOOD, GRID, INK, MUTED, PATH, SERIES, TREND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE_INCH = (8.0, 4.5)


def _axes(unit: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    figure = Figure(figsize=SIZE_INCH, layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.tick_params(colors=MUTED, length=0, labelsize=9.5)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: show_number(float(value))))
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.set_title(unit, loc="left", fontsize=9.5, color=MUTED, pad=10)
    return figure, axes


def spread_labels(heights: Sequence[float], gap: float) -> list[float]:
    """Heights for labels so that none stands closer to another than `gap`; order is kept.

    >>> spread_labels([10.0, 10.5, 20.0], 2.0)
    [9.25, 11.25, 20.0]
    """
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    groups: list[tuple[list[int], float]] = []
    for place in order:
        groups.append(([place], heights[place]))
        while len(groups) > 1:
            (low, low_middle), (high, high_middle) = groups[-2], groups[-1]
            if high_middle - low_middle >= gap * (len(low) + len(high)) / 2:
                break
            members = low + high
            middle = sum(heights[member] for member in members) / len(members)
            groups[-2:] = [(members, middle)]
    placed = [0.0] * len(heights)
    for members, middle in groups:
        for step, member in enumerate(members):
            placed[member] = middle + gap * (step - (len(members) - 1) / 2)
    return placed


def draw_trajectory(
    actual: Mapping[int, float],
    path: Mapping[int, float],
    trend: Mapping[int, float],
    unit: str,
    thin_years: Sequence[int] = (),
    band: Sequence[float] = (),
) -> Figure:
    """Actual values against the path, with the trend to the target year.

    Args:
        actual: Year -> value, in the unit printed.
        path: Year -> what is allowed, from base to target year.
        trend: Two points: the last actual year and the target year; empty when there is no trend.
        unit: As printed.
        thin_years: Years whose value is too incomplete to judge; drawn hollow.
        band: Low and high end of the trend in the target year; empty when there is no trend.
    """
    figure, axes = _axes(unit)
    top = max([*actual.values(), *path.values(), *trend.values(), *band, 1e-9])
    years = sorted({*actual, *path})
    labels: list[tuple[float, str, str]] = []
    if path:
        axes.plot(list(path), list(path.values()), color=PATH, linewidth=2)
        end = max(path)
        labels.append((path[end], _("Path {value}").format(value=_round(path[end], top)), PATH))
    if trend:
        axes.plot(list(trend), list(trend.values()), color=TREND, linewidth=1.8, linestyle=(0, (4, 3)))
        end = max(trend)
        if band:
            start = min(trend)
            axes.fill_between(
                [start, end], [trend[start], band[0]], [trend[start], band[1]], color=TREND, alpha=0.16, lw=0
            )
            axes.annotate(
                _("90 % of the lines that scatter like this"),
                ((start + 3 * end) / 4, (trend[start] + 3 * band[0]) / 4), xytext=(0, -4), textcoords="offset points",
                ha="right", va="top", fontsize=8, color=MUTED,
            )  # fmt: skip
        labels.append((trend[end], _("Trend {value}").format(value=_round(trend[end], top)), MUTED))
    if actual:
        _draw_actual(axes, actual, set(thin_years))
        last = max(actual)
        text = _("Actual {value}").format(value=_round(actual[last], top))
        if years and last == years[-1]:
            labels.append((actual[last], text, ACTUAL))
        else:
            # All three lines fall: above a line there is room to its right, below it to its left.
            above = actual[last] >= path.get(last, 0.0)
            axes.annotate(
                text, (last, actual[last]), xytext=(6, 10) if above else (-6, -18), textcoords="offset points",
                ha="left" if above else "right", color=ACTUAL, fontsize=10.5, fontweight="bold",
            )  # fmt: skip
    axes.set_ylim(0, top * 1.15)
    if years:
        span = years[-1] - years[0]
        axes.set_xlim(years[0] - 0.02 * span - 0.3, years[-1] + 0.02 * span + 0.3)
        axes.set_xticks(_year_ticks(years))
    _label_at_end(axes, years[-1] if years else 0, labels, top)
    return figure


def _draw_actual(axes: Axes, actual: Mapping[int, float], thin: set[int]) -> None:
    years = sorted(actual)
    # A line between two years that do not follow each other would show values nobody measured.
    runs: list[list[int]] = []
    for year in years:
        if runs and year - runs[-1][-1] == 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    for run in runs:
        axes.plot(run, [actual[year] for year in run], color=ACTUAL, linewidth=2.4, zorder=3)
    for first, second in pairwise(runs):
        ends = (first[-1], second[0])
        axes.plot(ends, [actual[year] for year in ends], color=ACTUAL, linewidth=1, linestyle=":", zorder=3)
    for year in years:
        face = "white" if year in thin else ACTUAL
        axes.plot([year], [actual[year]], "o", color=ACTUAL, markerfacecolor=face, markersize=6, zorder=4)


def _label_at_end(axes: Axes, year: int, labels: Sequence[tuple[float, str, str]], top: float) -> None:
    heights = spread_labels([height for height, _text, _colour in labels], top * 0.075)
    for height, (_value, text, colour) in zip(heights, labels, strict=True):
        axes.annotate(
            text, (year, height), xytext=(9, 0), textcoords="offset points", va="center", ha="left",
            color=colour, fontsize=10.5, fontweight="bold", annotation_clip=False,
        )  # fmt: skip


def _year_ticks(years: Sequence[int]) -> list[int]:
    """The first and the last year, and steps back from the last between them.

    >>> _year_ticks([2019, 2030]), _year_ticks([2019, 2020, 2021])
    ([2019, 2022, 2024, 2026, 2028, 2030], [2019, 2020, 2021])
    """
    first, last = years[0], years[-1]
    step = max(1, -(-(last - first) // 8))
    return [first, *reversed([year for year in range(last, first, -step) if year - first >= step])]


def _round(value: float, top: float) -> str:
    return show_number(value, 0 if top >= 100 else 1)


def draw_raw_and_corrected(
    raw: Mapping[int, float], corrected: Mapping[int, float], path: Mapping[int, float], unit: str
) -> Figure:
    """Raw values with the corrected ones beside them, against the path.

    Args:
        raw: Year -> value as measured: the headline.
        corrected: Year -> value in a normal year.
        path: Year -> what is allowed.
        unit: As printed.
    """
    figure, axes = _axes(unit)
    top = max([*raw.values(), *corrected.values(), *path.values(), 1e-9])
    labels: list[tuple[float, str, str]] = []
    years = sorted({*raw, *corrected})
    last = years[-1] if years else 0
    shown_path = {year: value for year, value in path.items() if year <= last}
    if shown_path:
        axes.plot(list(shown_path), list(shown_path.values()), color=PATH, linewidth=1.6)
        labels.append((shown_path[max(shown_path)], _("Path"), PATH))
    if corrected:
        points = sorted(corrected.items())
        axes.plot(*zip(*points, strict=True), color=SERIES[2], linewidth=1.8, linestyle=(0, (4, 3)), marker="s", ms=5)
        labels.append((points[-1][1], _("Corrected for weather"), SERIES[2]))
    if raw:
        _draw_actual(axes, raw, set())
        labels.append((raw[max(raw)], _("Raw"), ACTUAL))
    axes.set_ylim(0, top * 1.15)
    if years:
        axes.set_xlim(years[0] - 0.3, last + 0.3)
        axes.set_xticks(_year_ticks(years))
    _label_at_end(axes, last, labels, top)
    return figure


def draw_consumption_by_carrier(consumption: Mapping[int, Mapping[str, float]], unit: str) -> Figure:
    """Consumption of each year, stacked by carrier.

    Args:
        consumption: Year -> carrier code -> value, in the unit printed.
        unit: As printed.
    """
    figure, axes = _axes(unit)
    colours = dict(zip(carriers(), SERIES, strict=False))
    years = sorted(consumption)
    places = range(len(years))
    present = [code for code in carriers() if any(consumption[year].get(code) for year in years)]
    base = [0.0] * len(years)
    labels: list[tuple[float, str, str]] = []
    for code in present:
        values = [consumption[year].get(code, 0.0) for year in years]
        axes.bar(places, values, bottom=base, width=0.62, color=colours[code], edgecolor="white", linewidth=0.8)
        if years and values[-1]:
            labels.append((base[-1] + values[-1] / 2, carriers()[code].name.capitalize(), colours[code]))
        base = [low + value for low, value in zip(base, values, strict=True)]
    top = max([*base, 1e-9])
    for place, total in zip(places, base, strict=True):
        axes.annotate(
            show_number(total, 0), (place, total), xytext=(0, 4), textcoords="offset points",
            ha="center", color=INK, fontsize=9.5,
        )  # fmt: skip
    axes.set_xticks(list(places), [str(year) for year in years])
    axes.set_ylim(0, top * 1.12)
    heights = spread_labels([height for height, _text, _colour in labels], top * 0.075)
    for height, (_value, text, _colour) in zip(heights, labels, strict=True):
        # Ink, not the bar's colour: light colours do not carry text. The swatch is the bar beside it.
        axes.annotate(
            text, (len(years) - 1 + 0.31, height), xytext=(9, 0), textcoords="offset points",
            va="center", ha="left", color=INK, fontsize=10.5, annotation_clip=False,
        )  # fmt: skip
    return figure


def draw_waterfall(
    steps: Sequence[tuple[str, float]], first: tuple[str, float], last: tuple[str, float], unit: str
) -> Figure:
    """From one total to another, one step per cause.

    Args:
        steps: Cause and effect, in order; together the difference.
        first: Label and value of the first total.
        last: Label and value of the last total.
        unit: As printed.
    """
    figure, axes = _axes(unit)
    bars = [first, *steps, last]
    level, tops = 0.0, []
    for place, (_label, value) in enumerate(bars):
        whole = place in (0, len(bars) - 1)
        start = 0.0 if whole else level
        end = value if whole else level + value
        colour = ACTUAL if whole else (BAD if value > 0 else GOOD)
        axes.bar(place, end - start, bottom=start, width=0.64, color=colour)
        if place < len(bars) - 1:
            axes.plot([place + 0.32, place + 0.68], [end, end], color=MUTED, linewidth=0.8)
        tops.append(max(start, end))
        level = end
    low = min([first[1], last[1], *_levels(first[1], steps)])
    # The totals are far larger than the steps: the axis starts just below the lowest level, and says so.
    floor = max(0.0, low - 0.6 * (max(tops) - low)) if low > 0 else 0.0
    for place, ((_label, value), top) in enumerate(zip(bars, tops, strict=True)):
        whole = place in (0, len(bars) - 1)
        text = show_number(value, 0) if whole or value < 0 else f"+{show_number(value, 0)}"
        axes.annotate(
            text.replace("-", "−"), (place, top), xytext=(0, 5), textcoords="offset points",
            ha="center", color=INK, fontsize=9.5, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip
    axes.set_ylim(floor, max(tops) + 0.12 * (max(tops) - floor) or 1)
    axes.set_xticks(range(len(bars)), [_wrapped(label) for label, _value in bars])
    axes.tick_params(axis="x", labelsize=8.5, colors=INK)
    if floor > 0:
        axes.set_title(_("{unit}, axis from {value}").format(unit=unit, value=show_number(floor, 0)), loc="left",
                       fontsize=9.5, color=MUTED, pad=10)  # fmt: skip
    return figure


def _levels(start: float, steps: Sequence[tuple[str, float]]) -> list[float]:
    levels = [start]
    for _label, value in steps:
        levels.append(levels[-1] + value)
    return levels


def _wrapped(label: str, width: int = 12) -> str:
    lines, line = [], ""
    for word in label.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def draw_completeness(matrix: Sequence[tuple[str, Sequence[float | None]]]) -> Figure:
    """A heat map of completeness: a row per asset, a column per month.

    Args:
        matrix: Name and twelve shares per asset, 0..1; None where nothing is expected.
    """
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    height = max(1.6, 0.9 + 0.24 * len(matrix))
    figure = Figure(figsize=(SIZE_INCH[0], height), layout="constrained")
    axes = figure.add_subplot()
    colours = LinearSegmentedColormap.from_list("complete", [PATH, "#f4e3d3", ACTUAL])
    for row, (_name, shares) in enumerate(matrix):
        for column, share in enumerate(shares):
            if share is None:
                continue
            axes.add_patch(Rectangle((column + 0.04, row + 0.08), 0.92, 0.84, color=colours(share), linewidth=0))
            if share < 0.995:
                light = share < 0.2 or share > 0.8
                axes.text(
                    column + 0.5, row + 0.5, show_number(share * 100, 0), ha="center", va="center",
                    fontsize=7.5, color="white" if light else INK,
                )  # fmt: skip
    axes.set_xlim(0, 12)
    axes.set_ylim(max(len(matrix), 1), 0)
    axes.set_xticks([month + 0.5 for month in range(12)], [str(month + 1) for month in range(12)])
    axes.set_yticks([row + 0.5 for row in range(len(matrix))], [_short(name) for name, _shares in matrix])
    axes.xaxis.tick_top()
    axes.tick_params(colors=INK, length=0, labelsize=8.5)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xlabel(_("Share of the days with data, % (blue is complete)"), fontsize=8.5, color=MUTED)
    return figure


def _short(name: str, most: int = 38) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
