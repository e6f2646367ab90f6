"""The section on the course: fuel CO2 against the path, for the whole fleet and per entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Paragraph, Section, Table
from kern.trajectory import Course, Method
from vloot.emissions import sum_emissions
from vloot.figures import draw_entities, draw_trajectory
from vloot.keys import co2_key
from vloot.result import FleetResult, compute_fleet
from vloot.trajectories import FleetTrajectory, pace_compound_share, pace_linear_share
from vloot.words import METHODS, certainty_name, factor_set_name, factor_set_version, target_set_name
from vloot.year_totals import said_of_totals

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

KG_PER_TONNE = 1000


def tonnes(kilograms: float | None) -> float | None:
    """Kilograms in tonnes; unknown stays unknown."""
    return None if kilograms is None else kilograms / KG_PER_TONNE


def trajectory_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Is the fleet on course? Fuel CO2 (tank-to-wheel) against the path to the target year.

    Figures in tonnes of CO2; each says base year, method and factor set.
    """
    result = compute_fleet(inputs, options)
    fleet = result.fleet
    return Section(
        key="vloot.traject",
        title=_("The fleet's course"),
        message=_message(fleet, options.report_year),
        blocks=[
            *_figures(fleet, options),
            Paragraph(_paces(fleet)),
            _chart(result, options),
            _table_by_year(result, options),
            _table_by_entity(result, inputs, options),
            *_chart_by_entity(result, inputs, options),
        ],
        findings=[
            *_findings(result, options),
            *said_of_totals(result.consumption, (result.promise.target.base_year, options.report_year)),
            *result.emissions.findings,
        ],
    )


def basis(fleet: FleetTrajectory, options: FleetOptions, method: Method | None = None) -> str:
    """Base year, target set, method and factors in one line: what the number means."""
    promise = fleet.promise
    return translate(
        N_(
            "Fuel CO2, tank-to-wheel, from litres and kilograms. Target {reduction} % less in {target_year} than in "
            "{base_year} ({set_name}); path {method}. Factors: {factors}."
        ),
        {
            "reduction": promise.target.end_share * 100,
            "target_year": promise.target.target_year,
            "base_year": promise.target.base_year,
            "set_name": target_set_name(promise.set_id),
            "method": _(METHODS[method or promise.target.method]),
            "factors": factor_set_name(options.factor_set),
        },
    )


def _message(fleet: FleetTrajectory, year: int) -> str:
    standing = fleet.chosen
    told: dict[str, object] = {"year": year, "base_year": fleet.promise.target.base_year}
    if standing.course is Course.UNDETERMINED or standing.change_share is None or standing.gap is None:
        return translate(
            N_("Whether the fleet is on course in {year} cannot be determined: the fuel data is not whole."), told
        )
    told |= {
        "change": show_number(abs(standing.change_share) * 100, 1),
        "gap": show_number(abs(standing.gap) / KG_PER_TONNE, 1),
    }
    if standing.change_share > 0:
        text = N_("Off course: in {year} the fleet's fuel gave {change} % more CO2 than in {base_year}.")
    elif standing.course is Course.ON_COURSE:
        text = N_("On course: {change} % less CO2 from fuel than in {base_year}, {gap} t below the path of {year}.")
    else:
        text = N_("Off course: {change} % less CO2 from fuel than in {base_year}, {gap} t above the path of {year}.")
    return translate(text, told)


def _chart_message(fleet: FleetTrajectory, year: int) -> str:
    asked, change = fleet.promise.target.allowed_share(year) - 1, fleet.chosen.change_share
    told: dict[str, object] = {"year": year, "asked": show_number(-asked * 100, 1)}
    if change is None:
        return translate(N_("The path asks {asked} % less by {year}; how much was reached is not known."), told)
    told["change"] = show_number(-change * 100, 1)
    return translate(N_("By {year} the path asks {asked} % less; {change} % was reached."), told)


def _figures(fleet: FleetTrajectory, options: FleetOptions) -> list[Block]:
    year, target = options.report_year, fleet.promise.target
    standing = fleet.chosen
    note = basis(fleet, options)
    linear, compound = fleet.standing[Method.LINEAR_ON_BASE], fleet.standing[Method.COMPOUND]
    figures = [
        Figure(
            co2_key(year), _("CO2 of the fleet's fuel"), tonnes(fleet.known.get(year)), "t CO2", 1, note,
            standing.course.value,
        ),
        Figure(
            co2_key(target.base_year), _("In the base year"), tonnes(fleet.known.get(target.base_year)), "t CO2", 1,
            note,
        ),
        Figure(
            co2_key(year, "pad"), _("Path, linear"), tonnes(linear.path), "t CO2", 1,
            basis(fleet, options, Method.LINEAR_ON_BASE), linear.course.value,
        ),
        Figure(
            co2_key(year, "pad_samengesteld"), _("Path, compound"), tonnes(compound.path), "t CO2", 1,
            basis(fleet, options, Method.COMPOUND), compound.course.value,
        ),
        Figure(co2_key(year, "kloof"), _("Above (+) or below (−) the path"), tonnes(standing.gap), "t CO2", 1, note),
        Figure(
            co2_key(year, "verandering"), _("Change since the base year"), _percent(standing.change_share), "%", 1, note
        ),
        Figure(
            co2_key(year, "vereist"), _("Required each year from now, of the year before"),
            _percent(standing.required_per_year_share), "%", 2, note,
        ),
        Figure(co2_key(target.target_year, "doel"), _("Target"), tonnes(standing.target_value), "t CO2", 1, note),
        Figure(
            co2_key(target.target_year, "trend"), _("Where the trend ends"), tonnes(standing.trend_target_year),
            "t CO2", 1,
            _("Straight line through the base year and every whole year since. {basis}").format(basis=note),
            standing.course_at_target.value,
        ),
    ]  # fmt: skip
    return list(figures)


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _paces(fleet: FleetTrajectory) -> str:
    promise = fleet.promise
    text = translate(
        N_(
            "{reduction} % less in {years} years is {linear} points of the base year each year along a straight line, "
            "or {compound} % of the year before each year when it compounds. Both paths end at the same value."
        ),
        {
            "reduction": promise.target.end_share * 100,
            "years": promise.target.target_year - promise.target.base_year,
            "linear": show_number(pace_linear_share(promise) * 100, 3),
            "compound": show_number(pace_compound_share(promise) * 100, 3),
        },
    )
    if fleet.method_decides:
        text += " " + _("The choice between the two decides the verdict of this year.")
    return text


def _chart(result: FleetResult, options: FleetOptions) -> Chart:
    fleet = result.fleet
    return Chart(
        key="vloot.traject.grafiek",
        message=_chart_message(fleet, options.report_year),
        alt=_("Line chart of the CO2 of fuel per year with the linear and the compound path to the target year."),
        draw=lambda: draw_trajectory(fleet, options.report_year),
        data=_table_by_year(result, options),
    )


def _chart_by_entity(result: FleetResult, inputs: FleetInputs, options: FleetOptions) -> list[Chart]:
    judged = [one for one in result.trajectories[1:] if one.course is not Course.UNDETERMINED]
    if not judged:
        return []
    names = inputs.entity_names()
    behind = sum(1 for one in judged if one.course is Course.OFF_COURSE)
    return [
        Chart(
            key="vloot.traject.entiteiten",
            message=translate(
                N_("{behind} of {count} entities lie above their path in {year}."),
                {"behind": behind, "count": len(judged), "year": options.report_year},
            ),
            alt=_("Bars of the change in fuel CO2 per entity since the base year, with the change the path asks for."),
            draw=lambda: draw_entities(judged, names, options.report_year),
        )
    ]


def _table_by_year(result: FleetResult, options: FleetOptions) -> Table:
    fleet = result.fleet
    guessed = sum_emissions(result.emissions.frame, ["year"]).select("year", pl.col("estimated_share") * 100)
    estimated = dict(guessed.rows())
    target = fleet.promise.target
    linear, compound = (fleet.promise.with_method(method) for method in (Method.LINEAR_ON_BASE, Method.COMPOUND))
    base = fleet.actuals.get(target.base_year)
    rows: list[dict[str, Any]] = []
    for year in sorted({*fleet.known, target.base_year, options.report_year, target.target_year}):
        coverage = fleet.coverage.get(year)
        rows.append(
            {
                "year": year,
                "key": co2_key(year) if year in fleet.known else None,
                "co2_t": tonnes(fleet.known.get(year)),
                "linear_t": None if base is None else tonnes(base * linear.allowed_share(year)),
                "compound_t": None if base is None else tonnes(base * compound.allowed_share(year)),
                "months": coverage.months if coverage else None,
                "coverage_pct": _percent(coverage.share) if coverage else None,
                "course": _course_in(fleet, year),
                "estimated_pct": estimated.get(year),
                "factor_set": options.factor_set,
                "factor_version": factor_set_version(options.factor_set, year),
            }
        )
    return Table(
        key="vloot.traject.jaren",
        title=_("Fuel CO2 by year"),
        columns=[
            Column("year", _("Year")),
            Column("co2_t", _("Fuel CO2"), "t CO2", 1),
            Column("linear_t", _("Path, linear"), "t CO2", 1),
            Column("compound_t", _("Path, compound"), "t CO2", 1),
            Column("months", _("Months with fuel")),
            Column("coverage_pct", _("Vehicles with fuel data"), "%", 1),
            Column("estimated_pct", _("Estimated part"), "%", 1),
            Column("course", _("Verdict")),
            Column("factor_set", _("Factor set")),
            Column("factor_version", _("Version")),
            Column("key", _("Key")),
        ],
        rows=rows,
        note=basis(fleet, options),
    )


def _course_in(fleet: FleetTrajectory, year: int) -> str:
    """The verdict of any year in the data by the method in force; empty for years to come and before the base."""
    target = fleet.promise.target
    if year <= target.base_year or year not in fleet.known:
        return ""
    base, actual = fleet.actuals.get(target.base_year), fleet.actuals.get(year)
    if base is None or actual is None:
        return Course.UNDETERMINED.value
    limit = base * target.allowed_share(year)
    return (Course.ON_COURSE if actual <= limit * (1 + 1e-9) else Course.OFF_COURSE).value


def _table_by_entity(result: FleetResult, inputs: FleetInputs, options: FleetOptions) -> Table:
    names = inputs.entity_names()
    year, target = options.report_year, result.promise.target
    rows = []
    for one in result.trajectories[1:]:
        standing = one.chosen
        code = one.entity_code or ""
        rows.append(
            {
                "entity_code": code,
                "entity": names.get(code, code),
                "base_t": tonnes(one.known.get(target.base_year)),
                "co2_t": tonnes(one.known.get(year)),
                "change_pct": _percent(standing.change_share),
                "path_t": tonnes(standing.path),
                "gap_t": tonnes(standing.gap),
                "required_pct": _percent(standing.required_per_year_share),
                "trend_t": tonnes(standing.trend_target_year),
                "course": standing.course.value,
                "factor_set": options.factor_set,
                "factor_version": factor_set_version(options.factor_set, year),
                "key": co2_key(year, code),
            }
        )
    return Table(
        key="vloot.traject.per_entiteit",
        title=_("The course of each entity"),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("base_t", str(target.base_year), "t CO2", 1),
            Column("co2_t", str(year), "t CO2", 1),
            Column("change_pct", _("Change"), "%", 1),
            Column("path_t", _("Path"), "t CO2", 1),
            Column("gap_t", _("Above (+) or below (−) the path"), "t CO2", 1),
            Column("required_pct", _("Required each year from now"), "%", 2),
            Column("trend_t", _("Trend in {year}").format(year=target.target_year), "t CO2", 1),
            Column("course", _("Verdict")),
            Column("factor_set", _("Factor set")),
            Column("factor_version", _("Version")),
            Column("key", _("Key")),
        ],
        rows=rows,
        note=basis(result.fleet, options),
    )


def _findings(result: FleetResult, options: FleetOptions) -> list[Finding]:
    fleet, target = result.fleet, result.promise.target
    found = []
    for year in (target.base_year, options.report_year):
        coverage = fleet.coverage.get(year)
        if coverage is None:
            found.append(
                Finding(
                    "fleet.year.without_fuel",
                    Severity.WARNING,
                    N_("There is no fuel data of {year}, so the course cannot be determined."),
                    {"year": year},
                    remedy=N_("Load the fuel-card files of that year."),
                )
            )
        elif not coverage.is_complete:
            found.append(
                Finding(
                    "fleet.year.incomplete",
                    Severity.WARNING,
                    N_(
                        "The fuel data of {year} is not whole: {months} of 12 months, {covered} of {expected} vehicles "
                        "that burn fuel. The year is shown and not judged."
                    ),
                    {
                        "year": year,
                        "months": coverage.months,
                        "covered": coverage.covered,
                        "expected": coverage.expected,
                    },
                    remedy=N_("Load what is missing; koers controle names the vehicles."),
                )
            )
    if target.base_year != result.promise.base_year_of_set:
        found.append(
            Finding(
                "fleet.base_year.chosen",
                Severity.INFO,
                N_("The base year is {chosen} by choice; target set {set_id} names {own}."),
                {
                    "chosen": target.base_year,
                    "set_id": result.promise.set_id,
                    "own": result.promise.base_year_of_set,
                },
            )
        )
    if result.promise.certainty != "high":
        found.append(
            Finding(
                "fleet.target.certainty",
                Severity.INFO,
                N_("The target comes from {source} and its certainty is {certainty}; {file} says why."),
                {
                    "source": result.promise.source,
                    "certainty": certainty_name(result.promise.certainty),
                    "file": "data/targets/targets.csv",
                    "note": result.promise.note,
                },
            )
        )
    return found
