"""What a building costs per year and line, the credits that move with it, and the one-off cost of its move."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("year", ("Jaar",), "integer", required=True, minimum=1990, maximum=2100),
        Field("cost_line", ("Kostenpost",), "choice", required=True, choices=choices("cost_line")),
        Field("amount_eur", ("Bedrag (euro)",), "number", required=True, minimum=0),
        Field("avoidable_eur", ("Waarvan vermijdbaar (euro)",), "number", minimum=0),
        Field("evidence", ("Bron", "Bewijs")),
    )


SHEET = TransferSheet("building_cost", ("Kostenpost", "Bedrag (euro)"), _fields)
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.costs",
    N_("costs of buildings per line"),
    "vastgoed/inkanteling-kosten.csv",
    ("VIM gebouwcode", "Jaar", "Kostenpost", "Bedrag (euro)", "Waarvan vermijdbaar (euro)", "Bron"),
)
