"""Primary energy and CO2: consumption times dated, sourced factors, under three boundaries that are always named.

fossil_only counts what is burnt on site; location_based adds electricity at the grid's mean; market_based counts
electricity under a green contract as nothing and the rest at the residual mix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier
from energie.own_factors import own_by_month, with_own_factors
from kern.errors import FactorMissing
from kern.findings import Finding, Severity
from kern.language import N_, _
from kern.report import FactorUse
from kern.sources import factor, read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kern.sources import Factor

EMISSION_TABLE = "factors/emission.csv"
PRIMARY_TABLE = "factors/primary_energy.csv"
SETS_TABLE = "factors/sets.csv"


class Boundary(StrEnum):
    """Which emissions count."""

    FOSSIL_ONLY = "fossil_only"
    LOCATION_BASED = "location_based"
    MARKET_BASED = "market_based"


BOUNDARY_NAMES = {
    Boundary.FOSSIL_ONLY: N_("fossil fuels only"),
    Boundary.LOCATION_BASED: N_("location based"),
    Boundary.MARKET_BASED: N_("market based"),
}


def boundary_name(boundary: str) -> str:
    """The boundary in the language in force."""
    return _(BOUNDARY_NAMES[Boundary(boundary)])


@lru_cache(maxsize=32)
def default_set(use: str) -> str:
    """The factor set that `data/factors/sets.csv` marks as the default for a use.

    >>> default_set("primary_energy")
    'vlaams_actieplan_2016'
    """
    rows = read_table(SETS_TABLE).filter(pl.col("use") == use, pl.col("is_default") == "true")
    return str(rows["factor_set"][0])


def _default(use: str) -> str:
    return field(default_factory=lambda: default_set(use))


@dataclass(frozen=True)
class FactorSets:
    """Which published series is used for what; one series for all years, never mixed.

    Args:
        primary_energy: Primary energy factors; base and report year use the same ones.
        fuels: Direct emissions of fuels.
        grid: Electricity, location based.
        residual: Electricity without a green contract, market based.
        green: Electricity under a green contract.
    """

    primary_energy: str = _default("primary_energy")
    fuels: str = _default("buildings_direct")
    grid: str = _default("electricity_location_direct")
    residual: str = _default("electricity_market_residual")
    green: str = _default("electricity_market_green")


@dataclass(frozen=True)
class FactorUsed:
    """A factor where it was used, and whether it is an assumption rather than a published number."""

    metric: str
    carrier: str
    year: int
    use: FactorUse
    assumed: bool


@dataclass(frozen=True)
class Emissions:
    """Energy and emissions per asset, carrier and year, with the factors that were used.

    Args:
        frame: `asset_code`, `carrier`, `year`, `consumption_kwh`, `missing_kwh`, and for each of
            `primary_energy_kwh`, `fossil_only_co2_kg`, `location_based_co2_kg`, `market_based_co2_kg` the value and,
            with `missing_` before it, what is to be expected for days without a reading.
        used: The factors behind it.
        by_month: `carrier`, `year`, `month`, `green` and per metric the factor: kWh or kg per kWh.
        unpublished: Metric and carrier without any published factor: their energy is in no total and counts as
            missing, as much as the same energy of natural gas would be.
        own: Factors of the user per asset, carrier and month (see `energie.own_factors`).
    """

    frame: pl.DataFrame
    used: tuple[FactorUsed, ...]
    by_month: pl.DataFrame
    unpublished: tuple[tuple[str, str], ...] = ()
    own: pl.DataFrame = field(default_factory=pl.DataFrame)

    def with_more(self, other: Emissions) -> Emissions:
        """These and those of other years, computed with other factors."""
        return Emissions(
            pl.concat([self.frame, other.frame]),
            (*self.used, *other.used),
            pl.concat([self.by_month, other.by_month]),
            tuple(dict.fromkeys((*self.unpublished, *other.unpublished))),
            pl.concat([self.own, other.own]),
        )

    def factors_of(
        self, metric: str, years: Collection[int] | None = None, carriers: Collection[str] | None = None
    ) -> list[FactorUse]:
        """The factors behind a metric, for some years and carriers only where asked."""
        found = (
            one.use
            for one in self.used
            if one.metric == metric
            and (years is None or one.year in years)
            and (carriers is None or one.carrier in carriers)
        )
        return list(dict.fromkeys(found))


EXPORTED = ("primary_energy_kwh", f"{Boundary.LOCATION_BASED}_co2_kg")
"""Metrics in which exported electricity counts, by k_exp; the others report what it avoids nowhere."""

METRICS = ("primary_energy_kwh", *(f"{boundary}_co2_kg" for boundary in Boundary))


def factor_use(found: Factor) -> FactorUse:
    """A factor as the report and `koers herkomst` show it."""
    return FactorUse(
        key=found.key,
        factor_set=found.factor_set,
        value=found.value,
        unit=found.unit,
        valid_from=found.valid_from.isoformat(),
        valid_until=found.valid_until.isoformat() if found.valid_until else "",
        source=found.source,
        place=found.place,
        certainty=found.certainty,
        file=found.file,
    )


@lru_cache(maxsize=4096)
def factors_by_month(table: str, key: str, year: int, factor_set: str) -> tuple[Factor, ...]:
    """The factor of each month of a year: the one that holds on its first day.

    Raises:
        FactorMissing: A month has none; the message names the file to extend.

    >>> len(factors_by_month("factors/primary_energy.csv", "primary_energy.natural_gas", 2020, "vlaams_actieplan_2016"))
    12
    """
    found: list[Factor] = []
    for month in range(1, 13):
        day = date(year, month, 1)
        last = found[-1] if found else None
        holds = last is not None and (last.valid_until is None or last.valid_until > day)
        found.append(last if last is not None and holds else factor(table, key, day, factor_set))
    return tuple(found)


@dataclass(frozen=True)
class _Part:
    """One product in a metric: energy under a condition times a factor."""

    metric: str
    table: str
    key: str
    factor_set: str
    green: bool | None = None
    published: bool = True


PROXY_CARRIER = "natural_gas"
"""What energy without a published factor is weighed like when the coverage of a year is judged; never in a total."""


def _parts(code: str, sets: FactorSets) -> list[_Part]:
    """The products that make up the metrics of a carrier."""
    one = carrier(code)
    primary = one.primary_energy_key or f"primary_energy.{code}"
    known = bool(one.primary_energy_key)
    parts = [_Part("primary_energy_kwh", PRIMARY_TABLE, primary, sets.primary_energy, published=known)]
    if code == "electricity":
        return [
            *parts,
            _Part("location_based_co2_kg", EMISSION_TABLE, one.emission_key, sets.grid),
            _Part("market_based_co2_kg", EMISSION_TABLE, "co2.electricity.market.residual", sets.residual, green=False),
            _Part("market_based_co2_kg", EMISSION_TABLE, "co2.electricity.market.green", sets.green, green=True),
        ]
    key = one.emission_key or f"co2.{code}.direct"
    boundaries = [b for b in Boundary if b is not Boundary.FOSSIL_ONLY or one.is_fossil]
    known = bool(one.emission_key)
    return parts + [_Part(f"{b}_co2_kg", EMISSION_TABLE, key, sets.fuels, published=known) for b in boundaries]


def compute_emissions(
    months: pl.DataFrame,
    sets: FactorSets | None = None,
    by: Sequence[str] = ("asset_code",),
    own: pl.DataFrame | None = None,
    export_factor: float = 0.0,
) -> Emissions:
    """Multiply consumption with the factor of its month.

    Args:
        months: From `energie.consumption.asset_months`.
        sets: Factor sets; the defaults of `data/factors/sets.csv` when left out.
        by: What rows are kept apart by, besides carrier and year.
        own: `energie.inputs.OWN_FACTOR_COLUMNS`: factors of the user, before published ones.
        export_factor: k_exp: how much of what exported electricity avoids elsewhere counts (see `energie.export`).

    Raises:
        FactorMissing: A carrier with energy has no factor in a year; the message names the file to extend.
    """
    needed = (
        months.filter((pl.col("consumption_kwh") > 0) | (pl.col("missing_kwh") > 0) | _injects(months))
        .select("carrier", "year", "green")
        .unique()
        .sort("carrier", "year", "green")
    )
    factors, used, unpublished = _factors(needed, sets or FactorSets())
    columns = [*METRICS, *(f"proxy_{metric}" for metric in METRICS)]
    per_kwh = months.join(factors, on=list(FACTOR_KEY), how="left").with_columns(pl.col(columns).fill_null(0.0))
    brought = own_by_month(months, own)
    per_kwh, uses = with_own_factors(per_kwh, brought)
    used += tuple(FactorUsed(metric, code, year, use, assumed=False) for metric, code, year, use in uses)
    still = {(m, c) for m, c in unpublished if per_kwh.filter(carrier=c)[f"proxy_{m}"].max()}
    kwh, absent = pl.col("consumption_kwh"), pl.col("missing_kwh")
    values = []
    for metric in METRICS:
        known, proxy = pl.col(metric), pl.col(f"proxy_{metric}")
        credit = _export(metric, export_factor, per_kwh)
        values += [known * kwh + credit, ((known + proxy) * absent + proxy * kwh).alias(f"missing_{metric}")]
    frame = (
        per_kwh.with_columns(values)
        .group_by(*by, "carrier", "year")
        .agg(pl.col("consumption_kwh", "missing_kwh", *METRICS, *(f"missing_{metric}" for metric in METRICS)).sum())
        .sort(*by, "carrier", "year", nulls_last=True)
    )
    return Emissions(
        frame,
        used,
        factors.drop(f"proxy_{metric}" for metric in METRICS),
        tuple(pair for pair in unpublished if pair in still),
        brought,
    )


def _injects(months: pl.DataFrame) -> pl.Expr:
    return pl.col("injection_kwh") > 0 if "injection_kwh" in months.columns else pl.lit(False)


def _export(metric: str, export_factor: float, per_kwh: pl.DataFrame) -> pl.Expr:
    """What exported electricity changes in a metric, per row."""
    if metric not in EXPORTED or "injection_kwh" not in per_kwh.columns:
        return pl.lit(0.0)
    fuel = pl.col(f"chp_{metric}") if f"chp_{metric}" in per_kwh.columns else pl.lit(0.0)
    burnt = (pl.col("chp_injection_kwh") if "chp_injection_kwh" in per_kwh.columns else pl.lit(0.0)) * fuel
    credit = -burnt - export_factor * (pl.col("injection_kwh") * pl.col(metric) - burnt)
    return pl.when(pl.col("carrier") == "electricity").then(credit).otherwise(0.0)


FACTOR_KEY: Mapping[str, pl.DataType] = {
    "carrier": pl.String(),
    "year": pl.Int32(),
    "month": pl.Int8(),
    "green": pl.Boolean(),
}


def _factors(
    needed: pl.DataFrame, sets: FactorSets
) -> tuple[pl.DataFrame, tuple[FactorUsed, ...], tuple[tuple[str, str], ...]]:
    """The factor of each metric per carrier, month and kind of contract; 0 where a metric does not count a carrier."""
    values: dict[tuple[str, int, int, bool], dict[str, float]] = {}
    used: dict[FactorUsed, None] = {}
    unpublished: dict[tuple[str, str], None] = {}
    for code, year, green in needed.iter_rows():
        for part in _parts(code, sets):
            if part.green is not None and part.green != green:
                continue
            found, column = _published(part, year), part.metric
            if found is None:
                unpublished[part.metric, code] = None
                proxy = next(one for one in _parts(PROXY_CARRIER, sets) if one.metric == part.metric)
                found, column = factors_by_month(proxy.table, proxy.key, year, proxy.factor_set), f"proxy_{part.metric}"
            for month, one in enumerate(found, start=1):
                values.setdefault((code, year, month, green), {})[column] = one.value
                if column == part.metric:
                    used[FactorUsed(part.metric, code, year, factor_use(one), one.kind == "assumption")] = None
    columns = [*METRICS, *(f"proxy_{metric}" for metric in METRICS)]
    rows = [(*key, *(factors.get(column, 0.0) for column in columns)) for key, factors in values.items()]
    schema = {**FACTOR_KEY, **dict.fromkeys(columns, pl.Float64())}
    return pl.DataFrame(rows, schema=schema, orient="row"), tuple(used), tuple(unpublished)


def _published(part: _Part, year: int) -> tuple[Factor, ...] | None:
    """The factors of a part; None where nobody publishes one, and the user has not added the supplier's."""
    try:
        return factors_by_month(part.table, part.key, year, part.factor_set)
    except FactorMissing:
        if part.published:
            raise
        return None


def unpublished_findings(emissions: Emissions, year: int) -> list[Finding]:
    """Carriers without a published factor: their energy stands in no total and lowers the coverage."""
    codes = dict.fromkeys(code for _metric, code in emissions.unpublished)
    rows = emissions.frame.filter(pl.col("year") == year)
    return [
        Finding(
            "energy.factor.unpublished",
            Severity.WARNING,
            N_("{carrier}: no factor is published. Its {mwh} MWh of {year} are in no total and count as unknown."),
            {
                "carrier": carrier(code).name,
                "mwh": float(rows.filter(pl.col("carrier") == code)["consumption_kwh"].sum()) / 1000,
                "year": year,
            },
            remedy=N_(
                "Ask the supplier for the factors and add them with their source to data/factors/emission.csv and "
                "data/factors/primary_energy.csv."
            ),
        )
        for code in codes
    ]


def assumed_factor_findings(emissions: Emissions, metrics: Collection[str], years: Collection[int]) -> list[Finding]:
    """Factors that are assumptions: a value carried forward, or one that no source confirms.

    Args:
        emissions: What was computed.
        metrics: Columns that the reader sees.
        years: Years that carry the verdict: base and report year.
    """
    found: dict[tuple[str, str, float, str], list[int]] = {}
    for one in emissions.used:
        if one.assumed and one.metric in metrics and one.year in years:
            key = (one.use.key, one.use.factor_set, one.use.value, one.use.place)
            found.setdefault(key, []).append(one.year)
    return [
        Finding(
            "energy.factor.assumed",
            Severity.INFO,
            N_("Factor {key} of set {set} for {years} is an assumption: {value} ({place})."),
            {
                "key": key,
                "set": name,
                "value": value,
                "place": place or "–",
                "years": ", ".join(map(str, sorted(set(used)))),
            },
            remedy=N_("Add the published value with its source to data/factors when it is there."),
        )
        for (key, name, value, place), used in found.items()
    ]
