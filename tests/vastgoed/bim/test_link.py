import polars as pl
import pytest

from kern.language import choose_language
from vastgoed.bim.columns import BIM_BUILDING, BIM_SPACE, BIM_STOREY
from vastgoed.bim.link import find_asset_codes, link_buildings

CODES = ["VIM-0001", "VIM-0012", "12"]


def _tables(**building):
    key = {"model_hash": "a", "building_step_id": 5}
    return {
        "bim_building": pl.DataFrame([{**key, **building}], schema=BIM_BUILDING),
        "bim_storey": pl.DataFrame([{**key, "storey_step_id": 6}], schema=BIM_STOREY),
        "bim_space": pl.DataFrame([{**key, "space_step_id": 7}, {"model_hash": "a"}], schema=BIM_SPACE),
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kantoor VIM-0001", ["VIM-0001"]),
        ("vim-0001_A", []),  # another word
        ("vim-0001 | x", ["VIM-0001"]),
        ("VIM-00012", []),
        ("Gebouw 12", ["12"]),
        (None, []),
    ],
)
def test_code_is_a_word_of_its_own(text, codes):
    assert find_asset_codes([text], CODES) == codes


def test_link_reaches_storeys_and_spaces():
    tables, findings = link_buildings(_tables(building_name="Ellips (VIM-0001)"), CODES)
    assert findings == []
    assert tables["bim_building"]["asset_code"].to_list() == ["VIM-0001"]
    assert tables["bim_storey"]["asset_code"].to_list() == ["VIM-0001"]
    assert tables["bim_space"]["asset_code"].to_list() == ["VIM-0001", None]
    assert tables["bim_space"].schema == pl.Schema(BIM_SPACE)


def test_code_that_is_there_stays():
    tables, _findings = link_buildings(_tables(building_name="VIM-0001", asset_code="VIM-0012"), CODES)
    assert tables["bim_building"]["asset_code"].item() == "VIM-0012"


@pytest.mark.parametrize(("name", "code"), [("Ellips", "bim.link.none"), ("VIM-0001 en VIM-0012", "bim.link.several")])
def test_no_code_or_several_is_a_finding(name, code):
    choose_language("en")
    tables, (finding,) = link_buildings(_tables(building_name=name, building_guid="3x"), CODES)
    assert tables["bim_building"]["asset_code"].item() is None
    assert finding.code == code
    assert '"3x" = "code"' in finding.remedy_text
