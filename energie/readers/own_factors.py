"""Factors that the user brings: the supplier's value for a heat network or a biomass contract, with its publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words
from energie.history import Defect
from energie.readers.rows import SmallTable, sheet_with_fields
from energie.tables import ALWAYS
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from kern.units import conversion_factor

if TYPE_CHECKING:
    from collections.abc import Mapping

QUANTITIES = {
    **dict.fromkeys(("primaire energie", "primair", "primary energy"), "primary_energy"),
    **dict.fromkeys(("CO2", "uitstoot", "emission"), "co2"),
    **dict.fromkeys(("primaire energie wkk-stroom", "primary energy of chp power"), "chp_primary_energy"),
    **dict.fromkeys(("CO2 wkk-stroom", "CO2 of chp power"), "chp_co2"),
}
UNITS = {
    "kWh/kWh": "kWh/kWh",
    "kg/kWh": "kg/kWh",
    "g/kWh": "g/kWh",
    "kg/MWh": "kg/MWh",
    "kg/GJ": "kg/GJ",
    "-": "kWh/kWh",
}
HEADINGS = ("Energiedrager", "Grootheid", "Factor", "Eenheid", "Bron")
_NEEDED = ("carrier", "quantity", "factor", "unit", "publisher")


def fields() -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("quantity", ("Grootheid", "Quantity"), "choice", required=True, choices=QUANTITIES),
        Field("factor", ("Factor",), "number", required=True, minimum=0),
        Field("unit", ("Eenheid", "Unit"), "choice", required=True, choices=UNITS),
        Field("publisher", ("Bron", "Leverancier en document", "Source"), required=True),
        Field("place", ("Plaats in de bron", "Place")),
        Field("asset_code", ("Objectcode", "Asset code")),
        Field("valid_from", ("Geldig van", "Valid from"), "date"),
        Field("valid_until", ("Geldig tot", "Valid until"), "date"),
    )


_UNIT = Defect(
    "unit",
    "energy.own_factor.unit",
    N_("Unit {value} does not fit this quantity."),
    N_("Primary energy is in kWh/kWh, CO2 in kg/kWh, g/kWh, kg/MWh or kg/GJ."),
)
_GRID = Defect(
    "carrier",
    "energy.own_factor.electricity",
    N_("{value}: the factors of electricity come from one published series, so that all years stay comparable."),
    N_(
        "Choose the series in koers.toml, under [energie.factoren]; the register of meters names green contracts. "
        "Only electricity of own cogeneration takes a factor here, and no other carrier has one."
    ),
)
_ENDS_BEFORE = Defect(
    "valid_until",
    "energy.own_factor.ends_before_start",
    N_("The factor ends on {value}, before it starts."),
    N_("Correct one of the two days. The end is the first day that no longer counts."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file has factors with their publisher."""
    return sheet_with_fields(head, fields(), _NEEDED) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read own factors; the value is brought to kWh per kWh, or kg per kWh.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    table = SmallTable.read(head, sheet_with_fields(head, fields(), _NEEDED), fields(), mapping)
    unit, is_co2 = pl.col("unit"), pl.col("quantity").str.ends_with("co2")
    table.keep_out(is_co2 == (unit == "kWh/kWh"), _UNIT, unit)
    of_grid = (pl.col("carrier") == "electricity") != pl.col("quantity").str.starts_with("chp_")
    table.keep_out(of_grid, _GRID, pl.col("carrier"))
    until = pl.col("valid_until")
    table.keep_out(until <= pl.col("valid_from"), _ENDS_BEFORE, until.dt.strftime("%d-%m-%Y"))
    to_canonical = {name: conversion_factor(name, "kg/kWh") for name in UNITS.values() if name != "kWh/kWh"}
    table.rows = table.rows.with_columns(
        pl.col("valid_from").fill_null(ALWAYS),
        pl.col("asset_code").fill_null(""),
        value=pl.col("factor") * unit.replace_strict(to_canonical | {"kWh/kWh": 1.0}, return_dtype=pl.Float64),
    ).drop("factor", "unit")
    return table.intake("own_factor")


READER = Reader(
    kind="energy.own_factors",
    title=N_("Own factors, such as of a heat network"),
    recognise=recognise,
    read=read,
    example="energie/eigen-factoren.csv",
    headings=HEADINGS,
    fields=fields,
)
