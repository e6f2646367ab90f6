"""When a vehicle was in service, and whose it was on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

from vloot.register_words import IN_SERVICE
from vloot.tables import LONG_AGO

BURNS_NOTHING = ("bev",)


def service_periods(
    vehicles: pl.DataFrame, plates: pl.DataFrame, last_seen: pl.DataFrame | None = None
) -> pl.DataFrame:
    """From when till when each vehicle was in service.

    It starts with the acquisition, else the first plate, else the first registration. It ends with the day out of
    service; without one, a vehicle that is no longer active ends with its last plate, else when it was last seen.

    Args:
        vehicles: The register.
        plates: Dated plates.
        last_seen: `vin`, `day`: last day with a transaction.

    Returns:
        `vin`, `service_start`, `service_end` (first day no longer in service; null is still in service).
    """
    known_start = pl.when(pl.col("valid_from") > LONG_AGO).then("valid_from")
    dated = plates.group_by("vin").agg(
        known_start.min().alias("_plate_start"),
        pl.when(pl.col("valid_until").is_null().any())
        .then(None)
        .otherwise(pl.col("valid_until").max())
        .alias("_plate_end"),
    )
    if last_seen is None:
        last_seen = pl.DataFrame(schema={"vin": pl.String, "day": pl.Date})
    active = pl.col("status").is_null() | pl.col("status").is_in([*IN_SERVICE, "ordered"])
    return (
        vehicles.join(dated, on="vin", how="left")
        .join(last_seen.select("vin", _seen="day"), on="vin", how="left")
        .select(
            "vin",
            service_start=pl.coalesce("acquired_on", "_plate_start", "first_registered_on"),
            service_end=pl.coalesce(
                "out_of_service_on",
                "_plate_end",
                pl.when(~active).then(pl.col("_seen") + pl.duration(days=1)),
            ),
        )
    )


def in_service_on(vehicles: pl.DataFrame, periods: pl.DataFrame, day: date) -> pl.DataFrame:
    """Vehicles of the register that were in service on a day; those never dated count when they are active.

    >>> from datetime import date
    >>> vehicles = pl.DataFrame({"vin": ["A", "B"], "status": ["active", "sold"]})
    >>> dates = {"service_start": [date(2020, 1, 1)] * 2, "service_end": [None, date(2021, 1, 1)]}
    >>> periods = pl.DataFrame({"vin": ["A", "B"], **dates})
    >>> in_service_on(vehicles, periods, date(2020, 12, 31))["vin"].to_list()
    ['A', 'B']
    >>> in_service_on(vehicles, periods, date(2021, 1, 1))["vin"].to_list()
    ['A']
    """
    started = pl.col("service_start").is_null() | (pl.col("service_start") <= day)
    going = pl.col("service_end").is_null() | (pl.col("service_end") > day)
    gone = pl.col("service_end").is_null() & ~pl.col("status").fill_null("active").is_in([*IN_SERVICE, "ordered"])
    chosen = vehicles.join(periods, on="vin", how="left").filter(started & going & ~gone)
    return chosen.filter(pl.col("status").fill_null("active") != "ordered")


def with_entity(rows: pl.LazyFrame, vehicles: pl.DataFrame, vehicle_entities: pl.DataFrame) -> pl.LazyFrame:
    """Rows with the entity whose vehicle it was on that day.

    Args:
        rows: `vin`, `day`.
        vehicles: `vin`, `entity_code`.
        vehicle_entities: `vin`, `entity_code`, `valid_from`, `valid_until`.

    Returns:
        The rows with `entity_code`; null when the vehicle is not in the register.
    """
    own = vehicles.lazy().select("vin", _own="entity_code")
    dated = vehicle_entities.lazy().select("vin", "valid_from", "valid_until", _dated="entity_code").sort("valid_from")
    moved = vehicle_entities.select("vin").unique().lazy()
    stayed = rows.join(moved, on="vin", how="anti").with_columns(_dated=pl.lit(None, pl.String))
    went = (
        rows.join(moved, on="vin", how="semi")
        .sort("day")
        .join_asof(dated, left_on="day", right_on="valid_from", by="vin", strategy="backward", check_sortedness=False)
    )
    holds = pl.col("valid_until").is_null() | (pl.col("day") < pl.col("valid_until"))
    went = went.with_columns(_dated=pl.when(holds).then("_dated")).drop("valid_from", "valid_until", strict=False)
    return (
        pl.concat([stayed, went], how="diagonal")
        .join(own, on="vin", how="left")
        .with_columns(entity_code=pl.coalesce("_dated", "_own"))
        .drop("_dated", "_own")
    )
