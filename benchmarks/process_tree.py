"""A command and its children, measured from outside: wall time, processor time, and the peak of their memory together.

Only on Linux: it reads `/proc`. Memory that processes share is counted once (PSS).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Ran:
    """What a command cost and said.

    Args:
        code: Its exit code.
        out: What it wrote to its standard output.
        err: What it wrote to its standard error.
        seconds: Wall time.
        cpu: Processor time of it and its children. [s]
        peak_mb: Highest memory of it and its children together. [MB]
        children: Most processes at a time beside the first.
    """

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    peak_mb: float
    children: int

    def __str__(self) -> str:
        return (
            f"exit {self.code}, {self.seconds:.1f} s, processor {self.cpu:.1f} s, "
            f"peak {self.peak_mb:.0f} MB with {self.children} children"
        )


def run_koers(*words: str | Path, limit_seconds: float = 1800) -> Ran:
    """Run `koers` with these words, as a user would, and measure it."""
    return run_measured([sys.executable, "-m", "koers", *map(str, words)], limit_seconds)


def run_measured(command: Sequence[str], limit_seconds: float = 1800) -> Ran:
    """Run a command and measure it.

    Args:
        command: The program and its words.
        limit_seconds: After this time it hangs.

    Raises:
        subprocess.TimeoutExpired: It hangs; it was stopped.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parent.parent,
    )
    peaks = _Peaks(process.pid)
    peaks.start()
    try:
        out, err = process.communicate(timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    finally:
        peaks.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = time.perf_counter() - start
    return Ran(process.returncode, out, err, seconds, cpu, peaks.kilobytes / 1024, peaks.most - 1)


class _Peaks(threading.Thread):
    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.kilobytes, self.most = 0, 1
        self._root = root
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_PAUSE_SECONDS):
            tree = _tree(self._root)
            self.most = max(self.most, len(tree))
            self.kilobytes = max(self.kilobytes, sum(_kilobytes(number) for number in tree))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _tree(root: int) -> list[int]:
    """The process and all below it."""
    found = [root]
    for number in found:
        for thread in _names(Path(f"/proc/{number}/task")):
            found += [int(word) for word in _read(Path(f"/proc/{number}/task/{thread}/children")).split()]
    return found


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - a process may end while its folder is read
    except OSError:
        return []


def _kilobytes(number: int) -> int:
    for line in _read(Path(f"/proc/{number}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
