"""What the energy room computes from: plain frames that the desk fills from the store and joins across rooms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from energie.consumption import ChosenMonths, asset_months, choose_months, linked_meters
from energie.portfolio_changes import without_let_part
from energie.quality import interval_quality
from energie.register_readings import REGISTER_READING_COLUMNS, Derived, consumption_between
from energie.repair import fill_gaps
from energie.rollup import roll_up
from energie.series import READINGS, TEMPERATURES
from energie.tank_stock import TANK_COLUMNS, TankBalance, balance
from energie.vehicle_charging import VEHICLE_CHARGING, moved_pieces
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

METER_COLUMNS: Mapping[str, pl.DataType] = {
    "code": pl.String(),
    "carrier": pl.String(),
    "measured_by": pl.String(),
    "generator": pl.String(),
}
ALLOTMENT_COLUMNS: Mapping[str, pl.DataType] = {
    "meter": pl.String(),
    "asset_code": pl.String(),
    "valid_from": pl.Date(),
    "valid_until": pl.Date(),
    "share": pl.Float64(),
    "green_contract": pl.Boolean(),
}
INVOICE_COLUMNS: Mapping[str, pl.DataType] = {
    "number": pl.String(),
    "meter": pl.String(),
    "period_from": pl.Date(),
    "period_until": pl.Date(),
    "asset_code": pl.String(),
    "carrier": pl.String(),
    "kind": pl.String(),
    "quantity": pl.Float64(),
    "unit": pl.String(),
    "amount_eur": pl.Float64(),
}
ASSET_COLUMNS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "name": pl.String(),
    "kind": pl.String(),
    "entity_code": pl.String(),
    "entity_name": pl.String(),
    "heritage_status": pl.String(),
    "gross_floor_area_m2": pl.Float64(),
    "internal_floor_area_m2": pl.Float64(),
    "function": pl.String(),
    "fte": pl.Float64(),
    "construction_year": pl.Int64(),
    "valid_from": pl.Date(),
    "valid_until": pl.Date(),
}


MEASURE_COLUMNS: Mapping[str, pl.DataType] = {
    "code": pl.String(),
    "asset_code": pl.String(),
    "name": pl.String(),
    "carrier": pl.String(),
    "status": pl.String(),
    "done_on": pl.Date(),
    "saving_kwh": pl.Float64(),
    "cost_eur": pl.Float64(),
    "lifetime_years": pl.Float64(),
    "alternative_group": pl.String(),
}
"""The register of measures: what each should save in a whole year, in final energy. `status` is done, decided or
possible; without a status a measure counts as done."""

ROLE_COLUMNS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "role": pl.String(),
    "entity_code": pl.String(),
    "valid_from": pl.Date(),
    "valid_until": pl.Date(),
}
"""Which entity manages, owns or uses an asset, from when till when."""

CHANGE_COLUMNS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "changed_on": pl.Date(),
    "change": pl.String(),
    "share": pl.Float64(),
}
"""Why assets came, left or were let in part; codes of `data/targets/portfolio_changes.csv`."""

OWN_FACTOR_COLUMNS: Mapping[str, pl.DataType] = {
    "carrier": pl.String(),
    "quantity": pl.String(),
    "asset_code": pl.String(),
    "valid_from": pl.Date(),
    "valid_until": pl.Date(),
    "value": pl.Float64(),
    "publisher": pl.String(),
    "place": pl.String(),
}
"""Factors the user brings: `quantity` is primary_energy (kWh per kWh) or co2 (kg per kWh)."""

PATHWAY_COLUMNS: Mapping[str, pl.DataType] = {
    "name": pl.String(),
    "function": pl.String(),
    "year": pl.Int64(),
    "energy_kwh_per_m2": pl.Float64(),
    "co2_kg_per_m2": pl.Float64(),
}
"""Pathways per floor area, CRREM style."""

ACTIVITY_COLUMNS: Mapping[str, pl.DataType] = {
    "asset_code": pl.String(),
    "year": pl.Int32(),
    "activity": pl.Float64(),
}
"""Floor area or people per asset and year, where their history is known; the same quantity in every row."""


def _empty(columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(schema=pl.Schema(columns))


def _completed(frame: pl.DataFrame, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in columns.items() if name not in frame.columns]
    frame = frame.with_columns(absent)
    return frame.with_columns(
        pl.col(name).cast(dtype) for name, dtype in columns.items() if frame.schema[name] != dtype
    )


def _schema(names: Sequence[str]) -> pl.Schema:
    return pl.Schema({name: READINGS.schema[name] for name in names})


@dataclass(frozen=True)
class EnergyInputs:
    """Everything the energy room needs to know.

    Args:
        readings: The readings series, lazily.
        meters: METER_COLUMNS.
        allotments: ALLOTMENT_COLUMNS: which asset a meter serves, from when till when.
        invoices: INVOICE_COLUMNS; links a meter to an asset where no allotment does.
        assets: ASSET_COLUMNS: buildings and technical infrastructure with what other rooms know of them.
            `kind` is building or infrastructure; `valid_until` is the first day no longer in the portfolio.
        temperatures: The series of daily temperatures, lazily; empty when none was loaded.
        register_readings: What meters showed; consumption is made of them (see `energie.register_readings`).
        tank_records: Deliveries and levels; consumption is made of them (see `energie.tank_stock`).
        measures: MEASURE_COLUMNS; empty when none are registered.
        roles: ROLE_COLUMNS; without any, the entity of the asset answers for all its days.
        changes: CHANGE_COLUMNS; empty when no reasons are registered.
        own_factors: OWN_FACTOR_COLUMNS; empty when only published factors count.
        pathways: PATHWAY_COLUMNS; empty when none was loaded.
        activity: ACTIVITY_COLUMNS; empty when no history of area or people is known.
        fleet_co2: Gives the fuel CO2 of the service vehicles per year [kg], for targets that add it.
        vehicle_charging: VEHICLE_CHARGING: what vehicles drew on the meters of buildings; it counts in the fleet.
        fill_gaps: Whether short gaps between intervals are filled (see `energie.repair`).

    Absent columns are filled with null, so that a half-filled register computes too.
    """

    readings: pl.LazyFrame = field(default_factory=lambda: _empty(READINGS.schema).lazy())
    meters: pl.DataFrame = field(default_factory=lambda: _empty(METER_COLUMNS))
    allotments: pl.DataFrame = field(default_factory=lambda: _empty(ALLOTMENT_COLUMNS))
    invoices: pl.DataFrame = field(default_factory=lambda: _empty(INVOICE_COLUMNS))
    assets: pl.DataFrame = field(default_factory=lambda: _empty(ASSET_COLUMNS))
    temperatures: pl.LazyFrame = field(default_factory=lambda: _empty(TEMPERATURES.schema).lazy())
    register_readings: pl.DataFrame = field(default_factory=lambda: _empty(REGISTER_READING_COLUMNS))
    tank_records: pl.DataFrame = field(default_factory=lambda: _empty(TANK_COLUMNS))
    measures: pl.DataFrame = field(default_factory=lambda: _empty(MEASURE_COLUMNS))
    activity: pl.DataFrame = field(default_factory=lambda: _empty(ACTIVITY_COLUMNS))
    roles: pl.DataFrame = field(default_factory=lambda: _empty(ROLE_COLUMNS))
    changes: pl.DataFrame = field(default_factory=lambda: _empty(CHANGE_COLUMNS))
    own_factors: pl.DataFrame = field(default_factory=lambda: _empty(OWN_FACTOR_COLUMNS))
    pathways: pl.DataFrame = field(default_factory=lambda: _empty(PATHWAY_COLUMNS))
    vehicle_charging: pl.DataFrame = field(default_factory=lambda: _empty(VEHICLE_CHARGING))
    fill_gaps: bool = True
    fleet_co2: Callable[[], Mapping[int, float]] | None = None

    def __post_init__(self) -> None:
        for name, columns in (
            ("meters", METER_COLUMNS),
            ("allotments", ALLOTMENT_COLUMNS),
            ("invoices", INVOICE_COLUMNS),
            ("assets", ASSET_COLUMNS),
            ("register_readings", REGISTER_READING_COLUMNS),
            ("tank_records", TANK_COLUMNS),
            ("measures", MEASURE_COLUMNS),
            ("activity", ACTIVITY_COLUMNS),
            ("roles", ROLE_COLUMNS),
            ("changes", CHANGE_COLUMNS),
            ("own_factors", OWN_FACTOR_COLUMNS),
            ("pathways", PATHWAY_COLUMNS),
            ("vehicle_charging", VEHICLE_CHARGING),
        ):
            object.__setattr__(self, name, _completed(getattr(self, name), columns))
        object.__setattr__(self, "readings", self._with_derived(self.readings.lazy()))
        object.__setattr__(self, "temperatures", self.temperatures.lazy())

    def _with_derived(self, readings: pl.LazyFrame) -> pl.LazyFrame:
        """The readings, and the consumption that follows from what meters showed and from tanks."""
        derived = pl.concat([self.between_readings.readings, self.tanks.derived.readings])
        if derived.is_empty():
            return readings
        names = [name for name in READINGS.schema if name in readings.collect_schema()]
        return pl.concat([readings.select(names).cast(_schema(names)), derived.select(names).lazy()])

    @cached_property
    def between_readings(self) -> Derived:
        """Consumption between register readings."""
        return consumption_between(self.register_readings) if self.register_readings.height else Derived()

    @cached_property
    def tanks(self) -> TankBalance:
        """The stock balance of the tanks."""
        return balance(self.tank_records) if self.tank_records.height else TankBalance()

    @cached_property
    def months(self) -> ChosenMonths:
        """Consumption per meter and month, each kilowatt-hour once. Computed on first use, then kept."""
        chosen = choose_months(roll_up(self.readings))
        repair = fill_gaps(self.readings, chosen.counted, self.day_temperatures) if self.fill_gaps else None
        if repair is not None:
            chosen = replace(chosen, counted=pl.concat([chosen.counted, repair.pieces]), gaps=repair.gaps)
        moved = moved_pieces(chosen.counted, self.vehicle_charging)
        return replace(chosen, counted=pl.concat([chosen.counted, moved])) if moved.height else chosen

    @cached_property
    def day_temperatures(self) -> dict[date, float]:
        """Mean outdoor temperature per local day [°C] of the fullest station; empty without a temperature file."""
        return self._own_weather[1]

    @property
    def station(self) -> str:
        """The station of the temperatures; empty without any."""
        return self._own_weather[0]

    @cached_property
    def _own_weather(self) -> tuple[str, dict[date, float]]:
        rows = self.temperatures.collect()
        if rows.is_empty():
            return "", {}
        station = rows.group_by("station").len().sort("len", "station", descending=[True, False])["station"][0]
        day = pl.col("start_utc").dt.convert_time_zone(ZONE).dt.date()
        of_station = rows.filter(pl.col("station") == station).select(day, "mean_temperature_degc").sort("start_utc")
        return station, dict(of_station.iter_rows())

    def intervals(self, year: int) -> pl.DataFrame:
        """What stands out between the intervals of a year (see `energie.quality`). Kept after the first time."""
        kept = self.memory.get(("intervals", year))
        if not isinstance(kept, pl.DataFrame):
            kept = self.memory["intervals", year] = interval_quality(self.readings, year)
        return kept

    @cached_property
    def fleet_co2_kg(self) -> Mapping[int, float]:
        """Fuel CO2 of the service vehicles per year; empty when the fleet is not known."""
        return {} if self.fleet_co2 is None else self.fleet_co2()

    @cached_property
    def memory(self) -> dict[object, object]:
        """What was computed before from these inputs, by options; sections share it."""
        return {}

    @cached_property
    def whole_links(self) -> pl.DataFrame:
        """Which asset each meter serves, tenants included (see `energie.consumption.linked_meters`)."""
        seen = [
            self.invoices.select("meter", "asset_code", "period_from"),
            self.register_readings.select("meter", "asset_code", period_from="read_on"),
            self.tank_records.select(meter="tank", asset_code="asset_code", period_from="day"),
        ]
        return linked_meters(self.allotments, pl.concat(seen))

    @cached_property
    def links(self) -> pl.DataFrame:
        """Which asset each meter serves; the part of a building that is let counts until the day it was let."""
        return without_let_part(self.whole_links, self.changes)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The calendar years with a value."""
        counted = self.months.counted.filter(pl.col("covered_days") > 0)
        return tuple(sorted(counted["year"].unique()))

    @cached_property
    def asset_months(self) -> pl.DataFrame:
        """Consumption per asset, carrier and month (see `energie.consumption.asset_months`)."""
        return asset_months(self.months.counted, self.links, self.assets, self.meters, self.years)
