import pytest

from vastgoed.bim.type_objects import types_of


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
def test_type_of_an_element_in_any_schema(maker, room, schema):
    made = maker(schema=schema)
    _building, _levels, (space,) = made.building([room("1", net=None)])
    assert types_of(space) == []
    kind = made.root("IfcSpaceType", Name="Kantoor", PredefinedType="NOTDEFINED")
    made.root("IfcRelDefinesByType", RelatedObjects=[space], RelatingType=kind)
    assert [each.Name for each in types_of(space)] == ["Kantoor"]
