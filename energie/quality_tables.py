"""Tables of the quality section: meters beside their sisters, and every gap with what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import carriers
from energie.repair import LONGEST_GAP_HOURS, SHORT_GAP_HOURS
from kern.language import N_, _, show_number
from kern.report import Column, Table
from kern.times import BRUSSELS, ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from energie.inputs import EnergyInputs

FULL_SHARE = 0.995
STATUSES: Mapping[str, str] = {
    "interpolated": N_("filled with a straight line"),
    "similar_day": N_("filled from a similar day"),
    "missing": N_("left missing"),
}


def meter_table(months: pl.DataFrame, bar: Callable[[dict[int, float]], str], year: int, key: str) -> Table:
    """A row per meter that misses data, and how complete the other meters of its site are.

    Args:
        months: From `energie.quality.completeness`.
        bar: Twelve marks from share per month.
        year: Report year.
        key: Key of the section.
    """
    by_meter = months.group_by("meter", "month").agg(
        pl.col("asset_code").unique().sort().str.join(", "),
        pl.col("carrier").first(),
        pl.col("covered_days", "expected_days").sum(),
        pl.col("sisters_count").max(),
    )
    rows: list[dict[str, Any]] = []
    complete = 0
    for (meter,), group in by_meter.sort("meter", "month").group_by("meter", maintain_order=True):
        shares = {row["month"]: row["covered_days"] / row["expected_days"] for row in group.iter_rows(named=True)}
        thin = group.filter(pl.col("covered_days") / pl.col("expected_days") < FULL_SHARE)
        if thin.is_empty():
            complete += 1
            continue
        first = group.row(0, named=True)
        rows.append(
            {
                "meter": meter,
                "asset_code": first["asset_code"],
                "carrier": carriers()[first["carrier"]].name,
                "months": bar(shares),
                "coverage_pct": float(group["covered_days"].sum()) / float(group["expected_days"].sum()) * 100,
                "thin_count": thin.height,
                "alone_count": thin.filter(pl.col("sisters_count") > 0).height,
            }
        )
    columns = [
        Column("meter", _("Meter")),
        Column("asset_code", _("Asset")),
        Column("carrier", _("Energy carrier")),
        Column("months", _("January to December")),
        Column("coverage_pct", _("Days with data"), "%", 1),
        Column("thin_count", _("Months that miss data"), decimals=0),
        Column("alone_count", _("Of which sister meters have data"), decimals=0),
    ]
    note = _("{count} other meters are complete. A month that only this meter misses is a failing meter or file.")
    return Table(
        f"{key}.meters",
        _("Meters that miss data in {year}").format(year=year),
        columns,
        sorted(rows, key=lambda row: (row["coverage_pct"], row["meter"])),
        note.format(count=complete),
    )


def gap_table(inputs: EnergyInputs, year: int, key: str) -> Table:
    """Every gap between intervals with its status code, the longest first.

    Args:
        inputs: Readings.
        year: Report year.
        key: Key of the section.
    """
    gaps = inputs.months.gaps
    if gaps.width:
        gaps = gaps.filter(pl.col("start_utc").dt.convert_time_zone(ZONE).dt.year() == year)
        gaps = gaps.sort("hours", "meter", "start_utc", descending=[True, False, False])
    rows = [
        {
            "meter": row["meter"],
            "flow": row["flow"],
            "start": row["start_utc"].astimezone(BRUSSELS).strftime("%d-%m-%Y %H:%M"),
            "hours": row["hours"],
            "status": row["method"],
            "meaning": _(STATUSES[row["method"]]),
        }
        for row in gaps.iter_rows(named=True)
    ]
    columns = [
        Column("meter", _("Meter")),
        Column("flow", _("Register")),
        Column("start", _("From")),
        Column("hours", _("Length"), _("hours"), 2),
        Column("status", _("Status code")),
        Column("meaning", _("What was done")),
    ]
    note = _(
        "In this order: at most {short} hours interpolated; at most {days} days from a complete day of the same kind "
        "(weekday, Saturday, Sunday or holiday) within four weeks, closest in temperature; longer left missing."
    ).format(short=show_number(SHORT_GAP_HOURS, 0), days=show_number(LONGEST_GAP_HOURS / 24, 0))
    return Table(f"{key}.gaten", _("Gaps between intervals in {year}").format(year=year), columns, rows, note)
