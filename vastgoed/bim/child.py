"""The child process that opens models: one request per line in, one answer per line out.

A broken model can crash the native parser, which no `except` catches, so it runs here and not in the user's
process. Memory and processor time are capped where the operating system can do that. Start it with
`python -m vastgoed.bim.child`; the parent side is `vastgoed.bim.worker`.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from contextlib import contextmanager
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

SPARE_BYTES = 2 << 30  # libraries and their address space, before any model
# The last two are of a library that no longer fits when it is imported.
_OUT_OF_MEMORY = ("bad_alloc", "std::length_error", "failed to map segment", "annot allocate memory")
_NEVER_THE_FILE = (NameError, ImportError, SyntaxError)


def main() -> None:
    """Answer requests until the parent closes the line."""
    # Native code writes to the standard output when it pleases, so answers get a line of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from vastgoed.bim.jobs import run_job

    _limit(asked.pop("memory_bytes"), asked.pop("seconds"))
    try:
        with without_collector():
            return run_job(asked.pop("job"), asked)
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # whatever a broken file provokes: the parent says it in words
        if any(sign in str(error) for sign in _OUT_OF_MEMORY):
            return {"error": "memory"}
        if is_own_mistake(error):
            return {"error": "own", "detail": _say_where(error)}
        return {"error": "parse", "detail": _say_detail(str(error) or type(error).__name__)}


def is_own_mistake(error: Exception) -> bool:
    """Whether Koers is wrong and not the file: a name or module that is not there, or a check of its own that fails.

    >>> is_own_mistake(NameError("name 'x' is not defined")), is_own_mistake(RuntimeError("Unable to open file"))
    (True, False)
    """
    if isinstance(error, AssertionError):  # the library checks the file with these too
        return _where(error).startswith(("vastgoed.", "kern."))
    return isinstance(error, _NEVER_THE_FILE)


def _where(error: Exception) -> str:
    places = [f"{frame.f_globals.get('__name__')}:{line}" for frame, line in walk_tb(error.__traceback__)]
    return places[-1] if places else ""


def _say_where(error: Exception) -> str:
    """The mistake and where it was made, for those who mend it."""
    said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":")
    return f"{said[:200]}; {_where(error)}"


def _say_detail(message: str) -> str:
    """Where the parser stumbled, or its own words, short enough for a sentence.

    >>> _say_detail("RuntimeError: token 12RY at offset 517843 invalid instance name")
    'byte 517843'
    """
    from vastgoed.bim.library import take_log

    offset = re.search(r"at offset (\d+)", message) or re.search(r"at offset (\d+)", take_log())
    if offset:
        return f"byte {offset[1]}"
    return " ".join(re.sub(r"[^ -~]+", " ", message).split()).rstrip(".")[:200]


@contextmanager
def without_collector() -> Iterator[None]:
    """No search for garbage in circles while a model is read: it takes a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _limit(memory_bytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the parent's clock is the only guard there
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    for kind, wanted in (
        (resource.RLIMIT_AS, memory_bytes + SPARE_BYTES),
        # A second guard, should the parent die: it counts the whole life of this process.
        (resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + seconds + 10),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def pack_finding(finding: Finding) -> dict[str, Any]:
    """A finding as plain data; its place is added by the parent, who knows the file's name.

    >>> unpack_finding(pack_finding(Finding("a.b", Severity.INFO, "x", {"n": 1}))).evidence
    {'n': 1}
    """
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "text": finding.text,
        "evidence": dict(finding.evidence),
        "remedy": finding.remedy,
    }


def unpack_finding(packed: dict[str, Any]) -> Finding:
    """The finding again."""
    return Finding(**{**packed, "severity": Severity(packed["severity"])})


if __name__ == "__main__":
    main()
