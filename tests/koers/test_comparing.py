"""Two extracts side by side, with the energy of a workspace."""

import json
from datetime import date
from pathlib import Path

import pytest

from koers.app import run
from koers.comparing import compare_extracts
from koers.workspace import create_workspace

HEAD = "VIM gebouwcode;Naam;Beheerder;Functie gebouw;Bouwjaar;Bruto vloeroppervlakte (BVO);Geldig van;Geldig tot\n"
BOTH = "GB-1;Huis;ENT1;Kantoor;1990;1000;1-1-2010;{until}\nGB-2;Hal;ENT1;Kantoor;1995;400;1-1-2010;\n"
FILES = {
    "e.csv": "Entiteitcode;Naam;OVO-code;KBO-nummer\nENT1;Dienst;;\n",
    "old.csv": HEAD + BOTH.format(until=""),
    "new.csv": HEAD + BOTH.format(until="1-7-2024"),
    "i.csv": "Objectcode;Energiedrager;Periode van;Periode tot;Hoeveelheid;Eenheid\n"
    "GB-1;elektriciteit;1-1-2023;1-1-2024;5000;kWh\nGB-2;elektriciteit;1-1-2023;1-1-2024;700;kWh\n"
    "GB-2;elektriciteit;1-1-2024;1-1-2025;710;kWh\n",
}
EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example" / "vastgoed"
DAYS = (date(2023, 12, 31), date(2024, 12, 31))


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def lines(section):
    return next(block for block in section.blocks if block.key == "vastgoed.verschil.lijst").rows


def test_what_left_takes_its_energy_along(folder):
    with create_workspace(folder / "w") as workspace:
        loading = workspace.load([folder / name for name in ("e.csv", "new.csv", "i.csv")])
        assert not loading.refused, [str(item.error) for item in loading.refused]
        assert loading.quarantine.is_empty(), loading.quarantine.to_dicts()
        section = compare_extracts(folder / "old.csv", folder / "new.csv", *DAYS, workspace)
    assert [(row["before"], row["effect_m2"], row["effect_kwh"]) for row in lines(section)] == [
        ("GB-1", -1000.0, pytest.approx(-5000.0, rel=0.01))
    ]


def test_without_a_workspace_energy_is_left_out(folder):
    section = compare_extracts(folder / "old.csv", folder / "new.csv", *DAYS)
    assert [row["effect_m2"] for row in lines(section)] == [-1000.0]
    assert "effect_kwh" not in [column.name for column in section.blocks[1].columns]


def test_the_command_compares_the_extracts_of_the_example(capsys):
    old, new = EXAMPLE / "oude-uitvoer-2019.csv", EXAMPLE / "vastgoeddatabank-2025.xlsx"
    words = ["vastgoed", "verschil", str(old), str(new)]
    assert run([*words, "--dag-voor", "31-12-2019", "--formaat", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["blocks"]
    assert run(words) == 2
    assert "--dag-voor" in capsys.readouterr().err
