"""Signs of damage in a piece of STEP text: bytes, numbers and references that cannot be, texts left aside."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_MOST_ODD = 200  # odd letters and numbers looked at in one piece
_LARGEST_EXPONENT = 16
_NO_ROOMS = 50


class Piece:
    """A piece of text between others.

    Args:
        text: The piece, with text in front of and behind it.
        begin: Where the piece itself begins in it.
        length: How long it is.
    """

    def __init__(self, text: bytes, begin: int, length: int) -> None:
        self.text, self.begin = text, begin
        self.letters = np.frombuffer(text, dtype=np.uint8)
        self.body = self.letters[begin : begin + length]
        self._behind = self.letters[begin + 1 : begin + 1 + length]

    def has_remarks(self) -> bool:
        """Whether there are comments among the records."""
        remarks = self.body == ord("/")
        remarks &= self._behind == ord("*")
        return bool(remarks.any()) and self.count_outside_texts(np.flatnonzero(remarks) + self.begin) > 0

    def count_damaged(self) -> int:
        """Bytes that STEP text cannot have: control characters, or letters of a language outside texts."""
        body, count = self.body, 0
        if int(body.max()) >= 0x7F:
            count = self.count_outside_texts(np.flatnonzero(body >= 0x7F) + self.begin)
        low = np.count_nonzero(body < 32)
        if low:
            low -= np.count_nonzero(body == 10)
        if low:
            count += int(low - np.count_nonzero((body == 13) | (body == 9)))
        return count

    def count_absurd(self) -> int:
        """Numbers that are none (NaN), or larger than anything on earth (1.E300)."""
        power = self._behind - ord("+") < 15  # a sign, a digit, or a point
        power &= self.body == ord("E")
        odd = self.begin + np.flatnonzero(power)
        odd = odd[self.letters[odd - 1] - ord(".") < 12]  # a point or a digit
        odd = odd[_exponents(self.letters, odd) >= _LARGEST_EXPONENT]
        none = self.body == ord("N")
        none &= self._behind == ord("a")
        if none.any():
            none_at = np.flatnonzero(none) + self.begin
            odd = np.append(odd, none_at[self.letters[none_at + 2] == ord("N")])
        return self.count_outside_texts(odd)

    def count_outside_texts(self, places: NDArray[np.int64]) -> int:
        """How many of these places stand outside texts; only the first of very many are looked at."""
        return sum(not _inside_text(self.text, place) for place in places[:_MOST_ODD].tolist())


def count_dangling(path: Path, begin: int, lost: Iterable[int]) -> int:
    """References to nothing, among numbers with a "#" in front: a room may be called "#12" in a text.

    Args:
        path: The file.
        begin: Where its records begin.
        lost: Numbers that stand behind a "#" and are given to no record.
    """
    numbers = list(lost)
    if not numbers or len(numbers) > _NO_ROOMS:
        return len(numbers)
    count = 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for number in numbers:
            word = b"#%d" % number
            at = data.find(word, begin)
            while at >= 0:
                after = data[at + len(word) : at + len(word) + 1]
                if not after.isdigit() and not _inside_text(data, at):
                    count += 1
                    break
                at = data.find(word, at + 1)
    return count


def _inside_text(piece: Any, at: int) -> bool:
    """Whether a place stands between quotes: an odd number of them since its record began."""
    start = -1
    for reach in (2 << 10, at):  # a record hardly ever begins far away
        if start < 0:
            start = max(piece.rfind(mark, max(at - reach, 0), at) for mark in (b";\n", b";\r", b";#"))
    return bytes(piece[max(start, 0) : at]).count(b"'") % 2 == 1


def _exponents(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """The exponents that stand behind these "E"s; of three digits at most, which is enough to be absurd."""
    first = at + 1 + (letters[at + 1] == ord("+"))
    total, going = np.zeros(len(at), dtype=np.int64), np.ones(len(at), dtype=bool)
    for place in range(3):
        digit = letters[first + place] - 48
        going &= digit < 10
        total = np.where(going, total * 10 + digit, total)
    return total
