"""How far one goes from an adapted parking place to a door one can enter, over the ground and the ramps outside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.doors import entrance_doors
from vastgoed.accessibility.model.ground import outside_level
from vastgoed.accessibility.model.levels import entrance_step
from vastgoed.accessibility.model.places import adapted_places
from vastgoed.accessibility.model.shortest import Web
from vastgoed.accessibility.model.terrain import STEP_M, read_ground, rises
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry import Point

    from vastgoed.accessibility.model.plan import Doorway, Plan, Room
    from vastgoed.accessibility.model.terrain import Ground, Rise

_DOOR_REACH_M = 0.6  # from the wall at a door to the ground drawn before it
_RAMP_REACH_M = 0.15
_NOISE_M = 0.002


def measure_distance(plan: Plan) -> Iterator[ModelValue]:
    """The way from every adapted parking place to the nearest door one can enter without a step."""
    places = adapted_places(plan)
    if not places:
        return
    doors = [(door, spot) for door in entrance_doors(plan) if (spot := _before(plan, door)) is not None]
    ramps = rises(plan)
    for place in places:
        yield _value(plan, place, doors, ramps)


def _value(plan: Plan, place: Room, doors: list[tuple[Doorway, tuple[Point, float]]], ramps: list[Rise]) -> ModelValue:
    def value(size: str, basis: str, reason: str, **numbers: object) -> ModelValue:
        return ModelValue("PAR-07", place.step_id, place.label, size, "m", "geometry", basis, reason, numbers)

    if not doors:
        return value(UNKNOWN, "none", N_("The model shows no entrance with level ground before it."))
    ways = walk(read_ground(plan, place), ramps, place, [spot for _door, spot in doors])
    metres, nearest = min((way, door.label) for way, (door, _spot) in zip(ways, doors, strict=True))
    if math.isinf(metres):
        straight = min(float(place.floor.distance(spot)) for _door, (spot, _level) in doors)
        text = N_("The model shows no ground all the way to an entrance; in a straight line it is {straight_m} m.")
        return value(UNKNOWN, "none", text, straight_m=round(straight, 1))
    text = N_(
        "Shortest way without a step from the edge of the place to {door}, over the ground and ramps in the model."
    )
    return value(as_number(metres, 1), "walked", text, door=nearest)


def _before(plan: Plan, door: Doorway) -> tuple[Point, float] | None:
    """The spot before an entrance and its level; None when one cannot enter there: a step, or a revolving door."""
    side = next((side for side in door.sides if side.room is None), None)
    if side is None or door.is_revolving:
        return None
    level = outside_level(plan, door, side)
    if level is None or entrance_step(plan, door) > STEP_M + _NOISE_M:
        return None
    x, y = (door.centre[axis] + side.towards[axis] * side.face for axis in (0, 1))
    return shapely.Point(x, y), level


def walk(ground: list[Ground], ramps: list[Rise], place: Room, doors: list[tuple[Point, float]]) -> list[float]:
    """Length of the shortest way from a parking place to each spot before a door, infinite where there is none. [m].

    Args:
        ground: The stretches of ground; the place lies on one of them.
        ramps: The flights between them.
        place: The parking place.
        doors: Spots before doors, with their levels.
    """
    spots = {f"door {number}": (*door, _DOOR_REACH_M) for number, door in enumerate(doors)}
    web = Web()
    for number, ramp in enumerate(ramps):
        low, high = f"low {number}", f"high {number}"
        spots[low], spots[high] = (ramp.low, ramp.low_m, _RAMP_REACH_M), (ramp.high, ramp.high_m, _RAMP_REACH_M)
        web.add_way(low, high, ramp.run)
    for stretch in ground:
        beside = {
            name: spot
            for name, (spot, level, reach) in spots.items()
            if stretch.is_at(level) and stretch.shape.distance(spot) <= reach
        }
        begins = stretch.is_at(place.floor_m) and stretch.shape.intersects(place.floor)
        web.add_floor(stretch.shape, beside, place.floor if begins else None)
    ways = web.ways()
    return [ways.get(f"door {number}", math.inf) for number in range(len(doors))]
