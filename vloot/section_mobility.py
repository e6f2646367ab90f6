"""The section on the mobility ladder: avoid a trip, share it, shift it, and only then drive it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vloot.figures_mobility import draw_ladder
from vloot.mobility import indicators, mobility_years
from vloot.result import compute_fleet
from vloot.telling import some

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions


def mobility_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Kilometres per full-time equivalent, trips avoided, shared and shifted, as far as the entities told them."""
    year = options.report_year
    years = mobility_years(inputs, compute_fleet(inputs, options)).filter(pl.col("year") <= year)
    now = years.filter(pl.col("year") == year)
    blocks: list[Block] = [*_figures(now, year)]
    if now["sustainable_share"].is_not_null().any():
        names = inputs.entity_names()
        blocks.append(
            Chart(
                key="vloot.mobiliteit.grafiek",
                message=_message(now, year),
                alt=_(
                    "Bars per entity: kilometres of service vehicles, private cars, shared cars, bicycle and transit."
                ),
                draw=lambda: draw_ladder(now, names),
                data=_km_table(now, inputs, year),
            )
        )
    told = inputs.mobility["year"].to_list()
    blocks += [
        _table(years, inputs, year),
        _km_table(now, inputs, year),
        _by_year(years.filter(pl.col("year").is_in([*told, year]))),
    ]
    return Section(
        key="vloot.mobiliteit",
        title=_("The mobility ladder"),
        message=_message(now, year),
        blocks=blocks,
        findings=_findings(now, inputs, year),
    )


def basis() -> str:
    """What the kilometres are, behind every figure."""
    return _(
        "Kilometres of service vehicles from odometer readings; trips, other kilometres and staff as the entities told "
        "them. No base year; what was not told is not counted."
    )


def _total(frame: pl.DataFrame, name: str) -> float | None:
    known = frame[name].drop_nulls()
    return float(known.sum()) if known.len() else None


def _per_fte(now: pl.DataFrame) -> float | None:
    """Over the entities of which both kilometres and staff are known."""
    both = now.filter(pl.col("km_per_fte").is_not_null())
    return float(both["service_km"].sum()) / float(both["fte"].sum()) if both.height else None


def _sustainable_pct(now: pl.DataFrame) -> float | None:
    """Over the entities of which the share is known."""
    known = now.filter(pl.col("sustainable_share").is_not_null())
    if known.is_empty():
        return None
    codes = [code for code, one in indicators().items() if one.unit == "km" and one.step != "avoid"]
    better = [code for code in codes if indicators()[code].step != "car"]
    km = {code: float(known[code].sum()) for code in ("service_km", *codes)}
    return sum(km[code] for code in better) / sum(km.values()) * 100


def _figures(now: pl.DataFrame, year: int) -> list[Figure]:
    told = now.filter(pl.col("fte").is_not_null()).height
    key = f"vloot.mobiliteit.{year}"
    return [
        Figure(
            key, _("Driven in service vehicles per FTE"), _per_fte(now), "km", 0,
            translate(N_("Of the {count} entities with kilometres and staff. "), {"count": told}) + basis(),
        ),
        Figure(f"{key}.vermeden", _("Service trips avoided"), _total(now, "trips_avoided"), "", 0, basis()),
        Figure(f"{key}.gedeeld", _("Service trips shared"), _total(now, "trips_shared"), "", 0, basis()),
        Figure(
            f"{key}.duurzaam", _("Kilometres shared, by bicycle or public transport"), _sustainable_pct(now), "%", 1,
            _("Of all kilometres for the service, over the entities that told them. ") + basis(),
        ),
    ]  # fmt: skip


def _message(now: pl.DataFrame, year: int) -> str:
    per_fte = _per_fte(now)
    if per_fte is None:
        return translate(
            N_("Kilometres per full-time equivalent of {year} are not known: no entity told its staff."), {"year": year}
        )
    share = _sustainable_pct(now)
    told = {"year": year, "km": show_number(per_fte, 0), "share": None if share is None else show_number(share, 1)}
    if share is None:
        return translate(N_("Service vehicles drove {km} km per full-time equivalent in {year}."), told)
    return translate(
        N_(
            "Service vehicles drove {km} km per full-time equivalent in {year}; {share} % of the kilometres for the "
            "service were shared, cycled or by public transport."
        ),
        told,
    )


def _table(years: pl.DataFrame, inputs: FleetInputs, year: int) -> Table:
    names = inputs.entity_names()
    before = years.filter(pl.col("year") == year - 1).select("entity_code", _before="km_per_fte")
    rows: list[dict[str, Any]] = []
    for row in years.filter(pl.col("year") == year).join(before, on="entity_code", how="left").iter_rows(named=True):
        now, then = row["km_per_fte"], row["_before"]
        rows.append(
            {
                "entity_code": row["entity_code"],
                "entity": names.get(row["entity_code"], row["entity_code"]),
                "vehicle_count": row["vehicle_count"],
                "known_count": row["known_count"],
                "fte": row["fte"],
                "km_per_fte": now,
                "change_pct": (now / then - 1) * 100 if now is not None and then else None,
                "trips_avoided": row["trips_avoided"],
                "trips_avoided_per_fte": row["trips_avoided_per_fte"],
                "trips_shared": row["trips_shared"],
                "sustainable_pct": None if row["sustainable_share"] is None else row["sustainable_share"] * 100,
            }
        )
    return Table(
        key="vloot.mobiliteit.per_entiteit",
        title=_("The ladder of each entity in {year}").format(year=year),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("vehicle_count", _("Vehicles")),
            Column("known_count", _("With kilometres")),
            Column("fte", _("FTE"), "", 0),
            Column("km_per_fte", _("Per FTE"), "km", 0),
            Column("change_pct", _("Change since the year before"), "%", 1),
            Column("trips_avoided", _("Trips avoided"), "", 0),
            Column("trips_avoided_per_fte", _("Per FTE"), "", 1),
            Column("trips_shared", _("Trips shared"), "", 0),
            Column("sustainable_pct", _("Shared, bicycle, public transport"), "%", 1),
        ],
        rows=rows,
        note=basis(),
    )


def _km_table(now: pl.DataFrame, inputs: FleetInputs, year: int) -> Table:
    """Kilometres by kind: what the picture is drawn from."""
    names = inputs.entity_names()
    codes = [code for code, one in indicators().items() if one.unit == "km"]
    return Table(
        key="vloot.mobiliteit.kilometers",
        title=_("Kilometres for the service in {year}").format(year=year),
        columns=[
            Column("entity_code", _("Entity code")),
            Column("entity", _("Entity")),
            Column("service_km", _("Service vehicles"), "km", 0),
            *(Column(code, indicators()[code].title.capitalize(), "km", 0) for code in codes),
        ],
        rows=[
            {
                "entity_code": row["entity_code"],
                "entity": names.get(row["entity_code"], row["entity_code"]),
                "service_km": row["service_km"],
                **{code: row[code] for code in codes},
            }
            for row in now.iter_rows(named=True)
        ],
        note=basis(),
    )


def _by_year(years: pl.DataFrame) -> Table:
    rows = []
    for (year,), of_year in years.sort("year").group_by("year", maintain_order=True):
        rows.append(
            {
                "year": year,
                "service_km": _total(of_year, "service_km"),
                "km_per_fte": _per_fte(of_year),
                "trips_avoided": _total(of_year, "trips_avoided"),
                "trips_shared": _total(of_year, "trips_shared"),
                "sustainable_pct": _sustainable_pct(of_year),
            }
        )
    return Table(
        key="vloot.mobiliteit.jaren",
        title=_("The ladder by year"),
        columns=[
            Column("year", _("Year")),
            Column("service_km", _("Service vehicles"), "km", 0),
            Column("km_per_fte", _("Per FTE"), "km", 0),
            Column("trips_avoided", _("Service trips avoided"), "", 0),
            Column("trips_shared", _("Service trips shared"), "", 0),
            Column("sustainable_pct", _("Shared, bicycle, public transport"), "%", 1),
        ],
        rows=rows,
        note=basis(),
    )


def _findings(now: pl.DataFrame, inputs: FleetInputs, year: int) -> list[Finding]:
    silent = now.filter(pl.all_horizontal(pl.col(code).is_null() for code in indicators()))["entity_code"].to_list()
    if not silent:
        return []
    names = inputs.entity_names()
    return [
        Finding(
            "fleet.mobility.untold",
            Severity.INFO,
            N_("{count} entities told nothing about their trips and staff in {year}: {names}."),
            {"count": len(silent), "year": year, "names": some([names.get(code, code) for code in silent])},
            remedy=N_("Load a file with entity, year, FTE and the trips; one row per entity and year."),
        )
    ]
