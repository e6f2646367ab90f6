import pytest

from vastgoed.bim import extract
from vastgoed.bim.extract import Request, extract_model


def test_library_opens_a_file_only_for_a_body_that_needs_a_mesh(write_model, room, monkeypatch):
    opened = []
    real = extract.open_model
    monkeypatch.setattr(extract, "open_model", lambda path, bodies: opened.append(bodies) or real(path, bodies))
    monkeypatch.setattr(extract, "CROSSCHECK_LIMIT_BYTES", 10)
    stated = extract_model(Request(str(write_model([room("1"), room("2")]))))
    assert [row["area_crosscheck"] for row in stated.spaces] == ["not_checked"] * 2
    outline = extract_model(Request(str(write_model([room("1"), room("2", net=None)]))))
    assert [row["area_m2"] for row in outline.spaces] == pytest.approx([20, 20])
    assert opened == []
    faces = extract_model(Request(str(write_model([room("1"), room("2", net=None, body="brep")]))))
    assert opened == [True]
    assert [row["area_method"] for row in faces.spaces] == ["stated_quantity", "mesh"]


def test_bodies_can_be_left_alone(write_model, room):
    rows = extract_model(Request(str(write_model([room("1", net=None)])), geometry="never")).spaces
    assert rows[0]["area_m2"] is None


def test_space_that_cannot_be_read_makes_totals_incomplete(write_model, room):
    path = write_model([room("1"), room("2")])
    lines = path.read_bytes().splitlines(keepends=True)
    space = next(line for line in lines if b"=IFCSPACE(" in line)
    path.write_bytes(path.read_bytes().replace(space, space.replace(b",$", b",}", 1)))
    rows = extract_model(Request(str(path)))
    assert rows.model["complete"] is False
    assert {"bim.parse.spaces_lost", "bim.parse.damaged_record"} <= {finding.code for finding in rows.findings}


def test_reference_to_a_record_that_is_not_there_is_said(write_model, room):
    path = write_model([room("1"), room("2")])
    lines = path.read_bytes().splitlines(keepends=True)
    quantity = next(line for line in lines if b"=IFCQUANTITYAREA(" in line)
    path.write_bytes(path.read_bytes().replace(quantity, b""))
    assert "bim.parse.dangling_reference" in {finding.code for finding in extract_model(Request(str(path))).findings}
