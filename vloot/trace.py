"""Where a figure of the fleet came from: stored rows by import, factors, and the rules in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, translate
from kern.report import FactorUse, Trace
from vloot.acquisitions import acquisitions
from vloot.keys import OF_PATH, FleetKey, parse_key, unknown_key
from vloot.monthly import ESTIMATES
from vloot.practice import compute_practice
from vloot.quota import assess_quotas, is_clean
from vloot.readiness import compute_readiness
from vloot.replacement import plan_replacement
from vloot.result import FleetResult, compute_fleet
from vloot.section_ecoscore import car_scores
from vloot.section_overview import ZERO_EMISSION, vehicles_at_year_end
from vloot.section_replacement import basis as plan_basis
from vloot.section_trajectory import basis
from vloot.trace_mobility import trace_depots, trace_mobility
from vloot.words import product_name, target_set_name

if TYPE_CHECKING:
    from kern.sources import Factor
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

_MEASURE_OF = {"bron_tot_wiel": "well_to_wheel_co2e_kg", "laden": "charging_co2e_kg"}


def trace(key: str, inputs: FleetInputs, options: FleetOptions) -> Trace:
    """Explain a figure.

    Args:
        key: Such as `vloot.co2.2025`, `vloot.co2.2025.<entity>`, `vloot.co2.2025.pad`, `vloot.laden.2025`.
        inputs: The data the figure was computed on.
        options: The options it was computed with.

    Returns:
        Rows by `import_id` with their number, quantity and what they add up to; `import_id` is null for what was
        estimated from kilometres.

    Raises:
        InputWrong: No figure has this key; the forms are named.
    """
    asked = parse_key(key)
    result = compute_fleet(inputs, options)
    match asked.what:
        case "co2":
            return _trace_co2(key, asked, inputs, result, options)
        case "verbruik":
            return _trace_consumption(key, asked, result)
        case "laden" if asked.detail == "achter_meter":
            return trace_depots(key, asked, inputs)
        case "mobiliteit":
            return trace_mobility(key, asked, inputs)
        case "laden":
            chosen = _of_year(result, asked.year).filter(pl.col("kind") == "charge")
            text = N_("The kWh of every charging session and of charging on fuel cards, credits set off.")
            return Trace(key, _(text), _grouped(chosen, "quantity"), rules={})
        case "voertuigen" | "elektrisch":
            return _trace_vehicles(key, asked, inputs, result)
        case "vervanging":
            return _trace_plan(key, asked, inputs, options)
        case "praktijk":
            return _trace_practice(key, asked, inputs, result)
        case "ecoscore":
            return _trace_ecoscore(key, asked, inputs, result)
        case "quota":
            return _trace_quota(key, asked, inputs)
        case "gereedheid":
            return _trace_readiness(key, asked, inputs, result, options)
        case "afstand":
            return _trace_distance(key, asked, inputs, result)
        case _:
            raise unknown_key(key)


def _of_year(result: FleetResult, year: int) -> pl.DataFrame:
    return result.emissions.frame.filter(pl.col("year") == year)


def _grouped(chosen: pl.DataFrame, measure: str) -> list[dict[str, Any]]:
    """Rows by import, product and origin, with quantity and measure."""
    sums = chosen.group_by("year", "import_id", "product", "unit", "origin").agg(
        pl.col("rows").sum(),
        pl.col("quantity").sum(),
        *([pl.col(measure).sum()] if measure != "quantity" else []),
        vehicle_count=pl.col("vin").n_unique(),
    )
    ordered = sums.sort("year", "import_id", "product", "origin", nulls_last=True)
    return [
        {**row, "product": product_name(row["product"]), "is_estimated": row["origin"] in ESTIMATES}
        for row in ordered.iter_rows(named=True)
    ]


def factor_use(used: Factor) -> FactorUse:
    """A factor as the trace shows it."""
    return FactorUse(
        key=used.key,
        factor_set=used.factor_set,
        value=used.value,
        unit=used.unit,
        valid_from=used.valid_from.isoformat(),
        valid_until=used.valid_until.isoformat() if used.valid_until else "",
        source=used.source,
        place=used.place,
        certainty=used.certainty,
        file=used.file,
    )


def _factors(result: FleetResult, measure: str, chosen: pl.DataFrame, years: list[int]) -> list[FactorUse]:
    carriers = set(chosen["carrier"].to_list())
    found = [
        factor_use(used)
        for (of, carrier, year), used in sorted(result.emissions.factors.items())
        if of == measure and carrier in carriers and year in years
    ]
    return list(dict.fromkeys(found))


def _rules(result: FleetResult, options: FleetOptions) -> dict[str, str]:
    promise = result.promise
    return {
        _("Target set"): f"{target_set_name(promise.set_id)} ({promise.set_id})",
        _("Base year"): str(promise.target.base_year),
        _("Target year"): str(promise.target.target_year),
        _("Method"): promise.target.method.value,
        _("Boundary"): _("fuel, tank-to-wheel"),
        _("Factor set"): options.factor_set,
        _("Source of the target"): promise.source,
        _("Estimated rows count"): _("yes") if options.with_estimates else _("no"),
        _("Least share of vehicles with fuel data"): str(options.minimum_coverage_share),
    }


def _trace_co2(key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult, options: FleetOptions) -> Trace:
    detail = asked.detail
    measure = _MEASURE_OF.get(detail, "fuel_co2_kg")
    years = [asked.year]
    chosen = _of_year(result, asked.year)
    text = N_("Net litres or kilograms of each fuel times its tank-to-wheel factor. {basis}")
    if detail in OF_PATH:
        years = sorted({result.promise.target.base_year, options.report_year})
        chosen = result.emissions.frame.filter(pl.col("year").is_in(years))
        text = _OF_PATH_TEXT[detail]
    elif detail == "bron_tot_wiel":
        text = N_("Fuel times its well-to-wheel factor, and charging times the life-cycle factor of the grid.")
    elif detail == "laden":
        text = N_("Charged kWh times the direct factor of the Belgian grid in that year.")
    elif detail == "geschat":
        chosen = chosen.filter("is_estimated")
        text = N_("CO2 of litres estimated from money or kilometres, divided by the fuel CO2 of the year.")
    elif asked.vin is not None:
        chosen = chosen.filter(pl.col("vin") == asked.vin)
        if chosen.is_empty() and asked.vin not in inputs.vehicles["vin"]:
            raise unknown_key(key)
    elif detail:
        known = set(inputs.entities["code"]) | set(inputs.vehicles["entity_code"])
        if detail not in known:
            raise unknown_key(key)
        chosen = chosen.filter(pl.col("entity_code") == detail)
    if measure == "charging_co2e_kg":
        chosen = chosen.filter(pl.col("kind") == "charge")
    elif measure == "fuel_co2_kg":
        chosen = chosen.filter(pl.col("kind") == "fuel")
    return Trace(
        key,
        translate(text, {"basis": basis(result.fleet, options)}),
        _grouped(chosen, measure),
        _factors(result, measure, chosen, years),
        _rules(result, options),
    )


_OF_PATH_TEXT = {
    "pad": N_("The base year's CO2 less an equal slice of it for each year since. {basis}"),
    "pad_samengesteld": N_("The base year's CO2 times the same share for each year since. {basis}"),
    "kloof": N_("The CO2 of the year less what the path allows. {basis}"),
    "verandering": N_("The CO2 of the year divided by that of the base year, less one. {basis}"),
    "vereist": N_("The share of the year before that must go each year from now to end on the target. {basis}"),
    "doel": N_("The base year's CO2 less the reduction promised. {basis}"),
    "trend": N_("The least-squares line through all whole years since the base year, read in the target year. {basis}"),
}


def _trace_consumption(key: str, asked: FleetKey, result: FleetResult) -> Trace:
    chosen = _of_year(result, asked.year).filter(pl.col("product") == asked.detail)
    if chosen.is_empty():
        raise unknown_key(key)
    text = _("Every purchase of this product, cancellations and credits set off against the purchase they undo.")
    return Trace(key, text, _grouped(chosen, "quantity"))


def _trace_vehicles(key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult) -> Trace:
    if asked.detail:
        raise unknown_key(key)
    vehicles = vehicles_at_year_end(inputs, result, asked.year)
    text = _("Vehicles of the register in service on 31 December: acquired or plated, and not yet out of service.")
    if asked.what == "elektrisch":
        text = _("Battery electric and fuel cell vehicles as a share of the vehicles in service on 31 December.")
    counts = (
        vehicles.group_by("import_id")
        .agg(
            pl.len().alias("rows"),
            pl.col("powertrain").is_in(ZERO_EMISSION).sum().alias("zero_emission_count"),
        )
        .sort("import_id", nulls_last=True)
    )
    return Trace(key, text, counts.to_dicts())


def _trace_readiness(
    key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult, options: FleetOptions
) -> Trace:
    if asked.year != options.report_year:
        options = replace(options, report_year=asked.year)
    ready = compute_readiness(inputs, result, options)
    if asked.detail:
        ready = ready.filter(pl.col("entity_code") == asked.detail)
    if ready.is_empty():
        raise unknown_key(key)
    text = _("Product of the parts of completeness that apply; the lowest entity stands for the whole.")
    return Trace(key, text, ready.to_dicts(), rules=_rules(result, options))


def _trace_ecoscore(key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult) -> Trace:
    scores = car_scores(inputs, result, asked.year)
    if asked.detail not in ("", "km"):
        scores = scores.filter(pl.col("entity_code") == asked.detail)
        if scores.is_empty():
            raise unknown_key(key)
    rows = (
        scores.group_by("import_id", "origin")
        .agg(pl.len().alias("rows"), pl.col("ecoscore").mean(), pl.col("distance_km").sum())
        .sort("import_id", "origin", nulls_last=True)
    )
    text = _("Mean of the official Ecoscores and, where there is none, of estimates; each counted once.")
    if asked.detail == "km":
        text = _("Mean of the Ecoscores weighted with the kilometres of the year.")
    rules = {_("Constants of the estimate"): "data/fleet/ecoscore_reconstruction.csv"}
    return Trace(key, text, rows.to_dicts(), rules=rules)


def _trace_plan(key: str, asked: FleetKey, inputs: FleetInputs, options: FleetOptions) -> Trace:
    if asked.detail not in ("", "aantal", "aankoop", "kost", "marge") or asked.year != options.plan_until:
        raise unknown_key(key)
    found = plan_replacement(inputs, options)
    rows = [
        {
            "year": year.year,
            "co2_kg": year.co2_kg,
            "path_kg": year.path_kg,
            "cash_eur": year.cash_eur,
            "cost_eur": year.cost_eur,
            "rows": sum(year.replaced.values()),
        }
        for year in found.years
    ]
    rules = {
        _("Options and prices"): "data/fleet/replacement_options.csv",
        _("Purchase rules"): "data/fleet/purchase_rules.csv",
        _("Proven lower bound"): f"{found.plan.bound_eur:.0f}",
    }
    return Trace(key, plan_basis(options), rows, rules=rules)


def _trace_practice(key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult) -> Trace:
    if asked.detail not in ("", "elektrisch"):
        raise unknown_key(key)
    practice = compute_practice(inputs, result, asked.year)
    vins = practice["vin"].implode()
    counts = (
        result.consumption.filter(pl.col("year") == asked.year, pl.col("vin").is_in(vins))
        .group_by("import_id", "kind", "unit")
        .agg(pl.col("rows").sum(), pl.col("quantity").sum(), pl.col("vin").n_unique().alias("vehicle_count"))
        .sort("import_id", "kind", nulls_last=True)
    )
    text = _("Mean real CO2 per kilometre divided by mean type-approval CO2, less one; vehicles count equally.")
    if asked.detail:
        text = _("Charged kWh divided by the use per electric kilometre, over all kilometres; plug-in cars, mean.")
    return Trace(key, text, counts.to_dicts())


def _trace_quota(key: str, asked: FleetKey, inputs: FleetInputs) -> Trace:
    cvd_class, _dot, start = asked.detail.partition(".")
    chosen = [
        one
        for one in assess_quotas(inputs.vehicles, date(asked.year, 12, 31))
        if one.rule.cvd_class == cvd_class and str(one.rule.start.year) == start
    ]
    if not chosen:
        raise unknown_key(key)
    rule = chosen[0].rule
    bought = acquisitions(inputs.vehicles).filter(
        pl.col("category").is_in(list(rule.categories)),
        pl.col("acquired") >= rule.start,
        pl.col("acquired") < rule.end,
        pl.col("acquired") <= date(asked.year, 12, 31),
    )
    rows = (
        bought.with_columns(clean=is_clean(rule))
        .group_by("import_id", "clean")
        .agg(pl.len().alias("rows"))
        .sort("import_id", "clean", nulls_last=True)
    )
    text = _("Vehicles known to be clean divided by all vehicles acquired in the period, by day of acquisition.")
    rules = {
        _("Class"): rule.cvd_class,
        _("Quota"): f"{rule.quota_share:.3f}",
        _("Source"): rule.source,
        _("File"): "data/fleet/clean_vehicles_directive.csv",
    }
    return Trace(key, text, rows.to_dicts(), rules=rules)


def _trace_distance(key: str, asked: FleetKey, inputs: FleetInputs, result: FleetResult) -> Trace:
    if asked.detail:
        raise unknown_key(key)
    counts = (
        inputs.transactions.filter(pl.col("odometer_km").is_not_null(), pl.col("year") == asked.year)
        .group_by("import_id")
        .agg(pl.len().alias("rows"), pl.col("vin").n_unique().alias("vehicle_count"))
        .sort("import_id", nulls_last=True)
        .collect()
    )
    driven = result.distance.filter(pl.col("year") == asked.year)
    text = translate(
        N_(
            "Odometer readings of cards, garages and drivers; the turn of the year is drawn between the readings "
            "around it. Vehicles: {known}, over the whole year: {whole}."
        ),
        {"known": driven.height, "whole": driven.filter("is_whole_year").height},
    )
    return Trace(key, text, counts.to_dicts())
