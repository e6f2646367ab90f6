"""Ecoscore of vehicles: the official one first; without it an estimate, always marked as such.

The owner publishes the steps and the weights, not the constants. The reconstruction follows Timmermans and others
(2006) with the constants of `data/fleet/ecoscore_reconstruction.csv`. It is never used for a verdict on compliance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from kern.sources import factor, read_table
from vloot.register_words import euro_step

OFFICIAL, RECONSTRUCTED, CLASS_AVERAGE = "official", "estimated_by_reconstruction", "estimated_from_class_average"
_BURNED = ("petrol", "diesel")
_EXHAUST = ("co", "hc", "nox", "pm")
_POLLUTANTS = (*_EXHAUST, "so2")
_CAR = "M1"
_DAY = date(2024, 7, 1)


@lru_cache(maxsize=1)
def constants() -> dict[str, float]:
    """Key -> value of `data/fleet/ecoscore_reconstruction.csv`.

    >>> constants()["weight.climate"]
    50.0
    """
    rows = read_table("fleet/ecoscore_reconstruction.csv").select("key", "value").rows()
    return {key: float(value) for key, value in rows}


def grams_per_litre(fuel: str) -> float:
    """CO2 of a litre [g/l] as ecoscore.be turns consumption into CO2.

    >>> grams_per_litre("petrol")
    2392.0
    """
    return factor("factors/emission.csv", f"co2.{fuel}.ttw", _DAY, "ecoscore_be").value * 1000


@lru_cache(maxsize=1)
def default_emissions() -> dict[tuple[str, int, str], float]:
    """(fuel, Euro step, pollutant) -> g/km when the certificate is silent; the diesel NOx override goes before it."""
    rows = read_table("fleet/ecoscore_defaults.csv")
    found: dict[tuple[str, int, str], float] = {}
    for kind in ("emission", "nox_override"):
        for row in rows.filter(pl.col("kind") == kind).iter_rows(named=True):
            found[(row["fuel"], int(row["euro_norm"]), row["quantity"])] = float(row["value"])
    return found


@dataclass(frozen=True)
class Exhaust:
    """What a car emits on the road.

    Args:
        fuel: petrol or diesel.
        co2_g_per_km: Type-approval CO2.
        co_g_per_km: Carbon monoxide.
        hc_g_per_km: Hydrocarbons.
        nox_g_per_km: Nitrogen oxides.
        pm_g_per_km: Particles.
        noise_db: Noise of the certificate, or the published default.
    """

    fuel: str
    co2_g_per_km: float
    co_g_per_km: float
    hc_g_per_km: float
    nox_g_per_km: float
    pm_g_per_km: float
    noise_db: float

    def of(self, pollutant: str) -> float:
        """Emission of a pollutant [g/km]."""
        return 0.0 if pollutant == "so2" else float(getattr(self, f"{pollutant}_g_per_km"))


def damages(car: Exhaust) -> dict[str, float]:
    """Damage per kilometre to climate, health and ecosystems, exhaust and fuel production together."""
    told = constants()
    urban = told["urban_share"]
    litres_per_km = car.co2_g_per_km / grams_per_litre(car.fuel)
    energy = litres_per_km * told[f"energy.{car.fuel}"]

    def made(pollutant: str) -> float:
        """Emission of making the fuel [g/km]."""
        return told[f"indirect.{car.fuel}.{pollutant}"] / 1000 * energy

    def cost(pollutant: str, place: str) -> float:
        return told[f"cost.health_{place}.{pollutant}"]

    health = sum(
        car.of(name) * ((1 - urban) * cost(name, "rural") + urban * cost(name, "urban"))
        + made(name) * cost(name, "rural")
        for name in _POLLUTANTS
    )
    ecosystems = sum(told[f"cost.ecosystems.{name}"] * (car.of(name) + made(name)) for name in ("nox", "so2"))
    climate = car.co2_g_per_km + told[f"indirect.{car.fuel}.co2"] * energy
    return {"climate": climate, "health": health, "ecosystems": ecosystems}


def _reference() -> Exhaust:
    told = constants()
    co2, co, hc, nox, pm = (told[f"reference.{name}"] for name in ("co2", *_EXHAUST))
    return Exhaust("petrol", co2, co, hc, nox, pm, told["noise.reference"])


def score_of_impact(total_impact: float) -> float:
    """The score of a total impact; the reference car has 100 and scores 70.

    >>> round(score_of_impact(100), 1)
    70.0
    """
    return 100 * math.exp(-constants()["score.exponent"] * total_impact)


def reconstruct(car: Exhaust) -> float:
    """The estimated Ecoscore of a car that burns petrol or diesel, 0 to 100.

    >>> round(reconstruct(Exhaust("petrol", 120, 1.0, 0.1, 0.08, 0, 70)), 1)
    70.0
    """
    told, own, reference = constants(), damages(car), damages(_reference())
    noise = max(0.0, car.noise_db - told["noise.floor"]) / (told["noise.reference"] - told["noise.floor"])
    impact = sum(told[f"weight.{name}"] * own[name] / reference[name] for name in own) + told["weight.noise"] * noise
    return score_of_impact(impact)


def _electric() -> float:
    """Electric cars: calibrated on the published average, because the constants of electricity are not published."""
    return score_of_impact(constants()["calibration.electric_ti"])


@lru_cache(maxsize=1)
def _class_averages() -> dict[tuple[str, str, str], float]:
    rows = read_table("fleet/vehicle_classes.csv").filter(pl.col("ecoscore_average").is_not_null())
    return {
        (row["category"], row["powertrain"], row["fuel"]): float(row["ecoscore_average"])
        for row in rows.iter_rows(named=True)
    }


@lru_cache(maxsize=1)
def _default_noise() -> dict[str, float]:
    rows = read_table("fleet/powertrains.csv").filter(pl.col("default_noise_db").is_not_null())
    return {code: float(noise) for code, noise in rows.select("code", "default_noise_db").rows()}


def compute_ecoscores(vehicles: pl.DataFrame) -> pl.DataFrame:
    """The Ecoscore of each car (category M1); other categories have none in the official average.

    Returns:
        `vin`, `ecoscore` (null when nothing can be said), `origin`: official, estimated_by_reconstruction,
        estimated_from_class_average, or null.
    """
    rows: list[tuple[str, float | None, str | None]] = []
    known = vehicles.with_columns(step=euro_step())
    for row in known.filter(pl.col("category") == _CAR).iter_rows(named=True):
        if row["ecoscore_official"] is not None:
            rows.append((row["vin"], row["ecoscore_official"], OFFICIAL))
            continue
        score, origin = _estimate(row)
        rows.append((row["vin"], score, origin))
    return pl.DataFrame(rows, schema={"vin": pl.String, "ecoscore": pl.Float64, "origin": pl.String}, orient="row")


def _estimate(row: dict[str, object]) -> tuple[float | None, str | None]:
    powertrain, fuel = row["powertrain"], row["fuel"]
    if powertrain == "bev":
        return _electric(), RECONSTRUCTED
    # The score rests on NEDC values; a WLTP value stands in where there is no other.
    co2 = row["co2_nedc_g_per_km"] if row["co2_nedc_g_per_km"] is not None else row["co2_wltp_g_per_km"]
    step = row["step"]
    if fuel in _BURNED and isinstance(co2, float) and isinstance(step, int):
        noise = row["noise_db"] if isinstance(row["noise_db"], float) else _default_noise().get(str(powertrain), 74.0)
        emissions = [default_emissions().get((str(fuel), min(step, 6), name)) for name in _EXHAUST]
        if None not in emissions:
            co, hc, nox, pm = (value for value in emissions if value is not None)
            return reconstruct(Exhaust(str(fuel), co2, co, hc, nox, pm, noise)), RECONSTRUCTED
    average = _class_averages().get((_CAR, str(powertrain), str(fuel)))
    return (average, CLASS_AVERAGE) if average is not None else (None, None)


def average_ecoscores(scores: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Averages by number and by kilometres.

    Args:
        scores: `ecoscore`, `origin`, `distance_km` and the columns of `by`.
        by: Columns such as `entity_code`; empty for one row.

    Returns:
        `vehicle_count`, `ecoscore_by_number`, `ecoscore_by_distance` (null without kilometres), `estimated_count`,
        `unknown_count`.
    """
    weighed = pl.col("ecoscore").is_not_null() & (pl.col("distance_km") > 0)
    kilometres = pl.col("distance_km").filter(weighed).sum()
    said = (
        pl.len().alias("vehicle_count"),
        pl.col("ecoscore").mean().alias("ecoscore_by_number"),
        pl.when(kilometres > 0)
        .then((pl.col("ecoscore") * pl.col("distance_km")).filter(weighed).sum() / kilometres)
        .alias("ecoscore_by_distance"),
        (pl.col("origin").is_not_null() & (pl.col("origin") != OFFICIAL)).sum().alias("estimated_count"),
        pl.col("ecoscore").is_null().sum().alias("unknown_count"),
    )
    return scores.group_by(by).agg(said).sort(by) if by else scores.select(said)
