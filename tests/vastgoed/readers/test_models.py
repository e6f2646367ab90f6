from pathlib import Path

from vastgoed.bim.reader import READER as MODELS
from vastgoed.readers import READERS


def test_building_models_are_in_the_list():
    assert MODELS in READERS


def test_geometry_is_kept_on_the_way_and_its_failure_stops_nothing(tmp_path, monkeypatch):
    from kern.errors import InputWrong
    from vastgoed.bim import geometry
    from vastgoed.readers import models

    path = Path(__file__).resolve().parents[3] / "data" / "example" / "bim" / "gemengd-steunpunt.ifc"
    cache = tmp_path / "bim"
    assert models.keep_geometry(path, path.name, cache) == []
    [folder] = cache.iterdir()
    [measured] = folder.glob("measured-*.parquet")
    before = measured.stat().st_mtime_ns
    assert models.keep_geometry(path, path.name, cache) == []
    assert measured.stat().st_mtime_ns == before  # the same file is not measured again

    def fail(*_args, **_how):
        raise InputWrong("Stuk.")

    monkeypatch.setattr(geometry, "read_geometry", fail)
    [finding] = models.keep_geometry(path, path.name, cache)
    assert finding.code == "accessibility.model_unmeasured"
    monkeypatch.setattr(models, "MOST_BYTES", 1)
    [finding] = models.keep_geometry(path, path.name, cache)
    assert finding.code == "accessibility.model_large"
