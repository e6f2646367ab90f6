"""What the room of each quarter is worth, and with it a bound that no plan can beat - without a solver.

Put a price on every m², FTE and place in each quarter. Each building then chooses for itself the quarter where it
is worth most after paying for its room. Whatever the prices, the sum of what the buildings keep plus the price of all
room is at least the best plan (Lagrangian relaxation); prices go up where too many choose a quarter and down where
room is left, and the lowest sum seen is the bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from vastgoed.transfer.problem import LIMITS, Problem

_ROUNDS = 300
_PATIENCE = 10
Prices = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class PricedRoom:
    """Prices and the bound they prove.

    Args:
        prices: Per quarter the price of one unit of each limit, in the order of `LIMITS`.
        bound: No plan can reach more.
    """

    prices: Prices
    bound: float


def price_room(problem: Problem, reached: float) -> PricedRoom:
    """Find prices for the room.

    Args:
        problem: What must be planned.
        reached: The objective of any plan that is known; it sets the size of the steps.
    """
    prices: Prices = tuple((0.0,) * len(LIMITS) for _ in problem.quarters)
    best = PricedRoom(prices, inf)
    theta, idle = 1.0, 0
    for _ in range(_ROUNDS):
        bound, excess = _let_all_choose(problem, prices)
        if bound < best.bound * (1 - 1e-9):
            best, idle = PricedRoom(prices, bound), 0
        else:
            idle += 1
            if idle >= _PATIENCE:
                theta, idle, prices = theta / 2, 0, best.prices
                continue
        size = sum(
            over**2
            for row, price in zip(excess, prices, strict=True)
            for over, one in zip(row, price, strict=True)
            if over > 0 or one > 0
        )
        if size == 0 or best.bound - reached <= 1e-9 * abs(best.bound):
            break
        step = theta * (bound - reached) / size
        prices = tuple(
            tuple(
                max(0.0, one + step * over / room) if 0 < room < inf else 0.0
                for one, over, room in zip(price, row, limits, strict=True)
            )
            for price, row, limits in zip(prices, excess, problem.room, strict=True)
        )
    return best


def _let_all_choose(problem: Problem, prices: Prices) -> tuple[float, list[list[float]]]:
    """The bound of these prices, and by what share of its room each limit is over- or underused."""
    used = [[0.0] * len(LIMITS) for _ in problem.quarters]
    # A limit of zero has no share and no price: nothing that needs it is let in.
    closed = [tuple(room == 0 for room in limits) for limits in problem.room]
    kept = 0.0
    for move in problem.moves:
        places = range(move.first, move.last + 1) if move.locked is None else (move.locked,)
        chosen, most = None, 0.0 if move.locked is None else -inf
        one, two, three, four = move.uses
        for place in places:
            price = prices[place]
            paid = price[0] * one + price[1] * two + price[2] * three + price[3] * four
            worth = problem.worth(move, place) - paid
            if worth > most and (
                move.locked is not None
                or not any(use > 0 and no for use, no in zip(move.uses, closed[place], strict=True))
            ):
                chosen, most = place, worth
        if chosen is not None:
            kept += most
            for limit, use in enumerate(move.uses):
                used[chosen][limit] += use
    room_worth = sum(
        one * room
        for price, limits in zip(prices, problem.room, strict=True)
        for one, room in zip(price, limits, strict=True)
        if 0 < room < inf
    )
    excess = [
        [(use - room) / room if 0 < room < inf else 0.0 for use, room in zip(row, limits, strict=True)]
        for row, limits in zip(used, problem.room, strict=True)
    ]
    return kept + room_worth, excess
