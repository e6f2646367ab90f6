import polars as pl
import pytest

from vastgoed.bim.columns import BIM_BUILDING
from vastgoed.bim.compare import AREA_COMPARISON, BIM_AREAS, EXPLANATIONS, compare_areas, compute_bim_areas


def _buildings(*rows):
    defaults = {"model_hash": "a", "asset_code": "VIM-1", "counted_space_count": 10, "spaces_with_area_count": 10}
    return pl.DataFrame([{**defaults, **row} for row in rows], schema=BIM_BUILDING)


def _net(area_m2, **more):
    return {"space_area_m2": area_m2, "space_net_area_m2": area_m2, **more}


def _register(gross=None, internal=None, net=None, code="VIM-1"):
    names = ("gross_floor_area_m2", "internal_floor_area_m2", "net_floor_area_m2")
    return pl.DataFrame(
        {"asset_code": [code], **dict(zip(names, ([gross], [internal], [net]), strict=True))},
        schema={"asset_code": pl.String, **dict.fromkeys(names, pl.Float64)},
    )


def _explained(buildings, register, measure="net_floor_area_m2"):
    rows = compare_areas(compute_bim_areas(buildings), register).filter(measure=measure)
    return rows["explanation"].item()


def test_columns():
    areas = compute_bim_areas(_buildings(_net(100.0)))
    assert areas.schema == pl.Schema(BIM_AREAS)
    assert compare_areas(areas, _register(net=100.0)).schema == pl.Schema(AREA_COMPARISON)
    assert compute_bim_areas(_buildings()).schema == pl.Schema(BIM_AREAS)


@pytest.mark.parametrize(
    ("bim", "register", "explanation"),
    [
        (100.0, 101.0, "agrees"),
        (100.0, 104.0, "small_difference"),
        (100.0, 1076.0, "unit_factor"),
        (100.0, 150.0, "unexplained"),
        (100.0, None, "not_in_register"),
    ],
)
def test_explanations_by_size(bim, register, explanation):
    assert _explained(_buildings(_net(bim)), _register(net=register)) == explanation


def test_explanations_by_cause():
    partly = _net(80.0, spaces_with_area_count=8)
    assert _explained(_buildings(partly), _register(net=100.0)) == "coverage_incomplete"
    assert _explained(_buildings(_net(100.0)), _register(net=80.0, gross=101.0)) == "other_measure"
    unknown = {"space_area_m2": 100.0, "space_unknown_area_m2": 100.0}
    assert _explained(_buildings(unknown), _register(net=80.0)) == "basis_unknown"
    assert _explained(_buildings({}), _register(net=80.0)) == "not_in_model"


def test_every_explanation_has_a_sentence():
    assert {"agrees", "not_in_model", "not_in_register", "unexplained"} <= set(EXPLANATIONS)


def test_gross_area_comes_from_the_building_else_its_storeys_else_its_gross_spaces():
    for row, source in (
        ({"stated_gross_area_m2": 9.0, "storeys_gross_area_m2": 8.0}, "stated_building"),
        ({"storeys_gross_area_m2": 8.0, "gross_room_area_m2": 7.0}, "stated_storeys"),
        ({"gross_room_area_m2": 7.0}, "gross_area_spaces"),
        ({}, None),
    ):
        assert compute_bim_areas(_buildings(row))["gross_source"].item() == source


def test_mixture_of_bases_gives_no_net_area():
    mixed = {"space_area_m2": 100.0, "space_net_area_m2": 60.0, "space_gross_area_m2": 40.0}
    row = compute_bim_areas(_buildings(mixed)).row(0, named=True)
    assert row["net_floor_area_m2"] is None
    assert row["internal_floor_area_m2"] is None
    assert row["space_area_m2"] == 100.0


def test_buildings_of_one_model_add_up_and_models_do_not():
    buildings = _buildings(
        _net(60.0, spaces_with_area_count=6, building_step_id=1),
        _net(40.0, spaces_with_area_count=4, building_step_id=2),
        _net(30.0, spaces_with_area_count=3, counted_space_count=3, model_hash="b"),
        _net(70.0, asset_code=None),
    )
    row = compute_bim_areas(buildings).row(0, named=True)
    assert (row["net_floor_area_m2"], row["model_hash"]) == (100.0, "a")
    assert (row["model_count"], row["building_count"]) == (2, 2)
    assert row["space_area_covered_share"] == 0.5


def test_difference_is_model_minus_register():
    row = compare_areas(compute_bim_areas(_buildings(_net(90.0))), _register(net=100.0)).row(0, named=True)
    assert row["difference_m2"] == -10.0
    assert row["difference_share"] == pytest.approx(-0.1)


def test_asset_that_the_register_lacks_is_kept():
    rows = compare_areas(compute_bim_areas(_buildings(_net(90.0))), _register(net=1.0, code="VIM-2"))
    assert rows["explanation"].to_list() == ["not_in_register"]
