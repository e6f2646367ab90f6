"""The problem as a linear model with whole numbers: columns, rows, and what each stands for.

A vehicle serves one duty on one energy in a year. So a duty takes whole vehicles: its demand divided by the longest
range of those that can serve it, rounded up. Saying so in a row lifts the bound far above that of the kilometres alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from vloot.planner.problem import Cohort, Energy, Problem, vehicles_needed

Key = tuple[str | int, ...]

SOFT = ("co2", "budget", "capacity", "demand", "needed", "sold")
"""Families of rows that may be short when nothing fits; the others are how the world works."""


@dataclass
class LinearModel:
    """A mixed-integer linear model.

    Args:
        index: Meaning of a column -> its number: ("buy", cohort), ("own", cohort, year), ("sell", cohort, year),
            ("use", cohort, year, duty, energy), ("km", cohort, year, duty, energy).
        rows: Meaning of a row, its terms, lower and upper limit.
    """

    index: dict[Key, int] = field(default_factory=dict)
    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Key, list[tuple[int, float]], float, float]] = field(default_factory=list)

    def column(
        self, key: Key, cost: float = 0.0, upper: float = math.inf, lower: float = 0.0, whole: bool = False
    ) -> None:
        """Add a column."""
        self.index[key] = len(self.cost)
        self.cost.append(cost)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.is_whole.append(whole)

    def row(
        self, key: Key, terms: Iterable[tuple[Key, float]], lower: float = -math.inf, upper: float = math.inf
    ) -> None:
        """Add a row of columns by their meaning; a row without columns is left out when it holds."""
        found = [(self.index[name], factor) for name, factor in terms if factor]
        if found or not lower <= 0 <= upper:
            self.rows.append((key, found, lower, upper))


def owned_years(cohort: Cohort, problem: Problem) -> list[int]:
    """Years of the plan in which a cohort may be owned."""
    return [year for year in problem.years if cohort.first_year <= year <= cohort.last_year]


def build_model(problem: Problem) -> LinearModel:
    """The model of a problem."""
    model = LinearModel()
    energies = {energy.name: energy for energy in problem.energies}
    for cohort in problem.cohorts:
        _columns(model, cohort, problem, energies)
    for cohort in problem.cohorts:
        _rows_of_cohort(model, cohort, problem)
    _rows_of_duties(model, problem)
    _rows_of_limits(model, problem, energies)
    return model


def _columns(model: LinearModel, cohort: Cohort, problem: Problem, energies: dict[str, Energy]) -> None:
    years = owned_years(cohort, problem)
    bought = cohort.most_bought if cohort.first_year in years and not cohort.at_start else 0.0
    model.column(("buy", cohort.name), cohort.bought_eur, bought, whole=True)
    for year in years:
        sellable = cohort.keep_until is None or year >= cohort.keep_until
        model.column(("own", cohort.name, year), cohort.owned_eur.get(year, 0.0))
        most = math.inf if sellable else 0.0
        model.column(("sell", cohort.name, year), -cohort.sold_eur.get(year, 0.0), most, whole=True)
        for duty in cohort.duties:
            for name, use in cohort.use_per_km.items():
                model.column(("use", cohort.name, year, duty, name), whole=True)
                model.column(("km", cohort.name, year, duty, name), use * energies[name].price_eur[year])


def _rows_of_cohort(model: LinearModel, cohort: Cohort, problem: Problem) -> None:
    years = owned_years(cohort, problem)
    for place, year in enumerate(years):
        own: Key = ("own", cohort.name, year)
        if place == 0:
            start = float(cohort.at_start)
            model.row(("stock", cohort.name, year), [(own, 1.0), (("buy", cohort.name), -1.0)], start, start)
        else:
            before: list[tuple[Key, float]] = [
                (("own", cohort.name, years[place - 1]), -1.0),
                (("sell", cohort.name, years[place - 1]), 1.0),
            ]
            model.row(("stock", cohort.name, year), [(own, 1.0), *before], 0.0, 0.0)
        left: list[tuple[Key, float]] = [(own, 1.0), (("sell", cohort.name, year), -1.0)]
        ends = year == cohort.last_year
        model.row(("sell", cohort.name, year), left, 0.0, 0.0 if ends else math.inf)
        used: list[tuple[Key, float]] = [
            (("use", cohort.name, year, duty, name), -1.0) for duty in cohort.duties for name in cohort.use_per_km
        ]
        model.row(("used", cohort.name, year), [(own, 1.0), *used], 0.0)
        for duty in cohort.duties:
            for name in cohort.use_per_km:
                km: Key = ("km", cohort.name, year, duty, name)
                use: Key = ("use", cohort.name, year, duty, name)
                model.row(("range", cohort.name, year, duty, name), [(km, 1.0), (use, -cohort.range_km)], upper=0.0)


def _rows_of_duties(model: LinearModel, problem: Problem) -> None:
    serving: dict[str, list[Cohort]] = defaultdict(list)
    for cohort in problem.cohorts:
        for duty in cohort.duties:
            serving[duty].append(cohort)
    for each in problem.duties:
        for year, demand in each.demand_km.items():
            able = [cohort for cohort in serving[each.name] if cohort.first_year <= year <= cohort.last_year]
            pairs = [(cohort, name) for cohort in able for name in cohort.use_per_km]
            km: list[tuple[Key, float]] = [(("km", c.name, year, each.name, name), 1.0) for c, name in pairs]
            use: list[tuple[Key, float]] = [(("use", c.name, year, each.name, name), 1.0) for c, name in pairs]
            model.row(("demand", each.name, year), km, demand)
            longest = max((cohort.range_km for cohort in able), default=0.0)
            model.row(("needed", each.name, year), use, float(vehicles_needed(demand, longest)))


def _rows_of_limits(model: LinearModel, problem: Problem, energies: dict[str, Energy]) -> None:
    for year in problem.years:
        there = [cohort for cohort in problem.cohorts if cohort.first_year <= year <= cohort.last_year]
        if year in problem.co2_limit_kg:
            emitted: list[tuple[Key, float]] = [
                (("km", cohort.name, year, duty, name), use * energies[name].co2_kg[year])
                for cohort in there
                for duty in cohort.duties
                for name, use in cohort.use_per_km.items()
            ]
            model.row(("co2", year), emitted, upper=problem.co2_limit_kg[year])
        if year in problem.budget_eur:
            spent: list[tuple[Key, float]] = [
                (("buy", cohort.name), cohort.cash_eur)
                for cohort in there
                if cohort.first_year == year and not cohort.at_start
            ]
            model.row(("budget", year), spent, upper=problem.budget_eur[year])
        for name, limit in problem.capacities.items():
            taken: list[tuple[Key, float]] = [
                (("own", cohort.name, year), cohort.loads[name]) for cohort in there if name in cohort.loads
            ]
            if year in limit:
                model.row(("capacity", name, year), taken, upper=limit[year])
        if problem.most_sold_share < 1:
            sold: list[tuple[Key, float]] = [(("sell", cohort.name, year), 1.0) for cohort in there]
            share: list[tuple[Key, float]] = [(("own", c.name, year), -problem.most_sold_share) for c in there]
            model.row(("sold", year), [*sold, *share], upper=0.0)
