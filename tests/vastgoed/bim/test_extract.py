import pytest

from vastgoed.bim import extract
from vastgoed.bim.extract import Request, extract_model


def test_large_file_is_read_without_bodies_when_every_space_states_an_area(write_model, room, monkeypatch):
    opened = []
    real = extract.open_model
    monkeypatch.setattr(extract, "open_model", lambda path, bodies: opened.append(bodies) or real(path, bodies))
    monkeypatch.setattr(extract, "CROSSCHECK_LIMIT_BYTES", 10)
    stated = extract_model(Request(str(write_model([room("1"), room("2")]))))
    assert opened == [False]
    assert [row["area_crosscheck"] for row in stated.spaces] == ["not_checked"] * 2
    opened.clear()
    missing = extract_model(Request(str(write_model([room("1"), room("2", net=None)]))))
    assert opened == [False, True]
    assert [row["area_m2"] for row in missing.spaces] == pytest.approx([20, 20])


def test_bodies_can_be_left_alone(write_model, room):
    rows = extract_model(Request(str(write_model([room("1", net=None)])), geometry="never")).spaces
    assert rows[0]["area_m2"] is None


def test_space_lost_by_the_parser_makes_totals_incomplete(write_model, room):
    rows = extract_model(Request(str(write_model([room("1")])), space_count=3))
    assert rows.model["complete"] is False
    assert "bim.parse.spaces_lost" in {finding.code for finding in rows.findings}


def test_reference_to_a_record_that_is_not_there_is_said(write_model, room):
    path = write_model([room("1"), room("2")])
    lines = path.read_bytes().splitlines(keepends=True)
    quantity = next(line for line in lines if b"=IFCQUANTITYAREA(" in line)
    path.write_bytes(path.read_bytes().replace(quantity, b""))
    assert "bim.parse.dangling_reference" in {finding.code for finding in extract_model(Request(str(path))).findings}
