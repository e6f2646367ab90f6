"""What the other rooms know of a building that moves: energy, meters, vehicles. Counts, never a plate or driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import UsageWrong
from kern.language import N_, _, show_number
from koers.rooms import room_of

if TYPE_CHECKING:
    from kern.report import Section
    from koers.workspace import Workspace

Facts = list[tuple[str, str]]


def counts(workspace: Workspace) -> pl.DataFrame:
    """Meters and vehicles of each asset: `asset_code`, `meters`, `vehicles`."""
    meters = (
        workspace.register("meter_allotment")
        .filter(pl.col("valid_until").is_null())
        .group_by("asset_code")
        .agg(meters=pl.col("meter").n_unique())
    )
    here = pl.col("home_base").is_not_null() & pl.col("out_of_service_on").is_null()
    vehicles = workspace.register("vehicle").filter(here)
    based = vehicles.group_by(asset_code="home_base").agg(vehicles=pl.len())
    return meters.join(based, on="asset_code", how="full", coalesce=True).with_columns(
        pl.col("meters", "vehicles").fill_null(0).cast(pl.Int64)
    )


def beside(workspace: Workspace, year: int | None) -> dict[str, dict[str, Facts]]:
    """Energy and vehicles per asset, as name and value in words, for the dossier."""
    from energie.workings import emissions_of

    room = room_of("energie")
    inputs, options = workspace.inputs(room), workspace.options(room, {"report_year": year})
    rows = (
        emissions_of(inputs, options)
        .frame.filter(pl.col("year") == options.report_year)
        .group_by("asset_code", "carrier")
        .agg(pl.col("consumption_kwh", "location_based_co2_kg").sum())
        .sort("asset_code", "carrier")
    )
    found: dict[str, dict[str, Facts]] = {}
    for row in rows.iter_rows(named=True):
        facts = found.setdefault(row["asset_code"], {}).setdefault("energy", [])
        name = _("Use of {carrier} in {year}").format(carrier=_carrier(row["carrier"]), year=options.report_year)
        co2 = show_number(row["location_based_co2_kg"] / 1000, 1)
        facts.append((name, f"{show_number(row['consumption_kwh'] / 1000, 1)} MWh, {co2} t CO2"))
    for row in counts(workspace).iter_rows(named=True):
        own = found.setdefault(row["asset_code"], {})
        if row["meters"]:
            own.setdefault("energy", []).append((_("Meters"), show_number(row["meters"], 0)))
        own["vehicles"] = [(_("Vehicles based here"), show_number(row["vehicles"], 0))]
    return found


def _carrier(code: str) -> str:
    from energie.carriers import carrier

    return carrier(code).name


def along(workspace: Workspace, year: int | None) -> Section:
    """What moves along with the planned buildings, and what it costs before and after."""
    from vastgoed.sections import transfer_along

    room = room_of("vastgoed")
    return transfer_along(workspace.inputs(room), _options(workspace, year), counts(workspace))


def questions(workspace: Workspace, year: int | None) -> Section:
    """The answers to the questions a minister's office asks."""
    from vastgoed.sections import transfer_questions

    verdicts: list[tuple[str, str]] = []
    for name in ("energie.traject", "vloot.traject"):
        section = workspace.section(name, report_year=year)
        verdicts.append((section.title, section.message))
    vehicles = workspace.register("vehicle")
    return transfer_questions(
        workspace.inputs(room_of("vastgoed")),
        _options(workspace, year),
        verdicts,
        (vehicles.height, vehicles["entity_code"].n_unique()),
    )


def effect(workspace: Workspace, year: int | None) -> Section:
    """What the plan does to the trajectories of givers and taker.

    Raises:
        UsageWrong: Nobody said which entity takes the buildings over.
    """
    from energie.transfer_effect import transfer_effect_section
    from vastgoed.transfer_groups import gathered
    from vastgoed.transfer_inputs import assess_transfers

    options = _options(workspace, year)
    if options.agency_entity is None:
        raise UsageWrong(
            N_('Say which entity takes the buildings over: in koers.toml, under [vastgoed], agentschap = "ENT01".')
        )
    buildings, transfer = assess_transfers(workspace.inputs(room_of("vastgoed")), options)
    planned = gathered(buildings, transfer).filter(pl.col("group") == "planned")
    moves = planned.select("asset_code", to_entity=pl.lit(options.agency_entity))
    room = room_of("energie")
    return transfer_effect_section(workspace.inputs(room), workspace.options(room, {"report_year": year}), moves)


def dossier(workspace: Workspace, code: str, year: int | None) -> Section:
    """The dossier of a building or entity, with what the other rooms know."""
    from vastgoed.dossier_section import dossier_section

    known = beside(workspace, year)
    return dossier_section(workspace.inputs(room_of("vastgoed")), _options(workspace, year), code, known)


def _options(workspace: Workspace, year: int | None) -> Any:
    return workspace.options(room_of("vastgoed"), {"report_year": year})
