"""Decisions by command: written to the workspace, loaded like any file, kept by the next plan, taken back by undo."""

import json

import pytest

from koers.app import run
from koers.workspace import create_workspace

CAPACITY = "Kwartaal;Gebouwen;VTE;Budget (euro)\n2090Q1;1;90;90000\n2090Q2;1;90;90000\n2090Q3;1;90;90000\n"
BUILDINGS = (
    "VIM gebouwcode;Naam;Beheerder;Interne vloeroppervlakte (IFA);VTE gehuisvest;Eigendomsrechten\n"
    "G1;Een;E1;1000;50;volle eigendom\nG2;Twee;E1;800;70;volle eigendom\n"
)
AREAS = "VIM gebouwcode;Functie;Oppervlakte (m2)\nG1;kantoor;1000\nG2;kantoor;800\n"
ONE_OFF = "VIM gebouwcode;Jaar;Kostenpost;Bedrag (euro)\nG1;2090;eenmalige kost;100\nG2;2090;eenmalige kost;100\n"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "werk"
    with create_workspace(place, "en") as workspace:
        files = {
            "e.csv": "Entiteitcode;Naam;OVO-code\nE1;Eerste;\n",
            "b.csv": BUILDINGS,
            "o.csv": AREAS,
            "c.csv": CAPACITY,
        }
        for name, text in (files | {"k.csv": ONE_OFF}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        loading = workspace.load([tmp_path / name for name in (*files, "k.csv")])
        assert not loading.refused
    return place


def quarters(folder, capsys, *more):
    capsys.readouterr()
    assert run(["vastgoed", "inkanteling", "plan", "-m", str(folder), "-f", "json", "-j", "2088", *more]) == 0
    blocks = json.loads(capsys.readouterr().out)["blocks"]
    table = next(block for block in blocks if block.get("key") == "vastgoed.inkanteling.plan")
    return {row["asset_code"]: row["quarter"] for row in table["rows"]}


def test_a_decision_is_kept_by_the_plan_and_taken_back_by_undo(folder, capsys):
    free = quarters(folder, capsys)
    assert free == {"G2": "2090Q1", "G1": "2090Q2"}
    fix = ["vastgoed", "inkanteling", "vast", "G2", "2090K3", "-m", str(folder), "--door", "board", "--reden", "=move"]
    assert run(fix) == 0
    assert "koers invoer --ongedaan" in capsys.readouterr().err
    assert quarters(folder, capsys) == {"G1": "2090Q1", "G2": "2090Q3"}
    assert "'=move" in next((folder / "besluiten").glob("*.csv")).read_text(encoding="utf-8")
    assert run(["vastgoed", "inkanteling", "los", "G2", "-m", str(folder), "--door", "board", "--reden", "x"]) == 0
    assert quarters(folder, capsys) == free
    assert run(["invoer", "--ongedaan", "-m", str(folder)]) == 0
    assert quarters(folder, capsys)["G2"] == "2090Q3"


def test_a_kept_plan_is_minded_and_its_name_is_taken(folder, capsys):
    assert quarters(folder, capsys, "--bewaar", "P1") == quarters(folder, capsys)
    capsys.readouterr()
    assert run(["vastgoed", "inkanteling", "plan", "-m", str(folder), "-j", "2088", "--bewaar", "P1"]) == 2
    assert "There is a plan P1 already" in capsys.readouterr().err
    assert run(["vastgoed", "inkanteling", "plan", "-m", str(folder), "--zonder", "E9"]) == 2
    assert "There is no entity E9. Known: E1." in capsys.readouterr().err


def test_the_picture_is_written_in_the_form_its_name_asks(folder, capsys, tmp_path):
    for ending, begin in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        quarters(folder, capsys, "--beeld", str(tmp_path / f"plan.{ending}"))
        assert (tmp_path / f"plan.{ending}").read_bytes().startswith(begin)
    assert run(["vastgoed", "inkanteling", "plan", "-m", str(folder), "-j", "2088", "--beeld", "plan.gif"]) == 2
    assert ".png, .svg, .pdf" in capsys.readouterr().err


def test_without_costs_there_is_nothing_to_freeze_and_it_is_said(folder, capsys):
    assert run(["vastgoed", "inkanteling", "nulmeting", "E1", "-m", str(folder), "--door", "board"]) == 0
    assert "nothing to freeze: G1, G2" in capsys.readouterr().err
