"""A model read straight from its text: the records that are asked for are parsed, and no others.

It offers what `vastgoed.bim.library.Model` asks of a model, so the code that reads facts does not know the difference.
On large files it takes a fraction of the time and memory of a parser that builds every record. Bodies that need a
mesh still go to the library.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from vastgoed.bim.step_index import StepIndex, index_step, is_passed_over
from vastgoed.bim.step_parse import RecordDamagedError, Reference, Typed, parse_record, parse_values
from vastgoed.bim.step_schema import Entity, entity_names, entity_of, type_name_of

if TYPE_CHECKING:
    from pathlib import Path

    from vastgoed.bim.step_values import TextValues

_KEPT_RECORDS = 200_000


@cache
def passed_over(schema: str) -> frozenset[str]:
    """Entities (lower case) that are, or have below them, records that an index does not name at first."""
    names = [name.upper() for name in entity_names(schema)]
    entities = [entity_of(schema, name) for name in names if is_passed_over(name)]
    return frozenset().union(*(entity.above for entity in entities if entity is not None))


class StepValue:
    """A value that names its type: `is_a()` and `wrappedValue`."""

    __slots__ = ("_kind", "wrappedValue")

    def __init__(self, kind: str, value: Any) -> None:
        self._kind = kind
        self.wrappedValue = value

    def is_a(self, kind: str | None = None) -> Any:
        """Its type, or whether it is of this one."""
        return self._kind if kind is None else self._kind.lower() == kind.lower()

    def id(self) -> int:
        """Values have no number."""
        return 0


class StepRecord:
    """One record; attributes by name or place, ways back by name, like a record of the library."""

    __slots__ = ("_entity", "_model", "_number", "_values")

    def __init__(self, model: StepModel, number: int, entity: Entity, values: list[Any]) -> None:
        self._model, self._number, self._entity, self._values = model, number, entity, values

    def id(self) -> int:
        """Its number in the file."""
        return self._number

    def is_a(self, kind: str | None = None) -> Any:
        """Its entity, or whether it is one of this kind."""
        return self._entity.name if kind is None else kind.lower() in self._entity.above

    def __getitem__(self, place: int) -> Any:
        """The attribute at this place."""
        if place >= len(self._values):
            if place < len(self._entity.names):
                return None
            raise IndexError(place)
        value = self._values[place]
        if value.__class__ in (Reference, list, Typed):
            return self._model.resolve(value)
        return value

    def __getattr__(self, name: str) -> Any:
        """An attribute, or the records that lead back here."""
        place = self._entity.attributes.get(name)
        if place is not None:
            return self[place]
        back = self._entity.inverses.get(name)
        if back is None:
            raise AttributeError(name)
        return self._model.leading_to(self._number, *back)

    def references(self, name: str) -> list[int]:
        """The numbers that an attribute refers to; the records behind them are not read."""
        value = self._values[self._entity.attributes[name]]
        several = value if isinstance(value, list) else [value]
        return [int(each) for each in several if each.__class__ is Reference]

    @property
    def text_values(self) -> TextValues:
        """What reads the values of many elements of this model together."""
        return self._model.text_values

    def __len__(self) -> int:
        return len(self._entity.names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StepRecord) and other._number == self._number

    def __hash__(self) -> int:
        return hash(self._number)

    def __repr__(self) -> str:
        return f"#{self._number}={self._entity.name}"


@dataclass(frozen=True)
class _FileName:
    time_stamp: str | None
    originating_system: str | None


@dataclass(frozen=True)
class _Header:
    file_name: _FileName


class StepModel:
    """A model over an index of its text."""

    def __init__(self, index: StepIndex, schema: str) -> None:
        self.index = index
        self.schema_identifier = schema
        self.header = _read_header(index.head)
        self.damaged: set[int] = set()
        self.odd_lengths: dict[int, tuple[str, int]] = {}  # of the damaged: name, and how many values it has
        self.unknown_names = [name for name in index.names if entity_of(schema, name) is None]
        self.unknown_seen: dict[int, str] = {}
        self._all_named = False
        self._records: dict[int, StepRecord] = {}
        self._by_type: dict[str, list[str]] = {}
        self._back: dict[tuple[str, str], dict[int, list[int]]] = {}

    @cached_property
    def text_values(self) -> TextValues:
        """What reads the values of many elements together."""
        from vastgoed.bim.step_values import TextValues

        return TextValues(self)

    def by_type(self, type: str) -> list[StepRecord]:
        """All records of a type and its subtypes, by number.

        Raises:
            RuntimeError: The schema has no such type.
        """
        found = [self.by_id(number) for number in self.numbers_of(type)]
        return [record for record in found if record is not None]

    def count_of(self, type: str) -> int:
        """How many records there are of a type and its subtypes; nothing is parsed."""
        return len(self.numbers_of(type))

    def numbers_of(self, type: str) -> list[int]:
        """Numbers of all records of a type and its subtypes, ascending.

        Raises:
            RuntimeError: The schema has no such type.
        """
        wanted = type.lower()
        if wanted not in self._by_type:
            if entity_of(self.schema_identifier, type) is None:
                msg = f"{type} is not in {self.schema_identifier}"
                raise RuntimeError(msg)
            if not self._all_named and wanted in passed_over(self.schema_identifier):
                self.index.name_all()
                self._all_named = True
            self._by_type[wanted] = [
                name
                for name in self.index.names
                if (entity := entity_of(self.schema_identifier, name)) is not None and wanted in entity.above
            ]
        numbers: list[int] = []
        for name in self._by_type[wanted]:
            numbers += self.index.ids[self.index.places_named(name)].tolist()
        return sorted(numbers) if len(self._by_type[wanted]) > 1 else numbers

    def by_id(self, id: int) -> Any:
        """The record with this number; None when it is not there or cannot be read."""
        record = self._records.get(id)
        if record is None:
            place = self.index.place_of(id)
            if place < 0 or id in self.damaged:
                return None
            record = self._parse(id, place)
            if record is None:
                return None
            if len(self._records) >= _KEPT_RECORDS:
                self._records.clear()
            self._records[id] = record
        return record

    def _parse(self, number: int, place: int) -> StepRecord | None:
        try:
            name, values = parse_record(self.index.text_at(place))
        except (RecordDamagedError, UnicodeDecodeError):
            self.damaged.add(number)
            return None
        entity = entity_of(self.schema_identifier, name)
        if entity is None:
            self.unknown_seen[number] = name
            return None
        if len(values) != len(entity.names):
            self.damaged.add(number)
            self.odd_lengths[number] = name, len(values)
            if len(values) < len(entity.names):
                values += [None] * (len(entity.names) - len(values))
        return StepRecord(self, number, entity, values)

    def resolve(self, value: Any) -> Any:
        """A value with its references followed; lists become tuples, as in the library.

        A reference to nothing is left out of a list, so that one damaged record does not take the others with it.
        """
        if value.__class__ is Reference:
            return self.by_id(value)
        if value.__class__ is list:
            followed = [self.resolve(each) if each.__class__ in (Reference, list, Typed) else each for each in value]
            if None in followed:
                pairs = zip(followed, value, strict=True)
                followed = [each for each, stated in pairs if each is not None or stated.__class__ is not Reference]
            return tuple(followed)
        if value.__class__ is Typed:
            return StepValue(type_name_of(self.schema_identifier, value.kind), self.resolve(value.value))
        return value

    def leading_to(self, number: int, relation: str, attribute: str) -> tuple[Any, ...]:
        """The relations whose attribute names this record."""
        key = (relation, attribute)
        if key not in self._back:
            self._back[key] = self._ways_back(relation, attribute)
        found = (self.by_id(each) for each in self._back[key].get(number, ()))
        return tuple(each for each in found if each is not None)

    def _ways_back(self, relation: str, attribute: str) -> dict[int, list[int]]:
        self.numbers_of(relation)
        back: dict[int, list[int]] = defaultdict(list)
        for name in self._by_type[relation.lower()]:
            entity = entity_of(self.schema_identifier, name)
            place = entity.attributes.get(attribute) if entity is not None else None
            if entity is None or place is None:
                continue
            from_end = len(entity.names) - place
            for block, numbers, starts, ends in self.index.runs(self.index.ids[self.index.places_named(name)].tolist()):
                for own, start, end in zip(numbers, starts, ends, strict=True):
                    for target in _targets(block[start:end], place, from_end):
                        back[target].append(own)
        return back


# (#1,#2),#3); or #1,(#2,#3)); or #1,#2); at the end of a relation, which is where all of them keep their ends.
_TAIL = re.compile(rb"(\((?:\s*#\d+\s*,?)+\)|#\d+)\s*,\s*(\((?:\s*#\d+\s*,?)+\)|#\d+)\s*\)\s*;\s*$")
_NUMBER = re.compile(rb"#(\d+)")


def _targets(text: bytes, place: int, from_end: int) -> list[int]:
    """The numbers in one attribute of a relation.

    >>> _targets(b"#9=IFCRELDEFINESBYPROPERTIES('x',#1,$,$,(#5,#6),#7);", 4, 2)
    [5, 6]
    """
    if from_end <= 2:
        tail = _TAIL.search(text)
        if tail is not None:
            return [int(each) for each in _NUMBER.findall(tail[2] if from_end == 1 else tail[1])]
    try:
        values = parse_record(text)[1]
    except (RecordDamagedError, UnicodeDecodeError):
        return []
    value = values[place] if place < len(values) else None
    several = value if isinstance(value, list) else [value]
    return [int(each) for each in several if isinstance(each, Reference)]


def _read_header(text: bytes) -> _Header:
    found = re.search(rb"FILE_NAME\s*\(", text)
    values: list[Any] = []
    if found is not None:
        # Remarks between the values are what some exporters write here.
        rest = re.sub(rb"('(?:[^']|'')*')|/\*.*?\*/", rb"\1", text[found.end() :], flags=re.DOTALL)
        try:
            values = parse_values(rest, 0)
        except (RecordDamagedError, UnicodeDecodeError):
            values = []
    values += [None] * (7 - len(values))
    return _Header(_FileName(_text(values[1]), _text(values[5])))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def open_step(path: Path, schema: str) -> StepModel:
    """Open a model over its text.

    Raises:
        NotIndexableError: The text cannot be followed without a parser.
    """
    return StepModel(index_step(path), schema)
