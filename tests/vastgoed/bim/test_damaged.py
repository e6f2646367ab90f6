"""Thirty damaged files: each says what is wrong, none stops the others, and none takes time or memory without end."""

import subprocess
import sys
from pathlib import Path

import pytest

from kern.errors import InputWrong
from kern.findings import Severity
from tools.damage_ifc import write_damaged
from vastgoed.bim import open_facts
from vastgoed.bim.extract import Request, extract_model
from vastgoed.bim.read_many import read_models
from vastgoed.bim.worker import Limits


def test_thirty_damaged_files_give_thirty_findings(write_model, room, tmp_path):
    whole = write_model([room("1"), room("2", body="brep", net=None), room("3", body="outline")], storeys=1)
    damaged = write_damaged(whole, tmp_path / "stuk", vertices=3000)
    assert len(damaged) == 30
    results = read_models([whole, *damaged], workers=2, limits=Limits(seconds=30, memory_bytes=1 << 29))
    assert results[0].error is None
    assert results[0].model is not None
    by_name = {result.path.stem: result.model for result in results if result.model is not None}
    assert not by_name["bits-tekst"].models["complete"].item()  # some names have a wrong letter: spaces are lost
    silent = []
    for result in results[1:]:
        if result.error is not None:
            assert isinstance(result.error, InputWrong)
            assert result.path.name in str(result.error)
            continue
        assert result.model is not None
        serious = [each for each in result.model.findings if each.severity is not Severity.INFO]
        if not serious:
            silent.append(result.path.stem)
    assert silent == ["reuzennet"]  # three thousand points are no giant: see below


def test_giant_body_is_said_and_not_measured(write_model, room, tmp_path, monkeypatch):
    whole = write_model([room("1", net=None), room("2")])
    (giant,) = [path for path in write_damaged(whole, tmp_path / "stuk", vertices=3000) if path.stem == "reuzennet"]
    monkeypatch.setattr(open_facts, "LARGE_RECORD_BYTES", 10_000)
    rows = extract_model(Request(str(giant)))
    assert "bim.geometry.huge" in {finding.code for finding in rows.findings}
    assert [row["area_m2"] for row in rows.spaces] == [None, pytest.approx(20)]


def test_script_writes_the_files(write_model, room, tmp_path):
    root = Path(__file__).resolve().parents[3]
    command = [
        sys.executable,
        str(root / "tools" / "damage_ifc.py"),
        str(write_model([room("1")])),
        str(tmp_path / "uit"),
    ]
    done = subprocess.run([*command, "--vertices", "100"], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 30
