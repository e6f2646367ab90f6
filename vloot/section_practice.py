"""The section on practice: real consumption against type approval, per class and for the vehicles furthest off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vloot.figures_practice import draw_gap
from vloot.practice import compute_practice, electric_kwh_per_km, gap_by_class
from vloot.result import compute_fleet
from vloot.words import fuel_name, powertrain_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

SHOWN = 10


def practice_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Real consumption of petrol and diesel vehicles against WLTP, and the electric share of plug-ins."""
    year = options.report_year
    practice = compute_practice(inputs, compute_fleet(inputs, options), year)
    classes = gap_by_class(practice)
    note = translate(
        N_(
            "Mean of {count} cars and vans with measured litres, kilometres over the whole year and a WLTP value. CO2 "
            "as ecoscore.be turns litres into it. Type-approval values are never used for the trajectory."
        ),
        {"count": practice.height},
    )
    whole = gap_of(practice)
    plug_ins = practice.filter(pl.col("powertrain") == "phev")
    electric = _mean(plug_ins, "electric_share")
    blocks: list[Block] = [
        Figure(
            f"vloot.praktijk.{year}", _("CO2 above type approval"), None if whole is None else whole * 100, "%", 1, note
        ),
        Figure(
            f"vloot.praktijk.{year}.elektrisch",
            _("Kilometres of plug-ins on electricity, estimated"),
            None if electric is None else electric * 100,
            "%",
            0,
            translate(
                N_("Charged kWh at {use} kWh per km over the kilometres of {count} plug-in cars; an estimate."),
                {"use": electric_kwh_per_km(), "count": plug_ins.height},
            ),
        ),
    ]
    if classes.height:
        blocks.append(
            Chart(
                key="vloot.praktijk.klassen",
                message=_message(practice, year),
                alt=_("Bars of real and approved consumption per class."),
                draw=lambda: draw_gap(classes),
            )
        )
    blocks += [_table_by_class(classes, note), _table_of_vehicles(practice)]
    return Section(
        key="vloot.praktijk",
        title=_("Consumption in practice"),
        message=_message(practice, year),
        blocks=blocks,
        findings=_findings(plug_ins),
    )


def _mean(frame: pl.DataFrame, name: str) -> float | None:
    values = frame[name].drop_nulls().to_list()
    return sum(values) / len(values) if values else None


def gap_of(practice: pl.DataFrame) -> float | None:
    """The gap over all vehicles, from the means; None without vehicles."""
    real, approved = _mean(practice, "real_g_per_km"), _mean(practice, "co2_wltp_g_per_km")
    return None if real is None or not approved else real / approved - 1


def _message(practice: pl.DataFrame, year: int) -> str:
    whole = gap_of(practice)
    if whole is None:
        return _("There is no vehicle with litres, kilometres and a WLTP value to compare.")
    return translate(
        N_("In {year} the vehicles gave {gap} % more CO2 per kilometre than their type approval says."),
        {"year": year, "gap": show_number(whole * 100, 1)},
    )


def _table_by_class(classes: pl.DataFrame, note: str) -> Table:
    return Table(
        key="vloot.praktijk.per_klasse",
        title=_("By class"),
        columns=[
            Column("category", _("Category")),
            Column("powertrain", _("Powertrain")),
            Column("fuel", _("Fuel")),
            Column("vehicle_count", _("Vehicles")),
            Column("real_l_per_100km", _("Real"), "l/100 km", 2),
            Column("wltp_l_per_100km", _("WLTP"), "l/100 km", 2),
            Column("gap_pct", _("Above type approval"), "%", 1),
            Column("published_pct", _("Published for Europe"), "%", 1),
            Column("electric_pct", _("Electric, estimated"), "%", 0),
        ],
        rows=[
            {
                "category": row["category"],
                "powertrain": powertrain_name(row["powertrain"]),
                "fuel": fuel_name(row["fuel"]),
                "vehicle_count": row["vehicle_count"],
                "real_l_per_100km": row["real_l_per_100km"],
                "wltp_l_per_100km": row["wltp_l_per_100km"],
                "gap_pct": row["gap_share"] * 100,
                "published_pct": None if row["published_share"] is None else row["published_share"] * 100,
                "electric_pct": None if row["electric_share"] is None else row["electric_share"] * 100,
            }
            for row in classes.iter_rows(named=True)
        ],
        note=_("{note} Published gaps: data/fleet/real_world_gap.csv.").format(note=note),
    )


def _table_of_vehicles(practice: pl.DataFrame) -> Table:
    return Table(
        key="vloot.praktijk.voertuigen",
        title=_("Vehicles furthest above their type approval"),
        columns=[
            Column("vin", _("Chassis number")),
            Column("entity_code", _("Entity code")),
            Column("powertrain", _("Powertrain")),
            Column("distance_km", _("Driven"), "km", 0),
            Column("real_l_per_100km", _("Real"), "l/100 km", 2),
            Column("wltp_l_per_100km", _("WLTP"), "l/100 km", 2),
            Column("gap_pct", _("Above type approval"), "%", 0),
        ],
        rows=[
            {
                **{name: row[name] for name in ("vin", "entity_code", "distance_km")},
                "powertrain": powertrain_name(row["powertrain"]),
                "real_l_per_100km": row["real_l_per_100km"],
                "wltp_l_per_100km": row["wltp_l_per_100km"],
                "gap_pct": row["gap_share"] * 100,
            }
            for row in practice.head(SHOWN).iter_rows(named=True)
        ],
    )


def _findings(plug_ins: pl.DataFrame) -> list[Finding]:
    never = plug_ins.filter(pl.col("electric_share") == 0)["vin"].sort().to_list()
    if not never:
        return []
    return [
        Finding(
            "fleet.plug_in.never_charged",
            Severity.WARNING,
            N_("{count} plug-in cars have fuel and no charging in the data: {vins}."),
            {"count": len(never), "vins": ", ".join(never[:5])},
            remedy=N_("Load their charging sessions, or speak with the users: without charging they save nothing."),
        )
    ]
