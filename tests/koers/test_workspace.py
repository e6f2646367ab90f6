import stat
import sys

import pytest

from kern.errors import UsageWrong, WorkspaceWrong
from koers import look, open_workspace
from koers.app import run
from koers.provenance import workspace_section
from koers.workspace import SECRET_FILE, create_workspace


def test_a_new_workspace_is_empty_and_opens_again(tmp_path):
    with create_workspace(tmp_path / "w") as made:
        assert made.register("building").is_empty()
        assert "koers.sqlite" in repr(look(workspace_section(made)))
    with open_workspace(tmp_path / "w") as opened:
        assert opened.imports().is_empty()


def test_a_folder_with_files_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageWrong, match="is not an empty folder"):
        create_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("argv", "line"), [(["--taal", "nl"], 'taal = "nl"'), ([], "# taal = ")])
def test_the_language_asked_for_is_kept_in_the_workspace(tmp_path, argv, line, capsys):
    assert run([*argv, "nieuw", str(tmp_path / "w")]) == 0
    assert any(
        text.startswith(line) for text in (tmp_path / "w" / "koers.toml").read_text(encoding="utf-8").splitlines()
    )
    assert "koers laad" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_key_of_the_pseudonyms_is_its_owners_alone_and_not_in_the_database(tmp_path):
    with create_workspace(tmp_path / "w") as made:
        key = made._secret()
        assert made._secret() == key
    path = tmp_path / "w" / SECRET_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() not in (tmp_path / "w" / "koers.sqlite").read_bytes()


def test_every_figure_of_an_empty_workspace_is_undetermined_or_not_known(tmp_path, capsys):
    folder = tmp_path / "w"
    create_workspace(folder).close()
    for words in (
        ["energie", "traject"],
        ["vloot", "traject"],
        ["vastgoed", "toon"],
        ["controle"],
        ["rapport", "2025"],
    ):
        assert run([*words, "--map", str(folder)]) == 0, capsys.readouterr().err
    assert "cannot be determined" in capsys.readouterr().out


def test_an_unknown_section_or_room_is_a_clear_error(tmp_path):
    with create_workspace(tmp_path / "w") as made:
        with pytest.raises(UsageWrong, match=r"There is no section energie\.x\. Choose from: energie\.traject"):
            made.section("energie.x")
        with pytest.raises(UsageWrong, match="begins with no known room"):
            made.trace("weer.2025")


def test_without_a_workspace_the_ways_to_one_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceWrong, match=r"no koers\.toml in .* --map"):
        open_workspace()
