"""Water, waste, food, paper and circular purchases: indicators per building and over the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_
from kern.sources import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS_FILE = "vastgoed/resource_kinds.csv"


@dataclass(frozen=True)
class Ratio:
    """An indicator: one sum divided by another, over the buildings for which both are known.

    Args:
        code: Word in keys.
        label: What it is, marked with `N_`.
        above: Group of streams, or column of the building, that is divided.
        below: What it is divided by.
        unit: Unit of the answer.
        scale: Multiplies the answer; 100 for a percentage.
        decimals: Decimals shown.
    """

    code: str
    label: str
    above: str
    below: str
    unit: str
    scale: float = 1.0
    decimals: int = 1


RATIOS = (
    Ratio("water_per_vte", N_("Water per FTE"), "water", "housed_fte", N_("m³/FTE")),
    Ratio("water_per_m2", N_("Water per m² gross floor area"), "water", "gross_floor_area_m2", "m³/m²", decimals=3),
    Ratio("regenwater", N_("Rainwater in the water used"), "rainwater", "water", "%", 100),
    Ratio("restafval_per_vte", N_("Residual waste per FTE"), "waste_residual", "housed_fte", N_("kg/FTE")),
    Ratio("gesorteerd", N_("Waste that is sorted"), "sorted_waste", "waste", "%", 100),
    Ratio("voedselverlies", N_("Food lost per meal"), "food_lost", "meals", "kg", decimals=3),
    Ratio("papier_per_vte", N_("Paper used per FTE"), "paper", "housed_fte", N_("kg/FTE")),
    Ratio("circulair", N_("Circular purchases"), "purchases_circular", "purchases", "%", 100),
    Ratio("opgeknapt", N_("Refurbished furniture"), "furniture_refurbished", "furniture", "%", 100),
)
"""Source of the set: portfolio-and-transfer, indicators that match the themes of the agency's policy."""

# A part that nobody reports beside its whole is zero in it, not unknown: water without a row on rainwater has none.
_PARTS_OF: Mapping[str, str] = {"rainwater": "water", "sorted_waste": "waste"}


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    rows = read_table(KINDS_FILE).iter_rows(named=True)
    return {row["code"]: (row["unit"], (row["code"], *row["counts_as"].split(";"))) for row in rows}


def unit_of(kind: str) -> str:
    """The unit a stream is kept in.

    >>> unit_of("water_rain"), unit_of("waste_pmd")
    ('m**3', 'kg')
    """
    return _kinds()[kind][0]


def groups_of(kind: str) -> tuple[str, ...]:
    """What a stream counts in: itself and its groups.

    >>> groups_of("waste_pmd")
    ('waste_pmd', 'waste', 'sorted_waste')
    """
    return tuple(dict.fromkeys(_kinds()[kind][1]))


def sum_by_building(uses: pl.DataFrame, year: int) -> pl.DataFrame:
    """Quantity per building and group of streams in a year.

    Args:
        uses: Register `resource_use`.
        year: The year.

    Returns:
        `asset_code`, `group`, `quantity`, in the unit of the streams.

    >>> uses = pl.DataFrame({"asset_code": ["A", "A"], "year": [2025, 2025], "kind": ["water_mains", "water_rain"],
    ...                      "quantity": [90.0, 10.0]})
    >>> sum_by_building(uses, 2025).filter(pl.col("group") == "water")["quantity"].to_list()
    [100.0]
    """
    groups = pl.DataFrame(
        [(kind, group) for kind in _kinds() for group in groups_of(kind)],
        schema={"kind": pl.String, "group": pl.String},
        orient="row",
    )
    return (
        uses.filter(pl.col("year") == year)
        .select("asset_code", "kind", "quantity")
        .join(groups, on="kind")
        .group_by("asset_code", "group")
        .agg(pl.col("quantity").sum())
        .sort("asset_code", "group")
    )


def compute_ratios(uses: pl.DataFrame, buildings: pl.DataFrame, year: int) -> pl.DataFrame:
    """Each indicator of each building of which both sums are known.

    Args:
        uses: Register `resource_use`.
        buildings: The buildings there; `asset_code`, `housed_fte`, `gross_floor_area_m2`.
        year: The year.

    Returns:
        `asset_code`, `ratio` (a code of RATIOS), `above`, `below`, `value`; by building, in the order of RATIOS.
    """
    sums = sum_by_building(uses, year).join(buildings.select("asset_code"), on="asset_code", how="semi")
    own = buildings.select("asset_code", pl.col("housed_fte", "gross_floor_area_m2").cast(pl.Float64)).unpivot(
        index="asset_code", variable_name="group", value_name="quantity"
    )
    known = pl.concat([sums, own.filter(pl.col("quantity") > 0).select(sums.columns)])
    wholes = pl.concat(
        [
            known.filter(pl.col("group") == whole).select("asset_code", group=pl.lit(part), quantity=pl.lit(0.0))
            for part, whole in _PARTS_OF.items()
        ]
    )
    known = pl.concat([known, wholes.join(known, on=["asset_code", "group"], how="anti")])
    order = {ratio.code: place for place, ratio in enumerate(RATIOS)}
    parts = []
    for ratio in RATIOS:
        above = known.filter(pl.col("group") == ratio.above).select("asset_code", above="quantity")
        below = known.filter(pl.col("group") == ratio.below, pl.col("quantity") > 0)
        both = above.join(below.select("asset_code", below="quantity"), on="asset_code")
        parts.append(both.with_columns(ratio=pl.lit(ratio.code), value=pl.col("above") / pl.col("below") * ratio.scale))
    columns = ["asset_code", "ratio", "above", "below", "value"]
    return pl.concat(parts).select(columns).sort("asset_code", pl.col("ratio").replace_strict(order, default=None))


def portfolio_ratio(rows: pl.DataFrame, ratio: Ratio) -> tuple[float | None, int]:
    """An indicator over the portfolio, and over how many buildings; None when no building has both sums.

    Args:
        rows: From `compute_ratios`.
        ratio: One of RATIOS.
    """
    own = rows.filter(pl.col("ratio") == ratio.code)
    if own.is_empty():
        return None, 0
    return float(own["above"].sum()) / float(own["below"].sum()) * ratio.scale, own.height
