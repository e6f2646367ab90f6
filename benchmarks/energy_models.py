"""Change-point models: against OpenDSM and CalTRACK on simulated meters, and the time for a portfolio.

    python benchmarks/energy_models.py [--samples ../shared/samples/meters] [--meters 600]

The four simulated Illinois meters (openeemeter/eemeter, Apache-2.0; true saving 10 %) stay outside the repository.
The base is the 365 days before 2016-12-26, the reporting period the 365 days from 2017-01-04. The aim: savings within
1.5 percentage points of OpenDSM, CVRMSE at most 3 % above it, the constant meter seen as constant; at most 0.02
processor seconds per meter and year.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import polars as pl

from energie.change_point import fit_daily, segments_of_days
from energie.savings import savings_of

if TYPE_CHECKING:
    from energie.change_point import Segments

BLACKOUT_START, BLACKOUT_END = date(2016, 12, 26), date(2017, 1, 4)
# Name, temperatures, OpenDSM 1.2.7 savings % and CVRMSE, CalTRACK 2 savings % and CVRMSE, true shape.
REFERENCE = (
    ("il-electricity-cdd-hdd-daily", "il-electricity-cdd-hdd-tempF", 9.23, 0.2484, 8.04, 0.2536, "heating_cooling"),
    ("il-electricity-cdd-only-daily", "il-tempF", 4.32, 0.3292, 3.33, 0.3431, "cooling"),
    ("il-gas-hdd-only-daily", "il-tempF", 8.53, 0.3115, 8.01, 0.3035, "heating"),
    ("il-gas-intercept-only-daily", "il-tempF", 10.37, 0.1904, 10.31, 0.1901, "constant"),
)


def read_meter(folder: Path, name: str, temperatures: str) -> pl.DataFrame:
    """Days with use and mean temperature [°C]."""

    def table(file: str) -> pl.DataFrame:
        return pl.read_csv(gzip.decompress((folder / f"{file}.csv.gz").read_bytes()))

    use = table(name).select(day=pl.col("start").str.slice(0, 10).str.to_date(), use="value")
    warmth = (
        table(temperatures)
        .group_by(day=pl.col("dt").str.slice(0, 10).str.to_date())
        .agg(((pl.col("tempF").mean() - 32) / 1.8).alias("degc"))
    )
    return use.join(warmth, on="day").sort("day")


def calendar(days: pl.Series) -> Segments:
    """The segments of these days; the sample's country has no Belgian holidays."""
    return segments_of_days(days.dt.month().to_numpy().astype(np.int64), days.dt.weekday().to_numpy() > 5)


def assess_sample(folder: Path, name: str, temperatures: str) -> dict[str, Any]:
    """Fit the base period and set the reporting period against it."""
    days = read_meter(folder, name, temperatures)
    base = days.filter(pl.col("day") < BLACKOUT_START, pl.col("day") >= BLACKOUT_START - timedelta(days=365))
    after = days.filter(pl.col("day") >= BLACKOUT_END).head(365)
    models = fit_daily(base["degc"].to_numpy(), base.select("use").to_numpy(), calendar(base["day"]))
    expected = models.predict(after["degc"].to_numpy(), calendar(after["day"]))[:, 0]
    saved = savings_of(models, 0, expected, after["use"].to_numpy())
    return {
        "shape": models.shape_of(0),
        "partition": ", ".join(models.partitions[int(models.partition[0])]),
        "savings_pct": saved.saved_share * 100,
        "band_pct": saved.uncertainty_kwh / saved.expected_kwh * 100,
        "cvrmse": float(models.cvrmse_share[0]),
    }


def compare(folder: Path) -> None:
    """Print the comparison side by side."""
    print(
        f"{'meter':32} {'shape':16} {'savings %':>17} {'OpenDSM':>8} {'CalTRACK':>9} {'CVRMSE':>7} {'OpenDSM':>8} "
        f"{'CalTRACK':>9}  aim"
    )
    for name, temperatures, savings, cvrmse, caltrack, caltrack_cvrmse, shape in REFERENCE:
        found = assess_sample(folder, name, temperatures)
        met = (
            abs(found["savings_pct"] - savings) <= 1.5
            and found["cvrmse"] <= 1.03 * cvrmse
            and (shape != "constant" or found["shape"] == "constant")
        )
        said = f"{found['savings_pct']:.2f} +- {found['band_pct']:.1f}"
        print(
            f"{name:32} {found['shape']:16} {said:>17} {savings:8.2f} {caltrack:9.2f} {found['cvrmse']:7.4f} "
            f"{cvrmse:8.4f} {caltrack_cvrmse:9.4f}  {'met' if met else 'NOT MET'}   [{found['partition']}]"
        )


def synthetic(meters: int) -> tuple[pl.Series, np.ndarray, np.ndarray]:
    """A year of daily use of meters of every shape, with noise, weekends and missing days."""
    rng = np.random.default_rng(7)
    days = pl.date_range(date(2024, 1, 1), date(2024, 12, 30), "1d", eager=True)
    place = np.arange(days.len())
    degc = 10.5 - 8 * np.cos(place / 366 * 2 * np.pi) + rng.normal(0, 3, place.size)
    weekend = (days.dt.weekday().to_numpy() > 5)[:, None]
    base, heat, cool = (rng.uniform(low, high, meters) for low, high in ((50, 500), (0, 60), (0, 40)))
    heat *= rng.random(meters) < 0.7
    cool *= rng.random(meters) < 0.4
    heating_balance, cooling_balance = rng.uniform(12, 17, meters), rng.uniform(18, 22, meters)
    use = (
        base
        + heat * np.maximum(0, heating_balance - degc[:, None])
        + cool * np.maximum(0, degc[:, None] - cooling_balance)
    )
    use = use * np.where(weekend, rng.uniform(0.4, 1.0, meters), 1.0) * rng.normal(1, 0.12, use.shape)
    use[rng.random(use.shape) < 0.01] = np.nan
    return days, degc, use


def time_portfolio(meters: int) -> None:
    """Print the processor seconds per meter and year, and the peak memory."""
    days, degc, use = synthetic(meters)
    segments = calendar(days)
    wall, spent = time.perf_counter(), time.process_time()
    models = fit_daily(degc, use, segments)
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fitted = int((models.partition >= 0).sum())
    print(
        f"{fitted} of {meters} meters fitted in {wall:.2f} s ({spent:.2f} processor s): "
        f"{spent / meters:.4f} processor s per meter and year (aim 0.02), peak {peak_mb:.0f} MB"
    )


def main() -> None:
    """Print the comparison where the samples are, and the time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).resolve().parents[2] / "shared" / "samples" / "meters"
    parser.add_argument("--samples", type=Path, default=here)
    parser.add_argument("--meters", type=int, default=600)
    options = parser.parse_args()
    if options.samples.is_dir():
        compare(options.samples)
    else:
        print(f"The sample meters are not at {options.samples}; the comparison is left out.")
    time_portfolio(options.meters)


if __name__ == "__main__":
    main()
