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
