"""The quantities of the portfolio, each as rows per asset with the import they came from.

Figures, tables and provenance all add up the same rows, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_
from vastgoed.code_lists import codes
from vastgoed.contract_checks import contracts_on
from vastgoed.portfolio import compute_assets, compute_buildings

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

ROWS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "value": pl.Float64(),
    "import_id": pl.Int64(),
    "source_row": pl.Int64(),
}
"""The columns of a measure's rows."""


@dataclass(frozen=True)
class Measure:
    """One quantity of the portfolio.

    Args:
        code: Its word in the keys of figures.
        label: Its name, marked with `N_`.
        unit: As printed, marked with `N_` where it is a word.
        rows: Makes ROWS: one row per contributing row of a register; an unknown value gives no row.
        text: How it is counted, marked with `N_`.
        column: What its sum is called in a trace, with its unit.
        is_count: It counts assets: none is zero. Else none known is unknown.
    """

    code: str
    label: str
    unit: str
    rows: Callable[[EstateInputs, EstateOptions], pl.DataFrame]
    text: str
    column: str = "count"
    is_count: bool = False

    def total(self, rows: pl.DataFrame) -> float | None:
        """The sum of rows; None when nothing is known.

        >>> MEASURES["bvo"].total(pl.DataFrame(schema=ROWS)), MEASURES["leegstand"].total(pl.DataFrame(schema=ROWS))
        (None, 0.0)
        """
        return float(rows["value"].sum()) if rows.height or self.is_count else None

    def key(self, year: int, detail: str = "") -> str:
        """The key of its figure.

        >>> MEASURES["bvo"].key(2025, "entiteit.ENT01")
        'vastgoed.bvo.2025.entiteit.ENT01'
        """
        return f"vastgoed.{self.code}.{year}" + (f".{detail}" if detail else "")


def _values(frame: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    rows = frame.select("asset_code", value.cast(pl.Float64).alias("value"), "import_id", "source_row")
    return rows.filter(pl.col("value").is_not_null()).sort("asset_code", "source_row", nulls_last=True)


def _of_buildings(value: pl.Expr) -> Callable[[EstateInputs, EstateOptions], pl.DataFrame]:
    def rows(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
        return _values(compute_buildings(inputs, options.day), value)

    return rows


def is_vacant(options: EstateOptions) -> pl.Expr:
    """Whether a building is vacant on the day."""
    return (pl.col("vacant_since") <= options.day).fill_null(False)


def _vacant(value: pl.Expr) -> Callable[[EstateInputs, EstateOptions], pl.DataFrame]:
    def rows(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
        return _values(compute_buildings(inputs, options.day).filter(is_vacant(options)), value)

    return rows


def _infrastructure(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    assets = compute_assets(inputs, options.day).filter(pl.col("kind") == "infrastructure")
    return _values(assets, pl.lit(1))


def _rent(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    there = compute_buildings(inputs, options.day)["asset_code"].implode()
    leases = contracts_on(inputs.contract, options.day).filter(
        pl.col("use_right").is_in(codes("use_right", "is_lease")), pl.col("asset_code").is_in(there)
    )
    return _values(leases, pl.col("yearly_cost_eur"))


_COUNTED = N_("In the portfolio on {day}; virtual buildings are left out, their parts count.")
_SUMMED = N_("Sum over the buildings in the portfolio on {day} for which it is known; virtual buildings are left out.")

MEASURES: Mapping[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("gebouwen", N_("Buildings"), "", _of_buildings(pl.lit(1)), _COUNTED, is_count=True),
        Measure(
            "bvo",
            N_("Gross floor area"),
            "m²",
            _of_buildings(pl.col("gross_floor_area_m2")),
            _SUMMED,
            "gross_floor_area_m2",
        ),
        Measure(
            "ifa",
            N_("Internal floor area"),
            "m²",
            _of_buildings(pl.col("internal_floor_area_m2")),
            _SUMMED,
            "internal_floor_area_m2",
        ),
        Measure("vte", N_("Staff housed"), N_("FTE"), _of_buildings(pl.col("housed_fte")), _SUMMED, "housed_fte"),
        Measure("werkplekken", N_("Desks"), "", _of_buildings(pl.col("desks_count")), _SUMMED, "desks_count"),
        Measure("leegstand", N_("Vacant buildings"), "", _vacant(pl.lit(1)), N_("Vacant on {day}."), is_count=True),
        Measure(
            "leegstand_bvo",
            N_("Vacant gross floor area"),
            "m²",
            _vacant(pl.col("gross_floor_area_m2")),
            N_("Gross floor area of the buildings that are vacant on {day}."),
            "gross_floor_area_m2",
        ),
        Measure(
            "huur",
            N_("Rent"),
            N_("EUR/year"),
            _rent,
            N_("Yearly cost of the leases that run on {day}, as in the contracts; not indexed."),
            "yearly_cost_eur",
        ),
        Measure(
            "infrastructuur",
            N_("Technical installations"),
            "",
            _infrastructure,
            N_("In the portfolio on {day}."),
            is_count=True,
        ),
    )
}
