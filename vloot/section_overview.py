"""The section on the vehicles: how many of what kind, what they drove, used and emitted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vloot.emissions import sum_emissions
from vloot.figures import draw_powertrains
from vloot.keys import co2_key
from vloot.result import FleetResult, compute_fleet
from vloot.section_trajectory import tonnes
from vloot.service import in_service_on
from vloot.words import factor_set_name, powertrain_name, product_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

ZERO_EMISSION = ("bev", "fcev")
AGE_CLASSES = ((0, 3), (4, 7), (8, 11), (12, None))
_DAYS_PER_YEAR = 365.25


def vehicles_at_year_end(inputs: FleetInputs, result: FleetResult, year: int) -> pl.DataFrame:
    """Vehicles in service on 31 December, with `age_years` (null when the first registration is not known)."""
    day = date(year, 12, 31)
    age = (pl.lit(day) - pl.col("first_registered_on")).dt.total_days() / _DAYS_PER_YEAR
    return in_service_on(inputs.vehicles, result.periods, day).with_columns(age_years=age)


def overview_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """The fleet on 31 December of the report year, and what it used and emitted in that year."""
    result = compute_fleet(inputs, options)
    year = options.report_year
    vehicles = vehicles_at_year_end(inputs, result, year)
    of_year = result.emissions.frame.filter(pl.col("year") == year)
    blocks: list[Block] = [
        *_figures(vehicles, of_year, result, options),
        Chart(
            key="vloot.toon.aandrijvingen",
            message=_chart_message(inputs, result, year),
            alt=_("Stacked bars of the vehicles in service on 31 December of each year by powertrain."),
            draw=lambda: draw_powertrains(powertrains_by_year(inputs, result, year)),
        ),
        _table_by_powertrain(vehicles, of_year, year),
        _table_by_entity(vehicles, of_year, inputs, year),
        _table_by_age(vehicles),
        _table_by_product(of_year, options),
    ]
    return Section(
        key="vloot.toon",
        title=_("The fleet"),
        message=_message(vehicles, of_year, year),
        blocks=blocks,
        findings=[*_findings(of_year, year), *result.emissions.findings],
    )


def _zero_emission_share(vehicles: pl.DataFrame) -> float | None:
    if vehicles.is_empty():
        return None
    return vehicles.filter(pl.col("powertrain").is_in(ZERO_EMISSION)).height / vehicles.height


def _message(vehicles: pl.DataFrame, of_year: pl.DataFrame, year: int) -> str:
    share = _zero_emission_share(vehicles)
    if share is None:
        return _("There are no vehicles in service in the register.")
    if of_year.is_empty():
        return translate(
            N_("{count} vehicles in service at the end of {year}; there is no fuel or charging data of that year."),
            {"count": vehicles.height, "year": year},
        )
    return translate(
        N_(
            "{count} vehicles in service at the end of {year}, {share} % of them without tailpipe; "
            "the fuel gave {co2} t CO2."
        ),
        {
            "count": vehicles.height,
            "year": year,
            "share": show_number(share * 100, 1),
            "co2": show_number(tonnes(_sum(of_year, "fuel_co2_kg")), 1),
        },
    )


def _sum(frame: pl.DataFrame, name: str) -> float | None:
    """A total; unknown when a part is unknown or there is nothing."""
    if frame.is_empty() or frame[name].null_count():
        return None
    return float(frame[name].sum())


def _figures(vehicles: pl.DataFrame, of_year: pl.DataFrame, result: FleetResult, options: FleetOptions) -> list[Figure]:
    year = options.report_year
    share = _zero_emission_share(vehicles)
    charging = of_year.filter(pl.col("kind") == "charge")
    fuel = of_year.filter(pl.col("kind") == "fuel")
    total, guessed = _sum(fuel, "fuel_co2_kg"), _sum(fuel.filter("is_estimated"), "fuel_co2_kg")
    estimated = (guessed or 0.0) / total * 100 if total else None
    driven = result.distance.filter(pl.col("year") == year)
    whole = driven.filter("is_whole_year").height
    return [
        Figure(
            f"vloot.voertuigen.{year}", _("Vehicles in service"), float(vehicles.height), "", 0,
            _("In service on 31 December."),
        ),
        Figure(
            f"vloot.elektrisch.{year}", _("Without tailpipe"), None if share is None else share * 100, "%", 1,
            _("Battery electric and fuel cell, as a share of the vehicles in service on 31 December."),
        ),
        Figure(
            co2_key(year), _("CO2 of the fleet's fuel"), tonnes(total), "t CO2", 1,
            _("Tank-to-wheel, from litres and kilograms; charging is not in it. Factors: {factors}.").format(
                factors=factor_set_name(options.factor_set)
            ),
        ),
        Figure(
            co2_key(year, "geschat"), _("Estimated part of it"), estimated, "%", 1,
            _("Litres estimated from the amount paid or from kilometres, as a share of the fuel CO2."),
        ),
        Figure(
            co2_key(year, "bron_tot_wiel"), _("Well-to-wheel, beside it"),
            tonnes(_sum(of_year, "well_to_wheel_co2e_kg")), "t CO2e", 1,
            _("Fuel and charging including their production. Factors: {fuel}; {grid}.").format(
                fuel=factor_set_name(options.well_to_wheel_set),
                grid=factor_set_name(options.electricity_lifecycle_set),
            ),
        ),
        Figure(
            f"vloot.laden.{year}", _("Charged"), _sum(charging, "quantity"), "kWh", 0,
            _("Charging sessions and charging on fuel cards, credits set off."),
        ),
        Figure(
            co2_key(year, "laden"), _("CO2 of charging, beside it"), tonnes(_sum(charging, "charging_co2e_kg")),
            "t CO2e", 1,
            _("Direct emissions of the Belgian grid, location based. Factors: {factors}.").format(
                factors=factor_set_name(options.electricity_set)
            ),
        ),
        Figure(
            f"vloot.afstand.{year}", _("Driven"), _sum(driven, "distance_km"), "km", 0,
            translate(
                N_("From odometer readings of {known} vehicles, {whole} of them over the whole year."),
                {"known": driven.height, "whole": whole},
            ),
        ),
    ]  # fmt: skip


def powertrains_by_year(inputs: FleetInputs, result: FleetResult, until: int) -> pl.DataFrame:
    """Vehicles in service on 31 December of each year with fuel data: `year`, `powertrain`, `vehicle_count`."""
    # A year known by its total only says nothing of single vehicles.
    single = {year for year, of_year in result.coverage[None].items() if of_year.expected and year <= until}
    years = sorted(single | {until})
    parts = [
        in_service_on(inputs.vehicles, result.periods, date(year, 12, 31))
        .group_by(pl.col("powertrain").fill_null(""))
        .agg(pl.len().alias("vehicle_count"))
        .with_columns(year=pl.lit(year))
        for year in years
    ]
    return pl.concat(parts).select("year", "powertrain", "vehicle_count").sort("year", "powertrain")


def _chart_message(inputs: FleetInputs, result: FleetResult, until: int) -> str:
    counted = powertrains_by_year(inputs, result, until)
    electric = (
        counted.filter(pl.col("powertrain").is_in(ZERO_EMISSION)).group_by("year").agg(pl.col("vehicle_count").sum())
    )
    numbers = dict(electric.rows())
    first = int(counted["year"].to_list()[0]) if counted.height else until
    return translate(
        N_("Vehicles without tailpipe went from {before} in {first} to {after} in {last}."),
        {"before": numbers.get(first, 0), "first": first, "after": numbers.get(until, 0), "last": until},
    )


def _table_by_powertrain(vehicles: pl.DataFrame, of_year: pl.DataFrame, year: int) -> Table:
    kinds = vehicles.select("vin", pl.col("powertrain").fill_null(""))
    counts = kinds.group_by("powertrain").agg(pl.len().alias("vehicle_count"))
    known = pl.concat([kinds, _gone(of_year, kinds)])
    used = of_year.join(known, on="vin", how="left").with_columns(pl.col("powertrain").fill_null(""))
    sums = sum_emissions(used, ["powertrain"])
    rows = (
        counts.join(sums, on="powertrain", how="full", coalesce=True)
        .with_columns(pl.col("vehicle_count").fill_null(0))
        .sort("vehicle_count", "powertrain", descending=[True, False])
    )
    return Table(
        key="vloot.toon.per_aandrijving",
        title=_("By powertrain"),
        columns=[
            Column("name", _("Powertrain")),
            Column("vehicle_count", _("Vehicles")),
            Column("share_pct", _("Share"), "%", 1),
            Column("co2_t", _("Fuel CO2"), "t CO2", 1),
            Column("charging_kwh", _("Charged"), "kWh", 0),
        ],
        rows=[
            {
                "powertrain": row["powertrain"],
                "name": _("no longer in service") if row["powertrain"] == GONE else powertrain_name(row["powertrain"]),
                "vehicle_count": row["vehicle_count"],
                "share_pct": row["vehicle_count"] / vehicles.height * 100 if vehicles.height else None,
                "co2_t": tonnes(row["fuel_co2_kg"]),
                "charging_kwh": row["charging_kwh"],
            }
            for row in rows.iter_rows(named=True)
        ],
        note=translate(N_("Vehicles on 31 December {year}; CO2 and charging of the whole year."), {"year": year}),
    )


GONE = "gone"


def _gone(of_year: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """Vehicles that used something in the year and are no longer in service at its end."""
    return of_year.select("vin").unique().join(kinds, on="vin", how="anti").with_columns(powertrain=pl.lit(GONE))


def _table_by_entity(vehicles: pl.DataFrame, of_year: pl.DataFrame, inputs: FleetInputs, year: int) -> Table:
    names = inputs.entity_names()
    zero = pl.col("powertrain").is_in(ZERO_EMISSION)
    counts = vehicles.group_by("entity_code").agg(
        pl.len().alias("vehicle_count"), zero.sum().alias("zero_emission_count"), pl.col("age_years").mean()
    )
    rows = counts.join(
        sum_emissions(of_year, ["entity_code"]), on="entity_code", how="full", coalesce=True, nulls_equal=True
    )
    rows = rows.sort("entity_code", nulls_last=True)
    return Table(
        key="vloot.toon.per_entiteit",
        title=_("By entity"),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("vehicle_count", _("Vehicles")),
            Column("zero_emission_count", _("Without tailpipe")),
            Column("age_years", _("Mean age"), _("years"), 1),
            Column("co2_t", _("Fuel CO2"), "t CO2", 1),
            Column("estimated_pct", _("Estimated part"), "%", 1),
            Column("charging_kwh", _("Charged"), "kWh", 0),
            Column("key", _("Key")),
        ],
        rows=[
            {
                "entity_code": row["entity_code"],
                "entity": names.get(row["entity_code"] or "", row["entity_code"] or _("vehicle not in the register")),
                "vehicle_count": row["vehicle_count"] or 0,
                "zero_emission_count": row["zero_emission_count"] or 0,
                "age_years": row["age_years"],
                "co2_t": tonnes(row["fuel_co2_kg"]),
                "estimated_pct": None if row["estimated_share"] is None else row["estimated_share"] * 100,
                "charging_kwh": row["charging_kwh"],
                "key": co2_key(year, row["entity_code"] or ""),
            }
            for row in rows.iter_rows(named=True)
        ],
        note=_("A vehicle counts for the entity that used it on the day of the refuelling."),
    )


def _table_by_age(vehicles: pl.DataFrame) -> Table:
    rows: list[dict[str, Any]] = []
    # Full years since the first registration: 3.9 years still is class 0 to 3.
    full = pl.col("age_years").floor()
    for low, high in AGE_CLASSES:
        inside = (full >= low) & (full <= high) if high is not None else full >= low
        chosen = vehicles.filter(inside)
        rows.append(
            {
                "age_class": f"{low}–{high}" if high is not None else f"{low}+",
                "vehicle_count": chosen.height,
                "share_pct": chosen.height / vehicles.height * 100 if vehicles.height else None,
            }
        )
    unknown = vehicles.filter(pl.col("age_years").is_null()).height
    if unknown:
        rows.append(
            {"age_class": _("not known"), "vehicle_count": unknown, "share_pct": unknown / vehicles.height * 100}
        )
    return Table(
        key="vloot.toon.per_leeftijd",
        title=_("By age"),
        columns=[
            Column("age_class", _("Full years since first registration")),
            Column("vehicle_count", _("Vehicles")),
            Column("share_pct", _("Share"), "%", 1),
        ],
        rows=rows,
    )


def _table_by_product(of_year: pl.DataFrame, options: FleetOptions) -> Table:
    year = options.report_year
    sums = (
        of_year.group_by("product", "unit", "kind")
        .agg(
            pl.col("quantity").sum(),
            pl.col("quantity").filter("is_estimated").sum().alias("_estimated"),
            pl.col("fuel_co2_kg").sum(),
            pl.when(pl.col("amount_net_eur").count() > 0).then(pl.col("amount_net_eur").sum()).alias("amount_net_eur"),
        )
        .sort("kind", "product", descending=[True, False])
    )
    return Table(
        key="vloot.toon.per_product",
        title=_("Fuel and charging"),
        columns=[
            Column("name", _("Product")),
            Column("quantity", _("Quantity"), "", 0),
            Column("unit", _("Unit")),
            Column("estimated_pct", _("Estimated part"), "%", 1),
            Column("co2_t", _("Fuel CO2"), "t CO2", 1),
            Column("amount_net_eur", _("Paid, without VAT"), "euro", 0),
            Column("key", _("Key")),
        ],
        rows=[
            {
                "product": row["product"],
                "name": product_name(row["product"]),
                "quantity": row["quantity"],
                "unit": {"kwh": "kWh"}.get(row["unit"], row["unit"]),
                "estimated_pct": row["_estimated"] / row["quantity"] * 100 if row["quantity"] else None,
                "co2_t": tonnes(row["fuel_co2_kg"]) if row["kind"] == "fuel" else None,
                "amount_net_eur": row["amount_net_eur"],
                "key": f"vloot.verbruik.{year}.{row['product']}",
            }
            for row in sums.iter_rows(named=True)
        ],
        note=_("Cancellations and credits set off against the purchase they undo. Factors: {factors}.").format(
            factors=factor_set_name(options.factor_set)
        ),
    )


def _findings(of_year: pl.DataFrame, year: int) -> list[Finding]:
    unknown = of_year.filter(pl.col("quantity").is_null())
    if unknown.is_empty():
        return []
    return [
        Finding(
            "fleet.quantity.unknown",
            Severity.WARNING,
            N_("{count} rows of {year} have no quantity and no price to estimate it with; they are not counted."),
            {"count": int(unknown["rows"].sum()), "year": year},
        )
    ]
