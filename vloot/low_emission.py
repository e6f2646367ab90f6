"""Low-emission zones: which vehicle may not enter which zone on a day, from dated rows of `data/fleet`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.sources import read_table
from vloot.register_words import euro_step

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE = "fleet/low_emission_zones.csv"
IN_FORCE = ("in_force",)
EXPECTED = ("in_force", "announced", "uncertain")
"""Rows that may come true: announced ones, and those whose day is in doubt. Superseded rows never count."""

_NO_TAILPIPE = ("electricity", "hydrogen")


@dataclass(frozen=True)
class ZoneRule:
    """What a zone asks of a fuel from a day.

    Args:
        zone: antwerp, ghent or brussels.
        fuels: Fuels it is about.
        start: First day.
        end: First day it no longer holds, or None.
        euro_minimum: Lowest Euro norm allowed, or None.
        euro_minimum_paid: Lowest Euro norm allowed against payment, or None.
        is_banned: The fuel is banned whatever the norm.
        status: in_force, announced, uncertain or superseded.
        source: Keys of `data/sources.csv`.
        note: What the reader must know.
    """

    zone: str
    fuels: tuple[str, ...]
    start: date
    end: date | None
    euro_minimum: int | None
    euro_minimum_paid: int | None
    is_banned: bool
    status: str
    source: str
    note: str


def zone_rules(statuses: Sequence[str] = IN_FORCE) -> list[ZoneRule]:
    """The rows with one of the statuses.

    >>> sorted({rule.zone for rule in zone_rules()})
    ['antwerp', 'brussels', 'ghent']
    """
    return [
        ZoneRule(
            zone=row["zone"],
            fuels=tuple(row["fuels"].split(";")),
            start=date.fromisoformat(row["valid_from"]),
            end=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            euro_minimum=int(row["euro_minimum"]) if row["euro_minimum"] else None,
            euro_minimum_paid=int(row["euro_minimum_paid"]) if row["euro_minimum_paid"] else None,
            is_banned=row["is_banned"] == "true",
            status=row["status"],
            source=row["source"] or "",
            note=row["note"] or "",
        )
        for row in read_table(TABLE).iter_rows(named=True)
        if row["status"] in statuses
    ]


def change_days(statuses: Sequence[str] = EXPECTED, after: date | None = None) -> list[date]:
    """The days on which some zone changes its rule."""
    return sorted({rule.start for rule in zone_rules(statuses) if after is None or rule.start > after})


def zone_access(vehicles: pl.DataFrame, on: date, statuses: Sequence[str] = IN_FORCE) -> pl.DataFrame:
    """Whether each vehicle may enter each zone on a day.

    The latest row of a zone and fuel that has begun holds. Vehicles without tailpipe may always enter.

    Args:
        vehicles: `vin`, `fuel`, `powertrain`, `euro_norm`.
        on: The day.
        statuses: Which rows count.

    Returns:
        `vin`, `zone`, `access`: allowed, paid, banned, or unknown when fuel or Euro norm is not known.
    """
    rules = zone_rules(statuses)
    zones = sorted({rule.zone for rule in rules})
    parts: list[pl.DataFrame] = []
    known = vehicles.select("vin", "fuel", "powertrain", step=euro_step())
    for zone in zones:
        access: pl.Expr = pl.lit(None, pl.String)
        for rule in sorted((rule for rule in rules if rule.zone == zone), key=lambda rule: rule.start):
            if rule.start > on or (rule.end is not None and rule.end <= on):
                continue
            burned = pl.col("fuel").replace({"hvo": "diesel"}).is_in(list(rule.fuels))
            access = pl.when(burned).then(_access(rule)).otherwise(access)
        free = pl.col("fuel").is_in(_NO_TAILPIPE) | pl.col("powertrain").is_in(["bev", "fcev"])
        no_fuel = pl.when(pl.col("fuel").is_null()).then(pl.lit("unknown"))
        # A fuel the zone has no row for on that day is free to enter.
        answer = pl.when(free).then(pl.lit("allowed")).otherwise(no_fuel.otherwise(access.fill_null("allowed")))
        parts.append(known.select("vin", zone=pl.lit(zone), access=answer))
    return pl.concat(parts) if parts else known.select("vin", zone=pl.lit(""), access=pl.lit("")).clear()


def _access(rule: ZoneRule) -> pl.Expr:
    if rule.is_banned:
        return pl.lit("banned")
    step = pl.col("step")
    paid = step >= rule.euro_minimum_paid if rule.euro_minimum_paid is not None else pl.lit(False)
    return (
        pl.when(step.is_null())
        .then(pl.lit("unknown"))
        .when(step >= (rule.euro_minimum or 0))
        .then(pl.lit("allowed"))
        .when(paid)
        .then(pl.lit("paid"))
        .otherwise(pl.lit("banned"))
    )
