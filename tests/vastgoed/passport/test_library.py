"""Names of materials as models carry them, in four languages: what they stand for, and what is not guessed."""

from datetime import date

import pytest

from kern.sources import read_table
from vastgoed.passport.library import match_name, read_classes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ziegelmauerwerk", "brick"),
        ("STB C30/37", "reinforced_concrete"),
        ("Verzinktes Blech", "structural_steel"),
        ("Trapezblech", "metal"),
        ("Konstruktionsvollholz (KVH)", "wood"),
        ("Außenputz", "mortar"),
        ("plâtre cartonné BA13", "plasterboard"),
        ("Parpaings creux", "concrete_block"),
        ("vloerwelfsels 20 cm", "precast_concrete"),
        ("Zinken goot", "zinc"),
    ],
)
def test_names_in_four_languages(name: str, code: str) -> None:
    assert match_name(name) == code


@pytest.mark.parametrize(
    ("name", "code", "not_this"),
    [
        ("Glasswool 100", "mineral_wool", "glass"),
        ("Glasschaum", "cellular_glass", "glass"),
        ("Béton de chanvre", "bio_based", "concrete"),
        ("EPS-beton", "insulating_concrete", "concrete"),
        ("Cellular concrete", "aerated_concrete", "concrete"),
        ("Béton bitumineux", "asphalt", "concrete"),
        ("Gipsfaserplatte", "plasterboard", "fibreboard"),
        ("Aardewerk", "ceramic_tile", "soil"),
        ("Grès cérame", "ceramic_tile", "natural_stone"),
        ("Tegellijm", "mortar", "ceramic_tile"),
    ],
)
def test_a_name_that_holds_the_word_of_another_material(name: str, code: str, not_this: str) -> None:
    assert match_name(name) == code != not_this


@pytest.mark.parametrize("name", ["Luchtkanaal", "Luftkanal", "Luchtgordijn"])
def test_what_carries_air_is_not_air(name: str) -> None:
    assert match_name(name) is None


@pytest.mark.parametrize("name", ["Luchtspouw 4 cm", "Luftschicht", "lame d'air", "Air gap"])
def test_air_is_no_material(name: str) -> None:
    assert match_name(name) == "air"


def test_no_two_narrow_classes_share_a_word() -> None:
    generic = {
        row["code"] for row in read_table("materials/classes.csv").iter_rows(named=True) if row["is_generic"] == "true"
    }
    owners: dict[str, set[str]] = {}
    for row in read_table("materials/names.csv").iter_rows(named=True):
        for word in row["words"].split(";"):
            assert word.strip(), row
            if row["code"] not in generic:
                owners.setdefault(word, set()).add(row["code"])
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_every_name_belongs_to_a_class() -> None:
    known = set(read_classes(date(2026, 6, 1)))
    assert set(read_table("materials/names.csv")["code"]) <= known
