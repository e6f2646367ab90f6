"""A budget of memory for models that are read side by side."""

from __future__ import annotations

import threading

MEMORY_FACTOR = 3.0
"""Memory that a model may be expected to take, as a multiple of its size; see `Limits` for the hard cap."""


class Budget:
    """Bytes that are given out until they are gone; whoever wants more than all of it waits to be alone."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._used = 0
        self._changed = threading.Condition()

    def hold(self, wanted: int) -> Held:
        """Have bytes for the length of a `with`."""
        return Held(self, wanted)

    def take(self, wanted: int) -> None:
        """Wait for bytes and take them."""
        with self._changed:
            self._changed.wait_for(lambda: self._used == 0 or self._used + wanted <= self._total)
            self._used += wanted

    def give(self, wanted: int) -> None:
        """Give bytes back."""
        with self._changed:
            self._used -= wanted
            self._changed.notify_all()


class Held:
    """Bytes that were given out, until the end of a `with`."""

    def __init__(self, budget: Budget, wanted: int) -> None:
        self._budget = budget
        self._wanted = wanted

    def __enter__(self) -> None:
        self._budget.take(self._wanted)

    def __exit__(self, *_: object) -> None:
        self._budget.give(self._wanted)
