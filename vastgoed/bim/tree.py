"""Where things stand: the building and storey of every space, door and stair, several buildings kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vastgoed.bim.library import Model

_DEEPEST = 64  # guards against a structure that contains itself


@dataclass
class Tree:
    """The spatial structure of a model.

    Args:
        parents: Step id of a spatial element -> the element it is part of.
        several_places: Elements contained in more than one structure.
        contradictions: Spatial elements that are said to be part of two wholes, or of themselves.
    """

    parents: dict[int, Any]
    several_places: set[int] = field(default_factory=set)
    contradictions: set[int] = field(default_factory=set)
    _above: dict[int, list[Any]] = field(default_factory=dict)

    def ancestors(self, element: Any) -> list[Any]:
        """The elements above this one, nearest first."""
        parent = self.parents.get(element.id())
        if parent is None:
            return []
        above = self._above.get(parent.id())
        if above is None:  # worked out once for all that are part of the same whole
            above, seen = [], set()
            current = parent
            while current is not None and current.id() not in seen and len(above) < _DEEPEST:
                above.append(current)
                seen.add(current.id())
                current = self.parents.get(current.id())
            self._above[parent.id()] = above
        return [each for each in above if each.id() != element.id()]

    def put(self, element: Any, whole: Any) -> None:
        """Make a spatial element part of a whole."""
        self.parents[element.id()] = whole
        self._above.clear()

    def nearest(self, element: Any, kind: str) -> Any | None:
        """The nearest element of a kind above this one, such as its IfcBuilding."""
        return next((above for above in self.ancestors(element) if above.is_a(kind)), None)

    def place_of(self, element: Any) -> Any | None:
        """The spatial element that contains a door, stair or other product.

        When several do, the lowest storey, so that the answer does not hang on the order in the file.
        """
        places = [rel.RelatingStructure for rel in getattr(element, "ContainedInStructure", None) or ()]
        if not places:
            whole = next((rel.RelatingObject for rel in getattr(element, "Decomposes", None) or ()), None)
            if whole is None:
                return None
            return whole if whole.is_a("IfcSpatialStructureElement") else self._place_of_whole(whole)
        if len(places) > 1:
            self.several_places.add(element.id())
        return min(places, key=lambda place: (getattr(place, "Elevation", None) or 0.0, place.id()))

    def _place_of_whole(self, whole: Any) -> Any | None:
        for _ in range(_DEEPEST):
            places = [rel.RelatingStructure for rel in getattr(whole, "ContainedInStructure", None) or ()]
            if places:
                return min(places, key=lambda place: (getattr(place, "Elevation", None) or 0.0, place.id()))
            whole = next((rel.RelatingObject for rel in getattr(whole, "Decomposes", None) or ()), None)
            if whole is None:
                return None
        return None


def read_tree(model: Model) -> Tree:
    """The spatial structure of a model, from its aggregation relations.

    A space that is contained in a storey instead of being part of it (some exporters do that) is placed too.
    """
    parents: dict[int, Any] = {}
    contradictions: set[int] = set()
    for relation in model.by_type("IfcRelAggregates"):
        whole = relation.RelatingObject
        if whole is None or not (whole.is_a("IfcSpatialStructureElement") or whole.is_a("IfcProject")):
            continue
        for part in relation.RelatedObjects or ():
            if part is None or not part.is_a("IfcSpatialStructureElement"):
                continue
            if parents.setdefault(part.id(), whole).id() != whole.id() or part.id() == whole.id():
                contradictions.add(part.id())
    if any(space.id() not in parents for space in model.by_type("IfcSpace")):
        # A space has no way back to the structure that contains it, so all relations are walked.
        for relation in model.by_type("IfcRelContainedInSpatialStructure"):
            for part in relation.RelatedElements or ():
                if part is not None and part.is_a("IfcSpace") and relation.RelatingStructure is not None:
                    parents.setdefault(part.id(), relation.RelatingStructure)
    return Tree(parents, contradictions=contradictions)


def unique(elements: Iterable[Any]) -> list[Any]:
    """The elements once each, in file order: a record number given out twice shows up twice in a lazy file."""
    return list({element.id(): element for element in elements}.values())
