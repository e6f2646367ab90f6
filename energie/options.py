"""What may be chosen about the energy figures; every choice is printed with the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from energie.emissions import Boundary, FactorSets
from energie.portfolio_views import View
from kern.errors import UsageWrong
from kern.language import N_
from kern.trajectory import Method

LEGALLY_PROTECTED = ("protected_monument", "protected_landscape", "protected_townscape")
"""The heritage statuses with legal protection. The far wider inventory (`inventory_only`) is not among them."""

EVERY_SET = "alle"
"""Word for all target sets at once."""


class Per(StrEnum):
    """What a trajectory is divided by."""

    ABSOLUTE = "absolute"
    FLOOR_AREA = "m2"
    PERSON = "fte"


@dataclass(frozen=True)
class EnergyOptions:
    """Options with their defaults; the desk fills them from `koers.toml` and the command line.

    Args:
        report_year: The year to report on.
        target_set: Set of `data/targets/sets.csv`, or `alle`; None takes the one marked as default.
        method: Method of the path; None takes the target's own.
        base_year: Base year; None takes the target's own.
        boundary: CO2 boundary of the headline; None takes the target's own.
        view: How a portfolio that changes is counted.
        per: What values are divided by; a target that is per m² stays so.
        asset_lists: Scope -> the assets it names, for targets whose list is not published.
        factor_sets: Which published factors are used, the same ones for base and report year.
        later_factor_sets: Other factors from a year on; only when asked, and said with every figure.
        later_factors_from: First year of the later factors.
        export_factor: k_exp of EN ISO 52000-1: how much of what exported electricity avoids elsewhere counts, 0..1.
        excluded_heritage_statuses: Statuses that leave a target which excludes immovable heritage.
        minimum_coverage_share: Below this share of the expected energy a year is undetermined, never a saving.
        weather_series: Series of degree days for every year; None takes what is known, own temperatures first.
        only_asset: Only this asset; None takes the whole portfolio.
        budget_eur: Most to invest in measures in each year; None is not limited.
        top_count: How many assets are listed by name.
    """

    report_year: int = 2025
    target_set: str | None = None
    method: Method | None = None
    base_year: int | None = None
    boundary: Boundary | None = None
    view: View = View.AS_REPORTED
    per: Per = Per.ABSOLUTE
    asset_lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    factor_sets: FactorSets = field(default_factory=FactorSets)
    later_factor_sets: FactorSets | None = None
    later_factors_from: int | None = None
    export_factor: float = 0.0
    excluded_heritage_statuses: tuple[str, ...] = LEGALLY_PROTECTED
    minimum_coverage_share: float = 0.95
    weather_series: str | None = None
    only_asset: str | None = None
    budget_eur: float | None = None
    top_count: int = 10

    def __post_init__(self) -> None:
        if not 0 <= self.export_factor <= 1:
            raise UsageWrong(
                N_("k_exp is {value}. It lies between 0 (export counts for nothing) and 1 (it counts in full)."),
                value=self.export_factor,
            )
