import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kern.errors import InputWrong
from vastgoed.bim.columns import BIM_AREA_VALUE, TABLES
from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.worker import ChildFailedError, Limits, Worker

FACTS = ["space_name", "area_m2", "area_basis", "area_method", "area_crosscheck", "geometric_area_m2", "counted"]


@pytest.fixture(scope="module")
def worker():
    with Worker() as shared:
        yield shared


def _codes(model):
    return {finding.code for finding in model.findings}


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
@pytest.mark.parametrize(("unit", "area_unit"), [("m", "m2"), ("mm", "m2"), ("mm", "mm2"), ("ft", "ft2"), ("ft", "m2")])
def test_same_building_gives_same_facts(write_model, room, worker, schema, unit, area_unit):
    rooms = [room("A.01", 5, 4), room("A.02", 6, 3, net=None), room("A.03", 2.5, 2, body="brep", net=None, storey=1)]
    path = write_model(rooms, schema=schema, unit=unit, area_unit=area_unit, storeys=2, turned=0.3)
    model = read_model(path, worker=worker)
    assert model.spaces["area_m2"].to_list() == pytest.approx([20.0, 18.0, 5.0])
    assert model.spaces["area_method"].to_list() == ["stated_quantity", "analytic_profile", "mesh"]
    assert model.spaces["area_basis"].to_list() == ["net", "unknown", "unknown"]
    assert model.spaces["geometric_area_m2"].to_list() == pytest.approx([20.0, 18.0, 5.0])
    assert model.storeys["elevation_m"].to_list() == pytest.approx([0.0, 3.0])
    assert model.storeys["space_area_m2"].to_list() == pytest.approx([38.0, 5.0])
    building = model.buildings.row(0, named=True)
    assert building["space_area_m2"] == pytest.approx(43.0)
    assert building["space_net_area_m2"] == pytest.approx(20.0)
    assert building["space_area_covered_share"] == 1.0
    assert model.models["complete"].item()
    assert not _codes(model)


def test_frames_have_the_documented_columns(write_model, room, worker):
    model = read_model(write_model([room("1")]), worker=worker)
    for table, frame in model.tables.items():
        assert frame.schema == pl.Schema(TABLES[table])
    assert model.area_values.schema == pl.Schema(BIM_AREA_VALUE)


def test_reading_twice_gives_the_same_frames(write_model, room, worker):
    path = write_model([room("1"), room("2", body=None)])
    first, second = read_model(path), read_model(path, worker=worker)
    assert all(first.tables[table].equals(second.tables[table]) for table in TABLES)
    assert first.findings == second.findings


def test_short_schema_name_in_header_is_read_and_said(write_model, room, worker):
    path = write_model([room("1")], schema="IFC4X3_ADD2")
    path.write_bytes(path.read_bytes().replace(b"IFC4X3_ADD2", b"IFC4X3"))
    model = read_model(path, worker=worker)
    assert model.models.select("schema_declared", "schema_read").row(0) == ("IFC4X3", "IFC4X3_ADD2")
    assert model.spaces["area_m2"].item() == pytest.approx(20)
    assert _codes(model) == {"bim.schema.rewritten"}


def test_buildings_in_one_file_are_kept_apart(maker, room, tmp_path, worker):
    made = maker()
    made.building([room("1", 5, 4)], name="Voorbouw")
    made.building([room("1", 10, 4), room("2", 3, 3)], name="Achterbouw")
    model = read_model(made.write(tmp_path / "twee.ifc"), worker=worker)
    assert model.buildings.select("building_name", "space_count").rows() == [("Voorbouw", 1), ("Achterbouw", 2)]
    assert model.buildings["space_area_m2"].to_list() == pytest.approx([20.0, 49.0])


def test_area_unit_that_is_not_declared_is_settled_by_the_bodies(write_model, room, worker):
    path = write_model([room("1"), room("2", 3, 3)], unit="mm", area_unit=None)
    model = read_model(path, worker=worker)
    assert model.spaces["area_m2"].to_list() == pytest.approx([20, 9])
    assert _codes(model) == {"bim.unit.area_settled"}


def test_area_in_square_millimetres_without_unit_stays_square_of_length(maker, room, tmp_path, worker):
    made = maker(unit="mm", area_unit=None)
    made.area_scale = 1e-6
    made.building([room("1")])
    model = read_model(made.write(tmp_path / "a.ifc"), worker=worker)
    assert model.spaces["area_m2"].item() == pytest.approx(20)
    assert _codes(model) == {"bim.unit.area_missing"}


def test_area_in_the_wrong_unit_is_passed_over_for_the_body(write_model, room, worker):
    path = write_model([room("1", net=20e6), room("2", net=215.3)])
    model = read_model(path, worker=worker)
    assert model.spaces["area_m2"].to_list() == pytest.approx([20, 20])
    assert model.spaces["area_crosscheck"].to_list() == ["unit_factor"] * 2
    assert model.spaces["area_confidence"].to_list() == ["low"] * 2
    assert _codes(model) == {"bim.area.unit_factor"}


def test_space_without_area_and_body_is_unknown_and_lowers_the_coverage(write_model, room, worker):
    model = read_model(write_model([room("1"), room("2", body=None, net=None)]), worker=worker)
    assert model.spaces["area_m2"].to_list() == [pytest.approx(20), None]
    assert model.buildings["space_area_covered_share"].item() == 0.5
    assert _codes(model) == {"bim.area.missing"}


def test_zero_and_nan_areas_are_missing(write_model, room, worker):
    path = write_model([room("1", net=0.0, body=None), room("2", net=777.0, body=None)])
    path.write_bytes(path.read_bytes().replace(b"777.", b"NaN."))
    model = read_model(path, worker=worker)
    assert model.spaces["area_m2"].to_list() == [None, None]


def test_user_mapping_gives_an_area_its_basis(write_model, room, worker):
    rooms = [room("1", net=None, body=None, properties={"Eigen.Netto": ("IfcAreaMeasure", 33.0)})]
    path = write_model(rooms)
    mapped = read_model(path, mapping={"eigen.netto": "net_floor_area_m2"}, worker=worker)
    assert mapped.spaces.select("area_m2", "area_basis", "area_method").row(0) == (33.0, "net", "user_mapping")
    assert read_model(path, worker=worker).spaces["area_m2"].item() is None


def test_record_number_given_twice_is_counted_once_and_said(write_model, room, worker):
    path = write_model([room("1"), room("2")])
    lines = path.read_bytes().splitlines(keepends=True)
    space = next(line for line in lines if b"=IFCSPACE(" in line)
    path.write_bytes(path.read_bytes().replace(space, space + space))
    model = read_model(path, worker=worker)
    assert model.models["space_count"].item() == 2
    assert "bim.step.duplicate_id" in _codes(model)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "File stuk.ifc is empty. Export the model again"),
        (b"\x00" * 4000, "File stuk.ifc is empty"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "is a web page, not a model"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull"),
        (b'<?xml version="1.0"?><ifcXML xmlns="x"></ifcXML>', "is ifcXML, which is not read"),
        (b'{"header": {"version": "ifcx_alpha"}}', r"is IFC5 \(IFCX\), which is not read"),
        (bytes(range(7, 256)) * 40, "does not start with ISO-10303-21"),
        (b"ISO-10303-21;\nHEADER;\n", "is cut off"),
    ],
)
def test_file_that_is_no_model_is_refused_with_its_remedy(tmp_path, content, said):
    path = tmp_path / "stuk.ifc"
    path.write_bytes(content)
    with pytest.raises(InputWrong, match=said):
        read_model(path)


def test_missing_file_is_said(tmp_path):
    with pytest.raises(InputWrong, match=r"File weg\.ifc cannot be read"):
        read_model(tmp_path / "weg.ifc")


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.8, 0.99])
def test_file_cut_off_is_refused_or_marked_incomplete(write_model, room, worker, share):
    path = write_model([room(str(number)) for number in range(20)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputWrong, match="is cut off: its last line END-ISO-10303-21; is missing"):
        read_model(path)
    if share >= 0.2:
        model = read_model(path, allow_damaged=True, worker=worker)
        assert not model.models["complete"].item()
        assert "bim.file.truncated" in _codes(model)


@pytest.mark.parametrize("schema", [b"IFC4X1", b"IFC4X3_RC2", b"IFC9", b"CONFIG_CONTROL_DESIGN"])
def test_schema_that_is_not_read_is_refused(write_model, room, schema):
    path = write_model([room("1")])
    path.write_bytes(path.read_bytes().replace(b"FILE_SCHEMA(('IFC4'))", b"FILE_SCHEMA(('" + schema + b"'))"))
    with pytest.raises(InputWrong, match=f"is {schema.decode()}, which is not read"):
        read_model(path)


def test_misdeclared_schema_is_said(write_model, room, worker):
    path = write_model([room("1", body="arc")])
    path.write_bytes(path.read_bytes().replace(b"FILE_SCHEMA(('IFC4'))", b"FILE_SCHEMA(('IFC2X3'))"))
    assert "bim.schema.misdeclared" in _codes(read_model(path, worker=worker))


def test_flipped_bytes_never_give_a_traceback(write_model, room, worker):
    path = write_model([room(str(number), body="outline") for number in range(5)])
    content = bytearray(path.read_bytes())
    for seed in range(25):
        broken = bytearray(content)
        for step in range(12):
            broken[300 + (seed * 7919 + step * 104729) % (len(content) - 400)] = (seed * 31 + step * 17) % 256
        path.write_bytes(bytes(broken))
        try:
            model = read_model(path, worker=worker)
        except InputWrong as error:
            assert "model.ifc" in str(error)  # noqa: PT017 - either outcome is right
        else:
            areas = model.spaces["area_m2"].drop_nulls().to_list()
            assert all(math.isfinite(area) for area in areas)


def test_structure_that_contains_itself_ends(maker, room, tmp_path, worker):
    made = maker()
    building, levels, _spaces = made.building([room("1")])
    made.aggregate(levels[0], [building])
    made.aggregate(building, [made.site])
    model = read_model(made.write(tmp_path / "kring.ifc"), worker=worker)
    assert model.spaces.height == 1


def test_model_without_building_or_spaces_is_said(maker, tmp_path, worker):
    model = read_model(maker().write(tmp_path / "niets.ifc"), worker=worker)
    assert {"bim.building.none", "bim.space.none"} <= _codes(model)
    assert model.models["space_count"].item() == 0
    assert model.models["space_area_covered_share"].item() is None


def test_model_that_takes_too_long_is_refused_in_words(write_model, room):
    path = write_model([room("1")])
    with (
        Worker(Limits(seconds=0.01, seconds_per_mb=0)) as hasty,
        pytest.raises(InputWrong, match=r"Model model\.ifc took longer to read than allowed"),
    ):
        read_model(path, worker=hasty)


def test_zipped_model_has_the_hash_of_the_model(write_model, room, tmp_path, worker):
    import zipfile

    path = write_model([room("1")])
    zipped = tmp_path / "model.ifczip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "inner.ifc")
    plain, packed = read_model(path, worker=worker), read_model(zipped, worker=worker)
    assert plain.spaces.equals(packed.spaces)
    assert packed.models["file_name"].item() == "model.ifczip"


class _CrashesOnBodies:
    """A child that dies on geometry, as a native kernel does."""

    def __init__(self, real):
        self.real = real

    def ask(self, request):
        if request.geometry != "never":
            raise ChildFailedError("crash", "exit code -11")
        return self.real.ask(request)


def test_crash_on_bodies_falls_back_to_stated_areas_and_says_so(write_model, room, worker):
    path = write_model([room("1"), room("2", net=None)])
    model = read_model(path, worker=_CrashesOnBodies(worker))
    assert model.spaces["area_m2"].to_list() == [20.0, None]
    assert {"bim.geometry.failed", "bim.area.unmeasured"} == _codes(model)


def test_crash_on_data_is_refused_in_words(write_model, room, worker):
    with pytest.raises(InputWrong, match=r"Model model\.ifc brought the reader down"):
        read_model(write_model([room("1")]), geometry="never", worker=_CrashesOnAll())


class _CrashesOnAll:
    def ask(self, _request):
        raise ChildFailedError("crash", "exit code -11")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    width=st.floats(0.8, 80),
    depth=st.floats(0.8, 80),
    turned=st.floats(0, 6.28),
    unit=st.sampled_from(["m", "mm", "ft"]),
    schema=st.sampled_from(["IFC2X3", "IFC4", "IFC4X3_ADD2"]),
    body=st.sampled_from(["rectangle", "outline", "mapped", "brep"]),
)
def test_measured_area_does_not_depend_on_unit_schema_place_or_kind_of_body(
    write_model, room, worker, width, depth, turned, unit, schema, body
):
    path = write_model([room("1", width, depth, body=body, net=None)], unit=unit, schema=schema, turned=turned)
    assert read_model(path, worker=worker).spaces["area_m2"].item() == pytest.approx(width * depth, rel=1e-3)
