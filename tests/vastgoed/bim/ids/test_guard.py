"""Hostile and wrong IDS files are refused before any parser expands them, each with what to do."""

from __future__ import annotations

import pytest

from kern.errors import InputWrong
from vastgoed.bim.ids.guard import MAX_BYTES, MAX_ELEMENTS, NAMESPACE, look_at_ids, own_ids

BOMB = (
    '<!DOCTYPE ids [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<ids xmlns="{NAMESPACE}"><info><title>&b;</title></info></ids>'
)


def test_own_requirements_are_harmless_and_have_a_title():
    assert look_at_ids(own_ids()).title == "Informatievereisten van Koers voor gebouwmodellen"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "bom.ids"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}'.encode(encoding))
    with pytest.raises(InputWrong, match="DOCTYPE"):
        look_at_ids(path)


def test_an_outside_entity_is_refused(tmp_path):
    path = tmp_path / "buiten.ids"
    path.write_text('<!DOCTYPE ids SYSTEM "file:///etc/passwd"><ids/>', encoding="utf-8")
    with pytest.raises(InputWrong, match="DOCTYPE"):
        look_at_ids(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no well-formed XML"),
        ("<ids", "no well-formed XML"),
        ('<?xml version="1.0" encoding="klingon"?><ids/>', "no well-formed XML"),
        ("<html/>", "no IDS file: it starts with html"),
        ('<ids xmlns="http://standards.buildingsmart.org/IDS/0.9"/>', "no IDS file"),
        (f'<ids xmlns="{NAMESPACE}">' + "<a>" * 60 + "</a>" * 60 + "</ids>", "more elements"),
        (f'<ids xmlns="{NAMESPACE}">' + "<a/>" * (MAX_ELEMENTS + 1) + "</ids>", "more elements"),
    ],
)
def test_what_is_no_ids_is_said(tmp_path, content, said):
    path = tmp_path / "x.ids"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputWrong, match=said):
        look_at_ids(path)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "groot.ids"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputWrong, match="MB is refused"):
        look_at_ids(path)
