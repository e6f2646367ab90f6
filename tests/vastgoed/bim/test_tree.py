from vastgoed.bim.tree import read_tree, unique


def test_parts_of_nested_structure(maker, room):
    made = maker()
    building, levels, spaces = made.building([room("1"), room("2", storey=1)], storeys=2)
    tree = read_tree(made.f)
    assert tree.nearest(spaces[1], "IfcBuildingStorey") == levels[1]
    assert tree.nearest(spaces[1], "IfcBuilding") == building
    assert [above.is_a() for above in tree.ancestors(spaces[0])] == [
        "IfcBuildingStorey", "IfcBuilding", "IfcSite", "IfcProject",
    ]  # fmt: skip


def test_space_contained_instead_of_aggregated_is_placed(maker, room):
    made = maker()
    _building, levels, _spaces = made.building([room("1")])
    loose = made.space(room("los"))
    made.root("IfcRelContainedInSpatialStructure", RelatedElements=[loose], RelatingStructure=levels[0])
    assert read_tree(made.f).nearest(loose, "IfcBuildingStorey") == levels[0]


def test_element_on_two_storeys_counts_on_the_lowest(maker, room):
    made = maker()
    _building, levels, _spaces = made.building([room("1")], storeys=2)
    door = made.door(levels[1])
    made.root("IfcRelContainedInSpatialStructure", RelatedElements=[door], RelatingStructure=levels[0])
    tree = read_tree(made.f)
    assert tree.place_of(door) == levels[0]
    assert tree.several_places == {door.id()}


def test_part_of_a_whole_stands_where_the_whole_stands(maker, room):
    made = maker()
    _building, levels, _spaces = made.building([room("1")])
    stair, flight = made.door(levels[0], "IfcStair"), made.root("IfcStairFlight")
    made.aggregate(stair, [flight])
    assert read_tree(made.f).place_of(flight) == levels[0]
    assert read_tree(made.f).place_of(made.root("IfcDoor")) is None


def test_each_record_once(maker, room):
    made = maker()
    _building, _levels, spaces = made.building([room("1"), room("2")])
    assert unique([*spaces, spaces[0]]) == spaces
