"""The section on the size of a rainwater tank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.palette import ACTUAL, INK, PATH
from kern.report import Block, Chart, Column, Figure, Section, Table
from vastgoed.rain_tank import choose_tank, rain_default, simulate_tanks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure as Picture

    from kern.findings import Finding
    from vastgoed.rain_tank import RainUse

KEY = "vastgoed.regenput"


def rain_tank_section(rain: pl.DataFrame, use: RainUse, where: str = "", findings: Sequence[Finding] = ()) -> Section:
    """Cover per size of tank, and the smallest that is enough.

    Args:
        rain: `date`, `rain_mm`.
        use: Roof and use.
        where: The building, in words; empty for a roof of no building.
        findings: What was noticed in the series.
    """
    tanks = simulate_tanks(rain, use)
    share = rain_default("enough_share")
    size = choose_tank(tanks, share)
    most = tanks.filter(pl.col("size_m3").is_infinite()).row(0, named=True)
    place = f"{where}: " if where else ""
    if size is None:
        message = translate(N_("{place}no tank up to {most} m³ comes near what the roof can give."),
                            {"place": place, "most": float(tanks["size_m3"][-2])})  # fmt: skip
    else:
        cover = tanks.filter(pl.col("size_m3") == size)["cover_share"].item()
        message = translate(
            N_("{place}a tank of {size} m³ covers {cover} % of the use; without limit the roof would cover {most} %."),
            {"place": place, "size": show_number(size), "cover": show_number(100 * cover, 0),
             "most": show_number(100 * most["cover_share"], 0)},
        )  # fmt: skip
    finite = tanks.filter(pl.col("size_m3").is_finite())
    table = Table(
        f"{KEY}.maten",
        _("Balance per size of tank"),
        [
            Column("size_m3", _("Tank"), "m³", 1),
            Column("used_m3_per_year", _("Rainwater used"), _("m³ per year"), 1),
            Column("cover_pct", _("Cover of the use"), "%", 1),
            Column("spill_pct", _("Spilled"), "%", 1),
            Column("empty_pct", _("Days without enough water"), "%", 1),
        ],
        [
            {
                "size_m3": row["size_m3"],
                "used_m3_per_year": row["used_m3_per_year"],
                "cover_pct": 100 * row["cover_share"],
                "spill_pct": 100 * row["spill_share"],
                "empty_pct": 100 * row["empty_days_share"],
            }
            for row in finite.iter_rows(named=True)
        ],
        _assumptions(rain, use, share),
    )
    year_use = use.use_l_per_day / 1000 * 365.25 * (5 / 7 if use.weekdays_only else 1)
    blocks: list[Block] = [
        Figure(f"{KEY}.vraag", _("Water asked"), year_use, _("m³ per year"), 0),
        Figure(f"{KEY}.haalbaar", _("Most the roof can cover"), 100 * most["cover_share"], "%", 0),
        Chart(
            f"{KEY}.beeld",
            _("A larger tank covers less and less more"),
            _("Cover of the use by size of the tank, with the chosen size and the most that is attainable."),
            lambda: draw_tanks(finite, float(most["cover_share"]), size),
            table,
        ),
    ]
    return Section(KEY, _("Size of a rainwater tank"), message, blocks, list(findings))


def _assumptions(rain: pl.DataFrame, use: RainUse, share: float) -> str:
    text = N_(
        "Series of {days} days from {first} to {last}; roof {roof} m², {litres} l per day of use, run-off {runoff}, "
        "filter {filter}; enough is {share} % of the attainable cover. Defaults are assumptions "
        "(data/vastgoed/rain_defaults.csv)."
    )
    return translate(
        text,
        {"days": rain.height, "first": rain["date"].min(), "last": rain["date"].max(),
         "roof": show_number(use.roof_m2), "litres": show_number(use.use_l_per_day),
         "runoff": show_number(use.runoff_share), "filter": show_number(use.filter_share),
         "share": show_number(100 * share, 0)},
    )  # fmt: skip


def draw_tanks(tanks: pl.DataFrame, most_share: float, chosen_m3: float | None) -> Picture:
    """Cover [%] by size of the tank [m³].

    Args:
        tanks: Rows of `simulate_tanks` with a finite size.
        most_share: What an endless tank covers, 0..1.
        chosen_m3: The size that is enough, or None.
    """
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(8.0, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    sizes, cover = tanks["size_m3"].to_numpy(), 100 * tanks["cover_share"].to_numpy()
    axes.axhline(100 * most_share, color=PATH, linestyle="--", linewidth=1.5)
    axes.annotate(
        _("most the roof can cover"), (sizes[0], 100 * most_share), textcoords="offset points", xytext=(0, 5),
        fontsize=9, color=PATH,
    )  # fmt: skip
    axes.plot(sizes, cover, "o-", color=ACTUAL, linewidth=2, markersize=5)
    if chosen_m3 is not None:
        height = float(100 * tanks.filter(pl.col("size_m3") == chosen_m3)["cover_share"].item())
        axes.plot([chosen_m3], [height], "o", color=ACTUAL, markersize=13, markerfacecolor="none", markeredgewidth=2)
        axes.annotate(
            f"{show_number(chosen_m3)} m³: {show_number(height, 0)} %", (chosen_m3, height),
            textcoords="offset points", xytext=(8, -18), fontsize=10, fontweight="bold", color=INK,
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_xticks(sizes[::2], [show_number(float(size)) for size in sizes[::2]])
    axes.minorticks_off()
    axes.set_ylim(0, max(100 * most_share * 1.15, 1))
    axes.set_xlabel(_("Size of the tank (m³)"), color=INK, fontsize=9)
    axes.set_ylabel(_("Cover of the use (%)"), color=INK, fontsize=9)
    axes.tick_params(colors=INK, labelsize=9)
    return figure
