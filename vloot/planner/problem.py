"""The planning problem as plain values: cohorts of vehicles, duties they serve, energies they use, limits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kern.errors import InputWrong
from kern.language import N_

UNLIMITED = math.inf


@dataclass(frozen=True)
class Cohort:
    """Vehicles of one kind and one year of purchase; they are all alike.

    Args:
        name: Its name.
        first_year: Year it is bought in, or the first year of the plan for vehicles that are there already.
        last_year: Last year it may be owned; what is left is sold at its end.
        at_start: Vehicles there already.
        most_bought: Most that can be bought in the first year; zero for vehicles that are there already.
        bought_eur: Cost in the objective of buying one.
        cash_eur: What buying one takes from the budget of its year.
        owned_eur: Year -> cost in the objective of owning one.
        sold_eur: Year -> what selling one at the end of the year brings.
        keep_until: First year at the end of which one may be sold; None may be sold from the start.
        range_km: Most kilometres of one in a year.
        duties: Duties it can serve.
        use_per_km: Energy -> use per kilometre.
        loads: Capacity -> what one in the fleet takes of it, such as a charging place.
    """

    name: str
    first_year: int
    last_year: int
    at_start: int = 0
    most_bought: float = UNLIMITED
    bought_eur: float = 0.0
    cash_eur: float = 0.0
    owned_eur: Mapping[int, float] = field(default_factory=dict)
    sold_eur: Mapping[int, float] = field(default_factory=dict)
    keep_until: int | None = None
    range_km: float = 0.0
    duties: tuple[str, ...] = ()
    use_per_km: Mapping[str, float] = field(default_factory=dict)
    loads: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Duty:
    """Kilometres that must be driven each year.

    Args:
        name: Its name.
        demand_km: Year -> kilometres; a year that is absent asks nothing.
    """

    name: str
    demand_km: Mapping[int, float]


@dataclass(frozen=True)
class Energy:
    """A fuel or electricity.

    Args:
        name: Its name.
        price_eur: Year -> price per unit.
        co2_kg: Year -> CO2 per unit that counts for the limit.
    """

    name: str
    price_eur: Mapping[int, float]
    co2_kg: Mapping[int, float]


@dataclass(frozen=True)
class Problem:
    """Everything the plan must respect.

    Args:
        years: Years of the plan, in order.
        cohorts: Vehicles there already and those that can be bought.
        duties: What must be driven.
        energies: What can be used.
        co2_limit_kg: Year -> most CO2.
        budget_eur: Year -> most money for buying.
        capacities: Capacity -> year -> most that is there, such as charging places at a home base.
        most_sold_share: Most of the fleet that may be sold in a year.

    Raises:
        InputWrong: A cohort names a duty or energy that does not exist, or two things have one name.
    """

    years: tuple[int, ...]
    cohorts: Sequence[Cohort]
    duties: Sequence[Duty]
    energies: Sequence[Energy]
    co2_limit_kg: Mapping[int, float] = field(default_factory=dict)
    budget_eur: Mapping[int, float] = field(default_factory=dict)
    capacities: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    most_sold_share: float = 1.0

    def __post_init__(self) -> None:
        known = {
            "duty": {duty.name for duty in self.duties},
            "energy": {energy.name for energy in self.energies},
            "capacity": set(self.capacities),
        }
        for cohort in self.cohorts:
            for kind, names in (("duty", cohort.duties), ("energy", cohort.use_per_km), ("capacity", cohort.loads)):
                for name in names:
                    if name not in known[kind]:
                        raise InputWrong(
                            N_("Vehicle group {cohort} names {kind} {name}, which the plan does not have."),
                            cohort=cohort.name,
                            kind=kind,
                            name=name,
                        )
        for kind, all_names in (
            ("cohort", [cohort.name for cohort in self.cohorts]),
            ("duty", [duty.name for duty in self.duties]),
            ("energy", [energy.name for energy in self.energies]),
        ):
            if len(set(all_names)) < len(all_names):
                raise InputWrong(N_("Two of {kind} have the same name in the plan."), kind=kind)


def vehicles_needed(demand_km: float, range_km: float) -> int:
    """Whole vehicles that a demand takes when each can drive so far.

    >>> vehicles_needed(869_181, 102_000), vehicles_needed(102_000, 102_000), vehicles_needed(0, 1)
    (9, 1, 0)
    """
    if demand_km <= 0 or range_km <= 0:
        return 0
    return math.ceil(demand_km / range_km - 1e-9)
