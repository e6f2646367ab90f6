"""Classes of materials: their names in four languages, densities and potentials, each dated and with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kern.language import current_language
from kern.sources import factor_table, read_table

FACTOR_SET = "materials_2026"
DENSITIES = "materials/densities.csv"


@dataclass(frozen=True)
class MaterialClass:
    """A class of materials.

    Args:
        code: Its code.
        name: In the language in force.
        is_material: False for a gap.
        reuse_potential: `high`, `medium`, `low` or `unknown`.
        recycling_potential: Likewise.
        density_kg_per_m3: Of the library; None when the class is too wide for one.
        density_source: Key of the source.
        density_certainty: `high`, `medium` or `low`.
    """

    code: str
    name: str
    is_material: bool
    reuse_potential: str
    recycling_potential: str
    density_kg_per_m3: float | None
    density_source: str = ""
    density_certainty: str = ""


def read_classes(on: date) -> dict[str, MaterialClass]:
    """The classes with the densities that hold on a day, by code.

    Raises:
        InputWrong: A file of `data/materials` is missing.

    >>> read_classes(date(2026, 1, 1))["structural_steel"].density_kg_per_m3
    7800.0
    """
    densities = {row["key"].removeprefix("density."): row for row in density_rows(on)}
    language = current_language()
    found = {}
    for row in read_table("materials/classes.csv").iter_rows(named=True):
        density = densities.get(row["code"], {})
        found[row["code"]] = MaterialClass(
            code=row["code"],
            name=row["nl" if language == "nl" else "en"],
            is_material=row["is_material"] == "true",
            reuse_potential=row["reuse_potential"],
            recycling_potential=row["recycling_potential"],
            density_kg_per_m3=density.get("value"),
            density_source=density.get("source", ""),
            density_certainty=density.get("certainty", ""),
        )
    return found


def density_rows(on: date) -> list[dict[str, Any]]:
    """The densities that hold on a day, as rows of `data/materials/densities.csv`."""
    rows = factor_table(DENSITIES).filter(
        pl.col("factor_set") == FACTOR_SET,
        pl.col("valid_from") <= on,
        pl.col("valid_until").is_null() | (pl.col("valid_until") > on),
    )
    return list(rows.iter_rows(named=True))
