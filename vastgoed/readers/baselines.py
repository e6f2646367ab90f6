"""The costs that were frozen before a transfer, as `koers vastgoed inkanteling nulmeting` writes them."""

from __future__ import annotations

from kern.intake.fields import Field
from kern.language import N_
from vastgoed.code_lists import choices
from vastgoed.portfolio_fields import CODE
from vastgoed.readers.transfer_sheet import TransferSheet


def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("frozen_on", ("Bevroren op",), "date", required=True),
        Field("cost_line", ("Post nulmeting",), "choice", required=True, choices=choices("cost_line")),
        Field("year", ("Referentiejaar",), "integer", required=True, minimum=1990, maximum=2100),
        Field("amount_eur", ("Bevroren bedrag (euro)",), "number", required=True, minimum=0),
        Field("housed_fte", ("VTE gehuisvest",), "number", minimum=0),
        Field("area_m2", ("Interne vloeroppervlakte (m2)",), "number", minimum=0),
        Field("decided_by", ("Beslist door",)),
    )


SHEET = TransferSheet("cost_baseline", ("Post nulmeting", "Bevroren op"), _fields)
recognise, read = SHEET.recognise, SHEET.read
READER = SHEET.reader(
    "estate.baselines",
    N_("frozen baseline of costs"),
    "vastgoed/inkanteling-nulmeting.csv",
    (
        "VIM gebouwcode",
        "Bevroren op",
        "Post nulmeting",
        "Referentiejaar",
        "Bevroren bedrag (euro)",
        "VTE gehuisvest",
        "Interne vloeroppervlakte (m2)",
        "Beslist door",
    ),
)
