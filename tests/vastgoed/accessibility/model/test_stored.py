from vastgoed.accessibility.model.measure import MODEL_VALUE
from vastgoed.accessibility.model.stored import keep_values, kept_values
from vastgoed.bim.geometry import geometry_folder


def test_measured_once_and_read_back(drawing, tmp_path):
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, 1.8)
    geometry = plan_of.geometry()
    folder = geometry_folder(tmp_path, geometry.model_hash)
    folder.mkdir(parents=True)
    first = keep_values(tmp_path, geometry)
    assert dict(first.schema) == MODEL_VALUE
    assert kept_values(tmp_path, geometry.model_hash).equals(first)
    [file] = folder.iterdir()
    file.write_bytes(b"geen parquet")
    assert kept_values(tmp_path, geometry.model_hash) is None


def test_model_that_was_never_read(tmp_path):
    assert kept_values(tmp_path, "0" * 64) is None
