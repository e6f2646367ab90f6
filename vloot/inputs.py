"""What the fleet computes on: frames by name, filled by the desk from the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from vloot.series import FLEET_TRANSACTIONS
from vloot.tables import ChargePoint, FleetCard, FleetYearTotal, Mobility, Vehicle, VehicleEntity, VehiclePlate

_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    float: pl.Float64(),
    int: pl.Int64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}


def _schema_of(model: type[Any]) -> pl.Schema:
    """Columns and types of a register, from its model."""
    found = {}
    for name, info in model.model_fields.items():
        kinds = [kind for kind in getattr(info.annotation, "__args__", (info.annotation,)) if kind is not type(None)]
        found[name] = _TYPES[kinds[0]]
    return pl.Schema(found)


VEHICLES = _schema_of(Vehicle)
PLATES = _schema_of(VehiclePlate)
VEHICLE_ENTITIES = _schema_of(VehicleEntity)
CARDS = _schema_of(FleetCard)
TRANSACTIONS = pl.Schema(FLEET_TRANSACTIONS.schema)
CHARGE_POINTS = _schema_of(ChargePoint)
MOBILITY = _schema_of(Mobility)
YEAR_TOTALS = _schema_of(FleetYearTotal)
ENTITIES = pl.Schema({"code": pl.String(), "name": pl.String()})


@dataclass(frozen=True, eq=False)
class FleetInputs:
    """The fleet's data. Absent columns are filled with null, so a half-filled register computes too.

    Args:
        vehicles: Columns of `vloot.tables.Vehicle`.
        plates: Columns of `VehiclePlate`; they date the service of a vehicle and never appear in a section.
        vehicle_entities: Columns of `VehicleEntity`; where it has no row, the vehicle's own entity holds.
        cards: Columns of `FleetCard`.
        transactions: Columns of the series `fleet_transactions`.
        entities: `code`, `name`.
        charge_points: Columns of `ChargePoint`: they place charging at a building meter and limit the plan. A home
            base without rows is not limited.
        mobility: Columns of `Mobility`: what the entities told about their trips.
        year_totals: Columns of `FleetYearTotal`; they count for an entity and year without purchases.
    """

    vehicles: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VEHICLES))
    transactions: pl.LazyFrame = field(default_factory=lambda: pl.LazyFrame(schema=TRANSACTIONS))
    plates: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PLATES))
    vehicle_entities: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VEHICLE_ENTITIES))
    cards: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CARDS))
    entities: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ENTITIES))
    charge_points: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CHARGE_POINTS))
    mobility: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MOBILITY))
    year_totals: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=YEAR_TOTALS))

    def __post_init__(self) -> None:
        for name, schema in (
            ("vehicles", VEHICLES),
            ("plates", PLATES),
            ("vehicle_entities", VEHICLE_ENTITIES),
            ("cards", CARDS),
            ("entities", ENTITIES),
            ("charge_points", CHARGE_POINTS),
            ("mobility", MOBILITY),
            ("year_totals", YEAR_TOTALS),
        ):
            object.__setattr__(self, name, _completed(getattr(self, name), schema))
        lazy = self.transactions.lazy()
        known = lazy.collect_schema()
        absent = [pl.lit(None, dtype).alias(name) for name, dtype in TRANSACTIONS.items() if name not in known]
        object.__setattr__(self, "transactions", lazy.with_columns(absent))

    def entity_names(self) -> dict[str, str]:
        """Entity code -> name; the code itself where there is no name."""
        return {code: name or code for code, name in self.entities.select("code", "name").rows()}


def _completed(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns]
    frame = frame.with_columns(absent)
    return frame.with_columns(pl.col(name).cast(dtype) for name, dtype in schema.items() if frame.schema[name] != dtype)
