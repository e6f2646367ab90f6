"""A body of very many points is left to one side, and the rest of the model is measured."""

import pytest

from tools.damage_ifc import write_damaged
from vastgoed.bim import geometry_pass
from vastgoed.bim.geometry_pass import GeometryRequest, run_geometry_pass
from vastgoed.bim.huge_bodies import products_with_huge_bodies


@pytest.fixture
def giant(write_model, room, tmp_path):
    whole = write_model([room("1"), room("2"), room("3", body="mapped")], storeys=1)
    return next(path for path in write_damaged(whole, tmp_path / "stuk", vertices=3000) if path.stem == "reuzennet")


def test_the_product_with_the_long_record_is_found(giant, write_model, room):
    assert products_with_huge_bodies(str(giant)) == set()
    (found,) = products_with_huge_bodies(str(giant), limit_bytes=10_000)
    assert f"#{found}=IFCSPACE(" in giant.read_text()
    assert products_with_huge_bodies(str(write_model([room("1")], name="heel.ifc")), limit_bytes=1_000) == set()


def test_a_mapped_body_is_looked_through(write_model, room):
    path = write_model([room("1", body="mapped")])
    assert products_with_huge_bodies(str(path), limit_bytes=40) != set()


def test_the_geometry_pass_leaves_it_out_and_says_so(giant, tmp_path, monkeypatch):
    monkeypatch.setattr(
        geometry_pass, "products_with_huge_bodies", lambda path: products_with_huge_bodies(path, limit_bytes=10_000)
    )
    (tmp_path / "uit").mkdir()
    (said,) = run_geometry_pass(GeometryRequest(str(giant), str(tmp_path / "uit")))
    assert said.evidence["kinds"] == "space 1"
