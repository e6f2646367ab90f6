"""By what a vehicle can be replaced, and the hard rules that come first: each refusal has a reason code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kern.language import N_
from kern.sources import read_table
from vloot.purchase_rules import purchase_rules

if TYPE_CHECKING:
    from vloot.needs import Need

TABLE = "fleet/replacement_options.csv"

REASONS = {
    "rule": N_("a purchase rule forbids it in that year"),
    "range": N_("its range does not cover a long day"),
    "distance": N_("it is meant for fewer kilometres a year"),
    "use": N_("only pool vehicles can be replaced by it"),
    "category": N_("no option is known for this category"),
    "unknown": N_("category or kilometres are not known"),
}
"""Reason code -> what it says."""


@dataclass(frozen=True)
class Option:
    """Something that can replace a vehicle.

    Args:
        code: Its name in the table.
        replaced_by: bev, diesel, pool or ebike.
        category: Category of the vehicle it replaces.
        powertrain: Its powertrain; empty for a bicycle.
        fuel: What it uses.
        price_eur: Purchase price.
        price_year: Year of the price.
        life_years: Years it is held.
        upkeep_eur_per_km: Maintenance and tyres.
        insurance_eur_per_year: Insurance and tax.
        kept_share_per_year: Part of its value it keeps each year.
        use_per_km: kWh or litres per km.
        daily_range_km: Range on one charge in winter; None is not limited.
        most_km_per_year: Most kilometres it is meant for; None is not limited.
        vehicle_share: Part of a vehicle that one replacement takes.
        source: Keys of `data/sources.csv`.
        certainty: high, medium or low.
    """

    code: str
    replaced_by: str
    category: str
    powertrain: str
    fuel: str
    price_eur: float
    price_year: int
    life_years: int
    upkeep_eur_per_km: float
    insurance_eur_per_year: float
    kept_share_per_year: float
    use_per_km: float
    daily_range_km: float | None
    most_km_per_year: float | None
    vehicle_share: float
    source: str
    certainty: str


@lru_cache(maxsize=1)
def replacement_options() -> tuple[Option, ...]:
    """Every option of `data/fleet/replacement_options.csv`.

    >>> [option.code for option in replacement_options()][:2]
    ['bev_m1', 'bev_n1']
    """
    return tuple(
        Option(
            code=row["code"],
            replaced_by=row["replaced_by"],
            category=row["category"],
            powertrain=row["powertrain"] or "",
            fuel=row["fuel"],
            price_eur=float(row["price_eur"]),
            price_year=int(row["price_year"]),
            life_years=int(row["life_years"]),
            upkeep_eur_per_km=float(row["upkeep_eur_per_km"]),
            insurance_eur_per_year=float(row["insurance_eur_per_year"]),
            kept_share_per_year=float(row["value_kept_share_per_year"]),
            use_per_km=float(row["use_per_km"]),
            daily_range_km=float(row["daily_range_km"]) if row["daily_range_km"] else None,
            most_km_per_year=float(row["most_km_per_year"]) if row["most_km_per_year"] else None,
            vehicle_share=float(row["vehicle_share"]),
            source=row["source"],
            certainty=row["certainty"],
        )
        for row in read_table(TABLE).iter_rows(named=True)
        if row["replaced_by"]
    )


@dataclass(frozen=True)
class KeptCosts:
    """What a vehicle costs while it is kept, when the register does not say.

    Args:
        price_eur: What it cost new.
        life_years: Years over which a lease price would spread it.
        upkeep_eur_per_km: Maintenance and tyres.
        insurance_eur_per_year: Insurance and tax.
        kept_share_per_year: Part of its value it keeps each year.
    """

    price_eur: float
    life_years: int
    upkeep_eur_per_km: float
    insurance_eur_per_year: float
    kept_share_per_year: float


@lru_cache(maxsize=32)
def kept_costs(category: str | None, powertrain: str | None) -> KeptCosts:
    """Reference costs of a vehicle that is kept: an electric one costs what its option costs.

    >>> kept_costs("N1", "ice").upkeep_eur_per_km, kept_costs("N1", "bev").upkeep_eur_per_km
    (0.065, 0.045)
    """
    kind = "bev" if powertrain == "bev" else "kept"
    rows = {row["code"]: row for row in read_table(TABLE).iter_rows(named=True)}
    row = rows.get(f"{kind}_{(category or 'M1').lower()}", rows[f"{kind}_m1"])
    return KeptCosts(
        float(row["price_eur"]),
        int(row["life_years"]),
        float(row["upkeep_eur_per_km"]),
        float(row["insurance_eur_per_year"]),
        float(row["value_kept_share_per_year"]),
    )


def rule_forbids(option: Option, year: int, rule_set: str) -> bool:
    """Whether a purchase rule forbids buying an option in a year. A bicycle is no vehicle to the rules."""
    if not option.powertrain:
        return False
    day = date(year, 7, 1)
    for rule in purchase_rules(rule_set):
        if rule.rule != "only_powertrain_or_fuel" or option.category not in rule.categories:
            continue
        if rule.start <= day and (rule.end is None or day < rule.end):
            allowed = option.powertrain in rule.powertrains or option.fuel in rule.fuels_allowed
            if not allowed:
                return True
    return False


def refusal(need: Need, option: Option, year: int, rule_set: str) -> str | None:
    """Why an option cannot replace a vehicle in a year: a key of `REASONS`; None when it can.

    The rules come in a fixed order, so that the first one that refuses is the one that is told.
    """
    if need.category is None or need.distance_km is None:
        return "unknown"
    if option.category != need.category:
        return "category"
    if rule_forbids(option, year, rule_set):
        return "rule"
    if option.replaced_by in ("pool", "ebike") and need.use_type != "pool":
        return "use"
    if option.most_km_per_year is not None and need.distance_km > option.most_km_per_year:
        return "distance"
    if option.daily_range_km is not None and (need.long_day_km or 0.0) > option.daily_range_km:
        return "range"
    return None
