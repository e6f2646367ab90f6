"""Fluvius CSV to stored, deduplicated readings, beside the bare polars pipeline on the same files.

    python benchmarks/store_intake.py                 60 files of a year, 4.2 M rows
    python benchmarks/store_intake.py --meters 285    20 M rows

Each side runs in a process of its own, in turn; the best of `--repeats` counts. `bare` writes the same rows with the
columns the store keeps, unchecked (the aim is at most 1.5 times its time); `minimal` writes five columns only.
Prints the ratios and the peak memory (the aim is below 1 GiB at 20 M rows).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import common

if TYPE_CHECKING:
    from collections.abc import Callable


def bare(source: Path, target: Path) -> Callable[[], dict[str, Any]]:
    """The floor that keeps the same columns, ready to run."""
    files = sorted(source.glob("*.csv"))
    return lambda: common.bare_pipeline(files, target) or {}


def minimal(source: Path, target: Path) -> Callable[[], dict[str, Any]]:
    """The floor that keeps five columns only, ready to run."""
    files = sorted(source.glob("*.csv"))
    return lambda: common.bare_pipeline(files, target, minimal=True) or {}


def koers(source: Path, target: Path) -> Callable[[], dict[str, Any]]:
    """What `koers laad` does, ready to run on a workspace that exists: open, recognise, read, compare, store."""
    from energie.readers import READERS
    from energie.series import SERIES
    from kern.intake.ahead import read_ahead
    from kern.intake.archive import Limits, Unpacked, unpack
    from kern.intake.head import open_file
    from kern.intake.recognise import recognise
    from kern.register import REGISTERS
    from kern.store.batch import LoadedFile
    from kern.store.store import Store

    target.mkdir()
    store = Store.open(f"sqlite:///{target / 'koers.db'}", target / "reeksen", REGISTERS, SERIES)

    def read(file: Unpacked) -> LoadedFile:
        head = open_file(file.path, file.shown_name)
        reader = recognise(head, READERS)
        intake = reader.read(head, {})
        return LoadedFile(head.path, head.shown_name, head.sha256, reader.kind, intake, head.size_bytes)

    def work() -> dict[str, Any]:
        files = unpack([source], target, Limits())
        batch = (result() for _file, result in read_ahead(files, read, lambda file: file.path.stat().st_size))
        report = store.load(batch)
        return {"new": report.new, "same": report.same, "quarantined": report.rows_quarantined}

    return work


def main() -> None:
    """Make the files, run both sides, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meters", type=int, default=60)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        side, source, target = options.child
        common.report_child({"bare": bare, "minimal": minimal, "koers": koers}[side](Path(source), Path(target)))
        return
    with tempfile.TemporaryDirectory(prefix="koers-benchmark-") as folder:
        source = Path(folder) / "source"
        rows = common.make_history(source, options.meters, list(range(2025 - options.years, 2025)))
        size_mb = sum(path.stat().st_size for path in source.iterdir()) / 1e6
        print(f"{options.meters} files, {rows:,} rows, {size_mb:,.0f} MB")
        best: dict[str, dict[str, Any]] = {}
        for _repeat in range(options.repeats):
            for side in ("bare", "minimal", "koers"):
                target = Path(folder) / side
                shutil.rmtree(target, ignore_errors=True)
                done = common.measure(__file__, side, str(source), str(target))
                print(f"  {side:6} {done}")
                if side not in best or done["seconds"] < best[side]["seconds"]:
                    best[side] = done
    for side in ("bare", "minimal"):
        ratio = best["koers"]["seconds"] / best[side]["seconds"]
        print(f"koers {best['koers']['seconds']} s, {side} {best[side]['seconds']} s: ratio {ratio:.2f}")
    speed = rows / best["koers"]["seconds"] / 1e6
    print(f"{speed:.2f} M rows/s, peak {best['koers']['peak_mb']} MB")


if __name__ == "__main__":
    main()
