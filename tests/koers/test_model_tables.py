"""The tables of all models as a user gets them: from the database alone, on the screen and as files."""

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from koers.app import run
from koers.workspace import create_workspace, find_workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A workspace with two models whose files and kept facts are gone."""
    folder = tmp_path_factory.mktemp("modellen")
    shutil.copytree(EXAMPLE / "bim", folder / "bim")
    (folder / "bim" / "gemengd-steunpunt.ifc").unlink()
    with create_workspace(folder / "werkmap") as workspace:
        assert not workspace.load([folder / "bim"]).refused
    shutil.rmtree(folder / "bim")
    shutil.rmtree(folder / "werkmap" / "bim")
    return folder / "werkmap"


def test_screen_says_how_much_there_is_and_csv_gives_a_table(home, capsys):
    assert run(["vastgoed", "bim", "tabellen", "--map", str(home), "--taal", "nl"]) == 0
    said = capsys.readouterr().out
    assert "2 modellen" in said
    assert len(said.splitlines()) < 30
    assert run(["vastgoed", "bim", "tabellen", "--map", str(home), "--formaat", "csv", "--tabel", "liften"]) == 0
    lifts = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {lift["file_name"] for lift in lifts} == {"bim/kantoor-modern.ifc", "bim/kantoor-ouder.ifc"}
    assert all(len(lift["model_hash"]) == 64 for lift in lifts)


def test_json_workbook_parquet_and_notebook_agree(home, tmp_path, capsys):
    words = ["vastgoed", "bim", "tabellen", "--map", str(home), "--formaat", "json"]
    assert run([*words, "--xlsx", str(tmp_path / "t.xlsx"), "--parquet", str(tmp_path / "pq")]) == 0
    blocks = {block["key"]: block for block in json.loads(capsys.readouterr().out)["blocks"]}
    with find_workspace(home) as workspace:
        tables = workspace.model_tables()
        doors = tables["deuren"]
        assert len(blocks["deuren"]["rows"]) == doors.height > 40
        assert pl.read_parquet(tmp_path / "pq" / "deuren.parquet").equals(doors)
        book = openpyxl.load_workbook(tmp_path / "t.xlsx", read_only=True)
        assert set(tables) <= set(book.sheetnames)
        assert sum(1 for _ in book["deuren"].iter_rows()) == doors.height + 1


def test_a_model_loaded_before_details_were_kept_gets_them_when_loaded_again(tmp_path):
    model = EXAMPLE / "bim" / "kantoor-ouder.ifc"
    with create_workspace(tmp_path / "werkmap") as workspace:
        workspace.load([model])
        with workspace.store._engine.begin() as connection:  # as the edition before would have left it
            connection.exec_driver_sql("delete from bim_element")
            connection.exec_driver_sql("update import_run set fingerprint = 'eerder'")
        assert workspace.model_tables()["deuren"].is_empty()
        loading = workspace.load([model])
        assert workspace.model_tables()["deuren"].height > 10
        assert loading.report.corrected == 0
        assert workspace.load([model]).report is None
