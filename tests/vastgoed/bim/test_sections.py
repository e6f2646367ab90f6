import pytest

from kern.errors import InputWrong
from kern.language import choose_language, current_language
from vastgoed.bim.sections import model_card


@pytest.fixture(autouse=True)
def _english():
    before = current_language()
    choose_language("en")
    yield
    choose_language(before)


def tables(section):
    return {block.key.removeprefix("vastgoed.bim."): block for block in section.blocks}


def test_card_of_a_tiny_model_tells_what_is_in_it(maker, room, tmp_path):
    made = maker(unit="mm", area_unit="m2")
    _building, (low, _high), _spaces = made.building([room("1"), room("2", storey=1)], storeys=2)
    made.door(low, OverallWidth=930.0)
    section = model_card(made.write(tmp_path / "model.ifc"), "levering.zip!model.ifc")
    assert section.title == "What is in levering.zip!model.ifc"
    assert section.message == "Buildings: 1; storeys: 2; spaces: 2. Enough for 2 of 10 questions."
    found = tables(section)
    facts = {row["field"]: row["value"] for row in found["bestand"].rows}
    assert (facts["Schema"], facts["Unit of length"]) == ("IFC4", "MILLI METRE (1 unit = 0.001 m)")
    assert [row["elevation_m"] for row in found["verdiepingen"].rows] == [0, 3]
    (building,) = found["gebouwen"].printed_rows()
    assert (building["net_floor_area_m2"], building["net_source"]) == (40.0, "sum of spaces")
    (source,) = found["herkomst"].rows
    assert source["source"] == "Qto_SpaceBaseQuantities.NetFloorArea"
    (doors,) = found["elementen"].rows
    assert (doors["kind"], doors["stated"]) == ("Doors", "width (m): 0.93")


def test_card_of_a_damaged_file_says_so_and_calls_nothing_enough(write_model, room, tmp_path):
    whole = write_model([room(str(number)) for number in range(30)]).read_bytes()
    path = tmp_path / "half.ifc"
    path.write_bytes(whole[: int(len(whole) * 0.9)])
    section = model_card(path)
    assert section.message.startswith("The file is damaged")
    assert "enough" not in {row["fitness"] for row in tables(section)["vragen"].rows}
    assert section.findings


def test_card_of_something_else_is_refused(tmp_path):
    path = tmp_path / "geen.ifc"
    path.write_text("niets")
    with pytest.raises(InputWrong, match=r"geen\.ifc"):
        model_card(path)


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("office-a-nibs", {"areas", "functions", "door_widths", "levels"}),
        ("largebuilding-bimwhale", {"areas", "door_widths", "functions", "windows"}),
        ("schependomlaan-houten-kozijnen", {"door_widths", "classification"}),
    ],
)
def test_card_of_a_real_model_answers_what_it_can(sample, name, enough):
    rows = tables(model_card(sample(name)))["vragen"].rows
    assert {row["question_code"] for row in rows if row["fitness"] == "enough"} == enough


def test_every_row_of_every_table_has_its_columns(sample):
    for table in tables(model_card(sample("fzk-haus-ac20-ifc4"), asset_codes=["GB-0001"])).values():
        names = {column.name for column in table.columns}
        assert names <= set(table.rows[0]), table.key
