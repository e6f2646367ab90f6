import ifcopenshell
import ifcopenshell.util.element
import pytest

from vastgoed.bim.detail_columns import BIM_ELEMENT, BIM_ELEMENT_VALUE
from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.read_ifc import read_model


def read(made, path):
    return extract_model(Request(str(made.write(path)), details=True)).details


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4"])
@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_door_is_in_metres_in_any_unit_and_schema(maker, room, tmp_path, schema, unit):
    made = maker(schema=schema, unit=unit)
    _building, (storey,), _spaces = made.building([room("1")])
    door = made.door(storey, OverallWidth=0.93 * made.per_metre, OverallHeight=2.1 * made.per_metre)
    made.properties(door, {"Pset_DoorCommon.HandicapAccessible": ("IfcBoolean", True)})
    made.properties(door, {"Maten.Vrije doorgang": ("IfcPositiveLengthMeasure", 0.85 * made.per_metre)})
    details = read(made, tmp_path / "a.ifc")
    (row,) = details["elements"]
    assert (row["kind"], row["storey_step_id"]) == ("door", storey.id())
    assert [row["width_m"], row["height_m"], row["clear_width_m"]] == pytest.approx([0.93, 2.1, 0.85])
    assert (row["width_m_source"], row["clear_width_m_source"]) == ("OverallWidth", "Maten.Vrije doorgang")
    assert row["is_handicap_accessible"] is True
    values = {each["value_name"]: each for each in details["element_values"]}
    assert values["OverallWidth"]["number"] == pytest.approx(0.93)
    assert (values["Vrije doorgang"]["unit"], values["Vrije doorgang"]["source"]) == ("m", "property")


def test_zero_and_the_name_of_the_field_are_no_values(maker, room, tmp_path):
    made = maker()
    _building, (storey,), _spaces = made.building([room("1")])
    door = made.door(storey)
    made.properties(door, {"Pset_DoorCommon.FireRating": ("IfcLabel", "Inside door: Fire Rating")})
    made.properties(door, {"Pset_DoorCommon.ThermalTransmittance": ("IfcThermalTransmittanceMeasure", 0.0)})
    (row,) = read(made, tmp_path / "a.ifc")["elements"]
    assert (row["fire_rating"], row["u_value_w_per_m2k"], row["width_m"]) == (None, None, None)


@pytest.mark.parametrize("unit", ["m", "mm"])
def test_risers_written_in_feet_are_recognised(maker, room, tmp_path, unit):
    made = maker(unit=unit)
    _building, (storey,), _spaces = made.building([room("1")])
    made.door(storey, "IfcStairFlight", RiserHeight=0.6357, TreadLength=0.8202)
    (row,) = read(made, tmp_path / "a.ifc")["elements"]
    assert [row["riser_height_m"], row["tread_length_m"]] == pytest.approx([0.1938, 0.25], abs=1e-4)
    assert row["riser_height_m_source"] == "RiserHeight (feet)"


def test_slope_is_in_degrees_from_radians_and_from_a_ratio(maker, room, tmp_path):
    made = maker()
    _building, (storey,), _spaces = made.building([room("1")])
    for measure, value in (("IfcPlaneAngleMeasure", 0.0599), ("IfcRatioMeasure", 0.06)):
        ramp = made.door(storey, "IfcRampFlight")
        made.properties(ramp, {"Pset_RampFlightCommon.Slope": (measure, value)})
    slopes = [row["slope_degrees"] for row in read(made, tmp_path / "a.ifc")["elements"]]
    assert slopes == pytest.approx([3.434, 3.434], abs=0.01)


def test_escalator_is_no_lift(maker, room, tmp_path):
    made = maker()
    _building, (storey,), _spaces = made.building([room("1")])
    made.door(storey, "IfcTransportElement", PredefinedType="ESCALATOR")
    lift = made.door(storey, "IfcTransportElement", PredefinedType="ELEVATOR")
    made.properties(lift, {"Pset_TransportElementElevator.ClearWidth": ("IfcPositiveLengthMeasure", 1.1)})
    (row,) = read(made, tmp_path / "a.ifc")["elements"]
    assert (row["kind"], row["clear_width_m"]) == ("lift", 1.1)


def test_frames_come_only_when_asked_for(write_model, room):
    path = write_model([room("1")])
    assert read_model(path).details == {}
    details = read_model(path, details=True).details
    assert dict(details["elements"].schema) == BIM_ELEMENT
    assert dict(details["element_values"].schema) == BIM_ELEMENT_VALUE


@pytest.mark.parametrize("name", ["fzk-haus-ac20-ifc4", "largebuilding-bimwhale", "office-a-nibs"])
def test_doors_of_a_real_model_are_those_of_the_library(sample, name):
    path = sample(name)
    doors = extract_model(Request(str(path), geometry="never", details=True)).details["elements"]
    opened = ifcopenshell.open(str(path))
    scale = 0.001 if name == "largebuilding-bimwhale" else 1.0
    for row in (row for row in doors if row["kind"] == "door"):
        door = opened.by_id(row["element_step_id"])
        assert row["width_m"] == pytest.approx(door.OverallWidth * scale)
        sets = ifcopenshell.util.element.get_psets(door)
        assert row["is_external"] == sets.get("Pset_DoorCommon", {}).get("IsExternal")
