"""Type approval against practice: what vehicles really use per kilometre, and how far they drive on electricity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.sources import read_table
from vloot.ecoscore import grams_per_litre
from vloot.monthly import MEASURED

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.result import FleetResult

FEWEST_KM = 2000.0
LEAST_L_PER_100KM, MOST_L_PER_100KM = 0.5, 25.0
_LIQUID = ("petrol", "diesel")


def gap_share(real: float, approved: float) -> float:
    """How much more is used than was approved, as a share of the approved value.

    >>> round(gap_share(7.89, 6.38), 3)
    0.237
    """
    return real / approved - 1


def compute_practice(inputs: FleetInputs, result: FleetResult, year: int) -> pl.DataFrame:
    """Real and approved consumption per vehicle in a year.

    Only cars and vans on petrol or diesel with measured fuel, kilometres over the whole year and a WLTP value; a
    consumption that no vehicle reaches is left out, since kilometres or litres are then wrong.

    Returns:
        `vin`, `entity_code`, `category`, `powertrain`, `fuel`, `distance_km`, `real_l_per_100km`, `wltp_l_per_100km`,
        `real_g_per_km`, `co2_wltp_g_per_km`, `gap_share` (on CO2), `electric_share` (plug-ins, estimated).
    """
    litres = (
        result.consumption.filter(
            pl.col("year") == year, pl.col("kind") == "fuel", pl.col("unit") == "l", pl.col("origin") == MEASURED
        )
        .group_by("vin")
        .agg(pl.col("quantity").sum().alias("_litres"))
    )
    charged = (
        result.consumption.filter(pl.col("year") == year, pl.col("kind") == "charge")
        .group_by("vin")
        .agg(pl.col("quantity").sum().alias("_kwh"))
    )
    driven = result.distance.filter(pl.col("year") == year, "is_whole_year", pl.col("distance_km") >= FEWEST_KM).select(
        "vin", "distance_km"
    )
    grams = pl.col("fuel").replace_strict(
        {fuel: grams_per_litre(fuel) for fuel in _LIQUID}, default=None, return_dtype=pl.Float64
    )
    real = pl.col("_litres") / pl.col("distance_km") * 100
    electric_km = pl.col("_kwh") / electric_kwh_per_km()
    return (
        inputs.vehicles.filter(
            pl.col("category").is_in(["M1", "N1"]), pl.col("fuel").is_in(_LIQUID), pl.col("co2_wltp_g_per_km") > 0
        )
        .join(litres, on="vin")
        .join(driven, on="vin")
        .join(charged, on="vin", how="left")
        .with_columns(
            real_l_per_100km=real,
            wltp_l_per_100km=pl.col("co2_wltp_g_per_km") / grams * 100,
            real_g_per_km=real / 100 * grams,
        )
        .filter(pl.col("real_l_per_100km").is_between(LEAST_L_PER_100KM, MOST_L_PER_100KM))
        .with_columns(
            gap_share=pl.col("real_g_per_km") / pl.col("co2_wltp_g_per_km") - 1,
            electric_share=pl.when(pl.col("powertrain") == "phev").then(
                pl.min_horizontal(electric_km.fill_null(0.0) / pl.col("distance_km"), 1.0)
            ),
        )
        .select(
            "vin", "entity_code", "category", "powertrain", "fuel", "distance_km", "real_l_per_100km",
            "wltp_l_per_100km", "real_g_per_km", "co2_wltp_g_per_km", "gap_share", "electric_share",
        )
        .sort("gap_share", "vin", descending=[True, False])
    )  # fmt: skip


def electric_kwh_per_km() -> float:
    """What a car uses on electricity [kWh/km], from `data/fleet/vehicle_classes.csv`.

    >>> electric_kwh_per_km()
    0.18
    """
    rows = read_table("fleet/vehicle_classes.csv").filter(pl.col("category") == "M1", pl.col("powertrain") == "bev")
    return float(rows["consumption"][0]) / 100


def gap_by_class(practice: pl.DataFrame) -> pl.DataFrame:
    """The gap per class, from the means over vehicles, as the European Commission computes it.

    Args:
        practice: What `compute_practice` gives.

    Returns:
        `category`, `powertrain`, `fuel`, `vehicle_count`, `real_l_per_100km`, `wltp_l_per_100km`, `gap_share` (on
        CO2), `electric_share`, `published_share` and `published_source` (newest year of `data/fleet/real_world_gap.csv`
        for the class; null when none is published).
    """
    by = ["category", "powertrain", "fuel"]
    classes = practice.group_by(by).agg(
        pl.len().alias("vehicle_count"),
        pl.col("real_l_per_100km").mean(),
        pl.col("wltp_l_per_100km").mean(),
        (pl.col("real_g_per_km").mean() / pl.col("co2_wltp_g_per_km").mean() - 1).alias("gap_share"),
        pl.col("electric_share").mean(),
    )
    published = (
        read_table("fleet/real_world_gap.csv")
        .filter(pl.col("fuel").is_not_null())
        .with_columns(pl.col("gap_share").cast(pl.Float64), pl.col("data_year").cast(pl.Int64))
        .sort("data_year", "registration_year")
        .unique(by, keep="last", maintain_order=True)
        .select(*by, published_share="gap_share", published_source="source")
    )
    return classes.join(published, on=by, how="left").sort(by)
