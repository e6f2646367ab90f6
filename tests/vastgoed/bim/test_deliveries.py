"""Two deliveries side by side: matched by GlobalId, else by storey and name, and each change said once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vastgoed.bim.deliveries import (
    SPACE_FACTS,
    Change,
    Delivery,
    Fact,
    compare_materials,
    compare_storeys,
    match_elements,
)
from vastgoed.bim.deliveries_section import KEY, difference_of_deliveries
from vastgoed.bim.materials.read import read_materials
from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.worker import Worker

FACTS = (Fact("area_m2", 0.01),)


def row(guid, name="1", storey="0", area=10.0):
    return {"guid": guid, "storey": storey, "name": name, "area_m2": area, "size": area}


def test_new_gone_and_changed_are_told_apart():
    matched = match_elements([row("a"), row("b", "2")], [row("a", area=12.0), row("c", "3")], FACTS)
    assert [(each["change"], each["guid"]) for each in matched.changes] == [
        (Change.REMOVED, "b"),
        (Change.ADDED, "c"),
        (Change.CHANGED, "a"),
    ]
    assert (matched.same, matched.by_guid) == (1, 1)


def test_new_guids_are_matched_by_storey_and_name_and_counted():
    matched = match_elements([row("a"), row("b", "2")], [row("x"), row("y", "2")], FACTS)
    assert (matched.changes, matched.same, matched.by_guid) == ([], 2, 0)


def test_names_that_stand_twice_match_nothing():
    matched = match_elements([row("a", "gang"), row("b", "gang")], [row("x", "gang"), row("y", "gang")], FACTS)
    assert [matched.count(change) for change in Change] == [2, 2, 0]


rows = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("123"), st.floats(1, 99)), max_size=8).map(
    lambda made: [row(guid, name, area=area) for guid, name, area in made]
)


@settings(max_examples=60)
@given(rows, rows)
def test_every_element_is_matched_once_or_came_or_went(before, after):
    matched = match_elements(before, after, FACTS)
    assert matched.same + matched.count(Change.REMOVED) == len(before)
    assert matched.same + matched.count(Change.ADDED) == len(after)
    assert match_elements(before, before, FACTS).count(Change.CHANGED) == 0


@pytest.fixture
def deliveries(tmp_path, maker, room):
    """Two deliveries: a space grew, one went, a door got wider, a wall another material; another schema and unit."""

    def write(name, schema, unit, area, rooms, width, material):
        made = maker(schema=schema, unit=unit)
        _building, storeys, _spaces = made.building(
            [room(number, net=area, guid=f"000000000000000000000{number}") for number in rooms]
        )
        made.door(storeys[0], OverallWidth=width * made.per_metre, GlobalId="0000000000000000000009")
        wall = made.root("IfcWall", Name="muur")
        made.root(
            "IfcRelAssociatesMaterial", RelatedObjects=[wall], RelatingMaterial=made.make("IfcMaterial", Name=material)
        )
        path = made.write(tmp_path / name)
        with Worker() as worker:
            model = read_model(path, name, details=True, worker=worker)
            materials, _findings = read_materials(path, name, worker=worker)
        return Delivery(name, model, materials)

    before = write("voor.ifc", "IFC2X3", "mm", 20.0, "12", 0.9, "Beton")
    return before, write("na.ifc", "IFC4", "m", 21.0, "1", 1.0, "Hout")


def test_deliveries_in_other_schema_and_unit_differ_only_in_what_changed(deliveries):
    section = difference_of_deliveries(*deliveries)
    tables = {block.key: block.rows for block in section.blocks}
    facts = [(each["change"], each["fact"], each["before"], each["after"]) for each in tables[f"{KEY}.ruimten"]]
    assert facts == [("gone", None, "20.00", None), ("changed", "area (m²)", "20.00", "21.00")]
    assert [(each["fact"], each["before"], each["after"]) for each in tables[f"{KEY}.deuren"]] == [
        ("width (m)", "0.900", "1.000")
    ]
    assert [each["material_name"] for each in tables[f"{KEY}.materialen"]] == ["Beton", "Hout"]
    assert section.message.startswith("Spaces: 0 new, 1 gone, 1 changed; doors: 0 new, 0 gone, 1 changed.")


def test_a_delivery_beside_itself_has_no_changes(deliveries):
    before, _after = deliveries
    section = difference_of_deliveries(before, before)
    assert section.message == "The two files are the same."
    assert {block.key for block in section.blocks} == {f"{KEY}.totalen", f"{KEY}.verdiepingen"}
    assert compare_materials(before.materials, before.materials).is_empty()
    assert all(each["difference"] in (0.0, None) for each in compare_storeys(before.model, before.model))
    assert {fact.column for fact in SPACE_FACTS} >= {"area_m2", "name", "storey"}
