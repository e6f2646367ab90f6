"""Buildings beside buildings of the same function: base load, heating slope, balance temperature, night share.

Coefficients come from monthly change-point models of the report year (see `energie.meter_savings`); the night share
from intervals of an hour or less. A value is set against the median of the buildings of the same function, in robust
standard deviations (1.4826 times the median absolute deviation): above 1 is poor, below -1 is good, as BETTER does.
Fewer than five buildings of a function are set against all buildings, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.meter_savings import monthly_models
from energie.spreading import HEATING_CARRIERS

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

FEWEST_PEERS = 5
TO_SIGMA = 1.4826
NIGHT_HOURS = (23, 0, 1, 2, 3, 4)
FEATURES = ("base_load", "heating_slope", "balance_degc", "night_share")
"""Base load [W/m²], heating slope [W/K per m²], balance temperature [°C], night share (1 is as much as by day)."""


@dataclass(frozen=True)
class Peers:
    """The comparison.

    Args:
        frame: `asset_code`, `name`, `function`, and per feature its value, `_median`, `_score` (robust standard
            deviations; null where there is nothing to compare with).
        alone: Functions with too few buildings, which were set against all.
    """

    frame: pl.DataFrame
    alone: tuple[str, ...]


def night_shares(readings: pl.LazyFrame, year: int) -> pl.DataFrame:
    """Electricity per hour at night out of that of the rest of the day, per meter: `meter`, `night_share`.

    Args:
        readings: The readings series; quarters and hours count.
        year: Local calendar year.
    """
    from kern.times import ZONE

    kwh = pl.col("consumption_kwh")
    is_night = pl.col("start_utc").dt.convert_time_zone(ZONE).dt.hour().is_in(NIGHT_HOURS)
    return (
        readings.filter(
            pl.col("year") == year,
            pl.col("carrier").cast(pl.String) == "electricity",
            pl.col("resolution").cast(pl.String).is_in(["quarter", "hour"]),
            pl.col("register").cast(pl.String).str.starts_with("offtake"),
        )
        .group_by("meter")
        .agg(
            night=kwh.filter(is_night).sum() / len(NIGHT_HOURS),
            day=kwh.filter(~is_night).sum() / (24 - len(NIGHT_HOURS)),
        )
        .filter(pl.col("day") > 0)
        .select("meter", night_share=pl.col("night") / pl.col("day"))
        .collect(engine="streaming")
        .sort("meter")
    )


def features(inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """The coefficients of each building: `asset_code`, `name`, `function`, FEATURES; null where not known."""
    year = options.report_year
    buildings = inputs.assets.filter(pl.col("kind") == "building", pl.col("gross_floor_area_m2") > 0).select(
        "asset_code", "name", pl.col("function").fill_null(""), area="gross_floor_area_m2"
    )
    single = (
        inputs.links.filter(pl.col("asset_code").n_unique().over("meter") == 1).select("meter", "asset_code").unique()
    )
    models = monthly_models(inputs, year).join(single, on="meter", how="inner")
    watt = 1000 / 24
    by_asset = models.group_by("asset_code").agg(
        (pl.col("base_kwh").filter(pl.col("carrier") == "electricity").sum() * watt).alias("base_w"),
        pl.col("carrier").is_in(["electricity"]).any().alias("has_power"),
        (pl.col("heating_slope_kwh").filter(pl.col("carrier").is_in(HEATING_CARRIERS)).sum() * watt).alias("slope_w"),
        pl.col("heating_degc").filter(pl.col("carrier").is_in(HEATING_CARRIERS)).mean().alias("balance_degc"),
    )
    nights = (
        night_shares(inputs.readings, year)
        .join(single, on="meter", how="inner")
        .group_by("asset_code")
        .agg(pl.col("night_share").mean())
    )
    return (
        buildings.join(by_asset, on="asset_code", how="inner")
        .join(nights, on="asset_code", how="left")
        .select(
            "asset_code", "name", "function",
            base_load=pl.when("has_power").then(pl.col("base_w") / pl.col("area")),
            heating_slope=pl.when(pl.col("slope_w") > 0).then(pl.col("slope_w") / pl.col("area")),
            balance_degc="balance_degc",
            night_share="night_share",
        )
        .sort("asset_code")
    )  # fmt: skip


def compare(frame: pl.DataFrame) -> Peers:
    """Set each building against its function.

    Args:
        frame: From `features`.
    """
    alone = []
    for feature in FEATURES:
        known = frame.filter(pl.col(feature).is_not_null())
        own = known.group_by("function").agg(
            pl.len().alias("n"), pl.col(feature).median().alias("m"),
            (pl.col(feature) - pl.col(feature).median()).abs().median().alias("d"),
        )  # fmt: skip
        few = own.filter(pl.col("n") < FEWEST_PEERS)["function"].to_list()
        alone += few
        middle = known[feature].median()
        away = (known[feature] - middle).abs().median() if known.height else None
        own = own.with_columns(
            m=pl.when(pl.col("n") < FEWEST_PEERS).then(pl.lit(middle, pl.Float64)).otherwise("m"),
            d=pl.when(pl.col("n") < FEWEST_PEERS).then(pl.lit(away, pl.Float64)).otherwise("d"),
        )
        spread = pl.col("d") * TO_SIGMA
        frame = (
            frame.join(own.select("function", "m", "d"), on="function", how="left", maintain_order="left")
            .with_columns(
                pl.col("m").alias(f"{feature}_median"),
                pl.when(spread > 0).then((pl.col(feature) - pl.col("m")) / spread).alias(f"{feature}_score"),
            )
            .drop("m", "d")
        )
    return Peers(frame, tuple(sorted(set(alone))))
