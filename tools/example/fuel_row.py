"""One line of a fuel-card file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from example.vehicles import Vehicle
from example.write import Row, dutch

HEADINGS = (
    "Transactienummer", "Kaartnummer", "Nummerplaat", "Chassisnummer", "Datum", "Tijd", "Station", "Land", "Product",
    "Hoeveelheid", "Eenheid", "Eenheidsprijs", "Bedrag excl. btw", "Btw (%)", "Bedrag incl. btw", "Munt",
    "Kilometerstand", "Bestuurder", "Annulatie van",
)  # fmt: skip


@dataclass(eq=False)
class FuelRow:
    """One transaction.

    Args:
        vehicle: Whose.
        at: When, on the clock of the pump.
        station: Where.
        product: As the issuer words it.
        quantity: In the unit.
        unit: l, kg, kWh or stuks.
        price: Euro per unit, VAT included.
        odometer: What the driver typed, or nothing.
        driver: Who.
        family: diesel, petrol, cng, electricity or other.
        shows_vin: Whether the issuer prints the chassis number.
        sign: -1 for a cancellation.
        shown: Heading -> text that stands there instead of what should.
        fault: What was done to it and what is expected.
        counts: Whether a careful reader counts its quantity.
    """

    vehicle: Vehicle
    at: datetime
    station: str
    product: str
    quantity: float
    unit: str
    price: float
    odometer: int | None
    driver: str
    family: str
    shows_vin: bool
    number: str = ""
    sign: int = 1
    cancels: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    fault: tuple[str, str] | None = None
    counts: bool = True

    def cells(self) -> Row:
        """The texts of the line, in the order of the headings."""
        gross = round(self.quantity * self.price, 2) * self.sign
        texts = (
            self.number, self.vehicle.card, self.vehicle.plate_on(self.at.date()),
            self.vehicle.vin if self.shows_vin else "", f"{self.at:%d-%m-%Y}", f"{self.at:%H:%M}", self.station, "BE",
            self.product, dutch(self.quantity * self.sign, 2), self.unit, dutch(self.price, 3), dutch(gross / 1.21, 2),
            "21", dutch(gross, 2), "EUR", "" if self.odometer is None else str(self.odometer), self.driver,
            self.cancels,
        )  # fmt: skip
        return [self.shown.get(heading, text) for heading, text in zip(HEADINGS, texts, strict=True)]
