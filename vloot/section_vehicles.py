"""The section vehicle by vehicle: what each drove, used and emitted in a year, with the factors behind every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.report import Column, Figure, Section, Table
from vloot.depots import depot_charging
from vloot.emissions import sum_emissions
from vloot.keys import co2_key
from vloot.result import compute_fleet
from vloot.words import factor_set_version, fuel_name, powertrain_name, use_type_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

KG_PER_TONNE = 1000


def vehicles_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Every vehicle with fuel, charging or kilometres in the year, the heaviest emitter first."""
    result = compute_fleet(inputs, options)
    year = options.report_year
    of_year = result.emissions.frame.filter(pl.col("year") == year)
    sums = sum_emissions(of_year.filter(pl.col("vin").is_not_null()), ["vin", "entity_code"])
    driven = result.distance.filter(pl.col("year") == year).select("vin", "distance_km", "is_whole_year")
    known = inputs.vehicles.select("vin", "category", "powertrain", "fuel", "use_type")
    # Kilometres belong to the vehicle: where it used fuel for two entities they stand in neither row.
    split = pl.col("vin").is_duplicated()
    rows = (
        sums.with_columns(_split=split)
        .join(driven, on="vin", how="left")
        .join(known, on="vin", how="left")
        .with_columns(distance_km=pl.when(~pl.col("_split")).then("distance_km"))
        .sort("fuel_co2_kg", "vin", "entity_code", descending=[True, False, False])
    )
    total = float(rows["fuel_co2_kg"].sum())
    message = translate(
        N_("{count} vehicles used fuel or power in {year}; the ten that emit most gave {share} % of the fuel CO2."),
        {
            "count": rows["vin"].n_unique(),
            "year": year,
            "share": show_number(float(rows["fuel_co2_kg"].head(10).sum()) / total * 100 if total else 0.0, 1),
        },
    )
    return Section(
        key="vloot.voertuigen",
        title=_("Vehicle by vehicle"),
        message=message,
        blocks=[*depot_figures(inputs, year), _table(rows, options), depot_table(inputs, year)],
        findings=result.emissions.findings,
    )


def _table(rows: pl.DataFrame, options: FleetOptions) -> Table:
    year = options.report_year
    return Table(
        key="vloot.voertuigen.uitstoot",
        title=_("CO2 of each vehicle in {year}").format(year=year),
        columns=[
            Column("vin", _("Chassis number")),
            Column("entity_code", _("Entity code")),
            Column("category", _("Category")),
            Column("powertrain", _("Powertrain")),
            Column("fuel", _("Fuel")),
            Column("use_type", _("Use")),
            Column("distance_km", _("Driven"), "km", 0),
            Column("fuel_co2_kg", _("Fuel CO2"), "kg CO2", 0),
            Column("g_per_km", _("Per km"), "g CO2", 0),
            Column("well_to_wheel_kg", _("Well-to-wheel, beside it"), "kg CO2e", 0),
            Column("charging_kwh", _("Charged"), "kWh", 0),
            Column("estimated_pct", _("Estimated part"), "%", 1),
            Column("factor_set", _("Factor set")),
            Column("factor_version", _("Version")),
            Column("key", _("Key")),
        ],
        rows=[
            {
                "vin": row["vin"],
                "entity_code": row["entity_code"],
                "category": row["category"],
                "powertrain": powertrain_name(row["powertrain"]),
                "fuel": fuel_name(row["fuel"]) if row["fuel"] else None,
                "use_type": use_type_name(row["use_type"]) if row["use_type"] else None,
                "distance_km": row["distance_km"],
                "fuel_co2_kg": row["fuel_co2_kg"],
                "g_per_km": row["fuel_co2_kg"] * 1000 / row["distance_km"]
                if row["distance_km"] and row["is_whole_year"]
                else None,
                "well_to_wheel_kg": row["well_to_wheel_co2e_kg"],
                "charging_kwh": row["charging_kwh"],
                "estimated_pct": None if row["estimated_share"] is None else row["estimated_share"] * 100,
                "factor_set": options.factor_set,
                "factor_version": factor_set_version(options.factor_set, year),
                "key": co2_key(year, f"voertuig.{row['vin']}"),
            }
            for row in rows.iter_rows(named=True)
        ],
        note=_(
            "Tank-to-wheel, from litres and kilograms; charging is not in it. A vehicle of two entities in the year "
            "stands in two rows."
        ),
    )


def depot_figures(inputs: FleetInputs, year: int) -> list[Figure]:
    """Charged behind building meters; nothing where no charger is known."""
    if inputs.charge_points.is_empty():
        return []
    charged = depot_charging(inputs).filter(pl.col("year") == year, pl.col("meter").is_not_null())
    return [
        Figure(
            f"vloot.laden.{year}.achter_meter", _("Of which charged behind building meters"),
            float(charged["charged_kwh"].sum()), "kWh", 0,
            _("Counted here, in the fleet, and taken off the consumption of the buildings, so that it counts once."),
        )
    ]  # fmt: skip


def depot_table(inputs: FleetInputs, year: int) -> Table:
    """Charging per home base, with and without a building meter."""
    charged = depot_charging(inputs).filter(pl.col("year") == year)
    by_base = (
        charged.with_columns(_behind=pl.col("meter").is_not_null())
        .group_by("asset_code", "_behind")
        .agg(pl.col("charged_kwh").sum(), pl.col("sessions_count").sum())
        .sort("charged_kwh", "asset_code", descending=[True, False])
    )
    return Table(
        key="vloot.voertuigen.laadplaatsen",
        title=_("Charging at the home bases in {year}").format(year=year),
        columns=[
            Column("asset_code", _("Asset")),
            Column("charged_kwh", _("Charged"), "kWh", 0),
            Column("sessions_count", _("Sessions")),
            Column("counted", _("In the building's own meter")),
        ],
        rows=[
            {
                "asset_code": row["asset_code"],
                "charged_kwh": row["charged_kwh"],
                "sessions_count": row["sessions_count"],
                "counted": _("yes: moved from the building to the fleet") if row["_behind"] else _("no"),
            }
            for row in by_base.iter_rows(named=True)
        ],
        note=_("Sessions at the chargers of the list; home charging and public points are not in it."),
    )
