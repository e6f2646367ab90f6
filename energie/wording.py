"""Words and units that the energy sections share: how a target, a method and a choice are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from energie.emissions import boundary_name
from energie.trajectories import BUILDINGS, EnergyTarget
from kern.language import N_, _, show_number
from kern.trajectory import Course, Method

if TYPE_CHECKING:
    from energie.options import EnergyOptions
    from energie.trajectories import Trajectory

METHOD_NAMES = {
    Method.LINEAR_ON_BASE: N_("linear on the base year"),
    Method.COMPOUND: N_("compound"),
    Method.AVERAGE: N_("average over the term"),
}
COURSE_NAMES = {
    Course.ON_COURSE: N_("on course"),
    Course.OFF_COURSE: N_("off course"),
    Course.UNDETERMINED: N_("cannot be determined"),
}
HERITAGE_NAMES = {
    "none": N_("none"),
    "protected_monument": N_("protected monument"),
    "protected_landscape": N_("protected landscape"),
    "protected_townscape": N_("protected townscape"),
    "inventory_only": N_("in the inventory only"),
}


def pct(share: float | None) -> float | None:
    """A share as a percentage; None stays None.

    >>> pct(0.25), pct(None)
    (25.0, None)
    """
    return None if share is None else share * 100


def thousand(value: float | None) -> float | None:
    """A number of kWh in MWh, of kg in tonnes; None stays None."""
    return None if value is None else value / 1000


def unit_of(target: EnergyTarget) -> str:
    """The unit in which a target is printed."""
    return "MWh" if target.boundary is None else _("t CO2")


def metric_name(target: EnergyTarget) -> str:
    """What the target counts."""
    return _("Primary energy") if target.boundary is None else _("CO2")


def subject(target: EnergyTarget) -> str:
    """What the target is about, as a title."""
    if target.boundary is None:
        return (
            _("Primary energy of buildings and infrastructure")
            if len(target.kinds) > 1
            else _("Primary energy of buildings")
        )
    year = target.promise.target_year
    if len(target.kinds) > 1:
        return _("CO2 of buildings and infrastructure (target {year})").format(year=year)
    return _("CO2 of buildings (target {year})").format(year=year)


def promise_in_words(target: EnergyTarget) -> str:
    """The promise with base year and method."""
    promise = target.promise
    share = promise.per_year_share if promise.per_year_share is not None else promise.end_share
    values = {
        "pct": show_number(share * 100),
        "base": promise.base_year,
        "year": promise.target_year,
        "method": _(METHOD_NAMES[promise.method]),
    }
    if promise.per_year_share is not None:
        return _("−{pct} % a year until {year}, base year {base}, method {method}").format(**values)
    return _("−{pct} % in {year}, base year {base}, method {method}").format(**values)


def counted_in_words(target: EnergyTarget, options: EnergyOptions) -> str:
    """What is counted and what is not."""
    kinds = _("buildings only") if target.kinds == (BUILDINGS,) else _("buildings and technical infrastructure")
    parts = [kinds, _("portfolio as reported")]
    if target.excludes_heritage:
        statuses = ", ".join(_(HERITAGE_NAMES.get(s, s)) for s in options.excluded_heritage_statuses)
        parts.append(_("without heritage ({statuses})").format(statuses=statuses))
    if target.boundary is not None:
        parts.append(boundary_name(target.boundary))
    return ", ".join(parts)


def factors_in_words(target: EnergyTarget, options: EnergyOptions) -> str:
    """The factor sets behind a target."""
    sets = options.factor_sets
    match target.boundary:
        case None:
            names = [sets.primary_energy]
        case "fossil_only":
            names = [sets.fuels]
        case "location_based":
            names = [sets.fuels, sets.grid]
        case _:
            names = [sets.fuels, sets.residual, sets.green]
    return _("factors {sets}").format(sets=", ".join(names))


def note_of(target: EnergyTarget, options: EnergyOptions) -> str:
    """The note of every figure of a target: set, promise, scope, factors."""
    parts = [
        _("Target set {set_id}").format(set_id=target.set_id),
        promise_in_words(target),
        counted_in_words(target, options),
        factors_in_words(target, options),
    ]
    return "; ".join(parts) + "."


def standing_in_words(trajectory: Trajectory, options: EnergyOptions) -> str:
    """One sentence: where the report year stands against the path."""
    target, standing = trajectory.target, trajectory.assessment
    values = {"subject": subject(target), "year": options.report_year}
    if standing.course is Course.UNDETERMINED:
        return _("{subject} cannot be determined for {year}: {reason}.").format(
            **values, reason=why_undetermined(trajectory, options)
        )
    share = abs(standing.gap or 0.0) / (standing.path or 1.0) * 100
    values |= {"pct": show_number(share, 1)}
    if standing.course is Course.ON_COURSE:
        return _("{subject} is on course in {year}: {pct} % below the path.").format(**values)
    return _("{subject} is off course in {year}: {pct} % above the path.").format(**values)


def why_undetermined(trajectory: Trajectory, options: EnergyOptions) -> str:
    """Which year is missing or too incomplete."""
    promise = trajectory.target.promise
    if promise.base_year > options.report_year:
        return _("base year {base} lies after {year}").format(base=promise.base_year, year=options.report_year)
    threshold = show_number(options.minimum_coverage_share * 100)
    coverage = dict(trajectory.years.select("year", "coverage_share").iter_rows())
    reasons = []
    for year in (promise.base_year, options.report_year):
        if year in trajectory.thin_years:
            known = show_number(coverage[year] * 100, 1)
            reasons.append(
                _("only {known} % of the energy of {year} is known, {threshold} % is needed").format(
                    known=known, year=year, threshold=threshold
                )
            )
        elif year not in coverage:
            reasons.append(_("there are no data for {year}").format(year=year))
    return "; ".join(dict.fromkeys(reasons)) or _("no value is known")


def alternatives_in_words(trajectory: Trajectory) -> list[str]:
    """A sentence for each choice that would change the verdict."""
    return [
        _("With base year {base} and method {method} the verdict would be: {course}.").format(
            base=other.base_year, method=_(METHOD_NAMES[other.method]), course=_(COURSE_NAMES[other.course])
        )
        for other in trajectory.alternatives
    ]
