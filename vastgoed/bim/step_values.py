"""Quantities and properties of many elements at once, straight from the text of a model.

Files full of properties are read here: whole runs of text at a time, and no record built for what is a name and one
value. What is written in any other way goes the way of all records.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from vastgoed.bim.scales import scale_of_unit
from vastgoed.bim.step_parse import FLAGS, decode_text
from vastgoed.bim.step_schema import entity_of, type_name_of
from vastgoed.bim.values import StatedValue, values_of, values_of_part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from vastgoed.bim.step_model import StepModel, StepRecord

# Exporters end lines where they please, so blanks may stand around every comma and bracket.
_AND = rb"\s*,\s*"
_TEXT = rb"'[^']*(?:''[^']*)*'"
_NO_TEXT = rb"(?:\$|" + _TEXT + rb")"
_ROOT = rb"\(\s*'[^']*'\s*,[^,]*,\s*(\$|" + _TEXT + rb")" + _AND + _NO_TEXT + _AND
_END = rb"\s*\)\s*;\s*\Z"
_DEFINES = re.compile(
    rb"#\d+\s*=\s*IFCRELDEFINESBYPROPERTIES" + _ROOT + rb"\(\s*(#\d+(?:\s*,\s*#\d+)*)\s*\)" + _AND + rb"#(\d+)" + _END
)
_SET = re.compile(
    rb"#\d+\s*=\s*IFC(PROPERTYSET|ELEMENTQUANTITY)"
    + _ROOT
    + rb"(?:"
    + _NO_TEXT
    + _AND
    + rb")?\(\s*(#\d+(?:\s*,\s*#\d+)*)\s*\)"
    + _END
)
_REAL = rb"[-+]?\d+\.\d*(?:E[-+]?\d+)?"
_PART = re.compile(
    rb"#\d+\s*=\s*IFC(?:PROPERTYSINGLEVALUE\(\s*(" + _TEXT + rb")" + _AND + _NO_TEXT + _AND
    + rb"(?:\$|(IFC[A-Z0-9]+)\(\s*(?:(" + _TEXT + rb")|\.([TFU])\.|(" + _REAL + rb")|([-+]?\d+))\s*\))" + _AND
    + rb"(?:\$|#(\d+))"
    + rb"|QUANTITY([A-Z]+)\(\s*(" + _TEXT + rb")" + _AND + _NO_TEXT + _AND + rb"(?:\$|#(\d+))" + _AND
    + rb"(" + _REAL + rb"|[-+]?\d+)(?:\s*,\s*\$)?)" + _END
)  # fmt: skip
_KEPT_TEXTS = 20_000


class _Set(NamedTuple):
    name: str
    key: str | int
    is_quantity: bool
    parts: list[int]


# Name, value, type of the value, and scale of its own unit. Bare, like the making of a StatedValue below: the names
# of a named tuple cost more than all that is done with it.
_Part = tuple[str, float | str | bool, str, float | None]
_new = tuple.__new__


class TextValues:
    """Reads the values of elements of one model."""

    def __init__(self, model: StepModel) -> None:
        self._model = model
        self._type_sets: dict[int, list[int]] = {}
        self._labels: dict[bytes, tuple[str, str]] = {}  # a name as written -> the name, and in lower case
        self._texts: dict[bytes, str] = {}
        self._measures: dict[bytes, str] = {}
        self._quantity_measures: dict[bytes, str] = {}
        self._scales: dict[bytes, float | None] = {}

    def read(self, elements: Sequence[StepRecord], names: Collection[str] | None) -> list[list[StatedValue]]:
        """The values of each element, as `vastgoed.bim.values.read_values` gives them.

        Args:
            elements: Records of this model.
            names: Read only properties with these names; all when None.
        """
        sets_of = [self._set_numbers(element) for element in elements]
        sets = self._read_sets({number for numbers in sets_of for number in numbers})
        wanted = {part for each in sets.values() for part in each.parts}
        parts = self._read_parts(wanted, names)
        return [self._values(numbers, sets, parts, names) for numbers in sets_of]

    def _values(
        self, numbers: list[int], sets: dict[int, _Set], parts: dict[int, _Part | None], names: Collection[str] | None
    ) -> list[StatedValue]:
        found: dict[tuple[int | str, str], StatedValue] = {}
        for number in numbers:
            known = sets.get(number)
            if known is None:
                definition = self._model.by_id(number)
                if definition is not None:
                    for value in values_of(definition, names):
                        found[definition.Name or number, value.name] = value
                continue
            name, key, is_quantity, members = known
            for member in members:
                if member in parts:
                    part = parts[member]
                    if part is not None:
                        label, raw, measure, scale = part
                        found[key, label] = _new(StatedValue, (name, label, raw, measure, is_quantity, scale))
                    continue
                record = self._model.by_id(member)
                for each in values_of_part(name, record, names) if record is not None else ():
                    found[key, each.name] = each
        return list(found.values())

    def types_of(self, element: StepRecord) -> list[StepRecord]:
        """The type objects of an element."""
        found = (self._model.by_id(number) for number in self._types.get(element.id(), ()))
        return [each for each in found if each is not None]

    def _set_numbers(self, element: StepRecord) -> list[int]:
        """The sets of an element, those of its type first."""
        number = element.id()
        numbers = [each for kind in self._types.get(number, ()) for each in self._sets_of_type(kind)]
        return numbers + self._own.get(number, [])

    def _sets_of_type(self, number: int) -> list[int]:
        if number not in self._type_sets:
            kind = self._model.by_id(number)
            sets = getattr(kind, "HasPropertySets", None) or ()
            self._type_sets[number] = [each.id() for each in sets]
        return self._type_sets[number]

    @cached_property
    def _types(self) -> dict[int, list[int]]:
        """Element -> its types."""
        types: dict[int, list[int]] = defaultdict(list)
        for relation in self._model.numbers_of("IfcRelDefinesByType"):
            record = self._model.by_id(relation)
            if record is not None:
                for target in record.references("RelatedObjects"):
                    types[target] += record.references("RelatingType")
        return types

    @cached_property
    def _own(self) -> dict[int, list[int]]:
        """Element -> its sets."""
        own: dict[int, list[int]] = defaultdict(list)
        index = self._model.index
        for block, numbers, starts, ends in index.runs(self._model.numbers_of("IfcRelDefinesByProperties")):
            for number, start, end in zip(numbers, starts, ends, strict=True):
                found = _DEFINES.match(block, start, end)
                if found is not None:
                    given = int(found[3])
                    for target in found[2].replace(b"#", b"").split(b","):
                        own[int(target)].append(given)
                    continue
                for target, given in self._pairs_of(number):
                    own[target].append(given)
        return own

    def _pairs_of(self, number: int) -> Iterator[tuple[int, int]]:
        """Element and set, of a relation that is written in no common way; IFC4 allows a set of sets."""
        record = self._model.by_id(number)
        definition = record.RelatingPropertyDefinition if record is not None else None
        if definition is None:
            return
        several = definition.is_a("IfcPropertySetDefinitionSet")
        for target in record.references("RelatedObjects"):
            for each in definition.wrappedValue if several else [definition]:
                yield target, each.id()

    def _read_sets(self, wanted: set[int]) -> dict[int, _Set]:
        sets: dict[int, _Set] = {}
        for block, numbers, starts, ends in self._model.index.runs(wanted):
            for number, start, end in zip(numbers, starts, ends, strict=True):
                found = _SET.match(block, start, end)
                if found is not None:
                    kind, name, parts = found.groups()
                    label = "" if name == b"$" else decode_text(name[1:-1])
                    members = [int(each) for each in parts.replace(b"#", b"").split(b",")]
                    sets[number] = _Set(label.strip(), label or number, kind == b"ELEMENTQUANTITY", members)
        return sets

    def _read_parts(self, wanted: set[int], names: Collection[str] | None) -> dict[int, _Part | None]:
        """Name and value of every part that is written in the common way; None when it has none, or was not asked."""
        parts: dict[int, _Part | None] = {}
        labels, texts, match = self._labels, self._texts, _PART.match
        for block, numbers, starts, ends in self._model.index.runs(wanted):
            for number, start, end in zip(numbers, starts, ends, strict=True):
                found = match(block, start, end)
                if found is None:
                    continue
                name, kind, text, flag, real, whole, unit, quantity, label, quantity_unit, amount = found.groups()
                if quantity is not None:
                    measure = self._quantity_measure(quantity)
                    if measure:
                        scale = None if quantity_unit is None else self._scale(quantity_unit)
                        parts[number] = (self._label(label)[0], float(amount), measure, scale)
                    continue
                known = labels.get(name) or self._label(name)
                if kind is None or (names is not None and known[1] not in names):
                    parts[number] = None
                    continue
                value: float | str | bool
                if text is not None:
                    value = texts[text] if text in texts else self._text(text)
                elif real is not None:
                    value = float(real)
                elif whole is not None:
                    value = int(whole)
                else:
                    value = FLAGS[flag]
                scale = None if unit is None else self._scale(unit)
                parts[number] = None if value == "" else (known[0], value, self._measure(kind), scale)
        return parts

    def _label(self, raw: bytes) -> tuple[str, str]:
        if raw not in self._labels:
            label = decode_text(raw[1:-1]).strip()
            self._labels[raw] = (label, label.lower())
        return self._labels[raw]

    def _text(self, raw: bytes) -> str:
        text = decode_text(raw[1:-1]).strip()
        if len(self._texts) >= _KEPT_TEXTS:
            self._texts.clear()
        self._texts[raw] = text
        return text

    def _quantity_measure(self, kind: bytes) -> str:
        """Type of the values of a kind of quantity, such as LENGTH; empty when the schema has no such kind."""
        if kind not in self._quantity_measures:
            entity = entity_of(self._model.schema_identifier, "IFCQUANTITY" + kind.decode())
            measure = "" if entity is None else entity.name.replace("IfcQuantity", "Ifc") + "Measure"
            self._quantity_measures[kind] = measure
        return self._quantity_measures[kind]

    def _measure(self, kind: bytes) -> str:
        if kind not in self._measures:
            self._measures[kind] = type_name_of(self._model.schema_identifier, kind.decode())
        return self._measures[kind]

    def _scale(self, unit: bytes) -> float | None:
        if unit not in self._scales:
            self._scales[unit] = scale_of_unit(self._model.by_id(int(unit)))
        return self._scales[unit]
