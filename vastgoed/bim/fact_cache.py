"""Facts of models that were read before, kept by the hash of the file: an unchanged file costs a hash and no more.

What a folder holds is an aid and no record: it may be thrown away at any time. A file that cannot be read back counts
as absent. Another mapping, another way of reading or another version of the reader has a name of its own.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vastgoed.bim.limits import limits_mark

if TYPE_CHECKING:
    from vastgoed.bim.worker import Request

VERSION = 5
"""Raise it when the same file gives other facts: what was kept before is then read anew."""

_LARGEST_BYTES = 256 << 20


class FactCache:
    """Answers of the child process in a folder, one small file per model.

    Args:
        folder: Made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, model_hash: str, request: Request) -> dict[str, Any] | None:
        """The answer for this file and request, if it was kept."""
        path = self._path(model_hash, request)
        try:
            if path.stat().st_size > _LARGEST_BYTES:
                return None
            with gzip.open(path, "rt", encoding="utf-8") as file:
                answer: dict[str, Any] = json.load(file)
        except (OSError, EOFError, ValueError):
            return None
        return answer if isinstance(answer, dict) and "findings" in answer else None

    def keep(self, model_hash: str, request: Request, answer: dict[str, Any]) -> None:
        """Keep an answer; a folder that cannot be written to is no reason to stop."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Under another name first: two processes may keep the same model.
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            with os.fdopen(handle, "wb") as raw, gzip.open(raw, "wt", compresslevel=3, encoding="utf-8") as file:
                file.write(json.dumps(answer))  # in one go: that runs in C
            Path(name).replace(self._path(model_hash, request))
        except OSError:
            return

    def _path(self, model_hash: str, request: Request) -> Path:
        asked = {name: value for name, value in asdict(request).items() if name != "path"}
        kind = {"job": request.job, "version": VERSION, "limits": limits_mark()}
        words = json.dumps({**asked, **kind}, sort_keys=True)
        return self._folder / f"{model_hash}-{hashlib.sha256(words.encode()).hexdigest()[:12]}.json.gz"


_in_use: list[FactCache] = []


def keep_facts_in(folder: Path | None) -> None:
    """From now on in this process, keep the facts of models in a folder; None stops it."""
    _in_use[:] = [FactCache(folder)] if folder is not None else []


def cache_in_use() -> FactCache | None:
    """What `keep_facts_in` said last."""
    return _in_use[0] if _in_use else None
