"""From a problem to a plan: what to buy, use and sell, what it costs, how good it can be at best, and what binds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from vloot.planner.highs import solve_model, with_slack
from vloot.planner.model import Key, build_model
from vloot.planner.problem import Problem

_NOTHING = 1e-6


@dataclass(frozen=True)
class Shortage:
    """What lacks when no plan fits.

    Args:
        limit: Which limit: co2, budget, capacity, demand, needed or sold.
        what: The capacity or duty; empty for a limit of the whole fleet.
        year: The year.
        amount: How much, in the limit's own unit: kg, euro, places, km or vehicles.
    """

    limit: str
    what: str
    year: int
    amount: float


@dataclass(frozen=True)
class Plan:
    """A plan, or the proof that there is none.

    Args:
        values: Meaning of a column -> value.
        cost_eur: Cost over the years; infinite when nothing fits.
        bound_eur: No plan costs less.
        prices: Limit that binds -> what one more unit of it would save in euro, from the relaxed model.
        shortages: What lacks when nothing fits, the least there is.
    """

    values: Mapping[Key, float]
    cost_eur: float
    bound_eur: float
    prices: Mapping[Key, float] = field(default_factory=dict)
    shortages: tuple[Shortage, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether there is a plan."""
        return math.isfinite(self.cost_eur)

    @property
    def gap_share(self) -> float | None:
        """How far the cost may lie above the best there is, as a share of the bound.

        >>> Plan({}, 102.0, 100.0).gap_share
        0.02
        """
        if not self.is_feasible or self.bound_eur <= 0:
            return None
        return max(0.0, self.cost_eur - self.bound_eur) / self.bound_eur

    def of(self, family: str) -> list[tuple[Key, float]]:
        """The columns of a family that are not zero: buy, own, sell, use or km."""
        return [(key, value) for key, value in self.values.items() if key[0] == family and value > _NOTHING]


def solve_problem(problem: Problem, seconds: float = 60.0, gap: float = 1e-4) -> Plan:
    """The best plan found in the time given, with its proven distance to the best there is.

    Args:
        problem: The problem.
        seconds: Most time for the search.
        gap: Stop when cost and bound lie this close, as a share.

    Returns:
        The plan; when nothing fits, the limits that are short and by how much at least.
    """
    model = build_model(problem)
    relaxed = solve_model(model, seconds, relaxed=True)
    if relaxed.is_infeasible:
        return _short(problem, seconds)
    found = solve_model(model, seconds, gap=gap)
    if found.is_infeasible:
        return _short(problem, seconds)
    prices = {key: price for key, price in relaxed.prices.items() if price > _NOTHING}
    return Plan(found.values, found.objective, max(found.bound, relaxed.objective), prices)


def _short(problem: Problem, seconds: float) -> Plan:
    loose = solve_model(with_slack(build_model(problem)), seconds, gap=1e-3)
    shortages = [
        Shortage(str(key[1]), str(key[2]) if len(key) > 3 else "", int(key[-1]), value)
        for key, value in loose.values.items()
        if key[0] == "short" and value > _NOTHING
    ]
    order = sorted(shortages, key=lambda short: (short.limit, short.what, short.year))
    return Plan({}, math.inf, math.inf, shortages=tuple(order))
