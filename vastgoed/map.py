"""Buildings as points on the Lambert 72 plane, with what they are coloured by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import UsageWrong
from kern.language import N_, _
from vastgoed.certificates import STATES
from vastgoed.certificates_section import certificates_on
from vastgoed.code_lists import LISTS, name_of
from vastgoed.label_section import assess_labels
from vastgoed.portfolio import compute_buildings
from vastgoed.transfer_groups import GROUP_NAMES, gathered
from vastgoed.transfer_inputs import assess_transfers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

# Where a point can lie in Belgium [m], Lambert 72: outside it, x and y were swapped or belong to another system.
X_BOUNDS_M, Y_BOUNDS_M = (20_000.0, 300_000.0), (20_000.0, 250_000.0)

POINTS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "name": pl.String(),
    "x_lambert72_m": pl.Float64(),
    "y_lambert72_m": pl.Float64(),
    "value": pl.Float64(),
    "group": pl.String(),
}


@dataclass(frozen=True)
class Indicator:
    """What the points are coloured by.

    Args:
        code: Word on the command line.
        label: What it is, marked with `N_`.
        unit: Unit of the number; empty for groups.
        column: Column of the buildings, or empty when `groups` tells.
        groups: Makes asset code -> group in words.
    """

    code: str
    label: str
    unit: str = ""
    column: str = ""
    groups: Callable[[EstateInputs, EstateOptions], Mapping[str, str]] | None = None


def _levels(inputs: EstateInputs, options: EstateOptions) -> dict[str, str]:
    return {code: result.label for code, result in assess_labels(inputs, options).items()}


def _transfers(inputs: EstateInputs, options: EstateOptions) -> dict[str, str]:
    rows = gathered(*assess_transfers(inputs, options))
    return {code: _(GROUP_NAMES[group]) for code, group in rows.select("asset_code", "group").rows()}


def _epc(inputs: EstateInputs, options: EstateOptions) -> dict[str, str]:
    rows = certificates_on(inputs, options).filter(pl.col("kind") == "epc_nr")
    return {code: _(STATES[state]) for code, state in rows.select("asset_code", "state").rows()}


INDICATORS = (
    Indicator("functie", N_("Function of the building"), column="building_function"),
    Indicator("entiteit", N_("Managing entity"), column="entity_name"),
    Indicator("bvo", N_("Gross floor area"), "m²", "gross_floor_area_m2"),
    Indicator("bouwjaar", N_("Year of construction"), "", "construction_year"),
    Indicator("vte", N_("FTE housed"), "FTE", "housed_fte"),
    Indicator("werkplekken", N_("Desks"), "", "desks_count"),
    Indicator("erfgoed", N_("Heritage status"), column="heritage_status"),
    Indicator("strategie", N_("Strategy in the long run"), column="long_term_strategy"),
    Indicator("eigendom", N_("Ownership"), column="ownership_right"),
    Indicator("label", N_("Accessibility level (indicative)"), groups=_levels),
    Indicator("inkanteling", N_("Transfer to the agency"), groups=_transfers),
    Indicator("epc", N_("EPC NR"), groups=_epc),
)
"""What a map can be coloured by; the desk adds what other rooms know."""


def indicator(code: str, more: tuple[Indicator, ...] = ()) -> Indicator:
    """The indicator of a word.

    Raises:
        UsageWrong: There is none; the known ones are named.
    """
    known = {item.code: item for item in (*INDICATORS, *more)}
    if code not in known:
        raise UsageWrong(
            N_("A map cannot be coloured by {code}. Choose from: {known}."), code=code, known=", ".join(known)
        )
    return known[code]


def compute_points(
    inputs: EstateInputs, options: EstateOptions, chosen: Indicator, values: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The buildings with a usable point, and those without one.

    Args:
        inputs: The registers.
        options: The day.
        chosen: What they are coloured by.
        values: `asset_code`, `value` of an indicator that another room worked out.

    Returns:
        Points with the columns of POINTS (`value` for numbers, `group` for words; both null when unknown), and the
        other buildings with `asset_code` and `name`; both by code.
    """
    there = compute_buildings(inputs, options.day)
    x, y = pl.col("x_lambert72_m"), pl.col("y_lambert72_m")
    usable = (x.is_between(*X_BOUNDS_M) & y.is_between(*Y_BOUNDS_M)).fill_null(False)
    value, group = pl.lit(None, pl.Float64), pl.lit(None, pl.String)
    if values is not None:
        there = there.join(values.select("asset_code", _value="value"), on="asset_code", how="left")
        value = pl.col("_value")
    elif chosen.groups is not None:
        said = chosen.groups(inputs, options)
        group = pl.col("asset_code").replace_strict(said, default=None, return_dtype=pl.String)
    elif there.schema[chosen.column].is_numeric():
        value = pl.col(chosen.column).cast(pl.Float64)
    else:
        names = {code: name_of(chosen.column, code) for code in there[chosen.column].drop_nulls().unique()} if (
            chosen.column in LISTS
        ) else {}  # fmt: skip
        group = pl.col(chosen.column).replace(names)
    points = there.with_columns(value=value, group=group).sort("asset_code")
    shown = points.filter(usable).select(list(POINTS)).cast(pl.Schema(POINTS))
    return shown, points.filter(~usable).select("asset_code", "name")
