"""An index of a STEP file: where each record stands and what it is, found without a parser, at memory speed.

The text is read piece by piece, never held. One pass over its "#" signs gives the records, their numbers and the
references between them, so that numbers given out twice and references to nothing are known before anything is read.
Names are only worked out for records that are looked up by them: points, faces and properties are by far the most.
"""

from __future__ import annotations

import itertools
import os
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from vastgoed.bim.step_damage import Piece, count_dangling
from vastgoed.bim.step_numbers import LONGEST_NAME, hash_names, read_long_numbers, read_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_CHUNK = 3 << 17  # what the processor keeps at hand
_LARGEST_ID = 64 << 20  # two bits of knowledge per number are kept; beyond this another way must be found
_PADDING = 80
_LEAD = 32 << 10  # text in front of a piece that is looked at again, to find where a record began
_HEAD_BYTES = 64 << 10
_FAR = 4 << 10  # text between two records that is rather read than passed over
_LONGEST_RUN = 4 << 20
_MOST_NAMES = 5000
_BULK = (
    "CARTESIANPOINT", "POLYLOOP", "FACE", "FACEOUTERBOUND", "FACEBOUND", "DIRECTION", "POLYLINE", "AXIS2PLACEMENT3D",
    "AXIS2PLACEMENT2D", "CLOSEDSHELL", "FACETEDBREP", "EXTRUDEDAREASOLID", "SHAPEREPRESENTATION", "STYLEDITEM",
    "PRODUCTDEFINITIONSHAPE", "LOCALPLACEMENT", "CONNECTEDFACESET", "PRESENTATIONSTYLEASSIGNMENT", "PLANE",
    "COMPOSITECURVESEGMENT", "TRIMMEDCURVE", "VERTEXPOINT", "EDGECURVE", "ORIENTEDEDGE", "EDGELOOP", "BSPLINECURVE",
    "ARBITRARYCLOSEDPROFILEDEF", "RECTANGLEPROFILEDEF", "MAPPEDITEM", "CURVEBOUNDEDPLANE",
    "CONNECTIONSURFACEGEOMETRY", "SURFACEOFLINEAREXTRUSION", "BOUNDINGBOX", "PROPERTYSINGLEVALUE", "QUANTITYLENGTH",
)  # fmt: skip
"""Names, without IFC in front, of records that are reached by their number. All that begin alike count as these."""


class NotIndexableError(Exception):
    """The text is written in a way the index does not follow, such as records in comments."""


@dataclass
class StepIndex:
    """Where the records of a STEP file are.

    Args:
        file: The open file.
        ids: Record numbers, ascending.
        starts: Offset of the "#" of each.
        ends: Offset behind each record's text.
        kinds: Number of its name in `names`; -1 for records that are reached by their number.
        names: Names in capitals, such as `IFCWALL`.
        duplicate_count: Records whose number is given out again further on; they are not in the arrays.
        dangling_count: Numbers that are referred to and not given out.
        damaged_count: Bytes that STEP text cannot have: control characters, or letters outside texts.
        record_count: Records in the text, repeated numbers included.
        head: The text in front of the records.
        absurd_count: Numbers that are none, or larger than anything on earth.
        ascending: Whether the numbers ascend in the file.
    """

    file: BinaryIO
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    kinds: NDArray[np.int16]
    names: list[str]
    duplicate_count: int = 0
    dangling_count: int = 0
    damaged_count: int = 0
    record_count: int = 0
    head: bytes = b""
    absurd_count: int = 0
    ascending: bool = True
    _by_name: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def place_of(self, number: int) -> int:
        """Place of a record number in the arrays, or -1."""
        if number > _LARGEST_ID:
            return -1
        place = int(self.ids.searchsorted(np.int32(number)))  # of its own type: any other has the array copied
        return place if place < len(self.ids) and self.ids[place] == number else -1

    def largest_record(self) -> tuple[int, int]:
        """Number and size in bytes of the longest record; twice 0 when there are none."""
        if not len(self.ids):
            return 0, 0
        place = int(np.argmax(self.ends - self.starts))
        return int(self.ids[place]), int(self.ends[place] - self.starts[place])

    def places_named(self, name: str) -> NDArray[np.int64]:
        """Places of the records with this very name (capitals), in order of their number."""
        if not self._by_name and self.names:
            named = np.flatnonzero(self.kinds >= 0)
            order = named[np.argsort(self.kinds[named], kind="stable")]
            bounds = np.searchsorted(self.kinds[order], np.arange(len(self.names) + 1))
            self._by_name = {each: order[bounds[number] : bounds[number + 1]] for number, each in enumerate(self.names)}
        return self._by_name.get(name, np.empty(0, dtype=np.int64))

    def text_at(self, place: int) -> bytes:
        """The text of a record, its number included."""
        start = int(self.starts[place])
        return _read_at(self.file, start, int(self.ends[place]) - start)

    def runs(self, numbers: Iterable[int]) -> Iterator[tuple[bytes, list[int], list[int], list[int]]]:
        """The text of many records, in the order of the file: neighbours are read in one go.

        Yields:
            A piece of text, with the numbers of the records in it and where each begins and ends.
        """
        asked = [number for number in sorted(numbers) if number <= _LARGEST_ID]
        if not asked or not len(self.ids):
            return
        wanted = np.array(asked, dtype=np.int32)
        places = np.minimum(self.ids.searchsorted(wanted), len(self.ids) - 1)
        places = places[self.ids[places] == wanted]
        if not self.ascending:
            places = places[np.argsort(self.starts[places], kind="stable")]
        starts, ends = self.starts[places], self.ends[places]
        cut = (starts[1:] - ends[:-1] > _FAR) | (np.diff((starts - starts[:1]) // _LONGEST_RUN) > 0)
        bounds = [0, *(np.flatnonzero(cut) + 1).tolist(), len(places)]
        for first, last in itertools.pairwise(bounds):
            if first == last:
                continue
            begin = int(starts[first])
            block = _read_at(self.file, begin, int(ends[last - 1]) - begin)
            yield (
                block, self.ids[places[first:last]].tolist(), (starts[first:last] - begin).tolist(),
                (ends[first:last] - begin).tolist(),
            )  # fmt: skip

    def name_all(self) -> None:
        """Work out the names of all records, for those who look one up by a name that is passed over at first."""
        places = np.flatnonzero(self.kinds < 0)
        known = {name: number for number, name in enumerate(self.names)}
        for place in places.tolist():
            name = _name_at(
                _read_at(self.file, int(self.starts[place]), LONGEST_NAME + 24).partition(b"=")[2].lstrip(), 0
            )
            number = known.setdefault(name, len(self.names))
            if number == len(self.names):
                self.names.append(name)
            self.kinds[place] = number
        self._by_name = {}


def is_passed_over(name: str) -> bool:
    """Whether records of this name (capitals, with IFC) are not named at first.

    >>> is_passed_over("IFCPROPERTYSET"), is_passed_over("IFCFACE"), is_passed_over("IFCWALL")
    (True, True, False)
    """
    letters = (name[3:] + "(").encode()[:8]
    return letters in _BULK_LETTERS or name[3:] in _SHORT_NAMES


def index_step(path: Path) -> StepIndex:
    """Index the records of a STEP file.

    Raises:
        NotIndexableError: It cannot be followed this way; a parser may still manage.
        OSError: The file cannot be read.
    """
    scan = _Scan(path)
    try:
        scan.run()
        return scan.finish()
    except BaseException:
        scan.file.close()
        raise


def _read_at(file: BinaryIO, offset: int, size: int) -> bytes:
    # Not mapped: pages of a map count as memory of this process, and a file that shrinks would bring it down.
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), size, offset)
    file.seek(offset)
    return file.read(size)


class _Scan:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: BinaryIO = path.open("rb")
        self.size = self.file.seek(0, 2)
        start = _read_at(self.file, 0, _HEAD_BYTES)
        self.head = start[: max(start.find(b"DATA;"), 0)]
        self.hashes: dict[int, int] = {}  # hash of a name -> its number
        self.names: list[str] = []
        self.ids: list[NDArray[np.int32]] = []
        self.starts: list[NDArray[np.int64]] = []
        self.kinds: list[NDArray[np.int16]] = []
        self.referred = np.zeros(1 << 16, dtype=bool)
        self.damaged = 0
        self.absurd = 0
        # A large array made and dropped tells the system to keep such memory: each piece asks for the same again.
        np.empty(3 << 20, dtype=np.uint8)

    def run(self) -> None:
        keep = _PADDING + LONGEST_NAME
        for begin in range(len(self.head), self.size, _CHUNK):
            end = min(begin + _CHUNK, self.size)
            before = min(_LEAD, begin)
            wanted = end - begin + before + keep
            piece = _read_at(self.file, begin - before, wanted)
            if begin < 16:  # so that every letter has one in front
                piece, before, wanted = b" " * 16 + piece, before + 16, wanted + 16
            self._piece(piece.ljust(wanted) if len(piece) < wanted else piece, begin - before, before, end - begin)

    def _piece(self, piece: bytes, offset: int, begin: int, length: int) -> None:
        looked_at = Piece(piece, begin, length)
        if looked_at.has_remarks():
            msg = "there are comments among the records"
            raise NotIndexableError(msg)
        self.damaged += looked_at.count_damaged()
        self.absurd += looked_at.count_absurd()
        letters = looked_at.letters
        at = np.flatnonzero(looked_at.body == ord("#")) + begin
        if not len(at):
            return
        words = np.ndarray((len(piece) - 7,), dtype="<u8", buffer=piece, strides=(1,))
        numbers, digits = read_numbers(words[at + 1])
        if digits.max() == 8:
            numbers, digits = read_long_numbers(letters, at, numbers, digits)
        behind = at + 1 + digits
        mark = letters[behind]
        # Blanks may stand in front of "=": few signs are looked at twice.
        place = np.flatnonzero(((mark == ord("=")) | (mark == ord(" "))) & (digits > 0))
        behind = _skip_blanks(letters, behind[place])
        begins = (letters[behind] == ord("=")) & _starts_record(letters, at[place])
        place, behind = place[begins], behind[begins] + 1
        refers = digits > 0
        refers[place] = False
        self._check_references(looked_at, at + 1 + digits, mark, refers)
        references = numbers[refers]
        if len(references):
            largest = int(references.max())
            if largest > _LARGEST_ID:
                references = references[references <= _LARGEST_ID]
                largest = _LARGEST_ID
                self.damaged += 1
            self._grow(largest)
            self.referred[references] = True
        at, numbers = at[place], numbers[place]
        if not len(at):
            return
        if int(numbers.max()) > _LARGEST_ID:
            msg = "record numbers are too large"
            raise NotIndexableError(msg)
        self.ids.append(numbers.astype(np.int32))
        self.starts.append(at + offset)
        self.kinds.append(self._kinds_of(piece, letters, words, _skip_blanks(letters, behind)))

    def _check_references(
        self, piece: Piece, behind: NDArray[np.int64], mark: NDArray[np.uint8], which: NDArray[np.bool_]
    ) -> None:
        """A reference ends at a comma, a bracket or a line end; anything else is damage, unless it is in a text."""
        odd = behind[which & (mark != ord(",")) & (mark != ord(")")) & (mark != 10) & (mark != 13)]
        if len(odd):
            mark = piece.letters[_skip_blanks(piece.letters, odd)]
            odd = odd[(mark != ord(",")) & (mark != ord(")")) & (mark != 10) & (mark != 13)]
            self.damaged += piece.count_outside_texts(odd)

    def _grow(self, largest: int) -> None:
        if largest >= len(self.referred):
            grown = np.zeros(min(max(largest + 1, 2 * len(self.referred)), _LARGEST_ID + 1), dtype=bool)
            grown[: len(self.referred)] = self.referred
            self.referred = grown

    def _kinds_of(
        self, piece: bytes, letters: NDArray[np.uint8], words: NDArray[np.uint64], at: NDArray[np.int64]
    ) -> NDArray[np.int16]:
        kinds = np.full(len(at), -1, dtype=np.int16)
        first = words[at + 3]
        slots = ((first * _BULK_FACTOR) >> np.uint64(48)).astype(np.int64)
        # The first eight letters of a bulk name may begin another name too; no fact is looked up by those either.
        is_bulk = (_BULK_TABLE[slots] == first) | ((first & _FIVE_LETTERS) == _FACE)
        is_bulk |= (first & _SIX_LETTERS) == _PLANE
        telling = np.flatnonzero(~is_bulk)
        if not len(telling):
            return kinds
        hashes = hash_names(letters, at[telling])
        order = np.argsort(hashes)  # np.unique would do, but loads a module for it that takes 70 ms
        ordered = hashes[order]
        first = np.append(True, ordered[1:] != ordered[:-1])
        found, where = ordered[first], order[first]
        which = np.empty(len(order), dtype=np.int64)
        which[order] = np.cumsum(first) - 1
        numbers = np.empty(len(found), dtype=np.int16)
        for place, (key, example) in enumerate(zip(found.tolist(), where.tolist(), strict=True)):
            if key not in self.hashes:
                if len(self.names) > _MOST_NAMES:
                    msg = "there are too many names"
                    raise NotIndexableError(msg)
                self.hashes[key] = len(self.names)
                self.names.append(_name_at(piece, int(at[telling[example]])))
            numbers[place] = self.hashes[key]
        kinds[telling] = numbers[which]
        return kinds

    def finish(self) -> StepIndex:
        ids = np.concatenate(self.ids) if self.ids else np.empty(0, dtype=np.int32)
        self.ids = []
        starts = np.concatenate(self.starts) if self.starts else np.empty(0, dtype=np.int64)
        self.starts = []
        kinds = np.concatenate(self.kinds) if self.kinds else np.empty(0, dtype=np.int16)
        self.kinds = []
        record_count = len(ids)
        ends = np.empty(0, dtype=np.int64)
        if len(starts):
            tail_at = max(self.size - _HEAD_BYTES, 0)
            last_end = _read_at(self.file, tail_at, _HEAD_BYTES).rfind(b"ENDSEC;") + tail_at
            ends = np.append(starts[1:], last_end if last_end > starts[-1] else self.size)
        duplicates, ascending = 0, True
        if len(ids) and not bool(np.all(np.diff(ids) > 0)):
            ascending = False
            order = np.argsort(ids, kind="stable")
            ids, starts, ends, kinds = ids[order], starts[order], ends[order], kinds[order]
            last = np.append(np.diff(ids) > 0, True)  # of a number given out twice the last record holds
            duplicates = int(np.count_nonzero(~last))
            ids, starts, ends, kinds = ids[last], starts[last], ends[last], kinds[last]
        given = np.zeros(len(self.referred), dtype=bool)
        given[ids[ids < len(given)]] = True
        lost = np.flatnonzero(self.referred & ~given)
        index = StepIndex(
            self.file, ids, starts, ends, kinds, self.names, duplicates, 0, self.damaged, record_count, self.head
        )
        index.absurd_count, index.ascending = self.absurd, ascending
        weakref.finalize(index, self.file.close)
        index.dangling_count = count_dangling(self.path, len(self.head), lost.tolist())
        return index


def _starts_record(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a "#" begins a record: behind ";" or a line end, spaces aside. "#12=" inside a sentence does not."""
    before = np.maximum(at - 1, 0)
    for _ in range(12):
        blank = (letters[before] == ord(" ")) | (letters[before] == 9)
        if not blank.any():
            break
        before = np.maximum(before - blank, 0)
    mark = letters[before]
    found: NDArray[np.bool_] = (mark == 10) | (mark == ord(";")) | (mark == 13) | (before == 0)
    return found


def _skip_blanks(letters: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.int64]:
    for _ in range(4):
        blank = letters[at] == ord(" ")
        if not blank.any():
            break
        at = at + blank
    return at


def _name_at(piece: bytes, start: int) -> str:
    end = start
    while end < len(piece) and end - start < LONGEST_NAME and (chr(piece[end]).isalnum() or piece[end] == 95):
        end += 1
    return piece[start:end].decode("latin-1").upper()


def _bulk_table() -> tuple[NDArray[np.uint64], np.uint64]:
    """The first eight letters of the bulk names, each in a slot of its own."""
    keys = np.array([int.from_bytes(letters, "little") for letters in sorted(_BULK_LETTERS)], dtype=np.uint64)
    factor = 0x9E3779B97F4A7C15
    while True:
        slots = ((keys * np.uint64(factor)) >> np.uint64(48)).astype(np.int64)
        if len(set(slots.tolist())) == len(keys):
            break
        factor = (factor * 6364136223846793005 + 1442695040888963407) % (1 << 64) | 1
    table = np.zeros(1 << 16, dtype=np.uint64)
    table[slots] = keys
    return table, np.uint64(factor)


_SHORT_NAMES = ("FACE", "PLANE")
_BULK_LETTERS = frozenset(name.encode()[:8] for name in _BULK if len(name) >= 8)
_FIVE_LETTERS, _FACE = np.uint64((1 << 40) - 1), np.uint64(int.from_bytes(b"FACE(", "little"))
_SIX_LETTERS, _PLANE = np.uint64((1 << 48) - 1), np.uint64(int.from_bytes(b"PLANE(", "little"))
with np.errstate(over="ignore"):
    _BULK_TABLE, _BULK_FACTOR = _bulk_table()
