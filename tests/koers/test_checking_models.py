"""`koers vastgoed bim`: the card without a word in between, and the requirements with their reports and exit codes."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from kern.sources import data_path
from koers.app import run

MODEL = str(data_path("example", "bim", "kantoor-modern.ifc"))


@pytest.mark.parametrize("words", [[MODEL], ["toon", MODEL], ["--formaat", "json", MODEL]])
def test_the_card_needs_no_word(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["vastgoed", "bim", *words]) == 0
    assert "kantoor-modern.ifc" in capsys.readouterr().out


def test_reports_are_written_and_strict_says_three(capsys, tmp_path):
    page, issues = tmp_path / "c.html", tmp_path / "c.bcf"
    words = ["vastgoed", "bim", "controle", MODEL, "--html", str(page), "--bcf", str(issues), "--bcf-versie", "3.0"]
    assert run([*words, "--formaat", "json", "--streng"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert answer["key"] == "vastgoed.bim.controle"
    assert "K11" in page.read_text(encoding="utf-8")
    with zipfile.ZipFile(issues) as archive:
        assert any(name.endswith("viewpoint.bcfv") for name in archive.namelist())
    assert run(words) == 0


def test_a_folder_with_a_damaged_model_checks_the_other_and_says_one(capsys, tmp_path):
    shutil.copy(MODEL, tmp_path / "goed.ifc")
    whole = (tmp_path / "goed.ifc").read_bytes()
    (tmp_path / "stuk.ifc").write_bytes(whole[: len(whole) // 2])
    assert run(["--taal", "en", "vastgoed", "bim", "controle", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "goed.ifc" in out
    assert "stuk.ifc" in out


def test_an_entity_bomb_is_an_error_not_a_traceback(capsys, tmp_path):
    bomb = tmp_path / "bom.ids"
    bomb.write_text('<!DOCTYPE ids [<!ENTITY a "a">]><ids/>', encoding="utf-8")
    assert run(["vastgoed", "bim", "controle", MODEL, "--ids", str(bomb)]) == 1
    assert "DOCTYPE" in capsys.readouterr().err
    assert run(["vastgoed", "bim", "controle", str(tmp_path)]) == 2  # a folder without models


def test_two_deliveries_are_compared(capsys, tmp_path):
    page = tmp_path / "v.html"
    assert run(["--taal", "en", "vastgoed", "bim", "verschil", MODEL, MODEL, "--html", str(page)]) == 0
    assert "The two files are the same." in capsys.readouterr().out
    assert "same" in page.read_text(encoding="utf-8")
