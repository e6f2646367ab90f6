"""Savings against a change-point model: what would have been used, what was, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from energie.change_point import Floats, Models

FEWEST_DAYS_SHARE = 0.9
FEWEST_MONTH_SHARE = 0.9
BASELINE_DAYS = 365
T_90 = 1.645


@dataclass(frozen=True)
class Savings:
    """Savings of one meter over a reporting period.

    Args:
        expected_kwh: What the model of the base period expects at the weather of the reporting period.
        actual_kwh: What was used.
        saved_kwh: Expected minus actual.
        saved_share: Saved out of expected.
        uncertainty_kwh: Half the width of the 90 % band of what was saved.
    """

    expected_kwh: float
    actual_kwh: float
    saved_kwh: float
    saved_share: float
    uncertainty_kwh: float


def savings_of(models: Models, meter: int, expected: Floats, actual: Floats) -> Savings:
    """Compare days with what the model expects of them.

    The band follows ASHRAE Guideline 14 for a single reporting period, with the number of independent rows reduced
    by the autocorrelation of the residuals: 1.26 t CVRMSE sqrt(n / n' (1 + 2 / n') / m).

    Args:
        models: Fitted on the base period.
        meter: Place of the meter.
        expected: Use per day that the model expects, one value per day of the reporting period.
        actual: Use per day; nan is missing, and such a day is left out on both sides.
    """
    both = np.isfinite(actual) & np.isfinite(expected)
    predicted, used = float(expected[both].sum()), float(actual[both].sum())
    rows, days = float(models.rows[meter]), max(int(both.sum()), 1)
    lag = min(max(float(models.autocorrelation[meter]), 0.0), 0.99)
    independent = max(rows * (1 - lag) / (1 + lag), 3.0)
    error = 1.26 * T_90 * float(models.cvrmse_share[meter])
    band = abs(predicted) * error * np.sqrt(rows / independent * (1 + 2 / independent) / days)
    return Savings(predicted, used, predicted - used, (predicted - used) / predicted if predicted else 0.0, float(band))


def shortcomings(days: Sequence[date], use: Floats, temperature_degc: Floats) -> list[str]:
    """Why a meter's base period does not suffice for a model; empty when it does.

    `too_few_days` (less than 90 % of a year with use and temperature), `thin_month` (a month below 90 %),
    `negative` (use below zero), `extreme` (a value beyond three interquartile ranges above the third quartile; told,
    not refused), `constant_value` (the same value on more than half of the days).

    Args:
        days: The days of the base period.
        use: Use per day of one meter; nan is missing.
        temperature_degc: Daily means [°C]; nan is missing.
    """
    known = np.isfinite(use) & np.isfinite(temperature_degc)
    found = []
    if known.sum() < FEWEST_DAYS_SHARE * BASELINE_DAYS:
        found.append("too_few_days")
    months = np.array([day.year * 12 + day.month for day in days])
    shares = [known[months == month].mean() for month in np.unique(months) if (months == month).sum() > 20]
    if any(share < FEWEST_MONTH_SHARE for share in shares) or len(shares) < 12:
        found.append("thin_month")
    values = use[known]
    if values.size and values.min() < 0:
        found.append("negative")
    if values.size:
        low, high = np.quantile(values, [0.25, 0.75])
        if values.max() > high + 3 * (high - low):
            found.append("extreme")
        if np.unique(values, return_counts=True)[1].max() > values.size / 2:
            found.append("constant_value")
    return found
