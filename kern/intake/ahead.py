"""Reading several files at a time, in their order, without holding more of them than fits in memory."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT_BYTES = 96 * 1024**2
_MOST_WORKERS = 4


def read_ahead(
    items: Iterable[Item],
    read: Callable[[Item], Result],
    size_bytes: Callable[[Item], int],
    in_flight_bytes: int = IN_FLIGHT_BYTES,
) -> Iterator[tuple[Item, Callable[[], Result]]]:
    """Read items in threads while the caller works on earlier ones.

    polars does its work outside Python's lock, so small files are read side by side. A large file is read alone.

    Args:
        items: What to read; taken one by one, just ahead of need.
        read: Reads one item.
        size_bytes: How much an item weighs.
        in_flight_bytes: How much may be read or waiting at a time; one item is always let through.

    Yields:
        Each item, in order, with a function that gives its result or raises what reading raised.

    >>> [(item, result()) for item, result in read_ahead([1, 2, 3], lambda number: number * 10, lambda number: 1)]
    [(1, 10), (2, 20), (3, 30)]
    """
    source = iter(items)
    waiting: deque[tuple[Item, Future[Result], int]] = deque()
    weight = 0
    with ThreadPoolExecutor(min(_MOST_WORKERS, os.cpu_count() or 1)) as pool:
        held = next(source, None)
        while held is not None or waiting:
            while held is not None and (not waiting or weight + size_bytes(held) <= in_flight_bytes):
                size = size_bytes(held)
                waiting.append((held, pool.submit(read, held), size))
                weight += size
                held = next(source, None)
            item, future, size = waiting.popleft()
            weight -= size
            try:
                yield item, future.result
            except GeneratorExit:
                for _item, later, _size in waiting:
                    later.cancel()
                raise
