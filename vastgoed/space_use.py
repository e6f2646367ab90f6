"""Use of space: desks against the norm, floor area and cost per person, vacancy with its duration.

The Flemish norm counts heads, not full-time equivalents: desks = 0.5 x heads, of which 70 % in zones of their own and
30 % shared (100 heads: 35 + 15). Norms are dated data (`data/transfer/space_norms.csv`); those of other governments
measure other areas and stand beside it for comparison only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import FactorMissing
from kern.language import N_
from kern.sources import read_table
from vastgoed.contract_checks import contracts_on
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs

NORMS = "transfer/space_norms.csv"
FLEMISH = "flemish_government"
_DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True)
class DeskNorm:
    """How many desks a number of heads needs.

    Args:
        desk_ratio: Desks per head.
        assigned_share: Part of the desks in zones of their own.
        shared_share: Part of the desks that is shared.
        source: Keys of `data/sources.csv`.
    """

    desk_ratio: Fraction
    assigned_share: Fraction
    shared_share: Fraction
    source: str

    def desks(self, heads_count: int) -> tuple[int, int]:
        """Assigned and shared desks, each rounded up.

        >>> read_desk_norm(date(2025, 12, 31)).desks(100)
        (35, 15)
        """
        whole = self.desk_ratio * heads_count
        return ceil(self.assigned_share * whole), ceil(self.shared_share * whole)


def read_desk_norm(on: date) -> DeskNorm:
    """The Flemish desk norm that holds on a day.

    Raises:
        FactorMissing: There is none on that day; the message names the file to extend.

    >>> float(read_desk_norm(date(2025, 12, 31)).desk_ratio)
    0.5
    """
    values = {key: _norm_on(FLEMISH, key, on) for key in ("desk_ratio", "assigned_zone_share", "shared_zone_share")}
    ratio, assigned, shared = (Fraction(row["value"]) for row in values.values())
    return DeskNorm(ratio, assigned, shared, values["desk_ratio"]["source"])


def _norm_on(body: str, key: str, on: date) -> dict[str, str]:
    rows = norms_on(on).filter(pl.col("body") == body, pl.col("key") == key)
    if rows.is_empty():
        raise FactorMissing(
            N_("Norm {key} of {body} has no value for {day}. Add a row with its source to data/{table}."),
            key=key,
            body=body,
            day=on,
            table=NORMS,
        )
    return rows.row(0, named=True)


def norms_on(on: date) -> pl.DataFrame:
    """The norms of all governments that hold on a day, the newest of each key; one without a day is left out.

    >>> "belgian_federal" in norms_on(date(2025, 12, 31))["body"]
    True
    """
    dated = read_table(NORMS).with_columns(day=pl.col("valid_from").str.to_date("%Y-%m-%d"))
    return dated.filter(pl.col("day") <= on).sort("body", "key", "day").unique(
        ["body", "key"], keep="last", maintain_order=True
    )  # fmt: skip


def compute_space_use(inputs: EstateInputs, on: date) -> pl.DataFrame:
    """Desks, people, area and cost of every building on a day.

    Args:
        inputs: The registers.
        on: The day.

    Returns:
        One row per building, by `asset_code`, with `name`, `entity_code`, `entity_name`, `desks_count`,
        `heads_count`, `housed_fte`, `assigned_norm_count`, `shared_norm_count`, `norm_count` (null when the heads are
        not known), `surplus_count` (desks above the norm, negative when short), `internal_floor_area_m2`,
        `net_office_area_m2`, `surplus_m2` (net office area of the surplus desks, never below zero),
        `internal_area_m2_per_fte`, `office_area_m2_per_fte`, `office_area_m2_per_desk`, `yearly_cost_eur` (contracts
        that run; null when one is not known), `cost_eur_per_fte`, `cost_eur_per_m2`, `vacant_since`, `vacancy_months`,
        `long_term_strategy`, `import_id`, `source_row`.

    Raises:
        FactorMissing: There is no desk norm on that day.
    """
    norm = read_desk_norm(on)
    costs = contracts_on(inputs.contract, on).group_by("asset_code").agg(
        yearly_cost_eur=pl.when(pl.col("yearly_cost_eur").is_not_null().all()).then(pl.col("yearly_cost_eur").sum())
    )  # fmt: skip
    buildings = compute_buildings(inputs, on)
    pairs = [(None, None) if count is None else norm.desks(count) for count in buildings["heads_count"]]
    assigned = pl.Series("assigned_norm_count", [pair[0] for pair in pairs], dtype=pl.Int64)
    shared = pl.Series("shared_norm_count", [pair[1] for pair in pairs], dtype=pl.Int64)
    there = pl.col("desks_count") > 0
    people = pl.when(pl.col("housed_fte") > 0).then(pl.col("housed_fte"))
    office = pl.when(pl.col("net_office_area_m2") > 0).then(pl.col("net_office_area_m2"))
    internal = pl.when(pl.col("internal_floor_area_m2") > 0).then(pl.col("internal_floor_area_m2"))
    vacant = pl.when(pl.col("vacant_since") <= on).then(pl.col("vacant_since"))
    return (
        buildings.with_columns(assigned, shared)
        .join(costs, on="asset_code", how="left")
        .with_columns(
            norm_count=pl.col("assigned_norm_count") + pl.col("shared_norm_count"),
            vacant_since=vacant,
            vacancy_months=(pl.lit(on) - vacant).dt.total_days() / _DAYS_PER_MONTH,
        )
        .with_columns(surplus_count=pl.col("desks_count") - pl.col("norm_count"))
        .with_columns(
            surplus_m2=pl.when(there).then(office * pl.col("surplus_count").clip(0) / pl.col("desks_count")),
            internal_area_m2_per_fte=internal / people,
            office_area_m2_per_fte=office / people,
            office_area_m2_per_desk=pl.when(there).then(office / pl.col("desks_count")),
            cost_eur_per_fte=pl.col("yearly_cost_eur") / people,
            cost_eur_per_m2=pl.col("yearly_cost_eur") / internal,
        )
        .select(
            *("asset_code", "name", "entity_code", "entity_name", "desks_count", "heads_count", "housed_fte"),
            *("assigned_norm_count", "shared_norm_count", "norm_count", "surplus_count"),
            *("internal_floor_area_m2", "net_office_area_m2", "surplus_m2"),
            *("internal_area_m2_per_fte", "office_area_m2_per_fte", "office_area_m2_per_desk"),
            *("yearly_cost_eur", "cost_eur_per_fte", "cost_eur_per_m2"),
            *("vacant_since", "vacancy_months", "long_term_strategy", "import_id", "source_row"),
        )
        .sort("asset_code")
    )
