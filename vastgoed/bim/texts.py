"""Names, types and classifications of elements as clean text; an empty text is no text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vastgoed.bim.type_objects import types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vastgoed.bim.values import StatedValue


_PLACEHOLDERS = ("enter address here", "<default>")


def clean(value: object) -> str | None:
    """A text without spaces around it and without control characters; None when nothing is left.

    >>> clean("  A.101 "), clean(" ") is None
    ('A.101', True)
    """
    return None if value is None else _clean(str(value))


@lru_cache(maxsize=4096)  # names of types, sets and values come back again and again
def _clean(text: str) -> str | None:
    if not text.isprintable():
        text = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(text.split()) or None


def join_texts(texts: Iterable[object]) -> str | None:
    """Texts joined by " | ", each once, in order; None when there are none.

    >>> join_texts(["A", None, "B", "A"])
    'A | B'
    """
    found = list(dict.fromkeys(text for text in map(clean, texts) if text))
    return " | ".join(found) or None


def first_text(values: Sequence[StatedValue], names: Sequence[str], ignored: Sequence[str] = ()) -> str | None:
    """The first non-empty text among values with one of these names (lower case), in the order of the names."""
    for name in names:
        for value in values:
            text = clean(value.value) if isinstance(value.value, str) else None
            if text and value.name.lower() == name and text.lower() not in ignored:
                return text
    return None


def type_name(element: Any) -> str | None:
    """Name of the element's type object."""
    return next((clean(kind.Name) for kind in types_of(element)), None)


def classification_of(element: Any) -> str | None:
    """Classification references of an element as "code name", joined by " | "."""
    found = []
    for relation in getattr(element, "HasAssociations", None) or ():
        if relation.is_a("IfcRelAssociatesClassification"):
            reference = relation.RelatingClassification
            if reference is not None and reference.is_a("IfcClassificationReference"):
                # Second and third attribute in every schema: ItemReference or Identification, and Name.
                found.append(" ".join(part for part in (clean(reference[1]), clean(reference[2])) if part))
    return join_texts(found)


def zones_of(space: Any) -> str | None:
    """Names of the zones that a space is in, joined by " | "."""
    groups = [relation.RelatingGroup for relation in getattr(space, "HasAssignments", None) or () if _groups(relation)]
    return join_texts(group.Name for group in groups if group is not None and group.is_a("IfcZone"))


def _groups(relation: Any) -> bool:
    return bool(relation.is_a("IfcRelAssignsToGroup"))


def address_of(place: Any, attribute: str = "BuildingAddress") -> str | None:
    """The postal address of a building or site on one line."""
    address = getattr(place, attribute, None)
    if address is None:
        return None
    place = " ".join(part for part in (clean(address.PostalCode), clean(address.Town)) if part)
    parts = [*map(clean, address.AddressLines or ()), place or None, clean(address.Country)]
    return ", ".join(part for part in parts if part and part.lower() not in _PLACEHOLDERS) or None
