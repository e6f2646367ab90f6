"""Change-point models find the truth they were made from, and stay honest where there is none."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.change_point import fit_daily, fit_periods, period_features, segments_of_days
from energie.meter_models import daily_use, fit_meters
from energie.savings import savings_of, shortcomings

DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
MONTHS = np.array([day.month for day in DAYS])
CLOSED = np.array([day.weekday() > 4 for day in DAYS])
SEGMENTS = segments_of_days(MONTHS, CLOSED)
RNG = np.random.default_rng(3)
DEGC = 10.5 - 8 * np.cos(np.arange(365) / 365 * 2 * np.pi) + RNG.normal(0, 3, 365)


def noisy(values, share=0.05):
    return values + RNG.normal(0, share * values.mean(), values.shape)


def fit(values):
    return fit_daily(DEGC, np.asarray(values, dtype=float).reshape(365, -1), SEGMENTS)


TRUTH = {
    "constant": np.full(365, 100.0),
    "heating": 100 + 12 * np.maximum(0, 15 - DEGC),
    "cooling": 100 + 15 * np.maximum(0, DEGC - 17),
    "heating_cooling": 100 + 12 * np.maximum(0, 12 - DEGC) + 15 * np.maximum(0, DEGC - 18),
}


@pytest.mark.parametrize("shape", TRUTH)
def test_the_shape_and_its_numbers_are_found(shape):
    models = fit(noisy(TRUTH[shape]))
    assert models.shape_of(0) == shape
    found = models.segments["all"]
    if "heating" in shape:
        assert found.heating_slope[0] == pytest.approx(12, rel=0.1)
        assert found.heating_degc[0] == pytest.approx(15 if shape == "heating" else 12, abs=1)
    if "cooling" in shape:
        assert found.cooling_slope[0] == pytest.approx(15, rel=0.15)
    assert found.base[0] == pytest.approx(100, rel=0.05)
    assert models.cvrmse_share[0] == pytest.approx(0.05, rel=0.15)
    assert abs(models.nmbe_share[0]) < 1e-6


def test_all_meters_at_once_is_each_meter_alone():
    together = fit(np.column_stack([noisy(values) for values in TRUTH.values()]))
    RNG2 = np.column_stack([together.predict(DEGC, SEGMENTS)[:, place] for place in range(4)])
    assert [together.shape_of(place) for place in range(4)] == list(TRUTH)
    assert np.isfinite(RNG2).all()


def test_a_building_that_rests_at_weekends_gets_a_model_for_them():
    values = noisy(np.where(CLOSED, 0.3, 1.0) * TRUTH["heating"])
    models = fit(values)
    assert models.partitions[int(models.partition[0])] == ("open", "closed")
    predicted = models.predict(DEGC, SEGMENTS)[:, 0]
    for kind in (CLOSED, ~CLOSED):
        assert predicted[kind].sum() == pytest.approx(values[kind].sum(), rel=0.01)


def test_slopes_are_never_negative_and_noise_is_constant():
    falling = noisy(200 - 5 * np.maximum(0, 15 - DEGC), 0.1)
    models = fit(falling)
    assert all((segment.heating_slope >= 0).all() and (segment.cooling_slope >= 0).all()
               for segment in models.segments.values())  # fmt: skip
    assert fit(RNG.normal(100, 20, (365, 40))).partition.min() >= 0


def test_missing_days_are_left_out():
    values = noisy(TRUTH["heating"])
    values[RNG.random(365) < 0.2] = np.nan
    models = fit(values)
    assert models.rows[0] == np.isfinite(values).sum()
    assert models.segments["all"].heating_slope[0] == pytest.approx(12, rel=0.1)


def test_too_few_days_give_no_model():
    values = np.full(365, np.nan)
    values[:10] = 5.0
    models = fit(values)
    assert (models.partition[0], models.shape_of(0)) == (-1, "")
    assert np.isnan(models.predict(DEGC, SEGMENTS)).all()


@settings(deadline=None, max_examples=25)
@given(scale=st.floats(0.01, 1e4), shape=st.sampled_from(list(TRUTH)))
def test_the_unit_does_not_matter(scale, shape):
    values = TRUTH[shape] + 5 * np.sin(np.arange(365) * 7.0)
    one, other = fit(values), fit(values * scale)
    assert one.shape_of(0) == other.shape_of(0)
    assert other.predict(DEGC, SEGMENTS) == pytest.approx(one.predict(DEGC, SEGMENTS) * scale, rel=1e-6)


def test_billing_periods_find_shape_and_slope():
    """Twelve bills say less than a year of days: the shape must be right for nearly all of forty noisy meters."""
    period = MONTHS - 1
    cold, warm = period_features(DEGC, period, 12)
    lengths = np.bincount(period).astype(float)
    noise = np.random.default_rng(11).normal(0, 0.1, (365, 40))
    daily = TRUTH["heating"][:, None] * (1 + noise)
    use = np.array([daily[period == month].mean(axis=0) for month in range(12)])
    models = fit_periods(cold, warm, use, lengths)
    heating = [place for place in range(40) if models.shape_of(place) == "heating"]
    assert len(heating) >= 37
    assert np.median(models.segments["all"].heating_slope[heating]) == pytest.approx(12, rel=0.1)


def test_savings_lie_inside_their_band():
    base, after = noisy(TRUTH["heating"], 0.1), noisy(TRUTH["heating"] * 0.9, 0.1)
    models = fit(base)
    found = savings_of(models, 0, models.predict(DEGC, SEGMENTS)[:, 0], after)
    assert found.saved_share == pytest.approx(0.1, abs=0.02)
    assert 0 < found.uncertainty_kwh < found.expected_kwh * 0.05
    assert found.saved_kwh == pytest.approx(found.expected_kwh - found.actual_kwh)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda v: v, []),
        (lambda v: np.where(np.arange(365) < 60, np.nan, v), ["too_few_days", "thin_month"]),
        (lambda v: np.where(MONTHS == 5, np.where(np.arange(365) % 3 == 0, np.nan, v), v), ["thin_month"]),
        (lambda v: np.where(np.arange(365) == 9, -5.0, v), ["negative"]),
        (lambda v: np.where(np.arange(365) == 9, 1e6, v), ["extreme"]),
        (lambda v: np.where(np.arange(365) < 300, 7.0, v), ["extreme", "constant_value"]),
    ],
)
def test_the_sufficiency_list(change, codes):
    assert shortcomings(DAYS, change(noisy(TRUTH["constant"], 0.05)), DEGC) == codes


def test_days_come_from_complete_intervals(portfolio):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2023, 3, 25), date(2023, 3, 28), 0.5)
    portfolio.rows = [row for row in portfolio.rows if not (row["start_utc"].day == 27 and row["start_utc"].hour > 20)]
    found = dict(daily_use(portfolio.readings().lazy(), 2023).select("day", "consumption_kwh").iter_rows())
    assert found[date(2023, 3, 25)] == 48
    assert found[date(2023, 3, 26)] == 46  # the clock goes forward
    assert found[date(2023, 3, 27)] is None


def test_meters_of_the_portfolio_are_fitted_with_the_loaded_temperatures(portfolio):
    portfolio.asset("A").meter("G", "A", "natural_gas")
    for place, day in enumerate(DAYS):
        kwh = float(TRUTH["heating"][place] + 3 * np.sin(place * 5.0))
        portfolio.reading("G", day, day + timedelta(days=1), kwh, "day", quality="validated")
    temperatures = dict(zip(DAYS, DEGC.tolist(), strict=True))
    row = fit_meters(portfolio.readings().lazy(), temperatures, 2023).row(0, named=True)
    assert (row["meter"], row["carrier"], row["shape"], row["shortcomings"]) == ("G", "natural_gas", "heating", "")
    assert row["heating_slope_kwh"] == pytest.approx(12, rel=0.05)
    assert fit_meters(portfolio.readings().lazy(), {}, 2023).is_empty()


SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "meters"
# OpenDSM 1.2.7 on the same files: savings share, CVRMSE (peers 6.1), and what the meter was made as.
REFERENCE = [
    ("il-electricity-cdd-hdd-daily", "il-electricity-cdd-hdd-tempF", 0.0923, 0.2484, "heating_cooling"),
    ("il-electricity-cdd-only-daily", "il-tempF", 0.0432, 0.3292, "cooling"),
    ("il-gas-hdd-only-daily", "il-tempF", 0.0853, 0.3115, "heating"),
    ("il-gas-intercept-only-daily", "il-tempF", 0.1037, 0.1904, "constant"),
]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample meters are not beside the repository")
@pytest.mark.parametrize(("name", "warmth", "savings", "cvrmse", "shape"), REFERENCE)
def test_simulated_meters_come_close_to_opendsm(name, warmth, savings, cvrmse, shape):
    def table(file):
        return pl.read_csv(gzip.decompress((SAMPLES / f"{file}.csv.gz").read_bytes()))

    use = table(name).select(day=pl.col("start").str.slice(0, 10).str.to_date(), use="value")
    degc = (
        table(warmth)
        .group_by(day=pl.col("dt").str.slice(0, 10).str.to_date())
        .agg(((pl.col("tempF").mean() - 32) / 1.8).alias("degc"))
    )
    days = use.join(degc, on="day").sort("day")
    base = days.filter(pl.col("day") < date(2016, 12, 26), pl.col("day") >= date(2015, 12, 27))
    after = days.filter(pl.col("day") >= date(2017, 1, 4)).head(365)

    def segments(frame):
        return segments_of_days(frame["day"].dt.month().to_numpy(), frame["day"].dt.weekday().to_numpy() > 5)

    models = fit_daily(base["degc"].to_numpy(), base.select("use").to_numpy(), segments(base))
    expected = models.predict(after["degc"].to_numpy(), segments(after))[:, 0]
    found = savings_of(models, 0, expected, after["use"].to_numpy())
    assert models.shape_of(0) == shape
    assert found.saved_share == pytest.approx(savings, abs=0.015)
    assert models.cvrmse_share[0] <= 1.03 * cvrmse
