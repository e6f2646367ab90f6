"""What to mend first: the cheapest sets of mends that open rooms, most rooms for the effort first.

A room is open when it is reached from an entrance without a step and past elements that meet their criteria. Each
step-free link over a failing element, and each stair or step, can be opened by a mend of that element. The relative
effort per kind of link comes from `data/label/mends.csv`: an assumption, to be replaced by prices.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.language import current_language
from kern.sources import read_table
from vastgoed.accessibility.routes.links import DOOR, RAMP, REVOLVING, Link
from vastgoed.accessibility.routes.reach import rooms_at, spread

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.graph import Entrance, Routes
    from vastgoed.accessibility.routes.places import Place

Element = tuple[str, int]
_LINKS = "label/mends.csv"


@dataclass(frozen=True)
class Work:
    """One element to mend.

    Args:
        element: Step id of the door, ramp, lift or stair; of the room for an open side.
        link: Kind of link it is.
        criteria: The criteria it does not meet; empty when steps alone stand in the way.
    """

    element: int
    link: str
    criteria: tuple[str, ...]

    @property
    def label(self) -> str:
        """What to do, in the language in force."""
        return _row(self.link)[current_language()]

    @property
    def weight(self) -> float:
        """Relative effort."""
        return float(_row(self.link)["weight"])


@dataclass(frozen=True)
class Mend:
    """A set of works that together open rooms.

    Args:
        works: What to do.
        opened: Step ids of the rooms that open, when the mends before it are done.
    """

    works: tuple[Work, ...]
    opened: tuple[int, ...]

    @property
    def weight(self) -> float:
        """Relative effort of the works together."""
        return sum(work.weight for work in self.works)


@dataclass(frozen=True)
class MendPlan:
    """What is open now, and which mends open the rest.

    Args:
        open_now: Step ids of the rooms that are open.
        mends: In the order to do them.
        never: Rooms that no mend of what stands in the model opens: the model shows no way to them.
    """

    open_now: frozenset[int]
    mends: tuple[Mend, ...]
    never: tuple[int, ...]


def _row(link: str) -> dict[str, str]:
    return next(row for row in read_table(_LINKS).iter_rows(named=True) if row["link"] == link)


def closing_criteria() -> frozenset[str]:
    """The criteria whose failure closes a link for somebody on wheels.

    >>> "DOR-03" in closing_criteria(), "DOR-01" in closing_criteria()
    (True, False)
    """
    rows = read_table(_LINKS)["criteria"].drop_nulls()
    return frozenset(name for names in rows for name in names.split(";"))


def plan_mends(
    routes: Routes, failing: Mapping[int, Sequence[str]], ranks: Mapping[int, int] | None = None
) -> MendPlan:
    """The mends in their order.

    Args:
        routes: From `build_routes`.
        failing: Step id of a door, ramp, stair or lift -> the criteria it does not meet.
        ranks: Step id -> its place among mends that are worth the same; the step id itself when not given.
    """
    works = _works(routes, failing)
    wanted = {room.step_id for room in routes.rooms if room.is_function}
    done: frozenset[Element] = frozenset()
    open_now = is_open = _opened(routes, works, done) & wanted
    mends = []
    while True:
        best = _best(routes, works, done, wanted - is_open, ranks or {})
        if best is None:
            break
        needs, opened = best
        mends.append(Mend(tuple(works[element] for element in _ranked(needs, ranks or {})), tuple(sorted(opened))))
        done |= needs
        is_open |= opened
    return MendPlan(open_now, tuple(mends), tuple(sorted(wanted - is_open)))


def _element(link: Link) -> Element:
    return (link.kind, link.element if link.element is not None else -link.one.room)


def _works(routes: Routes, failing: Mapping[int, Sequence[str]]) -> dict[Element, Work]:
    """Element -> what must be done before its links can be taken; elements that are sound are not in it."""
    works = {}
    for link in routes.links:
        criteria = tuple(failing.get(link.element, ())) if link.element is not None else ()
        if criteria or not link.is_step_free:
            kind, element = _element(link)
            works[kind, element] = Work(abs(element), link.kind, criteria)
    for entrance in routes.entrances:
        criteria = tuple(failing.get(entrance.door.step_id, ()))
        if criteria or entrance.door.is_revolving:
            kind = REVOLVING if entrance.door.is_revolving else DOOR
            works[kind, entrance.door.step_id] = Work(entrance.door.step_id, kind, criteria)
        for ramp in entrance.ramps:
            if ramp in failing:
                works[RAMP, ramp] = Work(ramp, RAMP, tuple(failing[ramp]))
    return works


def _way_in(entrance: Entrance, works: Mapping[Element, Work]) -> frozenset[Element]:
    """What must be done before one gets in: the door, and one of the ramps before it."""
    kind = REVOLVING if entrance.door.is_revolving else DOOR
    needs = {(kind, entrance.door.step_id)} & works.keys()
    if entrance.ramps and all((RAMP, ramp) in works for ramp in entrance.ramps):
        needs |= {(RAMP, entrance.ramps[0])}
    return frozenset(needs)


def _opened(routes: Routes, works: Mapping[Element, Work], done: frozenset[Element]) -> frozenset[int]:
    starts = [entrance.place for entrance in routes.entrances if _way_in(entrance, works) <= done]
    places = spread(routes, starts, lambda link: _element(link) not in works or _element(link) in done)
    return rooms_at(routes, places)


def _best(
    routes: Routes, works: Mapping[Element, Work], done: frozenset[Element], closed: set[int], ranks: Mapping[int, int]
) -> tuple[frozenset[Element], frozenset[int]] | None:
    """The set of works that opens most rooms for its effort; of equals the one with least effort."""
    candidates = {needs for room, needs in _needs(routes, works, done, ranks).items() if room in closed and needs}
    best = None
    for needs in candidates:
        opened = _opened(routes, works, done | needs) & closed
        weight = sum(works[element].weight for element in needs)
        key = (-len(opened) / weight, weight, _order(needs, ranks))
        if opened and (best is None or key < best[0]):
            best = (key, needs, frozenset(opened))
    return (best[1], best[2]) if best else None


def _ranked(needs: frozenset[Element], ranks: Mapping[int, int]) -> list[Element]:
    """The works of a mend in an order that hangs on `ranks`, not on the place of records in the file."""
    return sorted(needs, key=lambda element: (element[0], ranks.get(abs(element[1]), abs(element[1]))))


def _order(needs: frozenset[Element], ranks: Mapping[int, int]) -> list[tuple[str, int]]:
    return [(kind, ranks.get(abs(element), abs(element))) for kind, element in _ranked(needs, ranks)]


def _needs(
    routes: Routes, works: Mapping[Element, Work], done: frozenset[Element], ranks: Mapping[int, int]
) -> dict[int, frozenset[Element]]:
    """Room -> the works on its easiest way in."""
    found: dict[Place, frozenset[Element]] = {}
    queue: list[tuple[float, list[tuple[str, int]], int, Place, frozenset[Element]]] = []
    count = 0

    def push(place: Place, needs: frozenset[Element]) -> None:
        nonlocal count
        count += 1
        weight = sum(works[element].weight for element in needs)
        heapq.heappush(queue, (weight, _order(needs, ranks), count, place, needs))

    for entrance in routes.entrances:
        push(entrance.place, _way_in(entrance, works) - done)
    while queue:
        *_rank, place, needs = heapq.heappop(queue)
        if place in found:
            continue
        found[place] = needs
        for link in routes.around.get(place, ()):
            far, name = link.leads_from(place), _element(link)
            if far not in found and not routes.rooms[far.room].is_outside:
                push(far, needs | {name} if name in works and name not in done else needs)
    return {place.room: needs for place, needs in found.items() if routes.rooms[place.room].place == place}
