"""Rooms and corridors: room to turn, width and narrowings, free height, what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import covers_every, largest_circle
from vastgoed.accessibility.model.doors import leaf_line
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, as_flag, as_number, cm
from vastgoed.accessibility.model.widths import WIDE_M, Profile, usual_width, width_profile
from vastgoed.accessibility.model.words import CIRCULATION, property_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Plan, Room

_TURN_EVERY_M = 10.0
_SHORT_M = 1.20
_ROUGH_MOST_M = 3.0
_ALIKE_M = 0.01
_NEAR_M = 0.05
_NOT_TURNED = ("toilet", "stair", "adapted_toilet")
_OWN_HEIGHT = ("stair",)


def measure_rooms(plan: Plan) -> Iterator[ModelValue]:
    """The values of every room people move in."""
    for room in plan.rooms:
        if not room.is_judged or room.is_outdoors:
            continue
        if room.use not in _NOT_TURNED:
            text = N_("Largest circle on the free floor: {area_m2} m² less what stands on it.")
            numbers: dict[str, object] = {"area_m2": round(room.floor.area, 1)}
            diameter = largest_circle(plan.free_floor(room))
            yield _value("COR-06", room, as_cm(diameter), "circle", text, numbers)
        if room.use not in _OWN_HEIGHT:
            yield free_height(plan, room)
        if room.use in CIRCULATION:
            yield from _corridor(plan, room)


def _value(
    criterion: str, room: Room, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    unit: str = "cm", is_stated: bool = False, suffix: str = "",
) -> ModelValue:  # fmt: skip
    return ModelValue(
        criterion, room.step_id, room.label + suffix, value, "" if value in ("true", "false") else unit,
        "property" if is_stated else "geometry", basis, reason, numbers or {}, room.scope,
    )  # fmt: skip


def portals_of(plan: Plan, room: Room) -> list[BaseGeometry]:
    """Where one enters a room: its doors, and the edges it shares with other circulation on the same level."""
    found: list[BaseGeometry] = []
    for door in plan.doorways:
        if any(each.step_id == room.step_id for each in door.rooms):
            near = shapely.Point(shapely.shortest_line(room.floor, leaf_line(door).centroid).coords[0])
            found.append(near)
    for other in plan.rooms:
        if other.step_id == room.step_id or not other.is_judged or abs(other.floor_m - room.floor_m) > 0.02:
            continue
        if other.floor.distance(room.floor) > 0.02:
            continue
        shared = room.floor.boundary.intersection(other.floor.buffer(0.03))
        found += [part.centroid for part in shapely.get_parts(shared) if part.length > 0.9]
    return found


def _between_walls(plan: Plan, room: Room) -> BaseGeometry:
    shapes = [plan.shape(row) for row in plan.obstacles_in(room, ("wall", "column"))]
    return room.floor.difference(shapely.union_all([shape for shape in shapes if shape is not None]))


def _corridor(plan: Plan, room: Room) -> Iterator[ModelValue]:
    floor, portals = plan.free_floor(room), portals_of(plan, room)
    profile = width_profile(floor, portals)
    text = N_("Width away from narrowings, between {doors} doors or open ends.")
    numbers: dict[str, object] = {"doors": len(portals)}
    yield _value("COR-02", room, as_cm(profile.usual), "width_profile", text, numbers)
    between = usual_width(_between_walls(plan, room), _ROUGH_MOST_M)
    yield _value(
        "COR-01", room, as_cm(between), "between_walls",
        N_("Width between the walls as they are drawn, 300 cm at most; what finishes take from it is not counted."),
    )  # fmt: skip
    for number, narrowing in enumerate(sorted(profile.narrowings, key=lambda each: each.width), start=1):
        suffix = f" – {number}"
        text = N_("Narrowing of {width_cm} cm over {length_cm} cm.")
        said: dict[str, object] = {"width_cm": cm(narrowing.width), "length_cm": cm(narrowing.length)}
        is_short = narrowing.length <= _SHORT_M + 0.005
        length = min(narrowing.length, _SHORT_M) if is_short else narrowing.length
        yield _value("length_cm", room, as_cm(length), "width_profile", text, said, suffix=suffix)
        criterion = "COR-03" if is_short else "COR-04"
        yield _value(criterion, room, as_cm(narrowing.width), "width_profile", text, said, suffix=suffix)
    yield _value(
        "COR-08", room, as_number(profile.narrow_length, 1), "width_profile",
        N_("Longest stretch that is narrower than 150 cm."), unit="m",
    )  # fmt: skip
    text = N_("Largest circle with one at most {every_m} m further on, all along.")
    diameter = covers_every(floor, _TURN_EVERY_M / 2)
    yield _value("PTH-04", room, as_cm(diameter), "circle", text, {"every_m": f"{_TURN_EVERY_M:g}"})
    width, bare = _hindered(profile, width_profile(room.floor, portals))
    text = N_("Passage of {with_cm} cm with what stands there, {bare_cm} cm without.")
    said = {"with_cm": cm(width), "bare_cm": cm(bare)}
    yield _value("COR-05", room, as_flag(width >= bare - _ALIKE_M), "obstacles", text, said)


def _hindered(profile: Profile, bare: Profile) -> tuple[float, float]:
    """Width with and without what stands there, at 1.50 m at most, where it makes most difference. [m]."""
    pairs = [(min(profile.passing, WIDE_M), min(bare.passing, WIDE_M))]
    pairs.append((min(profile.usual, WIDE_M), min(bare.usual, WIDE_M)))
    for narrowing in profile.narrowings:
        there = [other.width for other in bare.narrowings if narrowing.is_beside(other)]
        pairs.append((narrowing.width, min(there, default=min(bare.usual, WIDE_M))))
    return min(pairs, key=lambda pair: pair[0] - pair[1])


def free_height(plan: Plan, room: Room) -> ModelValue:
    """The free height: stated and measured beside each other, ceilings and beams in the room counted.

    The lower of the two holds; when they differ by more than 5 cm the reason says so.
    """
    stated = plan.number(room.step_id, *property_names("room_height"))
    low = room.top_m
    for row in plan.of("ceiling", "beam"):
        shape = plan.shape(row)
        if shape is None or not room.floor_m + 1.0 < row["z_min_m"] < low:
            continue
        if shape.intersects(room.floor) and shape.intersection(room.floor).area > 0.05:
            low = row["z_min_m"]
    measured = low - room.floor_m
    numbers: dict[str, object] = {"measured_cm": cm(measured)}
    if measured < 0.5 and stated is None:
        return _value("COR-07", room, UNKNOWN, "none", N_("The space is a flat sheet without height."), numbers)
    if stated is None:
        return _value(
            "COR-07", room, as_cm(measured), "body", N_("Height of the body below ceiling and beams."), numbers
        )
    numbers |= {"stated_cm": cm(stated[0]), "where": stated[1]}
    if measured < 0.5:
        text = N_("{where} says {stated_cm} cm; the space has no body to check it.")
        return _value("COR-07", room, as_cm(stated[0]), "stated", text, numbers, is_stated=True)
    if abs(stated[0] - measured) <= _NEAR_M:
        text = N_("{where} says {stated_cm} cm and the body is {measured_cm} cm high.")
        return _value("COR-07", room, as_cm(min(stated[0], measured)), "stated_and_body", text, numbers)
    text = N_("{where} says {stated_cm} cm but the body is {measured_cm} cm high: the lower holds.")
    return _value("COR-07", room, as_cm(min(stated[0], measured)), "lower_of_two", text, numbers)
