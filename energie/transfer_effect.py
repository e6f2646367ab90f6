"""What a transfer of assets does to the trajectories of both sides: every year moves along, the base year included.

An asset takes its whole history with it, so the base year of the giver falls and that of the taker rises by the same
amount: the sum over all entities is the same before and after, for every year. Use itself is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.targets import energy_targets
from energie.trajectories import in_scope
from energie.workings import emissions_of
from kern.language import N_, _, translate
from kern.report import Column, Section, Table
from kern.trajectory import Target, compute_path

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.targets import EnergyTarget

_PER = 1000.0
"""kWh per MWh, kg per tonne."""


def transfer_effect(values: pl.DataFrame, moves: pl.DataFrame, promise: Target, report_year: int) -> pl.DataFrame:
    """Base year, actual value and target value of each entity, before and after the transfer.

    Args:
        values: `asset_code`, `entity_code`, `year`, `value`.
        moves: `asset_code`, `to_entity`; each asset once.
        promise: Base year, target year and reduction.
        report_year: The year of the actual value.

    Returns:
        One row per entity that gives or takes: `entity_code`, `assets` (given as a negative number), and `base`,
        `actual` and `goal` (null without a base), each with `_before` and `_after`.

    >>> values = pl.DataFrame({"asset_code": ["A", "A", "B", "B"], "entity_code": ["E1", "E1", "E1", "E1"],
    ...     "year": [2015, 2025, 2015, 2025], "value": [10.0, 8.0, 30.0, 20.0]})
    >>> moves = pl.DataFrame({"asset_code": ["A"], "to_entity": ["E9"]})
    >>> promise = Target(base_year=2015, target_year=2030, reduction_share=0.4)
    >>> transfer_effect(values, moves, promise, 2025).select("entity_code", "base_before", "base_after").rows()
    [('E1', 40.0, 30.0), ('E9', 0.0, 10.0)]
    """
    known = values.join(moves, on="asset_code", how="left").with_columns(
        after=pl.coalesce("to_entity", "entity_code"), moves=pl.col("to_entity").is_not_null()
    )
    given = known.filter("moves").select("asset_code", "entity_code", "after").unique()
    sides = [
        given.group_by(side).agg(assets=sign * pl.len().cast(pl.Int64)).rename({side: "entity_code"})
        for side, sign in (("entity_code", -1), ("after", 1))
    ]
    rows = pl.concat(sides).group_by("entity_code").agg(pl.col("assets").sum())
    for when, side in (("before", "entity_code"), ("after", "after")):
        for name, year in (("base", promise.base_year), ("actual", report_year)):
            sums = (
                known.filter(pl.col("year") == year)
                .group_by(pl.col(side).alias("entity_code"))
                .agg(pl.col("value").sum().alias(f"{name}_{when}"))
            )
            rows = rows.join(sums, on="entity_code", how="left").with_columns(pl.col(f"{name}_{when}").fill_null(0.0))
        share = compute_path(1.0, promise, [promise.target_year])[promise.target_year]
        rows = rows.with_columns((pl.col(f"base_{when}") * share).alias(f"goal_{when}"))
    order = ["base", "actual", "goal"]
    return rows.select("entity_code", "assets", *(f"{n}_{w}" for n in order for w in ("before", "after"))).sort(
        "entity_code"
    )


def transfer_effect_section(inputs: EnergyInputs, options: EnergyOptions, moves: pl.DataFrame) -> Section:
    """The effect of planned transfers on every trajectory of the target set.

    Args:
        inputs: Readings and portfolio.
        options: Target set, year.
        moves: `asset_code`, `to_entity` of the planned transfers.
    """
    tables = [_table(inputs, options, moves, target) for target in energy_targets(options)]
    if moves.is_empty():
        message = _("No transfer is planned, so no trajectory moves.")
    else:
        message = translate(
            N_(
                "{count} buildings take their whole history along: the base year of both sides is recalculated, and "
                "the sum stays the same."
            ),
            {"count": moves.height},
        )
    return Section("energie.inkanteling", _("What the transfer does to the trajectories"), message, tables)


def _table(inputs: EnergyInputs, options: EnergyOptions, moves: pl.DataFrame, target: EnergyTarget) -> Table:
    rows = in_scope(emissions_of(inputs, options).frame, inputs.assets, target, options)
    values = rows.group_by("asset_code", "entity_code", "year").agg(value=pl.col(target.column).sum() / _PER)
    effect = transfer_effect(values, moves, target.promise, options.report_year)
    names = dict(inputs.assets.select("entity_code", "entity_name").unique().drop_nulls().iter_rows())
    unit = "MWh" if target.boundary is None else "t CO2"
    table = [
        {"name": names.get(row["entity_code"]) or row["entity_code"], **row} for row in effect.iter_rows(named=True)
    ]
    sums = {name: effect[name].sum() for name in effect.columns if name not in ("entity_code", "assets")}
    table.append({"name": _("Both sides together"), "assets": effect["assets"].sum(), **sums})
    years = {"base": target.promise.base_year, "actual": options.report_year, "goal": target.promise.target_year}
    words = {"base": _("base {year}"), "actual": _("actual {year}"), "goal": _("target {year}")}
    columns = [Column("name", _("Entity")), Column("assets", _("Buildings"), decimals=0)]
    for name, year in years.items():
        for when, word in (("before", _("now")), ("after", _("after the transfer"))):
            columns.append(Column(f"{name}_{when}", f"{words[name].format(year=year)}, {word}", unit, 0))
    title = _("Primary energy") if target.boundary is None else _("CO2 of the buildings")
    return Table(
        f"energie.inkanteling.{target.word}",
        f"{title} – {target.set_id}, {target.promise.target_year}",
        columns,
        table,
        _("Use stays as it was; only who answers for it changes. Years without readings count as they were reported."),
    )
