"""The sections of the energy room: the same for commands and report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import carriers
from energie.consumption_section import consumption
from energie.emissions import METRICS, Boundary, assumed_factor_findings, boundary_name, unpublished_findings
from energie.explanation_section import explanation
from energie.measures_section import measures
from energie.pathways_section import pathways
from energie.peers_section import benchmark
from energie.production_table import production_table
from energie.quality_section import quality
from energie.targets import BUILDINGS, INFRASTRUCTURE
from energie.trajectories import heritage_energy
from energie.trajectory_section import trajectories
from energie.weather_section import weather
from energie.wording import HERITAGE_NAMES, thousand
from energie.workings import emissions_of
from kern.language import _, show_number
from kern.report import Column, Figure, Section, Table

if TYPE_CHECKING:
    from collections.abc import Collection

    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from kern.report import Block

__all__ = [
    "SECTIONS", "benchmark", "consumption", "emissions", "explanation", "heritage", "measures", "pathways", "quality",
    "trajectories", "weather",
]  # fmt: skip


def emissions(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """CO2 of the report year under the three boundaries, and the factors behind it.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year, factor sets.

    Raises:
        FactorMissing: A year with energy has no factor.
    """
    found = emissions_of(inputs, options)
    kinds = inputs.assets.select("asset_code", "kind")
    frame = found.frame.join(kinds, on="asset_code", how="inner")
    year = options.report_year
    this_year = frame.filter(pl.col("year") == year)
    known = bool(this_year.height)
    note = _("All buildings and technical infrastructure, heritage included, portfolio as reported; no base year.")
    blocks: list[Block] = [
        Figure(
            f"energie.co2.{year}.{boundary.value}",
            _("CO2 {year}, {boundary}").format(year=year, boundary=boundary_name(boundary)),
            float(this_year[f"{boundary}_co2_kg"].sum()) / 1000 if known else None,
            _("t CO2"),
            0,
            f"{note} {_sets_in_words(boundary, options)}",
        )
        for boundary in Boundary
    ]
    blocks += [
        _boundary_table(frame, options),
        _carrier_table(this_year, found.unpublished, options),
        *([production] if (production := production_table(inputs, options)) else []),
        _factor_table(inputs, options),
    ]
    located = float(this_year[f"{Boundary.LOCATION_BASED}_co2_kg"].sum()) / 1000
    market = float(this_year[f"{Boundary.MARKET_BASED}_co2_kg"].sum()) / 1000
    return Section(
        key="energie.uitstoot",
        title=_("CO2 under three boundaries"),
        message=_("In {year} energy use stood for {located} t CO2 location based and {market} t market based.").format(
            year=year, located=show_number(located, 0), market=show_number(market, 0)
        ),
        blocks=blocks,
        findings=[*unpublished_findings(found, year), *assumed_factor_findings(found, METRICS, (year,))],
    )


def _sets_in_words(boundary: Boundary, options: EnergyOptions) -> str:
    sets = options.factor_sets
    match boundary:
        case Boundary.FOSSIL_ONLY:
            return _("Fuels burnt on site (factors {fuels}); electricity and heat counted as nothing.").format(
                fuels=sets.fuels
            )
        case Boundary.LOCATION_BASED:
            return _("Fuels (factors {fuels}) and electricity at the mean of the grid (factors {grid}).").format(
                fuels=sets.fuels, grid=sets.grid
            )
        case Boundary.MARKET_BASED:
            return _(
                "Fuels (factors {fuels}), electricity under a green contract as nothing (factors {green}), "
                "the rest at the residual mix (factors {residual})."
            ).format(fuels=sets.fuels, green=sets.green, residual=sets.residual)


def _boundary_table(frame: pl.DataFrame, options: EnergyOptions) -> Table:
    def of_kind(metric: str, kind: str, name: str) -> pl.Expr:
        return pl.col(metric).filter(pl.col("kind") == kind).sum().alias(name)

    sums = frame.group_by("year").agg(
        pl.col(METRICS).sum(),
        of_kind("location_based_co2_kg", BUILDINGS, "buildings_co2_kg"),
        of_kind("location_based_co2_kg", INFRASTRUCTURE, "infrastructure_co2_kg"),
    )
    rows = [
        {
            "key": f"energie.co2.{row['year']}.{Boundary.LOCATION_BASED}",
            "year": row["year"],
            "primary_energy_mwh": thousand(row["primary_energy_kwh"]),
            **{f"{boundary}_co2_t": thousand(row[f"{boundary}_co2_kg"]) for boundary in Boundary},
            "buildings_co2_t": thousand(row["buildings_co2_kg"]),
            "infrastructure_co2_t": thousand(row["infrastructure_co2_kg"]),
        }
        for row in sums.sort("year").iter_rows(named=True)
    ]
    unit = _("t CO2")
    columns = [
        Column("key", _("Key")),
        Column("year", _("Year")),
        Column("primary_energy_mwh", _("Primary energy"), "MWh", 0),
        *(Column(f"{b}_co2_t", boundary_name(b).capitalize(), unit, 0) for b in Boundary),
        Column("buildings_co2_t", _("Of which buildings, location based"), unit, 0),
        Column("infrastructure_co2_t", _("Of which technical infrastructure, location based"), unit, 0),
    ]
    note = _("All assets, heritage included. Primary energy with factors {set}.").format(
        set=options.factor_sets.primary_energy
    )
    return Table("energie.uitstoot.jaren", _("CO2 and primary energy, year by year"), columns, rows, note)


def _carrier_table(this_year: pl.DataFrame, unpublished: Collection[tuple[str, str]], options: EnergyOptions) -> Table:
    sums = this_year.group_by("carrier").agg(pl.col("consumption_kwh", *METRICS).sum())
    by_code = {row["carrier"]: row for row in sums.iter_rows(named=True)}
    year = options.report_year

    def known(code: str, metric: str) -> float | None:
        """Unknown is a dash: without a published factor the energy is in no total, and that is not zero."""
        return None if (metric, code) in unpublished else thousand(by_code[code][metric])

    rows: list[dict[str, Any]] = [
        {
            "key": f"energie.co2.{year}.drager.{code}",
            "carrier": one.name,
            "consumption_mwh": thousand(by_code[code]["consumption_kwh"]),
            "primary_energy_mwh": known(code, "primary_energy_kwh"),
            **{f"{boundary}_co2_t": known(code, f"{boundary}_co2_kg") for boundary in Boundary},
        }
        for code, one in carriers().items()
        if code in by_code
    ]
    columns = [
        Column("key", _("Key")),
        Column("carrier", _("Energy carrier")),
        Column("consumption_mwh", _("Final energy"), "MWh", 0),
        Column("primary_energy_mwh", _("Primary energy"), "MWh", 0),
        *(Column(f"{b}_co2_t", boundary_name(b).capitalize(), _("t CO2"), 1) for b in Boundary),
    ]
    return Table("energie.uitstoot.dragers", _("By energy carrier in {year}").format(year=year), columns, rows)


def _factor_table(inputs: EnergyInputs, options: EnergyOptions) -> Table:
    found = emissions_of(inputs, options)
    used = dict.fromkeys(use for metric in METRICS for use in found.factors_of(metric, [options.report_year]))
    rows = [
        {
            "factor": use.key,
            "factor_set": use.factor_set,
            "value": use.value,
            "unit": use.unit,
            "valid_from": use.valid_from,
            "valid_until": use.valid_until,
            "source": use.source,
            "certainty": use.certainty,
        }
        for use in used
    ]
    columns = [
        Column("factor", _("Factor")),
        Column("factor_set", _("Set")),
        Column("value", _("Value"), "", 4),
        Column("unit", _("Unit")),
        Column("valid_from", _("Valid from")),
        Column("valid_until", _("Valid until")),
        Column("source", _("Source")),
        Column("certainty", _("Certainty")),
    ]
    title = _("Factors used for {year}").format(year=options.report_year)
    return Table("energie.uitstoot.factoren", title, columns, rows)


def heritage(inputs: EnergyInputs, options: EnergyOptions) -> Section:
    """Annex: the heritage that stays out of the primary energy target, with its energy.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year and excluded statuses.
    """
    found = heritage_energy(emissions_of(inputs, options), inputs.assets, options)
    rows = [
        {
            "key": f"energie.primair.{options.report_year}.{row['asset_code']}",
            "asset_code": row["asset_code"],
            "name": row["name"],
            "entity": row["entity_name"],
            "heritage_status": _(HERITAGE_NAMES.get(row["heritage_status"], row["heritage_status"])),
            "consumption_mwh": thousand(row["consumption_kwh"]),
            "primary_energy_mwh": thousand(row["primary_energy_kwh"]),
        }
        for row in found.iter_rows(named=True)
    ]
    columns = [
        Column("key", _("Key")),
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("entity", _("Entity")),
        Column("heritage_status", _("Heritage status")),
        Column("consumption_mwh", _("Final energy"), "MWh", 1),
        Column("primary_energy_mwh", _("Primary energy"), "MWh", 1),
    ]
    statuses = ", ".join(_(HERITAGE_NAMES.get(s, s)) for s in options.excluded_heritage_statuses)
    total = float(found["primary_energy_kwh"].sum() or 0.0) / 1000
    key = f"energie.primair.{options.report_year}.erfgoed"
    note = _("Statuses that stay out: {statuses}. The definition is not published; the rule can be changed.").format(
        statuses=statuses or _("none")
    )
    label = _("Primary energy of excluded heritage {year}").format(year=options.report_year)
    return Section(
        key="energie.erfgoed",
        title=_("Heritage outside the target"),
        message=_(
            "{count} assets stay out of the primary energy target; they used {mwh} MWh of primary energy."
        ).format(count=len(rows), mwh=show_number(total, 0)),
        blocks=[
            Figure(key, label, total, "MWh", 0, note),
            Table("energie.erfgoed.objecten", _("Excluded heritage and its energy"), columns, rows, note),
        ],
    )


SECTIONS = (
    trajectories, explanation, measures, weather, benchmark, pathways, consumption, emissions, quality, heritage,
)  # fmt: skip
"""In the order of the annual report; the last is an annex."""
