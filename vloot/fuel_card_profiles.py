"""Fuel-card layouts: which heading of whose file is which field. A new issuer is a new profile in this list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kern.intake.fields import Field
from vloot.products import UNITS

if TYPE_CHECKING:
    from kern.intake.contract import FileHead, SheetHead
    from kern.intake.fields import Kind

KINDS: Mapping[str, Kind] = {
    "txn_id": "text",
    "card_no": "text",
    "plate": "text",
    "vin": "text",
    "date": "date",
    "time": "text",
    "moment": "datetime",
    "product_raw": "text",
    "product_code": "text",
    "quantity": "number",
    "unit": "choice",
    # As text: a price of 1.789 is no riddle, and a price that cannot be read is no reason to refuse litres.
    "unit_price": "text",
    "amount_net_eur": "number",
    "vat_rate": "number",
    "amount_gross_eur": "number",
    "currency": "text",
    "odometer_km": "number",
    "driver": "text",
    "cancel_of": "text",
}
"""Every field of the canonical fuel-card record and how its cells are read."""

IGNORED = "ignored"
_MOST_PER_TRANSACTION = 2000.0
_FARTHEST_KM = 3_000_000.0


@dataclass(frozen=True)
class Profile:
    """One layout.

    Args:
        name: Who uses it.
        headings: Field -> headings, first the usual one.
        signature: Headings that only this layout has together.
        ignored: Headings that are known and need no reading.
        products: Product as coded in this layout -> product code.
    """

    name: str
    headings: Mapping[str, tuple[str, ...]]
    signature: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    products: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> list[Field]:
        """What to read, for `kern.intake.fields.read_sheet`."""
        known = [
            Field(
                name,
                headings,
                KINDS[name],
                required=name in ("date", "moment"),
                choices=UNITS if name == "unit" else None,
                minimum={"quantity": -_MOST_PER_TRANSACTION, "odometer_km": 0.0}.get(name),
                maximum={"quantity": _MOST_PER_TRANSACTION, "odometer_km": _FARTHEST_KM}.get(name),
            )
            for name, headings in self.headings.items()
        ]
        return known + [Field(f"{IGNORED}_{place}", (text,)) for place, text in enumerate(self.ignored)]

    @property
    def names_vehicle(self) -> bool:
        """Whether rows say which vehicle or card they belong to."""
        return bool({"vin", "plate", "card_no"} & set(self.headings))


KOERS = Profile(
    "koers",
    {
        "txn_id": ("Transactienummer", "Transactie", "Ticketnummer"),
        "card_no": ("Kaartnummer", "Kaart"),
        "plate": ("Nummerplaat", "Kenteken", "Plaat"),
        "vin": ("Chassisnummer", "VIN"),
        "date": ("Datum", "Transactiedatum"),
        "time": ("Tijd", "Uur", "Tijdstip"),
        "product_raw": ("Product", "Artikel", "Productomschrijving"),
        "quantity": ("Hoeveelheid", "Aantal", "Volume"),
        "unit": ("Eenheid",),
        "unit_price": ("Eenheidsprijs", "Prijs per eenheid"),
        "amount_net_eur": ("Bedrag excl. btw", "Bedrag exclusief btw"),
        "vat_rate": ("Btw (%)", "Btw-tarief"),
        "amount_gross_eur": ("Bedrag incl. btw", "Bedrag inclusief btw", "Bedrag"),
        "currency": ("Munt", "Valuta"),
        "odometer_km": ("Kilometerstand", "Km-stand"),
        "driver": ("Bestuurder", "Chauffeur"),
        "cancel_of": ("Annulatie van", "Creditering van"),
    },
    signature=("Datum", "Product", "Hoeveelheid"),
    ignored=("Station", "Land"),
)

CANONICAL = Profile(
    "canonical",
    {
        "txn_id": ("txn_id",),
        "card_no": ("card_no",),
        "plate": ("plate",),
        "vin": ("vin",),
        "moment": ("txn_at",),
        "product_raw": ("product_raw",),
        "product_code": ("product",),
        "quantity": ("quantity",),
        "unit": ("unit",),
        "unit_price": ("unit_price_gross",),
        "amount_net_eur": ("amount_net",),
        "vat_rate": ("vat_rate",),
        "amount_gross_eur": ("amount_gross",),
        "currency": ("currency",),
        "odometer_km": ("odometer",),
        "driver": ("driver",),
        "cancel_of": ("cancel_of",),
    },
    signature=("txn_id", "txn_at", "quantity"),
    ignored=("issuer", "station", "country", "source_file", "source_row"),
)

FLEETBASE = Profile(
    "fleetbase",
    {
        "txn_id": ("provider_transaction_id",),
        "card_no": ("vehicle_card_id",),
        "plate": ("plate_number",),
        "vin": ("vin",),
        "moment": ("transaction_at",),
        "product_raw": ("product", "fuel_type"),
        "quantity": ("volume",),
        "unit": ("metric_unit",),
        "amount_gross_eur": ("amount",),
        "currency": ("currency",),
        "odometer_km": ("odometer",),
    },
    signature=("provider_transaction_id", "transaction_at", "volume"),
    ignored=(
        "provider", "provider_vehicle_id", "internal_number", "structure_number", "trip_number", "station_name",
        "station_latitude", "station_longitude", "sync_status", "matched_at", "normalized_payload", "raw_payload",
        "meta", "serial_number", "call_sign",
    ),
)  # fmt: skip

ONECORE = Profile(
    "onecore",
    {
        "card_no": ("Card No.",),
        "plate": ("Licence Plate", "License Plate"),
        "driver": ("Driver",),
        "date": ("Transaction Date",),
        "time": ("Time", "Transaction Time"),
        "txn_id": ("Transaction No.",),
        "product_raw": ("Item Name", "Item No."),
        "quantity": ("Quantity",),
        "currency": ("Purchase Currency",),
        "vat_rate": ("VAT Rate %", "VAT Rate"),
        "unit_price": ("Unit Price incl. VAT",),
        "amount_gross_eur": ("Total incl. VAT",),
    },
    signature=("Licence Plate", "Transaction Date", "Quantity"),
    ignored=(
        "Import File No.", "File Created", "File No.", "Card No.-Company", "Card Type", "Vendor", "Financing Contract",
        "Customer", "Vendor Invoice No.", "Country", "Petrol Station No.", "Petrol Station Location", "VAT",
    ),
)  # fmt: skip

AGILIS = Profile(
    "agilis",
    {
        "moment": ("transac_date",),
        "txn_id": ("transac_num_ticket",),
        "cancel_of": ("transac_num_ticket_annulation",),
        "card_no": ("transac_num_carte",),
        "driver": ("porteur",),
        "amount_gross_eur": ("montant",),
        "quantity": ("qte",),
        "odometer_km": ("transac_kilometrage",),
        "product_raw": ("produits",),
    },
    signature=("transac_date", "transac_num_ticket", "qte"),
    ignored=("station",),
)

SPRITMONITOR = Profile(
    "spritmonitor",
    {
        "date": ("Date",),
        "odometer_km": ("Odometer",),
        "quantity": ("Quantity",),
        "amount_gross_eur": ("Total price",),
        "currency": ("Currency",),
        "product_raw": ("Fuel",),
    },
    signature=("Date", "Odometer", "Trip", "Quantity", "Total price"),
    ignored=(
        "Trip", "Type", "Tires", "Roads", "Driving style", "Note", "Consumption", "BC-Consumption", "BC-Quantity",
        "BC-Speed", "Company", "Country", "Area", "Location",
    ),
    products={
        "1": "diesel", "2": "diesel", "4": "diesel", "7": "petrol", "8": "petrol", "12": "lpg", "13": "cng",
        "14": "cng", "19": "electricity", "20": "petrol_e10", "21": "adblue", "23": "hydrogen", "24": "electricity",
        "25": "hvo",
    },
)  # fmt: skip

LUBELOGGER = Profile(
    "lubelogger",
    {
        "date": ("date", "fuelup_date"),
        "odometer_km": ("odometer", "odo"),
        "quantity": ("fuelconsumed", "liters", "litres", "qty", "quantity"),
        "amount_gross_eur": ("cost", "total cost", "totalcost", "total price"),
    },
    signature=("date", "odometer", "cost"),
    ignored=("fueleconomy", "isfilltofull", "filled up", "missedfuelup", "missed_fuelup", "notes", "tags"),
)

PROFILES = (KOERS, CANONICAL, FLEETBASE, ONECORE, AGILIS, SPRITMONITOR, LUBELOGGER)


def profile_of(head: FileHead) -> tuple[Profile, SheetHead] | None:
    """The layout of a file and the sheet that has it, or None when it is no fuel-card file."""
    for profile in PROFILES:
        sheet = head.sheet_with(*profile.signature)
        if sheet is not None:
            return profile, sheet
    return None
