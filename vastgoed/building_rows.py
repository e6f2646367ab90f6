"""From rows of the property database to the registers `managed_asset` and `building`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.identifiers import CAPAKEY, POSTCODE, capakey, register_number
from vastgoed.sheet_rows import ORIGIN, quarter_text, text_choice, text_choices

if TYPE_CHECKING:
    from vastgoed.sheet_rows import SheetRows

_OF_ASSET = ("name", "entity_code", "municipality", "valid_from", "valid_until")
_FIRST_YEAR, _YEARS_AHEAD = 1500, 10  # what is planned further ahead than that is more likely mistyped
_ADDRESS = (
    r"^(?<street>.*?\D)\s+(?<house>\d+\s?[A-Za-z]?(?:[-/]\d+)?)(?:\s+(?:bus|b)\s*(?<box>\S+))?\s*,"
    r"\s*(?<post>[1-9]\d{3})\s+(?<town>.+)$"
)


def building_frames(rows: SheetRows) -> dict[str, pl.DataFrame]:
    """The two registers of a sheet of buildings; what a cell cannot mean is left out and said.

    Args:
        rows: The sheet as read with `building_fields`.
    """
    if rows.has("valid_from", "valid_until"):
        until = pl.col("valid_until")
        backwards = until <= pl.col("valid_from")
        rows.keep_out(backwards, "estate.period.backwards", "valid_until", until.dt.strftime("%d-%m-%Y"))
    _split_address(rows)
    _identifiers(rows)
    _years(rows)
    _choices(rows)
    rows.replace(
        "transfer_quarter",
        quarter_text("transfer_quarter"),
        "estate.quarter.invalid",
        N_("Quarters of transfer that cannot be read, left out: {count} (row: value): {examples}."),
        N_("Write the year and the quarter, such as 2027Q1."),
    )
    frame = rows.frame
    own = [name for name in frame.columns if name not in (*_OF_ASSET, "address", *ORIGIN)]
    kept = [name for name in _OF_ASSET if name in frame.columns and name != "name"]
    assets = frame.select(
        pl.col("asset_code").alias("code"),
        _name(frame).alias("name"),
        pl.lit("building").alias("kind"),
        *kept,
        *ORIGIN,
    )
    return {"managed_asset": assets, "building": frame.select(*own, *ORIGIN)}


def _name(frame: pl.DataFrame) -> pl.Expr:
    """The name, else the address, else the code: a building without a name is still shown."""
    known = [name for name in ("street", "house_number", "municipality") if name in frame.columns]
    address = pl.concat_str(known, separator=" ", ignore_nulls=True) if "street" in known else pl.lit(None, pl.String)
    named = [pl.col("name")] if "name" in frame.columns else []
    return pl.coalesce(*named, pl.when(address != "").then(address), "asset_code")


def _split_address(rows: SheetRows) -> None:
    """An address in one cell, where the parts have no columns of their own."""
    if not rows.has("address") or rows.has("street"):
        return
    found = pl.col("address").str.extract_groups(_ADDRESS)
    parts = {"street": "street", "house_number": "house", "box_number": "box", "postcode": "post"}
    parts["municipality"] = "town"
    fresh = {name: found.struct.field(group) for name, group in parts.items() if not rows.has(name)}
    rows.frame = rows.frame.with_columns(**fresh)
    rows.say(
        rows.frame.filter(pl.col("address").is_not_null() & pl.col("street").is_null()),
        "address",
        "estate.address.unreadable",
        N_("Addresses that cannot be split, left out: {count} (row: value): {examples}."),
        N_("Write street number, postcode municipality, such as Havenlaan 88 bus 20, 1000 Brussel."),
    )


def _identifiers(rows: SheetRows) -> None:
    number = N_("{column}: values that are no number of the register, left out: {count} (row: value): {examples}.")
    remedy = N_("Use the number, or its address such as https://data.vlaanderen.be/id/gebouw/6447380.")
    rows.replace("building_id", register_number(pl.col("building_id")), "estate.building_id.invalid", number, remedy)
    rows.replace("oidn_number", register_number(pl.col("oidn_number")), "estate.oidn.invalid", number)
    if rows.has("building_unit_ids"):
        unit = register_number(pl.element()).cast(pl.String)
        parts = pl.col("building_unit_ids").str.extract_all(r"[^\s,;|]+").list.eval(unit.drop_nulls())
        units = pl.when(parts.list.len() > 0).then(parts.list.join(" "))
        rows.replace("building_unit_ids", units, "estate.building_unit_id.invalid", number, remedy)
    if rows.has("parcel_capakeys"):
        parts = pl.col("parcel_capakeys").str.extract_all(r"[^\s,;|]+").list.eval(capakey(pl.element()))
        rows.frame = rows.frame.with_columns(parts.list.join(" ").alias("parcel_capakeys"))
        rows.say(
            rows.frame.filter(
                pl.col("parcel_capakeys").str.split(" ").list.eval(~pl.element().str.contains(CAPAKEY)).list.any()
            ),
            "parcel_capakeys",
            "estate.capakey.invalid",
            N_("Parcels without the form of a CaPaKey, kept: {count} (row: value): {examples}."),
            N_("A CaPaKey looks like 44021A0001/00A000."),
        )
    if rows.has("postcode"):
        rows.frame = rows.frame.with_columns(pl.col("postcode").str.replace(r"^[Bb]-?\s*|\.0$", ""))
        rows.say(
            rows.frame.filter(~pl.col("postcode").str.contains(POSTCODE)),
            "postcode",
            "estate.postcode.invalid",
            N_("Postcodes that are not four digits: {count} (row: value): {examples}."),
            N_("Correct them; abroad this is fine."),
            severity=Severity.INFO,
        )


def _years(rows: SheetRows) -> None:
    last_year = date.today().year + _YEARS_AHEAD
    for name in ("construction_year", "last_major_change_year"):
        year = pl.col(name)
        rows.replace(
            name,
            pl.when(year.is_between(_FIRST_YEAR, last_year)).then(year),
            "estate.year.improbable",
            N_("{column}: values that are no year, left out: {count} (row: value): {examples}."),
            N_("Correct them, or empty the cell where the year is not known."),
        )


def _choices(rows: SheetRows) -> None:
    text = N_("{column}: values outside the list of Koers, kept: {count} (row: value): {examples}.")
    for name in ("use_right", "building_function"):
        if rows.has(name):
            rows.frame = rows.frame.with_columns(text_choice(choices(name), name))
            strange = ~pl.col(name).is_in(list(set(choices(name).values())))
            rows.say(rows.frame.filter(strange), name, "estate.choice.unlisted", text)
    for name in ("saving_works_type", "renewable_type"):
        if rows.has(name):
            rows.frame = rows.frame.with_columns(text_choices(choices(name), name))
            listed = list(set(choices(name).values()))
            strange = pl.col(name).str.split(";").list.eval(~pl.element().is_in(listed)).list.any()
            rows.say(rows.frame.filter(strange), name, "estate.choice.unlisted", text, severity=Severity.INFO)
