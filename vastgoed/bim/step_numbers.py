"""Numbers and names read out of text many at a time: the arithmetic behind the index of a STEP file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_NAME = 64


_PAIRS_FOURS_EIGHT = tuple(
    (np.uint64(mask), np.uint64(factor), np.uint64(shift))
    for mask, factor, shift in (
        (0x0F0F0F0F0F0F0F0F, 2561, 8), (0x00FF00FF00FF00FF, 6553601, 16), (0x0000FFFF0000FFFF, 42949672960001, 32),
    )
)  # fmt: skip


def read_numbers(words: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The number that eight bytes begin with, and how many digits it has; eight digits may not be all.

    Eight digits are read at once, as the bytes of one 64-bit word.

    >>> text = np.frombuffer(b"12=IFCWA12345678", dtype="<u8")
    >>> [part.tolist() for part in read_numbers(text)]
    [[12, 12345678], [2, 8]]
    """
    u = np.uint64
    number = words ^ u(0x3030303030303030)
    other = number + u(0x7676767676767676)
    other |= number
    other &= u(0x8080808080808080)
    below = other - u(1)  # the bits below the first byte that is no digit; all of them when each is one
    below &= ~other
    digits = np.bitwise_count(below) >> np.uint8(3)
    # Move the digits to the end of the word, by 64 bits when there are none; what comes in front is zero.
    number <<= (np.uint8(64) - (digits << np.uint8(3))).astype(u)
    for mask, factor, shift in _PAIRS_FOURS_EIGHT:
        number &= mask
        number *= factor
        number >>= shift
    return number.view(np.int64), digits.astype(np.int64)


def read_long_numbers(
    letters: NDArray[np.uint8], at: NDArray[np.int64], numbers: NDArray[np.int64], digits: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers with more than eight digits, read one by one; there are hardly any."""
    long = np.flatnonzero(digits == 8)
    numbers, digits = numbers.copy(), digits.copy()
    for place in long.tolist():
        begin = int(at[place]) + 1
        end = begin + 8
        while end < len(letters) and 48 <= letters[end] <= 57 and end - begin < 18:
            end += 1
        numbers[place], digits[place] = int(bytes(letters[begin:end])), end - begin
    return numbers, digits


def hash_names(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for the letters of each name up to its bracket."""
    total = np.zeros(len(at), dtype=np.uint64)
    words = np.ndarray((len(letters) - 7,), dtype="<u8", buffer=letters, strides=(1,))
    u = np.uint64
    alive = np.ones(len(at), dtype=bool)
    for step in range(LONGEST_NAME // 8):
        word = words[at + 8 * step]
        # Bytes below "0" end a name: its bracket, a space.
        ended = ((word - u(0x3030303030303030)) & ~word) & u(0x8080808080808080)
        lowest = ended & (~ended + u(1))
        mask = np.where(ended == 0, u(0xFFFFFFFFFFFFFFFF), (lowest >> u(7)) - u(1))
        mixed = (total ^ (word & mask)) * u(0x9E3779B97F4A7C15)
        total = np.where(alive, mixed ^ (mixed >> u(29)), total)
        alive &= ended == 0
        if not alive.any():
            break
    return total
