"""Floor area and people housed per asset and year, for the part of a change that is no saving."""

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

HEADINGS = ("Objectcode", "Jaar", "Bruto vloeroppervlakte in het jaar (m2)", "VTE in het jaar")
FIELDS = (
    Field("asset_code", ("Objectcode", "VIM gebouwcode", "Asset code"), required=True),
    Field("year", ("Jaar", "Year"), "integer", required=True, minimum=1990, maximum=2100),
    Field(
        "gross_floor_area_m2",
        ("Bruto vloeroppervlakte in het jaar (m2)", "Gross floor area in the year (m2)"),
        "number",
        minimum=0,
    ),
    Field("fte", ("VTE in het jaar", "FTE in the year"), "number", minimum=0),
)
_NEEDED = ("asset_code", "year", "gross_floor_area_m2", "fte")
_NOTHING = Defect(
    "gross_floor_area_m2",
    "energy.activity.empty",
    N_("The row of {value} has neither floor area nor people."),
    N_("Fill in one of both, or leave the row out."),
)
_TWICE = Defect(
    "year",
    "energy.activity.twice",
    N_("{value} stands in the file twice for the same object."),
    N_("Keep one row per object and year."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file has floor area and people per object and year."""
    return sheet_with_fields(head, FIELDS, _NEEDED) is not None


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read floor area and people per year.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    table = SmallTable.read(head, sheet_with_fields(head, FIELDS, _NEEDED), FIELDS, mapping)
    empty = pl.col("gross_floor_area_m2").is_null() & pl.col("fte").is_null()
    table.keep_out(empty, _NOTHING, pl.col("asset_code"))
    table.keep_out(pl.int_range(pl.len()).over("asset_code", "year") > 0, _TWICE, pl.col("year"))
    return table.intake("asset_activity")


READER = Reader(
    kind="energy.activity",
    title=N_("Floor area and people per year"),
    recognise=recognise,
    read=read,
    example="energie/oppervlakte-en-mensen.csv",
    headings=HEADINGS,
    fields=lambda: FIELDS,
)
