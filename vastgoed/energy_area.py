"""The area of the energy certificate beside the areas of the register and of the model: which kind does it fit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.language import N_
from vastgoed.bim.compare import AGREES_SHARE, MEASURES, SMALL_SHARE, compute_bim_areas
from vastgoed.counted import counted_finding, square_metres
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

EXPLANATIONS: Mapping[str, str] = {
    "agrees": N_("It is this kind of area: the two agree within 2 %."),
    "small_difference": N_("It is probably this kind of area: they differ by at most 5 %, which measuring explains."),
    "unexplained": N_("It fits no area by more than 5 %; this one is nearest. Check what the certificate counts."),
    "no_other_area": N_("Neither register nor model has an area to compare with."),
}
"""What each value of `explanation` says, to be translated where it is shown."""

ENERGY_AREA: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "energy_m2": pl.Float64(),
    "kind": pl.String(),
    "origin": pl.String(),
    "other_m2": pl.Float64(),
    "difference_share": pl.Float64(),
    "explanation": pl.String(),
}


def compute_energy_areas(buildings: pl.DataFrame, models: pl.DataFrame) -> pl.DataFrame:
    """The area that the energy area of each building fits best, and how well.

    Args:
        buildings: `asset_code`, `energy_floor_area_m2` and the columns of `MEASURES`.
        models: Columns of `BIM_AREAS`.

    Returns:
        Columns of ENERGY_AREA for buildings with an energy area, by code: `kind` is a column of `MEASURES`, `origin` is
        register or model, `difference_share` is energy area over the other minus one.

    >>> from vastgoed.bim.compare import BIM_AREAS
    >>> row = {"asset_code": "A", "energy_floor_area_m2": 1010.0, "gross_floor_area_m2": 1000.0,
    ...        "internal_floor_area_m2": 900.0, "net_floor_area_m2": None}
    >>> found = compute_energy_areas(pl.DataFrame([row]), pl.DataFrame(schema=pl.Schema(BIM_AREAS)))
    >>> found.select("kind", "origin", "explanation").row(0)
    ('gross_floor_area_m2', 'register', 'agrees')
    """
    own = buildings.filter(pl.col("energy_floor_area_m2") > 0).select("asset_code", energy_m2="energy_floor_area_m2")
    others = [
        frame.select(
            "asset_code", kind=pl.lit(measure), origin=pl.lit(origin), other_m2=pl.col(measure).cast(pl.Float64)
        )
        for origin, frame in (("register", buildings), ("model", models))
        for measure in MEASURES
    ]
    share = pl.col("energy_m2") / pl.col("other_m2") - 1
    nearest = (
        own.join(pl.concat(others).filter(pl.col("other_m2") > 0), on="asset_code", how="left", maintain_order="left")
        .with_columns(difference_share=share)
        .sort("asset_code", pl.col("difference_share").abs(), nulls_last=True, maintain_order=True)
        .unique("asset_code", keep="first", maintain_order=True)
    )
    off = pl.col("difference_share").abs()
    explanation = (
        pl.when(off.is_null())
        .then(pl.lit("no_other_area"))
        .when(off <= AGREES_SHARE)
        .then(pl.lit("agrees"))
        .when(off <= SMALL_SHARE)
        .then(pl.lit("small_difference"))
        .otherwise(pl.lit("unexplained"))
    )
    return nearest.with_columns(explanation=explanation).select(list(ENERGY_AREA)).cast(pl.Schema(ENERGY_AREA))


def check_energy_area(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """An energy area that fits no other area of its building."""
    found = compute_energy_areas(
        compute_buildings(inputs, options.day), compute_bim_areas(inputs.bim_building, inputs.bim_model)
    )
    return counted_finding(
        "estate.area.energy",
        Severity.WARNING,
        N_("Energy areas that fit no other floor area within 5 %: {count} ({examples})."),
        found.filter(pl.col("explanation") == "unexplained"),
        lambda row: f"{square_metres(row['energy_m2'])} / {square_metres(row['other_m2'])}",
        N_("Check which area the energy certificate counts, and which of the areas is out of date."),
    )
