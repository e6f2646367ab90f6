"""Greedy placing and improvement by moves and swaps: explainable, quick, without a solver."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from math import inf

from vastgoed.transfer.prices import Prices
from vastgoed.transfer.problem import LIMITS, NOTHING, Move, Problem, with_hair

_GAIN = 1e-7


class Order(StrEnum):
    """In which order buildings are placed.

    `priced`: by what a building is worth above the price of the room it takes (see `prices`), per share of the room.
    `as_before`: first what the plan before had, each in its own quarter, then by value per capacity.
    """

    VALUE_PER_CAPACITY = "value_per_capacity"
    EARLIEST_READY = "earliest_ready"
    HIGHEST_VALUE = "highest_value"
    LEASE_END = "lease_end"
    PRICED = "priced"
    AS_BEFORE = "as_before"


class Places:
    """A plan being made: where each building stands and what each quarter has taken.

    Args:
        problem: What must be planned.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.place: list[int | None] = [None] * len(problem.moves)
        self.taken = [list(NOTHING) for _ in problem.quarters]
        self.inside: list[set[int]] = [set() for _ in problem.quarters]
        self.limits = [tuple(with_hair(limit) for limit in room) for room in problem.room]
        self.entity_used: dict[tuple[str, int], int] = {}
        self.entity_quarters: dict[str, int] = {}

    def put(self, index: int, place: int | None) -> None:
        """Move a building to a quarter, or out of the plan."""
        before = self.place[index]
        if before is not None:
            self._count(index, before, -1)
        if place is not None:
            self._count(index, place, 1)
        self.place[index] = place

    def _count(self, index: int, place: int, sign: int) -> None:
        move = self.problem.moves[index]
        for limit, use in enumerate(move.uses):
            self.taken[place][limit] += sign * use
        (self.inside[place].add if sign > 0 else self.inside[place].discard)(index)
        if move.entity_code:
            key = (move.entity_code, place)
            before = self.entity_used.get(key, 0)
            self.entity_used[key] = before + sign
            if (before == 0) != (before + sign == 0):
                self.entity_quarters[move.entity_code] = self.entity_quarters.get(move.entity_code, 0) + sign

    def fits(self, index: int, place: int, without: int | None = None) -> bool:
        """Whether a quarter has room for a building, another one taken out first."""
        # Written out: this is asked millions of times.
        one, two, three, four = self.problem.moves[index].uses
        if without is not None:
            out = self.problem.moves[without].uses
            one, two, three, four = one - out[0], two - out[1], three - out[2], four - out[3]
        taken, limits = self.taken[place], self.limits[place]
        return (
            taken[0] + one <= limits[0]
            and taken[1] + two <= limits[1]
            and taken[2] + three <= limits[2]
            and taken[3] + four <= limits[3]
        )

    def worth(self, index: int, place: int | None) -> float:
        """Value of a building in a quarter, bundling left out."""
        return self.problem.worth(self.problem.moves[index], place)

    def added(self, index: int, place: int) -> float:
        """What a building that is not placed would add in a quarter, an extra quarter of its entity paid."""
        code = self.problem.moves[index].entity_code
        extra = code and self.entity_quarters.get(code, 0) and not self.entity_used.get((code, place), 0)
        return self.worth(index, place) - (self.problem.bundling_weight if extra else 0.0)

    def bundling(self, *indexes: int) -> float:
        """What the entities of some buildings lose now by being spread over quarters."""
        codes = {self.problem.moves[index].entity_code for index in indexes} - {""}
        return self.problem.bundling_weight * sum(max(self.entity_quarters.get(code, 0) - 1, 0) for code in codes)


def place_greedily(problem: Problem, order: Order | str, prices: Prices | None = None) -> Places:
    """Place each building in the order asked for: in its earliest quarter with room, or where it adds most.

    The simple orders (earliest ready, lease end) take the first quarter with room; the others look at bundling and
    at the plan before too, and take the quarter that adds most.

    Args:
        problem: What must be planned.
        order: The order.
        prices: Price of the room, needed for the order `priced`; without it room is free.
    """
    places = Places(problem)
    for index, move in enumerate(problem.moves):
        if move.locked is not None:
            places.put(index, move.locked)
    free = [index for index, move in enumerate(problem.moves) if move.locked is None]
    if Order(order) is Order.PRICED:
        wishes = [
            (_worth_above_room(problem, problem.moves[index], place, prices), index, place)
            for index in free
            for place in range(problem.moves[index].first, problem.moves[index].last + 1)
        ]
        for _, index, place in sorted(wishes, key=lambda wish: (-wish[0], *wish[1:])):
            if places.place[index] is None and places.fits(index, place):
                places.put(index, place)
        return places
    rank = _ranking(problem, Order(order))
    simple = Order(order) in (Order.EARLIEST_READY, Order.LEASE_END)
    for index in sorted(free, key=lambda at: (rank(problem.moves[at]), at)):
        move = problem.moves[index]
        room = [place for place in range(move.first, move.last + 1) if places.fits(index, place)]
        if simple or not room:
            places.put(index, room[0] if room else None)
        else:
            places.put(index, max(room, key=lambda place: (places.added(index, place), -place)))
    return places


def _worth_above_room(problem: Problem, move: Move, place: int, prices: Prices | None) -> float:
    paid = sum(one * use for one, use in zip(prices[place], move.uses, strict=True)) if prices else 0.0
    share = sum(use / room for use, room in zip(move.uses, problem.room[place], strict=True) if room > 0)
    return (problem.worth(move, place) - paid) / (share or 1.0)


def _ranking(problem: Problem, order: Order) -> Callable[[Move], tuple[float, ...]]:
    means = [_mean([room[limit] for room in problem.room]) for limit in range(len(LIMITS))]

    def share(move: Move) -> float:
        return sum(use / mean for use, mean in zip(move.uses, means, strict=True) if mean > 0) or 1.0

    return {
        Order.VALUE_PER_CAPACITY: lambda move: (-move.value / share(move),),
        Order.EARLIEST_READY: lambda move: (move.first,),
        Order.HIGHEST_VALUE: lambda move: (-move.value,),
        Order.LEASE_END: lambda move: (move.last, -move.value / share(move)),
        Order.AS_BEFORE: lambda move: (move.previous is None, -move.value / share(move)),
    }[order]


def _mean(limits: list[float]) -> float:
    finite = [limit for limit in limits if limit != inf]
    return sum(finite) / len(finite) if finite else inf


def improve(places: Places, most_rounds: int = 50) -> Places:
    """Move and swap until nothing gains; every step raises the objective, so it ends.

    A building takes a free place in another quarter, or takes the place of one that then moves to its own best
    quarter with room (a swap when that is the place just left) or drops out. With bundling, all buildings of an entity
    in one quarter move together to another quarter it uses.
    """
    for _ in range(most_rounds):
        gained = _merge_entities(places) if places.problem.bundling_weight else False
        for index, move in enumerate(places.problem.moves):
            if move.locked is None and (_shift(places, index) or _eject(places, index)):
                gained = True
        if not gained:
            break
    return places


def _merge_entities(places: Places) -> bool:
    """Empty a quarter of an entity into another one it uses, where that gains."""
    members: dict[str, list[int]] = {}
    for index, move in enumerate(places.problem.moves):
        if move.entity_code:
            members.setdefault(move.entity_code, []).append(index)
    gained = False
    for indexes in members.values():
        used = sorted({at for index in indexes if (at := places.place[index]) is not None})
        for source in used:
            group = [index for index in indexes if places.place[index] == source]
            gained |= any(_merge(places, group, source, target) for target in used if target != source)
    return gained


def _merge(places: Places, group: list[int], source: int, target: int) -> bool:
    moves = [places.problem.moves[index] for index in group]
    movable = all(move.locked is None and move.first <= target <= move.last for move in moves)
    if not group or not movable or any(places.place[index] != source for index in group):
        return False
    gain = sum(places.worth(index, target) - places.worth(index, source) for index in group)
    together = [sum(uses) for uses in zip(*(move.uses for move in moves), strict=True)]
    if gain + places.problem.bundling_weight <= _GAIN or any(
        have + take > limit
        for have, take, limit in zip(places.taken[target], together, places.limits[target], strict=True)
    ):
        return False
    before = places.bundling(group[0])
    for index in group:
        places.put(index, target)
    if gain + before - places.bundling(group[0]) > _GAIN:
        return True
    for index in group:
        places.put(index, source)
    return False


def _shift(places: Places, index: int) -> bool:
    """Take the free place that gains most."""
    move, before = places.problem.moves[index], places.place[index]
    best, best_gain = before, _GAIN
    base = places.worth(index, before) - places.bundling(index)
    for place in range(move.first, move.last + 1):
        if place == before or not places.fits(index, place):
            continue
        if not places.problem.bundling_weight:
            gain = places.worth(index, place) - base
        else:
            places.put(index, place)
            gain = places.worth(index, place) - places.bundling(index) - base
            places.put(index, before)
        if gain > best_gain:
            best, best_gain = place, gain
    if best == before:
        return False
    places.put(index, best)
    return True


def _eject(places: Places, index: int) -> bool:
    """Take the place of another building, if both together gain."""
    problem, move, before = places.problem, places.problem.moves[index], places.place[index]
    # What bundling and kept quarters can give at most, for both buildings together.
    slack = 2 * problem.bundling_weight + problem.change_weight
    for place in range(move.first, move.last + 1):
        hope = places.worth(index, place) - places.worth(index, before) + slack
        if place == before or hope <= _GAIN:
            continue
        for other in sorted(places.inside[place]):
            out = problem.moves[other]
            # The other loses at least one quarter, or it would have moved forward already.
            if out.locked is not None or hope <= out.value:
                continue
            if places.fits(index, place, without=other) and _try_eject(places, index, place, other):
                return True
    return False


def _try_eject(places: Places, index: int, place: int, other: int) -> bool:
    before = places.place[index]
    base = places.worth(index, before) + places.worth(other, place) - places.bundling(index, other)
    places.put(other, None)
    places.put(index, place)
    out = places.problem.moves[other]
    best: tuple[int | None] | None = None
    best_total = base + _GAIN
    for target in (None, *range(out.first, out.last + 1)):
        if target is not None and not places.fits(other, target):
            continue
        places.put(other, target)
        total = places.worth(index, place) + places.worth(other, target) - places.bundling(index, other)
        places.put(other, None)
        if total > best_total:
            best, best_total = (target,), total
    if best is not None:
        places.put(other, best[0])
        return True
    places.put(index, before)
    places.put(other, place)
    return False
