"""The synthetic building of the benchmark, as a model that was read."""

import importlib
import sys
from pathlib import Path

import pytest

from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import SHARED

BENCHMARK = Path(__file__).resolve().parents[4] / "benchmarks" / "accessibility"


@pytest.fixture(scope="session")
def read_building(tmp_path_factory):
    """Draw the synthetic building with some changes and read its geometry; what was read before is kept."""
    sys.path.insert(0, str(BENCHMARK))
    drawing, spec = importlib.import_module("building"), importlib.import_module("spec")
    folder, known = tmp_path_factory.mktemp("proefgebouw"), {}

    def read(schema="IFC4", unit="m", turned_degrees=0.0, moved=(0.0, 0.0, 0.0), **changes):
        key = repr((schema, unit, turned_degrees, moved, sorted(changes.items())))
        if key not in known:
            path = folder / f"model-{len(known)}.ifc"
            drawing.write_building(path, spec.Spec(**changes), schema, unit, turned_degrees, moved)
            known[key] = read_geometry(path, worker=SHARED)
        return known[key]

    yield read
    sys.path.remove(str(BENCHMARK))
