"""The section on replacement: when which vehicle goes, by what, at what cost, and whether that reaches the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Figure, Paragraph, Section
from kern.trajectory import Course
from vloot.figures_replacement import draw_money, draw_plan
from vloot.replacement import Replacement, plan_replacement
from vloot.replacement_tables import (
    LIMIT_UNITS,
    LIMITS,
    table_by_year,
    table_of_costs,
    table_of_shortages,
    table_of_vehicles,
)
from vloot.telling import some

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions


def replacement_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Which vehicle when, by what: the least cost inside the CO2 path, the rules, the budget and the chargers."""
    found = plan_replacement(inputs, options)
    blocks: list[Block] = [*_figures(found, options)]
    if found.years:
        years = list(found.years)
        blocks += [
            Paragraph(_binding(found)),
            Chart(
                key="vloot.vervanging.tijdlijn",
                message=_message(found, options),
                alt=_("Bars of vehicles replaced per year by kind, and a line of the fuel CO2 against the path."),
                draw=lambda: draw_plan(years),
            ),
            table_by_year(found),
            Chart(
                key="vloot.vervanging.geld",
                message=_money_message(found),
                alt=_("Bars per year of what is paid for buying and what the fleet costs per year of use."),
                draw=lambda: draw_money(years),
            ),
            table_of_vehicles(found),
        ]
    elif not found.plan.is_feasible and found.decisions:
        blocks.append(table_of_shortages(found))
    blocks.append(table_of_costs(found, inputs, options))
    return Section(
        key="vloot.vervanging",
        title=_("Replacement plan"),
        message=_message(found, options),
        blocks=blocks,
        findings=_findings(found),
    )


def basis(options: FleetOptions) -> str:
    """What the plan rests on, in one line."""
    budget = options.plan_budget_eur
    return translate(
        N_(
            "Plan {first} to {last} on the use of {year}; interest {rate} %, at least {holding} years kept, at most "
            "{oldest} years old; budget per year: {budget}. Prices of the options are proposals of low certainty: "
            "data/fleet/replacement_options.csv."
        ),
        {
            "first": options.report_year + 1,
            "last": options.plan_until,
            "year": options.report_year,
            "rate": options.plan_interest_share * 100,
            "holding": options.plan_holding_years,
            "oldest": options.plan_oldest_years,
            "budget": _("not limited") if budget is None else f"{show_number(budget, 0)} euro",
        },
    )


def _message(found: Replacement, options: FleetOptions) -> str:
    if not found.decisions:
        return _("There are no vehicles in service in the register.")
    if not found.years:
        first = found.plan.shortages[0] if found.plan.shortages else None
        if first is None:
            return _("No plan was found in the time given.")
        return translate(
            N_("No plan fits: {limit} lacks {amount} {unit} in {year}."),
            {
                "limit": _(LIMITS[first.limit]),
                "amount": show_number(first.amount, 0),
                "unit": _(LIMIT_UNITS.get(first.limit, "")),
                "year": first.year,
            },
        )
    last = found.years[-1]
    replaced = sum(1 for one in found.decisions if one.year is not None)
    return translate(
        N_(
            "Replacing {replaced} of {count} vehicles brings the fuel CO2 to {co2} t in {year}, {change} % less than "
            "without replacing."
        ),
        {
            "replaced": replaced,
            "count": len(found.decisions),
            "co2": show_number(last.co2_kg / 1000, 1),
            "year": last.year,
            "change": show_number((1 - last.co2_kg / last.unchanged_kg) * 100 if last.unchanged_kg else 0.0, 1),
        },
    )


def _figures(found: Replacement, options: FleetOptions) -> list[Figure]:
    note, until = basis(options), options.plan_until
    last = found.years[-1] if found.years else None
    verdict = Course.UNDETERMINED
    if last is not None and last.path_kg is not None:
        verdict = Course.ON_COURSE if last.co2_kg <= last.path_kg * (1 + 1e-6) else Course.OFF_COURSE
    elif found.decisions and not found.plan.is_feasible and found.plan.shortages:
        verdict = Course.OFF_COURSE
    gap = found.plan.gap_share
    return [
        Figure(
            f"vloot.vervanging.{until}", _("Fuel CO2 at the end of the plan"), last.co2_kg / 1000 if last else None,
            "t CO2", 1, note, verdict.value,
        ),
        Figure(
            f"vloot.vervanging.{until}.aantal", _("Vehicles replaced"),
            float(sum(1 for one in found.decisions if one.year is not None)) if last else None, "", 0, note,
        ),
        Figure(
            f"vloot.vervanging.{until}.aankoop", _("Paid for buying, all years"),
            sum(year.cash_eur for year in found.years) if last else None, "euro", 0,
            _("Purchase prices with VAT, also where a lease would spread them. {basis}").format(basis=note),
        ),
        Figure(
            f"vloot.vervanging.{until}.kost", _("Cost of the fleet, all years"),
            sum(year.cost_eur for year in found.years) if last else None, "euro", 0,
            _("Capital, insurance, upkeep and energy per year of use. {basis}").format(basis=note),
        ),
        Figure(
            f"vloot.vervanging.{until}.marge", _("At most above the best plan there is"),
            None if gap is None else gap * 100, "%", 2,
            _("Proven by the solver: no plan inside these limits costs less than its bound."),
        ),
    ]  # fmt: skip


def _binding(found: Replacement) -> str:
    prices = [(key, price) for key, price in found.plan.prices.items() if key[0] in ("co2", "budget", "capacity")]
    if not prices:
        return _("No limit binds: this is also the cheapest fleet without a CO2 path or a budget.")
    told = []
    for key, price in sorted(prices, key=lambda pair: (str(pair[0][0]), int(pair[0][-1]))):
        if key[0] == "co2":
            text = N_("the CO2 path of {year} (a tonne more room would save {saving} euro)")
            told.append(translate(text, {"year": key[-1], "saving": show_number(price * 1000, 0)}))
        elif key[0] == "budget":
            text = N_("the budget of {year} (a euro more would save {saving} euro over the plan)")
            told.append(translate(text, {"year": key[-1], "saving": show_number(price, 2)}))
        else:
            text = N_("the charging places at {base} in {year} (one more would save {saving} euro)")
            told.append(translate(text, {"base": key[1], "year": key[-1], "saving": show_number(price, 0)}))
    return _("What binds: {limits}.").format(limits="; ".join(told))


def _money_message(found: Replacement) -> str:
    most = max(found.years, key=lambda year: year.cash_eur)
    return translate(
        N_("Buying peaks in {year} with {amount} euro; the fleet then costs {cost} euro a year."),
        {
            "year": most.year,
            "amount": show_number(most.cash_eur, 0),
            "cost": show_number(most.cost_eur, 0),
        },
    )


def _findings(found: Replacement) -> list[Finding]:
    said = []
    if found.kept_without_option:
        said.append(
            Finding(
                "fleet.replacement.no_option",
                Severity.WARNING,
                N_("{count} vehicles stay past their lease or age because no option is allowed: {vins}."),
                {"count": len(found.kept_without_option), "vins": some(found.kept_without_option)},
            )
        )
    if found.decisions and not found.problem.co2_limit_kg:
        said.append(
            Finding(
                "fleet.replacement.no_path",
                Severity.WARNING,
                N_("The base year is not known, so the plan follows no CO2 path."),
                remedy=N_("Load the fuel-card files of the base year."),
            )
        )
    if found.decisions and not found.problem.capacities:
        said.append(
            Finding(
                "fleet.replacement.no_places",
                Severity.INFO,
                N_("The charging places at the home bases are not known, so they do not limit the plan."),
            )
        )
    unknown = [one.need.vin for one in found.decisions if "unknown" in one.refusals.values()]
    if unknown:
        said.append(
            Finding(
                "fleet.replacement.unknown_need",
                Severity.WARNING,
                N_("{count} vehicles have no category or no kilometres, so the plan leaves them: {vins}."),
                {"count": len(unknown), "vins": some(unknown)},
                remedy=N_("Complete the register and the odometer readings."),
            )
        )
    return said
