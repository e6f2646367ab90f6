"""Change-point models of energy against outdoor temperature, for all meters of a portfolio at once.

A model is a base plus, where the data show it, a heating slope below one balance temperature and a cooling slope
above another. Per segment the shape (constant, heating, cooling, both) and the balance temperatures are the ones with
the lowest Bayesian information criterion, with a small-sample term; slopes are never negative and must be significant
(t above 1.65). The year is split into weekdays and closed days, and into seasons, when that lowers the criterion of
the whole.

Source: ASHRAE Guideline 14 (CVRMSE, NMBE, uncertainty of savings); compared with OpenDSM and CalTRACK in
`benchmarks/energy_models.py`. Everything is a matrix product over balance temperatures and meters: no loop over meters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

BALANCE_DEGC = np.arange(3.0, 27.01, 0.5)
"""Balance temperatures that are tried [°C]."""

SIGNIFICANT_T = 1.65
FEWEST_ACTIVE = 10
FEWEST_ROWS = 20
FEWEST_PERIODS = 9
SHAPES = ("constant", "heating", "cooling", "heating_cooling")
PARAMETERS = np.array([1, 3, 3, 5])

SUMMER, WINTER = (6, 7, 8, 9), (11, 12, 1, 2, 3)


@dataclass(frozen=True)
class Segments:
    """Parts of the year that may have a model of their own.

    Args:
        masks: Name -> rows that belong to it.
        partitions: Ways to divide all rows into segments, the simplest first.
    """

    masks: Mapping[str, Flags]
    partitions: Sequence[tuple[str, ...]]


def segments_of_days(months: NDArray[np.int64], closed: Flags) -> Segments:
    """Weekdays and closed days; summer (June to September) and the rest; summer, winter and between.

    Args:
        months: Month of each day, 1..12.
        closed: Saturdays, Sundays and holidays.
    """
    summer, winter = np.isin(months, SUMMER), np.isin(months, WINTER)
    seasons = {"summer": summer, "rest": ~summer, "winter": winter, "between": ~summer & ~winter}
    masks: dict[str, Flags] = {"all": np.ones(months.size, dtype=bool), "open": ~closed, "closed": closed, **seasons}
    for name, mask in seasons.items():
        masks[f"{name}.open"], masks[f"{name}.closed"] = mask & ~closed, mask & closed
    two, three = ("summer", "rest"), ("summer", "winter", "between")

    def by_day(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{name}.{kind}" for name in names for kind in ("open", "closed"))

    return Segments(masks, (("all",), ("open", "closed"), two, three, by_day(two), by_day(three)))


def one_segment(rows: int) -> Segments:
    """No split: for billing periods, which mix kinds of day."""
    return Segments({"all": np.ones(rows, dtype=bool)}, (("all",),))


@dataclass(frozen=True)
class SegmentFit:
    """The best model of each meter in one segment; arrays over meters.

    Args:
        shape: Place in SHAPES; -1 where there are too few rows.
        base: Use per day at mild temperatures.
        heating_slope: Extra use per day and degree below `heating_degc`.
        cooling_slope: Extra use per day and degree above `cooling_degc`.
        sse: Sum of squared residuals.
        rows: Rows used.
    """

    shape: NDArray[np.int64]
    base: Floats
    heating_slope: Floats
    heating_degc: Floats
    cooling_slope: Floats
    cooling_degc: Floats
    sse: Floats
    rows: Floats

    def predict(self, temperature_degc: Floats, meter: int) -> Floats:
        """Use per day of one meter at these daily mean temperatures."""
        cold = np.maximum(0.0, self.heating_degc[meter] - temperature_degc)
        warm = np.maximum(0.0, temperature_degc - self.cooling_degc[meter])
        predicted: Floats = self.base[meter] + self.heating_slope[meter] * cold + self.cooling_slope[meter] * warm
        return predicted


@dataclass(frozen=True)
class Models:
    """The chosen models of all meters.

    Args:
        segments: Segment name -> fits.
        partitions: The ways of dividing that were tried.
        partition: Per meter the place of the chosen one; -1 where nothing could be fitted.
        rows: Rows used per meter.
        parameters: Parameters of the chosen model, balance temperatures included.
        mean_use: Mean use per day.
        cvrmse_share: Root mean square error (n minus p) divided by the mean use.
        nmbe_share: Net bias (n minus p) divided by the mean use.
        r2_share: Part of the variance that is explained.
        autocorrelation: Of the residuals at lag one.
    """

    segments: Mapping[str, SegmentFit]
    partitions: Sequence[tuple[str, ...]]
    partition: NDArray[np.int64]
    rows: Floats
    parameters: Floats
    mean_use: Floats
    cvrmse_share: Floats
    nmbe_share: Floats
    r2_share: Floats
    autocorrelation: Floats

    def shape_of(self, meter: int) -> str:
        """The shape over the whole year: what any of its segments shows.

        `constant`, `heating`, `cooling`, `heating_cooling`, or empty where nothing could be fitted.
        """
        if self.partition[meter] < 0:
            return ""
        names = self.partitions[int(self.partition[meter])]
        heats = any(self.segments[name].heating_slope[meter] > 0 for name in names)
        cools = any(self.segments[name].cooling_slope[meter] > 0 for name in names)
        return SHAPES[heats + 2 * cools]

    def predict(self, temperature_degc: Floats, segments: Segments) -> Floats:
        """Use per day of every meter, rows by meters; nan where a meter has no model.

        Args:
            temperature_degc: Daily means [°C].
            segments: Made like those of the fit, for the days asked for.
        """
        predicted = np.full((temperature_degc.size, self.partition.size), np.nan)
        for meter, place in enumerate(self.partition):
            for name in self.partitions[int(place)] if place >= 0 else ():
                mask = segments.masks[name]
                predicted[mask, meter] = self.segments[name].predict(temperature_degc[mask], meter)
        return predicted


def fit_daily(temperature_degc: Floats, use: Floats, segments: Segments) -> Models:
    """Fit every meter on its days.

    Args:
        temperature_degc: Daily means [°C].
        use: Days by meters, use per day; nan is missing.
        segments: From `segments_of_days` for the same days.

    >>> rng = np.random.default_rng(1)
    >>> cold = 10 - 8 * np.cos(np.arange(365) / 365 * 2 * np.pi)
    >>> gas = 20 + 5 * np.maximum(0, 15 - cold) + rng.normal(0, 2, 365)
    >>> months = (np.arange(365) // 30.5).astype(int) + 1
    >>> models = fit_daily(cold, np.column_stack([gas]), segments_of_days(months, np.arange(365) % 7 > 4))
    >>> models.shape_of(0), float(models.segments["all"].heating_degc[0])
    ('heating', 15.0)
    """
    known = np.isfinite(use)
    cold = np.maximum(0.0, BALANCE_DEGC[None, :] - temperature_degc[:, None])
    warm = np.maximum(0.0, temperature_degc[:, None] - BALANCE_DEGC[None, :])
    values = np.where(known, use, 0.0)
    fits = {
        name: _fit_segment(cold, warm, values, (known & mask[:, None]).astype(float), FEWEST_ROWS, crossed=False)
        for name, mask in segments.masks.items()
    }
    return _choose(fits, segments, use, known, cold, warm)


def fit_periods(cold: Floats, warm: Floats, use: Floats, days: Floats) -> Models:
    """Fit every meter on its billing periods (see `period_features`).

    Args:
        cold: Periods by balance temperatures, mean degrees below.
        warm: Periods by balance temperatures, mean degrees above.
        use: Periods by meters, mean use per day; nan is missing.
        days: Length of each period, its weight.
    """
    known = np.isfinite(use)
    weights = known * (days / days.mean())[:, None]
    fit = _fit_segment(cold, warm, np.where(known, use, 0.0), weights, FEWEST_PERIODS, crossed=True)
    return _choose({"all": fit}, one_segment(days.size), use, known, cold, warm)


def period_features(temperature_degc: Floats, period_of_day: NDArray[np.int64], periods: int) -> tuple[Floats, Floats]:
    """Mean degrees below and above each balance temperature, per billing period.

    Args:
        temperature_degc: Daily means [°C].
        period_of_day: Place of the period each day belongs to; -1 belongs to none.
        periods: How many periods there are.
    """
    inside = (period_of_day[None, :] == np.arange(periods)[:, None]).astype(float)
    inside /= np.maximum(inside.sum(axis=1, keepdims=True), 1.0)
    cold = np.maximum(0.0, BALANCE_DEGC[None, :] - temperature_degc[:, None])
    warm = np.maximum(0.0, temperature_degc[:, None] - BALANCE_DEGC[None, :])
    return inside @ cold, inside @ warm


def _fit_segment(cold: Floats, warm: Floats, values: Floats, weights: Floats, fewest: int, crossed: bool) -> SegmentFit:
    """Every shape at every balance temperature for every meter, and the best of them.

    Args:
        cold: Rows by balance temperatures.
        warm: Rows by balance temperatures.
        values: Rows by meters, 0 where missing.
        weights: Rows by meters, 0 where missing or outside the segment.
        fewest: Rows below which nothing is fitted.
        crossed: Whether a row may be both cold and warm (a billing period); a day never is when heating ends below
            where cooling starts.
    """
    used = weights > 0
    rows, weight = used.sum(axis=0).astype(float), np.maximum(weights.sum(axis=0), 1e-12)
    mean = (weights * values).sum(axis=0) / weight
    centred = weights * (values - mean)
    total = (centred * (values - mean)).sum(axis=0)
    h, c = _Sums.of(cold, centred, weights, weight, used), _Sums.of(warm, centred, weights, weight, used)
    few = max(FEWEST_ACTIVE, 1) if not crossed else 2
    scores, slopes = [total[None, :]], []
    for one in (h, c):
        slope = one.cross / one.square
        sse = total - slope * one.cross
        good = _significant(slope, sse, rows - 2, 1 / one.square) & (one.active >= few)
        scores.append(np.where(good, sse, np.inf))
        slopes.append(slope)
    pair_h, pair_c = np.triu_indices(BALANCE_DEGC.size)
    between = np.zeros((pair_h.size, rows.size))
    if crossed:
        for place, (i, j) in enumerate(zip(pair_h, pair_c, strict=True)):
            between[place] = (weights * (cold[:, i] * warm[:, j])[:, None]).sum(axis=0)
    between -= h.mean[pair_h] * c.mean[pair_c] * weight
    det = np.maximum(h.square[pair_h] * c.square[pair_c] - between**2, 1e-9)
    heat = (h.cross[pair_h] * c.square[pair_c] - c.cross[pair_c] * between) / det
    cool = (c.cross[pair_c] * h.square[pair_h] - h.cross[pair_h] * between) / det
    sse = total - heat * h.cross[pair_h] - cool * c.cross[pair_c]
    good = (
        _significant(heat, sse, rows - 3, c.square[pair_c] / det)
        & _significant(cool, sse, rows - 3, h.square[pair_h] / det)
        & (h.active[pair_h] >= few)
        & (c.active[pair_c] >= few)
    )
    scores.append(np.where(good, sse, np.inf))
    return _best(scores, slopes, heat, cool, pair_h, pair_c, h, c, mean, rows, rows >= fewest)


@dataclass(frozen=True)
class _Sums:
    """Centred sums of a feature: balance temperatures by meters."""

    mean: Floats
    square: Floats
    cross: Floats
    active: Floats

    @staticmethod
    def of(feature: Floats, centred: Floats, weights: Floats, weight: Floats, used: Flags) -> _Sums:
        mean = feature.T @ weights / weight
        square = np.maximum((feature**2).T @ weights - mean**2 * weight, 1e-9)
        return _Sums(mean, square, feature.T @ centred, (feature > 0).T.astype(float) @ used.astype(float))


def _significant(slope: Floats, sse: Floats, freedom: Floats, inverse: Floats) -> Flags:
    error = np.sqrt(np.maximum(sse, 1e-12) / np.maximum(freedom, 1.0) * inverse)
    flags: Flags = slope > SIGNIFICANT_T * error
    return flags


def _best(
    scores: Sequence[Floats],
    slopes: Sequence[Floats],
    heat: Floats,
    cool: Floats,
    pair_h: NDArray[np.int64],
    pair_c: NDArray[np.int64],
    h: _Sums,
    c: _Sums,
    mean: Floats,
    rows: Floats,
    enough: Flags,
) -> SegmentFit:
    meters = np.arange(rows.size)
    places = [np.argmin(score, axis=0) for score in scores]
    lowest = np.array([score[place, meters] for score, place in zip(scores, places, strict=True)])
    n = np.maximum(rows, 1.0)
    criterion = _criterion(lowest, PARAMETERS[:, None], n)
    shape = np.where(enough, np.argmin(np.where(np.isfinite(lowest), criterion, np.inf), axis=0), -1)
    heats, cools, both = shape == 1, shape == 2, shape == 3
    at_h = np.where(both, pair_h[places[3]], places[1])
    at_c = np.where(both, pair_c[places[3]], places[2])
    heating = np.where(heats, slopes[0][places[1], meters], np.where(both, heat[places[3], meters], 0.0))
    cooling = np.where(cools, slopes[1][places[2], meters], np.where(both, cool[places[3], meters], 0.0))
    return SegmentFit(
        shape=shape,
        base=mean - heating * h.mean[at_h, meters] - cooling * c.mean[at_c, meters],
        heating_slope=heating,
        heating_degc=np.where(heats | both, BALANCE_DEGC[at_h], np.nan_to_num(BALANCE_DEGC[0])),
        cooling_slope=cooling,
        cooling_degc=np.where(cools | both, BALANCE_DEGC[at_c], BALANCE_DEGC[-1]),
        sse=lowest[np.maximum(shape, 0), meters],
        rows=rows,
    )


def _criterion(sse: Floats, parameters: Floats | NDArray[np.int64], rows: Floats) -> Floats:
    """The Bayesian criterion, with the small-sample term of Hurvich and Tsai: it matters for a year of bills."""
    small = 2 * parameters * (parameters + 1) / np.maximum(rows - parameters - 1, 0.5)
    criterion: Floats = rows * np.log(np.maximum(sse, 1e-12) / rows) + parameters * np.log(rows) + small
    return criterion


def _choose(
    fits: Mapping[str, SegmentFit], segments: Segments, use: Floats, known: Flags, cold: Floats, warm: Floats
) -> Models:
    """Per meter the partition with the lowest criterion over the whole year, and how well it fits."""
    rows = known.sum(axis=0).astype(float)
    n = np.maximum(rows, 1.0)
    criteria, counts = [], []
    for names in segments.partitions:
        sse = sum((fits[name].sse for name in names), np.zeros(rows.size))
        count = sum((PARAMETERS[np.maximum(fits[name].shape, 0)] for name in names), np.zeros(rows.size))
        whole = np.all([fits[name].shape >= 0 for name in names], axis=0)
        criteria.append(np.where(whole, _criterion(sse, count, n), np.inf))
        counts.append(count)
    lowest = np.argmin(criteria, axis=0)
    meters = np.arange(rows.size)
    fitted = np.isfinite(np.array(criteria)[lowest, meters])
    partition = np.where(fitted, lowest, -1)
    parameters = np.array(counts)[lowest, meters]
    residual = np.where(known, use - _fitted(fits, segments, partition, cold, warm), 0.0)
    freedom = np.maximum(rows - parameters, 1.0)
    mean_use = np.where(known, use, 0.0).sum(axis=0) / n
    spread = np.where(known, use - mean_use, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        cvrmse = np.sqrt((residual**2).sum(axis=0) / freedom) / mean_use
        nmbe = residual.sum(axis=0) / freedom / mean_use
        r2 = 1 - (residual**2).sum(axis=0) / (spread**2).sum(axis=0)
        lag = (residual[1:] * residual[:-1]).sum(axis=0) / (residual**2).sum(axis=0)
    return Models(
        fits, segments.partitions, partition, rows, parameters, mean_use,
        *(np.where(fitted, value, np.nan) for value in (cvrmse, nmbe, r2, lag)),
    )  # fmt: skip


def _fitted(
    fits: Mapping[str, SegmentFit], segments: Segments, partition: NDArray[np.int64], cold: Floats, warm: Floats
) -> Floats:
    fitted = np.full((cold.shape[0], partition.size), np.nan)
    for place, names in enumerate(segments.partitions):
        chosen = np.flatnonzero(partition == place)
        for name in names if chosen.size else ():
            fit, mask = fits[name], segments.masks[name]
            at_h = np.searchsorted(BALANCE_DEGC, fit.heating_degc[chosen])
            at_c = np.searchsorted(BALANCE_DEGC, fit.cooling_degc[chosen])
            fitted[np.ix_(mask, chosen)] = (
                fit.base[chosen]
                + fit.heating_slope[chosen] * cold[mask][:, at_h]
                + fit.cooling_slope[chosen] * warm[mask][:, at_c]
            )
    return fitted
