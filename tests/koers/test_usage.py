import pytest

from koers.app import run


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["energie", "traject", "--formaat", "x"], "--formaat / -f must be one of: tabel, json, csv."),
        (["enrgie"], "No such command 'enrgie'. Did you mean 'energie'?"),
        (["rapport"], "JAAR is missing."),
        (["rapport", "abc"], "JAAR must be a whole number from 1990 to 2100."),
        (["rapport", "2025", "x"], "Too many words: x."),
        (["rapport", "2025", "--uit"], "Option '--uit' needs a value."),
        (["rapport", "2025", "--kleur"], "There is no option --kleur."),
        (["herkomst", "--jaar", "x"], "--jaar / -j must be a whole number from 1990 to 2100."),
        (["vastgoed", "bim", "weg.ifc"], "BESTAND: weg.ifc does not exist. Check the name and the folder."),
        (["vastgoed", "bim", "."], "BESTAND: . is a folder; a file is expected."),
        (["--taal", "fr", "--help"], "Language 'fr' is not known. Choose from: nl, en."),
    ],
)
def test_a_usage_error_is_one_sentence_on_stderr_and_exit_code_2(argv, message, capsys):
    assert run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Error: {message}" in err
    assert "Traceback" not in err


def test_no_words_show_the_help(capsys):
    assert run([]) == 2
    assert "energie" in "".join(capsys.readouterr())


def test_the_version_is_data(capsys):
    assert run(["--versie"]) == 0
    assert capsys.readouterr().out.startswith("koers 0.")


def test_no_workspace_is_exit_code_1_and_says_what_to_do(tmp_path, capsys):
    assert run(["controle", "--map", str(tmp_path / "weg")]) == 1
    assert "koers nieuw" in capsys.readouterr().err
