"""Registers of the energy room: meters, what they are allotted to, and invoices."""

from datetime import date

from sqlmodel import Field

from kern.register import Imported, RegisterTable

ALWAYS = date(1900, 1, 1)
"""Start of an allotment without a known start: a key needs a day, and no meter is older."""


class Meter(Imported, table=True):
    """A connection (EAN) or a meter with a code of its own."""

    __tablename__ = "meter"

    code: str = Field(primary_key=True, description="EAN of 18 digits, or the user's own code")
    carrier: str = Field(description="code of data/factors/carriers.csv")
    measured_by: str | None = Field(default=None, description="quarter, hour, day, month or year")


class MeterAllotment(Imported, table=True):
    """Which asset a meter serves, for which share, from when till when, and under which kind of contract.

    A meter that serves several buildings has several rows at a time; their shares should add up to one.
    """

    __tablename__ = "meter_allotment"

    meter: str = Field(primary_key=True, foreign_key="meter.code")
    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code")
    valid_from: date = Field(default=ALWAYS, primary_key=True)
    valid_until: date | None = Field(default=None, description="first day no longer served")
    share: float = Field(default=1.0, description="part of the meter's energy, 0..1")
    green_contract: bool | None = Field(default=None, description="electricity under a green contract")


class Invoice(Imported, table=True):
    """An invoice line as it came in; its energy stands in the readings unless it is an advance."""

    __tablename__ = "invoice"

    number: str = Field(primary_key=True)
    meter: str = Field(primary_key=True, description="EAN, or asset and carrier where there is none", index=True)
    period_from: date = Field(primary_key=True)
    period_until: date = Field(primary_key=True, description="first day no longer in the period")
    asset_code: str | None = Field(default=None, index=True)
    carrier: str
    kind: str = Field(description="settlement, advance or estimate")
    quantity: float
    unit: str
    amount_eur: float | None = None


class RegisterReading(Imported, table=True):
    """What a meter showed on a day; only `energie.register_readings` makes consumption of it."""

    __tablename__ = "register_reading"

    meter: str = Field(primary_key=True, description="EAN, or the user's own code")
    register_name: str = Field(primary_key=True, description="offtake, injection … of the readings")
    read_on: date = Field(primary_key=True, description="the reading holds at the start of this day")
    kind: str = Field(primary_key=True, description="read, estimated, end or start of a device")
    device: str | None = Field(default=None, description="number on the meter itself")
    carrier: str
    asset_code: str | None = Field(default=None, index=True)
    reading: float | None = Field(default=None, description="null is a reading that was missed")
    unit: str
    factor: float | None = Field(default=None, description="what the counter is multiplied by; null is one")
    digits: int | None = Field(default=None, description="digits before the point, for the turn to zero")


class TankRecord(Imported, table=True):
    """A delivery to a tank, silo or cylinder, or the stock in it; `energie.tank_stock` makes consumption of it."""

    __tablename__ = "tank_record"

    tank: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    kind: str = Field(primary_key=True, description="delivery, level (at the start of the day) or level_after")
    number: str = Field(primary_key=True, description="delivery note; empty for a level")
    carrier: str
    asset_code: str | None = Field(default=None, index=True)
    quantity: float
    unit: str
    amount_eur: float | None = None


REGISTERS = (
    RegisterTable(Meter, ("code",)),
    RegisterTable(
        MeterAllotment,
        ("meter", "asset_code", "valid_from"),
        {"meter": "meter.code", "asset_code": "managed_asset.code"},
    ),
    RegisterTable(Invoice, ("number", "meter", "period_from", "period_until")),
    RegisterTable(RegisterReading, ("meter", "register_name", "read_on", "kind")),
    RegisterTable(TankRecord, ("tank", "day", "kind", "number")),
)
