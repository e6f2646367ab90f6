"""Register of energy measures: what was done, decided or is possible, what it saves and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words
from energie.history import Defect
from energie.readers.rows import SmallTable, sheet_with_fields
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUSES = {
    **dict.fromkeys(("uitgevoerd", "gedaan", "done"), "done"),
    **dict.fromkeys(("beslist", "gepland", "decided", "planned"), "decided"),
    **dict.fromkeys(("mogelijk", "idee", "possible", "idea"), "possible"),
}
HEADINGS = ("Maatregelcode", "Objectcode", "Energiedrager", "Besparing (kWh)", "Status")
_NEEDED = ("code", "asset_code", "carrier", "saving_kwh", "status")


def fields() -> tuple[Field, ...]:
    """The columns of the register."""
    return (
        Field("code", ("Maatregelcode", "Measure code"), required=True),
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Asset code"), required=True),
        Field("name", ("Maatregel", "Omschrijving", "Measure")),
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("saving_kwh", ("Besparing (kWh)", "Besparing", "Saving (kWh)"), "number", required=True),
        Field("status", ("Status",), "choice", required=True, choices=STATUSES),
        Field("done_on", ("Datum", "Uitgevoerd op", "Done on"), "date"),
        Field("cost_eur", ("Investering (euro)", "Investering", "Cost (EUR)"), "number", minimum=0),
        Field("lifetime_years", ("Levensduur (jaar)", "Levensduur", "Lifetime (years)"), "number", minimum=1),
        Field("alternative_group", ("Keuzegroep", "Alternative group")),
        Field("renovated_area_m2", ("Gerenoveerde oppervlakte (m2)", "Renovated area (m2)"), "number", minimum=0),
    )


_UNDATED = Defect(
    "done_on",
    "energy.measure.undated",
    N_("Measure {value} has been carried out, but the day is missing."),
    N_("Fill in the day from which it saves: without it nothing can be explained with it."),
)
_NOTHING = Defect(
    "saving_kwh",
    "energy.measure.nothing",
    N_("A saving of {value} kWh a year changes nothing."),
    N_("Fill in what it should save in a whole year, in kWh of this energy carrier; more use is negative."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file lists measures with what they save."""
    return sheet_with_fields(head, fields(), _NEEDED) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read measures.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    table = SmallTable.read(head, sheet_with_fields(head, fields(), _NEEDED), fields(), mapping)
    table.keep_out((pl.col("status") == "done") & pl.col("done_on").is_null(), _UNDATED, pl.col("code"))
    table.keep_out(pl.col("saving_kwh") == 0, _NOTHING, pl.col("saving_kwh"))
    return table.intake("measure")


READER = Reader(
    kind="energy.measures",
    title=N_("Register of energy measures"),
    recognise=recognise,
    read=read,
    example="energie/maatregelen.csv",
    headings=HEADINGS,
    fields=fields,
)
