"""Where a figure of the material passport came from: parts of elements by import and origin, and the densities used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, show_value
from kern.report import FactorUse, Trace
from vastgoed.passport.library import DENSITIES, FACTOR_SET, density_rows
from vastgoed.passport.section import passport_masses
from vastgoed.passport.tables import KEY

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

SUFFIXES = ("per_m2", "bekend", "volume_onbekend", "bibliotheek")


def trace_passport(key: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    """Explain `vastgoed.paspoort.<building or report year>` and what stands behind it.

    Raises:
        InputWrong: No loaded model holds materials of this building.
    """
    what = key.removeprefix(f"{KEY}.")
    for suffix in SUFFIXES:
        what = what.removesuffix(f".{suffix}")
    masses, _classes, _findings = passport_masses(inputs, options)
    if what != str(options.report_year):
        masses = masses.filter(pl.col("asset_code") == what)
    if masses.is_empty():
        raise InputWrong(N_("No loaded model holds elements for figure {key}."), key=key)
    by = [name for name in ("import_id", "model_hash") if name in masses.columns]
    rows = (
        masses.group_by([*by, "mass_origin", "unknown_reason"])
        .agg(rows=pl.len(), volume_m3=pl.col("part_volume_m3").sum(), mass_kg=pl.col("mass_kg").sum())
        .sort([*by, "mass_origin", "unknown_reason"], nulls_last=True)
    )
    used = masses.filter(pl.col("mass_origin") == "library_density")["material_class"].unique().to_list()
    return Trace(
        key,
        _(
            "A stated weight, else the volume of the element × the share of the material × its density: of the model "
            "when it states one, else of the library. What has no weight adds nothing."
        ),
        [{"register": "bim_material", **row} for row in rows.iter_rows(named=True)],
        factors=[_factor(row) for row in density_rows(options.day) if row["key"].removeprefix("density.") in used],
        rules={_("Day"): show_value(options.day)},
    )


def _factor(row: dict[str, object]) -> FactorUse:
    text = {name: "" if value is None else str(value) for name, value in row.items()}
    return FactorUse(
        key=text["key"],
        factor_set=FACTOR_SET,
        value=float(text["value"]),
        unit=text["unit"],
        valid_from=text["valid_from"],
        valid_until=text["valid_until"],
        source=text["source"],
        place=text["place"],
        certainty=text["certainty"],
        file=f"data/{DENSITIES}",
    )
