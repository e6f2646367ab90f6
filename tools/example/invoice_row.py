"""One row of an invoice file, with what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from example.meters import Meter
from example.write import Row, day, dutch

KWH_PER_UNIT = {"kWh": 1.0, "MWh": 1000.0, "liter": 10.0, "kg": 4.8, "m3": 11.5}
"""As in the default set of `data/factors/energy_content.csv`."""


@dataclass(eq=False)
class Invoice:
    """One row.

    Args:
        meter: Whose.
        first: First day.
        last: Last day, included.
        kwh: What it stands for. [kWh]
        unit: Unit of the quantity.
        shown: Heading -> text that stands there instead of what should.
        fault: What was done to it, and what is expected of a reader.
        counts: Whether a careful reader counts its energy.
        copy_of: The row it repeats.
    """

    meter: Meter
    first: date
    last: date
    kwh: float
    unit: str
    kind: str = "Afrekening"
    amount: float = 0.0
    number: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    fault: tuple[str, str] | None = None
    counts: bool = True
    copy_of: Invoice | None = None

    @property
    def quantity(self) -> float | int:
        """The quantity in the unit of the invoice."""
        value = self.kwh / KWH_PER_UNIT[self.unit]
        return round(value, 3) if self.unit == "MWh" else round(value)

    def cells(self) -> Row:
        """The texts of the row, in the order of the headings."""
        texts = {
            "EAN-code": self.meter.code,
            "Objectcode": self.meter.asset,
            "Energiedrager": self.meter.carrier,
            "Periode van": day(self.first),
            "Periode tot": day(self.last),
            "Hoeveelheid": dutch(self.quantity, 3) if self.unit == "MWh" else str(self.quantity),
            "Eenheid": self.unit,
            "Soort": self.kind,
            "Bedrag (euro)": dutch(self.amount, 2),
            "Factuurnummer": self.number,
        }
        return [self.shown.get(heading, text) for heading, text in texts.items()]
