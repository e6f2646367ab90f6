"""What each total rests on: measured, provisional, estimated, or put in a gap, with the status code of what was put in.

The codes are those of `energie.repair` (interpolated, similar_day) and `energie.spreading` (degree_days, days).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carriers
from energie.consumption import allot
from energie.wording import pct, thousand
from kern.language import _
from kern.report import Column, Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from energie.inputs import EnergyInputs

ALL = "*"


def status_of_energy(inputs: EnergyInputs, years: Collection[int], asset_code: str | None = None) -> pl.DataFrame:
    """Energy of the portfolio by year and carrier, and what it rests on.

    Args:
        inputs: Readings, meters and portfolio.
        years: Local calendar years.
        asset_code: Of one asset only.

    Returns:
        `year`, `carrier` (ALL for the sum), `consumption_kwh`, and of it `estimated_kwh` (by the grid operator or
        supplier), `interpolated_kwh`, `similar_day_kwh`, `provisional_kwh`, `degree_days_kwh`,
        `load_profile_kwh` and `days_kwh` (periods longer than a month, divided over months).
    """
    offtake = inputs.months.counted.filter(pl.col("flow") == "offtake", pl.col("year").is_in(list(years)))
    placed = allot(offtake, inputs.links, inputs.assets)
    if asset_code is not None:
        placed = placed.filter(pl.col("asset_code") == asset_code)
    kwh, split = pl.col("consumption_kwh"), pl.col("split")

    def of(code: str) -> pl.Expr:
        return kwh.filter(split == code).sum().alias(f"{code}_kwh")

    sums = (
        kwh.sum(),
        (pl.col("estimated_kwh") - pl.col("substituted_kwh")).sum().alias("estimated_kwh"),
        of("interpolated"),
        of("similar_day"),
        pl.col("provisional_kwh").sum(),
        of("degree_days"),
        of("load_profile"),
        of("days"),
    )
    by_carrier = placed.group_by("year", "carrier").agg(sums)
    total = placed.group_by("year").agg(sums).with_columns(carrier=pl.lit(ALL)).select(by_carrier.columns)
    return pl.concat([by_carrier, total]).sort("year", pl.col("carrier") != ALL, "carrier")


def status_table(inputs: EnergyInputs, years: Collection[int], key: str, asset_code: str | None = None) -> Table:
    """The same as shares of each total, for a section.

    Args:
        inputs: Readings, meters and portfolio.
        years: Local calendar years.
        key: Key of the section.
        asset_code: Of one asset only.
    """
    names = ("estimated", "interpolated", "similar_day", "provisional", "degree_days", "load_profile", "days")
    rows = []
    for row in status_of_energy(inputs, years, asset_code).iter_rows(named=True):
        total = row["consumption_kwh"]
        shares = {f"{name}_pct": pct(row[f"{name}_kwh"] / total) if total else None for name in names}
        put_in = row["estimated_kwh"] + row["interpolated_kwh"] + row["similar_day_kwh"]
        rows.append(
            {
                "year": row["year"],
                "carrier": _("all carriers") if row["carrier"] == ALL else carriers()[row["carrier"]].name,
                "consumption_mwh": thousand(total),
                "not_measured_pct": pct(put_in / total) if total else None,
                **shares,
            }
        )
    columns = [
        Column("year", _("Year")),
        Column("carrier", _("Energy carrier")),
        Column("consumption_mwh", _("Final energy"), "MWh", 0),
        Column("not_measured_pct", _("Estimated in all"), "%", 2),
        Column("estimated_pct", _("Of which by operator or supplier"), "%", 2),
        Column("interpolated_pct", _("Of which short gaps (interpolated)"), "%", 3),
        Column("similar_day_pct", _("Of which longer gaps (similar_day)"), "%", 3),
        Column("provisional_pct", _("Provisional"), "%", 1),
        Column("degree_days_pct", _("Divided over months by degree days"), "%", 1),
        Column("load_profile_pct", _("Divided over months by load profile"), "%", 1),
        Column("days_pct", _("Divided over months by days"), "%", 1),
    ]
    note = _(
        "Shares of the energy in each total, all assets. A gap of at most two hours is filled with a straight line, of "
        "at most seven days from a similar day of the same kind and temperature; a longer gap is left missing and is "
        "no saving."
    )
    title = _("What the energy rests on: measured, estimated or filled")
    return Table(f"{key}.status", title, columns, rows, note)
