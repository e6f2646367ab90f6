from pathlib import Path

import pytest

from vastgoed.bim import read_ifc
from vastgoed.bim.fact_cache import FactCache, cache_in_use, keep_facts_in
from vastgoed.bim.materials import read
from vastgoed.bim.materials.read import read_materials
from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.worker import Worker


@pytest.fixture(scope="module")
def worker():
    with Worker() as shared:
        yield shared


@pytest.fixture
def kept(tmp_path):
    keep_facts_in(tmp_path / "bim")
    yield tmp_path / "bim"
    keep_facts_in(None)


def test_unchanged_file_is_not_opened_again(write_model, room, worker, kept, monkeypatch):
    path = write_model([room("1"), room("2")])
    first = read_model(path, worker=worker, details=True)
    asked = []
    monkeypatch.setattr(read_ifc, "_ask", lambda *each: asked.append(each))
    again = read_model(path, worker=worker, details=True)
    assert asked == []
    assert again.spaces.equals(first.spaces)
    assert again.models.equals(first.models)
    assert all(again.details[name].equals(frame) for name, frame in first.details.items())
    assert again.findings == first.findings


def test_materials_are_kept_too(worker, kept, monkeypatch):
    path = Path(__file__).resolve().parents[3] / "data" / "example" / "bim" / "kantoor-modern.ifc"
    first, found = read_materials(path, worker=worker)
    assert first.height > 100
    monkeypatch.setattr(read, "_ask", None)
    again, found_again = read_materials(path, worker=worker)
    assert again.equals(first)
    assert found_again == found
    assert len(list(kept.iterdir())) == 1
    monkeypatch.undo()
    assert read_model(path, worker=worker).models["complete"].item()  # another job has an answer of its own
    assert len(list(kept.iterdir())) == 2


def test_other_mapping_other_file_or_spoiled_answer_is_read_anew(write_model, room, worker, kept):
    rooms = [room("1", net=None, body=None, properties={"Eigen.Netto": ("IfcAreaMeasure", 33.0)})]
    path = write_model(rooms)
    assert read_model(path, worker=worker).spaces["area_m2"].item() is None
    assert read_model(path, worker=worker, mapping={"Eigen.Netto": "net_floor_area_m2"}).spaces["area_m2"].item() == 33
    for file in kept.iterdir():
        file.write_bytes(b"stuk")
    assert read_model(path, worker=worker).spaces["area_m2"].item() is None
    path.write_bytes(path.read_bytes().replace(b"33.", b"44."))
    assert read_model(path, worker=worker, mapping={"Eigen.Netto": "net_floor_area_m2"}).spaces["area_m2"].item() == 44


def test_folder_that_cannot_be_written_stops_nothing(write_model, room, worker, tmp_path):
    (tmp_path / "bestand").write_text("geen map")
    keep_facts_in(tmp_path / "bestand")
    try:
        assert isinstance(cache_in_use(), FactCache)
        assert read_model(write_model([room("1")]), worker=worker).spaces.height == 1
    finally:
        keep_facts_in(None)
    assert cache_in_use() is None
