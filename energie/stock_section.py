"""What lies in tanks and silos, and how consumption follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carriers
from kern.language import N_, _
from kern.report import Column, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs

KEY = "energie.verbruik.voorraad"
_METHODS = {"levels": N_("between two levels"), "deliveries": N_("estimated: no levels")}


def stock_table(inputs: EnergyInputs, year: int, asset_code: str | None = None) -> Table | None:
    """Stock, deliveries and use of the tanks in the report year, and what lies in them after the last level.

    Args:
        inputs: Tanks and where they stand.
        year: Periods that touch this year, and the open end.
        asset_code: Of one asset only.

    Returns:
        None when there are no tanks.
    """
    periods = inputs.tanks.balances
    if asset_code is not None:
        periods = periods.filter(pl.col("asset_code") == asset_code)
    shown = periods.filter(
        pl.col("end").is_null() | ((pl.col("start").dt.year() <= year) & (pl.col("end").dt.year() >= year)),
        pl.col("end").is_null() | (pl.col("end") > pl.col("start")),
    )
    if shown.is_empty():
        return None
    rows = [
        {
            **row,
            "carrier": carriers()[row["carrier"]].name,
            "now": row["begin_stock"] + row["delivered"]
            if row["end"] is None and row["begin_stock"] is not None
            else None,
            "method": _(_METHODS[row["method"]]) if row["end"] is not None else _("not used up yet"),
        }
        for row in shown.sort("tank", "start", "end", nulls_last=True).iter_rows(named=True)
    ]
    columns = [
        Column("tank", _("Tank")),
        Column("asset_code", _("Asset")),
        Column("carrier", _("Energy carrier")),
        Column("start", _("From")),
        Column("end", _("Until")),
        Column("unit", _("Unit")),
        Column("begin_stock", _("Stock at the start"), "", 0),
        Column("delivered", _("Delivered"), "", 0),
        Column("end_stock", _("Stock at the end"), "", 0),
        Column("used", _("Used"), "", 0),
        Column("now", _("At most there now"), "", 0),
        Column("method", _("How")),
    ]
    note = _("Used = stock at the start + delivered - stock at the end. A delivery is stock and no consumption.")
    return Table(KEY, _("Stock of tanks and silos in {year}").format(year=year), columns, rows, note)
