"""The section on the portfolio: how many assets and square metres, of whom, in what use, with what plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, show_value, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vastgoed.checks import CHECKS, run_checks
from vastgoed.code_lists import codes, name_of
from vastgoed.figures import draw_areas_by_entity
from vastgoed.measures import MEASURES, is_vacant
from vastgoed.portfolio import compute_assets, compute_buildings

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_SHOWN = ("gebouwen", "bvo", "ifa", "vte", "werkplekken", "leegstand", "leegstand_bvo", "huur", "infrastructuur")
_DECIMALS = {"vte": 1}


@dataclass(frozen=True)
class Grouping:
    """One way to divide the buildings.

    Args:
        code: Its word in the keys of figures.
        column: The column of `compute_buildings` that divides them.
        title: Title of its table, marked with `N_`.
        heading: Heading of its first column, marked with `N_`.
    """

    code: str
    column: str
    title: str
    heading: str


GROUPINGS = {
    grouping.code: grouping
    for grouping in (
        Grouping("entiteit", "entity_code", N_("Buildings by managing entity"), N_("Entity")),
        Grouping("functie", "building_function", N_("Buildings by main function"), N_("Function")),
        Grouping("recht", "right", N_("Buildings by right"), N_("Right")),
        Grouping("strategie", "long_term_strategy", N_("Buildings by long-term strategy"), N_("Strategy")),
        Grouping("erfgoed", "heritage_status", N_("Buildings by heritage status"), N_("Heritage")),
    )
}
UNKNOWN = "onbekend"
"""Detail of a key for what has no value in the column that divides."""


def grouped_buildings(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    """The buildings on the day with `right`: the right to use when it is not ownership, else the ownership right."""
    own = pl.col("use_right").is_null() | (pl.col("use_right") == "own_use")
    right = pl.when(own).then(pl.coalesce("ownership_right", "use_right")).otherwise(pl.col("use_right"))
    return compute_buildings(inputs, options.day).with_columns(right=right)


def group_name(grouping: Grouping, code: str | None, inputs: EstateInputs) -> str:
    """The name of one group in the language in force."""
    if code is None:
        return _("not known")
    if grouping.code == "entiteit":
        names = inputs.entity.filter(pl.col("code") == code)["name"]
        return str(names[0]) if len(names) else code
    if grouping.code == "recht":
        return name_of("ownership_right" if code in codes("ownership_right") else "use_right", code)
    return name_of(grouping.column, code)


def portfolio_section(inputs: EstateInputs, options: EstateOptions, with_list: bool = False) -> Section:
    """The portfolio on the day of the options.

    Args:
        inputs: The registers.
        options: The day and the limits of the checks.
        with_list: Add every building, for the command; the report leaves that to its annexes.
    """
    buildings = grouped_buildings(inputs, options)
    by_entity = _table(GROUPINGS["entiteit"], buildings, inputs, options)
    others = [
        _table(grouping, buildings, inputs, options) for code, grouping in GROUPINGS.items() if code != "entiteit"
    ]
    blocks: list[Block] = [*_figures(inputs, options, buildings), by_entity]
    if buildings["gross_floor_area_m2"].sum() > 0:
        blocks.append(_chart(by_entity))
    blocks += [*others, *_infrastructure(inputs, options)]
    if with_list:
        blocks.append(_list(buildings, options))
    return Section(
        key="vastgoed.toon",
        title=_("The property portfolio"),
        message=_message(inputs, options),
        blocks=blocks,
        findings=run_checks(CHECKS, inputs, options),
    )


def _message(inputs: EstateInputs, options: EstateOptions) -> str:
    totals = {
        code: MEASURES[code].total(MEASURES[code].rows(inputs, options)) for code in ("gebouwen", "bvo", "leegstand")
    }
    if not totals["gebouwen"]:
        return translate(N_("There are no buildings in the portfolio on {day}."), {"day": options.day})
    return translate(
        N_("{count} buildings with {area} m² gross floor area on {day}; {vacant} of them are vacant."),
        {
            "count": show_number(totals["gebouwen"], 0),
            "area": show_number(totals["bvo"], 0),
            "day": options.day,
            "vacant": show_number(totals["leegstand"], 0),
        },
    )


def _figures(inputs: EstateInputs, options: EstateOptions, buildings: pl.DataFrame) -> list[Figure]:
    found = []
    for code in _SHOWN:
        measure = MEASURES[code]
        rows = measure.rows(inputs, options)
        note = translate(measure.text, {"day": options.day})
        known = rows["asset_code"].n_unique()
        if not measure.is_count and code not in ("huur", "leegstand_bvo") and known < buildings.height:
            known_of = N_("Known for {known} of {count} buildings.")
            note = f"{note} {translate(known_of, {'known': known, 'count': buildings.height})}"
        found.append(
            Figure(
                measure.key(options.report_year),
                _(measure.label),
                measure.total(rows),
                _(measure.unit),
                _DECIMALS.get(code, 0),
                note,
            )
        )
    return found


def _columns(heading: str) -> list[Column]:
    return [
        Column("name", heading),
        Column("buildings", _("Buildings"), decimals=0),
        Column("gross_floor_area_m2", _("Gross floor area"), "m²", 0),
        Column("internal_floor_area_m2", _("Internal floor area"), "m²", 0),
        Column("housed_fte", _("Staff housed"), _("FTE"), 1),
        Column("vacant_m2", _("Vacant"), "m²", 0),
        Column("key", _("Key")),
    ]


def _known_sum(name: str) -> pl.Expr:
    """A sum that is unknown when no value is known."""
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)


def _table(grouping: Grouping, buildings: pl.DataFrame, inputs: EstateInputs, options: EstateOptions) -> Table:
    vacant = pl.col("gross_floor_area_m2").filter(is_vacant(options)).sum()
    rows = (
        buildings.group_by(grouping.column)
        .agg(
            pl.len().alias("buildings"),
            _known_sum("gross_floor_area_m2"),
            _known_sum("internal_floor_area_m2"),
            _known_sum("housed_fte"),
            vacant.alias("vacant_m2"),
        )
        .sort("gross_floor_area_m2", grouping.column, descending=[True, False], nulls_last=True)
    )
    measure = MEASURES["bvo"]
    return Table(
        f"vastgoed.toon.{grouping.code}",
        _(grouping.title),
        _columns(_(grouping.heading)),
        [
            {
                **row,
                "name": group_name(grouping, row[grouping.column], inputs),
                "key": measure.key(options.report_year, f"{grouping.code}.{row[grouping.column] or UNKNOWN}"),
            }
            for row in rows.iter_rows(named=True)
        ],
        translate(N_("In the portfolio on {day}. The key is that of the gross floor area."), {"day": options.day}),
    )


def _chart(by_entity: Table) -> Chart:
    rows = [
        (str(row["name"]), float(row["gross_floor_area_m2"] or 0), float(row["vacant_m2"])) for row in by_entity.rows
    ]
    whole = sum(area for _name, area, _vacant in rows)
    first, share = rows[0][0], 100 * rows[0][1] / whole
    message = translate(
        N_("{entity} manages {share} % of the gross floor area."), {"entity": first, "share": show_number(share, 0)}
    )
    alt = _("Bars of the gross floor area per managing entity, with the vacant part apart.")
    return Chart("vastgoed.toon.grafiek", message, alt, lambda: draw_areas_by_entity(rows), by_entity)


def _infrastructure(inputs: EstateInputs, options: EstateOptions) -> list[Table]:
    there = compute_assets(inputs, options.day).filter(pl.col("kind") == "infrastructure")
    if there.is_empty():
        return []
    rows = there.group_by("sort", "entity_name").agg(pl.len().alias("count")).sort("sort", "entity_name")
    return [
        Table(
            "vastgoed.toon.infrastructuur",
            _("Technical infrastructure"),
            [Column("sort", _("Sort")), Column("entity_name", _("Entity")), Column("count", _("Number"), decimals=0)],
            rows.to_dicts(),
        )
    ]


def _list(buildings: pl.DataFrame, options: EstateOptions) -> Table:
    measure = MEASURES["bvo"]
    rows: list[dict[str, Any]] = [
        {
            **row,
            "function": name_of("building_function", row["building_function"]),
            "heritage": name_of("heritage_status", row["heritage_status"]),
            "strategy": name_of("long_term_strategy", row["long_term_strategy"]),
            "vacant_since": row["vacant_since"],
            "key": measure.key(options.report_year, row["asset_code"]),
        }
        for row in buildings.iter_rows(named=True)
    ]
    return Table(
        "vastgoed.toon.gebouwen",
        _("Buildings"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Name")),
            Column("entity_name", _("Entity")),
            Column("municipality", _("Municipality")),
            Column("function", _("Function")),
            Column("construction_year", _("Built")),
            Column("gross_floor_area_m2", _("Gross floor area"), "m²", 0),
            Column("internal_floor_area_m2", _("Internal floor area"), "m²", 0),
            Column("housed_fte", _("Staff housed"), _("FTE"), 1),
            Column("desks_count", _("Desks"), decimals=0),
            Column("heritage", _("Heritage")),
            Column("strategy", _("Strategy")),
            Column("vacant_since", _("Vacant since")),
            Column("key", _("Key")),
        ],
        rows,
        translate(N_("In the portfolio on {day}."), {"day": show_value(options.day)}),
    )
