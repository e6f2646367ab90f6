"""The replacement plan: which vehicle when, by what, inside the CO2 path, the budget and the charging places.

Hard rules come first and give a reason for each refusal; what is left is a planning problem of `vloot.planner`. Each
vehicle is a duty of its own, so that every choice can be told per chassis number. Costs are per year of use (capital,
insurance, upkeep, energy), so that the end of the plan does not favour keeping; the budget counts what is paid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import UsageWrong
from kern.language import N_
from vloot.costs import capital_of_new, capital_of_used
from vloot.depots import charging_places
from vloot.ecoscore import grams_per_litre
from vloot.inputs import FleetInputs
from vloot.needs import Need, fleet_needs
from vloot.options import FleetOptions
from vloot.planner.plan import Plan, solve_problem
from vloot.planner.problem import Cohort, Duty, Energy, Problem
from vloot.products import products
from vloot.replacement_options import Option, kept_costs, refusal, replacement_options
from vloot.result import FleetResult, compute_fleet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LEAST_KM = 1.0
ELECTRIC = ("bev", "phev")


@dataclass(frozen=True)
class Decision:
    """What happens to one vehicle.

    Args:
        need: The vehicle and what it does.
        year: Year it is replaced in; None keeps it to the end of the plan.
        option: What replaces it.
        refusals: Option code -> reason code in the last year of the plan, for options that were refused then.
        must_go: Last year it may stay: end of the lease or oldest age.
    """

    need: Need
    year: int | None
    option: Option | None
    refusals: Mapping[str, str]
    must_go: int


@dataclass(frozen=True)
class YearOfPlan:
    """One year of the plan.

    Args:
        year: The year.
        co2_kg: Fuel CO2 of the fleet.
        path_kg: What the path allows; None without a base year.
        unchanged_kg: Fuel CO2 if nothing were replaced.
        cost_eur: Cost of the fleet per year of use.
        cash_eur: What is paid for buying.
        replaced: Option code -> vehicles replaced.
    """

    year: int
    co2_kg: float
    path_kg: float | None
    unchanged_kg: float
    cost_eur: float
    cash_eur: float
    replaced: Mapping[str, int]


@dataclass(frozen=True)
class Replacement:
    """The plan of the fleet.

    Args:
        plan: The solver's answer.
        problem: What was asked.
        decisions: Per vehicle, by chassis number.
        years: Per year; empty when nothing fits.
        kept_without_option: Vehicles past their lease or age that stay because no option is allowed.
    """

    plan: Plan
    problem: Problem
    decisions: tuple[Decision, ...]
    years: tuple[YearOfPlan, ...]
    kept_without_option: tuple[str, ...]


@dataclass(frozen=True)
class Prices:
    """Price of a unit of each carrier, VAT included, and where it comes from: the fleet's own purchases or the band."""

    per_unit_eur: Mapping[str, float]
    is_own: Mapping[str, bool]


def energy_prices(inputs: FleetInputs, year: int) -> Prices:
    """What the fleet paid per litre, kilogram or kWh in a year; else the middle of the plausible band."""
    # Charging is often billed without VAT: what is known is used, the rest is a small difference in an estimate.
    paid = pl.coalesce("amount_gross_eur", pl.col("amount_net_eur") * 1.21)
    sold = (
        inputs.transactions.filter(pl.col("year") == year, pl.col("quantity") > 0)
        .group_by("product")
        .agg((paid / pl.col("quantity")).median().alias("price"))
        .filter(pl.col("price") > 0)
        .collect(engine="streaming")
    )
    known = dict(sold.rows())
    prices: dict[str, float] = {}
    own: dict[str, bool] = {}
    for product in products().values():
        if not product.carrier:
            continue
        if product.code in known:
            prices[product.carrier] = known[product.code]
            own[product.carrier] = True
        elif product.carrier not in prices:
            low, high = product.price_minimum_eur, product.price_maximum_eur
            prices[product.carrier] = (low + high) / 2 if low is not None and high is not None else 1.0
            own[product.carrier] = False
    return Prices(prices, own)


def _must_go(need: Need, options: FleetOptions, years: tuple[int, ...]) -> int:
    """Last year a vehicle may stay."""
    if need.ownership in ("lease", "rent"):
        ends = need.contract_ends_on
        return years[-1] if ends is None or ends.year < years[0] else min(ends.year, years[-1])
    if need.first_registered_on is None:
        return years[-1]
    oldest = need.first_registered_on.year + options.plan_oldest_years
    # What was bought old is still kept as long as the least holding asks.
    return min(max(years[0], oldest, _keep_until(need, options) or 0), years[-1])


def _keep_until(need: Need, options: FleetOptions) -> int | None:
    """First year at the end of which a vehicle may go."""
    if need.ownership in ("lease", "rent"):
        return need.contract_ends_on.year if need.contract_ends_on else None
    return need.started_on.year + options.plan_holding_years - 1 if need.started_on else None


def _cost_of_kept(need: Need, year: int, rate_share: float) -> float:
    """What keeping a vehicle one year costs [EUR], without energy."""
    told = kept_costs(need.category, need.powertrain)
    price = need.purchase_price_eur or told.price_eur
    if need.ownership in ("lease", "rent"):
        per_month = need.lease_eur_per_month
        lease = capital_of_new(price, told.life_years, told.kept_share_per_year, rate_share)
        capital = per_month * 12 if per_month is not None else lease
    else:
        age = year - need.first_registered_on.year if need.first_registered_on else told.life_years / 2
        capital = capital_of_used(price, age, told.kept_share_per_year, rate_share)
    upkeep = need.upkeep_eur_per_year
    usual = told.upkeep_eur_per_km * (need.distance_km or 0.0)
    return capital + told.insurance_eur_per_year + (usual if upkeep is None else upkeep)


def _energy_of_kept(need: Need, prices: Prices, years: tuple[int, ...]) -> Energy:
    """Energy of a vehicle per kilometre, fuel and charging together, as it used them."""
    km = max(need.distance_km or 0.0, _LEAST_KM)
    fuel = need.fuel_quantity * prices.per_unit_eur.get(need.carrier or "", 0.0) if need.carrier else 0.0
    power = need.charged_kwh * prices.per_unit_eur.get("electricity", 0.0)
    return Energy(
        f"{need.vin}:km", dict.fromkeys(years, (fuel + power) / km), dict.fromkeys(years, need.fuel_co2_kg / km)
    )


def _energy_of_option(option: Option, prices: Prices, years: tuple[int, ...]) -> Energy:
    """Energy of an option per kilometre."""
    price = option.use_per_km * prices.per_unit_eur.get(option.fuel, 0.0)
    co2 = option.use_per_km * grams_per_litre(option.fuel) / 1000 if option.fuel in ("diesel", "petrol") else 0.0
    return Energy(f"{option.code}:km", dict.fromkeys(years, price), dict.fromkeys(years, co2))


def _new_cohort(need: Need, option: Option, year: int, options: FleetOptions, places: set[str]) -> Cohort:
    years = range(year, options.plan_until + 1)
    capital = capital_of_new(
        option.price_eur, option.life_years, option.kept_share_per_year, options.plan_interest_share
    )
    fixed = option.vehicle_share * (capital + option.insurance_eur_per_year)
    yearly = fixed + option.upkeep_eur_per_km * (need.distance_km or 0.0)
    electric, base = option.powertrain in ELECTRIC, _base_of(need, places)
    return Cohort(
        name=f"{need.vin}>{option.code}>{year}",
        first_year=year,
        last_year=max(options.plan_until + 1, year + option.life_years - 1),
        most_bought=1.0,
        cash_eur=option.price_eur * option.vehicle_share,
        owned_eur=dict.fromkeys(years, yearly),
        keep_until=options.plan_until + 1,
        range_km=max(need.distance_km or 0.0, _LEAST_KM),
        duties=(need.vin,),
        use_per_km={f"{option.code}:km": 1.0},
        loads={base: option.vehicle_share} if electric and base else {},
    )


def _old_cohort(need: Need, must_go: int, options: FleetOptions, years: tuple[int, ...], places: set[str]) -> Cohort:
    rate, base = options.plan_interest_share, _base_of(need, places)
    return Cohort(
        name=need.vin,
        first_year=years[0],
        last_year=must_go if must_go < years[-1] else years[-1] + 1,
        at_start=1,
        owned_eur={year: _cost_of_kept(need, year, rate) for year in years},
        keep_until=_keep_until(need, options),
        range_km=max(need.distance_km or 0.0, _LEAST_KM),
        duties=(need.vin,),
        use_per_km={f"{need.vin}:km": 1.0},
        loads={base: 1.0} if need.powertrain in ELECTRIC and base else {},
    )


def _base_of(need: Need, places: Collection[str]) -> str | None:
    """The home base with known places at which a vehicle with a plug takes one; one that goes home charges there."""
    return need.home_base if need.home_base in places and need.use_type != "take_home" else None


def _capacities(
    needs: list[Need], inputs: FleetInputs, options: FleetOptions, years: tuple[int, ...]
) -> dict[str, dict[int, float]]:
    """Vehicles with a plug each home base can serve per year. What stands there today is proven to fit."""
    found = charging_places(inputs.charge_points, years)
    today = Counter(_base_of(need, found) for need in needs if need.powertrain in ELECTRIC)
    return {
        base: {year: max(count * options.plan_vehicles_per_place, float(today[base])) for year, count in counts.items()}
        for base, counts in found.items()
    }


def co2_path(result: FleetResult, years: tuple[int, ...]) -> dict[int, float]:
    """What the path of the whole fleet allows in each year [kg]; empty when the base year is not known."""
    target = result.promise.target
    base = result.fleet.actuals.get(target.base_year)
    return {} if base is None else {year: base * target.allowed_share(year) for year in years}


def make_problem(
    needs: list[Need], inputs: FleetInputs, result: FleetResult, options: FleetOptions
) -> tuple[Problem, dict[str, int], tuple[str, ...]]:
    """The planning problem of the fleet.

    Returns:
        The problem, the last year each vehicle may stay, and the vehicles that stay past it for want of an option.
    """
    years = tuple(range(options.report_year + 1, options.plan_until + 1))
    if not years:
        raise UsageWrong(
            N_("The replacement plan ends in {until}. Choose a report year before it; got {year}."),
            until=options.plan_until,
            year=options.report_year,
        )
    if options.plan_holding_years > options.plan_oldest_years:
        raise UsageWrong(
            N_("Vehicles cannot be kept at least {holding} years and go at {oldest} years at the latest."),
            holding=options.plan_holding_years,
            oldest=options.plan_oldest_years,
        )
    prices = energy_prices(inputs, options.report_year)
    capacities = _capacities(needs, inputs, options, years)
    places = set(capacities)
    cohorts, energies, last, without = [], [], {}, []
    for need in needs:
        allowed = [
            (option, year)
            for option in replacement_options()
            for year in years
            if refusal(need, option, year, options.rule_set) is None
        ]
        must_go = _must_go(need, options, years)
        if must_go < years[-1] and not any(year <= must_go + 1 for _option, year in allowed):
            without.append(need.vin)
            must_go = years[-1]
        last[need.vin] = must_go
        cohorts.append(_old_cohort(need, must_go, options, years, places))
        energies.append(_energy_of_kept(need, prices, years))
        cohorts += [_new_cohort(need, option, year, options, places) for option, year in allowed]
    energies += [_energy_of_option(option, prices, years) for option in replacement_options()]
    budget = {} if options.plan_budget_eur is None else dict.fromkeys(years, options.plan_budget_eur)
    problem = Problem(
        years=years,
        cohorts=cohorts,
        duties=[Duty(need.vin, dict.fromkeys(years, max(need.distance_km or 0.0, _LEAST_KM))) for need in needs],
        energies=energies,
        co2_limit_kg=co2_path(result, years),
        budget_eur=budget,
        capacities=capacities,
    )
    return problem, last, tuple(without)


@lru_cache(maxsize=4)
def plan_replacement(inputs: FleetInputs, options: FleetOptions) -> Replacement:
    """The replacement plan from the year after the report year to the last year of the plan."""
    result = compute_fleet(inputs, options)
    needs = fleet_needs(inputs, result, options.report_year)
    problem, last, without = make_problem(needs, inputs, result, options)
    plan = solve_problem(problem, options.plan_seconds, gap=1e-3)
    decisions = _decisions(plan, needs, last, options)
    years = _years(plan, problem, needs, decisions) if plan.is_feasible else ()
    return Replacement(plan, problem, decisions, years, without)


def _decisions(plan: Plan, needs: list[Need], last: Mapping[str, int], options: FleetOptions) -> tuple[Decision, ...]:
    by_code = {option.code: option for option in replacement_options()}
    chosen: dict[str, tuple[int, Option | None]] = {}
    for key, _number in plan.of("buy"):
        vin, code, bought_in = str(key[1]).split(">")
        chosen[vin] = (int(bought_in), by_code[code])
    found = []
    for need in needs:
        at, option = chosen.get(need.vin, (0, None))
        refused = {
            each.code: reason
            for each in replacement_options()
            if (reason := refusal(need, each, options.plan_until, options.rule_set)) not in (None, "category")
        }
        found.append(
            Decision(need, at or None, option, {code: str(why) for code, why in refused.items()}, last[need.vin])
        )
    return tuple(found)


def _years(plan: Plan, problem: Problem, needs: list[Need], decisions: tuple[Decision, ...]) -> tuple[YearOfPlan, ...]:
    energies = {energy.name: energy for energy in problem.energies}
    cohorts = {cohort.name: cohort for cohort in problem.cohorts}
    co2: dict[int, float] = defaultdict(float)
    cost: dict[int, float] = defaultdict(float)
    cash: dict[int, float] = defaultdict(float)
    for key, km in plan.of("km"):
        year, energy = key[2], key[4]
        used = energies[str(energy)]
        co2[int(year)] += km * used.co2_kg[int(year)]
        cost[int(year)] += km * used.price_eur[int(year)]
    for key, number in plan.of("own"):
        name, year = key[1], key[2]
        cost[int(year)] += number * cohorts[str(name)].owned_eur.get(int(year), 0.0)
    for key, number in plan.of("buy"):
        bought = cohorts[str(key[1])]
        cash[bought.first_year] += number * bought.cash_eur
    unchanged = sum(need.fuel_co2_kg for need in needs)
    return tuple(
        YearOfPlan(
            year=year,
            co2_kg=co2[year],
            path_kg=problem.co2_limit_kg.get(year),
            unchanged_kg=unchanged,
            cost_eur=cost[year],
            cash_eur=cash[year],
            replaced=Counter(one.option.code for one in decisions if one.year == year and one.option is not None),
        )
        for year in problem.years
    )
