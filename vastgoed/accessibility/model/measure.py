"""All values that can be measured in a model, building by building, as one frame for the judge."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import polars as pl

from vastgoed.accessibility.model.changing import measure_changing
from vastgoed.accessibility.model.controls import measure_controls
from vastgoed.accessibility.model.distance import measure_distance
from vastgoed.accessibility.model.doors import measure_doors
from vastgoed.accessibility.model.evacuation import measure_exits
from vastgoed.accessibility.model.levels import measure_levels
from vastgoed.accessibility.model.lifts import measure_lifts
from vastgoed.accessibility.model.outdoors import measure_paths
from vastgoed.accessibility.model.places import measure_counters, measure_parking
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.ramps import measure_ramps
from vastgoed.accessibility.model.rooms import measure_rooms
from vastgoed.accessibility.model.seats import measure_seats
from vastgoed.accessibility.model.showers import measure_showers
from vastgoed.accessibility.model.stairs import measure_stairs
from vastgoed.accessibility.model.toilets import measure_toilets
from vastgoed.accessibility.model.value import ModelValue
from vastgoed.accessibility.model.waiting import measure_waiting

if TYPE_CHECKING:
    from vastgoed.bim.geometry import ModelGeometry

Measurer = Callable[[Plan], Iterator[ModelValue]]

# A new measurer is a new file and one line here.
MEASURERS: tuple[Measurer, ...] = (
    measure_doors,
    measure_levels,
    measure_rooms,
    measure_stairs,
    measure_ramps,
    measure_lifts,
    measure_toilets,
    measure_parking,
    measure_distance,
    measure_counters,
    measure_paths,
    measure_showers,
    measure_exits,
    measure_seats,
    measure_changing,
    measure_controls,
    measure_waiting,
)

MODEL_VALUE: dict[str, pl.DataType] = {
    "model_hash": pl.String(),
    "building_step_id": pl.Int64(),
    "criterion_id": pl.String(),  # a criterion, or a fact such as rise_cm
    "element": pl.String(),
    "element_step_id": pl.Int64(),  # 0: the building as a whole
    "element_guid": pl.String(),
    "scope": pl.String(),
    "value": pl.String(),  # `?`: it could not be measured, the reason says why
    "unit": pl.String(),
    "source": pl.String(),  # geometry | property
    "basis": pl.String(),  # the rule that gave it
    "reason": pl.String(),  # English source text with places for `reason_numbers`
    "reason_numbers": pl.String(),  # JSON
}
"""Columns of `measure_model`."""


def measure_model(geometry: ModelGeometry) -> pl.DataFrame:
    """Everything measured in a model, per building.

    Args:
        geometry: From `vastgoed.bim.geometry.read_geometry`.

    Returns:
        Columns `MODEL_VALUE`, sorted, so that the order of records in the file changes nothing.
    """
    buildings = geometry.buildings["building_step_id"].to_list()
    frames = [_rows(geometry, building if len(buildings) > 1 else None, building) for building in buildings or [None]]
    whole = pl.concat(frames) if frames else pl.DataFrame(schema=MODEL_VALUE)
    return whole.unique(maintain_order=True).sort("building_step_id", "criterion_id", "element", "scope", "value")


def _rows(geometry: ModelGeometry, only: int | None, building: int | None) -> pl.DataFrame:
    plan = Plan(geometry, only)
    rows = [
        {
            "model_hash": geometry.model_hash,
            "building_step_id": building,
            "criterion_id": value.criterion_id,
            "element": value.element,
            "element_step_id": value.step_id,
            "element_guid": geometry.rows[value.step_id]["element_guid"] if value.step_id else None,
            "scope": value.scope,
            "value": value.value,
            "unit": value.unit,
            "source": value.source,
            "basis": value.basis,
            "reason": value.reason,
            "reason_numbers": json.dumps(dict(value.numbers), ensure_ascii=False, default=str),
        }
        for measure in MEASURERS
        for value in measure(plan)
    ]
    return pl.DataFrame(rows, schema=MODEL_VALUE, orient="row")
