"""Savings per meter against its own model of the base year, and monthly models from invoices.

A meter's model of the base year says what the weather of the report year would have asked; what was used less is saved,
with its 90 % band (see `energie.savings`). Days where there are days, else billing months of a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.meter_models import daily_use
from energie.rollup import month_calendar
from energie.weather import HEATED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from energie.change_point import Floats, Models, SegmentFit
    from energie.inputs import EnergyInputs

FULL_MONTH_SHARE = 0.95
MONTHLY = pl.Schema(
    {
        "meter": pl.String(),
        "carrier": pl.String(),
        "shape": pl.String(),
        "base_kwh": pl.Float64(),
        "heating_slope_kwh": pl.Float64(),
        "heating_degc": pl.Float64(),
        "cooling_slope_kwh": pl.Float64(),
        "cooling_degc": pl.Float64(),
        "cvrmse_share": pl.Float64(),
        "nmbe_share": pl.Float64(),
        "r2_share": pl.Float64(),
        "months": pl.Int64(),
        "shortcomings": pl.String(),
    }
)
"""Base per day and slopes per day and degree."""

SAVINGS = pl.Schema(
    {
        "meter": pl.String(),
        "carrier": pl.String(),
        "basis": pl.String(),
        "cvrmse_share": pl.Float64(),
        "nmbe_share": pl.Float64(),
        "expected_kwh": pl.Float64(),
        "actual_kwh": pl.Float64(),
        "saved_kwh": pl.Float64(),
        "uncertainty_kwh": pl.Float64(),
        "shortcomings": pl.String(),
    }
)
"""`basis` is day or month; `shortcomings` is empty when the base year suffices."""


def monthly_use(pieces: pl.DataFrame, year: int) -> pl.DataFrame:
    """Offtake per day of each meter's whole months: `meter`, `carrier`, `month`, `per_day_kwh`.

    Months that were split off a longer invoice are no observation of a month, and are left out.

    Args:
        pieces: Pieces that count.
        year: Calendar year.
    """
    offtake = pieces.filter(pl.col("flow") == "offtake", pl.col("year") == year, pl.col("split").is_in(HEATED))
    return (
        offtake.group_by("meter", "year", "month")
        .agg(pl.col("carrier").first(), pl.col("consumption_kwh").sum(), pl.col("covered_days").sum())
        .join(month_calendar(offtake).select("year", "month", "days"), on=["year", "month"])
        .filter(pl.col("covered_days") >= FULL_MONTH_SHARE * pl.col("days"))
        .select("meter", "carrier", "month", per_day_kwh=pl.col("consumption_kwh") / pl.col("covered_days"))
        .sort("meter", "month")
    )


def _matrix(use: pl.DataFrame, meters: list[str], key: str, places: list[object], value: str) -> Floats:
    """Rows by meters; nan where there is none."""
    import numpy as np

    found = np.full((len(places), len(meters)), np.nan)
    row_of, column_of = {p: n for n, p in enumerate(places)}, {m: n for n, m in enumerate(meters)}
    for meter, place, kwh in use.select("meter", key, value).iter_rows():
        if meter in column_of and place in row_of and kwh is not None:
            found[row_of[place], column_of[meter]] = kwh
    return found


def _year_features(temperatures: Mapping[date, float], year: int) -> tuple[Floats, Floats, Floats] | None:
    """Mean degrees below and above each balance temperature per month, and days; None without the whole year."""
    import numpy as np

    from energie.change_point import period_features
    from kern.times import days_in_year

    days = sorted(day for day in temperatures if day.year == year)
    if len(days) < days_in_year(year):
        return None
    month_of = np.array([day.month - 1 for day in days], dtype=np.int64)
    cold, warm = period_features(np.array([temperatures[day] for day in days]), month_of, 12)
    return cold, warm, np.bincount(month_of, minlength=12).astype(float)


def predict_periods(models: Models, cold: Floats, warm: Floats) -> Floats:
    """Use per day of every meter in billing periods; nan where a meter has no model.

    Args:
        models: From `energie.change_point.fit_periods`.
        cold: Periods by balance temperatures.
        warm: Periods by balance temperatures.
    """
    import numpy as np

    from energie.change_point import BALANCE_DEGC

    fit: SegmentFit = models.segments["all"]
    at_h = np.clip(np.searchsorted(BALANCE_DEGC, fit.heating_degc), 0, BALANCE_DEGC.size - 1)
    at_c = np.clip(np.searchsorted(BALANCE_DEGC, fit.cooling_degc), 0, BALANCE_DEGC.size - 1)
    predicted = fit.base + fit.heating_slope * cold[:, at_h] + fit.cooling_slope * warm[:, at_c]
    found: Floats = np.where(models.partition >= 0, predicted, np.nan)
    return found


def _fitted_months(inputs: EnergyInputs, year: int) -> tuple[Models, list[str], dict[str, str], Floats] | None:
    from energie.change_point import fit_periods

    features = _year_features(inputs.day_temperatures, year)
    use = monthly_use(inputs.months.counted, year)
    if features is None or use.is_empty():
        return None
    meters = use["meter"].unique().sort().to_list()
    matrix = _matrix(use, meters, "month", list(range(1, 13)), "per_day_kwh")
    carriers = dict(use.select("meter", "carrier").unique().iter_rows())
    return fit_periods(*features[:2], matrix, features[2]), meters, carriers, matrix


def monthly_models(inputs: EnergyInputs, year: int) -> pl.DataFrame:
    """A model per meter from its whole months of a year.

    Args:
        inputs: Readings and daily temperatures.
        year: Calendar year.

    Returns:
        MONTHLY; only meters for which a model could be made.
    """
    import numpy as np

    fitted = _fitted_months(inputs, year)
    if fitted is None:
        return MONTHLY.to_frame()
    models, meters, carriers, matrix = fitted
    fit, rows = models.segments["all"], []
    for place, meter in enumerate(meters):
        if models.partition[place] < 0:
            continue
        known = int(np.isfinite(matrix[:, place]).sum())
        heats, cools = fit.heating_slope[place] > 0, fit.cooling_slope[place] > 0
        rows.append(
            {
                "meter": meter,
                "carrier": carriers[meter],
                "shape": models.shape_of(place),
                "base_kwh": float(fit.base[place]),
                "heating_slope_kwh": float(fit.heating_slope[place]) if heats else None,
                "heating_degc": float(fit.heating_degc[place]) if heats else None,
                "cooling_slope_kwh": float(fit.cooling_slope[place]) if cools else None,
                "cooling_degc": float(fit.cooling_degc[place]) if cools else None,
                "cvrmse_share": float(models.cvrmse_share[place]),
                "nmbe_share": float(models.nmbe_share[place]),
                "r2_share": float(models.r2_share[place]),
                "months": known,
                "shortcomings": "" if known == 12 else "too_few_months",
            }
        )
    return pl.DataFrame(rows, schema=MONTHLY)


def meter_savings(inputs: EnergyInputs, base_year: int, report_year: int) -> pl.DataFrame:
    """What each meter saved against its model of the base year, by days where both years have them, else by months.

    Args:
        inputs: Readings and daily temperatures.
        base_year: The year of the model.
        report_year: The year that is judged.

    Returns:
        SAVINGS, in order of meter.
    """
    rows: dict[str, dict[str, object]] = {str(row["meter"]): row for row in _by_months(inputs, base_year, report_year)}
    rows |= {str(row["meter"]): row for row in _by_days(inputs, base_year, report_year)}
    return pl.DataFrame([rows[meter] for meter in sorted(rows)], schema=SAVINGS)


def _by_months(inputs: EnergyInputs, base_year: int, report_year: int) -> list[dict[str, object]]:
    import numpy as np

    fitted = _fitted_months(inputs, base_year)
    after = _year_features(inputs.day_temperatures, report_year)
    if fitted is None or after is None:
        return []
    models, meters, carriers, base = fitted
    use = monthly_use(inputs.months.counted, report_year)
    actual = _matrix(use, meters, "month", list(range(1, 13)), "per_day_kwh") * after[2][:, None]
    expected = predict_periods(models, *after[:2]) * after[2][:, None]
    short = ["" if np.isfinite(base[:, place]).all() else "too_few_months" for place in range(len(meters))]
    return _rows(models, meters, carriers, expected, actual, short, "month")


def _by_days(inputs: EnergyInputs, base_year: int, report_year: int) -> list[dict[str, object]]:
    import numpy as np

    from energie.change_point import fit_daily, segments_of_days
    from energie.day_kinds import kind_of_day
    from energie.savings import shortcomings

    temperatures = inputs.day_temperatures
    use = {year: daily_use(inputs.readings, year) for year in (base_year, report_year)}
    meters = sorted(set(use[base_year]["meter"]) & set(use[report_year]["meter"]))
    if not meters:
        return []
    days = {year: sorted(day for day in temperatures if day.year == year) for year in use}
    degc = {year: np.array([temperatures[day] for day in days[year]]) for year in use}
    segments = {}
    for year in use:
        frame = pl.DataFrame({"day": days[year]}, schema={"day": pl.Date})
        closed = frame.select(kind_of_day(pl.col("day"), [year]) > 0).to_series().to_numpy()
        segments[year] = segments_of_days(np.array([day.month for day in days[year]], dtype=np.int64), closed)
    matrix = {year: _matrix(use[year], meters, "day", list(days[year]), "consumption_kwh") for year in use}
    if not days[base_year] or not days[report_year]:
        return []
    models = fit_daily(degc[base_year], matrix[base_year], segments[base_year])
    expected = models.predict(degc[report_year], segments[report_year])
    carriers = dict(use[base_year].select("meter", "carrier").unique().iter_rows())
    short = [
        ", ".join(shortcomings(days[base_year], matrix[base_year][:, place], degc[base_year]))
        for place in range(len(meters))
    ]
    return _rows(models, meters, carriers, expected, matrix[report_year], short, "day")


def _rows(
    models: Models, meters: list[str], carriers: Mapping[str, str], expected: Floats, actual: Floats,
    short: list[str], basis: str,
) -> list[dict[str, object]]:  # fmt: skip
    import numpy as np

    from energie.savings import savings_of

    found: list[dict[str, object]] = []
    for place, meter in enumerate(meters):
        if models.partition[place] < 0 or not np.isfinite(actual[:, place]).any():
            continue
        saved = savings_of(models, place, expected[:, place], actual[:, place])
        found.append(
            {
                "meter": meter,
                "carrier": carriers[meter],
                "basis": basis,
                "cvrmse_share": float(models.cvrmse_share[place]),
                "nmbe_share": float(models.nmbe_share[place]),
                "expected_kwh": saved.expected_kwh,
                "actual_kwh": saved.actual_kwh,
                "saved_kwh": saved.saved_kwh,
                "uncertainty_kwh": saved.uncertainty_kwh,
                "shortcomings": short[place],
            }
        )
    return found
