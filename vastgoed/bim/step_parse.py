r"""The text of one STEP record as plain values: numbers, texts, references, lists.

>>> parse_record(b"#1=IFCDOOR('a',#2,$,*,.T.,.LEFT.,(1,2.5),IFCLABEL('x'));")
('IFCDOOR', ['a', Reference(2), None, None, True, 'LEFT', [1, 2.5], Typed('IFCLABEL', 'x')])
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


class RecordDamagedError(ValueError):
    """The text is no STEP record."""


class Reference(int):
    """A reference to the record with this number. A number itself: millions are made."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Reference({int(self)})"


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that names its type, such as IFCLABEL('x')."""

    kind: str
    value: Any

    def __repr__(self) -> str:
        return f"Typed({self.kind!r}, {self.value!r})"


_HEAD = re.compile(rb"\s*#\d+\s*=\s*([A-Za-z_]\w*)\s*\(")
_TOKEN = re.compile(
    rb"\s*(?:"
    rb"'((?:[^']|'')*)'"  # 1 text
    rb"|#(\d+)"  # 2 reference
    rb"|([$*])"  # 3 nothing, or derived
    rb"|\.(\w+)\."  # 4 enumeration
    rb"|([-+]?\d+(?![\d.eE]))"  # 5 whole number
    rb"|([-+]?\d*\.?\d*(?:[eE][-+]?\d+)?(?<=[\d.]))"  # 6 number
    rb"|(\()"  # 7
    rb"|([A-Za-z_]\w*)\s*\("  # 8 typed value
    rb'|"([0-9A-Fa-f]*)"'  # 9 bits
    rb")\s*((?:\)\s*)*)(,?)"  # 10 brackets closed behind it, 11 whether another value follows
)
_CLOSE = re.compile(rb"\s*((?:\)\s*)+)(,?)")
_DEEPEST = 60
FLAGS: dict[bytes, bool | str] = {b"T": True, b"F": False, b"U": "UNKNOWN"}


def parse_record(text: bytes) -> tuple[str, list[Any]]:
    """Name (capitals) and values of a record.

    Raises:
        RecordDamagedError: It is none.
    """
    quick = _SINGLE.match(text)
    if quick is not None:
        return _single(quick)
    quick = _ROOTED.match(text)
    if quick is not None:
        return _rooted(quick)
    quick = _QUANTITY.match(text)
    if quick is not None:
        return _quantity(quick)
    head = _HEAD.match(text)
    if head is None or not text.rstrip().endswith(b";"):
        raise RecordDamagedError
    return head[1].decode().upper(), parse_values(text, head.end())


# By far the most frequent records that facts are read from: a name and one value.
_SINGLE = re.compile(
    rb"#\d+\s*=\s*IFCPROPERTYSINGLEVALUE\('((?:[^'\\]|'')*)',(?:\$|'(?:[^']|'')*'),"
    rb"(?:(IFC[A-Z]+)\((?:'((?:[^']|'')*)'|\.([TFU])\.|([-+]?\d+\.\d*(?:E[-+]?\d+)?)|([-+]?\d+))\)|\$),"
    rb"(?:\$|#(\d+))\);\s*$"
)


def _single(found: re.Match[bytes]) -> tuple[str, list[Any]]:
    name, kind, text, flag, number, whole, unit = found.groups()
    value: Any = None
    if kind is not None:
        if text is not None:
            value = decode_text(text)
        elif flag is not None:
            value = FLAGS[flag]
        else:
            value = float(number) if number is not None else int(whole)
        value = Typed(kind.decode(), value)
    return "IFCPROPERTYSINGLEVALUE", [decode_text(name), None, value, None if unit is None else Reference(unit)]


# Relations, sets of properties and of quantities: GlobalId, owner, name, description, then references alone.
_ROOTED = re.compile(
    rb"#\d+\s*=\s*(IFC\w+)\('([0-9A-Za-z_$]{22})',(#\d+|\$),(\$|'(?:[^'\\]|'')*'),(\$|'(?:[^'\\]|'')*'),"
    rb"((?:(?:#\d+|\$|\((?:#\d+,)*#\d+\)),)*(?:#\d+|\$|\((?:#\d+,)*#\d+\)))\);\s*$"
)
_PARTS = re.compile(rb"\(([^)]*)\)|#(\d+)|\$")
_QUANTITY = re.compile(
    rb"#\d+\s*=\s*(IFCQUANTITY[A-Z]+)\('((?:[^'\\]|'')*)',(\$|'(?:[^'\\]|'')*'),(\$|#\d+),"
    rb"(?:([-+]?\d+\.\d*(?:E[-+]?\d+)?)|([-+]?\d+)|\$)(,\$)?\);\s*$"
)


def _text_or_none(raw: bytes) -> str | None:
    return None if raw == b"$" else decode_text(raw[1:-1])


def _reference_or_none(raw: bytes) -> Reference | None:
    return None if raw == b"$" else Reference(raw[1:])


def _rooted(found: re.Match[bytes]) -> tuple[str, list[Any]]:
    name, guid, owner, label, about, rest = found.groups()
    values = [guid.decode(), _reference_or_none(owner), _text_or_none(label), _text_or_none(about)]
    for several, one in _PARTS.findall(rest):
        if several:
            values.append([Reference(each[1:]) for each in several.split(b",")])
        else:
            values.append(Reference(one) if one else None)
    return name.decode(), values


def _quantity(found: re.Match[bytes]) -> tuple[str, list[Any]]:
    name, label, about, unit, number, whole, formula = found.groups()
    value = float(number) if number is not None else int(whole) if whole is not None else None
    values = [decode_text(label), _text_or_none(about), _reference_or_none(unit), value]
    return name.decode(), values if formula is None else [*values, None]


def parse_values(text: bytes, at: int) -> list[Any]:
    """The values from behind an opening bracket to its end.

    Raises:
        RecordDamagedError: Brackets or quotes do not match, or something is no value.
    """
    values: list[Any] = []
    stack: list[tuple[list[Any], str | None]] = []
    match = _TOKEN.match
    while True:
        found = match(text, at)
        if found is None or found.end() == at:
            closing = _CLOSE.match(text, at) if not values and not stack else None  # no values at all
            if closing is None:
                raise RecordDamagedError
            at, closed = closing.end(), closing[1].count(b")")
        else:
            at, which = found.end(), found.lastindex
            # lastindex is always the last group that took part: 11. Look from the most frequent kind on.
            if found[2] is not None:
                values.append(Reference(found[2]))
            elif found[1] is not None:
                values.append(decode_text(found[1]))
            elif found[3] is not None:
                values.append(None)
            elif found[6] is not None:
                try:
                    values.append(float(found[6]))
                except ValueError:
                    raise RecordDamagedError from None
            elif found[5] is not None:
                values.append(int(found[5]))
            elif found[4] is not None:
                values.append(FLAGS.get(found[4]) if found[4] in FLAGS else found[4].decode())
            elif found[9] is not None:
                values.append(found[9].decode())
            elif which is not None:
                if len(stack) > _DEEPEST:
                    raise RecordDamagedError
                stack.append((values, found[8].decode().upper() if found[8] is not None else None))
                values = []
                if found[11] and not found[10]:
                    raise RecordDamagedError
            closed = found[10].count(b")") if found[10] else 0
            if not closed and not found[11] and found[7] is None and found[8] is None:
                raise RecordDamagedError  # the next value begins without a comma
        for _ in range(closed):
            if not stack:
                return values
            outer, kind = stack.pop()
            outer.append(values if kind is None else Typed(kind, values[0] if values else None))
            values = outer


_ESCAPE = re.compile(
    rb"\\X2\\((?:[0-9A-Fa-f]{4})*)\\X0\\|\\X4\\((?:[0-9A-Fa-f]{8})*)\\X0\\"
    rb"|\\X\\([0-9A-Fa-f]{2})|\\S\\(.)|\\P([A-I])\\|(\\\\)"
)


def decode_text(raw: bytes) -> str:
    r"""The text that a STEP text stands for.

    >>> decode_text(rb"Deux-Acr\X2\00E9\X0\ it''s \S\i")
    "Deux-Acré it's é"
    """
    if b"''" in raw:
        raw = raw.replace(b"''", b"'")
    if b"\n" in raw or b"\r" in raw:  # long texts may be wrapped
        raw = raw.replace(b"\r", b"").replace(b"\n", b"")
    if b"\\" not in raw:
        return _plain(raw)
    parts: list[str] = []
    page, last = "iso8859-1", 0
    for found in _ESCAPE.finditer(raw):
        parts.append(_plain(raw[last : found.start()]))
        last = found.end()
        two, four, one, shifted, code_page = found[1], found[2], found[3], found[4], found[5]
        if two is not None:
            parts.append(bytes.fromhex(two.decode()).decode("utf-16-be", "replace"))
        elif four is not None:
            parts.append(bytes.fromhex(four.decode()).decode("utf-32-be", "replace"))
        elif one is not None:
            parts.append(bytes.fromhex(one.decode()).decode("iso8859-1"))
        elif shifted is not None:
            parts.append(bytes([(shifted[0] + 128) & 255]).decode(page, "replace"))
        elif code_page is not None:
            page = f"iso8859-{code_page[0] - ord('A') + 1}"
        else:
            parts.append("\\")
    parts.append(_plain(raw[last:]))
    return "".join(parts)


def _plain(raw: bytes) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # exporters that ignore the rule write the letters of Windows
