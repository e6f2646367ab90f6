"""Which elements count: a whole or its parts, never both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import is_declared
from vastgoed.bim.tree import unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vastgoed.bim.library import Model

# Building fabric, its components and the installations; furniture and openings are no part of the building.
_CLASSES = (
    "IfcBuildingElement", "IfcBuiltElement", "IfcElementComponent", "IfcDistributionElement", "IfcTransportElement",
)  # fmt: skip
_NOT_MADE = ("PROVISIONFORVOID", "PROVISIONFORSPACE")
_DEEPEST = 32


def find_elements(model: Model) -> list[Any]:
    """The elements that are made of something, in file order."""
    found: list[Any] = []
    for kind in _CLASSES:
        if is_declared(kind, model.schema_identifier):
            found += model.by_type(kind)
    made = [element for element in unique(found) if not _is_void(element)]
    return sorted(made, key=lambda element: int(element.id()))


def choose_counted(elements: list[Any], is_telling: Callable[[Any], bool]) -> list[tuple[Any, list[Any]]]:
    """The elements that count, each with the wholes it is part of, nearest first.

    A whole with a part that tells something (material, volume, weight or body) gives way to its parts; otherwise
    the whole counts and its parts do not. An element that is its own part counts once.

    Args:
        elements: From `find_elements`.
        is_telling: Whether an element says anything of what it is made of.
    """
    among = {element.id(): element for element in elements}
    parts = {step: [part for part in _parts_of(element) if part.id() in among] for step, element in among.items()}
    inside = {part.id() for own in parts.values() for part in own}
    counted: dict[int, tuple[Any, list[Any]]] = {}
    seen: set[int] = set()

    def tells(element: Any, depth: int) -> bool:
        return is_telling(element) or (
            depth < _DEEPEST
            and any(tells(part, depth + 1) for part in parts[element.id()] if part.id() != element.id())
        )

    def visit(element: Any, wholes: list[Any]) -> None:
        step = element.id()
        if step in seen or len(wholes) > _DEEPEST:
            return
        seen.add(step)
        telling = [part for part in parts[step] if part.id() not in seen and tells(part, len(wholes))]
        if not telling:
            counted[step] = (element, wholes)
            seen.update(below.id() for below in _all_below(step, parts))
            return
        for part in parts[step]:
            visit(part, [element, *wholes])

    for element in elements:
        if element.id() not in inside:
            visit(element, [])
    for element in elements:  # what only stands in a circle of parts
        visit(element, [])
    return [counted[step] for step in sorted(counted)]


def _all_below(step: int, parts: dict[int, list[Any]]) -> Iterator[Any]:
    todo, met = list(parts[step]), {step}
    while todo:
        part = todo.pop()
        if part.id() not in met:
            met.add(part.id())
            yield part
            todo += parts[part.id()]


def _parts_of(element: Any) -> list[Any]:
    relations = [*(getattr(element, "IsDecomposedBy", None) or ()), *(getattr(element, "IsNestedBy", None) or ())]
    return [part for relation in relations for part in relation.RelatedObjects or () if part is not None]


def _is_void(element: Any) -> bool:
    kind = getattr(element, "PredefinedType", None) or getattr(element, "CompositionType", None)
    return kind in _NOT_MADE
