"""The places of a route graph: a room at a level. A stairwell over two storeys is one room with two places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from vastgoed.accessibility.model.words import use_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from vastgoed.bim.geometry import ModelGeometry

SAME_LEVEL_M = 0.02
"""Floors that differ by no more lie at the same level; models round, and a floor finish differs by millimetres."""

# Rooms that nobody has to go to.
_NO_FUNCTION = ("lift", "shaft")
_OUTSIDE = ("EXTERNAL", "EXTERNAL_EARTH", "EXTERNAL_WATER", "PARKING")


@dataclass(frozen=True, order=True)
class Place:
    """A room at a level.

    Args:
        room: Step id of the space.
        level_m: Height of the floor there.
    """

    room: int
    level_m: float


@dataclass(frozen=True)
class Room:
    """A space of the model.

    Args:
        step_id: Its number in the file.
        guid: Its GlobalId.
        name: Number and name as the user knows them.
        shape: Its floor, a polygon or multipolygon in m.
        floor_m: Level of its floor.
        top_m: Level of its ceiling.
        storey: Step id of its storey.
        is_outside: Whether it lies outdoors.
        is_public: Whether visitors may come in; None when the model does not say.
    """

    step_id: int
    guid: str
    name: str
    shape: BaseGeometry
    floor_m: float
    top_m: float
    storey: int | None
    is_outside: bool
    is_public: bool | None

    @property
    def place(self) -> Place:
        """The room at its own floor."""
        return Place(self.step_id, self.floor_m)

    @property
    def is_lift_shaft(self) -> bool:
        """Whether its name says that a lift runs in it."""
        return use_of(self.name) == "lift"

    @property
    def is_function(self) -> bool:
        """Whether somebody has to be able to go there: not a shaft and not outdoors.

        >>> from shapely.geometry import box
        >>> duct = Room(1, "", "0.07b Leidingkoker", box(0, 0, 1, 1), 0.0, 3.0, None, False, None)
        >>> duct.is_function
        False
        """
        return not self.is_outside and use_of(self.name) not in _NO_FUNCTION


@dataclass(frozen=True)
class Undrawn:
    """A space without a body: it stands in the model, and nothing can be said of it.

    Args:
        step_id: Its number in the file.
        name: Number and name as the user knows them.
        is_public: Whether visitors may come in; None when the model does not say.
    """

    step_id: int
    name: str
    is_public: bool | None

    @property
    def is_function(self) -> bool:
        """Whether somebody has to be able to go there."""
        return use_of(self.name) not in _NO_FUNCTION


class Rooms:
    """The spaces of a model that count, each once, and where a point lies among them."""

    def __init__(
        self, rooms: Iterable[Room], doubles: dict[int, int] | None = None, undrawn: Iterable[Undrawn] = ()
    ) -> None:
        import shapely

        self.undrawn = tuple(undrawn)

        self.by_id = {room.step_id: room for room in rooms}
        self._doubles = doubles or {}
        self._ids = list(self.by_id)
        self._tree = shapely.STRtree([room.shape for room in self.by_id.values()])

    def __iter__(self) -> Any:
        return iter(self.by_id.values())

    def __getitem__(self, step_id: int) -> Room:
        return self.by_id[step_id]

    def __len__(self) -> int:
        return len(self.by_id)

    def name_of(self, step_id: int) -> str:
        """Number and name of a space, drawn or not."""
        if step_id in self.by_id:
            return self.by_id[step_id].name
        return next(room.name for room in self.undrawn if room.step_id == step_id)

    def first_of(self, step_id: int) -> int | None:
        """The room itself, or the one it repeats; None when there is no such room."""
        own = self._doubles.get(step_id, step_id)
        return own if own in self.by_id else None

    def at(self, x: float, y: float, z: float) -> Room | None:
        """The room around a point; of several the one whose floor lies nearest below it."""
        from shapely.geometry import Point

        point = Point(x, y)
        found = [
            room
            for index in self._tree.query(point, predicate="intersects")
            if (room := self.by_id[self._ids[int(index)]]).floor_m - 0.1 <= z <= room.top_m + 0.3
        ]
        return max(found, key=lambda room: (room.floor_m, -room.shape.area, room.step_id), default=None)

    def near(self, region: BaseGeometry) -> list[Room]:
        """The rooms that touch a region in plan."""
        return [self.by_id[self._ids[int(index)]] for index in self._tree.query(region, predicate="intersects")]


def read_rooms(geometry: ModelGeometry, building: int | None = None) -> Rooms:
    """The rooms of a model; spaces indoors without a body stand apart.

    Args:
        geometry: From `vastgoed.bim.geometry.read_geometry`.
        building: Step id of the only building that counts; all when None.
    """
    public = _flags(geometry, "publiclyaccessible")
    rooms, doubles, undrawn = [], {}, []
    for row in geometry.of("space").iter_rows(named=True):
        if building is not None and row["building_step_id"] != building:
            continue
        step_id, shape = row["element_step_id"], geometry.shapes.get(row["element_step_id"])
        words = dict.fromkeys(word for word in (row["element_name"], row["long_name"]) if word)
        name = " ".join(words) or f"#{step_id}"
        is_outside = row["predefined_type"] in _OUTSIDE
        if row["duplicate_of_step_id"] is not None:
            doubles[step_id] = row["duplicate_of_step_id"]
        elif shape is None or row["z_min_m"] is None:
            undrawn += [] if is_outside else [Undrawn(step_id, name, public.get(step_id))]
        else:
            rooms.append(
                Room(
                    step_id=step_id,
                    guid=row["element_guid"] or "",
                    name=name,
                    shape=shape,
                    floor_m=round(row["z_min_m"], 3),
                    top_m=row["z_max_m"],
                    storey=row["storey_step_id"],
                    is_outside=is_outside,
                    is_public=public.get(step_id),
                )
            )
    return Rooms(rooms, doubles, undrawn)


def _flags(geometry: ModelGeometry, name: str) -> dict[int, bool]:
    rows = geometry.values.filter(
        pl.col("value_name").str.to_lowercase() == name, pl.col("text").str.to_lowercase().is_in(["true", "false"])
    )
    return {step_id: text.lower() == "true" for step_id, text in rows.select("element_step_id", "text").iter_rows()}


def read_flags(geometry: ModelGeometry, name: str) -> dict[int, bool]:
    """Step id -> yes or no of a property, for the elements that state it.

    Args:
        geometry: The model.
        name: Name of the property.
    """
    return _flags(geometry, name.lower())
