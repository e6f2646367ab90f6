"""What may be chosen about the energy figures; every choice is printed with the result."""

from __future__ import annotations

from dataclasses import dataclass, field

from energie.emissions import Boundary, FactorSets
from kern.trajectory import Method

LEGALLY_PROTECTED = ("protected_monument", "protected_landscape", "protected_townscape")
"""The heritage statuses with legal protection. The far wider inventory (`inventory_only`) is not among them."""


@dataclass(frozen=True)
class EnergyOptions:
    """Options with their defaults; the desk fills them from `koers.toml` and the command line.

    Args:
        report_year: The year to report on.
        target_set: Set of `data/targets/sets.csv`; None takes the one marked as default.
        method: Method of the path; None takes the target's own.
        base_year: Base year; None takes the target's own.
        boundary: CO2 boundary of the headline; None takes the target's own.
        factor_sets: Which published factors are used.
        excluded_heritage_statuses: Statuses that leave a target which excludes immovable heritage.
        minimum_coverage_share: Below this share of the expected energy a year is undetermined, never a saving.
        weather_series: Series of degree days for every year; None takes what is known, own temperatures first.
        top_count: How many assets are listed by name.
    """

    report_year: int = 2025
    target_set: str | None = None
    method: Method | None = None
    base_year: int | None = None
    boundary: Boundary | None = None
    factor_sets: FactorSets = field(default_factory=FactorSets)
    excluded_heritage_statuses: tuple[str, ...] = LEGALLY_PROTECTED
    minimum_coverage_share: float = 0.95
    weather_series: str | None = None
    top_count: int = 10
