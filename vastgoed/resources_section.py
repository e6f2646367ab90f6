"""The section on water, waste, food and purchases: what the portfolio uses per person and per m²."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.code_lists import codes, name_of
from vastgoed.portfolio import compute_buildings
from vastgoed.resources import RATIOS, compute_ratios, portfolio_ratio, unit_of

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

KEY = "vastgoed.milieu"
_SIGNS = {"m**3": "m³", "count": ""}


def ratios_on(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    """The indicators per building in the report year, once per set of options; see `compute_ratios`."""

    def work() -> pl.DataFrame:
        return compute_ratios(inputs.resource_use, compute_buildings(inputs, options.day), options.report_year)

    return inputs.remember("resources", options, work)


def resources_section(inputs: EstateInputs, options: EstateOptions, with_list: bool = False) -> Section:
    """The indicators over the portfolio and, on request, per building.

    Args:
        inputs: The registers.
        options: The report year.
        with_list: With every building.
    """
    year = options.report_year
    title = _("Water, waste and materials")
    rows = ratios_on(inputs, options)
    if rows.is_empty():
        message = translate(N_("No water, waste or purchases of {year} are known: load them as streams per building."),
                            {"year": year})  # fmt: skip
        return Section(KEY, title, message, [])
    buildings = compute_buildings(inputs, options.day)
    message = translate(
        N_("{known} of {count} buildings reported water, waste or purchases of {year}."),
        {"known": rows["asset_code"].n_unique(), "count": buildings.height, "year": year},
    )
    blocks: list[Block] = [*_figures(rows, year), _streams(inputs, buildings, year)]
    if with_list:
        blocks.append(_list(rows, buildings))
    return Section(KEY, title, message, blocks)


def _figures(rows: pl.DataFrame, year: int) -> list[Figure]:
    found = []
    for ratio in RATIOS:
        value, count = portfolio_ratio(rows, ratio)
        if value is None:
            continue
        note = translate(N_("over the {count} buildings for which both are known"), {"count": count})
        found.append(Figure(f"{KEY}.{ratio.code}.{year}", _(ratio.label), value, _(ratio.unit), ratio.decimals, note))
    return found


def _streams(inputs: EstateInputs, buildings: pl.DataFrame, year: int) -> Table:
    there = inputs.resource_use.filter(pl.col("asset_code").is_in(buildings["asset_code"].implode()))
    years = [known for known in (year - 1, year) if known in there["year"].to_list()]
    sums = {
        (kind, known): (quantity, count)
        for kind, known, quantity, count in there.group_by("kind", "year")
        .agg(pl.col("quantity").sum(), pl.len())
        .rows()
    }
    rows: list[dict[str, Any]] = []
    for kind in codes("resource"):
        if any((kind, known) in sums for known in years):
            rows.append(
                {
                    "stream": name_of("resource", kind),
                    "unit": _SIGNS.get(unit_of(kind), unit_of(kind)),
                    **{f"y{known}": sums.get((kind, known), (None, 0))[0] for known in years},
                    "buildings": sums.get((kind, year), (None, 0))[1],
                }
            )
    return Table(
        f"{KEY}.stromen",
        _("Streams of all buildings together"),
        [
            Column("stream", _("Stream")),
            Column("unit", _("Unit")),
            *(Column(f"y{known}", str(known), decimals=0) for known in years),
            Column("buildings", _("Buildings"), decimals=0),
        ],
        rows,
        _("Years differ also because other buildings report; compare the figures per FTE."),
    )


def _list(rows: pl.DataFrame, buildings: pl.DataFrame) -> Table:
    wide = rows.pivot("ratio", index="asset_code", values="value")
    named = wide.join(buildings.select("asset_code", "name"), on="asset_code", how="left", maintain_order="left")
    present = [ratio for ratio in RATIOS if ratio.code in wide.columns]
    return Table(
        f"{KEY}.gebouwen",
        _("Per building"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            *(Column(ratio.code, _(ratio.label), _(ratio.unit), ratio.decimals) for ratio in present),
        ],
        named.sort("asset_code").to_dicts(),
        _("A dash: one of the two sums is not known. It is never taken for zero."),
    )
