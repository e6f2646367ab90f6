"""The measured values of a model, kept beside its geometry so that a report over many models need not measure again."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from vastgoed.accessibility.model.measure import MODEL_VALUE, measure_model
from vastgoed.accessibility.model.words import words_mark
from vastgoed.bim.geometry import geometry_folder, load_geometry

if TYPE_CHECKING:
    from vastgoed.bim.geometry import ModelGeometry

VERSION = 5
"""Raise it when measuring gives other values of the same geometry."""


def _file() -> str:
    """Other words name other things: what was measured with them is kept apart."""
    return f"measured-v{VERSION}-{words_mark()}.parquet"


def kept_values(cache: Path, model_hash: str) -> pl.DataFrame | None:
    """The values of a model that was read before; measured once, then read back. None when its geometry is not there.

    Args:
        cache: Folder with geometry, see `vastgoed.bim.geometry.read_geometry`.
        model_hash: Of the file.

    Returns:
        Columns `MODEL_VALUE`.
    """
    file = geometry_folder(cache, model_hash) / _file()
    with contextlib.suppress(OSError, pl.exceptions.PolarsError):
        found = pl.read_parquet(file)
        if dict(found.schema) == MODEL_VALUE:
            return found
    geometry = load_geometry(cache, model_hash)
    return None if geometry is None else keep_values(cache, geometry)


def all_values(geometry: ModelGeometry) -> pl.DataFrame:
    """Everything a model says for the label: what is measured, and what only its routes know.

    Args:
        geometry: The model.

    Returns:
        Columns `MODEL_VALUE`.
    """
    from vastgoed.accessibility.routes.graph import build_routes
    from vastgoed.accessibility.routes.measure import route_rows

    measured = measure_model(geometry)
    buildings: list[int | None] = geometry.buildings["building_step_id"].to_list() or [None]
    rows = [
        row
        for building in buildings
        for row in route_rows(geometry, build_routes(geometry, building if len(buildings) > 1 else None), building)
    ]
    routes = pl.DataFrame(rows, schema=MODEL_VALUE, orient="row")
    return pl.concat([measured.filter(~pl.col("criterion_id").is_in(routes["criterion_id"].implode())), routes])


def keep_values(cache: Path, geometry: ModelGeometry) -> pl.DataFrame:
    """Measure a model and keep the values beside its geometry; columns `MODEL_VALUE`."""
    values = all_values(geometry)
    folder = geometry_folder(cache, geometry.model_hash)
    with contextlib.suppress(OSError):  # a folder one may not write in costs time, nothing else
        handle, name = tempfile.mkstemp(prefix=".koers-", dir=folder)
        os.close(handle)
        values.write_parquet(name)
        Path(name).replace(folder / _file())
    return values
