import pytest

from vastgoed.bim.read_ifc import read_model


def test_counts_of_doors_windows_stairs_ramps_and_lifts(maker, room, tmp_path):
    made = maker()
    building, levels, _spaces = made.building([room("1")], storeys=2)
    for kind in ("IfcDoor", "IfcDoor", "IfcWindow", "IfcStair", "IfcRamp"):
        made.door(levels[0], kind)
    made.door(building, "IfcTransportElement", PredefinedType="ELEVATOR")
    made.door(levels[1], "IfcTransportElement", PredefinedType="ESCALATOR")
    made.door(levels[1], "IfcDoor")
    model = read_model(made.write(tmp_path / "a.ifc"))
    counts = ["door_count", "window_count", "stair_count", "ramp_count", "lift_count"]
    assert model.models.select(counts).row(0) == (3, 1, 1, 1, 1)
    assert model.buildings.select(counts).row(0) == (3, 1, 1, 1, 1)
    assert model.storeys["door_count"].to_list() == [2, 1]


def test_lift_in_the_oldest_schema(maker, room, tmp_path):
    made = maker(schema="IFC2X3")
    _building, levels, _spaces = made.building([room("1")])
    made.door(levels[0], "IfcTransportElement", OperationType="ELEVATOR")
    assert read_model(made.write(tmp_path / "a.ifc")).models["lift_count"].item() == 1


def test_names_codes_and_address_of_a_building(maker, room, tmp_path):
    made = maker()
    address = made.make(
        "IfcPostalAddress", AddressLines=["Enter address here", "Kerkstraat 1"], PostalCode="9000", Town="Gent"
    )
    building, _levels, _spaces = made.building([room("1")], name="Ellips", BuildingAddress=address)
    made.properties(building, {"Pset_BuildingCommon.BuildingID": ("IfcIdentifier", "VIM-0007")})
    row = read_model(made.write(tmp_path / "a.ifc")).buildings.row(0, named=True)
    assert row["building_name"] == "Ellips"
    assert row["building_reference"] == "VIM-0007 | Terrein | Proef"
    assert row["address"] == "Kerkstraat 1, 9000 Gent"
    assert row["asset_code"] is None


def test_stated_areas_of_storeys_and_building(maker, room, tmp_path):
    made = maker(unit="mm", area_unit="mm2")
    building, levels, _spaces = made.building([room("1")], storeys=2)
    made.quantities(building, {"GrossFloorArea": 55.0, "NetFloorArea": 48.0}, "Qto_BuildingBaseQuantities")
    made.quantities(levels[0], {"GrossFloorArea": 30.0}, "Qto_BuildingStoreyBaseQuantities")
    row = read_model(made.write(tmp_path / "a.ifc")).buildings.row(0, named=True)
    assert (row["stated_gross_area_m2"], row["stated_net_area_m2"]) == pytest.approx((55.0, 48.0))
    assert row["storeys_gross_area_m2"] == pytest.approx(30.0)
