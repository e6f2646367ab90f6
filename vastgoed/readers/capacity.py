"""What the agency can take in per quarter: buildings, square metres, staff and budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from vastgoed.sheet_rows import SheetRows, quarter_text

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Kwartaal", "Gebouwen", "VTE")
BUDGET = ("Kwartaal", "Budget (euro)")
FIELDS = (
    Field("quarter", ("Kwartaal",), required=True),
    Field("buildings_count", ("Gebouwen", "Aantal gebouwen"), "integer", minimum=0),
    Field("area_m2", ("Oppervlakte (m2)",), "number", minimum=0),
    Field("staff_fte", ("VTE",), "number", minimum=0),
    Field("budget_eur", ("Budget (euro)",), "number", minimum=0),
)


def recognise(head: FileHead) -> bool:
    """Whether the file gives a capacity per quarter; the budget may stand in a file of its own."""
    return head.has(*HEADINGS) or head.has(*BUDGET)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read the capacity per quarter.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `transfer_capacity`; a limit that is left empty does not bind.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = head.sheet_with(*HEADINGS) or head.sheet_with(*BUDGET) or head.sheets[0]
    rows = SheetRows.read(head, sheet, FIELDS, mapping)
    if rows.has("quarter"):
        rows.keep_out(quarter_text("quarter").is_null(), "estate.quarter.invalid", "quarter")
        rows.frame = rows.frame.with_columns(quarter_text("quarter"))
    return Intake({"transfer_capacity": rows.frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)


READER = Reader(
    kind="estate.capacity",
    title=N_("capacity for transfer"),
    recognise=recognise,
    read=read,
    example="vastgoed/inkanteling-capaciteit.csv",
    headings=("Kwartaal", "Gebouwen", "Oppervlakte (m2)", "VTE", "Budget (euro)"),
)
