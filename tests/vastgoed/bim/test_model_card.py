"""The card of a model as tables: several buildings told apart, units with all their decimals."""

import pytest

from kern.language import choose_language
from vastgoed.bim.model_card import KEY, card_section
from vastgoed.bim.read_ifc import read_model


@pytest.fixture
def tables(tmp_path):
    def read(made):
        section = card_section(read_model(made.write(tmp_path / "model.ifc"), details=True))
        return {block.key: block for block in section.blocks if hasattr(block, "rows")}

    return read


def test_storeys_of_several_buildings_name_their_building(maker, room, tables):
    made = maker()
    made.building([room("1")], "Gebouw A")
    made.building([room("2")], "Gebouw B")
    storeys = tables(made)[f"{KEY}.verdiepingen"]
    assert [(row["building"], row["name"]) for row in storeys.rows] == [
        ("Gebouw A", "Verdieping 0"),
        ("Gebouw B", "Verdieping 0"),
    ]
    assert storeys.columns[0].name == "building"


def test_one_building_is_not_named_on_every_storey(maker, room, tables):
    made = maker()
    made.building([room("1")])
    assert tables(made)[f"{KEY}.verdiepingen"].columns[0].name == "name"


@pytest.mark.parametrize(
    ("unit", "area_unit", "length", "area"),
    [("mm", "mm2", "0,001 m", "0,000001 m²"), ("ft", "ft2", "0,3048 m", "0,09290304 m²"), ("m", "m2", "1 m", "1 m²")],
)
def test_units_keep_their_decimals_in_the_readers_language(maker, room, tables, unit, area_unit, length, area):
    made = maker(unit=unit, area_unit=area_unit)
    made.building([room("1")])
    choose_language("nl")
    try:
        facts = [row["value"] for row in tables(made)[f"{KEY}.bestand"].rows]
    finally:
        choose_language("en")
    assert any(str(value).endswith(f"(1 eenheid = {length})") for value in facts)
    assert any(str(value).endswith(f"(1 eenheid = {area})") for value in facts)


def _buildings(made, tmp_path, codes):
    section = card_section(read_model(made.write(tmp_path / "model.ifc"), details=True), codes)
    return next(block for block in section.blocks if block.key == f"{KEY}.gebouwen")


def test_codes_found_are_codes_of_the_register(maker, room, tmp_path):
    made = maker()
    made.building([room("1")], "Kantoor (vim-0007)")
    made.building([room("2")], "Loods")
    table = _buildings(made, tmp_path, ["VIM-0007", "VIM-0008"])
    assert [row["asset_codes"] for row in table.rows] == ["VIM-0007", None]
    assert "building_reference" not in [column.name for column in table.columns]
    assert "asset_codes" not in [column.name for column in _buildings(made, tmp_path, []).columns]
