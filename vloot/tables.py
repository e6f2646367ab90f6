"""Registers of the fleet: vehicles on their VIN, plates, entities and cards as dated attributes."""

from datetime import date

from sqlmodel import Field

from kern.register import Imported, RegisterTable

LONG_AGO = date(1900, 1, 1)
"""Start of a period whose first day nobody wrote down."""


class Vehicle(Imported, table=True):
    """A service vehicle. Its plate is no key: in Belgium a plate follows its holder, not the car."""

    __tablename__ = "vehicle"

    vin: str = Field(primary_key=True)
    entity_code: str = Field(foreign_key="entity.code", index=True, description="entity today")
    home_base: str | None = Field(default=None, foreign_key="managed_asset.code")
    category: str | None = Field(default=None, description="M1, M2, M3, N1, N2, N3 or L")
    make: str | None = None
    model: str | None = None
    first_registered_on: date | None = None
    powertrain: str | None = Field(default=None, description="ice, hev, phev, bev or fcev")
    fuel: str | None = Field(default=None, description="diesel, petrol, lpg, cng, hvo, electricity or hydrogen")
    euro_norm: str | None = Field(default=None, description="as on the certificate, such as 6d")
    co2_wltp_g_per_km: float | None = None
    co2_nedc_g_per_km: float | None = None
    mass_kg: float | None = None
    tank_l: float | None = None
    battery_kwh: float | None = None
    range_wltp_km: float | None = None
    noise_db: float | None = None
    rde_nox_pct: float | None = Field(default=None, description="declared maximum as percentage of the limit")
    rde_pn_pct: float | None = None
    ownership: str | None = Field(default=None, description="owned, lease or rent")
    acquired_on: date | None = None
    contract_ends_on: date | None = None
    purchase_price_eur: float | None = None
    lease_eur_per_month: float | None = None
    upkeep_eur_per_year: float | None = Field(default=None, description="maintenance, repair and tyres, with VAT")
    ecoscore_official: float | None = Field(default=None, description="0..100, official only")
    use_type: str | None = Field(default=None, description="pool, technical, assigned or take_home")
    status: str | None = Field(
        default=None, description="active, ordered, reserve, sold, returned, scrapped or retired"
    )
    out_of_service_on: date | None = Field(default=None, description="first day no longer in use")


class VehiclePlate(Imported, table=True):
    """A plate on a vehicle over a period; the end is the first day without it."""

    __tablename__ = "vehicle_plate"

    vin: str = Field(primary_key=True, foreign_key="vehicle.vin")
    plate: str = Field(primary_key=True, index=True, description="capitals and digits only")
    valid_from: date = Field(primary_key=True)
    valid_until: date | None = None


class VehicleEntity(Imported, table=True):
    """The entity that uses a vehicle over a period, where the file says so; `Vehicle.entity_code` is today's."""

    __tablename__ = "vehicle_entity"

    vin: str = Field(primary_key=True, foreign_key="vehicle.vin")
    valid_from: date = Field(primary_key=True)
    entity_code: str = Field(foreign_key="entity.code")
    valid_until: date | None = None


class FleetCard(Imported, table=True):
    """A fuel or charging card on a vehicle over a period. The number itself is never stored."""

    __tablename__ = "fleet_card"

    card_pseudonym: str = Field(primary_key=True)
    valid_from: date = Field(primary_key=True)
    vin: str = Field(foreign_key="vehicle.vin", index=True)
    valid_until: date | None = None


class ChargePoint(Imported, table=True):
    """A charger at a managed asset over a period, and the building meter it hangs behind."""

    __tablename__ = "charge_point"

    charge_point: str = Field(
        primary_key=True, description="as charging sessions name it, or the station it is part of"
    )
    valid_from: date = Field(primary_key=True)
    asset_code: str = Field(foreign_key="managed_asset.code", index=True)
    meter: str | None = Field(default=None, description="meter of the building; none for a connection of its own")
    places_count: int = Field(default=1, description="vehicles that can charge at once")
    power_kw: float | None = None
    valid_until: date | None = None


class Mobility(Imported, table=True):
    """What an entity told about its service trips in a year: one indicator of `data/fleet/mobility_indicators.csv`."""

    __tablename__ = "mobility"

    entity_code: str = Field(primary_key=True, foreign_key="entity.code")
    year: int = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    value: float


class FleetYearTotal(Imported, table=True):
    """What an entity used in a year of which no purchases exist any more, such as a base year long ago."""

    __tablename__ = "fleet_year_total"

    entity_code: str = Field(primary_key=True, foreign_key="entity.code")
    year: int = Field(primary_key=True)
    product: str = Field(primary_key=True, description="code of data/fleet/products.csv")
    quantity: float = Field(description="in the unit of the product: l, kg or kWh")
    is_estimated: bool = False


REGISTERS = (
    RegisterTable(Vehicle, ("vin",), {"entity_code": "entity.code", "home_base": "managed_asset.code"}),
    RegisterTable(VehiclePlate, ("vin", "plate", "valid_from"), {"vin": "vehicle.vin"}),
    RegisterTable(VehicleEntity, ("vin", "valid_from"), {"vin": "vehicle.vin", "entity_code": "entity.code"}),
    RegisterTable(FleetCard, ("card_pseudonym", "valid_from"), {"vin": "vehicle.vin"}),
    RegisterTable(ChargePoint, ("charge_point", "valid_from"), {"asset_code": "managed_asset.code"}),
    RegisterTable(Mobility, ("entity_code", "year", "indicator"), {"entity_code": "entity.code"}),
    RegisterTable(FleetYearTotal, ("entity_code", "year", "product"), {"entity_code": "entity.code"}),
)
