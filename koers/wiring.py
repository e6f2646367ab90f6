"""Which tables, series and readers there are, and the rooms' inputs joined on `ManagedAsset.code`.

The only place where the rooms meet. A join that loses something says so in a finding.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from energie.inputs import EnergyInputs
    from kern.intake.contract import Reader
    from kern.register import RegisterTable, SeriesTable
    from kern.store.store import Store
    from koers.settings import Settings
    from vastgoed.inputs import EstateInputs
    from vloot.inputs import FleetInputs


def registers() -> tuple[RegisterTable, ...]:
    """The registers of all rooms; each tables module is named here, so that foreign keys find their table."""
    import energie.tables
    import kern.register
    import vastgoed.tables
    import vloot.tables

    return (
        *kern.register.REGISTERS,
        *vastgoed.tables.REGISTERS,
        *energie.tables.REGISTERS,
        *vloot.tables.REGISTERS,
    )


def series() -> tuple[SeriesTable, ...]:
    """The series of all rooms."""
    import energie.series
    import vloot.series

    return (*energie.series.SERIES, *vloot.series.SERIES)


def geometry_folder(folder: Path) -> Path:
    """Where a workspace keeps the geometry of its building models.

    >>> geometry_folder(Path("werk")).name
    'bim'
    """
    return folder / "bim"


def with_files(inputs: Any, folder: Path | None) -> Any:
    """The inputs of a room with the folders in which it keeps files, for those that keep any; own words are read."""
    if folder is None or not hasattr(inputs, "geometry_folder"):
        return inputs
    from vastgoed.accessibility.model.words import OWN_FILE, use_own_words

    use_own_words(folder / OWN_FILE)
    return replace(inputs, geometry_folder=geometry_folder(folder))


def readers(
    secret: bytes | None, own_criteria: pl.DataFrame | None = None, geometry: Path | None = None
) -> tuple[Reader, ...]:
    """The readers of all rooms, registers first so that what refers to them finds them.

    Args:
        secret: Key for the pseudonyms of drivers and cards; None drops drivers and cards.
        own_criteria: Register `label_criterion`: audits may measure these too.
        geometry: Folder in which the geometry of building models is kept; None does not make it.
    """
    from energie.readers import READERS as ENERGY
    from vastgoed.readers import estate_readers
    from vloot.readers import readers_with_key

    estate = estate_readers(pl.DataFrame() if own_criteria is None else own_criteria, geometry)
    return (*estate, *ENERGY, *readers_with_key(secret))


def open_store(settings: Settings) -> Store:
    """Open the database and the series of a workspace.

    Raises:
        StoreWrong: It cannot be opened or is of another version.
    """
    from kern.store.store import Store

    return Store.open(settings.database, settings.series_root, registers(), series())


def estate_inputs(store: Store) -> EstateInputs:
    """What the real-estate room computes on."""
    from vastgoed.inputs import EstateInputs

    return EstateInputs(**{name: store.register(name) for name in EstateInputs.TABLES})


def energy_inputs(store: Store) -> EnergyInputs:
    """What the energy room computes on, with what the other rooms know of each asset: its area, its chargers."""
    from energie.activity import activity_of
    from energie.inputs import EnergyInputs
    from vloot.depots import depot_charging

    return EnergyInputs(
        readings=store.series("readings"),
        temperatures=store.series("temperatures"),
        meters=store.register("meter"),
        allotments=store.register("meter_allotment"),
        invoices=store.register("invoice"),
        register_readings=store.register("register_reading"),
        tank_records=store.register("tank_record"),
        assets=assets(store),
        roles=store.register("asset_role"),
        measures=store.register("measure"),
        changes=store.register("portfolio_change"),
        own_factors=store.register("own_factor"),
        pathways=store.register("pathway"),
        activity=activity_of(store.register("asset_activity")),
        fleet_co2=lambda: fleet_co2(store),
        vehicle_charging=depot_charging(fleet_inputs(store)),
    )


def fleet_co2(store: Store) -> dict[int, float]:
    """Fuel CO2 of the service vehicles per year that may be judged [kg]: some targets add it to the buildings'."""
    from vloot.options import FleetOptions
    from vloot.result import compute_fleet

    if not store.register("vehicle").height:
        return {}
    fleet = compute_fleet(fleet_inputs(store), FleetOptions(report_year=newest_full_year(store))).fleet
    known = {year: value for year, value in fleet.known.items() if fleet.actuals.get(year, value) is not None}
    return {year: value for year, value in known.items() if value > 0}


def fleet_inputs(store: Store) -> FleetInputs:
    """What the fleet room computes on."""
    from vloot.inputs import FleetInputs

    return FleetInputs(
        vehicles=store.register("vehicle"),
        plates=store.register("vehicle_plate"),
        vehicle_entities=store.register("vehicle_entity"),
        cards=store.register("fleet_card"),
        charge_points=store.register("charge_point"),
        mobility=store.register("mobility"),
        year_totals=store.register("fleet_year_total"),
        transactions=store.series("fleet_transactions"),
        entities=store.register("entity"),
    )


def assets(store: Store) -> pl.DataFrame:
    """Assets with what the rooms may know of them: columns as `energie.inputs.ASSET_COLUMNS`."""
    from energie.inputs import ASSET_COLUMNS

    entities = store.register("entity").select(entity_code="code", entity_name="name")
    buildings = store.register("building").rename({"building_function": "function", "housed_fte": "fte"})
    known = [name for name in ASSET_COLUMNS if name in buildings.columns and name != "asset_code"]
    joined = (
        store.register("managed_asset")
        .rename({"code": "asset_code"})
        .join(entities, on="entity_code", how="left", maintain_order="left")
        .join(buildings.select("asset_code", *known), on="asset_code", how="left", maintain_order="left", suffix="_b")
    )
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in ASSET_COLUMNS.items() if name not in joined.columns]
    return joined.with_columns(absent).select(list(ASSET_COLUMNS))


def check_joins(store: Store) -> list[Finding]:
    """What does not meet between the rooms: buildings without energy, meters and vehicles without a place."""
    known = store.register("managed_asset")
    buildings = known.filter(pl.col("kind") == "building")["code"]
    metered = pl.concat(
        store.register(name)["asset_code"].drop_nulls().cast(pl.String)
        for name in ("meter_allotment", "invoice", "register_reading", "tank_record")
    )
    homes = store.register("vehicle")["home_base"].drop_nulls()
    findings = []
    without = _absent(buildings, metered)
    if without:
        findings.append(
            Finding(
                "desk.building.no_meter",
                Severity.WARNING,
                N_("{count} buildings have no meter and no invoice, so their energy is not known: {codes}."),
                {"count": len(without), "codes": _some(without), "assets": without},
                remedy=N_("Load their meters or invoices, or end them in the portfolio."),
            )
        )
    strange = _absent(metered.unique(), known["code"])
    if strange:
        findings.append(
            Finding(
                "desk.meter.unknown_asset",
                Severity.WARNING,
                N_("Energy of {count} objects that are not in the portfolio is left out: {codes}."),
                {"count": len(strange), "codes": _some(strange), "assets": strange},
                remedy=N_("Load the portfolio that holds them."),
            )
        )
    lost = _absent(homes.unique(), known["code"])
    if lost:
        findings.append(
            Finding(
                "desk.vehicle.unknown_home",
                Severity.INFO,
                N_("{count} home bases of vehicles are not in the portfolio: {codes}."),
                {"count": len(lost), "codes": _some(lost), "assets": lost},
            )
        )
    return findings


def newest_full_year(store: Store) -> int:
    """The newest calendar year that is over and holds any reading or fuel; last year when there is none."""
    this_year = date.today().year
    over = pl.col("year").filter(pl.col("year") < this_year).max()
    found = [store.series(table.name).select(over).collect().item() for table in series()]
    return max((int(year) for year in found if year is not None), default=this_year - 1)


def _absent(codes: pl.Series, among: pl.Series) -> list[str]:
    return codes.filter(~codes.is_in(among.unique().implode())).sort().to_list()


def _some(codes: Sequence[str], most: int = 8) -> str:
    return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")
