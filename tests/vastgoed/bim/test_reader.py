import pytest

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Form
from kern.intake.head import open_file
from vastgoed.bim.columns import KEYS, TABLES
from vastgoed.bim.reader import READER


def test_model_becomes_rows_of_the_registers(write_model, room):
    head = open_file(write_model([room("1"), room("2")]), "map.zip!model.ifc")
    assert READER.recognise(head)
    intake = READER.read(head, {})
    assert set(intake.frames) == {*TABLES, "bim_site"}
    for table, frame in intake.frames.items():
        if table not in TABLES:
            continue
        assert frame.columns == [*TABLES[table], "source_sheet", "source_row"]
        assert not frame.select(KEYS[table]).is_duplicated().any()
    assert intake.frames["bim_model"]["file_name"].item() == "map.zip!model.ifc"
    assert intake.frames["bim_space"]["source_row"].equals(
        intake.frames["bim_space"]["space_step_id"].alias("source_row")
    )
    assert intake.rows_read == 6
    assert intake.rejected.is_empty()


def test_mapping_links_a_building_by_its_guid(write_model, room):
    head = open_file(write_model([room("1")]))
    guid = READER.read(head, {}).frames["bim_building"]["building_guid"].item()
    frames = READER.read(head, {guid: "VIM-0001", "Eigen.Netto": "net_floor_area_m2"}).frames
    assert all(
        frames[table]["asset_code"].item() == "VIM-0001" for table in ("bim_building", "bim_storey", "bim_space")
    )


def test_table_without_rows_is_left_out(maker, tmp_path):
    intake = READER.read(open_file(maker().write(tmp_path / "niets.ifc")), {})
    assert set(intake.frames) == {"bim_model", "bim_site"}


@pytest.mark.parametrize(
    ("form", "text", "said"),
    [
        (Form.TEXT, '<?xml version="1.0"?>\n<ifcXML/>', "is ifcXML, which is not read"),
        (Form.JSON, '{"header": {"ifcxVersion": "ifcx_alpha"}}', r"is IFC5 \(IFCX\), which is not read"),
    ],
)
def test_relatives_of_ifc_are_recognised_to_be_explained(tmp_path, form, text, said):
    path = tmp_path / "m.ifcxml"
    path.write_text(text)
    head = FileHead(path, "m.ifcxml", form, text, None, ())
    assert READER.recognise(head)
    with pytest.raises(InputWrong, match=said):
        READER.read(head, {})


@pytest.mark.parametrize(("form", "text"), [(Form.CSV, "a;b\n1;2"), (Form.JSON, '{"a": 1}'), (Form.TEXT, "ifc")])
def test_other_files_are_not_recognised(tmp_path, form, text):
    assert not READER.recognise(FileHead(tmp_path / "x", "x.ifc", form, text, None, ()))


def test_a_property_is_read_as_an_area_or_refused(write_model, room):
    head = open_file(write_model([room("1")]))
    with pytest.raises(InputWrong, match=r"Eigen\.Netto cannot be read as net_area\. .*net_floor_area_m2"):
        READER.read(head, {"Eigen.Netto": "net_area"})
