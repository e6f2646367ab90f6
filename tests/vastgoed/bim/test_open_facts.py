import pytest

from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.open_facts import check_text, open_facts
from vastgoed.bim.step_model import StepModel


def _codes(path):
    return {finding.code for finding in extract_model(Request(str(path))).findings}


def test_text_that_cannot_be_followed_goes_to_the_library(write_model, room):
    path = write_model([room("1"), room("2")])
    plain = extract_model(Request(str(path), details=True))
    path.write_bytes(path.read_bytes().replace(b"DATA;\n", b"DATA;\n/* gemaakt met zorg */\n"))
    model = open_facts(str(path), "IFC4")
    assert not isinstance(model, StepModel)
    assert check_text(model, str(path), 2) == []
    other = extract_model(Request(str(path), details=True))
    assert (other.spaces, other.model, other.details) == (plain.spaces, plain.model, plain.details)


def test_byte_that_cannot_be_and_record_of_another_version_are_said(write_model, room):
    path = write_model([room("1")])
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"=IFCSITE(", b"=IFC\xd3ITE("))
    assert "bim.parse.damaged_text" in _codes(path)
    path.write_bytes(whole.replace(b"ENDSEC;\nEND-ISO", b"#99999=IFCROAD($);\nENDSEC;\nEND-ISO"))
    assert "bim.schema.misdeclared" in _codes(path)


def test_records_as_long_as_in_another_version_betray_a_wrong_header(maker, room, tmp_path):
    made = maker()
    _building, storeys, _spaces = made.building([room("1")])
    made.door(storeys[0], OverallWidth=0.9)
    path = made.write(tmp_path / "a.ifc")
    path.write_bytes(path.read_bytes().replace(b"FILE_SCHEMA(('IFC4'))", b"FILE_SCHEMA(('IFC2X3'))"))
    found = {finding.code: finding for finding in extract_model(Request(str(path), schema="IFC2X3")).findings}
    assert found["bim.schema.misdeclared"].evidence["other"] == "IFC4"
    assert "IFCDOOR" in str(found["bim.schema.misdeclared"].evidence["names"])
    assert "bim.parse.damaged_record" not in found


@pytest.mark.parametrize(("doors", "lost"), [(1, 1), (3, 3)])
def test_a_record_that_lost_values_is_damaged_and_no_other_version(maker, room, tmp_path, doors, lost):
    made = maker()
    _building, storeys, _spaces = made.building([room("1")])
    for _door in range(doors):
        made.door(storeys[0], OverallWidth=0.9)
    path = made.write(tmp_path / "a.ifc")
    door = next(line for line in path.read_bytes().splitlines() if b"=IFCDOOR(" in line)
    shorter = door.rsplit(b",", lost)[0] + b");"  # with three less it is as long as a door of IFC2X3
    path.write_bytes(path.read_bytes().replace(door, shorter))
    codes = _codes(path)
    assert "bim.parse.damaged_record" in codes
    assert "bim.schema.misdeclared" not in codes
