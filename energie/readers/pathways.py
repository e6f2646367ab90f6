"""A decarbonisation pathway per floor area, as CRREM publishes them: a year, kWh and kg CO2e per square metre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.history import Defect
from energie.readers.rows import SmallTable, sheet_with_fields
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Jaar", "kWh/m²", "kgCO2e/m²")
FIELDS = (
    Field("year", ("Jaar", "Year"), "integer", required=True, minimum=1990, maximum=2100),
    Field(
        "energy_kwh_per_m2",
        ("kWh/m²", "Energie kWh/m²", "Energie (kWh/m2)", "EUI", "Energy (kWh/m2)", "kwh_per_m2", "energy_kwh_per_m2"),
        "number",
        minimum=0,
    ),
    Field(
        "co2_kg_per_m2",
        (
            "kgCO2e/m²", "kgCO2/m²", "kg CO2e/m²", "CO2 (kg/m2)", "CO2e (kg/m2)", "GHG (kgCO2e/m2)", "kgco2_per_m2",
            "co2_kg_per_m2",
        ),
        "number",
        minimum=0,
    ),
    Field("name", ("Pad", "Naam", "Pathway", "Scenario")),
    Field("function", ("Functie", "Gebouwfunctie", "Function", "Property type")),
)  # fmt: skip
_NEEDED = ("year", "energy_kwh_per_m2", "co2_kg_per_m2")
_TWICE = Defect(
    "year",
    "energy.pathway.twice",
    N_("Year {value} stands in the pathway twice."),
    N_("Keep one row per year, or name the pathways apart in a column Pad."),
)
_NOTHING = Defect(
    "energy_kwh_per_m2",
    "energy.pathway.empty",
    N_("The row of {value} has neither energy nor CO2."),
    N_("Fill in kWh/m² or kgCO2e/m², or leave the row out."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file is a pathway per floor area."""
    return sheet_with_fields(head, FIELDS, _NEEDED) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read pathways; one without a name takes the name of its file.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    table = SmallTable.read(head, sheet_with_fields(head, FIELDS, _NEEDED), FIELDS, mapping)
    file = head.shown_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit("!", 1)[-1].partition(".")[0]
    table.rows = table.rows.with_columns(pl.col("name").fill_null(file), pl.col("function").fill_null(""))
    table.keep_out(pl.col("energy_kwh_per_m2").is_null() & pl.col("co2_kg_per_m2").is_null(), _NOTHING, pl.col("year"))
    twice = pl.int_range(pl.len()).over("name", "function", "year") > 0
    table.keep_out(twice, _TWICE, pl.col("year"))
    return table.intake("pathway")


READER = Reader(
    kind="energy.pathways",
    title=N_("Pathway per floor area (CRREM style)"),
    recognise=recognise,
    read=read,
    example="energie/afbouwpad.csv",
    headings=HEADINGS,
    fields=lambda: FIELDS,
)
