"""How findings name a few of many."""

from __future__ import annotations

from collections.abc import Sequence


def some(codes: Sequence[str], most: int = 5) -> str:
    """The first codes, and a mark that there are more.

    >>> some(["A", "B", "C"], 2)
    'A, B …'
    """
    return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")
