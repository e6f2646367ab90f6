"""What can be counted in STEP text without a parser: record numbers given out twice, and spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np

_CHUNK = 8 << 20
_OVERLAP = 64  # longer than a step id with the spaces around it
_DIGITS = 10
_LONGEST_REMARK = 32 << 20


@dataclass(frozen=True)
class StepCounts:
    """Counts of a STEP text.

    Args:
        record_count: Records that get a number.
        duplicate_count: Records whose number was already given to another record.
        space_count: Records that say IFCSPACE.
    """

    record_count: int
    duplicate_count: int
    space_count: int


def count_records(path: Path) -> StepCounts:
    """Count the numbered records of a STEP file, reading it once; a second time only when numbers do not ascend."""
    import numpy as np

    last, records, spaces, ascending = -1, 0, 0, True
    for chunk, ids in _chunks(path):
        records += len(ids)
        spaces += chunk.count(b"IFCSPACE(")  # the rare spelling with a space before "(" is missed, never overcounted
        if len(ids):
            ascending = ascending and int(ids[0]) > last and bool(np.all(np.diff(ids) > 0))
            last = int(ids[-1])
    if ascending:
        return StepCounts(records, 0, spaces)
    every = np.concatenate([ids for _, ids in _chunks(path)])
    return StepCounts(records, records - len(np.unique(every)), spaces)


def _chunks(path: Path) -> Iterator[tuple[bytes, np.ndarray]]:
    """Pieces of the file that end at a line or record, each with the record numbers it gives out."""
    rest = b""
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            text, rest = _without_remarks(rest + piece)
            if len(rest) > _LONGEST_REMARK:  # a damaged byte rather than a remark
                text, rest = text + rest, b""
            if rest:  # a remark that goes on in the next piece
                yield text, _record_ids(text)
                continue
            # Cut behind the last ";" so that no record number is torn in two.
            cut = text.rfind(b";") + 1 or max(len(text) - _OVERLAP, 0)
            rest = text[cut:]
            yield text[:cut], _record_ids(text[:cut])
    if rest:
        yield rest, _record_ids(rest)


def _without_remarks(text: bytes) -> tuple[bytes, bytes]:
    r"""The text without its remarks, and apart from it a remark that has no end yet. What is in a text is no remark.

    >>> _without_remarks(b"#1=IFCA('/*');/* #2=IFCB(); */#3=IFCC();/* #4")
    (b"#1=IFCA('/*'); #3=IFCC();", b'/* #4')
    """
    if b"/*" not in text:
        return text, b""
    open_at = next((found.start() for found in _REMARK.finditer(text) if found["open"]), len(text))
    kept = _REMARK.sub(lambda found: found[0] if found[0].startswith(b"'") else b" ", text[:open_at])
    return kept, text[open_at:]


_REMARK = re.compile(rb"'[^']*'|/\*.*?\*/|(?P<open>/\*.*\Z)", re.DOTALL)


def _record_ids(text: bytes) -> np.ndarray:
    r"""The numbers in front of "=" in text such as "#12=IFCWALL(...);", in file order.

    >>> _record_ids(b"#1=IFCA('x');\n#23 = IFCB(#1);\n").tolist()
    [1, 23]
    """
    import numpy as np

    letters = np.frombuffer(text, dtype=np.uint8)
    at = np.flatnonzero(letters == ord("=")).astype(np.int64)
    if not len(at):
        return at
    at = at - 1
    for _ in range(4):  # spaces between number and "="
        at = np.where((at >= 0) & (letters[at] == ord(" ")), at - 1, at)
    number, power = np.zeros(len(at), dtype=np.int64), 1
    has_digit = np.zeros(len(at), dtype=bool)
    for _ in range(_DIGITS):
        digit = letters[at].astype(np.int64) - ord("0")
        is_digit = (at >= 0) & (digit >= 0) & (digit <= 9)
        if not is_digit.any():
            break
        number = np.where(is_digit, number + digit * power, number)
        at = np.where(is_digit, at - 1, at)
        has_digit |= is_digit
        power *= 10
    starts = has_digit & (at >= 0) & (letters[at] == ord("#"))
    # "#12=" inside a sentence is no record: a record starts the text or follows ";", a line end or a comment.
    before = letters[np.maximum(at - 1, 0)]
    starts &= (at == 0) | np.isin(before, np.frombuffer(b";\r\n\t /", dtype=np.uint8))
    wanted: np.ndarray = number[starts]
    return wanted
