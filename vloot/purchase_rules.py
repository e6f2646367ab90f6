"""Rules on buying and disposing by date: who broke which, and what cannot be told.

The rules are rows of `data/fleet/purchase_rules.csv`. Rules on the standing fleet (kind `fleet`) are not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Outcome
from kern.sources import read_table
from vloot.acquisitions import acquisitions
from vloot.register_words import euro_step

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = "fleet/purchase_rules.csv"


@dataclass(frozen=True)
class Rule:
    """One dated rule.

    Args:
        rule_id: Its name.
        rule_set: flanders, federal or brussels.
        kind: acquisition, disposal or fleet.
        rule: Which function judges it; a key of `JUDGES`.
        categories: Vehicle categories.
        start: First day it holds.
        end: First day it no longer holds, or None.
        powertrains: Allowed or counted powertrains.
        fuels_allowed: Allowed fuels beside them.
        fuels: Fuels it is about.
        euro_max: Highest Euro norm it is about.
        share_minimum: Least share.
        ecoscore_minimum: Least Ecoscore.
        applies_from_count: Number of vehicles from which it applies.
        source: Keys of `data/sources.csv`.
        note: What the reader must know.
    """

    rule_id: str
    rule_set: str
    kind: str
    rule: str
    categories: tuple[str, ...]
    start: date
    end: date | None
    powertrains: tuple[str, ...]
    fuels_allowed: tuple[str, ...]
    fuels: tuple[str, ...]
    euro_max: int | None
    share_minimum: float | None
    ecoscore_minimum: float | None
    applies_from_count: int
    source: str
    note: str


@dataclass(frozen=True)
class RuleStanding:
    """Where a rule stands for an entity and year.

    Args:
        rule: The rule.
        entity_code: Entity; None is the government as a whole.
        year: Calendar year of the purchases or disposals.
        count: Vehicles it was applied to.
        good: Those that keep it (for a share: those that count).
        unknown: Those whose data cannot tell.
        outcome: The answer.
        vins: Chassis numbers that break it, or that cannot be judged.
    """

    rule: Rule
    entity_code: str | None
    year: int
    count: int
    good: int
    unknown: int
    outcome: Outcome
    vins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What a judge says: the answer, vehicles looked at, those that fit, those unknown, and which to look at."""

    outcome: Outcome
    count: int
    good: int
    unknown: int
    vins: list[str]


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def purchase_rules(rule_set: str) -> list[Rule]:
    """The rules of a set.

    >>> [rule.rule_id for rule in purchase_rules("brussels")]
    ['BXL-ZERO-2025']
    """
    rows = read_table(TABLE).filter(pl.col("rule_set") == rule_set)
    return [
        Rule(
            rule_id=row["rule_id"],
            rule_set=row["rule_set"],
            kind=row["kind"],
            rule=row["rule"],
            categories=_split(row["categories"]),
            start=date.fromisoformat(row["valid_from"]),
            end=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            powertrains=_split(row["allowed_powertrains"]),
            fuels_allowed=_split(row["allowed_fuels"]),
            fuels=_split(row["fuels"]),
            euro_max=int(row["euro_norm_max"]) if row["euro_norm_max"] else None,
            share_minimum=float(row["share_minimum"]) if row["share_minimum"] else None,
            ecoscore_minimum=float(row["ecoscore_minimum"]) if row["ecoscore_minimum"] else None,
            applies_from_count=int(row["applies_from_count"] or 1),
            source=row["source"] or "",
            note=row["note"] or "",
        )
        for row in rows.iter_rows(named=True)
    ]


def _fits(rule: Rule) -> pl.Expr:
    """Whether the powertrain or the fuel is one of those allowed; null when what is not known decides."""
    powertrain = pl.col("powertrain").is_in(list(rule.powertrains)).fill_null(False)
    fuel = pl.col("fuel").is_in(list(rule.fuels_allowed)).fill_null(False)
    in_doubt = pl.col("powertrain").is_null() | (pl.col("fuel").is_null() & pl.lit(bool(rule.fuels_allowed)))
    return pl.when(powertrain | fuel).then(True).when(~in_doubt).then(False)


def judge_each(rule: Rule, bought: pl.DataFrame) -> Judgement:
    """Every vehicle must fit."""
    judged = bought.with_columns(fits=_fits(rule))
    bad = judged.filter(~pl.col("fits"))["vin"].sort().to_list()
    unknown = judged.filter(pl.col("fits").is_null())["vin"].sort().to_list()
    good = judged.height - len(bad) - len(unknown)
    outcome = Outcome.FAIL if bad else Outcome.NOT_ASSESSABLE if unknown else Outcome.PASS
    return Judgement(outcome, judged.height, good, len(unknown), bad or unknown)


def _judge_share(rule: Rule, bought: pl.DataFrame, counts: pl.Expr) -> Judgement:
    """A share must fit; while the unknown ones decide, nothing can be said."""
    if bought.height < rule.applies_from_count:
        return Judgement(Outcome.NOT_APPLICABLE, bought.height, 0, 0, [])
    judged = bought.with_columns(counts=counts)
    good = judged.filter(pl.col("counts")).height
    unknown = judged.filter(pl.col("counts").is_null())["vin"].sort().to_list()
    needed = (rule.share_minimum or 0.0) * judged.height
    if good >= needed:
        return Judgement(Outcome.PASS, judged.height, good, len(unknown), [])
    outcome = Outcome.NOT_ASSESSABLE if good + len(unknown) >= needed else Outcome.FAIL
    return Judgement(outcome, judged.height, good, len(unknown), unknown)


def judge_ecoscore_share(rule: Rule, bought: pl.DataFrame) -> Judgement:
    """A share must have a high enough official Ecoscore; an estimate never counts."""
    return _judge_share(rule, bought, pl.col("ecoscore_official") >= (rule.ecoscore_minimum or 0.0))


def judge_powertrain_share(rule: Rule, bought: pl.DataFrame) -> Judgement:
    """A share must have one of the powertrains."""
    return _judge_share(rule, bought, _fits(rule))


def judge_disposal(rule: Rule, gone: pl.DataFrame) -> Judgement:
    """Old vehicles may not be sold on: sold is wrong, scrapped is right."""
    old = gone.filter(pl.col("fuel").is_in(list(rule.fuels))).with_columns(step=euro_step())
    judged = old.with_columns(
        fits=pl.when(pl.col("step") > (rule.euro_max or 0))
        .then(True)
        .when(pl.col("status") == "scrapped")
        .then(True)
        .when(pl.col("step").is_null())
        .then(None)
        .otherwise(pl.col("status") != "sold")
    )
    bad = judged.filter(~pl.col("fits"))["vin"].sort().to_list()
    unknown = judged.filter(pl.col("fits").is_null())["vin"].sort().to_list()
    outcome = Outcome.FAIL if bad else Outcome.NOT_ASSESSABLE if unknown else Outcome.PASS
    if judged.is_empty():
        outcome = Outcome.NOT_APPLICABLE
    good = judged.height - len(bad) - len(unknown)
    return Judgement(outcome, judged.height, good, len(unknown), bad or unknown)


JUDGES: dict[str, Callable[[Rule, pl.DataFrame], Judgement]] = {
    "only_powertrain_or_fuel": judge_each,
    "share_with_ecoscore": judge_ecoscore_share,
    "share_with_powertrain": judge_powertrain_share,
    "recycle_in_belgium": judge_disposal,
}
"""Kind of rule in the data -> who judges it."""

WHOLE_GOVERNMENT = ("FL-2013-EV5",)
"""Rules that hold for the government as a whole and not for each entity."""


def assess_purchases(
    vehicles: pl.DataFrame, periods: pl.DataFrame, year: int, rule_set: str = "flanders"
) -> list[RuleStanding]:
    """Every rule of a set that held on some day of a year, per entity that bought or disposed.

    Args:
        vehicles: The register.
        periods: `vin`, `service_end`.
        year: Calendar year.
        rule_set: Which set of rules.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    bought = acquisitions(vehicles).filter(pl.col("acquired").is_between(first, last))
    gone = vehicles.join(periods, on="vin", how="left").filter(pl.col("service_end").is_between(first, last))
    found = []
    for rule in purchase_rules(rule_set):
        if rule.start > last or (rule.end is not None and rule.end <= first) or rule.kind == "fleet":
            continue
        rows, day = (gone, "service_end") if rule.kind == "disposal" else (bought, "acquired")
        held = pl.col(day) >= rule.start
        if rule.end is not None:
            held = held & (pl.col(day) < rule.end)
        chosen = rows.filter(pl.col("category").is_in(list(rule.categories)), held)
        codes: list[str | None] = [None]
        if rule.rule_id not in WHOLE_GOVERNMENT:
            codes = list(chosen["entity_code"].unique().sort().to_list())
        for code in codes:
            own = chosen if code is None else chosen.filter(pl.col("entity_code") == code)
            said = JUDGES[rule.rule](rule, own)
            if said.outcome is not Outcome.NOT_APPLICABLE:
                found.append(
                    RuleStanding(rule, code, year, said.count, said.good, said.unknown, said.outcome, tuple(said.vins))
                )
    return found
