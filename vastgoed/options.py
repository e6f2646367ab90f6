"""What the real-estate figures depend on beside the data: the day, the 25 % rule, the limits of the checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vastgoed.transfer.plan import PlanOptions
from vastgoed.transfer.readiness import ReadinessRules
from vastgoed.transfer.scope_rules import ScopeRules
from vastgoed.transfer.value import ValueRules


@dataclass(frozen=True)
class EstateOptions:
    """The choices behind the figures. Each is printed with the figures it touches.

    Args:
        report_year: The year the report is about.
        as_of: The day the portfolio is looked at, and from which plans and terms are counted; None takes the last
            day of the report year, as the property database does.
        split_tolerance_share: How far the areas by function may lie from the internal area.
        frequent_year_share: A construction year that more buildings than this share have is probably a default.
        agency_entity: Code of the entity that takes the buildings over; what it manages has been transferred.
        scope: The parameters of the 25 % rule.
        readiness: Lead times and weights of the readiness for transfer.
        value: What a transfer is worth: reference cost, prices.
        plan: The planner.
        capacity_share: What if: the capacity of every quarter times this.
        without_entities: What if: entities that stay out of the plan.
    """

    report_year: int = 2025
    as_of: date | None = None
    split_tolerance_share: float = 0.01
    frequent_year_share: float = 0.15
    agency_entity: str | None = None
    scope: ScopeRules = field(default_factory=ScopeRules)
    readiness: ReadinessRules = field(default_factory=ReadinessRules)
    value: ValueRules = field(default_factory=ValueRules)
    plan: PlanOptions = field(default_factory=PlanOptions)
    capacity_share: float = 1.0
    without_entities: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day the portfolio is looked at.

        >>> EstateOptions(report_year=2024).day
        datetime.date(2024, 12, 31)
        """
        return self.as_of or date(self.report_year, 12, 31)
