from datetime import date

import pytest

from kern.errors import InputWrong
from kern.intake.head import open_file
from kern.intake.recognise import recognise
from vloot.privacy import pseudonym
from vloot.readers import READERS
from vloot.readers.cards import read_cards

KEY = b"a key of thirty-two secret bytes"


@pytest.fixture
def head(tmp_path):
    path = tmp_path / "cards.csv"
    path.write_text(
        "Kaartnummer;Chassisnummer;Geldig van;Geldig tot\n7005 1111;WVWZZZE1ZNP000001;01-01-2024;\n", encoding="utf-8"
    )
    return open_file(path)


def test_only_the_pseudonym_is_kept(head):
    (row,) = read_cards(head, {}, KEY).frames["fleet_card"].to_dicts()
    assert row["card_pseudonym"] == pseudonym("70051111", KEY, "card")
    assert row["valid_from"] == date(2024, 1, 1)
    assert row["vin"] == "WVWZZZE1ZNP000001"


def test_without_a_key_the_file_is_refused(head):
    with pytest.raises(InputWrong, match="no key to make pseudonyms"):
        read_cards(head, {})


def test_exactly_this_reader_recognises_it(head):
    assert recognise(head, READERS).kind == "fleet.cards"
