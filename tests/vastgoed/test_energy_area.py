import polars as pl
import pytest

from vastgoed.bim.compare import BIM_AREAS
from vastgoed.energy_area import check_energy_area, compute_energy_areas
from vastgoed.energy_area_block import energy_area_blocks
from vastgoed.options import EstateOptions

NO_MODELS = pl.DataFrame(schema=pl.Schema(BIM_AREAS))


def building(energy_m2, gross_m2=1000.0, internal_m2=900.0, net_m2=800.0):
    return {
        "asset_code": "A",
        "energy_floor_area_m2": energy_m2,
        "gross_floor_area_m2": gross_m2,
        "internal_floor_area_m2": internal_m2,
        "net_floor_area_m2": net_m2,
    }


def answer(row, models=NO_MODELS):
    schema = {name: pl.String if name == "asset_code" else pl.Float64 for name in row}
    found = compute_energy_areas(pl.DataFrame([row], schema=schema), models)
    return found.select("kind", "origin", "explanation").rows()


@pytest.mark.parametrize(
    ("energy_m2", "kind", "explanation"),
    [
        (1015.0, "gross_floor_area_m2", "agrees"),
        (960.0, "gross_floor_area_m2", "small_difference"),
        (890.0, "internal_floor_area_m2", "agrees"),
        (800.0, "net_floor_area_m2", "agrees"),
        (1500.0, "gross_floor_area_m2", "unexplained"),
    ],
)
def test_the_nearest_area_explains_it(energy_m2, kind, explanation):
    assert answer(building(energy_m2)) == [(kind, "register", explanation)]


def test_a_model_explains_what_the_register_does_not():
    model = dict.fromkeys(BIM_AREAS) | {"asset_code": "A", "gross_floor_area_m2": 1490.0}
    models = pl.DataFrame([model], schema=pl.Schema(BIM_AREAS))
    assert answer(building(1500.0), models) == [("gross_floor_area_m2", "model", "agrees")]


def test_without_another_area_nothing_is_said():
    assert answer(building(500.0, None, None, None)) == [(None, None, "no_other_area")]
    assert answer(building(None)) == []


def test_what_fits_nothing_is_a_finding(estate, only):
    inputs = estate([building(1500.0), building(1000.0) | {"asset_code": "B"}])
    found = only(check_energy_area(inputs, EstateOptions(report_year=2025)), "estate.area.energy")
    assert found.evidence["assets"] == ["A"]
    assert energy_area_blocks(inputs.only("A"))[0].rows[0]["other_m2"] == 1000.0
    assert energy_area_blocks(estate([{"asset_code": "C"}]).only("C")) == []
