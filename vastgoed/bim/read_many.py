"""Many models at once: several child processes, the largest file first, and no broken file stops the others."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.errors import KoersError
from vastgoed.bim.budget import MEMORY_FACTOR, Budget
from vastgoed.bim.read_ifc import BimModel, read_model
from vastgoed.bim.worker import Limits, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class ReadResult:
    """What came of one file: a model, or the error that says why not."""

    path: Path
    model: BimModel | None = None
    error: KoersError | None = None


def read_models(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    workers: int | None = None,
    memory_bytes: int = 4 << 30,
    limits: Limits | None = None,
    on_done: Callable[[ReadResult], None] | None = None,
) -> list[ReadResult]:
    """Read many models side by side.

    Args:
        paths: The files.
        mapping: As for `read_model`.
        workers: Child processes; as many as there are processors when None.
        memory_bytes: What all of them together may be expected to use; a larger file then runs alone.
        limits: What one model may cost.
        on_done: Told of each file as it is done, in any order, one at a time; for a progress bar.

    Returns:
        One result per path, in the order of `paths`.
    """
    count = min(workers or os.cpu_count() or 1, max(len(paths), 1))
    budget = Budget(memory_bytes)
    own = threading.local()
    started: list[Worker] = []

    def read(path: Path) -> ReadResult:
        if not hasattr(own, "worker"):
            own.worker = Worker(limits)
            started.append(own.worker)
        need = int(path.stat().st_size * MEMORY_FACTOR) if path.exists() else 0
        with budget.hold(need):
            try:
                return ReadResult(path, model=read_model(path, mapping=mapping, worker=own.worker))
            except KoersError as error:
                return ReadResult(path, error=error)

    # Largest first, so that the last one running is a small one.
    order = sorted(range(len(paths)), key=lambda place: -_size_of(paths[place]))
    results: dict[int, ReadResult] = {}
    try:
        with ThreadPoolExecutor(count) as pool:
            places = {pool.submit(read, paths[place]): place for place in order}
            for done in as_completed(places):
                results[places[done]] = done.result()
                if on_done is not None:
                    on_done(results[places[done]])
    finally:
        for worker in started:
            worker.close()
    return [results[place] for place in range(len(paths))]


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
