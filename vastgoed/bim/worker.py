"""The parent's side of the child process: asks, waits no longer than allowed, and survives its death."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from vastgoed.bim.budget import MEMORY_FACTOR, Budget

# A child that has read this much is replaced: what the parser does not give back must not add up.
_RENEW_BYTES = 256 << 20


class Request(Protocol):
    """What the child is asked: a dataclass of plain data.

    Args:
        job: A name of `vastgoed.bim.jobs.JOBS`.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]
    job: ClassVar[str]

    @property
    def path(self) -> str:
        """The model, ready for the parser."""


@dataclass(frozen=True)
class Limits:
    """What one model may cost.

    Args:
        seconds: Time to read it, before the allowance for its size.
        seconds_per_mb: Allowance for its size.
        memory_bytes: Memory before the allowance for its size.
        memory_factor: Allowance as a multiple of its size.
    """

    seconds: float = 60.0
    seconds_per_mb: float = 1.0
    memory_bytes: int = 1 << 30
    memory_factor: float = 6.0

    def seconds_for(self, size_bytes: int) -> float:
        """Time for a file of this size, in seconds.

        >>> Limits().seconds_for(100_000_000)
        160.0
        """
        return self.seconds + self.seconds_per_mb * size_bytes / 1e6

    def memory_for(self, size_bytes: int) -> int:
        """Memory for a file of this size, in bytes."""
        return int(self.memory_bytes + self.memory_factor * size_bytes)


class ChildFailedError(Exception):
    """The child gave no rows.

    Args:
        reason: `time`, `memory`, `crash`, `parse`, or `own` when Koers itself is wrong.
        detail: What the parser said, for the curious, or what to report.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Worker:
    """A child process that reads models one after the other; replaced when it dies.

    Use it as a context manager. Not to be shared between threads.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[str] | None = None
        self._read_bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, request: Request) -> dict[str, Any]:
        """Have one model read, or its geometry written to a folder.

        Returns:
            Rows per table and findings, as plain data.

        Raises:
            ChildFailedError: It took too long or too much memory, crashed, or could not be parsed.
        """
        size = Path(request.path).stat().st_size
        seconds = self._limits.seconds_for(size)
        asked = {
            **asdict(request),
            "job": request.job,
            "memory_bytes": self._limits.memory_for(size),
            "seconds": int(seconds),
        }
        process = self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(seconds, stop)
        clock.start()
        try:
            line = _exchange(process, json.dumps(asked))
        finally:
            clock.cancel()
        if not line:
            code = process.wait()
            self.close()
            raise ChildFailedError("time" if late.is_set() else "crash", f"exit code {code}")
        answer: dict[str, Any] = json.loads(line)
        self._read_bytes += size
        if "error" in answer:
            if answer["error"] == "memory":
                self.close()  # what is left of its memory is not to be trusted
            raise ChildFailedError(answer["error"], answer.get("detail", ""))
        return answer

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _start(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None or self._read_bytes > _RENEW_BYTES:
            self.close()
            self._read_bytes = 0
            here = str(Path(__file__).resolve().parents[2])
            paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
            # One thread for the number library: its threads reserve memory that counts towards the cap.
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                # -P: the folder where the user stands is no place to import from.
                [sys.executable, "-P", "-m", "vastgoed.bim.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env=environment,
            )
        return self._process


class SharedWorker:
    """Children for a whole run, for callers that read models in threads of their own; they end with the process.

    Starting a child costs more than reading a small model. There are no more of them than processors, and what they
    read side by side stays within a budget of memory: a model that wants more than all of it is read alone.

    Args:
        count: Children; as many as there are processors when None.
        memory_bytes: What all of them together may be expected to use.
    """

    def __init__(self, count: int | None = None, memory_bytes: int = 4 << 30) -> None:
        self._places = threading.Semaphore(count or os.cpu_count() or 1)
        self._budget = Budget(memory_bytes)
        self._idle: list[Worker] = []

    def ask(self, request: Request) -> dict[str, Any]:
        """As `Worker.ask`, from any thread."""
        size = Path(request.path).stat().st_size
        with self._places, self._budget.hold(int(size * MEMORY_FACTOR)):
            try:
                worker = self._idle.pop()
            except IndexError:
                worker = Worker()
                atexit.register(worker.close)
            try:
                return worker.ask(request)
            finally:
                self._idle.append(worker)


SHARED = SharedWorker()


def _exchange(process: subprocess.Popen[str], question: str) -> str:
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(question + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (BrokenPipeError, OSError):
        return ""
