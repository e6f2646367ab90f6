"""Service contracts of buildings: who delivers what until when, and whether the contract can be taken over."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("service_code", ("Dienstcontract",), required=True),
        Field("subject", ("Voorwerp",), required=True),
        Field("supplier", ("Leverancier",)),
        Field("contract_end", ("Einddatum",), "date"),
        Field("notice_period_months", ("Opzegtermijn (maanden)",), "integer", minimum=0),
        Field("is_transferable", ("Overdraagbaar",), "boolean"),
        Field("yearly_cost_eur", ("Uitgave op jaarbasis (euro)",), "number", minimum=0),
    )


SHEET = TransferSheet("service_contract", ("Dienstcontract", "Voorwerp"), _fields)
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.services",
    N_("service contracts of buildings"),
    "vastgoed/inkanteling-dienstcontracten.csv",
    ("VIM gebouwcode", "Dienstcontract", "Voorwerp", "Leverancier", "Einddatum", "Overdraagbaar"),
)
