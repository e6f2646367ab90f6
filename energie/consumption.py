"""Consumption per meter, asset, carrier, month and year, each kilowatt-hour once, with what is known and estimated.

1. `choose_months`: of several resolutions for the same meter, flow and month, one counts (the finest that is
   complete enough, else the fullest); the others are left out and said.
2. `allot`: a meter's month goes to the assets it serves, by share and by the days on which the allotment and the
   asset were valid.
3. `asset_years`: sums per asset, carrier and year. Coverage is the energy that is known out of the energy to be
   expected: what is missing is expected from the meter's own history, so that a missing meter is never a saving.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from energie.rollup import Pieces, month_calendar
from energie.vehicle_charging import MOVED
from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_OF_A_MONTH_SHARE = 0.95
"""A finer resolution counts when it covers this much of a month; below it the fullest resolution counts."""

METER_MONTH = ("meter", "flow", "year", "month")


@dataclass(frozen=True)
class ChosenMonths:
    """Pieces that count, pieces left out because finer or fuller data exist, and overlapping invoices.

    Args:
        counted: Columns of PIECES.
        left_out: Columns of PIECES.
        overlaps: Invoices that overlap an earlier one of the same meter.
        gaps: Gaps between intervals and how each was filled (see `energie.repair`).
    """

    counted: pl.DataFrame
    left_out: pl.DataFrame
    overlaps: pl.DataFrame
    gaps: pl.DataFrame = field(default_factory=pl.DataFrame)


def choose_months(pieces: Pieces) -> ChosenMonths:
    """Keep one resolution per meter, flow and month.

    Args:
        pieces: All pieces.
    """
    frame = pieces.frame
    by_resolution = (
        frame.join(month_calendar(frame), on=["year", "month"])
        .group_by(*METER_MONTH, "resolution")
        .agg(
            pl.col("covered_days").sum().clip(upper_bound=pl.col("days").first()).alias("covered"),
            pl.col("interval_days").min(),
            pl.col("days").first(),
        )
        .with_columns(enough=pl.col("covered") >= ENOUGH_OF_A_MONTH_SHARE * pl.col("days"))
    )
    chosen = by_resolution.sort(
        *METER_MONTH,
        "enough",
        pl.when("enough").then(0.0).otherwise("covered"),
        "interval_days",
        descending=[False, False, False, False, True, True, False],
    ).unique(METER_MONTH, keep="first", maintain_order=True)
    keys = [*METER_MONTH, "resolution"]
    return ChosenMonths(
        frame.join(chosen, on=keys, how="semi", maintain_order="left"),
        frame.join(chosen, on=keys, how="anti", maintain_order="left"),
        pieces.overlaps,
    )


def linked_meters(allotments: pl.DataFrame, invoices: pl.DataFrame) -> pl.DataFrame:
    """Which asset each meter serves: the register's allotments, and for other meters the asset on their own rows.

    Args:
        allotments: The register's rows.
        invoices: `meter`, `asset_code` and `period_from` of invoices, readings and deliveries; the newest counts.

    Returns:
        `meter`, `asset_code`, `valid_from`, `valid_until`, `share`, `green_contract`.
    """
    columns = ["meter", "asset_code", "valid_from", "valid_until", "share", "green_contract"]
    by_invoice = (
        invoices.filter(pl.col("asset_code").is_not_null())
        .join(allotments, on="meter", how="anti")
        .sort("period_from", descending=True)
        .unique("meter", keep="first", maintain_order=True)
        .select(
            "meter",
            "asset_code",
            valid_from=pl.lit(None, pl.Date),
            valid_until=pl.lit(None, pl.Date),
            share=pl.lit(1.0),
            green_contract=pl.lit(None, pl.Boolean),
        )
    )
    return pl.concat([allotments.select(columns), by_invoice]).sort("meter", "asset_code", "valid_from")


def _days_together(first: pl.Expr, after: pl.Expr, *spans: tuple[str, str]) -> pl.Expr:
    """Days of a month on which all spans are open; an open side is null."""
    start = pl.max_horizontal(first, *(pl.col(start) for start, _ in spans))
    end = pl.min_horizontal(after, *(pl.col(end) for _, end in spans))
    return (end - start).dt.total_days().clip(lower_bound=0).cast(pl.Float64)


SPANS = (("valid_from", "valid_until"), ("asset_from", "asset_until"))


def _links(linked: pl.DataFrame, assets: pl.DataFrame) -> pl.DataFrame:
    known = assets.select("asset_code", asset_from="valid_from", asset_until="valid_until")
    return linked.join(known, on="asset_code", how="inner")


def allot(pieces: pl.DataFrame, linked: pl.DataFrame, assets: pl.DataFrame) -> pl.DataFrame:
    """Divide pieces over the assets their meters serve.

    Args:
        pieces: PIECES, each kilowatt-hour once.
        linked: From `linked_meters`.
        assets: `asset_code`, `valid_from`, `valid_until`.

    Returns:
        The pieces with `asset_code` and `green_contract`; energy, covered days and rows in proportion to the share
        and to the days of the month on which both the allotment and the asset were valid.
    """
    parts = pieces.join(_links(linked, assets), on="meter", how="inner").join(
        month_calendar(pieces), on=["year", "month"]
    )
    together = _days_together(pl.col("first"), pl.col("first").dt.offset_by("1mo"), *SPANS)
    parts = parts.with_columns(time_share=together / pl.col("days")).filter(pl.col("time_share") > 0)
    factor = pl.col("share") * pl.col("time_share")
    energy = ("consumption_kwh", "estimated_kwh", "provisional_kwh", "substituted_kwh")
    return parts.with_columns(
        *(pl.col(name) * factor for name in energy), covered_days=pl.col("covered_days") * pl.col("time_share")
    ).select("asset_code", "green_contract", *pieces.columns, "share", "time_share")


def expected_months(
    pieces: pl.DataFrame, linked: pl.DataFrame, assets: pl.DataFrame, meters: pl.DataFrame, years: Sequence[int]
) -> pl.DataFrame:
    """What each meter should have taken off in each month it served an asset.

    A meter that only ever injected or produced is expected to take off nothing.

    Args:
        pieces: Pieces that count.
        linked: From `linked_meters`.
        assets: The portfolio.
        meters: The register, for the carrier of meters that never gave a reading.
        years: The calendar years asked for.

    Returns:
        `asset_code`, `meter`, `carrier`, `year`, `month`, `green_contract`, `expected_days`, `share`,
        `usual_kwh_per_day` (null where nothing is known of meter or carrier).
    """
    offtake = pieces.filter(pl.col("flow") == "offtake")
    silent = set(pieces["meter"]) - set(offtake["meter"])
    carriers = pl.concat([offtake.select("meter", "carrier"), meters.select(meter="code", carrier="carrier")]).unique(
        "meter", keep="first", maintain_order=True
    )
    months = pl.DataFrame(
        {"first": [date(year, month, 1) for year in years for month in range(1, 13)]}, schema={"first": pl.Date}
    ).with_columns(year=pl.col("first").dt.year(), month=pl.col("first").dt.month())
    together = _days_together(pl.col("first"), pl.col("first").dt.offset_by("1mo"), *SPANS)
    expected = (
        _links(linked, assets)
        .filter(~pl.col("meter").is_in(list(silent)))
        .join(carriers, on="meter", how="inner")
        .join(months, how="cross")
        .with_columns(expected_days=together)
        .filter(pl.col("expected_days") > 0)
    )
    return _with_usual(expected, offtake).select(
        "asset_code", "meter", "carrier", "year", "month", "green_contract", "expected_days", "share",
        "usual_kwh_per_day",
    )  # fmt: skip


def _with_usual(expected: pl.DataFrame, offtake: pl.DataFrame) -> pl.DataFrame:
    """The meter's mean per day in this calendar month over all years, else its mean, else its carrier's."""
    known = offtake.filter(pl.col("covered_days") > 0)
    per_day = pl.col("consumption_kwh").sum() / pl.col("covered_days").sum()
    by_month = known.group_by("meter", "month").agg(per_day.alias("by_month"))
    by_meter = known.group_by("meter").agg(per_day.alias("by_meter"))
    by_carrier = known.group_by("carrier").agg(per_day.alias("by_carrier"))
    return (
        expected.join(by_month, on=["meter", "month"], how="left")
        .join(by_meter, on="meter", how="left")
        .join(by_carrier, on="carrier", how="left")
        .with_columns(usual_kwh_per_day=pl.coalesce("by_month", "by_meter", "by_carrier"))
    )


def asset_months(
    pieces: pl.DataFrame, linked: pl.DataFrame, assets: pl.DataFrame, meters: pl.DataFrame, years: Sequence[int]
) -> pl.DataFrame:
    """Consumption per asset, carrier and month, with what is missing.

    Args:
        pieces: Pieces that count.
        linked: From `linked_meters`.
        assets: The portfolio.
        meters: The register of meters.
        years: The calendar years asked for.

    Returns:
        `asset_code`, `carrier`, `year`, `month`, `green` (under a green contract), `consumption_kwh` (offtake),
        `injection_kwh`, `chp_injection_kwh` (of it, by cogeneration), `production_kwh`,
        `auxiliary_kwh`, `estimated_kwh`, `provisional_kwh`, `substituted_kwh` (put in gaps; part of the estimated),
        `vehicle_charging_kwh` (taken off the consumption), `missing_kwh` (expected for days without a value),
        `covered_days`, `expected_days`.
    """
    key = ["asset_code", "carrier", "year", "month", "green"]
    green = pl.col("green_contract").fill_null(False).alias("green")
    allotted = allot(pieces.filter(pl.col("year").is_in(list(years))), linked, assets).with_columns(green)
    by_meter = [*key, "meter"]

    by_chp = meters.filter(pl.col("generator") == "chp")["code"].to_list() if "generator" in meters.columns else []

    def of_flow(column: str, flow: str) -> pl.Expr:
        return pl.col(column).filter(pl.col("flow") == flow).sum()

    sums = allotted.group_by(by_meter).agg(
        of_flow("consumption_kwh", "offtake").alias("consumption_kwh"),
        of_flow("consumption_kwh", "injection").alias("injection_kwh"),
        pl.col("consumption_kwh")
        .filter((pl.col("flow") == "injection") & pl.col("meter").is_in(by_chp))
        .sum()
        .alias("chp_injection_kwh"),
        of_flow("consumption_kwh", "production").alias("production_kwh"),
        of_flow("consumption_kwh", "auxiliary").alias("auxiliary_kwh"),
        of_flow("estimated_kwh", "offtake").alias("estimated_kwh"),
        of_flow("provisional_kwh", "offtake").alias("provisional_kwh"),
        of_flow("substituted_kwh", "offtake").alias("substituted_kwh"),
        of_flow("covered_days", "offtake").alias("covered_days"),
        pl.col("consumption_kwh")
        .filter(pl.col("resolution").cast(pl.String) == MOVED)
        .sum()
        .abs()
        .alias("vehicle_charging_kwh"),
    )
    expected = (
        expected_months(pieces, linked, assets, meters, years)
        .with_columns(green)
        .group_by(by_meter)
        .agg(
            pl.col("expected_days").sum(),
            (pl.col("expected_days") * pl.col("share") * pl.col("usual_kwh_per_day")).sum().alias("usual_kwh"),
        )
    )
    joined = expected.join(sums, on=by_meter, how="full", coalesce=True).with_columns(pl.col(pl.Float64).fill_null(0.0))
    uncovered = (1 - pl.col("covered_days") / pl.col("expected_days")).clip(0.0, 1.0)
    missing = pl.when(pl.col("expected_days") > 0).then(uncovered * pl.col("usual_kwh")).otherwise(0.0)
    return (
        joined.with_columns(missing_kwh=missing, covered_days=pl.min_horizontal("covered_days", "expected_days"))
        .group_by(key)
        .agg(pl.col(pl.Float64).sum())
        .drop("usual_kwh")
        .sort(key)
    )


def asset_years(months: pl.DataFrame) -> pl.DataFrame:
    """Sum months to years.

    Args:
        months: From `asset_months`.

    Returns:
        `asset_code`, `carrier`, `year`, the sums of `asset_months`, `green_kwh`, `coverage_share`, `estimated_share`.
    """
    names = [name for name, dtype in months.schema.items() if dtype == pl.Float64]
    years = months.group_by("asset_code", "carrier", "year").agg(
        *(pl.col(name).sum() for name in names),
        pl.col("consumption_kwh").filter(pl.col("green")).sum().alias("green_kwh"),
    )
    return years.with_columns(coverage_share(), estimated_share()).sort("asset_code", "carrier", "year")


def coverage_share() -> pl.Expr:
    """Known energy out of known and expected energy; by days where no energy is to be expected."""
    by_days = pl.when(pl.col("expected_days") > 0).then(pl.col("covered_days") / pl.col("expected_days"))
    total = pl.col("consumption_kwh") + pl.col("missing_kwh")
    return pl.when(total > 0).then(pl.col("consumption_kwh") / total).otherwise(by_days).alias("coverage_share")


def estimated_share() -> pl.Expr:
    """Energy of estimated intervals and invoices out of all energy."""
    kwh = pl.col("consumption_kwh")
    return pl.when(kwh > 0).then(pl.col("estimated_kwh") / kwh).otherwise(0.0).alias("estimated_share")


def left_out_findings(months: ChosenMonths) -> list[Finding]:
    """What was not counted because something better was, in one finding each."""
    findings = []
    if months.left_out.height:
        evidence = {
            "months": months.left_out.select("meter", "year", "month").n_unique(),
            "meters": months.left_out["meter"].n_unique(),
            "kwh": float(round(months.left_out["consumption_kwh"].sum())),
        }
        text = N_(
            "{kwh} kWh in {months} months of {meters} meters were not counted: finer or fuller readings of the same "
            "meter and month were."
        )
        findings.append(Finding("energy.consumption.left_out", Severity.INFO, text, evidence))
    for row in months.overlaps.iter_rows(named=True):
        text = N_(
            "Meter {meter}: the invoice of {start} overlaps an earlier one by {days} days; these days count once."
        )
        evidence = {"meter": row["meter"], "start": row["start"], "days": row["overlap_days"]}
        remedy = N_("Check which invoice holds; a corrected invoice should replace the first.")
        findings.append(Finding("energy.invoice.overlap", Severity.WARNING, text, evidence, remedy=remedy))
    return findings
