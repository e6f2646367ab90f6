"""The section that sets buildings beside buildings of the same function, with what a poor value hints at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.peers import FEATURES, compare, features
from energie.wording import function_name, pct
from kern.language import N_, _
from kern.report import Column, Section, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

KEY = "energie.benchmark"
HINTS = {
    "base_load": N_("base load high: lighting, ventilation and servers at night and in the weekend"),
    "heating_slope": N_("much heat per degree: envelope, ventilation, boiler"),
    "balance_degc": N_("heats at mild weather: setpoints, heating curve, night setback"),
    "night_share": N_("much used at night: timers, stand-by"),
}
POOR = 1.0


def benchmark(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Buildings beside their own kind; the ones furthest off first.

    Args:
        inputs: Readings, meters, portfolio and daily temperatures.
        options: Report year and how many are named.
    """
    title = _("Buildings beside buildings of the same function")
    if not inputs.day_temperatures:
        text = _(
            "Without daily temperatures there is no model to compare. "
            "Load a file with Datum and Gemiddelde temperatuur (°C)."
        )
        return Section(KEY, title, text, [])
    found = compare(features(inputs, options))
    scores = [pl.col(f"{feature}_score").fill_null(0.0) for feature in FEATURES]
    ordered = found.frame.with_columns(worst=pl.max_horizontal(scores)).sort(
        "worst", "asset_code", descending=[True, False]
    )
    poor = ordered.filter(pl.col("worst") > POOR).height
    rows = []
    for row in ordered.head(max(options.top_count, 1)).iter_rows(named=True):
        hints = [_(HINTS[name]) for name in FEATURES if (row[f"{name}_score"] or 0.0) > POOR]
        rows.append(
            {
                "asset_code": row["asset_code"],
                "name": row["name"],
                "function": function_name(row["function"]),
                "base_load": row["base_load"],
                "base_load_median": row["base_load_median"],
                "heating_slope": row["heating_slope"],
                "heating_slope_median": row["heating_slope_median"],
                "balance_degc": row["balance_degc"],
                "balance_degc_median": row["balance_degc_median"],
                "night_share": pct(row["night_share"]),
                "worst": row["worst"],
                "hint": "; ".join(hints),
            }
        )
    columns = [
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("function", _("Function")),
        Column("base_load", _("Base load"), "W/m²", 2),
        Column("base_load_median", _("Median"), "W/m²", 2),
        Column("heating_slope", _("Heating slope"), "W/K·m²", 2),
        Column("heating_slope_median", _("Median"), "W/K·m²", 2),
        Column("balance_degc", _("Balance temperature"), "°C", 1),
        Column("balance_degc_median", _("Median"), "°C", 1),
        Column("night_share", _("Night against day"), "%", 0),
        Column("worst", _("Furthest off (robust deviations)"), "", 1),
        Column("hint", _("Where to look")),
    ]
    note = _(
        "Coefficients of monthly change-point models of {year}; heating slope and balance temperature of heating "
        "carriers, base load of electricity, night (23 to 5 h) against day from intervals. More than 1 robust "
        "deviation above the median of the same function is poor. "
        "Fewer than five of a function are set against all buildings: {alone}."
    ).format(year=options.report_year, alone=", ".join(function_name(one) or "–" for one in found.alone) or "–")
    message = _(
        "{poor} of {count} buildings are poor in at least one respect beside buildings of the same function."
    ).format(poor=poor, count=ordered.height)
    return Section(KEY, title, message, [Table(f"{KEY}.gebouwen", title, columns, rows, note)])
