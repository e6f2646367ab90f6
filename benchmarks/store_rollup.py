"""Yearly rollup of stored readings, beside a bare polars streaming group-by on the same parquet files.

    python benchmarks/store_rollup.py                  10 M readings
    python benchmarks/store_rollup.py --millions 100

The readings are made as frames and loaded through the store. Each side runs in a process of its own, in turn; the
best of `--repeats` counts. Prints the ratio (the aim is at most 1.3) and the peak memory.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import polars as pl

from benchmarks import common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kern.store.batch import LoadedFile
    from kern.store.store import Store

YEARS = list(range(2019, 2025))
KEYS = ("meter", "carrier", "register", "year")


def open_store(folder: Path) -> Store:
    """The workspace of this benchmark."""
    from energie.series import SERIES
    from kern.register import REGISTERS
    from kern.store.store import Store

    return Store.open(f"sqlite:///{folder / 'koers.db'}", folder / "reeksen", REGISTERS, SERIES)


def fill(folder: Path, rows: int) -> int:
    """Load readings of as many meters as it takes; returns the number of rows."""
    year_rows = sum(common.local_quarters(year).height for year in YEARS)
    meters = math.ceil(rows / year_rows)
    with open_store(folder) as store:
        return store.load(_readings(meters)).new


def _readings(meters: int) -> Iterator[LoadedFile]:
    from kern.intake.contract import Intake
    from kern.store.batch import LoadedFile

    quarters = pl.concat(common.local_quarters(year) for year in YEARS).with_row_index("place")
    night = (pl.col("start").dt.weekday() > 5) | ~pl.col("start").dt.hour().is_between(7, 21)
    for number in range(meters):
        rows = quarters.select(
            meter=pl.lit(common.ean(number)),
            carrier=pl.lit("electricity"),
            register=pl.when(night).then(pl.lit("offtake_night")).otherwise(pl.lit("offtake_day")),
            resolution=pl.lit("quarter"),
            start_utc=pl.col("utc").cast(pl.Datetime("us", "UTC")),
            end_utc=(pl.col("utc") + pl.duration(minutes=15)).cast(pl.Datetime("us", "UTC")),
            consumption_kwh=(pl.col("place").hash(seed=number) % 9_000).cast(pl.Float64) / 1_000,
            quality=pl.lit("measured"),
            source_row=pl.col("place").cast(pl.Int64) + 2,
            year=pl.col("start").dt.year(),
            month=pl.col("start").dt.month(),
        )
        name = f"{common.ean(number)}.csv"
        intake = Intake(series={"readings": rows}, rows_read=rows.height)
        yield LoadedFile(Path(name), name, f"{number:064d}", "benchmark", intake)


def rollup(rows: pl.LazyFrame) -> dict[str, Any]:
    """Consumption per meter, carrier, register and year."""
    total = rows.group_by(KEYS).agg(pl.col("consumption_kwh").sum()).collect(engine="streaming")
    return {"groups": total.height, "kwh": round(total["consumption_kwh"].sum())}


def bare(folder: Path) -> Callable[[], dict[str, Any]]:
    """Polars on the files, nothing else."""
    pattern = folder / "reeksen" / "readings" / "**" / "*.parquet"
    return lambda: rollup(pl.scan_parquet(pattern, hive_partitioning=True))


def koers(folder: Path) -> Callable[[], dict[str, Any]]:
    """The same through the store, with finding the visible files."""
    store = open_store(folder)
    return lambda: rollup(store.series("readings"))


def main() -> None:
    """Fill a store, run both sides, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, default=10)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        side, folder = options.child
        common.report_child({"bare": bare, "koers": koers}[side](Path(folder)))
        return
    with tempfile.TemporaryDirectory(prefix="koers-benchmark-") as folder:
        rows = fill(Path(folder), int(options.millions * 1e6))
        parquet = list(Path(folder).rglob("*.parquet"))
        print(
            f"{rows:,} readings in {len(parquet)} files, {sum(file.stat().st_size for file in parquet) / 1e6:,.0f} MB"
        )
        best: dict[str, dict[str, Any]] = {}
        for _repeat in range(options.repeats):
            for side in ("bare", "koers"):
                done = common.measure(__file__, side, folder)
                print(f"  {side:6} {done}")
                if side not in best or done["seconds"] < best[side]["seconds"]:
                    best[side] = done
    ratio = best["koers"]["seconds"] / best["bare"]["seconds"]
    print(f"koers {best['koers']['seconds']} s, bare {best['bare']['seconds']} s: ratio {ratio:.2f}")
    print(f"peak {best['koers']['peak_mb']} MB")


if __name__ == "__main__":
    main()
