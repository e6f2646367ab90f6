import pytest

from kern.errors import UsageWrong, WorkspaceWrong
from koers.settings import find_folder, peek_language, read_settings


def write(folder, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "koers.toml").write_text(text, encoding="utf-8")
    return folder


def test_defaults_stand_beside_the_file(tmp_path):
    settings = read_settings(write(tmp_path, ""))
    assert settings.database == f"sqlite:///{(tmp_path / 'koers.sqlite').as_posix()}"
    assert settings.series_root == str(tmp_path / "reeksen")
    assert settings.language is None
    assert settings.choices == {"vastgoed": {}, "energie": {}, "vloot": {}}


def test_everything_can_be_said(tmp_path):
    text = """
    database = "postgresql+psycopg://koers@db/koers"
    reeksen = "s3://koers/reeksen"
    taal = "en"
    [energie]
    jaar = 2025
    [kaart."energy.meters"]
    "EAN nummer" = "code"
    """
    settings = read_settings(write(tmp_path, text))
    assert settings.database == "postgresql+psycopg://koers@db/koers"
    assert settings.series_root == "s3://koers/reeksen"
    assert settings.language == "en"
    assert settings.choices["energie"] == {"jaar": 2025}
    assert settings.mappings == {"energy.meters": {"EAN nummer": "code"}}


def test_the_nearest_workspace_upwards_is_found(tmp_path, monkeypatch):
    outer = write(tmp_path / "a", "")
    below = outer / "b" / "c"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_folder() == outer
    inner = write(outer / "b", "")
    assert find_folder() == inner
    assert find_folder(outer) == outer


def test_the_environment_names_a_workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("KOERS_MAP", str(write(tmp_path / "x", "")))
    assert find_folder() == tmp_path / "x"
    assert find_folder(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("kleur = 1", UsageWrong, "key kleur is not known. Known keys: database, reeksen, taal"),
        ("taal = 3", UsageWrong, 'taal = 3 has the wrong kind of value. Expected: "text"'),
        ('taal = "fr"', UsageWrong, "language fr is not known. Choose from: nl, en"),
        ("taal = ", WorkspaceWrong, "cannot be read"),
        ('[kaart."x"]\na = 1', UsageWrong, r"\[kaart.x\] must hold lines"),
    ],
)
def test_a_wrong_file_is_named_with_the_key(tmp_path, text, error, message):
    with pytest.raises(error, match=message):
        read_settings(write(tmp_path, text))


def test_no_file_is_an_error_that_says_how_to_make_one(tmp_path):
    with pytest.raises(WorkspaceWrong, match="koers nieuw"):
        read_settings(tmp_path)


def test_the_language_is_peeked_at_without_complaint(tmp_path):
    assert peek_language(write(tmp_path / "a", 'taal = "nl"')) == "nl"
    assert peek_language(write(tmp_path / "b", "taal = ")) is None
