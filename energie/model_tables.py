"""Tables of the meter models: how each meter follows the weather, what it saved; degree days computed and published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import carriers
from energie.meter_models import fit_meters
from energie.meter_savings import meter_savings, monthly_models
from energie.spreading import NORMAL_PERIOD
from energie.weather import PUBLISHED_SERIES, degree_days, published_total
from energie.wording import pct, thousand
from kern.language import N_, _, show_number
from kern.report import Column, Table
from kern.times import days_in_year

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

KEY = "energie.weer"
SHAPE_NAMES = {
    "": N_("no model"),
    "constant": N_("constant"),
    "heating": N_("heating"),
    "cooling": N_("cooling"),
    "heating_cooling": N_("heating and cooling"),
}
SHORTCOMING_NAMES = {
    "too_few_days": N_("less than 90 % of the days"),
    "too_few_months": N_("less than twelve whole months"),
    "thin_month": N_("a month below 90 %"),
    "negative": N_("use below zero"),
    "extreme": N_("an extreme day"),
    "constant_value": N_("the same value on most days"),
}
SEGMENT_NAMES = {
    "all": N_("all days"), "open": N_("weekdays"), "closed": N_("closed days"), "summer": N_("summer"),
    "rest": N_("rest of the year"), "winter": N_("winter"), "between": N_("between seasons"),
}  # fmt: skip
BASIS_NAMES = {"day": N_("days"), "month": N_("months")}
ONLY_TOLD = ("extreme", "")
"""Shortcomings that are said and do not keep a meter out of the total."""


def in_words(codes: str) -> str:
    """Shortcomings as the reader sees them."""
    return ", ".join(_(SHORTCOMING_NAMES[code]) for code in codes.split(", ") if code)


def split_in_words(partition: str) -> str:
    """The parts of the year with a model of their own.

    >>> split_in_words("summer.open, summer.closed") != ""
    True
    """
    return ", ".join(
        " ".join(_(SEGMENT_NAMES[word]) for word in name.split(".")) for name in partition.split(", ") if name
    )


def model_table(inputs: EnergyInputs, options: EnergyOptions) -> Table:
    """What each meter does when it is cold or warm: by days where there are, else by the months of its invoices.

    Args:
        inputs: Readings and daily temperatures.
        options: Report year and how many meters are named.
    """
    year = options.report_year
    places = inputs.links.group_by("meter").agg(pl.col("asset_code").unique().sort().str.join(", "))
    daily = fit_meters(inputs.readings, inputs.day_temperatures, year).with_columns(basis=pl.lit("day"))
    monthly = (
        monthly_models(inputs, year)
        .join(daily, on="meter", how="anti")
        .with_columns(basis=pl.lit("month"), partition=pl.lit("all"))
    )
    names = [name for name in daily.columns if name in monthly.columns]
    found = pl.concat([daily.select(names), monthly.select(names)]).join(places, on="meter", how="left")
    ordered = found.sort("basis", "cvrmse_share", "meter", descending=[False, False, False], nulls_last=True)
    rows = [
        {
            "meter": row["meter"],
            "asset_code": row["asset_code"],
            "carrier": carriers()[row["carrier"]].name,
            "basis": _(BASIS_NAMES[row["basis"]]),
            "shape": _(SHAPE_NAMES[row["shape"]]),
            "split": split_in_words(row["partition"]),
            "base_kwh": row["base_kwh"],
            "heating_slope_kwh": row["heating_slope_kwh"],
            "heating_degc": row["heating_degc"],
            "cooling_slope_kwh": row["cooling_slope_kwh"],
            "cooling_degc": row["cooling_degc"],
            "cvrmse_pct": pct(row["cvrmse_share"]),
            "nmbe_pct": pct(row["nmbe_share"]),
            "shortcomings": in_words(row["shortcomings"]),
        }
        for row in ordered.head(max(options.top_count, daily.height)).iter_rows(named=True)
    ]
    columns = [
        Column("meter", _("Meter")),
        Column("asset_code", _("Asset")),
        Column("carrier", _("Energy carrier")),
        Column("basis", _("From")),
        Column("shape", _("Shape")),
        Column("split", _("Apart")),
        Column("base_kwh", _("Base per day"), "kWh", 0),
        Column("heating_slope_kwh", _("Per degree colder and day"), "kWh", 1),
        Column("heating_degc", _("Below"), "°C", 1),
        Column("cooling_slope_kwh", _("Per degree warmer and day"), "kWh", 1),
        Column("cooling_degc", _("Above"), "°C", 1),
        Column("cvrmse_pct", _("CVRMSE"), "%", 1),
        Column("nmbe_pct", _("NMBE"), "%", 1),
        Column("shortcomings", _("What the data lack")),
    ]
    note = _(
        "Change-point model per meter on complete days of {year}, or whole months where it has no days; temperatures "
        "of {station}. {shown} of {count} models are shown: those by days, then the best fits."
    ).format(year=year, station=inputs.station, shown=len(rows), count=found.height)
    return Table(f"{KEY}.modellen", _("How the meters follow the weather"), columns, rows, note)


def savings_table(inputs: EnergyInputs, options: EnergyOptions, base_year: int) -> Table:
    """What meters saved against their own model of the base year, with the band; the largest first, then the total.

    Args:
        inputs: Readings and daily temperatures.
        options: Report year and how many meters are named.
        base_year: Year of the models.
    """
    places = inputs.links.group_by("meter").agg(pl.col("asset_code").unique().sort().str.join(", "))
    found = meter_savings(inputs, base_year, options.report_year).join(places, on="meter", how="left")
    enough = found.filter(pl.col("shortcomings").is_in(list(ONLY_TOLD)))
    ordered = enough.sort(pl.col("saved_kwh").abs(), "meter", descending=[True, False])
    rows: list[dict[str, Any]] = [
        {
            "meter": row["meter"],
            "asset_code": row["asset_code"],
            "carrier": carriers()[row["carrier"]].name,
            "basis": _(BASIS_NAMES[row["basis"]]),
            **_amounts(row["expected_kwh"], row["actual_kwh"], row["uncertainty_kwh"]),
            "cvrmse_pct": pct(row["cvrmse_share"]),
            "nmbe_pct": pct(row["nmbe_share"]),
        }
        for row in ordered.head(options.top_count).iter_rows(named=True)
    ]
    if enough.height:
        band = float((enough["uncertainty_kwh"] ** 2).sum()) ** 0.5
        rows.append(
            {
                "meter": _("{count} meters together").format(count=enough.height),
                **_amounts(float(enough["expected_kwh"].sum()), float(enough["actual_kwh"].sum()), band),
            }
        )
    columns = [
        Column("meter", _("Meter")),
        Column("asset_code", _("Asset")),
        Column("carrier", _("Energy carrier")),
        Column("basis", _("From")),
        Column("expected_mwh", _("Expected"), "MWh", 1),
        Column("actual_mwh", _("Used"), "MWh", 1),
        Column("saved_mwh", _("Saved"), "MWh", 1),
        Column("band_mwh", _("± (90 %)"), "MWh", 1),
        Column("saved_pct", _("Saved"), "%", 1),
        Column("cvrmse_pct", _("CVRMSE"), "%", 1),
        Column("nmbe_pct", _("NMBE"), "%", 1),
    ]
    note = _(
        "Expected: the meter's model of {base} at the weather of {year}. The band follows ASHRAE Guideline 14, with "
        "autocorrelation; of the total it is the root of the sum of squares. {out} meters whose base year does not "
        "suffice are left out. Saving without a cause: changes of use and area are in it."
    ).format(base=base_year, year=options.report_year, out=found.height - enough.height)
    title = _("Saved since {base} by each meter's own model").format(base=base_year)
    return Table(f"{KEY}.besparing", title, columns, rows, note)


def _amounts(expected: float, actual: float, band: float) -> dict[str, float | None]:
    return {
        "expected_mwh": thousand(expected),
        "actual_mwh": thousand(actual),
        "saved_mwh": thousand(expected - actual),
        "band_mwh": thousand(band),
        "saved_pct": pct((expected - actual) / expected) if expected else None,
    }


def degree_day_table(inputs: EnergyInputs, options: EnergyOptions) -> Table:
    """Degree days computed from the loaded temperatures beside those Synergrid publishes.

    Args:
        inputs: Daily temperatures.
        options: Report year.
    """
    days = degree_days(inputs.day_temperatures)
    rows: list[dict[str, Any]] = []
    for year in sorted({day.year for day in days if day.year <= options.report_year}):
        of_year = [value for day, value in days.items() if day.year == year]
        computed = sum(of_year) if len(of_year) == days_in_year(year) else None
        published = published_total(PUBLISHED_SERIES[0], "actual", str(year))
        rows.append(
            {
                "year": year,
                "days": len(of_year),
                "computed": computed,
                "published": published,
                "difference_pct": pct(computed / published - 1) if computed and published else None,
            }
        )
    columns = [
        Column("year", _("Year")),
        Column("days", _("Days with a degree day"), "", 0),
        Column("computed", _("Computed"), "", 0),
        Column("published", _("Published by Synergrid"), "", 0),
        Column("difference_pct", _("Difference"), "%", 1),
    ]
    normal = published_total(PUBLISHED_SERIES[0], "normal", NORMAL_PERIOD)
    note = _(
        "Computed from the temperatures of {station}: max(0, 16.5 °C minus the mean of the day), first clipped, then "
        "weighted 60, 30 and 10 % with the two days before. Normal year 1991-2020: {normal}. "
        "A year with a day missing is not computed."
    ).format(station=inputs.station, normal=show_number(normal or 0, 0))
    return Table(f"{KEY}.graaddagen", _("Degree days, computed and published"), columns, rows, note)
