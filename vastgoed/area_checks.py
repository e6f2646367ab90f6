"""Checks on floor areas: their order, the split by function, zeros, gaps and what users take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.language import N_, show_number
from vastgoed.areas import AREA_KINDS, compute_disorder, compute_split
from vastgoed.counted import counted_finding, square_metres
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_USER_TOLERANCE_SHARE = 0.01


def check_area_order(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Gross >= internal >= net >= net office area."""
    rows = compute_disorder(compute_buildings(inputs, options.day))
    return counted_finding(
        "estate.area.order",
        Severity.WARNING,
        N_("Floor areas that contradict each other: {count} ({examples})."),
        rows,
        lambda row: (
            f"{row['smaller']} {square_metres(row['smaller_m2'])} > {row['larger']} {square_metres(row['larger_m2'])}"
        ),
        N_("Gross is at least internal, internal at least net, net at least net office area. Have them measured."),
    )


def check_area_zero(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """An area of nothing on a building that is there."""
    buildings = compute_buildings(inputs, options.day)
    kinds = AREA_KINDS[:3]
    zero = pl.any_horizontal(pl.col(kind.column) == 0 for kind in kinds)
    names = [pl.when(pl.col(kind.column) == 0).then(pl.lit(kind.code)) for kind in kinds]
    rows = buildings.filter(zero).with_columns(kinds=pl.concat_str(names, separator=" ", ignore_nulls=True))
    return counted_finding(
        "estate.area.zero",
        Severity.WARNING,
        N_("Buildings in use with a floor area of zero: {count} ({examples})."),
        rows,
        lambda row: str(row["kinds"]),
        N_("Zero is not unknown: empty the cell, or fill in the area."),
    )


def check_area_missing(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Buildings without gross or internal area, the two that figures rest on."""
    buildings = compute_buildings(inputs, options.day)
    kinds = AREA_KINDS[:2]
    missing = pl.any_horizontal(pl.col(kind.column).is_null() for kind in kinds)
    names = [pl.when(pl.col(kind.column).is_null()).then(pl.lit(kind.code)) for kind in kinds]
    rows = buildings.filter(missing).with_columns(kinds=pl.concat_str(names, separator=" ", ignore_nulls=True))
    return counted_finding(
        "estate.area.missing",
        Severity.WARNING,
        N_("Buildings without gross or internal floor area: {count} ({examples}). They are left out of totals per m²."),
        rows,
        lambda row: str(row["kinds"]),
        N_("Have them measured and fill in the property database."),
    )


def check_function_split(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """The areas by function add up to the internal area within the tolerance."""
    split = compute_split(compute_buildings(inputs, options.day), inputs.function_area)
    rows = split.filter(pl.col("difference_share").abs() > options.split_tolerance_share)
    return counted_finding(
        "estate.split.sum",
        Severity.WARNING,
        N_("Areas by function that do not add up to the internal floor area: {count} ({examples})."),
        rows,
        lambda row: f"{show_number(100 * row['difference_share'], 1)} %",
        N_("Correct the split or the internal area; the 25 % rule rests on it. Allowed: {tolerance_pct} %."),
        tolerance_pct=100 * options.split_tolerance_share,
    )


def check_function_split_missing(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Buildings whose use is not split by function."""
    split = compute_split(compute_buildings(inputs, options.day), inputs.function_area)
    return counted_finding(
        "estate.split.missing",
        Severity.WARNING,
        N_("Buildings without areas by function: {count} ({examples}). Their transfer scope stays undecided."),
        split.filter(pl.col("split_m2").is_null()),
        None,
        N_("Ask the managing entity for the areas by function. The net office area does not replace them."),
    )


def check_user_areas(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """What contracts give users is together no more than the building; the same whole area on each row is suspect."""
    buildings = compute_buildings(inputs, options.day).select("asset_code", "internal_floor_area_m2")
    now = inputs.contract.filter(
        (pl.col("contract_end").is_null() | (pl.col("contract_end") >= options.day))
        & (pl.col("contract_start").is_null() | (pl.col("contract_start") <= options.day))
    )
    internal = pl.col("internal_floor_area_m2")
    rows = (
        now.join(buildings, on="asset_code")
        .group_by("asset_code", "internal_floor_area_m2")
        .agg(
            users_m2=pl.col("user_area_m2").sum(),
            contracts=pl.len(),
            repeated=(pl.col("user_area_m2").drop_nulls().unique_counts().max() == pl.len()) & (pl.len() > 1),
        )
        .filter(pl.col("users_m2") > internal * (1 + _USER_TOLERANCE_SHARE))
        .sort("asset_code")
    )
    return [
        *counted_finding(
            "estate.contract.area_repeated",
            Severity.WARNING,
            N_(
                "Buildings whose area stands on each of their contracts: {count} ({examples}). Adding up counts double."
            ),
            rows.filter("repeated"),
            lambda row: f"{row['contracts']} × {square_metres(row['users_m2'] / row['contracts'])}",
            N_("Give each contract the area of its own user."),
        ),
        *counted_finding(
            "estate.contract.area_over",
            Severity.WARNING,
            N_("Buildings whose users take more than the internal floor area: {count} ({examples})."),
            rows.filter(~pl.col("repeated")),
            lambda row: f"{square_metres(row['users_m2'])} > {square_metres(row['internal_floor_area_m2'])}",
            N_("Correct the areas of the contracts or of the building."),
        ),
    ]
