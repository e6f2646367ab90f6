"""Why energy or CO2 changed between two years: causes that add up to the difference exactly, for each asset.

The value of an asset in a year is written as

    presence x activity x sum over carriers of ((base + heating x weather) x factor)

presence: the part of the year in the portfolio; activity: floor area or people, where their history is known;
weather: the year's degree days against the normal year; factor: primary energy or CO2 per kWh, split in its course
over the years within one set of factors (grid factor) and a change of set (restatement); base and heating: use
per activity in a normal year. A change of base and heating is a fuel switch as far as one carrier took over what
another lost, from a tenth of the asset's energy on; the rest is intensity. Of the intensity, what registered measures
should save is shown apart; the remainder is unexplained.

Each cause gets its Shapley value: its effect averaged over all orders in which the causes may be switched from the
first year to the second. That sums exactly, does not depend on an order, and changes sign when the years change
places. The log-mean method does the same for products but breaks on zeros, and a portfolio is full of them: an asset
that comes or goes, a carrier that is replaced.

Energy of days without readings is taken at what is to be expected, and stands apart as `coverage`: what is known
less of one year than of the other explains a part of the difference that nobody saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from kern.times import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FACTORS = ("portfolio", "activity", "weather", "fuel_switch", "grid_factor", "restatement", "intensity")
CAUSES = (
    "weather", "portfolio", "activity", "fuel_switch", "measures", "grid_factor", "restatement", "coverage",
    "unexplained",
)  # fmt: skip
"""In the order they are shown."""

FUEL_SWITCH_SHARE = 0.1
"""Below this part of an asset's energy, one carrier rising while another falls is no switch but chance."""


@dataclass(frozen=True)
class YearState:
    """The portfolio in a year; rows are assets, columns carriers, in the order given to `explain`.

    Args:
        energy_kwh: Energy, expected energy of days without readings included.
        factor: Primary energy or CO2 per kWh.
        heating_share: Part of the energy that is space heating.
        weather_index: Degree days against the normal year; one where they are not known.
        presence_share: Part of the year in the portfolio, per asset.
        activity: Floor area or people per asset; nan where not known.
        missing_value: Primary energy or CO2 expected on days without readings, per asset.
        other_factor: `factor` by the factor set of the other year; None where both years use the same set.
    """

    energy_kwh: Floats
    factor: Floats
    heating_share: Floats
    weather_index: float
    presence_share: Floats
    activity: Floats
    missing_value: Floats
    other_factor: Floats | None = None

    @property
    def value(self) -> Floats:
        """What the figures show per asset: without what is missing."""
        total: Floats = (self.energy_kwh * self.factor).sum(axis=1) - self.missing_value
        return total


@dataclass(frozen=True)
class _Parts:
    """The factors of one year: per asset, and per asset and carrier in a normal year per activity."""

    portfolio: Floats
    activity: Floats
    weather: float
    base: Floats
    heating: Floats
    factors: Floats
    other_factors: Floats | None


def shapley_weights(count: int) -> dict[int, float]:
    """Weight of a coalition by its size, for a game of `count` players.

    >>> shapley_weights(2)
    {0: 0.5, 1: 0.5}
    """
    return {size: factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)}


def explain(first: YearState, second: YearState, measures_value: Floats | None = None) -> dict[str, Floats]:
    """Divide the change of each asset over its causes.

    Args:
        first: The earlier year.
        second: The later year.
        measures_value: What registered measures should have saved more in the second year than in the first, per
            asset, as a positive number.

    Returns:
        Cause of CAUSES -> effect per asset; together exactly the change of `value`.
    """
    a, b = _parts(first, second), _parts(second, first)
    switched = _switched_share(a, b)
    chosen: dict[frozenset[int], Floats] = {}
    for size in range(len(FACTORS) + 1):
        for places in combinations(range(len(FACTORS)), size):
            chosen[frozenset(places)] = _value(a, b, switched, set(places))
    weights = shapley_weights(len(FACTORS))
    effects: dict[str, Floats] = {}
    for place, name in enumerate(FACTORS):
        effect = np.zeros(first.energy_kwh.shape[0])
        for coalition, value in chosen.items():
            if place not in coalition:
                effect += weights[len(coalition)] * (chosen[coalition | {place}] - value)
        effects[name] = effect
    saved = np.zeros_like(effects["intensity"]) if measures_value is None else 0.0 - measures_value
    intensity = effects.pop("intensity")
    effects["coverage"] = first.missing_value - second.missing_value
    effects["measures"] = saved
    effects["unexplained"] = (second.value - first.value) - sum(
        (effects[name] for name in CAUSES if name != "unexplained"), np.zeros_like(intensity)
    )
    return {name: effects[name] for name in CAUSES}


def _parts(own: YearState, other: YearState) -> _Parts:
    """The factors of a year; what cannot be known for an asset that was not there is taken from the other year."""
    activity, presence = _activity(own, other), own.presence_share
    used = own.energy_kwh.sum(axis=1) > 0
    # Energy without presence (a bill after the last day) must not vanish: it counts as a whole year's presence.
    presence = np.where((presence <= 0) & used, 1.0, presence)
    base, heating = _normal(own, presence * activity)
    other_base, other_heating = _normal(other, np.where(other.presence_share > 0, other.presence_share, 1.0)
                                        * _activity(other, own))  # fmt: skip
    there = (presence > 0)[:, None]
    return _Parts(
        portfolio=presence,
        activity=activity,
        weather=own.weather_index,
        base=np.where(there, base, other_base),
        heating=np.where(there, heating, other_heating),
        factors=np.where(own.energy_kwh > 0, own.factor, other.factor),
        other_factors=None
        if own.other_factor is None
        else np.where(own.energy_kwh > 0, own.other_factor, other.factor),
    )


def _activity(own: YearState, other: YearState) -> Floats:
    both = np.isfinite(own.activity) & np.isfinite(other.activity) & (own.activity > 0) & (other.activity > 0)
    activity: Floats = np.where(both, own.activity, 1.0)
    return activity


def _normal(state: YearState, size: Floats) -> tuple[Floats, Floats]:
    """Base and heating energy in a normal year, per presence and activity."""
    with np.errstate(divide="ignore", invalid="ignore"):
        base = state.energy_kwh * (1 - state.heating_share) / size[:, None]
        heating = state.energy_kwh * state.heating_share / state.weather_index / size[:, None]
    return np.nan_to_num(base, posinf=0.0), np.nan_to_num(heating, posinf=0.0)


def _switched_share(a: _Parts, b: _Parts) -> Floats:
    """Per asset and carrier: the part of its change that another carrier took over or gave up."""
    change = (b.base + b.heating) - (a.base + a.heating)
    more, less = np.maximum(change, 0.0), np.maximum(-change, 0.0)
    moved = np.minimum(more.sum(axis=1), less.sum(axis=1))
    size = np.maximum((a.base + a.heating).sum(axis=1), (b.base + b.heating).sum(axis=1))
    moved = np.where(moved >= FUEL_SWITCH_SHARE * size, moved, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        up, down = moved / more.sum(axis=1), moved / less.sum(axis=1)
    share: Floats = np.where(change > 0, np.nan_to_num(up)[:, None], np.nan_to_num(down)[:, None])
    return share


def _value(a: _Parts, b: _Parts, switched: Floats, turned: set[int]) -> Floats:
    """The value per asset when only the factors in `turned` are those of the second year."""
    portfolio, activity, weather, fuel_switch, grid, restated, intensity = (
        place in turned for place in range(len(FACTORS))
    )
    moved = switched * fuel_switch + (1 - switched) * intensity
    base = a.base + moved * (b.base - a.base)
    heating = a.heating + moved * (b.heating - a.heating)
    per_carrier = (base + heating * (b if weather else a).weather) * _factors(a, b, grid, restated)
    value: Floats = (b if portfolio else a).portfolio * (b if activity else a).activity * per_carrier.sum(axis=1)
    return value


def _factors(a: _Parts, b: _Parts, grid: bool, restated: bool) -> Floats:
    """Year by `grid`, set of factors by `restated`; a set that does not hold the other year changes nothing there."""
    if grid == restated:
        return (b if grid else a).factors
    if grid:  # the second year by the set of the first
        return b.factors if b.other_factors is None else b.other_factors
    return a.factors if a.other_factors is None else a.other_factors


def presence_share(valid_from: date | None, valid_until: date | None, year: int) -> float:
    """The part of a year that an asset is in the portfolio.

    >>> from datetime import date
    >>> presence_share(None, date(2023, 7, 2), 2023)
    0.4986301369863014
    """
    if valid_from and valid_until and valid_until <= valid_from:
        return 0.0
    return Period(valid_from, valid_until).share_of_year(year)


def year_state(
    emissions: pl.DataFrame,
    corrected: pl.DataFrame,
    assets: pl.DataFrame,
    carriers: Sequence[str],
    metric: str,
    year: int,
    weather_index: float | None,
    activity: Mapping[tuple[str, int], float] | None = None,
    other_emissions: pl.DataFrame | None = None,
) -> YearState:
    """A year of the portfolio from the frames of the room.

    Args:
        emissions: `Emissions.frame`, raw.
        corrected: `Emissions.frame` of weather-corrected consumption; may lack the year.
        assets: The assets to explain, in order: `asset_code`, `valid_from`, `valid_until`.
        carriers: Carrier codes, in order.
        metric: Column of `Emissions.frame`.
        year: Calendar year.
        weather_index: Of the year; None where not known.
        activity: Asset and year -> floor area or people.
        other_emissions: The same emissions by the factor set of the other year; None where both use the same.
    """
    codes = assets["asset_code"].to_list()
    rows = (
        pl.DataFrame({"asset_code": codes})
        .with_row_index("row")
        .join(pl.DataFrame({"carrier": list(carriers)}).with_row_index("column"), how="cross")
    )
    of_year = rows.join(emissions.filter(pl.col("year") == year), on=["asset_code", "carrier"], how="left").join(
        corrected.filter(pl.col("year") == year).select("asset_code", "carrier", normal_kwh="consumption_kwh"),
        on=["asset_code", "carrier"],
        how="left",
    ).sort("row", "column")  # fmt: skip
    shape = (len(codes), len(carriers))

    def grid(column: str) -> Floats:
        return of_year[column].fill_null(0.0).to_numpy().reshape(shape).astype(float)

    known, missing = grid("consumption_kwh"), grid("missing_kwh")
    value, absent = grid(metric), grid(f"missing_{metric}")
    energy = known + missing
    index = weather_index or 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.nan_to_num((value + absent) / energy)
        stretch = (grid("normal_kwh") / known - 1) / (1 / index - 1)
    heating = np.clip(np.nan_to_num(stretch, nan=0.0, posinf=0.0, neginf=0.0), 0.0, 1.0)
    if weather_index is None or abs(index - 1) < 1e-9:
        heating = np.zeros(shape)
    other = None
    if other_emissions is not None:
        swapped = rows.join(
            other_emissions.filter(pl.col("year") == year), on=["asset_code", "carrier"], how="left"
        ).sort("row", "column")
        by_other = [swapped[name].fill_null(0.0).to_numpy().reshape(shape) for name in (metric, f"missing_{metric}")]
        with np.errstate(divide="ignore", invalid="ignore"):
            other = np.nan_to_num((by_other[0] + by_other[1]) / energy)
    spans = assets.select("valid_from", "valid_until").iter_rows()
    known_activity = activity or {}
    return YearState(
        energy_kwh=energy,
        factor=factor,
        heating_share=heating,
        weather_index=index,
        presence_share=np.array([presence_share(start, end, year) for start, end in spans]),
        activity=np.array([known_activity.get((code, year), float("nan")) for code in codes]),
        missing_value=absent.sum(axis=1),
        other_factor=other,
    )
