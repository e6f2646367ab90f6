"""The vehicle register: one row per vehicle and plate, keyed on the chassis number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.register_words import CATEGORIES, EUROPEAN_TEXT, FUELS, OWNERSHIP, POWERTRAINS, STATUS, USE_TYPES
from vloot.rejections import Rejections, hide_personal
from vloot.tables import LONG_AGO
from vloot.vehicle_keys import has_right_check_digit, is_vin, normalise_key

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead

FIELDS = (
    Field("vin", ("Chassisnummer", "VIN", "E", "0.10"), required=True),
    Field("plate", ("Nummerplaat", "Kenteken", "Plaat", "A")),
    Field("plate_from", ("Plaat van", "plate_from"), "date"),
    Field("plate_until", ("Plaat tot", "plate_to"), "date"),
    Field("entity_code", ("Entiteit", "Entiteitcode", "entity"), required=True),
    Field("entity_from", ("Entiteit van", "entity_from"), "date"),
    Field("entity_until", ("Entiteit tot", "entity_to"), "date"),
    Field("home_base", ("Standplaats", "Thuisbasis", "home_base")),
    Field("category", ("Categorie", "category", "J", "0.4"), "choice", choices=CATEGORIES),
    Field("make", ("Merk", "make", "D.1", "0.1")),
    Field("model", ("Model", "Handelsbenaming", "model", "D.3", "0.2.1")),
    Field("first_registered_on", ("Eerste inschrijving", "Datum eerste inschrijving", "first_reg", "B"), "date"),
    Field("fuel", ("Brandstof", "fuel", "P.3", "26"), "choice", choices=FUELS),
    Field("powertrain", ("Aandrijving", "powertrain"), "choice", choices=POWERTRAINS),
    Field("euro_norm", ("Euronorm", "euro", "V.9", "47")),
    Field("co2_wltp_g_per_km", ("CO2 WLTP (g/km)", "co2_wltp", "49.4"), "number", minimum=0, maximum=2000),
    Field("co2_nedc_g_per_km", ("CO2 NEDC (g/km)", "co2_nedc", "V.7", "49.1"), "number", minimum=0, maximum=2000),
    Field("mass_kg", ("Massa (kg)", "mass_kg", "G", "13"), "number", minimum=0, maximum=60_000),
    Field("tank_l", ("Tankinhoud (l)", "tank_l"), "number", minimum=0, maximum=2000),
    Field("battery_kwh", ("Batterij (kWh)", "battery_kwh"), "number", minimum=0, maximum=2000),
    Field("range_wltp_km", ("Rijbereik WLTP (km)", "range_wltp_km"), "number", minimum=0, maximum=2000),
    Field("noise_db", ("Geluid (dB)", "noise_db", "U.3", "46.3"), "number", minimum=0, maximum=120),
    Field("rde_nox_pct", ("RDE NOx (%)", "rde_nox_pct"), "number", minimum=0, maximum=1000),
    Field("rde_pn_pct", ("RDE PN (%)", "rde_pn_pct"), "number", minimum=0, maximum=1000),
    Field("ownership", ("Eigendom", "ownership"), "choice", choices=OWNERSHIP),
    Field("acquired_on", ("Verworven op", "Aankoopdatum", "In dienst", "acquired_on"), "date"),
    Field("contract_ends_on", ("Contracteinde", "Einde contract", "contract_end"), "date"),
    Field("purchase_price_eur", ("Aankoopprijs (euro)", "purchase_price_eur"), "number", minimum=0),
    Field("lease_eur_per_month", ("Leaseprijs per maand (euro)", "lease_eur_per_month"), "number", minimum=0),
    Field("upkeep_eur_per_year", ("Onderhoud per jaar (euro)", "upkeep_eur_per_year"), "number", minimum=0),
    Field("ecoscore_official", ("Ecoscore", "ecoscore_official"), "number", minimum=0, maximum=100),
    Field("use_type", ("Gebruik", "use_profile", "Gebruikstype"), "choice", choices=USE_TYPES),
    Field("status", ("Status",), "choice", choices=STATUS),
    Field("out_of_service_on", ("Uit dienst", "out_of_service_on"), "date"),
)
"""Headings of the register, of the registration certificate (E, J, V.7 …) and of the certificate of conformity."""

_OF_PERIODS = ("plate", "plate_from", "plate_until", "entity_from", "entity_until")


def recognise(head: FileHead) -> bool:
    """Whether some sheet describes vehicles: a chassis number, an entity and what kind of vehicle it is."""
    return _sheet(head) is not None


def _sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        vin = any(sheet.has(name) for name in ("Chassisnummer", "VIN", "E", "0.10"))
        kind = any(sheet.has(name) for name in ("Brandstof", "Categorie", "Aandrijving", "fuel", "J", "P.3"))
        entity = any(sheet.has(name) for name in ("Entiteit", "Entiteitcode", "entity"))
        if vin and kind and entity:
            return sheet
    return None


def read_register(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read vehicles, and their plates and entities as dated rows.

    Returns:
        Registers `vehicle`, `vehicle_plate` and, where entities change, `vehicle_entity`. A row with an end later
        than its start only; an end is the first day no longer valid.
    """
    sheet = _sheet(head)
    table = read_sheet(head, sheet, FIELDS, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.frame.with_columns(normalise_key("vin"))
    frame = rejections.take(frame, ~is_vin("vin"), "fleet.vin.invalid", "Chassisnummer", pl.col("vin"))
    if "euro_norm" in frame.columns:
        frame = frame.with_columns(EUROPEAN_TEXT)
    for name in _OF_PERIODS:
        if name not in frame.columns:
            dtype = pl.String() if name == "plate" else pl.Date()
            frame = frame.with_columns(pl.lit(None, dtype).alias(name))
    frame = frame.with_columns(normalise_key("plate"))
    newest = ["entity_from", "plate_from", "source_row"]
    vehicles = frame.sort(newest, nulls_last=False).unique("vin", keep="last", maintain_order=True).sort("source_row")
    frames = {"vehicle": vehicles.drop(_OF_PERIODS), "vehicle_plate": _plates(frame)}
    entities = _entities(frame)
    if entities.height:
        frames["vehicle_entity"] = entities
    seen = table.rejected
    if sheet is not None:
        seen = hide_personal(seen, sheet, [(f.name, f.headings) for f in FIELDS], mapping)
    return Intake(
        frames={name: rows for name, rows in frames.items() if rows.height},
        rejected=rejections.all(seen),
        findings=[*table.findings, *_said_of_check_digits(vehicles, head)],
        rows_read=table.rows_read,
    )


def _first_day(frame: pl.DataFrame, name: str) -> pl.Expr:
    known = [name] + (["first_registered_on"] if "first_registered_on" in frame.columns else [])
    return pl.coalesce(*known, pl.lit(LONG_AGO)).alias("valid_from")


def _plates(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.filter(pl.col("plate").is_not_null()).select(
        "vin",
        "plate",
        _first_day(frame, "plate_from"),
        pl.col("plate_until").alias("valid_until"),
        "source_sheet",
        "source_row",
    )
    return rows.unique(["vin", "plate", "valid_from"], keep="last", maintain_order=True)


def _entities(frame: pl.DataFrame) -> pl.DataFrame:
    """Dated entities: as the file says, else from the plates, which in Belgium follow the holder."""
    said = frame["entity_from"].is_not_null().any()
    start, end = ("entity_from", "entity_until") if said else ("plate_from", "plate_until")
    moved = frame.filter(pl.lit(said) | (pl.col("entity_code").n_unique().over("vin") > 1))
    rows = moved.select(
        "vin",
        _first_day(frame, start),
        "entity_code",
        pl.col(end).alias("valid_until"),
        "source_sheet",
        "source_row",
    )
    return rows.unique(["vin", "valid_from"], keep="last", maintain_order=True)


def _said_of_check_digits(vehicles: pl.DataFrame, head: FileHead) -> list[Finding]:
    """Position nine is a check digit in North America only: there a mistake is likely, elsewhere it says nothing."""
    american = vehicles.filter(pl.col("vin").str.contains("^[1-5]") & ~has_right_check_digit("vin"))
    if american.is_empty():
        return []
    return [
        Finding(
            "fleet.vin.check_digit",
            Severity.WARNING,
            N_("{count} chassis numbers of North American make have a wrong check digit: {vins}."),
            {"count": american.height, "vins": ", ".join(american["vin"].head(5))},
            Where(head.shown_name, row=american["source_row"][0]),
            N_("Compare them with the registration certificate, field E. They were loaded as they are."),
        )
    ]


READER = Reader(
    kind="fleet.register",
    title=N_("vehicle register"),
    recognise=recognise,
    read=read_register,
    example="vloot/voertuigen.xlsx",
    headings=("Chassisnummer", "Nummerplaat", "Entiteit", "Categorie", "Brandstof", "Aandrijving"),
)
