"""Computed floor areas of every sample beside an independent measurement: within 0.1 %, in fact to the last digits.

Koers computes from the profile of the body where that is plain, else from a mesh as half of all it shows to above and
below. Here the library meshes each body on its own, and the floor is the union of its triangles laid flat.
"""

from pathlib import Path

import ifcopenshell
import ifcopenshell.geom
import ifcopenshell.util.shape
import pytest
import shapely

from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.library import open_model
from vastgoed.bim.mesh import mesh_footprints

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "example" / "bim"
# name: spaces, spaces whose body is no plain extrusion (boundary representations and clipped bodies: those are meshed)
SPACES = {
    "duplex-electrical-feet": (1, 0),
    "duplex-georeferenced-be": (21, 4),
    "example-hom": (11, 11),
    "fzk-haus-ac20-ifc4": (7, 7),
    "largebuilding-bimwhale": (8, 0),
    "office-a-nibs": (99, 0),
    "tallbuilding-bimwhale": (3, 0),
    "testmodel-ifc4add2": (2, 0),
    "kantoor-modern": (28, 0),
    "kantoor-ouder": (24, 0),
    "gemengd-steunpunt": (19, 0),
}


def floors_of(path: Path) -> dict[int, float]:
    """Step id of each space -> its floor, measured apart from Koers. [m²]"""
    opened, settings = ifcopenshell.open(str(path)), ifcopenshell.geom.settings()
    floors = {}
    for space in opened.by_type("IfcSpace"):
        geometry = ifcopenshell.geom.create_shape(settings, space).geometry
        corners = ifcopenshell.util.shape.get_vertices(geometry)[:, :2]
        flat = [shapely.Polygon(corners[face]) for face in ifcopenshell.util.shape.get_faces(geometry)]
        floors[space.id()] = shapely.union_all([each for each in flat if each.area > 1e-9]).area
    return floors


@pytest.mark.parametrize("name", SPACES)
def test_computed_floors_are_those_of_the_bodies(sample, name):
    path = EXAMPLE / f"{name}.ifc"
    path = path if path.exists() else sample(name)
    spaces = extract_model(Request(str(path), geometry="always")).spaces
    profiles = {row["space_step_id"]: row["geometric_area_m2"] for row in spaces}
    model = open_model(str(path), bodies=True)
    meshes = mesh_footprints(model, [model.by_id(step_id) for step_id in profiles])
    floors = floors_of(path)
    assert (len(floors), sum(area is None for area in profiles.values())) == SPACES[name]
    for step_id, floor_m2 in floors.items():
        assert meshes[step_id][0] == pytest.approx(floor_m2, rel=1e-9)
        if profiles[step_id] is not None:
            assert profiles[step_id] == pytest.approx(floor_m2, rel=1e-9)


@pytest.mark.parametrize("name", ["kantoor-modern", "kantoor-ouder", "gemengd-steunpunt"])
def test_what_the_example_states_is_what_is_computed(name):
    for row in extract_model(Request(str(EXAMPLE / f"{name}.ifc"), geometry="always")).spaces:
        assert row["geometric_area_m2"] == pytest.approx(row["stated_net_area_m2"], rel=1e-3)
