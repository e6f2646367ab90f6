import pytest

from vastgoed.bim.extract import Request, extract_model


def coverage(made, path):
    return extract_model(Request(str(made.write(path)), details=True)).details["coverage"][0]


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3"])
def test_material_of_the_type_counts_and_so_does_a_stated_volume(maker, room, tmp_path, schema):
    made = maker(schema=schema)
    _building, (storey,), _spaces = made.building([room("1")])
    own, typed, bare = (made.door(storey, "IfcWall") for _number in range(3))
    kind = made.root("IfcWallType", Name="Wand", PredefinedType="STANDARD")
    made.root("IfcRelDefinesByType", RelatedObjects=[typed], RelatingType=kind)
    brick = made.make("IfcMaterial", Name="Baksteen")
    made.root("IfcRelAssociatesMaterial", RelatedObjects=[own, kind], RelatingMaterial=brick)
    for wall, volume in ((own, 2.5), (bare, 0.0)):
        quantity = made.make("IfcQuantityVolume", Name="NetVolume", VolumeValue=volume)
        made.define(wall, made.root("IfcElementQuantity", Name="Qto_WallBaseQuantities", Quantities=[quantity]))
    row = coverage(made, tmp_path / "a.ifc")
    assert (row["element_count"], row["with_material_count"], row["with_volume_count"]) == (3, 2, 1)
    assert row["with_material_and_volume_count"] == 1


def test_whole_of_counted_parts_is_left_out(maker, room, tmp_path):
    made = maker()
    _building, (storey,), _spaces = made.building([room("1")])
    stair = made.door(storey, "IfcStair")
    made.aggregate(stair, [made.root("IfcStairFlight")])
    assert coverage(made, tmp_path / "a.ifc")["element_count"] == 1


def test_classification_and_its_system_are_counted(maker, room, tmp_path):
    made = maker(schema="IFC2X3")
    _building, (storey,), _spaces = made.building([room("1")])
    door, _other = made.door(storey), made.door(storey)
    system = made.make("IfcClassification", Source="BB/SfB", Edition="2", Name="NL/SfB")
    reference = made.make("IfcClassificationReference", ItemReference="31.1", Name="Deur", ReferencedSource=system)
    made.root("IfcRelAssociatesClassification", RelatedObjects=[door], RelatingClassification=reference)
    row = coverage(made, tmp_path / "a.ifc")
    assert (row["with_classification_count"], row["classification_systems"]) == (1, "NL/SfB")
