"""What a building or a whole entity must wait for: a network, a contract, a decree."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.readers.transfer_sheet import TransferSheet


def _fields() -> tuple[Field, ...]:
    return (
        Field("applies_to", ("Gebouw of entiteit", "VIM gebouwcode", "Entiteitcode"), required=True),
        Field("dependency", ("Afhankelijkheid",), "choice", required=True, choices=choices("dependency")),
        Field("subject", ("Wat",)),
        Field("ready_on", ("Klaar op",), "date"),
        Field("responsible", ("Verantwoordelijke dienst",)),
        Field("evidence", ("Bewijs",)),
    )


SHEET = TransferSheet("transfer_dependency", ("Afhankelijkheid", "Klaar op"), _fields, blank=("subject",))
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.dependencies",
    N_("dependencies of the transfer"),
    "vastgoed/inkanteling-afhankelijkheden.csv",
    ("Gebouw of entiteit", "Afhankelijkheid", "Wat", "Klaar op", "Verantwoordelijke dienst", "Bewijs"),
)
