"""Fuel-card transactions by profile: litres, kWh and what is neither, with credits as negative rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import read_sheet
from kern.language import N_
from vloot.fuel_card_profiles import IGNORED, Profile, profile_of
from vloot.privacy import pseudonyms
from vloot.products import kind_of, products, products_of, unit_of
from vloot.rejections import Rejections, hide_personal
from vloot.transactions import drop_duplicates, drop_improbable, time_of_day, to_series, to_utc, with_own_id
from vloot.vehicle_keys import is_vin, normalise_key

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead
    from kern.intake.fields import ParsedTable

_USUAL_VAT = 0.21
_VIN_IN_NAME = re.compile(r"(?<![A-Z0-9])([A-HJ-NPR-Z0-9]{17})(?![A-Z0-9])")
_PLATE_IN_NAME = re.compile(r"(?<![A-Z0-9])([1-9]-?[A-Z]{3}-?[0-9]{3})(?![A-Z0-9])")


def recognise(head: FileHead) -> bool:
    """Whether the headings are those of a fuel-card profile."""
    return profile_of(head) is not None


def read_fuel_card(head: FileHead, mapping: Mapping[str, str], key: bytes | None = None) -> Intake:
    """Read a fuel-card file.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.
        key: Secret for pseudonyms of drivers and cards; without it neither is kept.

    Returns:
        Series `fleet_transactions`, with the transient column `plate` for `vloot.linking`.

    Raises:
        InputWrong: A required column is missing, or nothing says which vehicle the file is about.
    """
    found = profile_of(head)
    if found is None:
        raise InputWrong(N_("File {file} is no known fuel-card layout."), file=head.shown_name)
    profile, sheet = found
    fields = profile.fields()
    table = read_sheet(head, sheet, fields, mapping)
    rejections = Rejections(sheet.name)
    frame = _with_all_fields(table, profile, head)
    frame = _with_moment(frame, rejections)
    frame = _with_product(frame, profile, rejections)
    frame = _with_amounts(frame)
    frame, findings = _with_units(frame, rejections, head, sheet)
    frame = _with_signs(frame)
    frame = rejections.take(
        frame, pl.col("quantity").is_null() & pl.col("amount_gross_eur").is_null(), "fleet.quantity.missing"
    )
    frame = frame.with_columns(
        pseudonyms(frame["card_no"], key, "card").alias("card_pseudonym"),
        pseudonyms(frame["driver"], key, "driver").alias("driver_pseudonym"),
    )
    frame = drop_duplicates(with_own_id(frame), rejections, profile.headings.get("txn_id", ("",))[0])
    seen = hide_personal(table.rejected, sheet, [(f.name, f.headings) for f in fields], mapping)
    findings += _said_of_persons(frame, key, head)
    return Intake(
        series={"fleet_transactions": to_series(frame)},
        rejected=rejections.all(seen),
        findings=[*table.findings, *findings],
        rows_read=table.rows_read,
    )


def _with_all_fields(table: ParsedTable, profile: Profile, head: FileHead) -> pl.DataFrame:
    """The parsed rows with every canonical field, and the vehicle from the file name where rows cannot name it."""
    frame = table.complete()
    frame = frame.drop(name for name in frame.columns if name.startswith(IGNORED))
    texts = (
        "txn_id", "card_no", "plate", "vin", "time", "product_raw", "product_code", "unit", "unit_price", "currency",
        "driver", "cancel_of",
    )  # fmt: skip
    numbers = ("quantity", "amount_net_eur", "vat_rate", "amount_gross_eur", "odometer_km")
    frame = frame.with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in texts if name not in frame.columns),
        *(pl.lit(None, pl.Float64).alias(name) for name in numbers if name not in frame.columns),
    )
    if not profile.names_vehicle:
        name = head.shown_name.upper()
        vin, plate = _VIN_IN_NAME.search(name), _PLATE_IN_NAME.search(name)
        if vin is None and plate is None:
            raise InputWrong(
                N_(
                    "File {file} does not say which vehicle it is about. "
                    "Put the chassis number or the plate in the file name and load it again."
                ),
                file=head.shown_name,
            )
        frame = frame.with_columns(
            pl.lit(vin[1] if vin else None, pl.String).alias("vin"),
            pl.lit(plate[1] if plate else None, pl.String).alias("plate"),
        )
    frame = frame.with_columns(normalise_key("vin"), normalise_key("plate"))
    # A wrong chassis number is no key, but the plate or the card may still find the vehicle.
    return frame.with_columns(pl.when(is_vin("vin")).then("vin").alias("vin"))


def _with_moment(frame: pl.DataFrame, rejections: Rejections) -> pl.DataFrame:
    if "moment" in frame.columns:
        local = pl.col("moment")
    else:
        frame = frame.with_columns(time_of_day(pl.col("time")).alias("clock"))
        bad = pl.col("time").is_not_null() & pl.col("clock").is_null()
        frame = rejections.take(frame, bad, "fleet.time.invalid", "Tijd", pl.col("time").str.extract(r"^([\d:.,]+)"))
        noon = pl.time(12)
        local = pl.col("date").dt.combine(pl.col("clock").fill_null(noon), "us")
    return drop_improbable(frame.with_columns(at_utc=to_utc(local)), rejections, "Datum")


def _with_product(frame: pl.DataFrame, profile: Profile, rejections: Rejections) -> pl.DataFrame:
    raw = frame["product_raw"].replace(profile.products) if profile.products else frame["product_raw"]
    frame = frame.with_columns(product=products_of(raw), _coded=products_of(frame["product_code"]))
    frame = frame.with_columns(product=pl.coalesce("_coded", "product")).drop("_coded")
    # What the charging unit already proves needs no product name.
    frame = frame.with_columns(
        product=pl.when(pl.col("product").is_null() & pl.col("product_raw").is_null() & (pl.col("unit") == "kwh"))
        .then(pl.lit("electricity"))
        .otherwise("product")
    )
    unknown = pl.col("product").is_null() & pl.col("product_raw").is_not_null()
    return rejections.take(frame, unknown, "fleet.product.unknown", "Product", pl.col("product_raw"))


def _with_amounts(frame: pl.DataFrame) -> pl.DataFrame:
    """Both amounts where one and the rate are known; other currencies leave the quantity and drop the money."""
    rate = pl.when(pl.col("vat_rate") > 1).then(pl.col("vat_rate") / 100).otherwise("vat_rate")
    euro = pl.col("currency").is_null() | pl.col("currency").str.to_uppercase().is_in(["EUR", "€", "EURO"])
    gross = pl.coalesce("amount_gross_eur", pl.col("amount_net_eur") * (1 + rate))
    net = pl.coalesce("amount_net_eur", pl.col("amount_gross_eur") / (1 + rate))
    return frame.with_columns(
        amount_gross_eur=pl.when(euro).then(gross), amount_net_eur=pl.when(euro).then(net), euro=euro
    )


def _price_per_unit() -> pl.Expr:
    """Price per unit including VAT [EUR], from the amounts where they are known."""
    quantity = pl.when(pl.col("quantity") != 0).then(pl.col("quantity").abs())
    gross = pl.coalesce("amount_gross_eur", pl.col("amount_net_eur") * (1 + _USUAL_VAT)).abs()
    listed = pl.col("unit_price").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return pl.coalesce(gross / quantity, pl.when("euro").then(listed.abs()))


def _with_units(
    frame: pl.DataFrame, rejections: Rejections, head: FileHead, sheet: SheetHead
) -> tuple[pl.DataFrame, list[Finding]]:
    """The unit of each row; charging booked as litres is put right where the product proves it, else kept out."""
    wanted = unit_of(pl.col("product"))
    slip = (pl.col("product") == "electricity") & (pl.col("unit") == "l")
    frame = frame.with_columns(kind=kind_of(pl.col("product")))
    frame = frame.with_columns(
        slip=slip.fill_null(False),
        unit=pl.when(slip | pl.col("unit").is_null() | (pl.col("kind") == "other")).then(wanted).otherwise("unit"),
        price=_price_per_unit(),
    )
    # CNG by the litre or the kWh does exist, but no factor set counts it that way: a question, not a guess.
    contradicts = (pl.col("kind") != "other") & pl.col("product").is_not_null() & (pl.col("unit") != wanted)
    frame = rejections.take(frame, contradicts, "fleet.unit.contradicts", "Eenheid", pl.col("unit"))
    charging = products()["electricity"]
    # LPG really costs this little; diesel and petrol never did in the years we read.
    road_fuel = pl.col("product").is_in(["lpg", "cng", "hydrogen", "electricity"]).not_() & (pl.col("kind") == "fuel")
    liquid = pl.col("unit").fill_null("l") == "l"
    cheap = pl.col("price").is_between(charging.price_minimum_eur or 0.0, charging.price_maximum_eur or 0.0)
    booked_wrong = (road_fuel | pl.col("product").is_null()) & liquid & cheap
    frame = rejections.take(
        frame, booked_wrong, "fleet.unit.kwh_as_litres", "Hoeveelheid", pl.col("price").round(3).cast(pl.String)
    )
    findings = []
    if count := frame["slip"].sum():
        findings.append(
            Finding(
                "fleet.unit.kwh_put_right",
                Severity.WARNING,
                N_("{count} rows of {file} are charging booked as litres; they count as kWh."),
                {"count": count, "file": head.shown_name},
                Where(head.shown_name, sheet.name),
                N_("Ask the issuer to send the right unit."),
            )
        )
    if count := frame.filter(~pl.col("euro")).height:
        findings.append(
            Finding(
                "fleet.currency.other",
                Severity.INFO,
                N_("{count} rows of {file} are in another currency: their quantity counts, their amount was left out."),
                {"count": count, "file": head.shown_name},
                Where(head.shown_name, sheet.name),
            )
        )
    return frame, findings


def _with_signs(frame: pl.DataFrame) -> pl.DataFrame:
    """Cancellations as negative rows whatever their sign in the file, and the quality of the quantity."""
    cancels = pl.col("cancel_of").is_not_null()
    signed = [
        pl.when(cancels).then(-pl.col(name).abs()).otherwise(name).alias(name)
        for name in ("quantity", "amount_net_eur", "amount_gross_eur")
    ]
    # Nothing for money is a quantity that got lost, not a quantity of zero.
    lost = (pl.col("quantity") == 0) & (pl.col("amount_gross_eur").fill_null(0) != 0)
    frame = frame.with_columns(quantity=pl.when(~lost).then("quantity")).with_columns(signed)
    return frame.with_columns(
        quality=pl.when(pl.col("quantity").is_null())
        .then(pl.lit("missing"))
        .when("slip")
        .then(pl.lit("corrected"))
        .otherwise(pl.lit("measured"))
    )


def _said_of_persons(frame: pl.DataFrame, key: bytes | None, head: FileHead) -> list[Finding]:
    if key is not None or frame["driver"].null_count() == frame.height:
        return []
    return [
        Finding(
            "fleet.driver.dropped",
            Severity.INFO,
            N_("Drivers in {file} were not stored: there is no key for pseudonyms."),
            {"file": head.shown_name},
            Where(head.shown_name),
        )
    ]


READER = Reader(
    kind="fleet.fuel_card",
    title=N_("fuel-card transactions"),
    recognise=recognise,
    read=read_fuel_card,
    example="vloot/tankkaart-2019-2025.csv.gz",
    headings=("Transactienummer", "Kaartnummer", "Nummerplaat", "Datum", "Tijd", "Product", "Hoeveelheid", "Eenheid"),
)
