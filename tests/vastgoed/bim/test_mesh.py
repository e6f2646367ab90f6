import pytest

from vastgoed.bim.library import open_model
from vastgoed.bim.mesh import mesh_footprints


def test_footprint_of_bodies_no_profile_covers(write_model, room):
    rooms = [room("1", body="brep"), room("2", 6, 3, body="clipped"), room("3", body=None), room("4", 3, 3)]
    model = open_model(str(write_model(rooms, unit="mm")), bodies=True)
    spaces = model.by_type("IfcSpace")
    found = mesh_footprints(model, spaces)
    areas = {space.Name: found[space.id()] for space in spaces if space.id() in found}
    assert areas["1"] == (pytest.approx(20.0), "manifold")
    assert areas["2"] == (pytest.approx(18.0), "opencascade")
    assert areas["4"][0] == pytest.approx(9.0)
    assert "3" not in areas


def test_nothing_to_measure(write_model, room):
    model = open_model(str(write_model([room("1")])), bodies=True)
    assert mesh_footprints(model, []) == {}
