"""Which vehicle may not enter which low-emission zone, from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _
from kern.report import Column, Table
from vloot.low_emission import EXPECTED, IN_FORCE, change_days, zone_access
from vloot.words import fuel_name

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT_OUT: Mapping[str, str] = {"banned": N_("may not enter"), "paid": N_("against payment")}
"""Access that is no free entry -> its name."""

_ROWS: Mapping[str, pl.DataType] = {
    "vin": pl.String(),
    "zone": pl.String(),
    "access": pl.String(),
    "on": pl.Date(),
    "is_certain": pl.Boolean(),
}


def kept_out(vehicles: pl.DataFrame) -> pl.DataFrame:
    """Vehicle by zone: the day from which it may not enter, or only against payment.

    Args:
        vehicles: `vin`, `fuel`, `powertrain`, `euro_norm`.

    Returns:
        `vin`, `zone`, `access` (banned or paid), `on` (the first day of change on which that holds), `is_certain` (by
        rules in force alone); by day, zone and vehicle. Source: data/fleet/low_emission_zones.csv.

    >>> car = pl.DataFrame({"vin": ["V"], "fuel": ["diesel"], "powertrain": ["ice"], "euro_norm": ["4"]})
    >>> kept_out(car).filter(pl.col("zone") == "antwerp", pl.col("access") == "banned").height
    1
    """
    parts = [
        zone_access(vehicles, day, statuses).with_columns(on=pl.lit(day), is_certain=pl.lit(certain))
        for statuses, certain in ((IN_FORCE, True), (EXPECTED, False))
        for day in change_days(statuses)
    ]
    if not parts:
        return pl.DataFrame(schema=pl.Schema(_ROWS))
    return (
        pl.concat(parts)
        .filter(pl.col("access").is_in(list(KEPT_OUT)))
        .sort("on", "is_certain", descending=[False, True])
        .unique(["vin", "zone", "access"], keep="first", maintain_order=True)
        .select(list(_ROWS))
        .cast(pl.Schema(_ROWS))
        .sort("on", "zone", "access", "vin")
    )


def kept_out_table(vehicles: pl.DataFrame, zones: Mapping[str, str]) -> Table:
    """The same as a table, with the entity, the fuel and the Euro norm behind it.

    Args:
        vehicles: `vin`, `entity_code`, `fuel`, `powertrain`, `euro_norm`.
        zones: Zone -> its name in English.
    """
    told = vehicles.select("vin", "entity_code", "fuel", "euro_norm")
    rows = kept_out(vehicles).join(told, on="vin", how="left", maintain_order="left")
    return Table(
        "vloot.quota.zones_voertuigen",
        _("Vehicles that may not enter a zone, and from when"),
        [
            Column("on", _("From")),
            Column("zone_name", _("Zone")),
            Column("access_word", _("Access")),
            Column("vin", _("Chassis number")),
            Column("entity_code", _("Entity code")),
            Column("fuel_word", _("Fuel")),
            Column("euro_norm", _("Euro norm")),
            Column("rules", _("Rules")),
        ],
        [
            {
                **row,
                "zone_name": _(zones.get(row["zone"], row["zone"])),
                "access_word": _(KEPT_OUT[row["access"]]),
                "fuel_word": fuel_name(row["fuel"]) if row["fuel"] else None,
                "rules": _("in force") if row["is_certain"] else _("announced or in doubt"),
            }
            for row in rows.iter_rows(named=True)
        ],
        _("A vehicle without a known Euro norm is listed only where its fuel is banned whatever the norm."),
    )
