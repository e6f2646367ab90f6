"""Which tasks are done for a building, by how many people of which function, and how many of them move."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("domain", ("Taakdomein",), "choice", required=True, choices=choices("task_domain")),
        Field("staff_function", ("Functie personeel",)),
        Field("task_fte", ("VTE nu", "VTE"), "number", minimum=0),
        Field("moving_fte", ("VTE die meekomt",), "number", minimum=0),
        Field("performed_by", ("Uitgevoerd door",)),
        Field("statute", ("Statuut",)),
    )


SHEET = TransferSheet("transfer_task", ("Taakdomein", "VTE nu"), _fields, blank=("staff_function",))
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.tasks",
    N_("tasks and staff of buildings"),
    "vastgoed/inkanteling-taken.csv",
    ("VIM gebouwcode", "Taakdomein", "Functie personeel", "VTE nu", "VTE die meekomt", "Uitgevoerd door", "Statuut"),
)
