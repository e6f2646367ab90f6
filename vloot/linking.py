"""From plate or card to vehicle: after all files of a load are read, and before anything is stored.

A plate belongs to a holder and moves between cars, so it only finds a vehicle together with a day.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from kern.intake.contract import Intake
from kern.times import ZONE
from vloot.products import USUAL_PRODUCT, kind_of, unit_of
from vloot.rejections import Rejections
from vloot.series import FLEET_TRANSACTIONS
from vloot.transactions import TRANSIENT
from vloot.vehicle_keys import mask_plates

SERIES_NAME = FLEET_TRANSACTIONS.name


def link_vehicles(
    intake: Intake, vehicles: pl.DataFrame, plates: pl.DataFrame, cards: pl.DataFrame | None = None
) -> Intake:
    """An intake whose fleet transactions name their vehicle; rows that cannot go to quarantine, without the plate.

    The chassis number in the row comes first, then the plate, then the card, each on the local day of the row.
    A row with a chassis number that is not in the register stays: its litres count, and `vloot.checks` says so.

    Args:
        intake: What a fleet reader returned; one without fleet transactions comes back as it is.
        vehicles: `vin`, `fuel`: those in the store and those of the same load.
        plates: `vin`, `plate`, `valid_from`, `valid_until` (excluded), likewise.
        cards: `card_pseudonym`, `vin`, `valid_from`, `valid_until`, likewise.
    """
    given = intake.series.get(SERIES_NAME)
    if given is None:
        return intake
    frame = given.lazy().collect().with_columns(_day=pl.col("at_utc").dt.convert_time_zone(ZONE).dt.date())
    rejections = Rejections(intake.rejected["sheet"].to_list()[0] if intake.rejected.height else None)
    frame = _by_period(frame, plates, "plate")
    if cards is not None:
        frame = _by_period(frame, cards, "card_pseudonym")
    lost = pl.col("vin").is_null()
    has_plate = pl.col("plate").is_not_null()
    shown = mask_plates("plate")
    frame = rejections.take(frame, lost & pl.col("_twice"), "fleet.plate.ambiguous", "Nummerplaat", shown)
    frame = rejections.take(frame, lost & has_plate, "fleet.plate.unknown", "Nummerplaat", shown)
    known_card = pl.col("card_pseudonym").is_not_null()
    frame = rejections.take(frame, lost & known_card, "fleet.card.unknown", "Kaartnummer")
    frame = rejections.take(frame, lost, "fleet.vehicle.missing", "Chassisnummer")
    frame = _with_product_of_vehicle(frame, vehicles)
    frame = rejections.take(frame, pl.col("product").is_null(), "fleet.product.missing", "Product")
    return replace(
        intake,
        series={**intake.series, SERIES_NAME: frame.drop("_day", "_twice", *TRANSIENT)},
        rejected=rejections.all(intake.rejected),
    )


def _by_period(frame: pl.DataFrame, links: pl.DataFrame, by: str) -> pl.DataFrame:
    """Fill `vin` from the link that holds on the day of the row; `_twice` where several do."""
    if "_twice" not in frame.columns:
        frame = frame.with_columns(_twice=pl.lit(False))
    # The same period told twice: the later word holds.
    links = links.select(by, "vin", "valid_from", "valid_until").unique(
        [by, "vin", "valid_from"], keep="last", maintain_order=True
    )
    # Files differ in whether the last day is included: on that very day it counts when nothing better does.
    found = (
        frame.filter(pl.col("vin").is_null() & pl.col(by).is_not_null())
        .select("source_row", "_day", by)
        .unique()
        .join(links.rename({"vin": "_vin"}), on=by)
        .filter(
            (pl.col("valid_from") <= pl.col("_day"))
            & (pl.col("valid_until").is_null() | (pl.col("_day") <= pl.col("valid_until")))
        )
        .with_columns(_last=(pl.col("_day") == pl.col("valid_until")).fill_null(False))
        .filter(pl.col("_last") == pl.col("_last").min().over("source_row"))
        .group_by("source_row")
        .agg(pl.col("_vin").first(), (pl.col("_vin").n_unique() > 1).alias("_several"))
    )
    joined = frame.join(found, on="source_row", how="left", maintain_order="left")
    several = pl.col("_several").fill_null(False)
    return joined.with_columns(
        vin=pl.coalesce("vin", pl.when(~several).then("_vin")), _twice=pl.col("_twice") | several
    ).drop("_vin", "_several")


def _with_product_of_vehicle(frame: pl.DataFrame, vehicles: pl.DataFrame) -> pl.DataFrame:
    """Where the file names no product: the one the vehicle takes."""
    if not frame["product"].null_count():
        return frame
    fuels = vehicles.select("vin", _fuel="fuel").unique("vin", keep="last", maintain_order=True)
    usual = pl.col("_fuel").replace_strict(USUAL_PRODUCT, default=None, return_dtype=pl.String)
    joined = frame.join(fuels, on="vin", how="left", maintain_order="left")
    joined = joined.with_columns(product=pl.coalesce("product", usual)).drop("_fuel")
    return joined.with_columns(
        kind=pl.coalesce("kind", kind_of(pl.col("product"))), unit=pl.coalesce("unit", unit_of(pl.col("product")))
    )
