"""From an unknown file to stored readings: propose, save, load, and load again."""

import tomllib

import pytest

from koers.app import run
from koers.series_mappings import series_mappings
from koers.workspace import create_workspace, find_workspace

ROWS = [
    f"{month:02d}/{day:02d}/2025 {hour:02d}:00,{hour + day / 100:.2f}"
    for month in (1,)
    for day in (13, 14)
    for hour in range(24)
]
TEXT = "Énergie,v1\nTime start,Consumption (MWh)\n" + "\n".join(ROWS) + "\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KOERS_MAP", str(tmp_path / "w"))
    create_workspace(tmp_path / "w", language="en").close()
    (tmp_path / "ems.csv").write_bytes(TEXT.encode("latin-1"))
    return tmp_path


def readings():
    with find_workspace(None) as workspace:
        return workspace.series("readings").collect()


def test_the_proposal_is_toml_and_stores_nothing(folder, capsys):
    assert run(["laad", "--toon-kaart", str(folder / "ems.csv")]) == 0
    lines = capsys.readouterr().out
    layout = tomllib.loads(lines)["kaart"]["energy.series"]["ems"]
    assert (layout["codering"], layout["datumvorm"], layout["eenheid"]) == ("windows-1252", "maand-dag-jaar", "MWh")
    assert layout["kolommen"] == {"Time start": "moment", "Consumption (MWh)": "quantity"}
    assert lines.count("13-01-2025 0") >= 9
    assert readings().is_empty()


def test_saved_lines_load_the_file_and_loading_again_changes_nothing(folder, capsys):
    path = str(folder / "ems.csv")
    assert run(["laad", path]) == 1
    assert run(["laad", "--bewaar-kaart", path]) == 0
    assert run(["laad", path]) == 0
    first = readings()
    assert first["consumption_kwh"].sum() == pytest.approx(1000 * sum(float(row.split(",")[1]) for row in ROWS))
    assert set(first["meter"]) == {"ems"}
    (folder / "halves").mkdir()
    head, rows = TEXT.splitlines()[:2], TEXT.splitlines()[2:]
    (folder / "halves" / "a.csv").write_bytes(("\n".join([*head, *rows[30:]]) + "\n").encode("latin-1"))
    (folder / "halves" / "b.csv").write_bytes(("\n".join([*head, *reversed(rows[:30])]) + "\n").encode("latin-1"))
    assert run(["laad", str(folder / "halves")]) == 0
    again = readings()
    keys = ["start_utc", "consumption_kwh"]
    assert again.select(keys).sort(keys).equals(first.select(keys).sort(keys))


def test_a_known_file_needs_no_mapping(folder, capsys):
    known = folder / "meters.csv"
    known.write_text("EAN-code;Objectcode;Energiedrager;Meetwijze\n541448000000000011;G1;aardgas;jaar\n")
    assert run(["laad", "--toon-kaart", str(known)]) == 0
    assert "needs no mapping" in capsys.readouterr().out


def test_json_has_the_lines_and_the_rows(folder, capsys):
    import json

    assert run(["laad", "--toon-kaart", str(folder / "ems.csv"), "--formaat", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert "kaart" in json.dumps(content)


def test_a_number_without_quotes_is_understood(folder):
    found = series_mappings({"energy.series.a": {"interval": 15}, "energy.meters": {"x": "code"}})
    assert found == {"a": {"@interval": "15"}}


def test_a_mapping_said_on_the_command_line_is_kept(folder):
    path = folder / "b.csv"
    path.write_text("Tijd;Waarde\n" + "".join(f"01-02-2025 {hour:02d}:00;2,5\n" for hour in range(12)))
    pairs = ["Tijd=moment", "Waarde=quantity", "@interval=60", "@meter=B1"]
    told = [part for pair in pairs for part in ("--kaart", pair)]
    assert run(["laad", str(path), "--soort", "energy.series", *told]) == 0
    (folder / "c.csv").write_text("Tijd;Waarde\n01-03-2025 00:00;1,5\n01-03-2025 01:00;1,5\n")
    assert run(["laad", str(folder / "c.csv")]) == 0
    assert readings()["consumption_kwh"].sum() == pytest.approx(12 * 2.5 + 3)
