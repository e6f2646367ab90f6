import pytest

from vastgoed.bim.scales import Scales
from vastgoed.bim.values import read_values


@pytest.fixture
def space(maker, room):
    made = maker()
    _building, _levels, (space,) = made.building([room("1", net=None)])
    return made, space


def test_values_with_source_and_measure(space):
    made, element = space
    made.quantities(element, {"NetFloorArea": 12.0})
    made.properties(element, {"Pset_SpaceCommon.Reference": ("IfcIdentifier", " R1 ")})
    values = {value.source: value for value in read_values(element)}
    assert values["Qto_SpaceBaseQuantities.NetFloorArea"].measure == "IfcAreaMeasure"
    assert values["Qto_SpaceBaseQuantities.NetFloorArea"].is_quantity
    assert values["Pset_SpaceCommon.Reference"].value == "R1"


def test_unit_of_the_value_itself_goes_before_that_of_the_project(space):
    made, element = space
    unit = made.make("IfcSIUnit", UnitType="AREAUNIT", Prefix="CENTI", Name="SQUARE_METRE")
    made.quantities(element, {"NetFloorArea": 120_000.0}, unit=unit)
    (value,) = read_values(element)
    assert value.area_m2(Scales(area_m2=0.09)) == pytest.approx(12.0)


def test_sets_without_a_name_do_not_overwrite_each_other(space):
    made, element = space
    made.quantities(element, {"horizontal area": 1.0}, set_name=None)
    made.quantities(element, {"horizontal area": 2.0}, set_name=None)
    assert [value.value for value in read_values(element)] == [1.0, 2.0]


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
def test_occurrence_overrides_type(maker, room, schema):
    made = maker(schema=schema)
    _building, _levels, (element,) = made.building([room("1", net=None)])
    single = [made.make("IfcPropertySingleValue", Name=n, NominalValue=made.make("IfcLabel", "type")) for n in "ab"]
    of_type = made.root("IfcPropertySet", Name="Eigen", HasProperties=single)
    kind = made.root("IfcSpaceType", Name="Kantoor", HasPropertySets=[of_type], PredefinedType="NOTDEFINED")
    made.root("IfcRelDefinesByType", RelatedObjects=[element], RelatingType=kind)
    made.properties(element, {"Eigen.a": ("IfcLabel", "own")})
    assert {value.name: value.value for value in read_values(element)} == {"a": "own", "b": "type"}


def test_complex_values_are_opened(space):
    made, element = space
    part = made.make("IfcQuantityArea", Name="NetFloorArea", AreaValue=9.0)
    whole = made.make("IfcPhysicalComplexQuantity", Name="Areas", HasQuantities=[part], Discrimination="x")
    made.define(element, made.root("IfcElementQuantity", Name="BaseQuantities", Quantities=[whole]))
    (value,) = read_values(element)
    assert (value.source, value.value) == ("BaseQuantities.Areas.NetFloorArea", 9.0)


def test_flags_texts_and_zero_are_no_numbers(space):
    made, element = space
    made.properties(
        element,
        {"A.a": ("IfcBoolean", True), "B.b": ("IfcText", "12"), "C.c": ("IfcReal", 0.0), "D.d": ("IfcText", "")},
    )
    assert [value.number() for value in read_values(element)] == [None, None, None]
