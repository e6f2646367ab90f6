"""A transfer plan as it was decided, as `koers vastgoed inkanteling plan --bewaar` writes it."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet

HEADINGS = (
    "Plancode",
    "Gemaakt op",
    "VIM gebouwcode",
    "Gepland kwartaal",
    "Gereedheid (%)",
    "Redencode",
    "Uitleg",
    "Instellingen",
)


def _fields() -> tuple[Field, ...]:
    return (
        Field("plan_code", ("Plancode",), required=True),
        Field("made_on", ("Gemaakt op",), "date", required=True),
        CODE,
        Field("quarter", ("Gepland kwartaal",)),
        Field("readiness_pct", ("Gereedheid (%)",), "number", minimum=0, maximum=100),
        Field("reason_code", ("Redencode",)),
        Field("explanation", ("Uitleg",)),
        Field("settings", ("Instellingen",)),
    )


SHEET = TransferSheet("transfer_plan", ("Plancode", "Gepland kwartaal"), _fields, quarters=("quarter",))
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader("estate.plans", N_("decided transfer plan"), "vastgoed/inkanteling-plan-2025-06.csv", HEADINGS)
