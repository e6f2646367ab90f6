"""The plans of a loaded model in the label of its building."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest

from vastgoed import label_plans
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.bim.geometry import load_geometry, read_geometry
from vastgoed.bim.worker import SHARED

ON = date(2026, 11, 24)
OLDER = "data/example/bim/kantoor-ouder.ifc"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bim")
    geometry = read_geometry(Path(__file__).resolve().parents[2] / OLDER, cache=folder, worker=SHARED)
    return folder, geometry.model_hash


def newest(model_hash, building=None):
    return lambda _inputs: pl.DataFrame(
        [{"asset_code": "GB-0034", "model_hash": model_hash, "building_step_id": building, "file_name": "kantoor.ifc"}]
    )


def test_a_loaded_model_gives_mends_and_a_plan_per_storey(cache, monkeypatch):
    folder, model_hash = cache
    building = load_geometry(folder, model_hash).buildings["building_step_id"][0]
    monkeypatch.setattr(label_plans, "newest_models", newest(model_hash, building))
    inputs = SimpleNamespace(geometry_folder=folder)
    blocks = label_plans.plan_blocks(inputs, read_criteria(ON), ON, "GB-0034")
    *drawn, left_out = blocks
    assert "Doors that were not judged" in left_out.text
    keys = [block.key for block in drawn]
    assert keys[:2] == ["vastgoed.label.GB-0034.model.schakels", "vastgoed.label.GB-0034.model.tekorten"]
    assert keys[2:] == ["vastgoed.label.GB-0034.model.plan.0", "vastgoed.label.GB-0034.model.plan.1"]
    assert [block.key for block in label_plans.report_plans(inputs, read_criteria(ON), ON)] == [keys[0], *keys[2:]]
    assert label_plans.plan_blocks(inputs, read_criteria(ON), ON, "GB-0001") == []


def test_without_kept_geometry_there_is_nothing(cache, monkeypatch):
    monkeypatch.setattr(label_plans, "newest_models", newest("0" * 64))
    for folder in (None, cache[0]):
        assert label_plans.plan_blocks(SimpleNamespace(geometry_folder=folder), {}, ON, "GB-0034") == []
