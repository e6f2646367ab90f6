import pytest

from kern.errors import UsageWrong
from koers.app import run
from koers.language import language_wanted, take_language


def test_the_language_may_stand_anywhere():
    assert take_language(["energie", "--taal", "nl", "traject"]) == (["energie", "traject"], "nl")
    assert take_language(["laad", "--", "--taal", "nl"]) == (["laad", "--", "--taal", "nl"], None)


@pytest.mark.parametrize("argv", [["--taal", "fr"], ["--taal"], ["--taal="]])
def test_an_unknown_language_is_a_usage_error(argv):
    with pytest.raises(UsageWrong, match=r"is not known\. Choose from: nl, en\."):
        take_language(argv)


def test_the_workspace_says_its_language(tmp_path, monkeypatch):
    (tmp_path / "koers.toml").write_text('taal = "nl"')
    assert language_wanted(["controle", "--map", str(tmp_path)], None) == "nl"
    assert language_wanted(["controle", f"--map={tmp_path}"], "en") == "en"
    monkeypatch.chdir(tmp_path)
    assert language_wanted([], None) == "nl"


def test_dutch_help_is_dutch_all_through(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert run(["--taal", "nl", "energie", "traject", "--help"]) == 0
    text = capsys.readouterr().out
    assert "Voorbeelden:" in text
    assert "Toon deze uitleg en stop." in text
    for english in ("Report year", "Show this message", "Example:"):
        assert english not in text


def test_the_locale_decides(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    run(["--help"])
    assert "Voorbeeld:" in capsys.readouterr().out
