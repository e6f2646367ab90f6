"""The energy room's rollup to months, beside a bare polars streaming group-by on the same parquet files.

    python benchmarks/energy_rollup.py                  10 M readings
    python benchmarks/energy_rollup.py --millions 100

The bare side sums kWh per meter, carrier, register and year. The room's side sums per month and import as well, and
counts what is missing, estimated and provisional: what every energy figure and its trace stand on. Each side runs in
a process of its own, in turn; the best of `--repeats` counts. Prints the ratio (the aim is at most 1.3) and the peak
memory.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import common
from benchmarks.store_rollup import bare, fill, open_store

if TYPE_CHECKING:
    from collections.abc import Callable


def room(folder: Path) -> Callable[[], dict[str, Any]]:
    """Pieces per meter, flow, month and import, through the store."""
    from energie.rollup import roll_up

    store = open_store(folder)

    def work() -> dict[str, Any]:
        pieces = roll_up(store.series("readings")).frame
        return {"pieces": pieces.height, "kwh": round(pieces["consumption_kwh"].sum())}

    return work


def main() -> None:
    """Fill a store, run both sides, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, default=10)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        side, folder = options.child
        common.report_child({"bare": bare, "room": room}[side](Path(folder)))
        return
    with tempfile.TemporaryDirectory(prefix="koers-benchmark-") as folder:
        rows = fill(Path(folder), int(options.millions * 1e6))
        print(f"{rows:,} readings")
        best: dict[str, dict[str, Any]] = {}
        for _repeat in range(options.repeats):
            for side in ("bare", "room"):
                done = common.measure(__file__, side, folder)
                print(f"  {side:6} {done}")
                if side not in best or done["seconds"] < best[side]["seconds"]:
                    best[side] = done
    ratio = best["room"]["seconds"] / best["bare"]["seconds"]
    print(f"room {best['room']['seconds']} s, bare {best['bare']['seconds']} s: ratio {ratio:.2f}")
    print(f"peak {best['room']['peak_mb']} MB")


if __name__ == "__main__":
    main()
