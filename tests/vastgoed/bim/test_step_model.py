"""A model over its text says the same as the library, record by record."""

import random

import ifcopenshell
import pytest

from vastgoed.bim.step_model import StepRecord, StepValue, open_step

BACK = (
    "IsDefinedBy", "IsTypedBy", "ContainedInStructure", "Decomposes", "IsDecomposedBy", "HasAssociations",
    "HasOpenings", "FillsVoids", "ProvidesBoundaries", "BoundedBy",
)  # fmt: skip
DERIVED = ("IfcSIUnit", "IfcOrientedEdge", "IfcGeometricRepresentationSubContext")
SAMPLES = (
    "duplex-electrical-feet", "duplex-georeferenced-be", "example-hom", "fzk-haus-ac20-ifc4", "largebuilding-bimwhale",
    "office-a-nibs", "schependomlaan-houten-kozijnen", "tallbuilding-bimwhale", "testmodel-ifc4add2",
)  # fmt: skip


def _plain(value):
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, StepValue) or (hasattr(value, "wrappedValue") and value.id() == 0):
        return value.is_a(), _plain(value.wrappedValue)
    if isinstance(value, StepRecord | ifcopenshell.entity_instance):
        return value.is_a(), value.id()
    return value


def _back(record, name):
    try:
        return sorted(each.id() for each in getattr(record, name))
    except AttributeError:
        return None


@pytest.mark.parametrize("name", SAMPLES)
def test_records_are_those_of_the_library(sample, name):
    path = sample(name)
    library = ifcopenshell.open(str(path))
    model = open_step(path, library.schema_identifier)
    numbers = [record.id() for record in library]
    assert model.index.ids.tolist() == sorted(numbers)
    assert (model.index.dangling_count, model.index.damaged_count, model.unknown_names) == (0, 0, [])
    for number in random.Random(1).sample(numbers, min(len(numbers), 1500)):
        theirs, ours = library.by_id(number), model.by_id(number)
        assert ours.is_a() == theirs.is_a()
        assert len(ours) == len(theirs)
        if theirs.is_a() not in DERIVED:
            assert [_plain(ours[place]) for place in range(len(theirs))] == [_plain(value) for value in theirs]
    for kind in ("IfcSpace", "IfcDoor", "IfcWall", "IfcBuildingStorey", "IfcTypeObject"):
        both = library.by_type(kind), model.by_type(kind)
        assert sorted(each.id() for each in both[0]) == [each.id() for each in both[1]]
        for theirs in both[0][:15]:
            for name in BACK:
                assert _back(model.by_id(theirs.id()), name) == _back(theirs, name)
    assert not model.damaged


def test_record_is_asked_by_name_place_and_kind(write_model, room):
    model = open_step(write_model([room("1")]), "IFC4")
    (space,) = model.by_type("ifcspace")
    assert (space.is_a("IfcSpatialElement"), space.is_a("IfcWall"), space.Name, space[2]) == (True, False, "1", "1")
    assert space.Decomposes[0].RelatingObject.is_a() == "IfcBuildingStorey"
    assert space == model.by_id(space.id())
    assert hash(space) == hash(model.by_id(space.id()))
    with pytest.raises(AttributeError):
        _ = space.Onzin
    with pytest.raises(IndexError):
        _ = space[99]
    with pytest.raises(RuntimeError, match="IfcRoad"):
        model.by_type("IfcRoad")
    assert model.by_id(10**9) is None


def test_damaged_record_is_left_out_and_remembered(write_model, room):
    path = write_model([room("1"), room("2")])
    first = next(line for line in path.read_bytes().splitlines(keepends=True) if b"=IFCSPACE(" in line)
    path.write_bytes(path.read_bytes().replace(first, first.replace(b"'1'", b"'1")))
    model = open_step(path, "IFC4")
    assert [space.Name for space in model.by_type("IfcSpace")] == ["2"]
    assert len(model.damaged) == 1
    assert all(part is not None for each in model.by_type("IfcRelAggregates") for part in each.RelatedObjects)
