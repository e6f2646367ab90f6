"""Technical data that name no entity: joined to the vehicles the register knows, by chassis number or plate."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from kern.intake.contract import Intake
from vloot.rejections import Rejections
from vloot.vehicle_keys import mask_plates

TABLE = "vehicle_specification"
"""Transient frame of readers: `vin` or `plate` and the columns of `SPECIFIED`; never stored."""

SPECIFIED = (
    "category", "make", "model", "first_registered_on", "mass_kg", "fuel", "powertrain", "euro_norm", "noise_db",
    "co2_nedc_g_per_km", "co2_wltp_g_per_km", "range_wltp_km",
)  # fmt: skip
"""What technical data may say of a vehicle: columns of `vloot.tables.Vehicle`."""

_NUMBERS = ("mass_kg", "noise_db", "co2_nedc_g_per_km", "co2_wltp_g_per_km", "range_wltp_km")
_TYPES = {
    name: pl.Date() if name == "first_registered_on" else pl.Float64() if name in _NUMBERS else pl.String()
    for name in SPECIFIED
}
_OWN = ("vin", "plate", "source_sheet", "source_row")


def with_all_specified(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every column of `SPECIFIED`, typed; absent ones null; others dropped."""
    columns = [
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in _TYPES.items()
    ]
    return frame.select(*_OWN, *columns)


def link_specifications(intake: Intake, vehicles: pl.DataFrame, plates: pl.DataFrame) -> Intake:
    """An intake whose technical data complete rows of the register; rows of unknown vehicles go to quarantine.

    What the data say replaces what the register says (the change is recorded); what they leave open stays. A plate
    finds the vehicle that carries it last: technical data belong to a vehicle of today.

    Args:
        intake: What a reader returned; one without technical data comes back as it is.
        vehicles: The register: those in the store and those of the same load.
        plates: `vin`, `plate`, `valid_from`, likewise.
    """
    given = intake.frames.get(TABLE)
    if given is None:
        return intake
    rejections = Rejections(given["source_sheet"].to_list()[0] if given.height else None)
    newest = plates.with_columns(_last=pl.col("valid_from").max().over("plate")).filter(
        pl.col("valid_from") == pl.col("_last")
    )
    carried = newest.group_by("plate").agg(
        pl.col("vin").first().alias("_vin"), (pl.col("vin").n_unique() > 1).alias("_several")
    )
    frame = given.join(carried, on="plate", how="left", maintain_order="left")
    several = pl.col("vin").is_null() & pl.col("_several")
    frame = rejections.take(frame, several, "fleet.plate.ambiguous", "kenteken", mask_plates("plate"))
    frame = frame.with_columns(vin=pl.coalesce("vin", "_vin")).drop("_vin", "_several")
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in _TYPES.items() if name not in vehicles.columns]
    known = vehicles.with_columns(absent).select("vin", *SPECIFIED)
    known = known.unique("vin", keep="last", maintain_order=True)
    strange = pl.col("vin").is_null() | ~pl.col("vin").is_in(known["vin"].implode())
    frame = rejections.take(frame, strange, "fleet.specification.unknown", "", pl.col("vin"))
    twice = ~pl.col("vin").is_first_distinct()
    frame = rejections.take(frame, twice, "fleet.specification.twice", "", pl.col("vin"))
    joined = frame.join(known, on="vin", how="left", suffix="_known", maintain_order="left")
    completed = joined.select(
        "vin",
        *(pl.coalesce(name, pl.col(f"{name}_known").cast(_TYPES[name])).alias(name) for name in SPECIFIED),
        "source_sheet",
        "source_row",
    )
    return replace(
        intake,
        frames={name: rows for name, rows in intake.frames.items() if name != TABLE} | {"vehicle": completed},
        rejected=rejections.all(intake.rejected),
    )
