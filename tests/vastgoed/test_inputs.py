import polars as pl

from vastgoed.bim_detail_tables import DETAIL_REGISTERS
from vastgoed.inputs import EstateInputs, schema_of
from vastgoed.tables import REGISTERS


def test_there_is_a_frame_for_every_register_of_the_room():
    asked = [register for register in REGISTERS if register not in DETAIL_REGISTERS]
    assert {register.name for register in asked} <= set(EstateInputs.TABLES)


def test_half_filled_registers_are_completed_and_typed():
    inputs = EstateInputs(building=pl.DataFrame({"asset_code": ["A"], "gross_floor_area_m2": [100]}))
    assert dict(inputs.building.schema) == dict.fromkeys(inputs.building.columns) | schema_of("building")
    assert inputs.building["gross_floor_area_m2"].to_list() == [100.0]
    assert inputs.building.schema["gross_floor_area_m2"] == pl.Float64
    assert EstateInputs().contract.is_empty()
    assert EstateInputs().contract.columns == list(schema_of("contract"))


def test_another_set_of_options_is_worked_out_again():
    inputs = EstateInputs()
    assert inputs.remember("x", 1, lambda: "one") == "one"
    assert inputs.remember("x", 2, lambda: "two") == "two"
    assert inputs.only("A").memo == {}
