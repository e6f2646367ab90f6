"""What entities tell about their service trips: one row per entity and year, one column per indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.mobility import indicators

if TYPE_CHECKING:
    from kern.intake.contract import SheetHead

_MOST = 1e9
_KEY = (
    Field("entity_code", ("Entiteit", "Entiteitcode", "entity"), required=True),
    Field("year", ("Jaar", "year"), "integer", required=True, minimum=1990, maximum=2100),
)


def _fields() -> tuple[Field, ...]:
    told = (
        Field(one.code, one.headings, "number", minimum=0, maximum=_MOST) for one in indicators().values()
    )  # the headings stand in the data, so that an indicator is a row there and nothing here
    return (*_KEY, *told)


def _sheet(head: FileHead) -> SheetHead | None:
    """A sheet with entity, year and a trip indicator; staff alone stands in many files."""
    for sheet in head.sheets:
        keyed = all(any(sheet.has(name) for name in f.headings) for f in _KEY)
        if keyed and any(
            sheet.has(name) for one in indicators().values() if one.step != "size" for name in one.headings
        ):
            return sheet
    return None


def recognise(head: FileHead) -> bool:
    """Whether some sheet gives trip indicators per entity and year."""
    return _sheet(head) is not None


def read_mobility(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read indicators into the register `mobility`; an empty cell is not told and makes no row."""
    table = read_sheet(head, _sheet(head), _fields(), mapping)
    codes = [code for code in indicators() if code in table.frame.columns]
    rows = table.frame.unpivot(
        codes,
        index=["entity_code", "year", "source_sheet", "source_row"],
        variable_name="indicator",
        value_name="value",
    ).filter(pl.col("value").is_not_null())
    return Intake(
        frames={"mobility": rows.sort("source_row", "indicator")},
        rejected=table.rejected,
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.mobility",
    title=N_("mobility of entities"),
    recognise=recognise,
    read=read_mobility,
    example="vloot/mobiliteit.csv",
    headings=("Entiteit", "Jaar", "VTE", "Vermeden verplaatsingen", "Gedeelde verplaatsingen", "Km fiets"),
)
