"""How ready a building is to move: eight parts, a score from 0 to 100 and the earliest quarter.

A part nobody reported counts as zero, and the answer says so. Weights and lead times are a proposal
(`data/transfer/readiness.csv`, source key koers_proposal).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, current_language
from kern.sources import read_table
from vastgoed.transfer.quarters import quarter_number, quarter_text


class LeadTime(StrEnum):
    """Which end of a lead time is counted with."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"


@dataclass(frozen=True)
class ReadinessRules:
    """The parameters of readiness.

    Args:
        lead_time: Count with the shortest or the longest lead time of a part that is still open.
        weight_factors: Part -> factor on its weight, to test how firm an order is; the rest keeps its weight.
    """

    lead_time: LeadTime | str = LeadTime.MAXIMUM
    weight_factors: dict[str, float] = field(default_factory=dict)


def compute_readiness(
    assets: pl.Series | list[str], parts: pl.DataFrame, now: str, rules: ReadinessRules | None = None
) -> pl.DataFrame:
    """Score every building and say from which quarter it can move.

    The score is the weighted sum of the parts. Where a part has a floor (data below 60 % is nothing), its share
    runs from zero at the floor to one when full. The earliest quarter is now plus the longest lead time of the
    parts that are not full.

    Args:
        assets: The codes of the buildings.
        parts: `asset_code`, `part` (code of `data/transfer/readiness.csv`), `status_share` (0 to 1). A part given twice
            counts with its lowest share.
        now: The quarter from which lead times run, such as `2026Q4`.
        rules: Lead times and weights.

    Returns:
        One row per building, by `asset_code`: `readiness_pct` (0 to 100), `weakest_parts` (at most three, none that
        is full), `missing_parts`, `open_parts`, `waits_for` (the part that decides the quarter, null when ready),
        `earliest_quarter`.

    Raises:
        InputWrong: A part is not known, a share lies outside 0 to 1, or `now` is no quarter.

    >>> parts = pl.DataFrame({"asset_code": ["A"], "part": ["staff"], "status_share": [0.5]})
    >>> row = compute_readiness(["A"], parts, "2026Q4").row(0, named=True)
    >>> row["readiness_pct"], row["waits_for"], row["earliest_quarter"], len(row["missing_parts"])
    (10.0, 'staff', '2027Q3', 7)
    """
    rules = rules or ReadinessRules()
    table = part_table(rules)
    _check_parts(parts, table)
    start = quarter_number(now)
    codes = pl.DataFrame({"asset_code": pl.Series(assets, dtype=pl.String)}).unique().sort("asset_code")
    known = parts.group_by("asset_code", "part").agg(pl.col("status_share").cast(pl.Float64).min())
    share = pl.col("status_share").fill_null(0.0)
    floor = pl.col("zero_below_share").fill_null(0.0)
    rows = (
        codes.join(table, how="cross")
        .join(known, on=["asset_code", "part"], how="left")
        .with_columns(
            ((share - floor) / (pl.col("full_from_share") - floor)).clip(0.0, 1.0).alias("part_share"),
            (share < pl.col("full_from_share")).alias("is_open"),
        )
    )
    weak = ["part_share", "weight", "position"]
    slow = ["lead_quarters", "weight", "position"]
    opened = pl.col("is_open")
    return (
        rows.group_by("asset_code")
        .agg(
            (100 * (pl.col("weight") * pl.col("part_share")).sum() / pl.col("weight").sum()).alias("readiness_pct"),
            pl.col("part")
            .filter(opened)
            .sort_by(*(pl.col(name).filter(opened) for name in weak), descending=[False, True, False])
            .head(3)
            .alias("weakest_parts"),
            pl.col("part").filter(pl.col("status_share").is_null()).alias("missing_parts"),
            pl.col("part").filter(opened).alias("open_parts"),
            pl.col("part")
            .filter(opened & (pl.col("lead_quarters") > 0))
            .sort_by(
                *(pl.col(name).filter(opened & (pl.col("lead_quarters") > 0)) for name in slow),
                descending=[True, True, False],
            )
            .first()
            .alias("waits_for"),
            pl.col("lead_quarters").filter(opened).max().fill_null(0).alias("lead"),
        )
        .with_columns(
            (start + pl.col("lead")).map_elements(quarter_text, return_dtype=pl.String).alias("earliest_quarter")
        )
        .drop("lead")
        .sort("asset_code")
    )


def part_table(rules: ReadinessRules | None = None) -> pl.DataFrame:
    """The eight parts with their weight and lead time.

    Returns:
        `part`, `position`, `weight`, `lead_quarters`, `full_from_share`, `zero_below_share`.

    Raises:
        InputWrong: The lead time is neither minimum nor maximum, or a weight belongs to no part.

    >>> part_table()["part"].to_list()[:3]
    ['data', 'rights', 'staff']
    """
    rules = rules or ReadinessRules()
    if rules.lead_time not in list(LeadTime):
        raise InputWrong(
            N_("Lead time is {got}. Choose one of {allowed}."), got=rules.lead_time, allowed=", ".join(LeadTime)
        )
    table = read_table("transfer/readiness.csv")
    unknown = sorted(set(rules.weight_factors) - set(table["part"]))
    if unknown:
        raise _unknown_parts(unknown, table)
    factor = pl.col("part").replace_strict(rules.weight_factors, default=1.0, return_dtype=pl.Float64)
    return table.select(
        "part",
        pl.col("position").cast(pl.Int64),
        pl.col("weight").cast(pl.Float64) * (factor if rules.weight_factors else 1.0),
        pl.col(f"lead_time_quarters_{rules.lead_time}").cast(pl.Int64).alias("lead_quarters"),
        pl.col("full_from_share", "zero_below_share").cast(pl.Float64),
    )


def part_label(part: str) -> str:
    """The name of a part in the language in force.

    >>> from kern.language import choose_language
    >>> choose_language("nl"), part_label("data"), choose_language("en")
    ('nl', 'data volledig', 'en')
    """
    row = read_table("transfer/readiness.csv").row(by_predicate=pl.col("part") == part, named=True)
    return str(row[current_language()])


def count_moved_positions(assets: list[str], parts: pl.DataFrame, now: str, change_share: float = 0.25) -> pl.DataFrame:
    """How many buildings change place in the order of readiness when one weight is raised or lowered.

    Returns:
        `part`, `weight_factor`, `moved_count`.

    >>> parts = pl.DataFrame({"asset_code": ["A", "B"], "part": ["staff", "budget"], "status_share": [0.8, 1.0]})
    >>> count_moved_positions(["A", "B"], parts, "2026Q4")["moved_count"].max()
    2
    """

    def order(rules: ReadinessRules) -> list[str]:
        scores = compute_readiness(assets, parts, now, rules)
        return scores.sort(["readiness_pct", "asset_code"], descending=[True, False])["asset_code"].to_list()

    base = order(ReadinessRules())
    rows = []
    for part in part_table()["part"]:
        for weight_factor in (1 - change_share, 1 + change_share):
            other = order(ReadinessRules(weight_factors={part: weight_factor}))
            moved = sum(one != two for one, two in zip(base, other, strict=True))
            rows.append({"part": part, "weight_factor": weight_factor, "moved_count": moved})
    return pl.DataFrame(rows)


def _unknown_parts(unknown: list[str], table: pl.DataFrame) -> InputWrong:
    return InputWrong(
        N_("Part {parts} of readiness is not known. Choose from {allowed}."),
        parts=", ".join(unknown),
        allowed=", ".join(table["part"]),
    )


def _check_parts(parts: pl.DataFrame, table: pl.DataFrame) -> None:
    unknown = sorted(set(parts["part"].drop_nulls()) - set(table["part"]))
    if unknown:
        raise _unknown_parts(unknown, table)
    wrong = parts.filter(~pl.col("status_share").cast(pl.Float64).is_between(0.0, 1.0))
    if not wrong.is_empty():
        row = wrong.row(0, named=True)
        raise InputWrong(
            N_("Readiness of {asset}, part {part} is {got}. Give a share from 0 to 1."),
            asset=row["asset_code"],
            part=row["part"],
            got=row["status_share"],
        )
