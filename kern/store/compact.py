"""Many small files of one partition become one, now and then, so that reading stays quick after hundreds of loads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.store.delta import DataFile
    from kern.store.settle import Settled
    from kern.store.staging import Staging

MOST_SMALL_FILES = 32
SMALL_ROWS = 100_000


def compact(staging: Staging, stored: Sequence[DataFile], settled: Settled) -> None:
    """Merge the small files of partitions that this load touches anyway and that hold too many of them.

    The merge is part of the load's own commit. Rows keep the import that brought them.

    Args:
        staging: The load's rows of one series.
        stored: Files of the visible version.
        settled: What the commit would do; changed in place.
    """
    gone = set(settled.remove)
    small: dict[tuple[tuple[str, int], ...], list[DataFile]] = defaultdict(list)
    for file in stored:
        if file not in gone and file.rows < SMALL_ROWS:
            small[file.partition].append(file)
    for number, partition in enumerate(sorted({file.partition for file in settled.add}), start=1):
        old = small[partition]
        if len(old) < MOST_SMALL_FILES:
            continue
        new = [file for file in settled.add if file.partition == partition]
        merged = staging.write(staging.series.scan([*old, *new]), f"c{number:05d}")
        settled.remove += old
        settled.add = [file for file in settled.add if file.partition != partition]
        settled.add += [staging.series.file_of(path) for path in merged]
        for file in new:
            (staging.series.path / file.path).unlink()
