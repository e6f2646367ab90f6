"""An index of a STEP file: where each record stands and what it is, found without a parser, at memory speed.

The text is mapped, never loaded. One pass over its "#" signs gives the records, their numbers and the references
between them, so that numbers given out twice and references to nothing are known before anything is read. Names are
only worked out for records that can matter to facts: points, faces and curves are by far the most.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_CHUNK = 8 << 20
_LARGEST_ID = 64 << 20  # two bits of knowledge per number are kept; beyond this another way must be found
_LONGEST_NAME = 64
_PADDING = 80
_BULK = (
    "CARTESIANPOINT", "POLYLOOP", "FACE", "FACEOUTERBOUND", "FACEBOUND", "DIRECTION", "POLYLINE", "AXIS2PLACEMENT3D",
    "AXIS2PLACEMENT2D", "CLOSEDSHELL", "FACETEDBREP", "EXTRUDEDAREASOLID", "SHAPEREPRESENTATION", "STYLEDITEM",
    "PRODUCTDEFINITIONSHAPE", "LOCALPLACEMENT", "CONNECTEDFACESET", "PRESENTATIONSTYLEASSIGNMENT", "PLANE",
    "COMPOSITECURVESEGMENT", "TRIMMEDCURVE", "VERTEXPOINT", "EDGECURVE", "ORIENTEDEDGE", "EDGELOOP", "BSPLINECURVE",
    "ARBITRARYCLOSEDPROFILEDEF", "RECTANGLEPROFILEDEF", "MAPPEDITEM", "CURVEBOUNDEDPLANE",
)  # fmt: skip
"""Names, without IFC in front, that every schema knows and no fact is looked up by."""


class NotIndexableError(Exception):
    """The text is written in a way the index does not follow, such as records in comments."""


@dataclass
class StepIndex:
    """Where the records of a STEP file are.

    Args:
        data: The mapped text.
        ids: Record numbers, ascending.
        starts: Offset of the "#" of each.
        ends: Offset behind each record's text.
        kinds: Number of its name in `names`; -1 for records no fact is looked up by.
        names: Names in capitals, such as `IFCWALL`.
        duplicate_count: Records whose number is given out again further on; they are not in the arrays.
        dangling_count: Numbers that are referred to and not given out.
        damaged_count: Bytes that STEP text cannot have: control characters, or letters outside texts.
    """

    data: Any
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    kinds: NDArray[np.int32]
    names: list[str]
    duplicate_count: int = 0
    dangling_count: int = 0
    damaged_count: int = 0
    record_count: int = 0
    header_end: int = 0
    _by_name: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def place_of(self, number: int) -> int:
        """Place of a record number in the arrays, or -1."""
        place = int(np.searchsorted(self.ids, number))
        return place if place < len(self.ids) and self.ids[place] == number else -1

    def places_named(self, name: str) -> NDArray[np.int64]:
        """Places of the records with this very name (capitals), in order of their number."""
        if not self._by_name and self.names:
            order = np.argsort(self.kinds, kind="stable")
            bounds = np.searchsorted(self.kinds[order], np.arange(len(self.names) + 1))
            self._by_name = {each: order[bounds[number] : bounds[number + 1]] for number, each in enumerate(self.names)}
        return self._by_name.get(name, np.empty(0, dtype=np.int64))

    def text_at(self, place: int) -> bytes:
        """The text of a record, its number included."""
        return bytes(self.data[int(self.starts[place]) : int(self.ends[place])])

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self.data, mmap.mmap):
            self.data.close()


def index_step(path: Path) -> StepIndex:
    """Index the records of a STEP file.

    Raises:
        NotIndexableError: It cannot be followed this way; a parser may still manage.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        data: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    header_end = max(data.find(b"DATA;"), 0) if size else 0
    scan = _Scan(data, size, header_end)
    scan.run()
    return scan.finish()


class _Scan:
    def __init__(self, data: Any, size: int, header_end: int) -> None:
        self.data, self.size, self.header_end = data, size, header_end
        self.hashes: dict[int, int] = {}  # hash of a name -> its number
        self.names: list[str] = []
        self.ids: list[NDArray[np.int64]] = []
        self.starts: list[NDArray[np.int64]] = []
        self.kinds: list[NDArray[np.int32]] = []
        self.referred = np.zeros(1 << 16, dtype=bool)
        self.damaged = 0

    def run(self) -> None:
        keep = _PADDING + _LONGEST_NAME
        for begin in range(self.header_end, self.size, _CHUNK):
            end = min(begin + _CHUNK, self.size)
            before = 16 if begin >= 16 else begin
            piece = bytes(self.data[begin - before : min(end + keep, self.size)]) + b" " * keep
            self._piece(piece, begin - before, before, end - begin)
            if hasattr(self.data, "madvise") and hasattr(mmap, "MADV_DONTNEED"):
                # Pages that were looked at need not stay: the machine reads them again when a record is asked for.
                first = begin - begin % mmap.PAGESIZE
                self.data.madvise(mmap.MADV_DONTNEED, first, end - first)

    def _piece(self, piece: bytes, offset: int, begin: int, length: int) -> None:
        if piece.find(b"/*", begin, begin + length) >= 0:
            self._refuse_comments(piece, begin, length)
        letters = np.frombuffer(piece, dtype=np.uint8)
        body = letters[begin : begin + length]
        self._look_for_damage(piece, body, begin)
        at = np.flatnonzero(body == ord("#")) + begin
        if not len(at):
            return
        words = np.ndarray((len(piece) - 7,), dtype="<u8", buffer=piece, strides=(1,))
        numbers, digits = _numbers(words[at + 1])
        if digits.max() == 8:
            numbers, digits = _long_numbers(letters, at, numbers, digits)
        behind = at + 1 + digits
        for _ in range(3):
            behind = behind + (letters[behind] == ord(" "))
        is_record = (letters[behind] == ord("=")) & (digits > 0) & _starts_record(letters, at)
        references = numbers[~is_record & (digits > 0)]
        if len(references):
            largest = int(references.max())
            if largest > _LARGEST_ID:
                references = references[references <= _LARGEST_ID]
                largest = _LARGEST_ID
                self.damaged += 1
            self._grow(largest)
            self.referred[references] = True
        at, numbers, behind = at[is_record], numbers[is_record], behind[is_record] + 1
        if not len(at):
            return
        if int(numbers.max()) > _LARGEST_ID:
            msg = "record numbers are too large"
            raise NotIndexableError(msg)
        for _ in range(3):
            behind = behind + (letters[behind] == ord(" "))
        self.ids.append(numbers)
        self.starts.append(at + offset)
        self.kinds.append(self._kinds_of(piece, letters, words, behind))

    def _grow(self, largest: int) -> None:
        if largest >= len(self.referred):
            grown = np.zeros(min(max(largest + 1, 2 * len(self.referred)), _LARGEST_ID + 1), dtype=bool)
            grown[: len(self.referred)] = self.referred
            self.referred = grown

    def _kinds_of(
        self, piece: bytes, letters: NDArray[np.uint8], words: NDArray[np.uint64], at: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        kinds = np.full(len(at), -1, dtype=np.int32)
        first = words[at + 3]
        slots = ((first * _BULK_FACTOR) >> np.uint64(48)).astype(np.int64)
        # The first eight letters of a bulk name may begin another name too; no fact is looked up by those either.
        is_bulk = (_BULK_TABLE[slots] == first) | ((first & _FIVE_LETTERS) == _FACE)
        telling = np.flatnonzero(~is_bulk)
        if not len(telling):
            return kinds
        hashes = _hash_names(letters, at[telling])
        found, where, which = np.unique(hashes, return_index=True, return_inverse=True)
        numbers = np.empty(len(found), dtype=np.int32)
        for place, (key, example) in enumerate(zip(found.tolist(), where.tolist(), strict=True)):
            if key not in self.hashes:
                start = int(at[telling[example]])
                self.hashes[key] = len(self.names)
                self.names.append(_name_at(piece, start))
            numbers[place] = self.hashes[key]
        kinds[telling] = numbers[which]
        return kinds

    def _look_for_damage(self, piece: bytes, body: NDArray[np.uint8], begin: int) -> None:
        high = body >= 0x7F
        if high.any():
            places = np.flatnonzero(high)[:200] + begin
            self.damaged += sum(not _inside_text(piece, int(place)) for place in places)
        low = body < 32
        count = int(np.count_nonzero(low))
        if count:
            usual = sum(int(np.count_nonzero(body == mark)) for mark in (10, 13, 9))
            self.damaged += count - usual

    def _refuse_comments(self, piece: bytes, begin: int, length: int) -> None:
        at = piece.find(b"/*", begin, begin + length)
        while at >= 0:
            if not _inside_text(piece, at):
                msg = "there are comments among the records"
                raise NotIndexableError(msg)
            at = piece.find(b"/*", at + 2, begin + length)

    def finish(self) -> StepIndex:
        none = np.empty(0, dtype=np.int64)
        ids = np.concatenate(self.ids) if self.ids else none
        starts = np.concatenate(self.starts) if self.starts else none
        kinds = np.concatenate(self.kinds) if self.kinds else none.astype(np.int32)
        record_count = len(ids)
        ends = none
        if len(starts):
            last_end = self.data.rfind(b"ENDSEC;")
            ends = np.append(starts[1:], last_end if last_end > starts[-1] else self.size)
        duplicates = 0
        if len(ids) and not bool(np.all(np.diff(ids) > 0)):
            order = np.argsort(ids, kind="stable")
            ids, starts, ends, kinds = ids[order], starts[order], ends[order], kinds[order]
            last = np.append(np.diff(ids) > 0, True)  # of a number given out twice the last record holds
            duplicates = int(np.count_nonzero(~last))
            ids, starts, ends, kinds = ids[last], starts[last], ends[last], kinds[last]
        given = np.zeros(len(self.referred), dtype=bool)
        given[ids[ids < len(given)]] = True
        lost = np.flatnonzero(self.referred & ~given)
        index = StepIndex(
            self.data, ids, starts, ends, kinds, self.names, duplicates, 0, self.damaged, record_count, self.header_end
        )
        index.dangling_count = _count_dangling(index, lost) if len(lost) else 0
        return index


def _count_dangling(index: StepIndex, lost: NDArray[np.int64]) -> int:
    """References to nothing among numbers with a "#" in front: a room may be called "#12" in a text."""
    if len(lost) > 1000:
        return len(lost)
    count = 0
    for number in lost.tolist():
        word = b"#%d" % number
        at = index.data.find(word, index.header_end)
        while at >= 0:
            after = index.data[at + len(word) : at + len(word) + 1]
            if not after.isdigit() and not _inside_text(index.data, at):
                count += 1
                break
            at = index.data.find(word, at + 1)
    return count


def _inside_text(piece: Any, at: int) -> bool:
    """Whether a place stands between quotes: an odd number of them since its record began."""
    start = max(piece.rfind(b";\n", 0, at), piece.rfind(b";\r", 0, at), piece.rfind(b";#", 0, at), 0)
    return bytes(piece[start:at]).count(b"'") % 2 == 1


def _starts_record(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a "#" begins a record: behind ";" or a line end, spaces aside. "#12=" inside a sentence does not."""
    before = np.maximum(at - 1, 0)
    for _ in range(12):
        blank = (letters[before] == ord(" ")) | (letters[before] == 9)
        if not blank.any():
            break
        before = np.maximum(before - blank, 0)
    mark = letters[before]
    found: NDArray[np.bool_] = (mark == ord(";")) | (mark == 10) | (mark == 13) | (before == 0)
    return found


def _numbers(words: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The number that eight bytes begin with, and how many digits it has; eight digits may not be all.

    Eight digits are read at once, as the bytes of one 64-bit word.

    >>> text = np.frombuffer(b"12=IFCWA12345678", dtype="<u8")
    >>> [part.tolist() for part in _numbers(text)]
    [[12, 12345678], [2, 8]]
    """
    u = np.uint64
    bare = words ^ u(0x3030303030303030)
    other = ((bare + u(0x7676767676767676)) | bare) & u(0x8080808080808080)
    lowest = other & (~other + u(1))
    bits = np.bitwise_count(np.where(other == 0, u(0xFFFFFFFFFFFFFFFF), lowest - u(1))).astype(np.uint64)
    digits = np.where(other == 0, u(8), bits >> u(3))
    # Move the digits to the end of the word; what comes in front is zero.
    shift = np.minimum(u(64) - u(8) * digits, u(63))
    aligned = np.where(digits == 0, u(0), bare << shift)
    pairs = (aligned & u(0x0F0F0F0F0F0F0F0F)) * u(2561) >> u(8)
    fours = (pairs & u(0x00FF00FF00FF00FF)) * u(6553601) >> u(16)
    number = (fours & u(0x0000FFFF0000FFFF)) * u(42949672960001) >> u(32)
    return number.astype(np.int64), digits.astype(np.int64)


def _long_numbers(
    letters: NDArray[np.uint8], at: NDArray[np.int64], numbers: NDArray[np.int64], digits: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    long = np.flatnonzero(digits == 8)
    numbers, digits = numbers.copy(), digits.copy()
    for place in long.tolist():
        begin = int(at[place]) + 1
        end = begin + 8
        while end < len(letters) and 48 <= letters[end] <= 57 and end - begin < 18:
            end += 1
        numbers[place], digits[place] = int(bytes(letters[begin:end])), end - begin
    return numbers, digits


def _hash_names(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A number for the letters of each name up to its bracket."""
    total = np.zeros(len(at), dtype=np.uint64)
    words = np.ndarray((len(letters) - 7,), dtype="<u8", buffer=letters, strides=(1,))
    u = np.uint64
    alive = np.ones(len(at), dtype=bool)
    for step in range(_LONGEST_NAME // 8):
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


def _name_at(piece: bytes, start: int) -> str:
    end = start
    while end < len(piece) and end - start < _LONGEST_NAME and (chr(piece[end]).isalnum() or piece[end] == 95):
        end += 1
    return piece[start:end].decode("latin-1").upper()


def _bulk_table() -> tuple[NDArray[np.uint64], np.uint64]:
    """The first eight letters of the bulk names, each in a slot of its own."""
    keys = np.array(sorted({int.from_bytes((name + "(").encode()[:8], "little") for name in _BULK}), dtype=np.uint64)
    keys = keys[[_is_whole(int(key).to_bytes(8, "little")) for key in keys]]
    factor = 0x9E3779B97F4A7C15
    while True:
        slots = ((keys * np.uint64(factor)) >> np.uint64(48)).astype(np.int64)
        if len(set(slots.tolist())) == len(keys):
            break
        factor = (factor * 6364136223846793005 + 1442695040888963407) % (1 << 64) | 1
    table = np.zeros(1 << 16, dtype=np.uint64)
    table[slots] = keys
    return table, np.uint64(factor)


def _is_whole(letters: bytes) -> bool:
    return all(letters)


_FIVE_LETTERS, _FACE = np.uint64((1 << 40) - 1), np.uint64(int.from_bytes(b"FACE(", "little"))
with np.errstate(over="ignore"):
    _BULK_TABLE, _BULK_FACTOR = _bulk_table()
