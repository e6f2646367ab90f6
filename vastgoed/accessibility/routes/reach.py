"""What is reached from the entrances: with steps, and without."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.graph import Routes
    from vastgoed.accessibility.routes.links import Link
    from vastgoed.accessibility.routes.places import Place, Room


@dataclass(frozen=True)
class Reach:
    """What is reached from the entrances.

    Args:
        rooms: All rooms that count, outdoors left out.
        reached: Step ids of those reached by any way.
        step_free: Step ids of those reached without a step.
    """

    rooms: tuple[Room, ...]
    reached: frozenset[int]
    step_free: frozenset[int]

    @property
    def blocked(self) -> tuple[Room, ...]:
        """The rooms that are not reached without a step, in the order of the model."""
        return tuple(room for room in self.rooms if room.step_id not in self.step_free)


def find_reach(routes: Routes) -> Reach:
    """What is reached from the entrances of a building.

    Args:
        routes: From `build_routes`.
    """
    rooms = tuple(room for room in routes.rooms if not room.is_outside)
    starts = [entrance.place for entrance in routes.entrances]
    free = [entrance.place for entrance in routes.entrances if not entrance.door.is_revolving]
    return Reach(
        rooms=rooms,
        reached=rooms_at(routes, spread(routes, starts, lambda _link: True)),
        step_free=rooms_at(routes, spread(routes, free, lambda link: link.is_step_free)),
    )


def spread(routes: Routes, starts: Iterable[Place], may_take: Callable[[Link], bool]) -> set[Place]:
    """The places reached over links that may be taken; outdoors is no way from room to room."""
    found = set(starts)
    queue = deque(found)
    while queue:
        place = queue.popleft()
        for link in routes.around.get(place, ()):
            far = link.leads_from(place)
            if far not in found and may_take(link) and not routes.rooms[far.room].is_outside:
                found.add(far)
                queue.append(far)
    return found


def rooms_at(routes: Routes, places: Iterable[Place]) -> frozenset[int]:
    """The rooms that are reached at their own floor."""
    return frozenset(place.room for place in places if routes.rooms[place.room].place == place)
