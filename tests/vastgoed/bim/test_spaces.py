import pytest

from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.worker import Worker


@pytest.fixture(scope="module")
def worker():
    with Worker() as shared:
        yield shared


def _counted(model):
    return dict(model.spaces.select("space_name", "counted_reason").iter_rows())


def test_space_outside_is_not_counted(write_model, room, worker):
    outside = room("terras", attributes={"PredefinedType": "EXTERNAL"})
    by_property = room("balkon", properties={"Pset_SpaceCommon.IsExternal": ("IfcBoolean", True)})
    model = read_model(write_model([room("1"), outside, by_property]), worker=worker)
    assert _counted(model) == {"1": "counted", "terras": "external", "balkon": "external"}
    assert model.buildings.select("space_count", "counted_space_count", "space_area_m2").row(0) == (3, 1, 20.0)


def test_space_outside_in_the_oldest_schema(write_model, room, worker):
    outside = room("terras", attributes={"InteriorOrExteriorSpace": "EXTERNAL"})
    model = read_model(write_model([room("1"), outside], schema="IFC2X3"), worker=worker)
    assert _counted(model) == {"1": "counted", "terras": "external"}


def test_gross_area_space_over_the_rooms_is_kept_apart(write_model, room, worker):
    whole = room("BVO", 10, 5, attributes={"PredefinedType": "GFA"})
    model = read_model(write_model([room("1"), room("2"), whole]), worker=worker)
    building = model.buildings.row(0, named=True)
    assert (building["space_area_m2"], building["gross_room_area_m2"]) == (40.0, 50.0)


@pytest.mark.parametrize(("net", "area"), [(40.0, 40.0), (None, 30.0)])
def test_parts_of_a_space_and_their_whole_count_once(maker, room, tmp_path, worker, net, area):
    made = maker()
    _building, _levels, (whole,) = made.building([room("zaal", net=net, body=None)])
    made.aggregate(whole, [made.space(room("zaal-a", net=20.0)), made.space(room("zaal-b", net=10.0))])
    model = read_model(made.write(tmp_path / "a.ifc"), worker=worker)
    assert model.buildings["space_area_m2"].item() == area
    assert model.buildings["space_area_covered_share"].item() == 1.0


def test_copied_space_counts_once_and_another_with_its_guid_counts(write_model, room, worker):
    guid = "0BTBFw6f90Nfh9rP1dlXr2"
    rooms = [room("1", guid=guid), room("1", guid=guid), room("2", guid=guid)]
    model = read_model(write_model(rooms), worker=worker)
    assert model.spaces["counted_reason"].to_list() == ["counted", "duplicate", "counted"]
    assert {"bim.space.duplicate", "bim.guid.duplicate"} <= {finding.code for finding in model.findings}


def test_names_category_and_classification(maker, room, tmp_path, worker):
    made = maker()
    properties = {
        "Pset_SpaceOccupancyRequirements.OccupancyType": ("IfcLabel", "Kantoor"),
        "Other.Category": ("IfcLabel", "Rooms"),
    }
    _b, _l, (space,) = made.building([room(" A.01\n", properties=properties, attributes={"LongName": "Bureau"})])
    system = made.make("IfcClassification", Name="NL-SfB")
    reference = made.make("IfcClassificationReference", Identification="(90)", Name="terrein", ReferencedSource=system)
    made.root("IfcRelAssociatesClassification", RelatedObjects=[space], RelatingClassification=reference)
    row = read_model(made.write(tmp_path / "a.ifc"), worker=worker).spaces.row(0, named=True)
    assert (row["space_name"], row["space_long_name"], row["category"]) == ("A.01", "Bureau", "Kantoor")
    assert row["classification"] == "(90) terrein"


def test_every_area_is_kept_with_the_chosen_one_marked(write_model, room, worker):
    model = read_model(write_model([room("1", gross=22.0)]), worker=worker)
    rows = model.area_values.select("area_source", "area_m2", "chosen").rows()
    assert rows == [
        ("Qto_SpaceBaseQuantities.NetFloorArea", 20.0, True),
        ("Qto_SpaceBaseQuantities.GrossFloorArea", 22.0, False),
        ("profile", 20.0, False),
    ]
    assert model.spaces.select("stated_net_area_m2", "stated_gross_area_m2").row(0) == (20.0, 22.0)


def test_space_without_storey_or_building_goes_to_the_only_building(maker, room, tmp_path, worker):
    made = maker()
    made.building([room("1")])
    made.space(room("los"))
    model = read_model(made.write(tmp_path / "a.ifc"), worker=worker)
    assert model.buildings["space_count"].item() == 2
    assert "bim.tree.orphan" in {finding.code for finding in model.findings}


@pytest.mark.parametrize(("body", "area_m2"), [("rectangle", 20.0), (None, None)])
def test_an_area_below_zero_is_said_and_not_used(write_model, room, worker, body, area_m2):
    model = read_model(write_model([room("1", net=-8.0, body=body), room("2", net=0.0)]), worker=worker)
    assert model.spaces["area_m2"].to_list() == [area_m2, 20.0]
    (said,) = [finding for finding in model.findings if finding.code == "bim.area.negative"]
    assert (said.evidence["count"], said.evidence["spaces"]) == (1, "1")


def test_a_body_that_gives_no_area_is_not_called_absent(maker, room, tmp_path, worker):
    made = maker()
    _building, _levels, spaces = made.building([room("1", net=None, body="brep"), room("2", net=None, body=None)])
    one, other = (made.make("IfcLocalPlacement", RelativePlacement=made.place.RelativePlacement) for _ in range(2))
    one.PlacementRelTo, other.PlacementRelTo = other, one
    spaces[0].ObjectPlacement = one
    model = read_model(made.write(tmp_path / "model.ifc"), worker=worker)
    said = {finding.code: finding.evidence["spaces"] for finding in model.findings if "spaces" in finding.evidence}
    assert said == {"bim.area.unmeasured": "1", "bim.area.missing": "2"}
