"""Pictures of the fleet, one message each; matplotlib is imported only when a picture is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import _, show_number
from kern.palette import ACTUAL, BAD, GOOD, GRID, INK, MUTED, PATH, SERIES, TREND
from kern.trajectory import Course, Method, compute_path
from vloot.words import powertrain_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from vloot.trajectories import FleetTrajectory

SIZE = (8.0, 4.5)
_ORDER = ("ice", "hev", "phev", "fcev", "bev", "")
_COLOURS = {"ice": "#8a949c", "hev": SERIES[1], "phev": SERIES[3], "fcev": SERIES[4], "bev": SERIES[2], "": GRID}


def _canvas() -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=9)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    return figure, axes


def _whole_numbers(axes: Axes) -> None:
    axes.yaxis.set_major_formatter(lambda value, _place: show_number(float(value), 0))


def _signed(value: float, decimals: int = 1) -> str:
    return show_number(value, decimals).replace("-", "−")


def draw_trajectory(fleet: FleetTrajectory, year: int) -> Figure:
    """Fuel CO2 [t] by year against the linear and the compound path, with the trend."""
    figure, axes = _canvas()
    target = fleet.promise.target
    base = fleet.actuals.get(target.base_year)
    years = list(range(target.base_year, target.target_year + 1))
    if base is not None:
        for method, style, name in (
            (Method.LINEAR_ON_BASE, "-", _("Path, linear")),
            (Method.COMPOUND, "--", _("Path, compound")),
        ):
            path = compute_path(base / 1000, fleet.promise.with_method(method), years)
            axes.plot(years, list(path.values()), style, color=PATH, linewidth=1.6, label=name)
        end = base / 1000 * (1 - target.end_share)
        axes.annotate(
            _("Target {value} t").format(value=show_number(end, 0)),
            (target.target_year, end), textcoords="offset points", xytext=(-4, -14), ha="right", color=PATH, fontsize=9,
        )  # fmt: skip
    _draw_actuals(axes, fleet, year)
    trend = fleet.chosen.trend_target_year
    actual = fleet.actuals.get(year)
    if trend is not None and actual is not None and year < target.target_year:
        axes.plot(
            [year, target.target_year], [actual / 1000, trend / 1000], ":", color=TREND, linewidth=1.6, label=_("Trend")
        )
        axes.annotate(
            _("Trend {value} t").format(value=show_number(trend / 1000, 0)),
            (target.target_year, trend / 1000), textcoords="offset points", xytext=(-4, 10), ha="right", color=MUTED,
            fontsize=9,
        )  # fmt: skip
    axes.set_ylim(bottom=0)
    axes.set_xlim(target.base_year - 0.5, target.target_year + 0.5)
    axes.set_xticks([each for each in years if (each - target.base_year) % 5 == 0])
    axes.set_ylabel(_("t CO2 of fuel"), color=INK, fontsize=9)
    _whole_numbers(axes)
    if axes.get_legend_handles_labels()[1]:
        axes.legend(loc="lower left", frameon=False, fontsize=9, labelcolor=INK)
    else:
        axes.text(0.5, 0.5, _("No data"), transform=axes.transAxes, ha="center", color=MUTED)
    return figure


def _draw_actuals(axes: Axes, fleet: FleetTrajectory, year: int) -> None:
    known = sorted((each, value / 1000) for each, value in fleet.known.items() if each <= year)
    whole = [(each, value) for each, value in known if fleet.actuals.get(each) is not None]
    part = [(each, value) for each, value in known if fleet.actuals.get(each) is None]
    if whole:
        axes.plot(*zip(*whole, strict=True), "o", color=ACTUAL, markersize=6, label=_("Measured"))
        runs: list[list[tuple[int, float]]] = []
        for point in whole:
            # A line only between years that follow each other: nothing is known of the years between.
            if runs and point[0] == runs[-1][-1][0] + 1:
                runs[-1].append(point)
            else:
                runs.append([point])
        for run in runs:
            axes.plot(*zip(*run, strict=True), "-", color=ACTUAL, linewidth=2.2)
        last_year, last = whole[-1]
        axes.annotate(
            f"{last_year}: {show_number(last, 0)} t",
            (last_year, last), textcoords="offset points", xytext=(7, 7), ha="left", color=ACTUAL, fontsize=10,
            fontweight="bold", bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1},
        )  # fmt: skip
    if part:
        axes.plot(
            *zip(*part, strict=True), "o", markerfacecolor="white", markeredgecolor=MUTED, label=_("Data not whole")
        )


def draw_entities(judged: Sequence[FleetTrajectory], names: Mapping[str, str], year: int) -> Figure:
    """Change [%] in fuel CO2 since the base year per entity, with the change the path asks for."""
    figure, axes = _canvas()
    ordered = sorted(judged, key=lambda one: one.chosen.change_share or 0.0, reverse=True)
    labels = [names.get(one.entity_code or "", one.entity_code or "") for one in ordered]
    changes = [(one.chosen.change_share or 0.0) * 100 for one in ordered]
    colours = [GOOD if one.course is Course.ON_COURSE else BAD for one in ordered]
    places = list(range(len(ordered)))
    figure.set_size_inches(SIZE[0], max(SIZE[1] * 0.6, 0.32 * len(ordered) + 1.2))
    axes.barh(places, changes, color=colours, height=0.66)
    asked = (ordered[0].promise.target.allowed_share(year) - 1) * 100
    axes.axvline(asked, color=PATH, linewidth=1.8)
    axes.annotate(
        _("Path of {year}: {change} %").format(year=year, change=_signed(asked)),
        (asked, 1.0), xycoords=("data", "axes fraction"), textcoords="offset points", xytext=(4, 4), color=PATH,
        fontsize=9, annotation_clip=False,
    )  # fmt: skip
    for place, change in zip(places, changes, strict=True):
        # Beside the zero line, so that no label lies on the line of the path.
        axes.annotate(
            f"{_signed(change)} %", (max(change, 0.0), place), textcoords="offset points", xytext=(4, 0), va="center",
            fontsize=8, color=INK,
        )  # fmt: skip
    axes.axvline(0, color=MUTED, linewidth=1)
    low, high = min([*changes, asked, 0]), max([*changes, 0])
    axes.set_xlim(low - 0.04 * (high - low), high + 0.12 * (high - low) + 1)
    axes.set_yticks(places, labels)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.xaxis.set_major_formatter(lambda value, _place: f"{_signed(float(value), 0)} %")
    return figure


def draw_powertrains(counted: pl.DataFrame) -> Figure:
    """Vehicles in service by powertrain and year, stacked."""
    figure, axes = _canvas()
    # Years stand at their own distance, so that a gap in the data is seen.
    years = places = counted["year"].unique().sort().to_list()
    bottom = [0] * len(years)
    for code in _ORDER:
        numbers = dict(counted.filter(pl.col("powertrain") == code).select("year", "vehicle_count").rows())
        heights = [numbers.get(year, 0) for year in years]
        if not any(heights):
            continue
        axes.bar(places, heights, bottom=bottom, color=_COLOURS[code], width=0.7, label=powertrain_name(code))
        for place, height, below in zip(places, heights, bottom, strict=True):
            if height >= 0.05 * max(counted.group_by("year").agg(pl.col("vehicle_count").sum())["vehicle_count"]):
                axes.annotate(
                    show_number(float(height), 0), (place, below + height / 2), ha="center", va="center", fontsize=8,
                    color=INK,
                )  # fmt: skip
        bottom = [below + height for below, height in zip(bottom, heights, strict=True)]
    axes.set_xticks(places, [str(year) for year in years])
    axes.set_ylabel(_("Vehicles on 31 December"), color=INK, fontsize=9)
    _whole_numbers(axes)
    handles, labels = axes.get_legend_handles_labels()
    if not handles:
        axes.text(0.5, 0.5, _("No data"), transform=axes.transAxes, ha="center", color=MUTED)
        return figure
    axes.legend(
        handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=9,
        labelcolor=INK,
    )  # fmt: skip
    return figure
