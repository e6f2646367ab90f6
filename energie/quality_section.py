"""The section on data quality: how complete, how much estimated or filled, and what stands out in the readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.quality import SPIKE_TIMES, completeness
from energie.quality_tables import gap_table, meter_table
from energie.wording import pct
from energie.workings import reported_years
from kern.language import _, ngettext, show_number
from kern.report import Chart, Column, Figure, Section, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

KEY = "energie.kwaliteit"
_FULL_SHARE = 0.995
_MOST_ROWS = 30
_SHADES = ((_FULL_SHARE, "█"), (0.75, "▓"), (0.25, "▒"), (1e-9, "░"))


def quality(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Completeness, estimates, filled gaps and odd intervals of the report year.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year.
    """
    year = options.report_year
    months = completeness(inputs, year)
    assets = _asset_rows(months, inputs, year)
    incomplete = [row for row in assets if row["coverage_pct"] < _FULL_SHARE * 100]
    return Section(
        key=KEY,
        title=_("Quality of the energy data"),
        message=_message(incomplete, len(assets), year),
        blocks=[
            *_figures(inputs, options),
            _heat_map(months, assets, year),
            _asset_table(assets, year),
            meter_table(months, _bar, year, KEY),
            gap_table(inputs, year, KEY),
            _interval_table(inputs, year),
        ],
    )


def _message(incomplete: list[dict[str, Any]], count: int, year: int) -> str:
    if not count:
        return _("No asset has a meter in {year}.").format(year=year)
    if not incomplete:
        return _("All {count} assets with meters are complete in {year}.").format(count=count, year=year)
    return ngettext(
        "{count} of {all} assets with meters misses data in {year}; most is missing at {name}.",
        "{count} of {all} assets with meters miss data in {year}; most is missing at {name}.",
        len(incomplete),
    ).format(count=len(incomplete), all=count, year=year, name=incomplete[0]["name"])


def _figures(inputs: EnergyInputs, options: EnergyOptions) -> list[Figure]:
    year = options.report_year
    rows = reported_years(inputs, options).filter(pl.col("year") == year)
    total, missing = float(rows["consumption_kwh"].sum()), float(rows["missing_kwh"].sum())
    known = total > 0

    def share(part: float, whole: float) -> float | None:
        return part / whole * 100 if known else None

    key = f"energie.verbruik.{year}"
    return [
        Figure(
            f"{key}.dekking",
            _("Coverage {year}").format(year=year),
            share(total, total + missing),
            "%",
            1,
            _("Energy known out of the energy to be expected from each meter's own history; no base year."),
        ),
        Figure(
            f"{key}.geschat",
            _("Estimated share {year}").format(year=year),
            share(float(rows["estimated_kwh"].sum()), total),
            "%",
            1,
            _("Energy estimated by the grid operator or supplier, or put in gaps, out of all energy."),
        ),
        Figure(
            f"{key}.aangevuld",
            _("Filled share {year}").format(year=year),
            share(float(rows["substituted_kwh"].sum()), total),
            "%",
            2,
            _(
                "Energy put in gaps out of all energy: up to two hours by a straight line, up to seven days from the "
                "most alike day of the same kind within four weeks; longer gaps stay missing."
            ),
        ),
    ]


def _bar(shares: dict[int, float]) -> str:
    """Twelve marks, one per month: full, partly, missing; a blank where nothing is expected.

    >>> _bar({1: 1.0, 2: 0.5, 3: 0.0})
    '█▒·         '
    """

    def mark(month: int) -> str:
        share = shares.get(month)
        if share is None:
            return " "
        return next((sign for limit, sign in _SHADES if share >= limit), "·")

    return "".join(mark(month) for month in range(1, 13))


def _asset_rows(months: pl.DataFrame, inputs: EnergyInputs, year: int) -> list[dict[str, Any]]:
    """A row per asset with meters, the least complete first."""
    names = dict(inputs.assets.select("asset_code", "name").iter_rows())
    sums = months.group_by("asset_code", "month").agg(pl.col("covered_days", "expected_days").sum())
    by_asset: dict[str, dict[int, float]] = {}
    for code, month, covered, expected in sums.iter_rows():
        by_asset.setdefault(code, {})[month] = covered / expected
    totals = months.group_by("asset_code").agg(
        pl.col("covered_days", "expected_days").sum(),
        (pl.col("coverage_share") < _FULL_SHARE).sum().alias("thin_months"),
        ((pl.col("coverage_share") < _FULL_SHARE) & (pl.col("sisters_count") > 0)).sum().alias("sister_months"),
    )
    energy = (
        inputs.asset_months.filter(pl.col("year") == year)
        .group_by("asset_code")
        .agg(pl.col("consumption_kwh", "estimated_kwh", "substituted_kwh").sum())
    )
    joined = totals.join(energy, on="asset_code", how="left").with_columns(
        share=pl.col("covered_days") / pl.col("expected_days")
    )
    rows = []
    for row in joined.sort("share", "asset_code").iter_rows(named=True):
        kwh = row["consumption_kwh"] or 0.0
        rows.append(
            {
                "key": f"energie.verbruik.{year}.{row['asset_code']}",
                "asset_code": row["asset_code"],
                "name": names.get(row["asset_code"]) or row["asset_code"],
                "months": _bar(by_asset[row["asset_code"]]),
                "coverage_pct": row["share"] * 100,
                "thin_count": row["thin_months"],
                "sister_count": row["sister_months"],
                "estimated_pct": pct(row["estimated_kwh"] / kwh) if kwh else None,
                "substituted_pct": pct(row["substituted_kwh"] / kwh) if kwh else None,
                "_shares": by_asset[row["asset_code"]],
            }
        )
    return rows


def _asset_table(rows: list[dict[str, Any]], year: int) -> Table:
    shown = [
        row for row in rows if row["coverage_pct"] < _FULL_SHARE * 100 or row["estimated_pct"] or row["substituted_pct"]
    ]
    columns = [
        Column("key", _("Key")),
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("months", _("January to December")),
        Column("coverage_pct", _("Days with data"), "%", 1),
        Column("thin_count", _("Meter months that miss data"), decimals=0),
        Column("sister_count", _("Of which other meters of the asset have data"), decimals=0),
        Column("estimated_pct", _("Estimated"), "%", 1),
        Column("substituted_pct", _("Filled"), "%", 2),
    ]
    note = _("█ complete, ▓ ▒ ░ partly, · missing, blank not expected. {count} other assets are complete and measured.")
    return Table(
        f"{KEY}.objecten",
        _("Assets with missing, estimated or filled data in {year}").format(year=year),
        columns,
        [{name: value for name, value in row.items() if not name.startswith("_")} for row in shown],
        note.format(count=len(rows) - len(shown)),
    )


def _heat_map(months: pl.DataFrame, rows: list[dict[str, Any]], year: int) -> Chart:
    shown = rows[:_MOST_ROWS]
    matrix = [(row["name"], [row["_shares"].get(month) for month in range(1, 13)]) for row in shown]
    message = _("Completeness by month in {year}, the least complete assets first").format(year=year)

    def draw() -> Any:
        from energie.figures import draw_completeness

        return draw_completeness(matrix)

    columns = [Column("asset_code", _("Asset")), *(Column(f"m{m}_pct", str(m), "%", 0) for m in range(1, 13))]
    data = [
        {"asset_code": row["asset_code"], **{f"m{m}_pct": pct(row["_shares"].get(m)) for m in range(1, 13)}}
        for row in rows
    ]
    return Chart(
        key=f"{KEY}.grafiek",
        message=message,
        alt=_("Heat map: a row per asset, a column per month, darker is more complete."),
        draw=draw,
        data=Table(f"{KEY}.grafiek.data", message, columns, data),
    )


def _interval_table(inputs: EnergyInputs, year: int) -> Table:
    found = inputs.intervals(year)
    places = inputs.links.group_by("meter").agg(pl.col("asset_code").unique().sort().str.join(", "))
    power = ("night_kw", "office_kw", "weekday_kw", "weekend_kw")
    totals = (
        found.group_by("meter", "carrier")
        .agg(
            pl.col("rows_count", "missing_count", "spike_count", "stuck_count", "zero_count").sum(),
            pl.col("longest_gap_days").max(),
            *((pl.col(name) * pl.col("rows_count")).sum() / pl.col("rows_count").sum() for name in power),
        )
        .join(places, on="meter", how="left")
        .sort("asset_code", "meter", nulls_last=True)
    )
    rows = [
        {
            "meter": row["meter"],
            "asset_code": row["asset_code"],
            "missing_pct": row["missing_count"] / row["rows_count"] * 100,
            "longest_gap_days": row["longest_gap_days"],
            "spike_count": row["spike_count"],
            "stuck_count": row["stuck_count"],
            "zero_count": row["zero_count"],
            "night_pct": _ratio(row["night_kw"], row["office_kw"]),
            "weekend_pct": _ratio(row["weekend_kw"], row["weekday_kw"]),
        }
        for row in totals.iter_rows(named=True)
    ]
    columns = [
        Column("meter", _("Meter")),
        Column("asset_code", _("Asset")),
        Column("missing_pct", _("Empty intervals"), "%", 1),
        Column("longest_gap_days", _("Longest gap"), _("days"), 2),
        Column("spike_count", _("Spikes"), decimals=0),
        Column("stuck_count", _("Stuck intervals"), decimals=0),
        Column("zero_count", _("Intervals in long runs of zero"), decimals=0),
        Column("night_pct", _("Night against office hours"), "%", 0),
        Column("weekend_pct", _("Weekend against weekdays"), "%", 0),
    ]
    note = _(
        "Quarters and hours of offtake. Spike: more than {times} times the 98th percentile of the month. "
        "Stuck: the same value for a day or longer. Long run of zero: three days or longer."
    ).format(times=show_number(SPIKE_TIMES))
    return Table(f"{KEY}.intervallen", _("Intervals of {year} by meter").format(year=year), columns, rows, note)


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole * 100
