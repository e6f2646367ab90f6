"""Facts of every sample and every model of the example beside what the library's own utilities say of the same file."""

from pathlib import Path

import ifcopenshell
import ifcopenshell.util.element as element
import ifcopenshell.util.unit as unit
import polars as pl
import pytest

from vastgoed.bim.detail_columns import DETAILS
from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.facades import compute_facades
from vastgoed.bim.library import mesh_elements, open_model
from vastgoed.bim.mesh import _footprint_m2

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "example" / "bim"
# name: (external wall in m², windows included; glazing in m²; directions it faces)
GOLDEN = {
    "duplex-electrical-feet": (0.0, 0.0, 0),
    "duplex-georeferenced-be": (447.5, 64.5, 4),
    "example-hom": (0.0, 0.0, 0),
    "fzk-haus-ac20-ifc4": (166.3, 23.6, 4),
    "largebuilding-bimwhale": (1749.5, 70.3, 4),
    "office-a-nibs": (1977.4, 124.5, 4),
    "schependomlaan-houten-kozijnen": (171.7, 131.1, 6),
    "tallbuilding-bimwhale": (1474.7, 35.2, 4),
    "testmodel-ifc4add2": (277.2, 7.8, 4),
}
_CLASSES = {
    "door": "IfcDoor", "window": "IfcWindow", "stair": "IfcStair", "stair_flight": "IfcStairFlight", "ramp": "IfcRamp",
    "ramp_flight": "IfcRampFlight",
}  # fmt: skip


@pytest.fixture(scope="module")
def read():
    kept = {}

    def rows_of(path):
        if path not in kept:
            kept[path] = extract_model(Request(str(path), details=True))
        return kept[path]

    return rows_of


@pytest.mark.parametrize("name", GOLDEN)
def test_facts_are_those_of_the_library(sample, read, name):
    _compare(sample(name), read)


@pytest.mark.parametrize("path", sorted(EXAMPLE.glob("*.ifc")), ids=lambda path: path.stem)
def test_facts_of_the_example_are_those_of_the_library(read, path):
    _compare(path, read)


def _compare(path, read):
    rows, library = read(path), ifcopenshell.open(str(path))
    length_m = unit.calculate_unit_scale(library)
    ids = {kind: {each.id() for each in library.by_type(name)} for kind, name in _CLASSES.items()}
    for kind, wanted in ids.items():
        assert {row["element_step_id"] for row in rows.details["elements"] if row["kind"] == kind} == wanted
    assert {row["storey_step_id"] for row in rows.storeys} == {
        each.id() for each in library.by_type("IfcBuildingStorey")
    }
    assert {row["zone_step_id"] for row in rows.details["zones"]} == {each.id() for each in library.by_type("IfcZone")}
    for row in rows.storeys:
        elevation = library.by_id(row["storey_step_id"]).Elevation
        assert row["elevation_m"] == (None if elevation is None else pytest.approx(elevation * length_m))
    for row in rows.details["elements"]:
        record = library.by_id(row["element_step_id"])
        if row["kind"] in ("door", "window") and record.OverallWidth:
            assert row["width_m"] == pytest.approx(record.OverallWidth * length_m)
    for row in [*rows.spaces, *rows.details["elements"]]:
        record = library.by_id(row.get("space_step_id") or row["element_step_id"])
        container = element.get_container(record) or element.get_aggregate(record)
        if container is not None and container.is_a("IfcBuildingStorey"):
            assert row["storey_step_id"] == container.id()
    for row in rows.details["envelope"]:
        sets = element.get_psets(library.by_id(row["element_step_id"]))
        stated = [values["ThermalTransmittance"] for values in sets.values() if values.get("ThermalTransmittance")]
        if stated:
            assert row["u_value_w_per_m2k"] in [pytest.approx(each) for each in stated]
        if row["is_external_source"] and not row["is_external_source"].startswith("wall"):
            assert row["is_external"] in [values["IsExternal"] for values in sets.values() if "IsExternal" in values]


@pytest.mark.parametrize("name", ["duplex-georeferenced-be", "testmodel-ifc4add2"])
def test_measured_areas_are_those_of_the_exact_kernel(sample, read, name):
    rows = {row["space_step_id"]: row for row in read(sample(name)).spaces if row["geometric_area_m2"]}
    model = open_model(str(sample(name)), bodies=True)
    plain = [model.by_id(number) for number in rows]
    found = {number: _footprint_m2(shape) for number, shape in mesh_elements(model, plain, "opencascade")}
    profiles = {each["space_step_id"] for each in read(sample(name)).areas if each["area_source"] == "profile"}
    assert profiles
    assert all(rows[number]["geometric_area_m2"] == pytest.approx(found[number], rel=1e-3) for number in profiles)


@pytest.mark.parametrize("name", GOLDEN)
def test_envelope_of_a_real_model(sample, read, name):
    schema = {column: kind for column, kind in DETAILS["envelope"].items() if column != "model_hash"}
    facades = compute_facades(pl.DataFrame(read(sample(name)).details["envelope"], schema=schema, orient="row"))
    walls = round(facades["wall_area_m2"].sum(), 1)
    glazing = round(facades["glazing_area_m2"].sum(), 1)
    assert (walls, glazing, facades.filter(pl.col("facade").is_not_null()).height) == GOLDEN[name]
