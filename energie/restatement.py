"""What changed in figures that were published before, and why: causes that add up to the difference exactly.

A publication keeps, per target, what each asset, carrier and year was: energy and value. Set against today's, an asset
that is in both is divided over two causes: its energy (a correction, or data that came late) and its factor, at the
mean of the other. An asset that was or is not counted at all is a change of what the target counts. What a path allows
also changes with the rules of the target: base year, method, reduction. Midpoints make each division exact and
independent of an order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.options import Per
from energie.targets import energy_targets
from energie.trajectories import in_scope
from energie.workings import counted_of, trajectory_of

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.targets import EnergyTarget

CAUSES = ("data_corrected", "data_added", "factors", "counted", "rules")
PARTS: Mapping[str, pl.DataType] = {
    "metric": pl.String(),
    "asset_code": pl.String(),
    "item": pl.String(),
    "year": pl.Int64(),
    "quantity": pl.Float64(),
    "value": pl.Float64(),
}
"""What a publication keeps: `metric` is the target's word, `item` the carrier."""

KEY = ["asset_code", "item", "year"]


@dataclass(frozen=True)
class Published:
    """A publication as the ledger keeps it.

    Args:
        number: Its number.
        made_at: When, UTC, ISO 8601.
        year: Report year.
        data_cutoff: Moment of the newest load it stood on.
        rules_version: Of the numbers and rules in `data/`.
        koers_version: Of the program.
        choices: Options, as text.
        figures: Key -> value, unrounded.
        parts: PARTS.
    """

    number: int
    made_at: str
    year: int
    data_cutoff: str
    rules_version: str
    koers_version: str
    choices: Mapping[str, str]
    figures: Mapping[str, float | None]
    parts: pl.DataFrame


def parts_now(inputs: EnergyInputs, options: EnergyOptions) -> pl.DataFrame:
    """What each target's values are added up from.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year and choices.

    Returns:
        PARTS, for the absolute targets of the set.
    """
    frames = [_parts(inputs, options, target) for target in energy_targets(options) if target.per is Per.ABSOLUTE]
    return pl.concat(frames) if frames else pl.DataFrame(schema=pl.Schema(PARTS))


def _parts(inputs: EnergyInputs, options: EnergyOptions, target: EnergyTarget) -> pl.DataFrame:
    counted = counted_of(inputs, options, target)
    rows = in_scope(counted.emissions.frame, counted.assets, target, options)
    first = target.promise.base_year
    return (
        rows.filter(pl.col("year").is_between(first, options.report_year))
        .group_by("asset_code", "carrier", "year")
        .agg(pl.col("consumption_kwh").sum().alias("quantity"), pl.col(target.column).sum().alias("value"))
        .sort("asset_code", "carrier", "year")
        .select(
            pl.lit(target.word).alias("metric"), "asset_code", pl.col("carrier").alias("item"),
            pl.col("year").cast(pl.Int64), "quantity", "value",
        )
    )  # fmt: skip


def divide(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Divide the difference of every asset, carrier and year over its causes.

    Args:
        before: PARTS of one metric, as published.
        now: PARTS of the same metric.

    Returns:
        `asset_code`, `item`, `year`, `published`, `current` and a column per cause; exactly the difference.

    >>> row = {"metric": "m", "asset_code": "A", "item": "gas", "year": 2020, "quantity": 100.0, "value": 20.0}
    >>> a = pl.DataFrame([row])
    >>> b = a.with_columns(quantity=pl.lit(110.0), value=pl.lit(24.2))
    >>> divide(a, b).select(pl.col("published", "current", "data_corrected", "factors").round(6)).row(0)
    (20.0, 24.2, 2.1, 2.1)
    """
    both = before.select(*KEY, e0="quantity", v0="value").join(
        now.select(*KEY, e1="quantity", v1="value"), on=KEY, how="full", coalesce=True
    )
    counted_before = pl.col("asset_code").is_in(before["asset_code"].unique().implode())
    counted_now = pl.col("asset_code").is_in(now["asset_code"].unique().implode())
    e0, v0, e1, v1 = (pl.col(name).fill_null(0.0) for name in ("e0", "v0", "e1", "v1"))
    change = v1 - v0
    is_both = (e0 != 0) & (e1 != 0)
    f0, f1 = v0 / e0, v1 / e1
    energy = pl.when(is_both).then((e1 - e0) * (f0 + f1) / 2).otherwise(change)
    # Rounding would leave a trace of a factor where nothing changed.
    factor = pl.when(is_both & ((f1 - f0).abs() > 1e-12)).then(change - energy).otherwise(0.0)
    energy = pl.when(is_both).then(change - factor).otherwise(change)
    other = ~(counted_before & counted_now)
    added = (e0 == 0) & (e1 != 0)
    zero = pl.lit(0.0)
    return both.select(
        *KEY,
        v0.alias("published"),
        v1.alias("current"),
        pl.when(~other & ~added).then(energy).otherwise(zero).alias("data_corrected"),
        pl.when(~other & added).then(energy).otherwise(zero).alias("data_added"),
        pl.when(~other).then(factor).otherwise(zero).alias("factors"),
        pl.when(other).then(change).otherwise(zero).alias("counted"),
        zero.alias("rules"),
    ).sort(KEY)


@dataclass(frozen=True)
class Restated:
    """One published figure beside today's.

    Args:
        key: The figure.
        published: As published, unrounded; None where it was not known.
        current: As it would be now.
        causes: Cause of CAUSES -> part of the difference.
    """

    key: str
    published: float | None
    current: float | None
    causes: Mapping[str, float]


def restated(
    inputs: EnergyInputs, options: EnergyOptions, published: Published, target: EnergyTarget
) -> list[Restated]:
    """The figures of one target: base year, report year, what the path allows, and the gap.

    Args:
        inputs: Readings, meters and portfolio.
        options: With the publication's report year.
        published: The publication.
        target: A target of the set in force.
    """
    parts = divide(published.parts.filter(pl.col("metric") == target.word), _parts(inputs, options, target))
    found, base_year, year = trajectory_of(inputs, options, target), target.promise.base_year, published.year
    key = f"energie.{target.word}.{year}"
    was_base = published.figures.get(f"{key}.basis")
    base = _of_year(parts, base_year, f"energie.{target.word}.{base_year}", was_base, found.assessment.base_value)
    value = _of_year(parts, year, key, published.figures.get(key), found.value(year))
    path = _path(f"{key}.pad", base, published.figures.get(f"{key}.pad"), found.assessment.path)
    gap = _minus(f"{key}.kloof", value, path)
    return [one for one in (base, value, path, gap) if one is not None]


def _of_year(parts: pl.DataFrame, year: int, key: str, was: float | None, current: float | None) -> Restated | None:
    if was is None or current is None:
        return Restated(key, was, current, {}) if was is not None or current is not None else None
    rows = parts.filter(pl.col("year") == year)
    causes = {cause: float(rows[cause].sum()) for cause in CAUSES}
    # Another base year, or fuel of vehicles that is added, is no asset's.
    causes["rules"] = (current - was) - sum(causes.values())
    if abs(causes["rules"]) < 1e-6 * max(abs(current), abs(was), 1.0):
        causes["rules"] = 0.0
    return Restated(key, was, current, causes)


def _path(key: str, base: Restated | None, was: float | None, current: float | None) -> Restated | None:
    if base is None or was is None or current is None or not base.published or not base.current:
        return Restated(key, was, current, {}) if was is not None or current is not None else None
    before, after = was / base.published, current / base.current
    mean = (before + after) / 2
    causes = {cause: value * mean for cause, value in base.causes.items()}
    causes["rules"] = causes.get("rules", 0.0) + (after - before) * (base.published + base.current) / 2
    return Restated(key, was, current, causes)


def _minus(key: str, value: Restated | None, path: Restated | None) -> Restated | None:
    if value is None or path is None:
        return None
    known = None not in (value.published, path.published), None not in (value.current, path.current)
    before = (value.published or 0.0) - (path.published or 0.0) if known[0] else None
    after = (value.current or 0.0) - (path.current or 0.0) if known[1] else None
    causes = {c: value.causes[c] - path.causes[c] for c in CAUSES} if value.causes and path.causes else {}
    return Restated(key, before, after, causes)
