"""The label of the example's offices, from their audits and models, asked as a user asks."""

import json
from pathlib import Path

from koers.app import run


def koers(capsys, *argv, code=0):
    assert run([str(word) for word in argv]) == code, capsys.readouterr().err
    return capsys.readouterr()


def test_what_a_model_says_stands_beside_the_audit(demo, capsys):
    out = koers(capsys, "vastgoed", "label", "GB-0034", "--map", demo[0]).out
    assert "the audit of" in out  # they contradict each other on some criteria
    table = ["--formaat", "csv", "--tabel", "vastgoed.label.model"]
    out = koers(capsys, "vastgoed", "label", "GB-0034", *table, "--map", demo[0]).out
    [door] = [line for line in out.splitlines() if line.startswith("DOR-03") and "Deur 0.04" in line]
    assert ",88," in door
    assert "fail" in door
    assert "2 × lining 5" in door


def test_the_sound_example_reaches_a_plus_and_the_faulty_one_names_its_weakest_links(demo, capsys):
    out = koers(capsys, "vastgoed", "label", "GB-0030", "--map", demo[0]).out
    assert out.splitlines()[1].startswith("A+ (indicative). Weakest link: ")
    for share in ("audit 68 (22 %)", "geometry 184 (60 %)", "property 57 (18 %)", "Not assessed  0 %"):
        assert share in out
    table = ["--formaat", "json", "--tabel", "vastgoed.label.GB-0034.model.schakels"]
    faulty = json.loads(koers(capsys, "vastgoed", "label", "GB-0034", *table, "--map", demo[0]).out)
    [mends] = [block for block in faulty["blocks"] if block.get("key") == table[-1]]
    assert [row["rooms_opened"] for row in mends["rows"]] == [9, 1, 10]
    assert [row["works"].split(":")[0] for row in mends["rows"]] == ["Hoofdingang", "Deur 0.04", "Lift 1"]
    efforts = [row["rooms_opened"] / row["effort"] for row in mends["rows"]]
    assert efforts == sorted(efforts, reverse=True)


def test_strict_on_the_label_asks_a_plus_and_unknown_is_none(demo, capsys):
    koers(capsys, "vastgoed", "label", "GB-0030", "--streng", "--map", demo[0])
    for code in ("GB-0001", "GB-0034"):
        asked = koers(capsys, "vastgoed", "label", code, "--streng", "--map", demo[0], code=3)
        assert f"no A+ (indicative) for {code}" in asked.err
    everything = koers(capsys, "vastgoed", "label", "--streng", "--map", demo[0], code=3).err
    assert "GB-0034" in everything
    assert "GB-0030" not in everything


def test_a_source_of_a_label_that_is_no_model_says_what_it_is(demo, capsys, tmp_path):
    asked = ["vastgoed", "label", "model", "--map", demo[0]]
    assert "is a folder" in koers(capsys, *asked, tmp_path, code=2).err
    assert "does not exist" in koers(capsys, *asked, tmp_path / "weg.ifc", code=2).err
    assert "There is no asset" in koers(capsys, *asked, "", code=1).err


def test_the_floor_plans_of_a_building_of_the_register_are_written(demo, capsys, tmp_path):
    asked = koers(capsys, "vastgoed", "label", "GB-0034", "--plan", tmp_path / "p34", "--map", demo[0])
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["p34-0-00.png", "p34-0-00.svg", "p34-1-01.png", "p34-1-01.svg"]
    assert all(name in asked.err for name in names)
    plan = (tmp_path / "p34-0-00.svg").read_text(encoding="utf-8")
    assert "GB-0034, +00: 0 of 10 rooms reached without steps" in plan
    asked = koers(capsys, "vastgoed", "label", "GB-0004", "--plan", tmp_path / "x.png", "--map", demo[0], code=2)
    assert "No model of GB-0004 is kept here" in asked.err


def test_a_building_with_a_model_and_no_audit_shows_what_the_model_says(demo, capsys):
    out = koers(capsys, "vastgoed", "label", "GB-0069", "--map", demo[0]).out
    assert "Level from the model alone" in out
    (Path(demo[0]) / "bim").rename(Path(demo[0]) / "bim-weg")
    try:
        lost = koers(capsys, "vastgoed", "label", "GB-0069", "--map", demo[0]).out
    finally:
        (Path(demo[0]) / "bim-weg").rename(Path(demo[0]) / "bim")
    assert "not in this workspace" in lost
