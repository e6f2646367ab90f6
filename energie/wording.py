"""Words and units that the energy sections share: how a target, a method and a choice are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.emissions import EXPORTED, boundary_name
from energie.options import Per
from energie.portfolio_views import VIEW_NAMES
from energie.targets import BUILDINGS, EnergyTarget
from kern.language import N_, _, current_language, show_number
from kern.sources import read_table
from kern.trajectory import Course, Method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from energie.emissions import FactorSets
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


def function_name(code: str) -> str:
    """A building function in the language in force; what is not in the list stays as written.

    >>> function_name("iets anders")
    'iets anders'
    """
    rows = read_table("transfer/functions.csv").filter(pl.col("code") == code)
    return code if rows.is_empty() else str(rows["nl" if current_language() == "nl" else "en"][0])


def pct(share: float | None) -> float | None:
    """A share as a percentage; None stays None.

    >>> pct(0.25), pct(None)
    (25.0, None)
    """
    return None if share is None else share * 100


def thousand(value: float | None) -> float | None:
    """A number of kWh in MWh, of kg in tonnes; None stays None."""
    return None if value is None else value / 1000


def scaled(target: EnergyTarget, values: Mapping[int, float]) -> dict[int, float]:
    """Year values of a target as they are printed."""
    divisor = 1000 if target.per is Per.ABSOLUTE else 1
    return {year: value / divisor for year, value in values.items()}


def shown(target: EnergyTarget, value: float | None) -> float | None:
    """A value of a target as it is printed: MWh or tonnes; per floor area or person kWh or kg; None stays None."""
    return value if target.per is not Per.ABSOLUTE else thousand(value)


def decimals_of(target: EnergyTarget) -> int:
    """How many decimals are printed: a value per square metre is small."""
    return 1 if target.per is Per.FLOOR_AREA else 0


def unit_of(target: EnergyTarget) -> str:
    """The unit in which a target is printed."""
    if target.per is Per.FLOOR_AREA:
        return "kWh/m²" if target.boundary is None else _("kg CO2/m²")
    if target.per is Per.PERSON:
        return _("kWh/FTE") if target.boundary is None else _("kg CO2/FTE")
    return "MWh" if target.boundary is None else _("t CO2")


def metric_name(target: EnergyTarget) -> str:
    """What the target counts."""
    if target.boundary is not None:
        return _("CO2")
    return _("Primary energy") if target.column == "primary_energy_kwh" else _("Final energy")


def subject(target: EnergyTarget) -> str:
    """What the target is about, as a title."""
    values = {"metric": metric_name(target), "year": target.promise.target_year}
    if target.with_fleet:
        text = (
            _("{metric} of buildings, infrastructure and vehicles (target {year})")
            if len(target.kinds) > 1
            else _("{metric} of buildings and vehicles (target {year})")
        )
    elif target.per is Per.FLOOR_AREA:
        text = _("{metric} of buildings per m² (target {year})")
    elif target.per is Per.PERSON:
        text = _("{metric} of buildings per FTE (target {year})")
    elif target.boundary is None:
        text = _("{metric} of buildings and infrastructure") if len(target.kinds) > 1 else _("{metric} of buildings")
    elif len(target.kinds) > 1:
        text = _("{metric} of buildings and infrastructure (target {year})")
    else:
        text = _("{metric} of buildings (target {year})")
    return text.format(**values)


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
    if target.assets is not None:
        kinds = _("{count} buildings named in koers.toml").format(count=len(target.assets))
    parts = [kinds, _(VIEW_NAMES[target.view])]
    if target.with_fleet:
        parts.append(_("and the fuel of the service vehicles, tank-to-wheel"))
    if target.per is Per.FLOOR_AREA:
        parts.append(_("per m² of gross floor area, only buildings whose area is known"))
    if target.per is Per.PERSON:
        parts.append(_("per full-time equivalent housed, only buildings whose number is known"))
    if target.excludes_heritage:
        statuses = ", ".join(_(HERITAGE_NAMES.get(s, s)) for s in options.excluded_heritage_statuses)
        parts.append(_("without heritage ({statuses})").format(statuses=statuses))
    if target.boundary is not None:
        parts.append(boundary_name(target.boundary))
    return ", ".join(parts)


def factors_in_words(target: EnergyTarget, options: EnergyOptions) -> str:
    """The factor sets behind a target, and k_exp."""
    if target.column == "consumption_kwh":
        return _("final energy, no factors")
    text = _("factors {sets}").format(sets=", ".join(_sets(target, options.factor_sets)))
    later = options.later_factor_sets
    if later is not None and options.later_factors_from is not None:
        text += ", " + _("from {year} on {sets}").format(
            year=options.later_factors_from, sets=", ".join(_sets(target, later))
        )
    if target.column in EXPORTED:
        text += f", k_exp {show_number(options.export_factor)}"
    return text


def _sets(target: EnergyTarget, sets: FactorSets) -> list[str]:
    match target.boundary:
        case None:
            return [sets.primary_energy]
        case "fossil_only":
            return [sets.fuels]
        case "location_based":
            return [sets.fuels, sets.grid]
        case _:
            return [sets.fuels, sets.residual, sets.green]


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
