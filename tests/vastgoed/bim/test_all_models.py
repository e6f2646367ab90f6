"""Tables over all loaded models: out of the registers alone, with origin, place and unit of every row."""

from pathlib import Path

import polars as pl
import pytest

from kern.intake.head import open_file
from vastgoed.bim.all_models import KINDS, ModelTables, column_rows
from vastgoed.bim.columns import TABLES
from vastgoed.bim.detail_columns import DETAILS, STORED
from vastgoed.bim.reader import READER
from vastgoed.inputs import schema_of

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "example" / "bim"
MODELS = ("kantoor-modern", "kantoor-ouder", "gemengd-steunpunt")


@pytest.fixture(scope="module")
def tables():
    found = {}
    for number, name in enumerate(MODELS):
        for table, frame in READER.read(open_file(EXAMPLE / f"{name}.ifc"), {}).frames.items():
            found.setdefault(table, []).append(frame.with_columns(import_id=pl.lit(number, pl.Int64)))
    assets = pl.DataFrame({"code": ["GB-0030", "GB-0034"]})

    def register(name):
        if name == "managed_asset":
            return assets
        return pl.concat(found[name]) if name in found else pl.DataFrame(schema=schema_of(name))

    return ModelTables(register)


def test_registers_have_the_columns_of_the_frames():
    for register, part in STORED.items():
        assert {**schema_of(register)}.keys() >= DETAILS[part].keys()
        for column, kind in DETAILS[part].items():
            assert schema_of(register)[column] == kind


def test_every_table_is_there_and_its_rows_know_file_hash_and_load(tables):
    assert list(tables) == list(KINDS)
    for frame in tables.values():
        assert {"file_name", "model_hash", "model_complete", "import_id"} <= set(frame.columns)
        assert not frame["file_name"].is_null().any()
    assert tables["modellen"].height == 3
    assert tables["ruimten"].height == 28 + 24 + 19
    assert set(TABLES["bim_space"]) <= set(tables["ruimten"].columns)


def test_doors_have_their_facts_with_source_asset_and_storey(tables):
    doors = tables["deuren"]
    main = doors.filter(pl.col("element_name") == "Hoofdingang", pl.col("asset_code") == "GB-0034").row(0, named=True)
    assert (main["width_m"], main["width_m_source"]) == (pytest.approx(1.10), "OverallWidth")  # the file counts in mm
    assert (main["is_external"], main["is_external_source"]) == (True, "Pset_DoorCommon.IsExternal")
    assert main["storey_name"] == "+00"
    assert main["file_name"] == "kantoor-ouder.ifc"
    assert "riser_count" not in doors.columns
    assert {"riser_count", "riser_count_source"} <= set(tables["trappen"].columns)
    assert doors.filter(pl.col("asset_code").is_null())["file_name"].unique().to_list() == ["gemengd-steunpunt.ifc"]


def test_kinds_of_element_are_kept_apart(tables):
    assert set(tables["trappen"]["kind"]) <= {"stair", "stair_flight"}
    assert tables["liften"].height == 2
    together = sum(tables[name].height for name in ("deuren", "ramen", "trappen", "hellingen", "liften", "sanitair"))
    assert together == 52 + 43 + 36


def test_columns_tell_their_unit(tables):
    rows = {(row["table"], row["column"]): row for row in column_rows(tables)}
    assert rows["schil", "u_value_w_per_m2k"]["unit"] == "W/m²K"
    assert rows["materialen", "density_kg_per_m3"]["unit"] == "kg/m³"
    assert rows["ruimten", "area_m2"] == {"table": "ruimten", "column": "area_m2", "unit": "m²", "type": "number"}
