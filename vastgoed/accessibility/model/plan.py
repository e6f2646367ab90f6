"""The floor plan of a model as the measurers see it: rooms with their free floor, doors with both their sides."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from vastgoed.accessibility.model.words import LOOSE, NOT_JUDGED, OUTDOORS, has_word, use_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.value import Scope
    from vastgoed.bim.geometry import ModelGeometry

Row = dict[str, Any]
_HEAD_M = 2.30  # obstacles above it stand in nobody's way (article 12)
_LEVEL_M = 0.03  # what is lower than this lies on the floor
_KNEE_M = 0.67  # the space under a basin counts from about this height on (70 cm less its rounding)
_OBSTACLES = ("furniture", "sanitary", "terminal", "proxy", "column", "wall", "railing")
_PROBES_M = (0.25, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Room:
    """A space of the model.

    Args:
        step_id: In the file.
        label: Its name, one of its kind in the building.
        use: By the words in its name (`vastgoed.accessibility.model.words`); empty when they do not say.
        scope: visitor when the public may come in or the model does not say, staff when it says no.
        floor: Footprint, with holes.
        floor_m: Height of the floor; `top_m` of the top of its body.
    """

    step_id: int
    label: str
    use: str
    scope: Scope
    floor: BaseGeometry
    floor_m: float
    top_m: float
    storey_step_id: int | None
    building_step_id: int | None

    @property
    def is_outdoors(self) -> bool:
        """Whether it lies under the open sky."""
        return self.use in OUTDOORS

    @property
    def is_judged(self) -> bool:
        """Whether people are meant to move on its floor."""
        return self.use not in NOT_JUDGED


@dataclass(frozen=True)
class Side:
    """What lies on one side of a door.

    Args:
        room: The space, or None when there is none in the model.
        towards: Unit vector from the door into that side.
        is_swing_side: Whether a leaf swings to this side.
        face: Distance from the middle of the door to the face of the wall on this side. [m]
    """

    room: Room | None
    towards: tuple[float, float]
    is_swing_side: bool
    face: float


@dataclass(frozen=True)
class Doorway:
    """A door in its wall.

    Args:
        row: Its row of `geometry.elements`.
        label: Its name.
        centre: Middle of the opening in plan. [m]
        axis: Unit vector along the width, from the hinge of a left-hung door to its latch.
        half: Half the width of the opening. [m]
        sill_m: Height of its underside.
        sides: The two sides; the first lies along the door's own y axis.
        opening_m: Width of the hole in the wall; None when the model has no such hole.
        opening_height_m: Its height.
        body_m: Width of the door's body, casing included; None without a body.
        operation: IFC operation, empty when not said.
    """

    row: Row
    label: str
    centre: tuple[float, float]
    axis: tuple[float, float]
    half: float
    sill_m: float
    sides: tuple[Side, Side]
    opening_m: float | None
    opening_height_m: float | None
    body_m: float | None
    operation: str

    @property
    def step_id(self) -> int:
        """In the file."""
        return int(self.row["element_step_id"])

    @property
    def rooms(self) -> list[Room]:
        """The rooms it joins: two, one or none."""
        return [side.room for side in self.sides if side.room is not None]

    @property
    def is_revolving(self) -> bool:
        """Whether it turns around an upright axis."""
        return "REVOLVING" in self.operation

    @property
    def is_sliding(self) -> bool:
        """Whether its leaf moves within its own plane or rolls up."""
        return any(word in self.operation for word in ("SLIDING", "ROLLINGUP", "LIFTING"))

    @property
    def is_double(self) -> bool:
        """Whether it has two leaves."""
        return self.operation.startswith("DOUBLE")

    @property
    def scope(self) -> Scope:
        """For staff only when it leads to a room for staff only."""
        return "staff" if any(room.scope == "staff" for room in self.rooms) else "visitor"


@dataclass(frozen=True)
class Stated:
    """A value the model states of an element."""

    set_name: str
    name: str
    number: float | None
    text: str | None
    unit: str
    source: str

    @property
    def where(self) -> str:
        """`set.name`, as shown to people."""
        return f"{self.set_name}.{self.name}" if self.set_name else self.name


class Plan:
    """Everything the measurers ask of one building in a model; worked out once, on first use.

    Args:
        geometry: From `vastgoed.bim.geometry.read_geometry`.
        building_step_id: Only what stands in this building; None takes the whole model.
    """

    def __init__(self, geometry: ModelGeometry, building_step_id: int | None = None) -> None:
        self.geometry = geometry
        self.building_step_id = building_step_id
        self._free: dict[int, BaseGeometry] = {}

    def of(self, *kinds: str) -> list[Row]:
        """The elements of some kinds in this building."""
        wanted = self.building_step_id
        rows = self.geometry.of(*kinds).iter_rows(named=True)
        return [row for row in rows if wanted is None or row["building_step_id"] in (wanted, None)]

    def shape(self, row: Row) -> BaseGeometry | None:
        """The footprint of an element."""
        return self.geometry.shapes.get(row["element_step_id"])

    @cached_property
    def labels(self) -> dict[int, str]:
        """Step id -> a name people know it by, made one of a kind within its kind."""
        rows = self.geometry.elements.iter_rows(named=True)
        names = {row["element_step_id"]: (row["kind"], _name_of(row)) for row in rows}
        often = Counter(names.values())
        return {
            step_id: f"{name} #{step_id}" if often[kind, name] > 1 else name for step_id, (kind, name) in names.items()
        }

    @cached_property
    def stated(self) -> dict[int, list[Stated]]:
        """Step id -> what the model states of it, types first, so that the last of a name is its own."""
        found: dict[int, list[Stated]] = {}
        columns = ("element_step_id", "set_name", "value_name", "number", "text", "unit", "source")
        for step_id, *rest in self.geometry.values.select(columns).iter_rows():
            found.setdefault(step_id, []).append(Stated(*rest))
        return found

    def number(self, step_id: int, *names: str, unit: str = "m") -> tuple[float, str] | None:
        """A stated number by the name of its property, with where it stands; zero counts as not filled in."""
        for name in names:
            for value in reversed(self.stated.get(step_id, [])):
                known = value.number is not None and math.isfinite(value.number) and value.number > 0
                if known and value.name.lower() == name and value.unit == unit:
                    return float(value.number or 0), value.where
        return None

    def flag(self, step_id: int, name: str) -> bool | None:
        """A stated yes or no; None when it is not stated."""
        for value in reversed(self.stated.get(step_id, [])):
            if value.name.lower() == name and value.text in ("True", "False"):
                return value.text == "True"
        return None

    @cached_property
    def rooms(self) -> list[Room]:
        """The spaces with a floor, each once."""
        found = []
        for row in self.of("space"):
            shape = self.shape(row)
            if shape is None or row["duplicate_of_step_id"] is not None:
                continue
            text = " ".join(part for part in (row["element_name"], row["long_name"]) if part)
            use = use_of(text)
            if row["predefined_type"] == "PARKING" and use != "adapted_parking":
                use = "parking"
            elif row["predefined_type"] == "EXTERNAL" and use not in ("path", "parking", "adapted_parking"):
                use = "outdoors"
            public = self.flag(row["element_step_id"], "publiclyaccessible")
            found.append(
                Room(
                    step_id=row["element_step_id"],
                    label=self.labels[row["element_step_id"]],
                    use=use,
                    scope="staff" if public is False else "visitor",
                    floor=shape,
                    floor_m=row["z_min_m"],
                    top_m=row["z_max_m"],
                    storey_step_id=row["storey_step_id"],
                    building_step_id=row["building_step_id"],
                )
            )
        return found

    @cached_property
    def room_by_id(self) -> dict[int, Room]:
        """Step id -> room."""
        return {room.step_id: room for room in self.rooms}

    @cached_property
    def _obstacles(self) -> tuple[list[Row], shapely.STRtree]:
        rows = [row for row in self.of(*_OBSTACLES) if self.shape(row) is not None and not _is_loose(row)]
        return rows, shapely.STRtree([self.shape(row) for row in rows])

    def obstacles_in(self, room: Room, kinds: Iterable[str] = _OBSTACLES) -> list[Row]:
        """What stands on the floor of a room, between the floor and 2.30 m."""
        rows, tree = self._obstacles
        return [
            row
            for row in (rows[place] for place in sorted(tree.query(room.floor, predicate="intersects")))
            if row["kind"] in kinds
            and row["z_max_m"] > room.floor_m + _LEVEL_M
            and row["z_min_m"] < room.floor_m + _HEAD_M
            and not (row["predefined_type"] == "WASHHANDBASIN" and row["z_min_m"] >= room.floor_m + _KNEE_M)
            and not (row["kind"] == "terminal" and row["z_min_m"] > room.floor_m + _KNEE_M)
        ]

    def free_floor(self, room: Room) -> BaseGeometry:
        """The floor of a room less what stands on it."""
        if room.step_id not in self._free:
            shapes = [self.shape(row) for row in self.obstacles_in(room)]
            taken = shapely.union_all([shape for shape in shapes if shape is not None])
            self._free[room.step_id] = room.floor.difference(taken) if not taken.is_empty else room.floor
        return self._free[room.step_id]

    @cached_property
    def _rooms_tree(self) -> shapely.STRtree:
        return shapely.STRtree([room.floor for room in self.rooms])

    def room_at(self, x: float, y: float, z: float) -> Room | None:
        """The room indoors above whose floor a point stands; of several the one with the nearest floor."""
        point = Point(x, y)
        places = self._rooms_tree.query(point, predicate="intersects")
        here = [self.rooms[place] for place in places]
        here = [room for room in here if room.floor_m - 0.35 <= z <= room.top_m - 0.2 and not room.is_outdoors]
        return min(here, key=lambda room: (abs(room.floor_m - z), room.floor.area, room.step_id), default=None)

    @cached_property
    def doorways(self) -> list[Doorway]:
        """The doors whose place is known."""
        made = (self._doorway(row) for row in self.of("door"))
        return [door for door in made if door is not None]

    @cached_property
    def unplaced_doors(self) -> list[Row]:
        """The doors without a body, an opening and a stated width."""
        placed = {door.step_id for door in self.doorways}
        return [row for row in self.of("door") if row["element_step_id"] not in placed]

    def _doorway(self, row: Row) -> Doorway | None:
        if row["axis_x"] is None or row["normal_x"] is None:
            return None
        axis = np.array([row["axis_x"], row["axis_y"]])
        normal = np.array([row["normal_x"], row["normal_y"]])
        origin = np.array([row["origin_x_m"], row["origin_y_m"]])
        hole = self.geometry.rows.get(row["opening_step_id"] or -1)
        hole_shape = self.shape(hole) if hole is not None else None
        body = None
        if row["along_min_m"] is not None:
            body = (row["along_min_m"], row["along_max_m"], row["across_min_m"], row["across_max_m"])
        if hole_shape is not None:
            corners = shapely.get_coordinates(hole_shape) - origin
            along, across = corners @ axis, corners @ normal
            extent = (float(along.min()), float(along.max()), float(across.min()), float(across.max()))
        elif body is not None:
            extent = body
        else:
            width = self.number(row["element_step_id"], "overallwidth")
            if width is None:
                return None
            extent = (0.0, width[0], -0.1, 0.1)
        centre = origin + axis * (extent[0] + extent[1]) / 2 + normal * (extent[2] + extent[3]) / 2
        sill = hole["z_min_m"] if hole is not None and hole["z_min_m"] is not None else row["z_min_m"]
        sill = float(row["origin_z_m"] if sill is None else sill)
        operation = row["operation"] or ""
        swings = not any(word in operation for word in ("SLIDING", "ROLLINGUP", "FOLDING", "REVOLVING"))
        half_depth = (extent[3] - extent[2]) / 2
        sides = tuple(
            self._side(centre, sign * normal, half_depth, sill, swings and (sign > 0 or "DOUBLE_SWING" in operation))
            for sign in (1.0, -1.0)
        )
        return Doorway(
            row=row,
            label=self.labels[row["element_step_id"]],
            centre=(float(centre[0]), float(centre[1])),
            axis=(float(axis[0]), float(axis[1])),
            half=(extent[1] - extent[0]) / 2,
            sill_m=sill,
            sides=(sides[0], sides[1]),
            opening_m=extent[1] - extent[0] if hole_shape is not None else None,
            opening_height_m=hole["z_max_m"] - hole["z_min_m"] if hole_shape is not None and hole else None,
            body_m=body[1] - body[0] if body is not None else None,
            operation=operation,
        )

    def _side(self, centre: Any, towards: Any, half_depth: float, sill: float, is_swing_side: bool) -> Side:
        room, face = None, half_depth
        for reach in _PROBES_M:
            x, y = centre + towards * (half_depth + reach)
            room = self.room_at(float(x), float(y), sill + 0.1)
            if room is not None:
                # The wall's face is where the room begins, which casings and finishes may hide.
                line = shapely.LineString([centre, (x, y)])
                face = float(line.difference(room.floor.buffer(1e-6)).length)
                break
        return Side(room, (float(towards[0]), float(towards[1])), is_swing_side, face)


def rectangle(
    centre: tuple[float, float], axis: tuple[float, float], low: float, high: float, near: float, far: float,
    towards: tuple[float, float],
) -> Polygon:  # fmt: skip
    """A rectangle beside a point: from `low` to `high` along an axis, from `near` to `far` in a direction.

    >>> rectangle((0.0, 0.0), (1.0, 0.0), -1, 1, 0, 2, (0.0, 1.0)).bounds
    (-1.0, 0.0, 1.0, 2.0)
    """
    (x, y), (ax, ay), (tx, ty) = centre, axis, towards
    corners = ((low, near), (high, near), (high, far), (low, far))
    return Polygon([(x + along * ax + deep * tx, y + along * ay + deep * ty) for along, deep in corners])


def _name_of(row: Row) -> str:
    parts = dict.fromkeys(part for part in (row["element_name"], row["long_name"]) if part)
    return " ".join(parts) or row["element_type"] or row["ifc_class"]


def _is_loose(row: Row) -> bool:
    text = " ".join(part for part in (row["element_name"], row["element_type"]) if part)
    return any(has_word(text, kind) for kind in LOOSE)
