"""The clean-vehicle quota of Directive 2009/33/EC: the share of clean vehicles among those acquired in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Outcome
from kern.sources import read_table
from vloot.acquisitions import acquisitions

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = "fleet/clean_vehicles_directive.csv"
ZERO_EMISSION = ("bev", "fcev")
_RDE_PCT = 100.0


@dataclass(frozen=True)
class QuotaRule:
    """One class and period of the directive.

    Args:
        cvd_class: light, truck or bus.
        categories: Vehicle categories of the class.
        start: First day of the period.
        end: First day after it.
        quota_share: Share of the acquisitions that must be clean.
        co2_max_g_per_km: Most CO2 of a clean light vehicle, or None.
        rde_max_share: Most of the RDE limit for NOx and particles, or None when they do not count.
        clean_fuels: Fuels that make a heavy vehicle clean.
        source: Keys of `data/sources.csv`.
    """

    cvd_class: str
    categories: tuple[str, ...]
    start: date
    end: date
    quota_share: float
    co2_max_g_per_km: float | None
    rde_max_share: float | None
    clean_fuels: tuple[str, ...]
    source: str


def quota_rules() -> list[QuotaRule]:
    """The rules of `data/fleet/clean_vehicles_directive.csv`.

    >>> [(rule.cvd_class, rule.quota_share) for rule in quota_rules() if rule.start.year == 2021][0]
    ('light', 0.385)
    """
    return [
        QuotaRule(
            cvd_class=row["cvd_class"],
            categories=tuple(row["categories"].split(";")),
            start=date.fromisoformat(row["valid_from"]),
            end=date.fromisoformat(row["valid_until"]),
            quota_share=float(row["quota_share"]),
            co2_max_g_per_km=float(row["co2_max_g_per_km"]) if row["co2_max_g_per_km"] else None,
            rde_max_share=float(row["rde_nox_max_share"]) if row["rde_nox_max_share"] else None,
            clean_fuels=tuple((row["clean_fuels"] or "").split(";")) if row["clean_fuels"] else (),
            source=row["source"],
        )
        for row in read_table(TABLE).iter_rows(named=True)
    ]


def is_clean(rule: QuotaRule) -> pl.Expr:
    """Whether a vehicle is clean under a rule; null when its data cannot tell.

    No tailpipe is always clean. A light vehicle with one needs its WLTP CO2 and, where they count, both RDE values.
    """
    zero = pl.col("powertrain").is_in(ZERO_EMISSION) | pl.col("fuel").is_in(["electricity", "hydrogen"])
    if rule.clean_fuels:
        burned = pl.col("fuel").replace({"hvo": "synthetic_fuel"})
        plug = pl.col("powertrain") == "phev"
        return pl.when(zero | plug).then(True).otherwise(burned.is_in(list(rule.clean_fuels)))
    limit = rule.co2_max_g_per_km if rule.co2_max_g_per_km is not None else 0.0
    low = pl.col("co2_wltp_g_per_km") <= limit
    if rule.rde_max_share is None:
        return pl.when(zero).then(True).otherwise(low)
    rde = pl.col("rde_nox_pct") <= rule.rde_max_share * _RDE_PCT
    particles = pl.col("rde_pn_pct") <= rule.rde_max_share * _RDE_PCT
    # Three-valued: too much CO2 already says no, whatever the RDE values are.
    return pl.when(zero).then(True).when(~low).then(False).otherwise(low & rde & particles)


@dataclass(frozen=True)
class QuotaStanding:
    """Where a quota stands.

    Args:
        rule: The class and period.
        entity_code: None is the whole government.
        acquired: Vehicles acquired in the period up to the day judged.
        clean: Those known to be clean.
        unknown: Those whose data cannot tell.
        outcome: Pass when even the unknown ones cannot bring it under the quota, fail when they cannot lift it.
        vins_unknown: Chassis numbers of the unknown ones.
    """

    rule: QuotaRule
    entity_code: str | None
    acquired: int
    clean: int
    unknown: int
    outcome: Outcome
    vins_unknown: tuple[str, ...] = ()

    @property
    def clean_share(self) -> float | None:
        """Known clean vehicles as a share of the acquired ones."""
        return self.clean / self.acquired if self.acquired else None

    @property
    def short_count(self) -> int:
        """Clean vehicles that lack."""
        needed = -(-int(self.rule.quota_share * self.acquired * 1_000_000) // 1_000_000)
        return max(0, needed - self.clean)


def judge_quota(rule: QuotaRule, acquired: int, clean: int, unknown: int) -> Outcome:
    """Pass, fail, or not assessable while the unknown ones decide.

    >>> light = quota_rules()[0]
    >>> judge_quota(light, 10, 4, 0).value, judge_quota(light, 10, 3, 1).value, judge_quota(light, 10, 2, 1).value
    ('pass', 'not_assessable', 'fail')
    """
    if not acquired:
        return Outcome.NOT_APPLICABLE
    if clean >= rule.quota_share * acquired:
        return Outcome.PASS
    return Outcome.NOT_ASSESSABLE if clean + unknown >= rule.quota_share * acquired else Outcome.FAIL


def assess_quotas(vehicles: pl.DataFrame, until: date, entities: Iterable[str | None] = (None,)) -> list[QuotaStanding]:
    """Every quota whose period has begun, for the whole and for the entities asked.

    Args:
        vehicles: The register.
        until: Last day that counts.
        entities: Entity codes; None is the whole government.
    """
    bought = acquisitions(vehicles).filter(pl.col("acquired") <= until)
    found = []
    for rule in quota_rules():
        if rule.start > until:
            continue
        inside = bought.filter(
            pl.col("category").is_in(list(rule.categories)),
            pl.col("acquired") >= rule.start,
            pl.col("acquired") < rule.end,
        ).with_columns(clean=is_clean(rule))
        for entity in entities:
            own = inside if entity is None else inside.filter(pl.col("entity_code") == entity)
            clean = own.filter(pl.col("clean")).height
            unknown = own.filter(pl.col("clean").is_null())["vin"].sort().to_list()
            outcome = judge_quota(rule, own.height, clean, len(unknown))
            found.append(QuotaStanding(rule, entity, own.height, clean, len(unknown), outcome, tuple(unknown)))
    return found
