"""The section on the Ecoscore of the cars: official first, estimates marked, averages by number and by kilometres."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Outcome, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Column, Figure, Section, Table
from kern.sources import read_table
from vloot.ecoscore import CLASS_AVERAGE, OFFICIAL, RECONSTRUCTED, average_ecoscores, compute_ecoscores, constants
from vloot.result import FleetResult, compute_fleet
from vloot.service import in_service_on
from vloot.telling import some
from vloot.words import certainty_name

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

ORIGINS = {
    OFFICIAL: N_("official"),
    RECONSTRUCTED: N_("estimated (reconstruction)"),
    CLASS_AVERAGE: N_("estimated (average of its kind)"),
}


def car_scores(inputs: FleetInputs, result: FleetResult, year: int) -> pl.DataFrame:
    """Cars in service on 31 December with score, origin and kilometres of the year."""
    cars = in_service_on(inputs.vehicles, result.periods, date(year, 12, 31)).filter(pl.col("category") == "M1")
    driven = result.distance.filter(pl.col("year") == year).select("vin", "distance_km")
    return (
        cars.select("vin", "entity_code", "import_id")
        .join(compute_ecoscores(cars), on="vin", how="left")
        .join(driven, on="vin", how="left")
        .sort("vin")
    )


def target_of(year: int) -> dict[str, Any] | None:
    """The latest Ecoscore target that is due in a year: a row of `data/fleet/ecoscore_targets.csv`."""
    rows = read_table("fleet/ecoscore_targets.csv").with_columns(pl.col("year").cast(pl.Int64))
    due = rows.filter(pl.col("year") <= year, pl.col("metric") != "minimum").sort("year")
    return due.row(-1, named=True) if due.height else None


def judge_average(row: dict[str, Any], target: dict[str, Any]) -> Outcome:
    """Whether an average meets a target; an estimate never decides, and a target in doubt is never met."""
    if row["ecoscore_by_number"] is None or row["estimated_count"] or row["unknown_count"]:
        return Outcome.NOT_ASSESSABLE
    if row["ecoscore_by_number"] < float(target["minimum"]):
        return Outcome.FAIL
    # Of a target with low certainty only the lowest reading is known: below it is below, above it says nothing.
    return Outcome.NOT_ASSESSABLE if target["certainty"] == "low" else Outcome.PASS


def ecoscore_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Ecoscore of the cars in service: averages for the whole and per entity, with the target that is due."""
    year = options.report_year
    scores = car_scores(inputs, compute_fleet(inputs, options), year)
    whole = average_ecoscores(scores, []).row(0, named=True)
    target = target_of(year)
    band = constants()["band"]
    note = translate(
        N_(
            "Cars (M1) in service on 31 December; vans are left out, as in the official average. Official scores where "
            "known; {count} of {total} are estimates, each within about {band} points."
        ),
        {"count": whole["estimated_count"], "total": whole["vehicle_count"], "band": band},
    )
    outcome = judge_average(whole, target).value if target else ""
    blocks: list[Block] = [
        Figure(
            f"vloot.ecoscore.{year}", _("Mean Ecoscore, by number"), whole["ecoscore_by_number"], "", 1, note, outcome
        ),
        Figure(
            f"vloot.ecoscore.{year}.km",
            _("Mean Ecoscore, by kilometres"),
            whole["ecoscore_by_distance"],
            "",
            1,
            _("Weighted with the kilometres of the year, where known. {note}").format(note=note),
        ),
        _table_by_entity(scores, inputs, options, note),
        _table_by_origin(scores),
    ]
    return Section(
        key="vloot.ecoscore",
        title=_("Ecoscore of the cars"),
        message=_message(whole, target, year),
        blocks=blocks,
        findings=_findings(scores, target),
    )


def _message(whole: dict[str, Any], target: dict[str, Any] | None, year: int) -> str:
    if whole["ecoscore_by_number"] is None:
        return _("There is no car of which the Ecoscore is known or can be estimated.")
    told = {
        "score": show_number(whole["ecoscore_by_number"], 1),
        "year": year,
        "share": show_number(whole["estimated_count"] / whole["vehicle_count"] * 100, 0),
    }
    if target is None:
        return translate(N_("Mean Ecoscore {score} at the end of {year}; {share} % of the scores are estimates."), told)
    told |= {"minimum": show_number(float(target["minimum"]), 0), "due": str(target["year"])}
    return translate(
        N_("Mean Ecoscore {score} at the end of {year}; at least {minimum} was due in {due}; {share} % are estimates."),
        told,
    )


def _table_by_entity(scores: pl.DataFrame, inputs: FleetInputs, options: FleetOptions, note: str) -> Table:
    names, target = inputs.entity_names(), target_of(options.report_year)
    rows = [
        {
            "entity_code": row["entity_code"],
            "entity": names.get(row["entity_code"], row["entity_code"]),
            "vehicle_count": row["vehicle_count"],
            "ecoscore_by_number": row["ecoscore_by_number"],
            "ecoscore_by_distance": row["ecoscore_by_distance"],
            "estimated_count": row["estimated_count"],
            "unknown_count": row["unknown_count"],
            "outcome": judge_average(row, target).value if target else None,
            "key": f"vloot.ecoscore.{options.report_year}.{row['entity_code']}",
        }
        for row in average_ecoscores(scores, ["entity_code"]).iter_rows(named=True)
    ]
    return Table(
        key="vloot.ecoscore.per_entiteit",
        title=_("Ecoscore by entity"),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("vehicle_count", _("Cars")),
            Column("ecoscore_by_number", _("By number"), "", 1),
            Column("ecoscore_by_distance", _("By kilometres"), "", 1),
            Column("estimated_count", _("Estimated")),
            Column("unknown_count", _("Not known")),
            Column("outcome", _("Verdict")),
            Column("key", _("Key")),
        ],
        rows=rows,
        note=_("An entity with an estimated score is not judged. {note}").format(note=note),
    )


def _table_by_origin(scores: pl.DataFrame) -> Table:
    counted = scores.group_by("origin").agg(pl.len().alias("vehicle_count"), pl.col("ecoscore").mean())
    return Table(
        key="vloot.ecoscore.per_herkomst",
        title=_("Where the scores come from"),
        columns=[
            Column("origin", _("Origin")),
            Column("vehicle_count", _("Cars")),
            Column("ecoscore", _("Mean"), "", 1),
        ],
        rows=[
            {
                "origin": _(ORIGINS[row["origin"]]) if row["origin"] else _("not known"),
                "vehicle_count": row["vehicle_count"],
                "ecoscore": row["ecoscore"],
            }
            for row in counted.sort("origin", nulls_last=True).iter_rows(named=True)
        ],
    )


def _findings(scores: pl.DataFrame, target: dict[str, Any] | None) -> list[Finding]:
    found = []
    without = scores.filter(pl.col("origin") != OFFICIAL)["vin"].to_list()
    if without:
        found.append(
            Finding(
                "fleet.ecoscore.estimated",
                Severity.INFO,
                N_("{count} cars have no official Ecoscore and are estimated: {vins}."),
                {"count": len(without), "vins": some(without)},
                remedy=N_("Look them up by chassis number on ecoscore.be and fill them in."),
            )
        )
    unknown = scores.filter(pl.col("origin").is_null())["vin"].to_list()
    if unknown:
        found.append(
            Finding(
                "fleet.ecoscore.unknown",
                Severity.WARNING,
                N_("{count} cars have neither an official Ecoscore nor the data to estimate one: {vins}."),
                {"count": len(unknown), "vins": some(unknown)},
                remedy=N_("Fill in fuel, Euro norm and CO2 in the register."),
            )
        )
    if target is not None and target["certainty"] != "high":
        found.append(
            Finding(
                "fleet.ecoscore.target_certainty",
                Severity.INFO,
                N_("The Ecoscore target of {year} comes from {source}, certainty {certainty}; {file} says why."),
                {
                    "year": target["year"],
                    "source": target["source"],
                    "certainty": certainty_name(target["certainty"]),
                    "file": "data/fleet/ecoscore_targets.csv",
                },
            )
        )
    return found
