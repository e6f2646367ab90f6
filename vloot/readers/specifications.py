"""Technical data of vehicles from certificates of conformity and from open registration data in the Dutch style.

Neither names an entity: they complete vehicles that the register knows, found by chassis number or by plate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.register_words import CATEGORIES, EUROPEAN_TEXT, FUELS
from vloot.rejections import Rejections, hide_personal
from vloot.specifications import SPECIFIED, TABLE, with_all_specified
from vloot.vehicle_keys import is_vin, normalise_key

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead

YES = {"ja": "yes", "j": "yes", "yes": "yes", "y": "yes", "1": "yes", "true": "yes", "nee": "no", "n": "no", "no": "no",
       "0": "no", "false": "no"}  # fmt: skip

HYBRID_CLASSES = {
    **dict.fromkeys(("ovc-hev", "ovc hev", "ovc-fchv"), "phev"),
    **dict.fromkeys(("novc-hev", "novc hev", "novc-fchv", "nee", "no", "geen"), "hev"),
    **dict.fromkeys(("puur ev", "pure ev"), "bev"),
}
"""How the class of a hybrid is written -> powertrain; `nee` beside an electric fuel row is no plug-in."""

CERTIFICATE = (
    Field("vin", ("0.10", "VIN", "Chassisnummer"), required=True),
    Field("make", ("0.1", "Merk", "make")),
    Field("model", ("0.2.1", "Handelsbenaming", "commercial name")),
    Field("category", ("0.4", "Categorie"), "choice", choices=CATEGORIES),
    Field("mass_kg", ("13", "Massa rijklaar (kg)"), "number", minimum=0, maximum=60_000),
    Field("pure_electric", ("23", "Zuiver elektrisch"), "choice", choices=YES),
    Field("hybrid_class", ("23.1", "Klasse hybride"), "choice", choices=HYBRID_CLASSES),
    Field("fuel", ("26", "Brandstof"), "choice", choices=FUELS),
    Field("noise_db", ("46.3", "46", "Geluid (dB)"), "number", minimum=0, maximum=120),
    Field("euro_norm", ("47", "Euronorm")),
    Field("co2_nedc_g_per_km", ("49.1", "CO2 NEDC"), "number", minimum=0, maximum=2000),
    Field("co2_wltp_g_per_km", ("49.4", "CO2 WLTP"), "number", minimum=0, maximum=2000),
)
"""Entries of a certificate of conformity, by number or by name."""

OPEN_DATA = (
    Field("plate", ("kenteken",), required=True),
    Field("vin", ("voertuigidentificatienummer", "chassisnummer", "vin")),
    Field("row_of_fuel", ("brandstof_volgnummer",), "integer", minimum=1, maximum=9),
    Field("category", ("europese_voertuigcategorie",), "choice", choices=CATEGORIES),
    Field("make", ("merk",)),
    Field("model", ("handelsbenaming",)),
    Field("first_registered_on", ("datum_eerste_toelating_dt", "datum_eerste_toelating")),
    Field("mass_kg", ("massa_rijklaar", "massa_ledig_voertuig"), "number", minimum=0, maximum=60_000),
    Field("fuel_text", ("brandstof_omschrijving",)),
    Field("hybrid_class", ("klasse_hybride_elektrisch_voertuig",), "choice", choices=HYBRID_CLASSES),
    Field("euro_norm", ("uitlaatemissieniveau", "emissiecode_omschrijving")),
    Field("noise_db", ("geluidsniveau_rijdend",), "number", minimum=0, maximum=120),
    Field("co2_nedc_g_per_km", ("co2_uitstoot_gecombineerd",), "number", minimum=0, maximum=2000),
    Field("co2_wltp_g_per_km", ("emissie_co2_gecombineerd_wltp",), "number", minimum=0, maximum=2000),
    Field("co2_weighted", ("emis_co2_gewogen_gecombineerd_wltp",), "number", minimum=0, maximum=2000),
    Field("range_wltp_km", ("actie_radius_enkel_elektrisch_wltp",), "number", minimum=0, maximum=2000),
)
"""Columns of the open vehicle and fuel data of the Dutch registration authority."""

_ELECTRIC = "electricity"


def _certificate_sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        numbered = sheet.has("0.10") and sum(sheet.has(name) for name in ("0.4", "13", "23", "26", "49.1", "49.4")) > 1
        if numbered and not any(sheet.has(name) for name in ("Entiteit", "Entiteitcode", "entity")):
            return sheet
    return None


def _open_sheet(head: FileHead) -> SheetHead | None:
    for sheet in head.sheets:
        told = ("brandstof_omschrijving", "europese_voertuigcategorie", "emissie_co2_gecombineerd_wltp")
        if sheet.has("kenteken") and any(sheet.has(name) for name in told):
            return sheet
    return None


def recognise_certificate(head: FileHead) -> bool:
    """Whether some sheet has the numbered entries of certificates of conformity and no entity."""
    return _certificate_sheet(head) is not None


def recognise_open_data(head: FileHead) -> bool:
    """Whether some sheet has the columns of Dutch open registration data."""
    return _open_sheet(head) is not None


def read_certificate(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read certificates of conformity: one row per vehicle, columns by entry number."""
    sheet = _certificate_sheet(head)
    table = read_sheet(head, sheet, CERTIFICATE, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.complete().with_columns(normalise_key("vin"))
    frame = rejections.take(frame, ~is_vin("vin"), "fleet.vin.invalid", "0.10", pl.col("vin"))
    is_electric = (pl.col("pure_electric") == "yes").fill_null(False) | (pl.col("hybrid_class") == "bev")
    frame = frame.with_columns(
        EUROPEAN_TEXT,
        plate=pl.lit(None, pl.String),
        powertrain=pl.when(is_electric)
        .then(pl.lit("bev"))
        .otherwise(pl.coalesce("hybrid_class", pl.when(pl.col("fuel").is_not_null()).then(pl.lit("ice")))),
        fuel=pl.when(is_electric).then(pl.lit(_ELECTRIC)).otherwise("fuel"),
    ).drop("pure_electric", "hybrid_class")
    return Intake(
        frames={TABLE: with_all_specified(frame)},
        rejected=rejections.all(table.rejected),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


def read_open_data(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read Dutch-style open registration data; a plug-in has a row per fuel and becomes one vehicle."""
    sheet = _open_sheet(head)
    table = read_sheet(head, sheet, OPEN_DATA, mapping)
    rejections = Rejections(sheet.name if sheet else None)
    frame = table.complete().with_columns(
        normalise_key("plate"), normalise_key("vin"), fuel=_fuel_of(pl.col("fuel_text"))
    )
    unknown = pl.col("fuel").is_null() & pl.col("fuel_text").is_not_null()
    frame = rejections.take(frame, unknown, "fleet.product.unknown", "brandstof_omschrijving", pl.col("fuel_text"))
    frame = frame.with_columns(
        EUROPEAN_TEXT,
        pl.when(is_vin("vin")).then("vin").alias("vin"),
        first_registered_on=_compact_date(pl.col("first_registered_on")),
        co2_wltp_g_per_km=pl.coalesce("co2_weighted", "co2_wltp_g_per_km"),
    )
    seen = table.rejected
    if sheet is not None:
        seen = hide_personal(seen, sheet, [(f.name, f.headings) for f in OPEN_DATA], mapping)
    return Intake(
        frames={TABLE: with_all_specified(_one_row_per_vehicle(frame))},
        rejected=rejections.all(seen),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


def _fuel_of(text: pl.Expr) -> pl.Expr:
    plain = text.str.to_lowercase().str.strip_chars()
    return plain.replace_strict({**FUELS, "alcohol": "petrol"}, default=None, return_dtype=pl.String)


def _compact_date(text: pl.Expr) -> pl.Expr:
    """A date written 20210510, or at the start of an ISO time stamp."""
    digits = text.str.extract(r"^(\d{4}-?\d{2}-?\d{2})", 1).str.replace_all("-", "")
    return digits.str.to_date("%Y%m%d", strict=False)


def _one_row_per_vehicle(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of one plate together: the burnt fuel first, with the powertrain out of fuels and hybrid class."""
    electric = pl.col("fuel") == _ELECTRIC
    burnt = pl.col("fuel").filter(~electric).drop_nulls().first()
    by = frame.sort("row_of_fuel", "source_row", nulls_last=True).group_by("plate", maintain_order=True)
    others = [name for name in SPECIFIED if name not in ("fuel", "powertrain")]
    joined = by.agg(
        pl.col("vin").drop_nulls().first(),
        *(pl.col(name).drop_nulls().first() for name in others),
        pl.col("hybrid_class").drop_nulls().first(),
        pl.col("source_sheet").first(),
        pl.col("source_row").first(),
        _burnt=burnt,
        _electric=electric.any().fill_null(False),
        _fuels=pl.col("fuel").drop_nulls().len(),
    )
    return joined.with_columns(
        fuel=pl.when(pl.col("_burnt").is_null() & pl.col("_electric")).then(pl.lit(_ELECTRIC)).otherwise("_burnt"),
        powertrain=pl.when(pl.col("_fuels") == 0)
        .then(None)
        .when(pl.col("_burnt").is_null())
        .then(pl.lit("bev"))
        .when(pl.col("_burnt") == "hydrogen")
        .then(pl.lit("fcev"))
        .when(pl.col("_electric"))
        .then(pl.coalesce("hybrid_class", pl.lit("phev")))
        .otherwise(pl.lit("ice")),
    ).drop("hybrid_class", "_burnt", "_electric", "_fuels")


READERS = (
    Reader(
        kind="fleet.certificate",
        title=N_("certificates of conformity"),
        recognise=recognise_certificate,
        read=read_certificate,
        example="",
        headings=("0.10", "0.1", "0.4", "13", "26", "47", "49.1", "49.4"),
    ),
    Reader(
        kind="fleet.open_data",
        title=N_("open registration data"),
        recognise=recognise_open_data,
        read=read_open_data,
        example="",
        headings=("kenteken", "brandstof_volgnummer", "brandstof_omschrijving", "europese_voertuigcategorie"),
    ),
)
