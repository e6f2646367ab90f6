"""The section on completeness: which entity can report, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, show_number, translate
from kern.report import Chart, Column, Figure, Section, Table
from vloot.checks import check_fleet
from vloot.figures_readiness import draw_readiness
from vloot.readiness import PARTS, compute_readiness
from vloot.result import compute_fleet
from vloot.weekend import weekend_table

if TYPE_CHECKING:
    import polars as pl

    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

PART_NAMES = {
    "register_share": N_("register"),
    "fuel_share": N_("fuel"),
    "odometer_share": N_("odometer"),
    "contract_share": N_("contracts and prices"),
    "charging_share": N_("charging"),
    "clean_purchase_share": N_("clean purchases"),
}


def readiness_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Completeness of the fleet data per entity, as the readiness of its reporting, with the findings behind it."""
    result = compute_fleet(inputs, options)
    ready = compute_readiness(inputs, result, options)
    names = inputs.entity_names()
    year = options.report_year
    note = _(
        "Product of the parts that apply: register fields, fuel-card data, kilometres over the whole year, contract "
        "ends or prices, charging, and purchases with a quantity in the right unit."
    )
    whole = float(ready["readiness_share"].min() or 0.0) if ready.height else None  # type: ignore[arg-type]
    blocks: list[Figure | Table | Chart] = [
        Figure(
            f"vloot.gereedheid.{year}",
            _("Lowest readiness of an entity"),
            None if whole is None else whole * 100,
            "%",
            1,
            note,
        ),
        *(
            Figure(
                f"vloot.gereedheid.{year}.{row['entity_code']}",
                names.get(row["entity_code"], row["entity_code"]),
                row["readiness_share"] * 100,
                "%",
                1,
                note,
            )
            for row in ready.iter_rows(named=True)
        ),
    ]
    if ready.height:
        blocks.append(
            Chart(
                key="vloot.controle.gereedheid",
                message=_message(ready, names, year),
                alt=_("Table of squares: entities by part of the readiness, darker where less is complete."),
                draw=lambda: draw_readiness(ready, names),
            )
        )
    blocks += [_table(ready, names, note), weekend_table(inputs, year)]
    return Section(
        key="vloot.controle",
        title=_("How complete the fleet data is"),
        message=_message(ready, names, year),
        blocks=blocks,
        findings=check_fleet(inputs, options),
    )


def _message(ready: pl.DataFrame, names: dict[str, str], year: int) -> str:
    if ready.is_empty():
        return _("There are no vehicles in service in the register.")
    whole = ready.filter(ready["weakest"].is_null()).height
    worst = ready.sort("readiness_share", "entity_code").row(0, named=True)
    if worst["weakest"] is None:
        return translate(N_("The fleet data of {year} is complete for every entity."), {"year": year})
    return translate(
        N_(
            "{whole} of {count} entities have complete fleet data of {year}; {entity} is furthest behind "
            "({part}: {share} %)."
        ),
        {
            "whole": whole,
            "count": ready.height,
            "year": year,
            "entity": names.get(worst["entity_code"], worst["entity_code"]),
            "part": _(PART_NAMES[worst["weakest"]]),
            "share": show_number(worst[worst["weakest"]] * 100, 1),
        },
    )


def _table(ready: pl.DataFrame, names: dict[str, str], note: str) -> Table:
    return Table(
        key="vloot.controle.per_entiteit",
        title=_("Completeness by entity"),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("vehicle_count", _("Vehicles")),
            *(Column(part.replace("_share", "_pct"), _(PART_NAMES[part]).capitalize(), "%", 1) for part in PARTS),
            Column("readiness_pct", _("Readiness"), "%", 1),
            Column("weakest", _("Weakest part")),
        ],
        rows=[
            {
                "entity_code": row["entity_code"],
                "entity": names.get(row["entity_code"], row["entity_code"]),
                "vehicle_count": row["vehicle_count"],
                **{part.replace("_share", "_pct"): None if row[part] is None else row[part] * 100 for part in PARTS},
                "readiness_pct": row["readiness_share"] * 100,
                "weakest": _(PART_NAMES[row["weakest"]]) if row["weakest"] else None,
            }
            for row in ready.iter_rows(named=True)
        ],
        note=note,
    )
