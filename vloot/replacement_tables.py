"""Tables of the replacement plan: by year, vehicle by vehicle, what lacks, and what each option costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.language import N_, _
from kern.report import Column, Table
from vloot.costs import capital_of_new
from vloot.replacement import Decision, Replacement, energy_prices
from vloot.replacement_options import REASONS, Option, replacement_options
from vloot.words import certainty_name, powertrain_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

OPTION_NAMES = {
    "bev": N_("electric vehicle"),
    "diesel": N_("diesel vehicle"),
    "pool": N_("shared electric car"),
    "ebike": N_("electric bicycle"),
}
LIMITS = {
    "co2": N_("CO2 path"),
    "budget": N_("budget"),
    "capacity": N_("charging places"),
    "needed": N_("vehicles for the work"),
    "demand": N_("kilometres to be driven"),
    "sold": N_("vehicles that may be sold"),
}
LIMIT_UNITS = {"co2": "kg CO2", "budget": "euro", "capacity": N_("places"), "needed": N_("vehicles"), "demand": "km"}


def option_name(option: Option) -> str:
    """An option in words, with the category it is for."""
    return f"{_(OPTION_NAMES[option.replaced_by])} {option.category}"


def table_by_year(found: Replacement) -> Table:
    """Vehicles replaced, CO2 and money per year."""
    kinds = [option for option in replacement_options() if any(option.code in y.replaced for y in found.years)]
    return Table(
        key="vloot.vervanging.jaren",
        title=_("The plan by year"),
        columns=[
            Column("year", _("Year")),
            *(Column(option.code, option_name(option)) for option in kinds),
            Column("co2_t", _("Fuel CO2"), "t CO2", 1),
            Column("path_t", _("Path"), "t CO2", 1),
            Column("unchanged_t", _("Without replacing"), "t CO2", 1),
            Column("cash_eur", _("Paid for buying"), "euro", 0),
            Column("cost_eur", _("Cost of the fleet"), "euro", 0),
        ],
        rows=[
            {
                "year": year.year,
                **{option.code: year.replaced.get(option.code, 0) for option in kinds},
                "co2_t": year.co2_kg / 1000,
                "path_t": None if year.path_kg is None else year.path_kg / 1000,
                "unchanged_t": year.unchanged_kg / 1000,
                "cash_eur": year.cash_eur,
                "cost_eur": year.cost_eur,
            }
            for year in found.years
        ],
    )


def _why_kept(decision: Decision) -> str:
    """Why a vehicle stays: the reasons of refused options, or that keeping it is cheaper."""
    if not decision.refusals:
        return _("keeping it costs least inside the limits")
    told = {_(REASONS[reason]) for reason in decision.refusals.values()}
    return "; ".join(sorted(told))


def table_of_vehicles(found: Replacement) -> Table:
    """What happens to each vehicle, with the reasons why one stays."""
    order = sorted(found.decisions, key=lambda one: (one.year or 9999, one.need.entity_code, one.need.vin))
    rows: list[dict[str, Any]] = [
        {
            "year": one.year,
            "vin": one.need.vin,
            "entity_code": one.need.entity_code,
            "category": one.need.category,
            "powertrain": powertrain_name(one.need.powertrain),
            "replaced_by": option_name(one.option) if one.option else _("stays"),
            "distance_km": one.need.distance_km,
            "long_day_km": one.need.long_day_km,
            "co2_t": one.need.fuel_co2_kg / 1000,
            "must_go": one.must_go,
            "why": "" if one.option else _why_kept(one),
        }
        for one in order
    ]
    return Table(
        key="vloot.vervanging.voertuigen",
        title=_("Vehicle by vehicle"),
        columns=[
            Column("year", _("Replaced in")),
            Column("vin", _("Chassis number")),
            Column("entity_code", _("Entity code")),
            Column("category", _("Category")),
            Column("powertrain", _("Now")),
            Column("replaced_by", _("Replaced by")),
            Column("distance_km", _("Kilometres a year"), "km", 0),
            Column("long_day_km", _("A long day"), "km", 0),
            Column("co2_t", _("Fuel CO2 now"), "t CO2", 1),
            Column("must_go", _("May stay until")),
            Column("why", _("Why it stays, or what was refused")),
        ],
        rows=rows,
        note=_("A long day: 95th percentile of kilometres per working day between odometer readings."),
    )


def table_of_shortages(found: Replacement) -> Table:
    """Which limits are short, and by how much."""
    return Table(
        key="vloot.vervanging.tekorten",
        title=_("What lacks for a plan"),
        columns=[
            Column("limit", _("Limit")),
            Column("what", _("Where")),
            Column("year", _("Year")),
            Column("amount", _("Lacks at least"), "", 0),
            Column("unit", _("Unit")),
        ],
        rows=[
            {
                "limit": _(LIMITS[short.limit]),
                "what": short.what,
                "year": short.year,
                "amount": short.amount,
                "unit": _(LIMIT_UNITS.get(short.limit, "")),
            }
            for short in found.plan.shortages
        ],
        note=_("The least shortage in all; room in one limit may be traded for room in another."),
    )


def table_of_costs(found: Replacement, inputs: FleetInputs, options: FleetOptions) -> Table:
    """Yearly cost of each option at the mean kilometres of its category in this fleet."""
    prices = energy_prices(inputs, options.report_year)
    rows = []
    for option in replacement_options():
        driven = [
            one.need.distance_km
            for one in found.decisions
            if one.need.category == option.category and one.need.distance_km is not None
        ]
        if not driven:
            continue
        km = sum(driven) / len(driven)
        if option.most_km_per_year is not None:
            km = min(km, option.most_km_per_year)
        capital = option.vehicle_share * capital_of_new(
            option.price_eur, option.life_years, option.kept_share_per_year, options.plan_interest_share
        )
        insurance = option.vehicle_share * option.insurance_eur_per_year
        upkeep = option.upkeep_eur_per_km * km
        energy = option.use_per_km * prices.per_unit_eur.get(option.fuel, 0.0) * km
        total = capital + insurance + upkeep + energy
        rows.append(
            {
                "option": option_name(option),
                "price_eur": option.price_eur * option.vehicle_share,
                "price_year": option.price_year,
                "distance_km": km,
                "capital_eur": capital,
                "insurance_eur": insurance,
                "upkeep_eur": upkeep,
                "energy_eur": energy,
                "total_eur": total,
                "per_km_eur": total / km if km else None,
                "certainty": certainty_name(option.certainty),
                "source": option.source,
            }
        )
    return Table(
        key="vloot.vervanging.kosten",
        title=_("What each option costs per year"),
        columns=[
            Column("option", _("Option")),
            Column("price_eur", _("Price"), "euro", 0),
            Column("price_year", _("Price year")),
            Column("distance_km", _("Kilometres a year"), "km", 0),
            Column("capital_eur", _("Capital"), "euro", 0),
            Column("insurance_eur", _("Insurance"), "euro", 0),
            Column("upkeep_eur", _("Upkeep"), "euro", 0),
            Column("energy_eur", _("Energy"), "euro", 0),
            Column("total_eur", _("Per year"), "euro", 0),
            Column("per_km_eur", _("Per km"), "euro", 2),
            Column("certainty", _("Certainty")),
            Column("source", _("Source")),
        ],
        rows=rows,
        note=_(
            "At the mean kilometres of the category. Energy at the median price this fleet paid, where it bought it."
        ),
    )
