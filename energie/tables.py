"""Registers of the energy room: meters and what they are allotted to, invoices, measures, own factors, pathways."""

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
    generator: str | None = Field(default=None, description="pv, chp or wind, where the meter measures production")


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


class Measure(Imported, table=True):
    """A measure of a building on one energy carrier: carried out, decided or possible.

    A measure that touches two carriers (a heat pump) has a row for each; a negative saving is more use.
    """

    __tablename__ = "measure"

    code: str = Field(primary_key=True)
    carrier: str = Field(primary_key=True, description="code of data/factors/carriers.csv")
    asset_code: str = Field(foreign_key="managed_asset.code", index=True)
    name: str | None = None
    status: str = Field(description="done, decided or possible")
    done_on: date | None = Field(default=None, description="day from which it saves; planned unless the status is done")
    saving_kwh: float = Field(description="final energy a year; negative is more use")
    cost_eur: float | None = Field(default=None, description="investment, on one of the rows of the measure")
    lifetime_years: float | None = None
    alternative_group: str | None = Field(
        default=None, description="of measures with the same word at most one is taken"
    )
    renovated_area_m2: float | None = None


class OwnFactor(Imported, table=True):
    """A factor that the user brings: the supplier of a heat network, a biomass contract."""

    __tablename__ = "own_factor"

    carrier: str = Field(primary_key=True)
    quantity: str = Field(primary_key=True, description="primary_energy or co2")
    asset_code: str = Field(default="", primary_key=True, description="empty holds for every asset")
    valid_from: date = Field(default=ALWAYS, primary_key=True)
    valid_until: date | None = Field(default=None, description="first day it no longer holds")
    value: float = Field(description="kWh per kWh, or kg CO2 per kWh")
    publisher: str = Field(description="who published it: supplier, document, year")
    place: str | None = None


class PortfolioChange(Imported, table=True):
    """Why an asset came, left or was let in part: what it does to the base year stands in `data/targets`."""

    __tablename__ = "portfolio_change"

    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code")
    changed_on: date = Field(primary_key=True)
    change: str = Field(primary_key=True, description="code of data/targets/portfolio_changes.csv")
    share: float | None = Field(default=None, description="part of the building that is let from that day on, 0..1")
    remark: str | None = None


class AssetActivity(Imported, table=True):
    """How large an asset was and how many people it housed in a year."""

    __tablename__ = "asset_activity"

    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code")
    year: int = Field(primary_key=True)
    gross_floor_area_m2: float | None = None
    fte: float | None = None


class Pathway(Imported, table=True):
    """A decarbonisation pathway per floor area, as CRREM publishes them: the user's own file."""

    __tablename__ = "pathway"

    name: str = Field(primary_key=True)
    function: str = Field(default="", primary_key=True, description="building function it is for; empty is any")
    year: int = Field(primary_key=True)
    energy_kwh_per_m2: float | None = None
    co2_kg_per_m2: float | None = None


_OF_ASSET = {"asset_code": "managed_asset.code"}


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
    RegisterTable(Measure, ("code", "carrier"), _OF_ASSET),
    RegisterTable(OwnFactor, ("carrier", "quantity", "asset_code", "valid_from")),
    RegisterTable(PortfolioChange, ("asset_code", "changed_on", "change"), _OF_ASSET),
    RegisterTable(Pathway, ("name", "function", "year")),
    RegisterTable(AssetActivity, ("asset_code", "year"), _OF_ASSET),
    RegisterTable(RegisterReading, ("meter", "register_name", "read_on", "kind")),
    RegisterTable(TankRecord, ("tank", "day", "kind", "number")),
)
