import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.bim.geometry import VERSION, forget_geometry, load_geometry, read_geometry
from vastgoed.bim.geometry_columns import FRAMES, GEOMETRY_KINDS
from vastgoed.bim.worker import SHARED, ChildFailedError

BODIES = ("rectangle", "outline", "hole", "arc", "clipped", "brep", "mapped")


class NoWorker:
    def ask(self, request):
        raise ChildFailedError("crash")


def read(path, **how):
    return read_geometry(path, worker=SHARED, **how)


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_units_schema_and_rotation_change_nothing(write_model, room, unit, schema):
    bodies = [body for body in BODIES if schema != "IFC2X3" or body not in ("arc",)]
    rooms = [room(f"1.{number}", body=body) for number, body in enumerate(bodies)]
    plain = read(write_model(rooms, "recht.ifc", schema=schema))
    other = read(write_model(rooms, "gedraaid.ifc", schema=schema, unit=unit, turned=0.7))
    for column in ("footprint_m2", "box_length_m", "box_width_m", "z_max_m", "along_max_m"):
        assert other.of("space")[column].to_list() == pytest.approx(plain.of("space")[column].to_list(), abs=2e-3)
    assert plain.of("space")["footprint_m2"][0] == pytest.approx(20.0)


def test_floor_keeps_its_hole(write_model, room):
    geometry = read(write_model([room("1.1", body="hole")], turned=1.1))
    [row] = geometry.of("space").iter_rows(named=True)
    shape = geometry.shapes[row["element_step_id"]]
    assert len(shape.interiors) == 1
    assert shape.interiors[0].length == pytest.approx(6.0, abs=0.01)
    assert row["z_max_m"] - row["z_min_m"] == pytest.approx(2.7)


def test_read_once_and_kept_by_hash(write_model, room, tmp_path):
    path, cache = write_model([room("1.1"), room("1.1")]), tmp_path / "bim"
    first = read(path, cache=cache)
    again = read_geometry(path, cache=cache, worker=NoWorker())
    assert again.elements.equals(first.elements)
    assert [again.mesh(step_id)[0].tolist() for step_id in again.shapes] == [
        first.mesh(step_id)[0].tolist() for step_id in first.shapes
    ]
    assert {folder.name for folder in cache.iterdir()} == {f"{first.model_hash[:32]}-v{VERSION}"}
    assert first.of("space")["duplicate_of_step_id"].count() == 1
    (next(cache.iterdir()) / "values.parquet").unlink()
    assert load_geometry(cache, first.model_hash) is None
    assert read(path, cache=cache).elements.equals(first.elements)
    forget_geometry(cache, first.model_hash)
    with pytest.raises(InputWrong):
        read_geometry(path, cache=cache, worker=NoWorker())


def test_columns_are_the_documented_ones(write_model, room):
    geometry = read(write_model([room("1.1")]))
    for name, schema in FRAMES.items():
        assert dict(getattr(geometry, name).schema) == schema


def test_room_without_body_is_there_without_shape(write_model, room):
    geometry = read(write_model([room("1.1", body=None), room("1.2")]))
    assert geometry.of("space")["footprint_m2"].to_list() == [None, pytest.approx(20.0)]
    assert geometry.findings == ()


def test_real_office(sample):
    geometry = read(sample("office-a-nibs"))
    assert set(geometry.elements["kind"].unique()) <= set(GEOMETRY_KINDS)
    doors = geometry.of("door")
    assert doors.height == doors["opening_step_id"].count() == doors["body"].count() == 102
    spaces = geometry.of("space")
    assert spaces["footprint_m2"].count() == 99
    openings = doors.select(element_step_id="opening_step_id").join(geometry.elements, on="element_step_id")
    assert openings["box_length_m"].median() == pytest.approx(0.915, abs=0.002)


def test_lining_and_leaf_of_a_real_door(sample):
    values = read(sample("fzk-haus-ac20-ifc4")).values
    leaf = values.filter(pl.col("value_name") == "PanelDepth")
    assert leaf.height
    assert set(leaf["unit"]) == {"m"}
    assert leaf["number"].max() < 0.2


def test_real_doors_in_millimetres(sample):
    doors = read(sample("largebuilding-bimwhale")).of("door")
    assert doors.height == 18
    assert doors["z_max_m"].max() < 20
