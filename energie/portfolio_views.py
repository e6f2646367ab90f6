"""A portfolio that changes, seen in three ways: as reported, like for like, and with the base year recalculated.

as_reported: each asset counts for the days on which it was in the portfolio; an entity for the days it managed it.
like_for_like: only assets that were there, whole, on every day from the base year to the report year.
recalculated: earlier years are counted as if the portfolio had been that of the report year. Month by month, an asset
that came over or left counts in an earlier year for the part of the month it counts for in the report year; what it
used before it came is counted when known, and else taken from its own later years and said to be estimated. What was
built or demolished keeps its own dates (see `energie.portfolio_changes`). All dates are pro rata by days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import asset_months
from energie.portfolio_changes import let_spans, moves
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from energie.inputs import EnergyInputs


class View(StrEnum):
    """How a portfolio that changes is counted."""

    AS_REPORTED = "as_reported"
    LIKE_FOR_LIKE = "like_for_like"
    RECALCULATED = "recalculated"


VIEW_NAMES = {
    View.AS_REPORTED: N_("portfolio as reported"),
    View.LIKE_FOR_LIKE: N_("like for like"),
    View.RECALCULATED: N_("base year recalculated"),
}
VIEW_RULES = {
    View.AS_REPORTED: N_(
        "Each asset counts for its days in the portfolio, and for an entity for the days it managed it."
    ),
    View.LIKE_FOR_LIKE: N_(
        "Only assets that were in the portfolio, whole and under the same entity, on every day from the base year up "
        "to the report year."
    ),
    View.RECALCULATED: N_(
        "Earlier years are counted with the portfolio of the report year, by days in each month: what was taken over, "
        "bought or leased counts in the base year too, what was handed over, sold or let leaves it; new buildings and "
        "demolitions do not move it."
    ),
}
VIEW_WORDS = {View.LIKE_FOR_LIKE: "gelijk", View.RECALCULATED: "herrekend"}
"""What a figure's key says of the view; nothing for as reported."""

MONTH = ["asset_code", "year", "month"]
ENERGY = (
    "consumption_kwh", "injection_kwh", "chp_injection_kwh", "production_kwh", "auxiliary_kwh",
    "estimated_kwh", "provisional_kwh", "substituted_kwh", "missing_kwh", "covered_days", "expected_days",
)  # fmt: skip


@dataclass(frozen=True)
class ViewMonths:
    """Consumption as a view counts it.

    Args:
        months: Columns of `energie.consumption.asset_months` and `entity_code`.
        shares: `asset_code`, `entity_code`, `year`, `month`, `share`: which part of the whole asset counts.
        filled_kwh: Final energy of months before an asset came, taken from its own later years.
    """

    months: pl.DataFrame
    shares: pl.DataFrame
    filled_kwh: float = 0.0


def calendar(years: Sequence[int]) -> pl.DataFrame:
    """The months of years: `year`, `month`, `first`, `after`, `days`."""
    first = pl.Series("first", [date(year, month, 1) for year in years for month in range(1, 13)], pl.Date)
    after = pl.col("first").dt.offset_by("1mo")
    return pl.DataFrame({"first": first}).select(
        pl.col("first").dt.year().alias("year"),
        pl.col("first").dt.month().alias("month"),
        "first",
        after.alias("after"),
        (after - pl.col("first")).dt.total_days().cast(pl.Float64).alias("days"),
    )


def _days(start: str, end: str) -> pl.Expr:
    first = pl.max_horizontal("first", start)
    return (pl.min_horizontal("after", end) - first).dt.total_days().clip(lower_bound=0).cast(pl.Float64)


def presence(assets: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    """The part of each month an asset is in the portfolio: `asset_code`, `year`, `month`, `present_share`.

    Args:
        assets: `asset_code`, `valid_from`, `valid_until` (first day no longer there).
        years: Calendar years.
    """
    spans = assets.select("asset_code", "valid_from", "valid_until")
    return (
        spans.join(calendar(years), how="cross")
        .with_columns(present_share=_days("valid_from", "valid_until") / pl.col("days"))
        .select(*MONTH, "present_share")
    )


def let_shares(changes: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    """The part of an asset that is not let: `asset_code`, `year`, `month`, `kept_share`; only assets ever let."""
    spans = let_spans(changes)
    let = (_days("let_from", "let_until") / pl.col("days") * pl.col("let_share")).alias("let")
    return (
        spans.join(calendar(years), how="cross")
        .with_columns(let)
        .group_by(MONTH, maintain_order=True)
        .agg(kept_share=1 - pl.col("let").sum())
    )


def entity_shares(inputs: EnergyInputs, years: Sequence[int]) -> pl.DataFrame:
    """Which entity answers for which part of an asset's month, by the dated roles of managers.

    Days without a manager go to the entity of the register; where roles overlap, the days are divided.

    Returns:
        `asset_code`, `entity_code`, `year`, `month`, `entity_share`; together one per asset and month.
    """
    own = inputs.assets.select("asset_code", own_entity="entity_code")
    managed = (
        inputs.roles.filter(pl.col("role") == "manager")
        .join(own, on="asset_code", how="semi")
        .join(calendar(years), how="cross")
        .with_columns(managed_days=_days("valid_from", "valid_until"))
        .filter(pl.col("managed_days") > 0)
        .group_by("asset_code", "entity_code", "year", "month", "days")
        .agg(pl.col("managed_days").sum())
    )
    total = pl.col("managed_days").sum().over(MONTH)
    by_role = managed.with_columns(
        entity_share=pl.col("managed_days") / pl.max_horizontal(total, "days"), covered=total / pl.col("days")
    )
    covered = by_role.group_by(MONTH).agg(pl.col("covered").first())
    rest = (
        own.join(calendar(years).select("year", "month"), how="cross")
        .join(covered, on=MONTH, how="left")
        .with_columns(entity_share=(1 - pl.col("covered").fill_null(0.0)).clip(lower_bound=0.0))
        .filter(pl.col("entity_share") > 1e-12)
        .select("asset_code", pl.col("own_entity").alias("entity_code"), "year", "month", "entity_share")
    )
    return (
        pl.concat([by_role.select(rest.columns), rest])
        .group_by("asset_code", "entity_code", "year", "month")
        .agg(pl.col("entity_share").sum())
        .sort("asset_code", "year", "month", "entity_code", nulls_last=True)
    )


def _scaled(months: pl.DataFrame, share: str) -> list[pl.Expr]:
    return [pl.col(name) * pl.col(share) for name in ENERGY if name in months.columns]


def as_reported(inputs: EnergyInputs, months: pl.DataFrame, years: Sequence[int]) -> ViewMonths:
    """Each asset for its days in the portfolio, each entity for its days of managing.

    Args:
        inputs: Portfolio, roles and changes.
        months: From `energie.consumption.asset_months`.
        years: Calendar years asked for.
    """
    entities = entity_shares(inputs, years)
    split = months.join(entities, on=MONTH, how="inner", maintain_order="left")
    shares = (
        entities.join(presence(inputs.assets, years), on=MONTH)
        .join(let_shares(inputs.changes, years), on=MONTH, how="left")
        .select(
            "asset_code", "entity_code", "year", "month",
            share=pl.col("entity_share") * pl.col("present_share") * pl.col("kept_share").fill_null(1.0),
        )
    )  # fmt: skip
    return ViewMonths(split.with_columns(_scaled(split, "entity_share")).drop("entity_share"), shares)


def like_for_like(reported: ViewMonths, base_year: int, report_year: int) -> ViewMonths:
    """Only what was there, whole and under one entity, in every month from the base year to the report year.

    Args:
        reported: The view as reported.
        base_year: First year.
        report_year: Last year.
    """
    key = ["asset_code", "entity_code"]
    between = reported.shares.filter(pl.col("year").is_between(base_year, report_year))
    count = between.select("year", "month").n_unique()  # years without any data say nothing of an asset
    whole = (
        between.filter(pl.col("share") > 1e-9)
        .group_by(key)
        .agg(pl.len().alias("months"), pl.col("share").min().alias("least"), pl.col("share").max().alias("most"))
        .filter(pl.col("months") == count, pl.col("most") - pl.col("least") < 1e-9, pl.col("least") > 0)
    )
    # The same part of the asset throughout: a part that has always been let changes nothing.
    kept = whole.join(
        between.group_by("asset_code").agg(pl.col("entity_code").n_unique().alias("entities")), on="asset_code"
    ).filter(pl.col("entities") == 1)
    return ViewMonths(
        reported.months.join(kept, on=key, how="semi", nulls_equal=True, maintain_order="left"),
        reported.shares.join(kept, on=key, how="semi", nulls_equal=True, maintain_order="left"),
    )


def recalculated(
    inputs: EnergyInputs, pieces: pl.DataFrame, months: pl.DataFrame, years: Sequence[int], report_year: int
) -> ViewMonths:
    """Earlier years with the portfolio of the report year.

    Args:
        inputs: Portfolio, roles and changes.
        pieces: Pieces that count.
        months: The same pieces as reported, from `energie.consumption.asset_months`.
        years: Calendar years with a value, up to the report year.
        report_year: Whose portfolio counts.
    """
    moved = moves(inputs.assets, inputs.changes)
    let = inputs.changes.filter(pl.col("change").str.starts_with("part_let"))["asset_code"].unique()
    moving = moved.filter(pl.col("base_opens") | pl.col("base_closes") | pl.col("asset_code").is_in(let.implode()))
    codes = moving["asset_code"].implode()
    earlier = [year for year in years if year < report_year]
    whole, filled = _whole_months(inputs, pieces, moving, earlier)
    counted = _report_year_shares(inputs, moving, report_year)
    scaled = whole.join(counted, on=["asset_code", "month"], how="inner").with_columns(_scaled(whole, "kept_share"))
    filled_kwh = float(
        filled.join(counted, on=["asset_code", "month"]).select(pl.col("kwh") * pl.col("kept_share")).to_series().sum()
    )
    parts = [
        months.filter(~pl.col("asset_code").is_in(codes) | (pl.col("year") == report_year)),
        scaled.drop("kept_share"),
    ]
    together = pl.concat([part.select(months.columns) for part in parts]).sort("asset_code", "carrier", "year", "month")
    entities = entity_shares(inputs, [report_year]).drop("year")
    own = as_reported(inputs, together.clear(), years).shares
    still = own.filter(~pl.col("asset_code").is_in(codes))
    shares_moving = (
        counted.join(pl.DataFrame({"year": list(years)}, schema={"year": pl.Int32}), how="cross")
        .join(entities, on=["asset_code", "month"])
        .select("asset_code", "entity_code", "year", "month", share=pl.col("kept_share") * pl.col("entity_share"))
    )
    split = together.join(entities, on=["asset_code", "month"], how="inner", maintain_order="left")
    shares_still = (
        still.group_by(MONTH, maintain_order=True)
        .agg(pl.col("share").sum())
        .join(entities, on=["asset_code", "month"])
        .select("asset_code", "entity_code", "year", "month", share=pl.col("share") * pl.col("entity_share"))
    )
    return ViewMonths(
        split.with_columns(_scaled(split, "entity_share")).drop("entity_share"),
        pl.concat([shares_still, shares_moving.select(shares_still.columns).cast(shares_still.schema)]),
        filled_kwh,
    )


def year_shares(shares: pl.DataFrame) -> pl.DataFrame:
    """Months to years, by days: `asset_code`, `entity_code`, `year`, `share`.

    Args:
        shares: `ViewMonths.shares`.
    """
    days = calendar(shares["year"].unique().to_list()).select("year", "month", "days")
    return (
        shares.join(days, on=["year", "month"])
        .group_by("asset_code", "entity_code", "year")
        .agg((pl.col("share") * pl.col("days")).sum().alias("share"))
        .join(days.group_by("year").agg(pl.col("days").sum().alias("of_year")), on="year")
        .with_columns(share=pl.col("share") / pl.col("of_year"))
        .drop("of_year")
        .sort("asset_code", "entity_code", "year", nulls_last=True)
    )


def _report_year_shares(inputs: EnergyInputs, moving: pl.DataFrame, report_year: int) -> pl.DataFrame:
    """`asset_code`, `month`, `kept_share`: what of each month of the report year counts."""
    # An asset that was built keeps its own dates in every year, so its start does not cut here.
    arrived = moving.with_columns(
        valid_from=pl.when("base_opens").then("valid_from"), valid_until=pl.when("base_closes").then("valid_until")
    )
    return (
        presence(arrived, [report_year])
        .join(let_shares(inputs.changes, [report_year]), on=MONTH, how="left")
        .select("asset_code", "month", kept_share=pl.col("present_share") * pl.col("kept_share").fill_null(1.0))
    )


def _whole_months(
    inputs: EnergyInputs, pieces: pl.DataFrame, moving: pl.DataFrame, years: Sequence[int]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The whole use of moving assets in earlier years, before they came too, and what of it was filled in."""
    opened = inputs.assets.join(
        moving.select("asset_code", "base_opens", came_on="valid_from"), on="asset_code", how="inner"
    ).with_columns(valid_from=pl.when(~pl.col("base_opens")).then("valid_from"))
    starts = opened.filter("base_opens").select("asset_code", "came_on")
    single = pl.col("asset_code").n_unique().over("meter") == 1
    near = (pl.col("valid_from") - pl.col("came_on")).dt.total_days().abs() <= 31
    links = (
        inputs.whole_links.with_columns(single=single)
        .join(starts, on="asset_code", how="left")
        .with_columns(valid_from=pl.when(pl.col("single") & near).then(None).otherwise("valid_from"))
        .select(inputs.whole_links.columns)
    )
    months = asset_months(pieces.filter(pl.col("year").is_in(list(years))), links, opened, inputs.meters, list(years))
    usual = asset_months(pieces, links, opened, inputs.meters, sorted(pieces["year"].unique()))
    key = ["asset_code", "carrier", "month", "green"]
    of_month = (
        usual.filter(pl.col("covered_days") > 0)
        .group_by(key)
        .agg(own_per_day=pl.col("consumption_kwh").sum() / pl.col("covered_days").sum())
    )
    before = (pl.date("year", "month", 1) < pl.col("came_on")).fill_null(False)
    absent = (pl.col("expected_days") - pl.col("covered_days")).clip(lower_bound=0)
    known = months.join(of_month, on=key, how="left").join(starts, on="asset_code", how="left")
    fill = pl.when(before).then(pl.coalesce(absent * pl.col("own_per_day"), "missing_kwh")).otherwise(0.0)
    known = known.with_columns(fill=fill.fill_null(0.0))
    filled = known.filter(pl.col("fill") > 0).select("asset_code", "month", kwh="fill")
    whole = known.with_columns(
        consumption_kwh=pl.col("consumption_kwh") + pl.col("fill"),
        estimated_kwh=pl.col("estimated_kwh") + pl.col("fill"),
        missing_kwh=pl.when(pl.col("fill") > 0).then(0.0).otherwise("missing_kwh"),
    ).select(months.columns)
    return whole, filled
