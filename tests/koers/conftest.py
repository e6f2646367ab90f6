import os

import pytest

from kern.language import choose_language, current_language


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Each test starts in English, with no workspace named by the environment, and leaves the language as it was."""
    before = current_language()
    for name in ("KOERS_MAP", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    choose_language("en")
    yield
    choose_language(before)
    os.environ.pop("LANGUAGE", None)
