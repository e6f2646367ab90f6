"""Degree days and the correction of consumption for weather. Raw stays the headline; corrected stands beside it.

Synergrid: degree day GD = max(0, 16.5 - daily mean); equivalent GDeq = 0.6 GD + 0.3 GD of the day before + 0.1 GD of
two days before. First clipped, then weighted (gas.be words it the other way round; they differ only near 16.5 °C).

A year's weather index is its degree days divided by those of the normal year 1991-2020 of the same series. Only the
space-heating part of heating carriers is corrected: E = E_base + E_heating / index. The base is the mean use per day
of June to August.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from energie.spreading import DEGREE_DAY_TABLE, HEATING_CARRIERS, NORMAL_PERIOD
from kern.findings import Finding, Severity
from kern.language import N_
from kern.sources import read_table
from kern.times import days_in_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

BASE_TEMPERATURE_DEGC = 16.5
WEIGHTS = (0.6, 0.3, 0.1)
OWN_SERIES = "own_eq_16_5"
PUBLISHED_SERIES = ("eq_16_5", "eurostat_15_18_be")
"""In order of preference, after the user's own temperatures. An index is never made of two series."""

SUMMER = (6, 7, 8)
_KNOWN_ENOUGH_SHARE = 0.9
HEATED = ("whole", "interpolated", "similar_day")


def degree_days(temperatures: Mapping[date, float]) -> dict[date, float]:
    """Synergrid equivalent degree days, for each day whose two predecessors are known as well. [°C·day].

    Args:
        temperatures: Mean temperature per day [°C].

    >>> from datetime import date
    >>> cold = {date(2024, 1, 1): 6.5, date(2024, 1, 2): 11.5, date(2024, 1, 3): 20.0}
    >>> {day.day: round(value, 2) for day, value in degree_days(cold).items()}
    {3: 2.5}
    """
    found = {}
    for day in sorted(temperatures):
        days = [temperatures.get(day - timedelta(days=back)) for back in range(len(WEIGHTS))]
        known = [value for value in days if value is not None]
        if len(known) == len(WEIGHTS):
            found[day] = sum(
                weight * max(0.0, BASE_TEMPERATURE_DEGC - value) for weight, value in zip(WEIGHTS, known, strict=True)
            )
    return found


@dataclass(frozen=True)
class YearWeather:
    """The heating weather of a year.

    Args:
        year: Calendar year.
        degree_days: Of the year [°C·day].
        normal: Of the normal year, in the same series [°C·day].
        series: Series of `data/factors/degree_days.csv`, or `own_eq_16_5`.
        source: Source key, or the station.
    """

    year: int
    degree_days: float
    normal: float
    series: str
    source: str

    @property
    def index(self) -> float:
        """Degree days divided by the normal: below one is a mild year.

        >>> YearWeather(2021, 2286.0, 2252.0, "eq_16_5", "synergrid_graaddagen").index > 1
        True
        """
        return self.degree_days / self.normal


def _published(series: str, quantity: str) -> dict[str, tuple[float, str]]:
    """Year or normal period -> whole-year degree days and source."""
    rows = read_table(DEGREE_DAY_TABLE).filter(
        pl.col("series") == series,
        pl.col("quantity") == quantity,
        pl.col("month_from") == "1",
        pl.col("month_until") == "12",
    )
    key = "year" if quantity == "actual" else "normal_period"
    return {str(k): (float(value), str(source)) for k, value, source in rows.select(key, "value", "source").iter_rows()}


def published_total(series: str, quantity: str, period: str) -> float | None:
    """Whole-year degree days as published, for a year or a normal period; None where nothing is.

    >>> published_total("eq_16_5", "actual", "2021"), published_total("eq_16_5", "normal", "1991-2020")
    (2286.0, 2252.0)
    """
    found = _published(series, quantity).get(period)
    return None if found is None else found[0]


def weather_of_years(
    years: Sequence[int], temperatures: Mapping[date, float], station: str = "", series: str | None = None
) -> dict[int, YearWeather]:
    """The weather of each year that is known: own temperatures first, then the published series in order.

    Args:
        years: Calendar years asked for.
        temperatures: Own daily means [°C].
        station: Where they were measured.
        series: Only this series; None takes what is there, own first.

    >>> weather_of_years([2021, 2022], {})[2021].degree_days
    2286.0
    """
    found = {year: own for year in years if (own := _own_weather(year, temperatures, station)) and series is None}
    for name in PUBLISHED_SERIES if series is None else (series,):
        actual, normal = _published(name, "actual"), _published(name, "normal").get(NORMAL_PERIOD)
        for year in years:
            if year not in found and normal is not None and str(year) in actual:
                value, source = actual[str(year)]
                found[year] = YearWeather(year, value, normal[0], name, source)
    return dict(sorted(found.items()))


def _own_weather(year: int, temperatures: Mapping[date, float], station: str) -> YearWeather | None:
    of_year = [value for day, value in degree_days(temperatures).items() if day.year == year]
    normal = _published(PUBLISHED_SERIES[0], "normal").get(NORMAL_PERIOD)
    if len(of_year) != days_in_year(year) or normal is None:
        return None
    return YearWeather(year, sum(of_year), normal[0], OWN_SERIES, station)


def heating_shares(pieces: pl.DataFrame) -> pl.DataFrame:
    """The part of each meter's yearly use that is space heating.

    One minus the use of a year at the mean rate of June to August. From years whose months were read as such; a
    year of yearly invoices takes the mean of the meter's other years, a meter without any the mean of its carrier,
    a carrier without any (tank deliveries) the mean of all heating carriers.

    Args:
        pieces: Pieces that count.

    Returns:
        `meter`, `carrier`, `year`, `heating_share` (0..1; null where nothing is known).
    """
    offtake = pieces.filter(pl.col("flow") == "offtake", pl.col("carrier").is_in(HEATING_CARRIERS))
    months = (
        offtake.filter(pl.col("split").is_in(HEATED))
        .group_by("meter", "carrier", "year", "month")
        .agg(pl.col("consumption_kwh", "covered_days").sum())
    )
    summer = pl.col("month").is_in(SUMMER)
    rates = (
        months.group_by("meter", "carrier", "year")
        .agg(
            pl.col("consumption_kwh").sum().alias("kwh"),
            pl.col("covered_days").sum().alias("days"),
            pl.col("consumption_kwh").filter(summer).sum().alias("summer_kwh"),
            pl.col("covered_days").filter(summer).sum().alias("summer_days"),
        )
        .filter(
            pl.col("days") >= _KNOWN_ENOUGH_SHARE * 365,
            pl.col("summer_days") >= _KNOWN_ENOUGH_SHARE * 92,
            pl.col("kwh") > 0,
        )
        .with_columns(
            heating_share=(1 - pl.col("summer_kwh") / pl.col("summer_days") * pl.col("days") / pl.col("kwh")).clip(0, 1)
        )
    )
    share = pl.col("heating_share").mean()
    of_meter = rates.group_by("meter").agg(share.alias("of_meter"))
    of_carrier = rates.group_by("carrier").agg(share.alias("of_carrier"))
    of_all = rates["heating_share"].mean()
    return (
        offtake.select("meter", "carrier", "year")
        .unique(maintain_order=True)
        .join(rates.select("meter", "year", "heating_share"), on=["meter", "year"], how="left")
        .join(of_meter, on="meter", how="left")
        .join(of_carrier, on="carrier", how="left")
        .select(
            "meter",
            "carrier",
            "year",
            heating_share=pl.coalesce("heating_share", "of_meter", "of_carrier", pl.lit(of_all)),
        )
    )


def corrected_pieces(pieces: pl.DataFrame, weather: Mapping[int, YearWeather]) -> pl.DataFrame:
    """Pieces as they would have been in a normal year.

    Args:
        pieces: Pieces that count.
        weather: Of the years to correct; the pieces of other years are left out.

    Returns:
        The pieces of those years, energy of heating carriers corrected for their heating share.
    """
    index = {year: one.index for year, one in weather.items()}
    kept = pieces.filter(pl.col("year").is_in(list(index)))
    shares = heating_shares(pieces).drop("carrier")
    factor = (
        1
        - pl.col("heating_share")
        + pl.col("heating_share") / pl.col("year").replace_strict(index, default=None, return_dtype=pl.Float64)
    )
    energy = [name for name in pieces.columns if name.endswith("_kwh")]
    corrected = pl.when(pl.col("flow") == "offtake").then(factor).fill_null(1.0)
    return (
        kept.join(shares, on=["meter", "year"], how="left", maintain_order="left")
        .with_columns(pl.col(name) * corrected for name in energy)
        .drop("heating_share")
    )


def weather_findings(weather: Mapping[int, YearWeather], years: Sequence[int]) -> list[Finding]:
    """Years without degree days, and years that rest on another series than the report year."""
    findings = []
    absent = [year for year in years if year not in weather]
    if absent:
        findings.append(
            Finding(
                "energy.weather.absent",
                Severity.INFO,
                N_("There are no degree days for {years}: these years have no corrected value."),
                {"years": ", ".join(map(str, absent))},
                remedy=N_("Load daily temperatures, or add the year with its source to data/factors/degree_days.csv."),
            )
        )
    series = dict.fromkeys(one.series for one in weather.values())
    if len(series) > 1:
        said = "; ".join(
            f"{name}: {', '.join(str(y) for y, one in weather.items() if one.series == name)}" for name in series
        )
        text = N_("The weather index rests on several series, each against its own normal year: {series}.")
        findings.append(Finding("energy.weather.series", Severity.INFO, text, {"series": said}))
    return findings


def temperature_gap_findings(temperatures: Mapping[date, float], station: str) -> list[Finding]:
    """Years of the user's own temperatures with days missing: such a year is not corrected with them."""
    if not temperatures:
        return []
    findings = []
    known_days = Counter(day.year for day in degree_days(temperatures))
    # Days of December before the first year only serve its first two degree days.
    first = min(known_days, default=max(temperatures).year)
    for year in range(first, max(temperatures).year + 1):
        known = known_days[year]
        missing = days_in_year(year) - known
        if missing:
            findings.append(
                Finding(
                    "energy.weather.gap",
                    Severity.WARNING,
                    N_(
                        "Station {station}: {days} days of {year} have no degree day, so the year is not taken from it."
                    ),
                    {"station": station, "days": missing, "year": year},
                    remedy=N_("Load the missing days, and the two days before the first."),
                )
            )
    return findings
