"""Real models of many exporters: totals that were checked by hand against the exporter's own values."""

import ifcopenshell
import ifcopenshell.util.element
import pytest

from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.worker import Worker

GOLDEN = {
    # name: (storeys, spaces, with area, sum in m², basis, stated gross area, doors)
    "duplex-electrical-feet": (3, 1, 1, 145.722, "gross", None, 0),
    "duplex-georeferenced-be": (4, 21, 21, 422.047, "gross", None, 14),
    "example-hom": (3, 11, 11, 258.989, "net", None, 11),
    "fzk-haus-ac20-ifc4": (2, 7, 7, 173.342, "net", 241.498, 5),
    "largebuilding-bimwhale": (2, 8, 8, 299.48, "net", None, 18),
    "office-a-nibs": (3, 99, 99, 3582.008, "gross", None, 102),
    "schependomlaan-houten-kozijnen": (4, 0, 0, None, None, None, 30),
    "tallbuilding-bimwhale": (5, 3, 3, 58.52, "net", None, 5),
    "testmodel-ifc4add2": (2, 2, 2, 136.88, "net", None, 2),
}


@pytest.fixture(scope="module")
def worker():
    with Worker() as shared:
        yield shared


@pytest.mark.parametrize("name", GOLDEN)
def test_totals_of_a_real_model(sample, worker, name):
    model = read_model(sample(name), worker=worker)
    storeys, spaces, with_area, area_m2, basis, gross_m2, doors = GOLDEN[name]
    building = model.buildings.row(0, named=True)
    assert (building["storey_count"], building["space_count"], building["door_count"]) == (storeys, spaces, doors)
    assert building["spaces_with_area_count"] == with_area
    assert building["space_area_m2"] == (pytest.approx(area_m2, abs=0.001) if area_m2 else None)
    if basis:
        assert set(model.spaces["area_basis"]) == {basis}
    assert building["stated_gross_area_m2"] == (pytest.approx(gross_m2, abs=0.001) if gross_m2 else None)
    assert model.storeys["space_count"].sum() == spaces
    assert model.models["complete"].item()
    assert "unit_factor" not in set(model.spaces["area_crosscheck"])


@pytest.mark.parametrize("name", ["fzk-haus-ac20-ifc4", "largebuilding-bimwhale", "testmodel-ifc4add2", "example-hom"])
def test_stated_net_areas_are_those_of_the_library(sample, worker, name):
    spaces = read_model(sample(name), worker=worker).spaces
    opened = ifcopenshell.open(str(sample(name)))
    for row in spaces.iter_rows(named=True):
        sets = ifcopenshell.util.element.get_psets(opened.by_guid(row["space_guid"]), qtos_only=True)
        stated = next(values["NetFloorArea"] for values in sets.values() if "NetFloorArea" in values)
        assert row["area_m2"] == pytest.approx(stated)  # these models state square metres


def test_walls_are_in_the_areas_of_one_exporter(sample, worker):
    spaces = read_model(sample("office-a-nibs"), worker=worker).spaces
    assert set(spaces["area_crosscheck"]) == {"gross_like", "close"}
    ratio = (spaces["area_m2"] / spaces["geometric_area_m2"]).median()
    assert ratio == pytest.approx(1.065, abs=0.005)


@pytest.mark.parametrize("name", ["fzk-haus-ac20-ifc4", "office-a-nibs"])
def test_bodies_can_be_measured_without_stated_areas(sample, worker, name, tmp_path):
    path = tmp_path / "zonder.ifc"
    content = sample(name).read_bytes()
    for word in (b"NetFloorArea", b"GrossFloorArea", b"GSA BIM Area", b"'Area'"):
        content = content.replace(word, word.replace(b"rea", b"rxa"))
    path.write_bytes(content)
    spaces = read_model(path, worker=worker).spaces
    assert spaces["area_m2"].null_count() == 0
    assert set(spaces["area_method"]) <= {"analytic_profile", "mesh"}
